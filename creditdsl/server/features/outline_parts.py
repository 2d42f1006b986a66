"""The parts of a text: tables, blocks, sections, items, rules, with the lines that each takes.

Receives the lines and the scheme; promises the parts in document order, each inside the one above it. A line that
could not be read is in the part around it. Outline, folding and selection are three views of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.occurrences import Kind, Occurrence, occurrences
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.tree import BlockLine, BodyLine, HeadingLine, Level, Line, RosterLine, TextMark
from creditdsl.syntax.walk import entries


class PartKind(IntEnum):
    """The kinds of LSP's symbols that are used."""

    TABLE = 3
    SECTION = 5
    ITEM = 6
    BLOCK = 23
    RULE = 12
    MEASURE = 13
    TEXT = 15
    GROUP = 18
    GRADE = 22


@node
class Part:
    """One part. first, last: its 1-based lines. title: where its name stands. detail: what is said beside it."""

    kind: PartKind
    name: str
    detail: str
    first: int
    last: int
    title: Span
    parts: tuple["Part", ...]


@dataclass(slots=True)
class _Open:
    """A part whose end is not yet known. depth: 0 for a table."""

    depth: int
    kind: PartKind
    name: str
    detail: str
    title: Span
    last: int
    parts: list[Part] = field(default_factory=list)

    def close(self) -> Part:
        return Part(self.kind, self.name, self.detail, self.title.line, self.last, self.title, tuple(self.parts))


def parts_of(analysis: Analysis) -> tuple[Part, ...]:
    """Return the parts at the top."""
    depths = {entry.span.line: entry.ref.depth for table in analysis.scheme.tables for entry in entries(table)}
    named: dict[int, list[Occurrence]] = {}
    for use in analysis.once(occurrences):
        if use.declares:
            named.setdefault(use.span.line, []).append(use)
    top: list[Part] = []
    stack: list[_Open] = []
    for line in analysis.tree.lines:
        opened = _opened(line, depths)
        if opened is not None:
            _close(stack, opened.depth, top)
            stack.append(opened)
        elif stack:
            stack[-1].parts += _leaves(line, named.get(line.number, ()))
        if stack and analysis.source.line(line.number).strip():
            stack[-1].last = line.number
        if isinstance(line, TextMark) and not line.opens:
            _close(stack, 0, top)
    _close(stack, 0, top)
    return tuple(top)


def _close(stack: list[_Open], depth: int, top: list[Part]) -> None:
    """Close the parts from a depth on."""
    while stack and stack[-1].depth >= depth:
        closed = stack.pop()
        if stack:
            stack[-1].last = max(stack[-1].last, closed.last)
        (stack[-1].parts if stack else top).append(closed.close())


def _opened(line: Line, depths: dict[int, int]) -> _Open | None:
    """Return the part that a line opens."""
    match line:
        case HeadingLine(level=Level.TABLE):
            return _Open(0, PartKind.TABLE, line.mark, line.title, line.span, line.number)
        case HeadingLine():
            depth = depths.get(line.number, 0)
            name = " ".join(filter(None, (line.mark, line.title))) or line.level
            return _Open(depth + 1, PartKind.ITEM if depth else PartKind.SECTION, name, "", line.span, line.number)
        case BlockLine(stem=stem):
            word = next(word for word, other in keywords().blocks.items() if other == stem)
            return _Open(1, PartKind.BLOCK, word, "", line.span, line.number)
        case TextMark(opens=True):
            return _Open(0, PartKind.TEXT, keywords().body["opening"], "", line.span, line.number)
        case _:
            return None


_LEAF_KINDS = {
    Kind.MEASURE: PartKind.MEASURE,
    Kind.GRADE: PartKind.GRADE,
    Kind.HONOUR: PartKind.GRADE,
    Kind.GROUP: PartKind.GROUP,
}


def _leaves(line: Line, named: "tuple[Occurrence, ...] | list[Occurrence]") -> Iterator[Part]:
    """Yield the parts within a line: a rule, or the names that it introduces."""
    match line:
        case BodyLine(start="rule"):
            yield Part(PartKind.RULE, line.text.strip(), "", line.number, line.number, line.span, ())
        case BodyLine() | RosterLine():
            for use in named:
                if use.kind in _LEAF_KINDS:
                    kind = _LEAF_KINDS[use.kind]
                    yield Part(
                        kind,
                        use.text,
                        line.text.strip() if isinstance(line, BodyLine) else "",
                        line.number,
                        line.number,
                        use.span,
                        (),
                    )
        case _:
            pass
