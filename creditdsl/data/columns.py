"""The header: which column of which table holds which measure.

Receives the raw tables and the measures; promises each measure in at most one column, and a message
for every column that is missing, twice, unnamed or unknown. Its own step because all of it is
decided before any unit is looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.nearest import nearest
from creditdsl.data import messages
from creditdsl.data.tables import IGNORED, UNIT, Address, RawTable, column_key
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Mark

PERIOD = "期"
REASON = "理由"


@dataclass(frozen=True, slots=True)
class Reason:
    """The column that says why a mark was given."""

    mark: str


Role = Measure | Reason


@dataclass(frozen=True, slots=True)
class Columns:
    """How one table is read, by 0-based columns."""

    unit: int
    roles: tuple[tuple[int, Role], ...]
    """In the order of the columns."""
    unused: frozenset[int]
    """Columns that are no data: 备注, 序号 and those without a name."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A named header cell. earlier: where the same name stands already."""

    column: int
    name: str
    key: str
    address: Address
    role: Role | None
    earlier: Address | None


def match_columns(tables: Sequence[RawTable], measures: Sequence[Measure], complete: bool) -> tuple[Columns, ...]:
    """The columns of each table. complete: no file failed, so what is not there is missing."""
    roles: dict[str, Role] = {column_key(m.name): m for m in measures}
    for measure in measures:
        if isinstance(measure.type, Mark):
            roles.setdefault(column_key(measure.name + REASON), Reason(measure.name))
    taken: dict[str, Address] = {}
    headings = [tuple(_headings(table, roles, taken)) for table in tables]
    unknown = [h.name for hs in headings for h in hs if h.role is None and h.key != UNIT]
    absent = [m for m in measures if column_key(m.name) not in taken]
    offered = [m.name for m in absent or measures]
    result = []
    for index, (table, named) in enumerate(zip(tables, headings, strict=True)):
        diagnostics = [*_of_headings(table, named, offered)]
        if complete and index == 0:
            diagnostics += _missing(table, [m.name for m in absent if m.required], unknown)
        unit = next(h.column for h in named if h.key == UNIT)
        read = tuple((h.column, h.role) for h in named if h.role is not None and h.earlier is None)
        unused = frozenset(range(table.width)) - {h.column for h in named}
        result.append(Columns(unit, read, unused, tuple(diagnostics)))
    return tuple(result)


def _headings(table: RawTable, roles: dict[str, Role], taken: dict[str, Address]) -> Iterator[_Heading]:
    """The named columns of a table; taken collects the columns that are read, over all tables."""
    here: dict[str, Address] = {}
    for column in range(table.width):
        name = " ".join(table.header.cell(column).text.split())
        key = column_key(name)
        if not key or key in IGNORED:
            continue
        address = table.address(table.header, column)
        role = roles.get(key)
        yield _Heading(column, name, key, address, role, here.get(key) or taken.get(key))
        here.setdefault(key, address)
        if role is not None:
            taken.setdefault(key, address)


def _of_headings(table: RawTable, named: Sequence[_Heading], offered: Sequence[str]) -> Iterator[Diagnostic]:
    """What is wrong with the columns that are there, from left to right."""
    by_column = {heading.column: heading for heading in named}
    for column in range(table.width):
        heading = by_column.get(column)
        if heading is None:
            yield from _unnamed(table, column)
        elif heading.earlier is not None:
            twice = messages.same_column if heading.earlier.file == table.file else messages.column_in_two_files
            yield twice(heading.name, heading.earlier, heading.address)
        elif heading.key == PERIOD and heading.role is None:
            yield messages.period_column(heading.name, heading.address)
        elif heading.role is None and heading.key != UNIT:
            yield messages.unknown_column(heading.name, nearest(heading.name, offered), heading.address)


def _unnamed(table: RawTable, column: int) -> Iterator[Diagnostic]:
    """The first content below a header cell that is blank."""
    if not table.header.cell(column).blank:
        return
    for row in table.rows:
        if not row.cell(column).blank:
            at, content_at = table.address(table.header, column), table.address(row, column)
            yield messages.unnamed_column(at, row.cell(column).text, content_at)
            return


def _missing(table: RawTable, names: Sequence[str], unknown: Sequence[str]) -> Iterator[Diagnostic]:
    """The required columns that no table has, said at the end of the first header."""
    address = table.address(table.header, table.width)
    for name in names:
        yield messages.missing_column(name, nearest(name, unknown), address)
