"""The lines of a scheme that each cell of its printed table comes from, for a preview beside the text.

A cell of number, title or points comes from the heading; one of a field from the field; 评分标准 from 标准 and from the
rules, the printed words first. A cell that is left blank comes from the heading of its row.
"""

from collections import defaultdict
from collections.abc import Iterator

from creditdsl.base.node import node
from creditdsl.publish.table.content import TableContent
from creditdsl.publish.table.printed_columns import PrintedColumn
from creditdsl.syntax.nodes import Entry, Table
from creditdsl.syntax.tree import BodyLine, FieldLine, HeadingLine, SchemeTree

_OF_HEADING = frozenset(("number", "title", "points", "section", "part", "blank"))
_RULES = "rule"


@node
class PrintedLines:
    """1-based numbers of lines, with blanks between them. title: of mark and title. rows: as in the content."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    remarks: str


class _LinesBelow:
    """The lines below each heading, by the number of the heading's line and by what they are."""

    def __init__(self, tree: SchemeTree) -> None:
        self._numbers: dict[tuple[int, str], list[int]] = defaultdict(list)
        heading = 0
        for line in tree.lines:
            match line:
                case HeadingLine():
                    heading = line.number
                case FieldLine():
                    self._numbers[heading, line.stem].append(line.number)
                case BodyLine(start="rule"):
                    self._numbers[heading, _RULES].append(line.number)
                case _:
                    pass

    def words(self, heading: int, *kinds: str) -> str:
        """Return the lines of these kinds, or the heading where there is none."""
        numbers = [number for kind in kinds for number in self._numbers.get((heading, kind), ())]
        return " ".join(map(str, numbers or [heading]))


def printed_lines(tree: SchemeTree, table: Table, content: TableContent) -> PrintedLines:
    """Return the lines of every cell of a printed table."""
    below = _LinesBelow(tree)
    by_ref: dict[str, tuple[Entry, Entry, Entry]] = {
        entry.ref: (entry, item, section)
        for section in table.sections
        for item in (section, *section.children)
        for entry in ((item,) if item is section else _entries(item))
    }
    rows = tuple(_row(content.columns, *by_ref[row.ref], below) for row in content.rows)
    return PrintedLines(str(table.span.line), rows, below.words(table.span.line, "remark"))


def _row(
    columns: tuple[PrintedColumn, ...], entry: Entry, item: Entry, section: Entry, below: _LinesBelow
) -> tuple[str, ...]:
    parted = any(column.stem == "part" for column in columns)
    by_stem = {"section": section} | ({"title": item, "number": item} if parted else {})
    return tuple(_cell(column.stem, by_stem.get(column.stem, entry), below) for column in columns)


def _cell(stem: str, entry: Entry, below: _LinesBelow) -> str:
    heading = entry.span.line
    if stem in _OF_HEADING:
        return str(heading)
    return below.words(heading, *(("wording", _RULES) if stem == "standard" else (stem,)))


def _entries(entry: Entry) -> Iterator[Entry]:
    yield entry
    for child in entry.children:
        yield from _entries(child)
