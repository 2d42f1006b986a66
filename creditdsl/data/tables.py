"""A raw table: the cells of one CSV file or worksheet as text, each with an address.

Receives rows of raw cells from a reader; promises the header row found and every cell addressable
as the clerk sees it: `C7` in a CSV file (as WPS or Excel shows it), `数据!C7` in a workbook. Its own
step so that both readers meet the same rules and the rest of the layer knows no file format.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.base.spelling import cleaned, name_key
from creditdsl.ir.sheet import Identity

UNIT = "单位"
PERIOD = "期"
SERIAL = "序号"
IGNORED = frozenset({"备注", SERIAL})
"""Columns that every office table has and no scheme uses."""

_ABOVE = 2
"""Rows above the one with 单位 that may name groups of columns."""
_FIRST = 3
"""Filled cells of a row among which 单位 may stand."""

_SEARCHED = 20
"""Rows in which a header with another word for 单位 is looked for."""
_OTHER_UNIT = re.compile(
    r"(?:(?:被?考核|被?考评|参评|成员|责任|报送)?(?:单位|部门|对象|机关)|县区|区县|县市区|县\(市、?区\)|乡镇|街道|镇街)"
    r"(?:[/、]?(?:名称|部门|单位|指标|项目)|\(.*\))?|指标[/、]?单位|名称"
)

STRUCK = "\u0336"
"""Stands behind each character that is struck through."""

MAX_BYTES = 50 * 1024 * 1024
MAX_CELLS = 2_000_000


class Kind(Enum):
    """What a cell holds; the cells of a CSV file are all TEXT."""

    TEXT = auto()
    """Text, or a number as its shortest exact decimal text (`95.5%` where it is shown in percent)."""
    TRUTH = auto()
    DATE = auto()
    ERROR = auto()
    UNFINISHED = auto()
    """A formula without a cached value."""
    SCALED = auto()
    """A number that its format shows as another, 54010000 as 5401.0."""
    NUMBER = auto()
    """A number that a program gave as one, in a text that Fraction reads: `0.955`, `1e-05`, `19/20`."""


@node
class RawCell:
    """shown_unit: the measure word that a number's format writes behind it."""

    text: str
    kind: Kind = Kind.TEXT
    shown_unit: str = ""

    @property
    def blank(self) -> bool:
        first = self.text[:1]
        seen = "!" <= first <= "~" or "一" <= first <= "鿿"  # nearly all cells; what is left is looked at
        return not seen and self.kind is Kind.TEXT and not cleaned(self.text)


BLANK = RawCell("")


@node
class Address:
    """Where a cell stands, as messages say it; span is its lines in a CSV file."""

    file: str
    cell: str
    span: Span | None = None


def fault_at(fault: Fault, address: Address) -> Diagnostic:
    """Return the fault told at its cell."""
    return Diagnostic(fault, address.file, address.span, cell=address.cell)


@node
class Row:
    """number is the 1-based row as WPS or Excel counts; span is the row's lines in a CSV file."""

    number: int
    cells: tuple[RawCell, ...]
    span: Span | None = None

    def cell(self, column: int) -> RawCell:
        """The cell of a 0-based column; blank beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else BLANK


@node
class Merge:
    """A merged range: 1-based rows, 0-based columns, both ends inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def text(self) -> str:
        return f"{column_name(self.left)}{self.top}:{column_name(self.right)}{self.bottom}"


@node
class RawTable:
    """The header row and the rows below it, blank rows included.

    by_program: a program gave the table as values for the scheme, so a column that no rule uses is an error. above: the
    rows just above the header, which may name groups of columns.
    """

    file: str
    sheet: str | None
    header: Row
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    by_program: bool = False
    above: tuple[Row, ...] = ()

    @property
    def width(self) -> int:
        """Columns up to the last one that has a name."""
        width = len(self.header.cells)
        while width and self.header.cells[width - 1].blank:
            width -= 1
        return width

    def address(self, row: Row, column: int) -> Address:
        return Address(self.file, self._local(f"{column_name(column)}{row.number}"), row.span)

    def range(self, merge: Merge) -> Address:
        return Address(self.file, self._local(merge.text))

    def _local(self, cell: str) -> str:
        return cell if self.sheet is None else f"{self.sheet}!{cell}"


@node
class Worksheet:
    """A sheet of a returned 填报表, whole: its answers stand below each other, not in one row."""

    file: str
    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()

    def address(self, row: Row, column: int) -> Address:
        return Address(self.file, f"{self.name}!{column_name(column)}{row.number}", row.span)


@node
class Loaded:
    """What a reader gives back: a table, or the sheets of a 填报表, or diagnostics with an error.

    supplied: the identity of the table where it is a 数据提供表.
    """

    table: RawTable | None
    diagnostics: tuple[Diagnostic, ...] = ()
    sheets: tuple[Worksheet, ...] = ()
    supplied: Identity | None = None


def other_header(rows: Sequence[Row]) -> tuple[int, int] | None:
    """The row and column of a heading in the place of 单位, such as 单位名称; of several that in the longest row."""
    places = [
        (sum(not cell.blank for cell in row.cells), -index, -column)
        for index, row in enumerate(rows[:_SEARCHED])
        for column, cell in enumerate(row.cells)
        if _OTHER_UNIT.fullmatch(name_key(cell.text))
    ]
    most = max(places, default=(0, 0, 0))
    return (-most[1], -most[2]) if most[0] > 1 else None


@lru_cache(maxsize=1 << 10)
def column_name(column: int) -> str:
    """The letters of a 0-based column: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def table_at(file: str, sheet: str | None, rows: Sequence[Row], header: int, merges: Sequence[Merge] = ()) -> RawTable:
    """The table whose header is a row of these."""
    above = tuple(rows[max(0, header - _ABOVE) : header])
    return RawTable(file, sheet, rows[header], tuple(rows[header + 1 :]), tuple(merges), above=above)


def header_index(rows: Sequence[Row]) -> int | None:
    """The first row that starts with 单位 or 序号 and 单位, else one with 单位 among its first cells."""
    starts = [[name_key(cell.text) for cell in row.cells if not cell.blank][:_FIRST] for row in rows]
    for index, names in enumerate(starts):
        if names[:1] == [UNIT] or names[:2] == [SERIAL, UNIT]:
            return index
    return next((index for index, names in enumerate(starts) if UNIT in names and len(names) == _FIRST), None)
