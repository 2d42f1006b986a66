"""The origin of the rows of a table of columns.

Promises, for single rows of the table, the addresses of their cells and the rows in the row readers' form. The
reader of large files keeps the same promises of its file.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

import numpy as np

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data.binding.reading import Reading
from creditdsl.ir.columns import Flags
from creditdsl.ir.program import Program


class Origin(Protocol):
    """The files from which the rows of a table were read. row: an index into the whole table."""

    @property
    def sources(self) -> tuple[tuple[str, str], ...]: ...

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...

    @property
    def faulty_rows(self) -> int:
        """The number of rows with a cell that cannot be read."""

    def reported(self) -> Mapping[str, Flags]:
        """Return, by measure, the rows whose cell is blank because it cannot be read."""

    def columnless(self) -> Collection[str]:
        """Return the measures that no file has."""

    def cell(self, row: int, measure: str) -> str | None:
        """Return the cell of a row as messages name it; None where no file has one."""

    def reading(self, rows: Iterable[int]) -> Reading:
        """Return the rows, maybe among others, in the row readers' form."""


class ByRows:
    """Rows that were read one by one, from any number of files."""

    faulty_rows = 0

    def __init__(self, reading: Reading, program: Program) -> None:
        self._reading, self._program = reading, program
        self.sources, self.diagnostics = reading.sources, reading.diagnostics

    def reported(self) -> Mapping[str, Flags]:
        measures = {key[1] for key in self._reading.faulty}
        units = self._reading.units
        return {
            measure: np.array([self._reading.is_faulty(row.unit, measure, row.period) for row in units])
            for measure in measures
        }

    def columnless(self) -> Collection[str]:
        there = {*self._reading.columns, *(detail.cell for detail in self._program.details)}
        return {measure.name for measure in self._program.data_measures if measure.name not in there}

    def cell(self, row: int, measure: str) -> str | None:
        unit = self._reading.units[row]
        address = self._reading.address(unit.unit, measure, unit.period)
        return None if address is None else address.cell

    def reading(self, rows: Iterable[int]) -> Reading:
        return self._reading
