"""Applying the edits that findings carry: what `check --fix` writes.

Receives a source and what was found in it; promises a text with as many of the edits as go together,
laid out by the formatter, that still reads without error, or none. Its own step because a finding
only says what should stand there; whether the whole still holds is seen afterwards.
"""

from collections.abc import Iterable

from creditdsl.base.diagnostic import Diagnostic, Edit, has_errors
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.formatter.scheme import layout


@node
class Fixed:
    """text: the scheme after the edits. fixed: what they belong to."""

    text: str
    fixed: tuple[Diagnostic, ...]


def fix(source: Source, found: Iterable[Diagnostic]) -> Fixed | None:
    """The scheme with the edits applied; None where there is none or the result would not read."""
    chosen: list[Diagnostic] = []
    taken: list[Edit] = []
    for one in found:
        if one.edits and not one.acknowledged and not any(_overlap(a, b) for a in one.edits for b in taken):
            chosen.append(one)
            taken += one.edits
    if not chosen:
        return None
    edited = Source(source.name, _applied(source, taken))
    laid = layout(edited)
    if laid.text is None or has_errors(analyse(edited).diagnostics):
        return None
    return Fixed(laid.text, tuple(chosen))


def _applied(source: Source, edits: list[Edit]) -> str:
    lines = list(source.lines)
    for edit in sorted(edits, key=lambda one: (one.span.line, one.span.column), reverse=True):
        first, last = edit.span.line - 1, edit.span.end_line - 1
        text = lines[first][: edit.span.column - 1] + edit.text + lines[last][edit.span.end_column - 1 :]
        lines[first : last + 1] = text.split("\n")
    return "\n".join(lines)


def _overlap(left: Edit, right: Edit) -> bool:
    """Whether two edits touch the same characters, or insert at the same place."""
    (first, end), (second, other) = _ends(left), _ends(right)
    return left.span == right.span or (first < other and second < end)


def _ends(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    span = edit.span
    return (span.line, span.column), (span.end_line, span.end_column)
