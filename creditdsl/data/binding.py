"""Data files and measures brought together: from paths to units with exact typed cells.

Receives paths and the measures of a program; promises every unit in the order of the files with the
cells that could be read, and every fault of every cell at once, in the order of file, row and
column. Its own step because only here files, columns and types are known together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data import messages
from creditdsl.data.cells import Value
from creditdsl.data.columns import Columns, match_columns
from creditdsl.data.loading import load
from creditdsl.data.reading import Reading
from creditdsl.data.rows import ReadRow, merges_that_matter, read_row
from creditdsl.data.tables import Address, RawTable, fold
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Measure


def read_units(paths: Sequence[Path], measures: Sequence[Measure]) -> Reading:
    """Read the files and join their columns by unit."""
    files = [load(path) for path in paths]
    tables = [file.loaded.table for file in files if file.loaded.table is not None]
    columns = iter(match_columns(tables, measures, complete=len(tables) == len(files)))
    join = _Join()
    for file in files:
        join.diagnostics += file.loaded.diagnostics
        if file.loaded.table is not None:
            join.add(file.loaded.table, next(columns))
    return Reading(
        tuple(UnitData(unit, cells) for unit, cells in join.cells.items()),
        join.reasons,
        tuple((file.name, file.sha256) for file in files if file.sha256 is not None),
        tuple(join.diagnostics),
        join.columns,
        frozenset(join.faulty),
        join.addresses,
    )


@dataclass(slots=True)
class _Join:
    """What has been read so far, over all files."""

    cells: dict[str, dict[str, Value]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """The unit as first written, by its folded name."""
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    addresses: dict[tuple[str, str], Address] = field(default_factory=dict)
    columns: dict[str, Address] = field(default_factory=dict)
    faulty: set[tuple[str, str]] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, table: RawTable, columns: Columns) -> None:
        """Take in one table."""
        self.diagnostics += columns.diagnostics
        for column, role in columns.roles:
            if isinstance(role, Measure):
                self.columns[role.name] = table.address(table.header, column)
        merges = merges_that_matter(table, columns)
        for merge in merges:
            if merge.top <= table.header.number:
                self.diagnostics.append(messages.merged(merge.text, table.range(merge)))
        met: dict[str, Address] = {}
        empty = True
        for raw in table.rows:
            row = read_row(table, columns, merges, raw)
            empty = empty and row.empty
            self.diagnostics += self._row(row, met)
        if empty:
            self.diagnostics.append(messages.no_units(table.address(table.header, columns.unit)))

    def _row(self, row: ReadRow, met: dict[str, Address]) -> Iterator[Diagnostic]:
        """Take in one row; met is where each unit of this table was first met."""
        if row.unit is not None:
            unit = self.names.setdefault(fold(row.unit), row.unit)
            if unit in met:
                yield messages.unit_twice(unit, met[unit], row.address)
            else:
                met[unit] = row.address
                self._keep(unit, row)
        yield from row.diagnostics

    def _keep(self, unit: str, row: ReadRow) -> None:
        self.cells.setdefault(unit, {}).update(row.values)
        self.reasons.update(((unit, mark), text) for mark, text in row.reasons.items())
        self.addresses.update(((unit, measure), address) for measure, address in row.addresses.items())
        self.faulty.update((unit, measure) for measure in row.faulty)
