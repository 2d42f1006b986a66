"""The pages of docs/writing: official sentences, each with what the reader makes of it today.

A page is Markdown. Its blocks ```says hold sentences, separated by empty lines, in these lines:

    在 信息报送（5分）     the item in which the sentence stands, with its points
    每报送1条得0.5分。     the sentence, one line for each line of the cell
    = 报送条数 每条得0.5   a line that it becomes
    |                     what follows is another reading, just as right
    ? 累加                what follows is the answer to a question: the sentence has several meanings
    ! 没有写得几分         why it cannot be read; what follows is written instead

The lines are written by hand and compared with the reading: a wrong one stops the page. What the reader makes of a
sentence is printed; of a sentence that it cannot read, the lines written by hand.
"""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import assert_never

from creditdsl.base.node import node
from creditdsl.reader.meanings import HOLE, Answer, Certain, Context, Open, Reading, Unread
from creditdsl.reader.sentence_reader import read
from tests.reader.judging import same

FOLDER = Path(__file__).parent / "writing"
STEMS = (
    "each",
    "condition",
    "bands",
    "standard",
    "proportion",
    "ranking",
    "full",
    "limits",
    "respectively",
    "discretion",
    "veto",
    "grades",
    "unreported",
)
"""The pages, in teaching order."""

_BLOCK = re.compile(r"^```says\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"在 (?P<title>.+?)(?:（(?P<points>[\d.]+)分）)?$")
_MARK = re.compile(r"[，；。\s]")
_HEAD = ("所在的项", "文件里的话", "怎样写")
_BELOW = "`等次` 下面写："
_TRAIT, _CAP, _GRADE = "标题：", "标题：最高", "等次："


@node
class Sentence:
    """A sentence with what it means by hand.

    readings: any of them is right. answers: of each, the answer to a question and its lines. reason: why it cannot be
    read, with the lines to be written instead.
    """

    title: str
    points: str
    text: str
    readings: tuple[tuple[str, ...], ...] = ()
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reason: str = ""
    instead: tuple[str, ...] = ()

    @property
    def context(self) -> Context:
        return Context(self.title, Fraction(self.points) if self.points else None)


def page(stem: str) -> str:
    """Return a page with each block as a table of what its sentences become."""
    return _BLOCK.sub(lambda block: _table(_sentences(block[1])), source(stem))


def source(stem: str) -> str:
    """Return a page as it is written by hand."""
    return (FOLDER / f"{stem}.md.in").read_text(encoding="utf-8")


def sentences(stem: str) -> Iterator[Sentence]:
    """Yield the sentences of a page."""
    for block in _BLOCK.finditer(source(stem)):
        yield from _sentences(block[1])


def title(stem: str) -> str:
    """Return the heading of a page."""
    return source(stem).partition("\n")[0].removeprefix("# ")


def contents() -> str:
    """Return a line for each page with its number of sentences, and what becomes of all of them."""
    pages = "\n".join(f"- [{title(stem)}]({stem}.md)：{len(list(sentences(stem)))} 例" for stem in STEMS)
    listed = [sentence for stem in STEMS for sentence in sentences(stem)]
    answers = Counter(type(read(sentence.text, sentence.context)) for sentence in listed)
    vague = sum(bool(sentence.reason) for sentence in listed)
    return (
        f"{pages}\n\n共 {len(listed)} 例：读得出的 {answers[Certain]} 例，要问一句的 {answers[Open]} 例；"
        f"文件本来没有说清的 {vague} 例，意思清楚而程序还读不懂的 {answers[Unread] - vague} 例，都写明怎样改写。"
    )


def _sentences(block: str) -> Iterator[Sentence]:
    for chunk in block.strip("\n").split("\n\n"):
        yield _sentence(chunk.split("\n"))


def _sentence(lines: list[str]) -> Sentence:
    item = _ITEM.match(lines[0])
    text = [line for line in lines[bool(item) :] if not re.match(r"[=|?!]", line)]
    reason, parts = "", [("", list[str]())]
    for line in lines[bool(item) + len(text) :]:
        match line[0]:
            case "=":
                parts[-1][1].append(line[1:].strip())
            case "!":
                reason = line[1:].strip()
            case _:
                parts.append((line[1:].strip(), []))
    blocks = [(answer, tuple(rules)) for answer, rules in parts if rules]
    head = (item["title"], item["points"] or "", "\n".join(text)) if item else ("", "", "\n".join(text))
    if reason:
        ((_, instead),) = blocks
        return Sentence(*head, reason=reason, instead=instead)
    readings = tuple(rules for answer, rules in blocks if not answer)
    return Sentence(*head, readings, tuple((answer, rules) for answer, rules in blocks if answer))


def _table(listed: Iterator[Sentence]) -> str:
    rows = [(_item(sentence), sentence.text.replace("\n", "<br>"), outcome(sentence)) for sentence in listed]
    table: list[tuple[str, ...]] = [_HEAD, ("---",) * len(_HEAD), *rows]
    if not any(item for item, _, _ in rows):
        table = [row[1:] for row in table]
    return "\n".join(f"| {' | '.join(row)} |" for row in table)


def _item(sentence: Sentence) -> str:
    return sentence.title + (f"（{sentence.points}分）" if sentence.points else "")


def outcome(sentence: Sentence) -> str:
    """Return what becomes of a sentence: its lines, a question with the lines of each answer, or what to write instead.

    A ValueError says which sentence is read otherwise than it is meant.
    """
    answer = read(sentence.text, sentence.context)
    if (wrong := _wrong(sentence, answer)) is not None:
        raise ValueError(f"{sentence.title}：{sentence.text} is read as {wrong.lines}")
    match answer:
        case Certain(reading=reading):
            return _lines(reading.lines, sentence)
        case Open(question="", answers=((_, reading),)):
            return f"没有写指标，把 `{HOLE}` 换成指标的名称：<br>{_lines(reading.lines, sentence)}"
        case Open(question=question, answers=answers):
            ways = (f"“{answer}”：<br>{_lines(reading.lines, sentence)}" for answer, reading in answers)
            return "<br>".join([f"会问：{question}", *ways])
        case Unread(start=start):
            return "<br>".join(_by_hand(sentence, start))
        case _:
            assert_never(answer)


def _wrong(sentence: Sentence, answer: Answer) -> Reading | None:
    """Return a reading that means none of those written by hand."""
    right = sentence.readings
    match answer:
        case Unread():
            return None
        case Certain(reading=reading):
            readings: tuple[Reading, ...] = (reading,)
        case Open(answers=answers):
            readings = tuple(reading for _, reading in answers)
            right = (*right, *(lines for _, lines in sentence.answers))
        case _:
            assert_never(answer)
    points = sentence.points
    return next((one for one in readings if not any(same(one.lines, lines, points) for lines in right)), None)


def _by_hand(sentence: Sentence, start: int) -> Iterator[str]:
    """Yield what to write for a sentence that is not read; start: of the first words that are not understood."""
    if sentence.reason:
        yield f"写不成：{sentence.reason}。例如改成："
        yield _lines(sentence.instead, sentence)
        return
    part = _MARK.split(sentence.text[:start])[-1] + _MARK.split(sentence.text[start:])[0]
    where = f"“{part}”" if len(_MARK.sub("", sentence.text)) > len(part) and start else ""
    if not sentence.readings:
        yield f"读不懂{where}，有几个意思："
        yield from (f"“{answer}”：<br>{_lines(lines, sentence)}" for answer, lines in sentence.answers)
    else:
        yield f"读不懂{where}，写成："
        yield _lines(sentence.readings[0], sentence)


def _lines(lines: tuple[str, ...], sentence: Sentence) -> str:
    shown = [_line(line, sentence.points) for line in lines]
    return "<br>".join(
        line.removeprefix(_BELOW) if index and shown[index - 1].startswith(_BELOW) else line
        for index, line in enumerate(shown)
    )


def _line(line: str, points: str) -> str:
    if line.startswith(_CAP):
        return f"标题末尾写 `（{line.removeprefix(_CAP)}分）`"
    if line.startswith(_TRAIT):
        return f"标题末尾写 `（{f'{points}分，' if points else ''}{line.removeprefix(_TRAIT)}）`"
    if line.startswith(_GRADE):
        return f"{_BELOW}`{line.removeprefix(_GRADE)}`"
    return f"`{line}`"
