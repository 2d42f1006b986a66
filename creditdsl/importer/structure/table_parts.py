"""Tables that are sections of one table: a table of 加分 or 扣分, and one below a line 一、基本分（80分）.

Receives the tables of a document in their order, each with the line that stands above it. Promises each of them once,
as a table or as a section of the table before it, and its entries on the side on which its points count.
"""

import re
from collections.abc import Iterable
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
    """A numbered line right above a table, with points or a side: 二、扣分项（最高扣15分）."""

    paragraph: Paragraph
    number: Number
    section: OutlineEntry


def section_line(paragraph: Paragraph) -> SectionLine | None:
    """Return the line as the section that it names; None where it names none."""
    text = paragraph.text.strip().rstrip("：:")
    number, rest = numbered(text)
    if number is None or number.style not in _STYLES or len(text) > _MAX_LINE or re.search("[。；;，,]$", text):
        return None
    title, stated = in_title(rest)
    side = (stated.side if stated is not None else None) or side_of(title)
    points = stated.points if stated is not None else None
    if side is None and (points is None or _OF_A_TABLE.search(title)):
        return None
    written = stated.text if stated is not None else ""
    entry = OutlineEntry(number.text, title, points, written, paragraph.where, side or Side.BASE)
    return SectionLine(paragraph, number, entry)


def joined(tables: Iterable[tuple[OutlineTable, SectionLine | None]]) -> list[OutlineTable]:
    """Return the tables, with those that are sections of another in it."""
    kept: list[OutlineTable] = []
    before: Number | None = None
    for table, line in tables:
        section = _section(table, line)
        fits = _fits(table, section)
        follows = section.side is not Side.BASE or (line is not None and _goes_on(before, line.number))
        if kept and fits and follows and not _is_annex(table):
            kept.append(_with_section(kept.pop(), table, section))
        elif line is not None and fits and line.number.path == (1,):
            kept.append(replace(table, entries=(_filled(section, table),)))
        else:
            apart = table if line is None else replace(table, before=(*table.before, line.paragraph))
            kept.append(replace(apart, entries=_sided(apart)))
        before = None if line is None else line.number
    return kept


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
    """Return whether the entries may stand below the section: no level too many, none on another side."""
    deep = any(child.children for entry in table.entries for child in entry.children)
    return not deep and all(entry.side in (section.side, Side.BASE) for entry in table.entries)


def _goes_on(before: Number | None, number: Number) -> bool:
    same = before is not None and before.style is number.style and before.depth == number.depth == 1
    return before is not None and same and number.path[0] == before.path[0] + 1


def _filled(section: OutlineEntry, table: OutlineTable) -> OutlineEntry:
    return replace(section, children=tuple(replace(entry, side=section.side) for entry in table.entries))


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
