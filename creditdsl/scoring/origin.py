"""Where the rows of a table of columns were read.

Promises whatever is asked of few rows after the table is made: their cells' addresses, and the rows as the row
readers have them. The reader of large files keeps the same promises of its file.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

import numpy as np

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data.binding.reading import Reading
from creditdsl.ir.columns import Flags
from creditdsl.ir.program import Program


class Origin(Protocol):
    """Where the rows of a table were read. row: its place in the whole table."""

    @property
    def sources(self) -> tuple[tuple[str, str], ...]: ...

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...

    @property
    def faulty_rows(self) -> int:
        """Rows that hold what cannot be read."""

    def reported(self) -> Mapping[str, Flags]:
        """Return, by measure, the rows whose cell is blank because it cannot be read."""

    def columnless(self) -> Collection[str]:
        """Return the measures that no file has."""

    def cell(self, row: int, measure: str) -> str | None:
        """Return the cell of a row as messages name it; None where no file has one."""

    def reading(self, rows: Iterable[int]) -> Reading:
        """Return these rows, maybe among others, as the row readers have them."""


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
