"""What was read: units with their cells, and where each cell stands.

Receives nothing but what binding.py puts together; promises that later messages, about a cell that
is blank or a denominator that is zero, can name the cell as the clerk sees it. Its own step because
it outlives the reading: the command line, the explanations and the receipt hold on to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data import messages
from creditdsl.data.tables import Address
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Measure


@dataclass(frozen=True, slots=True)
class Reading:
    """All data files together. Where diagnostics has an error the data is not fit for scoring.

    reasons: the text of the column `<mark>理由`, by unit and mark. sources: name and SHA-256 of every
    file whose bytes were read. faulty: cells that are absent because of an error, not because blank.
    """

    units: tuple[UnitData, ...]
    reasons: Mapping[tuple[str, str], str]
    sources: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]
    columns: Mapping[str, Address] = field(default_factory=dict, repr=False)
    """Where the heading of each measure's column stands; a measure without a column is not in it."""
    faulty: frozenset[tuple[str, str]] = frozenset()
    addresses: Mapping[tuple[str, str], Address] = field(default_factory=dict, repr=False)

    def address(self, unit: str, measure: str) -> Address | None:
        """Where the cell stands (file, cell, span); None where no file has a cell for it."""
        return self.addresses.get((unit, measure))


def missing_cells(reading: Reading, measures: Sequence[Measure]) -> tuple[tuple[str, str], ...]:
    """The (unit, measure) of every required cell that is blank; faulty cells have their own message."""
    return tuple(
        (unit.unit, measure.name)
        for unit in reading.units
        for measure in measures
        if measure.required_of(unit.unit)
        and measure.name in reading.columns
        and measure.name not in unit.cells
        and (unit.unit, measure.name) not in reading.faulty
    )


def missing_diagnostics(reading: Reading, measures: Sequence[Measure]) -> tuple[Diagnostic, ...]:
    """缺数, one error for each of missing_cells."""
    return tuple(missing_diagnostic(reading, unit, name) for unit, name in missing_cells(reading, measures))


def missing_diagnostic(reading: Reading, unit: str, measure: str) -> Diagnostic:
    """缺数 for one cell, also for one that only an engine found to be needed.

    The measure has a column (KeyError): without one it is a missing column, not a missing cell.
    """
    address = reading.address(unit, measure)
    if address is not None:
        return messages.missing_cell(unit, measure, address)
    return messages.missing_row(unit, measure, reading.columns[measure])
