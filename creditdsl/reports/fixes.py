"""Apply the edits of diagnostics, for `check --fix`.

Receives a source and its diagnostics; promises a text with as many of the edits as go together, laid out
by the formatter, that still reads without error, or none. A diagnostic knows the right text of one place
only, so the whole is checked after all edits.
"""

from collections.abc import Iterable

from creditdsl.base.diagnostic import Diagnostic, Edit, has_errors
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.formatter.scheme import layout


@node
class Fixed:
    """A scheme after its edits.

    text: the whole scheme. fixed: the diagnostics whose edits were applied.
    """

    text: str
    fixed: tuple[Diagnostic, ...]


def fix(source: Source, diagnostics: Iterable[Diagnostic]) -> Fixed | None:
    """Apply the edits to the scheme; None where there is none or the result would not read."""
    chosen: list[Diagnostic] = []
    taken: list[Edit] = []
    for diagnostic in diagnostics:
        clashes = any(_overlap(edit, other) for edit in diagnostic.edits for other in taken)
        if diagnostic.edits and not diagnostic.acknowledged and not clashes:
            chosen.append(diagnostic)
            taken += diagnostic.edits
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
    """Return whether two edits touch the same characters, or insert at the same place."""
    (first, end), (second, other) = _ends(left), _ends(right)
    return left.span == right.span or (first < other and second < end)


def _ends(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    span = edit.span
    return (span.line, span.column), (span.end_line, span.end_column)
