"""A document to its outline: which grids are tables of indicators, what stands above and below each of them.

Receives a document. Promises each of its paragraphs once: as the name, title, unit line or note of a table, or in the
body.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.importer.document_grid import Cell, Document, Grid, Paragraph
from creditdsl.importer.outline import Outline, OutlineTable, Words
from creditdsl.importer.structure.beside_tables import Beside, BesideTables, is_beside, is_caption, pieces, sorted_out
from creditdsl.importer.structure.body_rows import BodyRow, RowKind, body_rows, goes_on, in_sum, is_note
from creditdsl.importer.structure.header_columns import Header, header_at
from creditdsl.importer.structure.heading_numbers import lone_number, numbered
from creditdsl.importer.structure.outline_entries import entries
from creditdsl.importer.structure.stated_points import in_title, stated
from creditdsl.importer.structure.table_parts import SectionLine, is_numbered_line, joined, section_line
from creditdsl.importer.structure.veto_tables import veto_notes, without_vetoes
from creditdsl.syntax.column_words import ColumnKind, kind_of

_NAME = re.compile(
    r"(附\s*[件表录]|表)\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?(?=$|[\s\u3000：:.．、—-]|[^0-9０-９一二三四五六七八九十])[\s\u3000：:.．、—-]*"
)
_FULL = re.compile(r"[（(]?\s*(?:满分|总分|共|合计|基础分)\s*[：:为]?\s*(\d+(?:\.\d+)?)\s*分?\s*[）)]?")
_ONLY_FULL = re.compile(r"[（(]?\s*(?:满分|总分|共|合计|基础分)\s*[：:为]?\s*(\d+(?:\.\d+)?)\s*分?\s*[）)]?")
_LABEL = (
    r"(?:被?考[核评]|填报|填表|评[价估]|测评|责任|报送|单位)?(?:单位|部门|日期|时间|年度)[^：:]{0,8}[：:].*"
    r"|(?!附|表|注|备注|说明|填表说明|有关说明|考核说明|一票否决)[一-鿿]{2,6}[：:](?!.*(?:如下|指标|标准|细则|办法|体系|表)$)[^。；]{1,60}"
)
"""A line with a label, as it stands above a table: 考核对象：各县区　考核时间：2025年."""
_UNIT_LINE = re.compile(
    rf"{_LABEL}"
    r"|[^：:。；]{1,16}(?:盖章|公章|签章|签字)[^：:]{0,3}[：:].*|[（(].{1,30}[）)]|——.{1,30}"
)
_TITLE = re.compile(r"指标|评分|[加扣减]分(?:项|事项|情形)|考核|标准|细则|考评|评价|打分|计分|积分|一览|清单|任务|办法")
_MAX_TITLE = 60
"""Characters of the longest title."""


class _Part:
    """A stretch of rows below one header, with the paragraphs before it that no other table has."""

    def __init__(self, grid: Grid, header: Header, above: list[Paragraph]) -> None:
        self.grid, self.header, self.above = grid, header, above
        self.end = grid.height

    @property
    def first(self) -> int:
        return self.header.last + 1

    def rows(self) -> list[BodyRow]:
        return body_rows([(self.grid, self.header, self.first, self.end)])


@node
class _Above:
    """What the paragraphs above a table say of it. left: those that are no part of it."""

    name: str
    title: str
    full: Fraction | None
    unit_line: str
    line: SectionLine | None
    left: Sequence[Paragraph]


def outline(document: Document) -> Outline:
    """Return what the document says."""
    parts, after, other = _parts(document)
    beside = sorted_out(other) if parts else BesideTables(None, (), tuple(one.grid for one in other))
    for paragraphs in (after, *(part.above for part in parts)):
        paragraphs[:] = [one for one in paragraphs if one not in beside.captions]
    tables: list[list[_Part]] = []
    for part in parts:
        if tables and _goes_on(tables[-1], part):
            tables[-1].append(part)
        else:
            tables.append([part])
    outlined: list[tuple[OutlineTable, SectionLine | None]] = []
    following = [*(group[0].above for group in tables[1:]), after] if tables else []
    for group, below in zip(tables, following, strict=True):
        notes = _leading_notes(below)
        del below[: len(notes)]
        outlined.append(_table(group, notes))
    whole = joined(outlined)
    for vetoes in beside.vetoes:
        whole[-1] = replace(whole[-1], notes=(*whole[-1].notes, *_veto_notes(vetoes)))
    grades = beside.grades
    return Outline(
        tuple(after),
        tuple(whole),
        beside.others,
        document.asides,
        document.remarks,
        grades.grid if grades is not None else None,
        tuple(one.grid for one in beside.vetoes),
        grades.caption.text if grades is not None and grades.caption is not None else "",
    )


def _veto_notes(beside: Beside) -> Iterator[Words]:
    """Yield the words of a table of 一票否决 as notes."""
    if beside.caption is not None:
        yield Words(ColumnKind.REMARK, "", beside.caption.text, beside.caption.where)
    yield from veto_notes(beside.grid)


def _parts(document: Document) -> tuple[list[_Part], list[Paragraph], list[Beside]]:
    """Return the stretches of rows, the paragraphs behind the last one, and the grids without indicators."""
    parts: list[_Part] = []
    waiting: list[Paragraph] = []
    others: list[Beside] = []
    for block in (piece for one in document.blocks for piece in (pieces(one) if isinstance(one, Grid) else [one])):
        if isinstance(block, Paragraph):
            waiting.append(block)
            continue
        begun = False
        row = 0
        pending = list(waiting)
        while row < block.height:
            header = header_at(block, row)
            if header is None:
                if not begun:
                    pending += _above(block, row)
                row += 1
                continue
            if begun and header.alike == parts[-1].header.alike and not (between := _between(block, parts[-1], row)):
                row = header.last + 1  # typed again in the middle, as at the top of a page
                continue
            if begun:
                pending = between if header.alike == parts[-1].header.alike else _between(block, parts[-1], row)
                parts[-1].end = row - len({paragraph.where for paragraph in pending})
            parts.append(_Part(block, header, pending))
            begun, pending, waiting = True, [], []
            row = header.last + 1
        if begun:
            waiting = _text_below(block, parts[-1])
        if not begun and parts and _is_rest(block, parts[-1], waiting):
            parts.append(_Part(block, Header(-1, -1, parts[-1].header.columns), waiting))
            waiting = []
        elif not begun:
            named = is_beside(block) and waiting and is_caption(waiting[-1])
            others.append(Beside(block, waiting[-1] if named else None))
    return parts, waiting, others


def _text_below(grid: Grid, part: _Part) -> list[Paragraph]:
    """Cut off the text that stands below a table in the rows of a sheet: a title of its own and all behind it."""
    first = grid.height
    for row in range(grid.height - 1, part.first, -1):
        cells = grid.filled(row)
        if len(cells) > 1 or any(cell.width < len(part.header.columns) for cell in cells):
            break
        for cell in cells:
            words = cell.text.strip()
            is_text = numbered(words)[0] or is_note(words) or in_title(words)[1] or re.search("[。；;：:]$", words)
            first = first if is_text else row
    part.end = first
    return [paragraph for row in range(first, grid.height) for paragraph in _above(grid, row)]


def _is_rest(grid: Grid, last: _Part, between: Sequence[Paragraph]) -> bool:
    """Return whether a grid without a header goes on with the table before it, as where a page broke it in two."""
    apart = any(_NAME.match(one.text) or _is_title(one) or len(one.text) > _MAX_TITLE for one in between)
    width, above = _filled_width(grid), _filled_width(last.grid)
    numbers = any(kind_of(cell.text) is ColumnKind.NUMBER for cell in grid.filled(0))
    headed = numbers or is_beside(grid)
    return not apart and not headed and width in (above, above - 1) and width > 2


def _filled_width(grid: Grid) -> int:
    """Return the columns up to the last one that says something."""
    return max((cell.column + cell.width for cell in grid.cells if cell.text), default=0)


def _above(grid: Grid, row: int) -> list[Paragraph]:
    """Return the words of a row above the header, as paragraphs."""
    cells = grid.filled(row)
    return [
        Paragraph(line, centred=cell.width > 1, where=cell.where) for cell in cells for line in cell.text.split("\n")
    ]


def _between(grid: Grid, part: _Part, row: int) -> list[Paragraph]:
    """Return the titles in the rows just above a second header of a grid."""
    titles: list[Cell] = []
    for at in range(row - 1, part.header.last, -1):
        cells = grid.filled(at)
        lone = len(cells) == 1 and (cells[0].width > 1 or len(cells[0].text) < _MAX_TITLE)
        if lone and not titles and _is_section(part, cells[0]):
            return [Paragraph(cells[0].text, centred=True, where=cells[0].where)]
        if not lone or numbered(cells[0].text)[0] or not (_names(cells[0]) or _UNIT_LINE.fullmatch(cells[0].text)):
            break
        titles[:0] = [cells[0]]
    first = next((n for n, cell in enumerate(titles) if _names(cell)), len(titles))
    return [Paragraph(cell.text, centred=True, where=cell.where) for cell in titles[first:]]


def _is_section(part: _Part, cell: Cell) -> bool:
    """Return whether a cell above a second header is a line that goes on with the one above the first: 二、加分项."""
    line = section_line(Paragraph(cell.text))
    above = next((one for paragraph in reversed(part.above) if (one := section_line(paragraph)) is not None), None)
    return line is not None and above is not None and line.number.style is above.number.style


def _names(cell: Cell) -> bool:
    """Return whether a lone cell is the name or the title of a table."""
    return bool(_NAME.match(cell.text)) or _is_title(Paragraph(cell.text, centred=cell.width > 1))


def _goes_on(group: Sequence[_Part], part: _Part) -> bool:
    """Return whether a stretch of rows goes on with a table, as on the next page: its sections do not start again."""
    if group[-1].header.alike != part.header.alike:
        return False
    if any(goes_on(one.text) for one in part.above):
        return True
    if any(_NAME.match(one.text) or _is_title(one) for one in part.above if not is_note(one.text)):
        return False
    if part.above and is_numbered_line(part.above[-1]):
        return False
    before, behind = _numbers(group[0].rows()), _numbers(part.rows())
    top = next(iter(before), None)
    return top not in behind or behind[top][0] != 1


def _numbers(rows: Sequence[BodyRow]) -> dict[object, list[int]]:
    """Return by style what the numbers of the rows count to."""
    numbers: dict[object, list[int]] = {}
    for row in rows:
        if row.kind in (RowKind.ENTRY, RowKind.SPANNING):
            number = lone_number(row.cells[0].text) or numbered(row.cells[0].text)[0]
            if number is not None and number.depth == 1:
                numbers.setdefault(number.style, []).append(number.path[0])
    return numbers


def _table(group: Sequence[_Part], below: Sequence[Paragraph]) -> tuple[OutlineTable, SectionLine | None]:
    """Return a table with the paragraphs before it that are no part of it, and the line that makes it a section."""
    rows = body_rows([(part.grid, part.header, part.first, part.end) for part in group])
    above = [one for part in group for one in part.above if not goes_on(one.text)]
    head = _titles(above)
    header = group[0].header
    notes = [Words(ColumnKind.REMARK, "", one.text, one.where) for one in below]
    notes[:0] = [_words(row) for row in rows if row.kind is RowKind.NOTE]
    sections, vetoes = without_vetoes(entries(rows))
    notes[:0] = [case.note for case in vetoes]
    sums = [_words(row) for row in rows if row.kind is RowKind.SUM]
    again = [_words(row) for row in rows if row.kind is RowKind.HEADER]
    table = OutlineTable(
        head.name,
        head.title,
        head.full if head.full is not None else _sum(rows),
        tuple((column.kind, column.heading) for column in header.columns),
        sections,
        group[0].grid.name,
        head.unit_line,
        tuple(notes),
        (*sums, *again),
        tuple(head.left),
        vetoes,
    )
    return table, head.line


def _titles(above: Sequence[Paragraph]) -> _Above:
    """Return what the paragraphs above a table say of it, and the others."""
    name = title = unit_line = ""
    full: Fraction | None = None
    line: SectionLine | None = None
    left = list(above)
    while left:
        paragraph = left[-1]
        text = re.sub(r"\s*\n\s*", "", paragraph.text).strip()
        named = _NAME.match(text)
        only = _ONLY_FULL.fullmatch(text)
        if only and full is None:
            full = Fraction(only[1])
        elif not title and line is None and (section := section_line(paragraph)) is not None:
            line = section
        elif not title and named and len(text) <= _MAX_TITLE:
            name, title = named[0].strip(" 　：:.．、—-"), text[named.end() :].strip()
            left.pop()
            break
        elif not title and _UNIT_LINE.fullmatch(text) and not _is_title(paragraph):
            unit_line = f"{text}\n{unit_line}".strip()
        elif not title and _is_title(paragraph):
            title = text
        elif title and named and not text[named.end() :].strip():
            name = named[0].strip(" 　：:.．、—-")
            left.pop()
            break
        elif title and _joins(paragraph, title):
            title = text + title
        else:
            break
        left.pop()
    bare, points = in_title(title)
    if points is not None and points.points is not None and points.side is None:
        title, full = bare, full if full is not None else points.points
    elif inside := _FULL.search(title):
        full = full if full is not None else Fraction(inside[1])
        title = (title[: inside.start()] + title[inside.end() :]).strip()
    return _Above(re.sub(r"\s", "", name), title, full, unit_line, line, left)


def _joins(paragraph: Paragraph, title: str) -> bool:
    """Return whether a centred line is the first half of a title that stands on two."""
    short = paragraph.centred and len(paragraph.text) + len(title) <= _MAX_TITLE
    return short and not re.search("[。；）)]$|(?:表|细则|办法|标准|方案|指标|规则|清单|通知)$", paragraph.text)


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    aside = re.fullmatch(r"[（(].*(?:填|单位|日期|本表).*[）)]", text)
    short = len(text) <= _MAX_TITLE and not re.search("[。；;，,：:]$", text) and aside is None
    labelled = re.fullmatch(_LABEL, text) is not None
    return (
        short
        and not labelled
        and (paragraph.centred or paragraph.level is not None or bool(_TITLE.search(text)))
        and not is_note(text)
    )


def _leading_notes(after: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs right below a table that are notes; a numbered one goes on with the note before it."""
    notes: list[Paragraph] = []
    for paragraph in after:
        number, _ = numbered(paragraph.text)
        if not is_note(paragraph.text) and not (notes and number is not None and not paragraph.level):
            break
        notes.append(paragraph)
    return notes


def _sum(rows: Sequence[BodyRow]) -> Fraction | None:
    """Return the points of the last row that adds up all others."""
    for row in reversed(rows):
        if row.kind is RowKind.SUM:
            for text in (*(cell.text for cell in row.cells[1:]), in_sum(row.cells[0].text)):
                if (points := stated(text)) is not None and points.points is not None:
                    return points.points
    return None


def _words(row: BodyRow) -> Words:
    return Words(ColumnKind.OTHER, "", "　".join(cell.text for cell in row.cells), row.first_where)
