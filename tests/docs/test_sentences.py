"""The pages of docs/writing: every sentence is read as it was meant by hand, and every line passes the compiler."""

import re

import pytest

from creditdsl.reader.meanings import HOLE, Certain, Open, Unread
from creditdsl.reader.sentence_reader import read
from docs.sentences import FOLDER, STEMS, Sentence, outcome, sentences, source, title
from tests.docs.test_pages import CROWDED
from tests.reader.gold.entries import target
from tests.reader.gold.test_gold import faults

FEWEST = 80
"""Sentences of all pages, at the least."""
SENTENCES = [
    pytest.param(sentence, id=f"{stem} {sentence.text}"[:60]) for stem in STEMS for sentence in sentences(stem)
]
ADDED = ("报送条数 每条得0.5",)


def test_every_page_is_in_the_list() -> None:
    assert {path.name for path in FOLDER.glob("*.md.in")} == {"README.md.in", *(f"{stem}.md.in" for stem in STEMS)}
    assert all(title(stem) in source("README") or "<!-- contents -->" in source("README") for stem in STEMS)


def test_there_are_enough_sentences_and_none_twice() -> None:
    typed = [(sentence.title, sentence.points, sentence.text) for stem in STEMS for sentence in sentences(stem)]
    assert len(typed) >= FEWEST
    assert sorted(set(typed)) == sorted(typed)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_line_passes_the_compiler(sentence: Sentence) -> None:
    by_hand = [*sentence.readings, *(lines for _, lines in sentence.answers), sentence.instead]
    blocks = [*by_hand, *readings(sentence)]
    rules = [[line.replace(HOLE, "指标") for line in block if not target(line)] for block in blocks]
    assert [(block, found) for block in rules if block and (found := faults(*block))] == []


def readings(sentence: Sentence) -> list[tuple[str, ...]]:
    """Return the lines of what the reader makes of a sentence."""
    match read(sentence.text, sentence.context):
        case Certain(reading=reading):
            return [reading.lines]
        case Open(answers=answers):
            return [reading.lines for _, reading in answers]
        case Unread():
            return []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_read_as_meant_or_rewritten(sentence: Sentence) -> None:
    assert outcome(sentence)
    assert bool(sentence.reason) == bool(sentence.instead) != bool(sentence.readings or sentence.answers)
    assert CROWDED.findall("".join([sentence.reason, *(answer for answer, _ in sentence.answers)])) == []


@pytest.mark.parametrize(
    "sentence",
    [
        Sentence("信息报送", "", "每报送1条得0.5分。", (("报送条数 每条得0.6",),)),
        Sentence("信息报送", "", "每报送1条得0.5分。", (("报送条数 每2条得0.5",),)),
        Sentence("信息报送", "", "每报送1条得0.5分。", (("标题：满分起扣", "报送条数 每条得0.5"),)),
        Sentence("信息报送", "", "每报送1条得0.5分。", answers=(("累加", ADDED),)),
        Sentence("信息报送", "", "每报送1条得0.5分。", reason="没有写得几分", instead=ADDED),
        Sentence("示范", "", "获甲号的得5分，获乙号的得3分", (("获甲号 得5", "获乙号 得3"),)),
    ],
    ids=["points", "step", "heading", "one meaning", "readable", "a question of two answers"],
)
def test_notices_a_sentence_that_is_read_otherwise(sentence: Sentence) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence.text)):
        outcome(sentence)


def test_what_cannot_be_read_is_said_with_what_to_write() -> None:
    read_later = Sentence("信息", "", "每条得1分，另行研究", (("信息条数 每条得1",),))
    assert outcome(read_later) == "读不懂“另行研究”，写成：<br>`信息条数 每条得1`"
    never = Sentence("信息", "5", "按有关规定处理", reason="没有写得几分", instead=("标题：就高", "信息 得5"))
    assert outcome(never) == "写不成：没有写得几分。例如改成：<br>标题末尾写 `（5分，就高）`<br>`信息 得5`"
