"""What one result of one row waits for, in words."""

from dataclasses import replace

from creditdsl.data.binding.reading import CellKey, Reading
from creditdsl.data.tables import Address
from creditdsl.explain.record import waiting
from creditdsl.ir.outcome import Pending, UnitOutcome
from creditdsl.ir.program import Program
from creditdsl.scoring.scored import PEOPLE_DECIDE, PERIODS_WAIT


def cause(pending: Pending, program: Program, outcome: UnitOutcome, reading: Reading) -> str:
    """Say what a value of an outcome waits for. reading: with the cells of its unit."""
    if program.period_sum and program.period_sum in pending.waits_for:
        return PERIODS_WAIT
    if not pending.because:
        return PEOPLE_DECIDE
    unit, period = outcome.unit, outcome.period
    if period is not None:
        places = ((measure, reading.address(unit, measure, period)) for measure in pending.waits_for)
        addresses: dict[CellKey, Address] = {(unit, measure): place for measure, place in places if place is not None}
        reading = replace(reading, addresses=addresses)
    return waiting(pending, unit, reading)
