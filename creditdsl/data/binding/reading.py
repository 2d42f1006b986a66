"""The data that were read: units with their cells, and the address of each cell.

Promises that later messages, about a cell that is blank or a denominator that is zero, can name the cell as the
clerk sees it. Scoring, the explanations and the receipt keep it.
"""

from collections.abc import Mapping

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import field, node
from creditdsl.data.cell_errors import MissingCell
from creditdsl.data.tables import Address, RawTable, fault_at
from creditdsl.ir.outcome import UnitData

CellKey = tuple[str, str] | tuple[str, str, str]
"""Unit and measure; in data by period unit, measure and period."""


def cell_of(unit: str, measure: str, period: str | None = None) -> CellKey:
    """Return the key of a cell."""
    return (unit, measure) if period is None else (unit, measure, period)


@node
class Reading:
    """All data files together. Where diagnostics has an error the data is not fit for scoring.

    units: an entry for each row; in data by period a unit has several.
    reasons: the text of the column `<mark>理由`, by the cell of the mark.
    sources: name and SHA-256 of every file whose bytes were read.
    faulty: cells that are absent because of an error, not because they are blank.
    """

    units: tuple[UnitData, ...]
    reasons: Mapping[CellKey, str]
    sources: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]
    columns: Mapping[str, Address] = field(default_factory=dict, repr=False)
    """The address of the heading of each measure that has a column."""
    faulty: frozenset[CellKey] = frozenset()
    addresses: Mapping[CellKey, Address] = field(default_factory=dict, repr=False)
    details: Mapping[str, tuple[RawTable, ...]] = field(default_factory=dict, repr=False)
    """The detail tables that came with returned 填报表, by name."""
    complete: bool = True
    """Whether every file gave its table, so that a column that is not there is in none."""
    blanks: Mapping[CellKey, tuple[Address, ...]] = field(default_factory=dict, repr=False)
    """The blank cells of detail tables for which a unit has no cell; none, where it has no row."""

    def address(self, unit: str, measure: str, period: str | None = None) -> Address | None:
        """Return the address of the cell (file, cell, span); None where no file has a cell for it."""
        return self.addresses.get(cell_of(unit, measure, period))

    def reason(self, unit: str, mark: str, period: str | None = None) -> str:
        """Return the reason for the mark; empty where none is written."""
        return self.reasons.get(cell_of(unit, mark, period), "")

    def is_faulty(self, unit: str, measure: str, period: str | None = None) -> bool:
        """Return whether the cell is absent because of an error that has its own message."""
        return cell_of(unit, measure, period) in self.faulty


def missing_diagnostic(reading: Reading, unit: str, measure: str, period: str | None = None) -> Diagnostic:
    """Return 缺数 for one cell, also for one that only an engine found to be needed.

    The measure has a column (KeyError): without one it is a missing column, not a missing cell.
    """
    address = reading.address(unit, measure, period)
    if address is not None:
        return fault_at(MissingCell(unit, measure, period), address)
    return fault_at(MissingCell(unit, measure, period, has_row=False), reading.columns[measure])
