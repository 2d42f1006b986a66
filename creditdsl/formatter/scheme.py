"""The whole scheme in canonical layout.

Receives a source; promises text with the same meaning whose canonical layout is itself, or the messages
that keep it from being laid out. Blank lines, comments and the order of fields are laid out between the
lines. The promise is checked on every scheme: the text is read again, and is dropped if its tree differs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.memo import Memo
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.formatter import errors
from creditdsl.formatter.lines import INDENT, CodedLine, format_line, is_year
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.tree import (
    Blank,
    BlockLine,
    BodyLine,
    FieldLine,
    HeadingLine,
    Level,
    RosterLine,
    SchemeTree,
    TextMark,
)

_OPENING = HeadingLine | BlockLine | TextMark
"""The lines with which a group begins."""


@node
class Layout:
    """text is None where the scheme is left as it is; diagnostics say why."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


@node
class _Unit:
    """A line with the comment lines directly above it; without a line, comments that stand alone.

    blanks: empty lines above.
    """

    blanks: int
    comments: tuple[str, ...]
    line: CodedLine | None


def layout(source: Source, memo: Memo | None = None) -> Layout:
    """Return the canonical layout of a scheme; where it would hide what keeps a rule from being built, that.

    memo: of earlier versions, as `analyse` takes it.
    """
    memo = Memo() if memo is None else memo
    tree, unread = read_lines(source, memo)
    if has_errors(unread):
        return Layout(None, unread)
    text = _text(tree)
    again = Source(source.name, text)
    same, faults = read_lines(again, memo)
    (built, misfits), (rebuilt, left) = build(tree, memo), build(same, memo)
    if faults or rebuilt != built or _text(same) != text:
        hidden = tuple(one for one in misfits if one.fault not in {other.fault for other in left})
        return Layout(None, hidden or (Diagnostic(errors.MeaningWouldChange(), source.name),))
    return Layout(text)


def _text(tree: SchemeTree) -> str:
    units = [unit for group in _groups(_units(tree)) for unit in _in_order(group)]
    lines: list[str] = []
    for position, unit in enumerate(units):
        following = next((u.line for u in units[position:] if u.line is not None), None)
        indented = isinstance(following, BodyLine | RosterLine) and not is_year(following)
        indent = INDENT if indented else ""
        lines += [""] * (unit.blanks if lines else 0)
        lines += [indent + comment for comment in unit.comments]
        if unit.line is not None:
            lines.append(format_line(unit.line) + (f"  {unit.line.comment}" if unit.line.comment else ""))
    return "\n".join([*lines, ""])


def _units(tree: SchemeTree) -> Iterator[_Unit]:
    """Yield lines with the comments and empty lines above them.

    Several empty lines become one; a heading has one above it, a further table two.
    """
    blanks = tables = 0
    comments: list[str] = []
    for line in tree.lines:
        if not isinstance(line, Blank):
            if isinstance(line, HeadingLine | BlockLine) or is_year(line):
                blanks = 1
            elif isinstance(line, TextMark):
                blanks = int(line.opens)
            if isinstance(line, HeadingLine) and line.level is Level.TABLE:
                tables += 1
                blanks = min(tables, 2)
            yield _Unit(blanks, tuple(comments), line)
            blanks, comments = 0, []
        elif line.comment:
            comments.append(line.comment)
        else:
            if comments:
                yield _Unit(blanks, tuple(comments), None)
                comments = []
            blanks = 1
    if comments:
        yield _Unit(blanks, tuple(comments), None)


def _groups(units: Iterable[_Unit]) -> Iterator[list[_Unit]]:
    """Yield each heading or block word with the units up to the next; the first group may have none."""
    group: list[_Unit] = []
    for unit in units:
        if isinstance(unit.line, _OPENING) and group:
            yield group
            group = []
        group.append(unit)
    yield group


def _in_order(group: list[_Unit]) -> list[_Unit]:
    """Sort fields by the keyword table, above the rules.

    Behind a block word nothing moves: there a field ends the block.
    """
    if not group or isinstance(group[0].line, BlockLine | TextMark):
        return group
    places = {field.stem: place for place, field in enumerate(keywords().fields.values())}
    order = [places[u.line.stem] if isinstance(u.line, FieldLine) else len(places) for u in group if u.line]
    order = order[isinstance(group[0].line, HeadingLine) :]
    if order == sorted(order):
        return group
    fields = [u for u in group if isinstance(u.line, FieldLine)]
    start = next(i for i, u in enumerate(group) if isinstance(u.line, FieldLine | RosterLine | BodyLine))
    rest = [u for u in group[start:] if not isinstance(u.line, FieldLine)]
    fields.sort(key=lambda u: places[u.line.stem] if isinstance(u.line, FieldLine) else 0)
    moved = [replace(unit, blanks=0 if position else group[start].blanks) for position, unit in enumerate(fields)]
    return [*group[:start], *moved, *rest]
