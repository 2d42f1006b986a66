"""Where a caret stands: the block of its line, what a field there would belong to, and the word before it.

Receives the lines of a text, the line of the caret maybe half written. Promises what the lines above make of it: a
line is read by what opened last, so that the line itself need not be readable.
"""

import re
from collections.abc import Iterator

from creditdsl.base.node import node
from creditdsl.server.open_document import Caret
from creditdsl.syntax.lines import BLOCK_STARTS
from creditdsl.syntax.tree import (
    BlockLine,
    BodyLine,
    FieldLine,
    HeadingLine,
    Level,
    Line,
    RosterLine,
    SchemeTree,
    TextLine,
    TextMark,
)

TEXT = "text"
"""The start of lines within the text of the document, which is no code."""


@node
class CaretLine:
    """The line of a caret.

    start: the start symbol of lines like it (rule, declaration, grade, honour), roster, or TEXT. where: what a field
    would belong to: scheme, table or entry. table: the number of the table, 0 above the first. typed: the line up to
    the caret. closes: whether a closing quotation mark stands behind the caret.
    """

    number: int
    start: str
    where: str
    table: int
    typed: str
    closes: bool


@node
class TypedWord:
    """A word that may be typed before the caret.

    before: the line up to it. typed: what there is of it. in_quotes: whether it stands behind an opening mark, which
    belongs to `before`.
    """

    before: str
    typed: str
    in_quotes: bool = False


def caret_line(tree: SchemeTree, caret: Caret) -> CaretLine:
    """Return where the caret stands."""
    above = tree.lines[: caret.line - 1]
    line = tree.source.line(caret.line)
    typed, behind = line[: caret.column - 1], line[caret.column - 1 :]
    tables = sum(isinstance(line, HeadingLine) and line.level is Level.TABLE for line in above)
    return CaretLine(caret.line, _start(above), _where(above), tables, typed, behind.startswith("”"))


def _start(above: tuple[Line, ...]) -> str:
    """Return how the line below these is read."""
    for line in reversed(above):
        match line:
            case TextLine() | TextMark(opens=True):
                return TEXT
            case HeadingLine() | FieldLine():
                return "rule"
            case BlockLine(stem=stem):
                return BLOCK_STARTS[stem]
            case RosterLine():
                return "roster"
            case BodyLine(start=start) if start != "year":
                return start
            case _:
                pass
    return "rule"


def _where(above: tuple[Line, ...]) -> str:
    for line in reversed(above):
        if isinstance(line, HeadingLine):
            return "table" if line.level is Level.TABLE else "entry"
    return "scheme"


_RUN = re.compile(r"[^\W\d_]+$")
_WORD = re.compile(r"\w+$")
_LATIN_TAIL = re.compile(r"[a-zA-Z]+$")
_LONGEST_MEASURE_WORD = 2


def typed_words(line: str) -> Iterator[TypedWord]:
    """Yield the words that may be typed at the end of a line, the likeliest first.

    Letters without a space between them may be two words: of 信息条数pm the second is typed in pinyin, and of 5条ys the
    first counts something, but 12345bj may begin 12345办结数. What is typed in Chinese may be whole already; then the
    next word is wanted.
    """
    opening = max(line.rfind("“"), line.rfind("「"))
    if opening > max(line.rfind("”"), line.rfind("」")):
        yield TypedWord(line[: opening + 1], line[opening + 1 :], in_quotes=True)
        return
    run = _RUN.search(line)
    at = run.start() if run else len(line)
    whole = _WORD.search(line)
    if run and whole and whole.start() < at:
        yield TypedWord(line[: whole.start()], whole.group())
    yield TypedWord(line[:at], line[at:])
    tail = _LATIN_TAIL.search(line)
    if tail and tail.start() > at:
        yield TypedWord(line[: tail.start()], tail.group())
    if at and (line[at - 1].isdigit() or line[at - 1] == "%"):
        for cut in range(at + 1, min(at + _LONGEST_MEASURE_WORD + 1, len(line))):
            yield TypedWord(line[:cut], line[cut:])
    if at < len(line) and not tail:
        yield TypedWord(line, "")
