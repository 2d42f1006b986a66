"""`textDocument/semanticTokens`: what each word of a text is, for its colour.

Receives the lines as they were read; promises tokens in document order that do not overlap. A line that could not be
read has those of its comment only; the grammar of the editor colours it by itself.
"""

from collections.abc import Iterator
from enum import StrEnum

from creditdsl.base.node import node
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.occurrences import Kind, Occurrence, occurrences
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import Token
from creditdsl.syntax.tree import (
    BlockLine,
    BodyLine,
    FieldLine,
    HeadingLine,
    Level,
    Line,
    TextMark,
)


class TokenKind(StrEnum):
    """The token types of LSP that are used, in the order of the legend."""

    COMMENT = "comment"
    KEYWORD = "keyword"
    NUMBER = "number"
    OPERATOR = "operator"
    STRING = "string"
    NAMESPACE = "namespace"
    CLASS = "class"
    PROPERTY = "property"
    VARIABLE = "variable"
    ENUM_MEMBER = "enumMember"
    TYPE = "type"


LEGEND = {"tokenTypes": [kind.value for kind in TokenKind], "tokenModifiers": ["declaration"]}
_NUMBERS = {kind: number for number, kind in enumerate(TokenKind)}
_OF_NAMES = {
    Kind.MEASURE: TokenKind.VARIABLE,
    Kind.PERIOD_SUM: TokenKind.VARIABLE,
    Kind.OPTION: TokenKind.ENUM_MEMBER,
    Kind.GRADE: TokenKind.ENUM_MEMBER,
    Kind.HONOUR: TokenKind.ENUM_MEMBER,
    Kind.MEASURE_WORD: TokenKind.TYPE,
    Kind.GROUP: TokenKind.TYPE,
    Kind.UNIT: TokenKind.TYPE,
    Kind.MENTION: TokenKind.TYPE,
    Kind.DETAIL: TokenKind.CLASS,
}


@node
class ColouredSpan:
    """A stretch of one line: 1-based line, 0-based characters."""

    line: int
    start: int
    end: int
    kind: TokenKind
    declares: bool = False


def semantic_tokens(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the tokens of a text, or of a range of it, each relative to the one before."""
    first, last = 1, len(analysis.source.lines)
    if "range" in params.value:
        span = document.span(params.item("range"))
        first, last = span.line, span.end_line
    data: list[int] = []
    line = units = 0
    for coloured in analysis.once(coloured_spans):
        if not first <= coloured.line <= last:
            continue
        start = document.position(coloured.line, coloured.start + 1)["character"]
        end = document.position(coloured.line, coloured.end + 1)["character"]
        ahead = coloured.line - 1 - line
        data += [ahead, start if ahead else start - units, end - start, _NUMBERS[coloured.kind], int(coloured.declares)]
        line, units = coloured.line - 1, start
    return {"data": data}


def coloured_spans(analysis: Analysis) -> tuple[ColouredSpan, ...]:
    """Return the tokens of a whole text."""
    names: dict[int, list[Occurrence]] = {}
    for use in analysis.once(occurrences):
        names.setdefault(use.span.line, []).append(use)
    spans: list[ColouredSpan] = []
    for line in analysis.tree.lines:
        raw = analysis.source.line(line.number)
        at = 0
        for coloured in sorted(_of_line(line, raw, names.get(line.number, [])), key=lambda each: each.start):
            if coloured.start >= at and coloured.end > coloured.start:
                spans.append(coloured)
                at = coloured.end
    return tuple(spans)


def _of_line(line: Line, raw: str, names: list[Occurrence]) -> Iterator[ColouredSpan]:
    """Yield the tokens of a line; of two that overlap, the first counts."""
    for use in names:
        start, end = use.span.column - 1, use.span.end_column - 1
        yield ColouredSpan(line.number, start, end, _OF_NAMES[use.kind], use.declares)
    if line.comment:
        start = raw.rindex(line.comment)
        yield ColouredSpan(line.number, start, start + len(line.comment), TokenKind.COMMENT)
    match line:
        case HeadingLine():
            start, end = line.span.column - 1, line.span.end_column - 1
            kind = TokenKind.NAMESPACE if line.level is Level.TABLE else TokenKind.CLASS
            yield ColouredSpan(line.number, start, end, kind, True)
        case FieldLine(stem=stem):
            start = line.span.column - 1
            yield ColouredSpan(line.number, start, start + len(keywords().field(stem)), TokenKind.PROPERTY)
        case BlockLine() | TextMark():
            yield ColouredSpan(line.number, line.span.column - 1, line.span.end_column - 1, TokenKind.KEYWORD)
        case BodyLine():
            yield from _of_code(line, raw)
        case _:
            pass


def _of_code(line: BodyLine, raw: str) -> Iterator[ColouredSpan]:
    if line.tree is None:
        return
    for token in line.tree.leaves:
        kind = _of_token(token)
        start, end = line.offset + token.start, line.offset + token.end
        if kind is not None:
            if token.type in ("RATED", "BARRED"):
                end = start + token.index("为") + 1
            yield ColouredSpan(line.number, start, end, kind)
    if line.note and (start := raw.find(line.note, line.offset + len(line.text))) >= 0:
        yield ColouredSpan(line.number, start, start + len(line.note), TokenKind.STRING)


def _of_token(token: Token) -> TokenKind | None:
    if token.type == "QUANTITY":
        return TokenKind.NUMBER
    word = keywords().words.get(token.type)
    if word is None:
        return None
    return TokenKind.KEYWORD if any(map(str.isalpha, token)) else TokenKind.OPERATOR
