"""Official sentences with one thing changed: some changes keep the meaning, others do not.

    python -m tests.reader.variations              # the counts of all variations, and every change that goes unnoticed
    python -m tests.reader.variations --preserving # and the sentences that are not read alike

Receives the gold sentences that are read with certainty. A changing edit inserts, removes or replaces a small word at a
seam of phrases, swaps a pair of words, or changes a number; the reader must then say something else, ask, or not read.
A preserving edit changes the spelling alone; the reader must say the same but for the names, or not read.

A changing edit is left out where the rules of `means_the_same` say that it changes nothing.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from creditdsl.reader.lexer import phrases
from creditdsl.reader.meanings import Certain, Context
from creditdsl.reader.phrase_kinds import (
    Amount,
    Award,
    Each,
    Full,
    Grade,
    Limit,
    Nothing,
    Phrase,
    Place,
    Sign,
    Span,
    Test,
    Words,
)
from creditdsl.reader.sentence_reader import read
from creditdsl.syntax.nodes import Comparison
from tests.reader.gold.entries import BREAK, FILES, entries
from tests.reader.judging import shapes
from tests.reader.spellings import spellings
from tests.reader.verdicts import UNSEEN

SMALL_WORDS = ("不", "未", "无", "除", "均", "各", "分别", "倒", "再", "至少")
SWAPS = (("以上", "以下"), ("以下", "以上"), ("得", "扣"), ("扣", "得"), ("不超过", "超过"), ("(?<!不)超过", "不超过"))
_LISTING = re.compile("[、和及与并或/]|同时")
_HAN_NUMBERS = "一二两三四五六七八九"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is read with certainty, with its context and its lines."""

    text: str
    context: Context
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a sentence. at: where it begins. old, new: the text there."""

    kind: str
    at: int
    old: str
    new: str

    def of(self, text: str) -> str:
        """Return the text with the change."""
        return text[: self.at] + self.new + text[self.at + len(self.old) :]


def sentences() -> Iterator[Sentence]:
    """Yield the sentences of the gold files that are read with certainty."""
    for path in FILES:
        for entry in entries(path) if path.stem not in UNSEEN else ():
            text = entry.text.replace(BREAK, "\n")
            context = Context(entry.title, Fraction(entry.points) if entry.points else None)
            answer = read(text, context)
            if isinstance(answer, Certain):
                yield Sentence(text, context, answer.reading.lines)


def changing(sentence: Sentence) -> Iterator[Edit]:
    """Yield the edits of a sentence that change its meaning."""
    parts = phrases(sentence.text)
    edits = (*_at_seams(sentence.text, parts), *_swaps(sentence.text), *_numbers(sentence.text, parts))
    return (edit for edit in edits if not means_the_same(edit, sentence, parts))


def _at_seams(text: str, parts: tuple[Phrase, ...]) -> Iterator[Edit]:
    seams = sorted({0, len(text), *(end for phrase in parts for end in (phrase.start, phrase.end))})
    for seam in seams:
        yield from (Edit("insert", seam, "", word) for word in SMALL_WORDS)
    for word in SMALL_WORDS:
        for match in re.finditer(word, text):
            yield Edit("remove", match.start(), word, "")
            yield from (Edit("replace", match.start(), word, other) for other in SMALL_WORDS if other != word)


def _swaps(text: str) -> Iterator[Edit]:
    for old, new in SWAPS:
        yield from (Edit("swap", match.start(), match.group(), new) for match in re.finditer(old, text))


def _numbers(text: str, parts: tuple[Phrase, ...]) -> Iterator[Edit]:
    """Yield each number as another; the number of a label is none of the meaning."""
    labels = [phrase for phrase in parts if isinstance(phrase, Sign) and phrase.kind == "label"]
    for match in re.finditer(r"\d+(?:\.\d+)?", text):
        if not any(label.start <= match.start() < label.end for label in labels):
            whole, point, tenths = match.group().partition(".")
            yield Edit("number", match.start(), match.group(), f"{int(whole) + 1}{point}{tenths}")
    for match in re.finditer(f"[{_HAN_NUMBERS}](?=[次条篇例起件项类家户人名个处份])", text):
        other = "三" if match.group() in "一二两" else "二"
        yield Edit("number", match.start(), match.group(), other)


def means_the_same(edit: Edit, sentence: Sentence, parts: tuple[Phrase, ...]) -> bool:
    """Return whether an edit leaves the meaning as it is, by these rules:

    不, 未 and 无 deny alike. 至少 before 5条以上 says nothing new. 各 is 分别, and 均 where all get the same.
    Where only one thing is named, or each is counted, it gets its points in full whether 均, 各 or 分别. 再 adds points
    as other rules do, but for the cases of a ladder. Where nothing is taken away, 不得分 and 不扣分 both give nothing.
    """
    place = next((phrase for phrase in parts if phrase.start <= edit.at < phrase.end), None)
    words = {edit.old, edit.new}
    if edit.kind == "swap" and words == {"得", "扣"}:
        return isinstance(place, Nothing) and not any("扣" in line for line in sentence.lines)
    if words <= {"不", "未", "无"}:
        return True
    if edit.kind == "insert" and edit.new == "至少":
        return isinstance(place, Test) and place.bounds[0].comparison is Comparison.AT_LEAST
    if words <= {"均", "各", "分别"}:
        return words == {"各", "分别"} or not _shares_out(edit, sentence.text, parts)
    if words <= {"均", "各", "分别", ""}:
        return _result_of_one(edit, sentence.text, parts)
    if words <= {"再", ""}:
        return _result_of_one(edit, sentence.text, parts) and not _in_ladder(edit, parts)
    return False


def _result_of_one(edit: Edit, text: str, parts: tuple[Phrase, ...]) -> bool:
    """Return whether the edit stands right before the result of one thing, or of each that is counted."""
    result = _result_behind(edit, parts)
    if result is None or result.start > edit.at + len(edit.old) or _shares_out(edit, text, parts):
        return False
    begin = max((phrase.end for phrase in parts if phrase.end <= edit.at and _gives(phrase)), default=0)
    before = [phrase for phrase in parts if begin <= phrase.start < edit.at]
    if any(isinstance(phrase, Each) or (isinstance(phrase, Test) and phrase.exact) for phrase in before):
        return True
    return sum(isinstance(phrase, Words) for phrase in before) < 2 and not _LISTING.search(text[begin : edit.at])


def _result_behind(edit: Edit, parts: tuple[Phrase, ...]) -> Phrase | None:
    return next((phrase for phrase in parts if phrase.end > edit.at + len(edit.old) and _gives(phrase)), None)


def _shares_out(edit: Edit, text: str, parts: tuple[Phrase, ...]) -> bool:
    """Return whether the points behind are a list: 分别得3分、2分、1分."""
    result = _result_behind(edit, parts)
    if result is None:
        return False
    return not isinstance(result, _SINGLE) or re.match("分?[、和及,，][\\d.]+分", text[result.end :]) is not None


_SINGLE = Award | Nothing | Span | Grade


def _gives(phrase: Phrase) -> bool:
    return not isinstance(phrase, Words | Test | Each | Place | Limit | Full | Sign | Amount)


def _in_ladder(edit: Edit, parts: tuple[Phrase, ...]) -> bool:
    before = [phrase for phrase in parts if phrase.end <= edit.at]
    return sum(isinstance(phrase, Test) for phrase in before) > 1


def unnoticed(sentence: Sentence, edit: Edit) -> bool:
    """Return whether the reader is as certain of the changed sentence, and of the same lines."""
    answer = read(edit.of(sentence.text), sentence.context)
    return isinstance(answer, Certain) and answer.reading.lines == sentence.lines


def alike(text: str, context: Context, lines: tuple[str, ...]) -> str:
    """Return how a respelt sentence is read: alike, not, or otherwise."""
    answer = read(text, context)
    if not isinstance(answer, Certain):
        return "not"
    return "alike" if shapes(answer.reading.lines)[0] == shapes(lines)[0] else "otherwise"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--preserving", action="store_true")
    shows = parser.parse_args().preserving
    changed: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for sentence in sentences():
        for edit in changing(sentence):
            missed = unnoticed(sentence, edit)
            changed.update(["all", *(["unnoticed"] if missed else [])])
            if missed:
                print(f"{edit.kind} {edit.old}>{edit.new}  {edit.of(sentence.text)!r}  {' ; '.join(sentence.lines)}")
        for spelling in spellings(sentence.text, sentence.context, sentence.lines):
            verdict = alike(spelling.text, spelling.context, spelling.lines)
            kept[f"{spelling.kind} {verdict}"] += 1
            kept[verdict] += 1
            if verdict == "otherwise" or (shows and verdict != "alike"):
                answer = read(spelling.text, spelling.context)
                lines = answer.reading.lines if isinstance(answer, Certain) else ()
                print(f"{verdict} {spelling.kind}  {spelling.text!r}\n    {spelling.lines}\n    {lines}")
    print(dict(changed), dict(sorted(kept.items())), sep="\n")


if __name__ == "__main__":
    main()
