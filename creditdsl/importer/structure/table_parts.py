"""Tables that are sections of one table: a table of 加分 or 扣分, and one below a line 一、基本分（80分）.

Receives the tables of a document in their order, each with the line that stands above it. Promises each of them once,
as a table or as a section of the table before it, and its entries on the side on which its points count.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.base.node import node
from creditdsl.importer.document_grid import Paragraph
from creditdsl.importer.outline import OutlineEntry, OutlineTable, Side, Words
from creditdsl.importer.structure.heading_numbers import Number, Style, numbered
from creditdsl.importer.structure.stated_points import in_title, side_of
from creditdsl.syntax.column_words import ColumnKind

_MAX_LINE = 40
"""Characters of the longest line that names a section."""
_STYLES = (Style.PART, Style.HAN, Style.HAN_BRACKET)
_OF_A_TABLE = re.compile(r"(?:表|体系|标准|细则|办法)$|部门|单位|[县区市乡镇]|街道")
"""What a line says that names a table for other units, and no section of the table before it."""
_NAMES = (ColumnKind.SECTION, ColumnKind.ITEM, ColumnKind.SUB_ITEM, ColumnKind.POINTS)


@node
class SectionLine:
    """A numbered line right above a table: 二、扣分项（最高扣15分）.

    plain: it has neither points nor a side, so that it is a section only beside others: 二、经济发展.
    """

    paragraph: Paragraph
    number: Number
    section: OutlineEntry
    plain: bool


def is_numbered_line(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a short line with a number of whole parts: 二、各乡镇."""
    text = paragraph.text.strip()
    number, _ = numbered(text)
    short = len(text) <= _MAX_LINE and not re.search("[。；;，,]$", text)
    return short and number is not None and number.style in _STYLES


def section_line(paragraph: Paragraph) -> SectionLine | None:
    """Return the line as the section that it names; None where it names none."""
    if not is_numbered_line(paragraph):
        return None
    number, rest = numbered(paragraph.text.strip().rstrip("：:"))
    assert number is not None
    title, stated = in_title(rest)
    side = (stated.side if stated is not None else None) or side_of(title)
    points = stated.points if stated is not None else None
    if side is None and (_OF_A_TABLE.search(title) or not title):
        return None
    written = stated.text if stated is not None else ""
    entry = OutlineEntry(number.text, title, points, written, paragraph.where, side or Side.BASE)
    return SectionLine(paragraph, number, entry, side is None and points is None)


def joined(tables: Sequence[tuple[OutlineTable, SectionLine | None]]) -> list[OutlineTable]:
    """Return the tables, with those that are sections of another in it."""
    kept: list[OutlineTable] = []
    before: Number | None = None
    bases = sum(_section(table, line).side is Side.BASE for table, line in tables)
    for at, (table, line) in enumerate(tables):
        if line is not None and line.plain and not _is_one_of_several(tables, at):
            table, line = replace(table, before=(*table.before, line.paragraph)), None
        section = _section(table, line)
        fits = _fits(table, section) and (line is not None or not _is_deep(table))
        follows = section.side is not Side.BASE or (line is not None and _goes_on(before, line.number))
        apart = _is_annex(table) and (section.side is Side.BASE or bases > 1)
        if kept and fits and follows and not apart:
            kept.append(_with_section(kept.pop(), table, section))
        elif line is not None and fits and line.number.path == (1,):
            kept.append(replace(table, entries=(_filled(section, table),)))
        else:
            alone = table if line is None else replace(table, before=(*table.before, line.paragraph))
            kept.append(replace(alone, entries=_sided(alone)))
        before = None if line is None else line.number
    return kept


def _is_one_of_several(tables: Sequence[tuple[OutlineTable, SectionLine | None]], at: int) -> bool:
    """Return whether a line without points is one of lines that count on above tables of one kind, part by part.

    Tables that have the same full marks each are those of several kinds of units.
    """
    first = at
    while first > 0 and _counts_on(tables, first - 1):
        first -= 1
    last = at
    while last + 1 < len(tables) and _counts_on(tables, last):
        last += 1
    group = [table for table, _ in tables[first : last + 1]]
    line = tables[first][1]
    sums = {table.full for table in group}
    return len(group) > 1 and line is not None and line.number.path == (1,) and (len(sums) > 1 or sums == {None})


def _counts_on(tables: Sequence[tuple[OutlineTable, SectionLine | None]], at: int) -> bool:
    """Return whether the line above the table behind this one goes on with the line above it."""
    (table, line), (behind, following) = tables[at], tables[at + 1]
    if line is None or following is None or not _goes_on(line.number, following.number):
        return False
    return _is_annex(behind) is False and (table.columns == behind.columns or following.section.side is not Side.BASE)


def _section(table: OutlineTable, line: SectionLine | None) -> OutlineEntry:
    """Return the section, still without entries, that a table would be."""
    if line is not None:
        points = line.section.points if line.section.points is not None else table.full
        return replace(line.section, points=points)
    side = side_of(table.title) or _side_of_columns(table) or Side.BASE
    title = table.title or ("加分项" if side is Side.BONUS else "扣分项")
    return OutlineEntry("", title, table.full, "", table.where, side)


def _is_annex(table: OutlineTable) -> bool:
    return bool(table.name) and not table.name.startswith("表")


def _fits(table: OutlineTable, section: OutlineEntry) -> bool:
    """Return whether the entries may stand below the section: none is on another side."""
    return all(entry.side in (section.side, Side.BASE) for entry in table.entries)


def _is_deep(table: OutlineTable) -> bool:
    """Return whether the entries have a level too many to stand below a section."""
    return any(child.children for entry in table.entries for child in entry.children)


def _goes_on(before: Number | None, number: Number) -> bool:
    same = before is not None and before.style is number.style and before.depth == number.depth == 1
    return before is not None and same and number.path[0] == before.path[0] + 1


def _filled(section: OutlineEntry, table: OutlineTable) -> OutlineEntry:
    """Return the section with the entries of a table; a level too many stands in the titles of the next one."""
    below = table.entries
    if _is_deep(table):
        below = tuple(_within(outer, inner) for outer in below for inner in outer.children or (outer,))
    return replace(section, children=tuple(replace(entry, side=section.side) for entry in below))


def _within(outer: OutlineEntry, inner: OutlineEntry) -> OutlineEntry:
    """Return an entry with the title of the one above it in its own; the first one has its words."""
    if inner is outer:
        return inner
    words = (*outer.words, *inner.words) if inner is outer.children[0] else inner.words
    return replace(inner, title=f"{outer.title}——{inner.title}", words=words)


def _with_section(above: OutlineTable, table: OutlineTable, section: OutlineEntry) -> OutlineTable:
    """Return a table with another one as its last section; the headings that it does not have are left out."""
    words = [*([table.name] if table.name else []), *(heading for _, heading in table.columns)]
    headings = Words(ColumnKind.OTHER, "", "　".join(words), table.where)
    return replace(
        above,
        entries=(*above.entries, _filled(section, table)),
        notes=(*above.notes, *table.notes),
        left_out=(*above.left_out, *(() if table.columns == above.columns else (headings,)), *table.left_out),
        before=(*above.before, *table.before),
    )


def _sided(table: OutlineTable) -> tuple[OutlineEntry, ...]:
    """Return the entries of a table of its own, of which all count on one side where its columns say so."""
    bonus = Side.BONUS if side_of(table.title) is Side.BONUS else None
    side = _side_of_columns(table) or bonus
    if side is None or any(entry.side is not Side.BASE for entry in table.entries):
        return table.entries
    return tuple(_on(side, entry) for entry in table.entries)


def _on(side: Side, entry: OutlineEntry) -> OutlineEntry:
    return replace(entry, side=side, children=tuple(_on(side, child) for child in entry.children))


def _side_of_columns(table: OutlineTable) -> Side | None:
    """Return the side that the headings of names and points say: 加分项目, 扣分上限."""
    sides = {side for kind, heading in table.columns if kind in _NAMES and (side := side_of(heading)) is not None}
    return sides.pop() if len(sides) == 1 else None
