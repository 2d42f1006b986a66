"""What changed for every unit from one run to another of the same table, by other data or another scheme.

Receives the rows of both runs in words. Promises a change for each unit and period, in the order of the later run,
then those that it lacks.
"""

from collections.abc import Iterator, Sequence

from creditdsl.base.node import node
from creditdsl.results.difference import Difference, differences, key
from creditdsl.results.unit import UnitResult


@node
class UnitChange:
    """before, after: None where a run lacks the unit; then there is no difference."""

    before: UnitResult | None
    after: UnitResult | None
    difference: Difference | None

    @property
    def unit(self) -> str:
        return self._row.unit

    @property
    def period(self) -> str | None:
        return self._row.period

    @property
    def places(self) -> int | None:
        """The places that the unit falls, negative where it rises; None where either run gives it no place."""
        before, after = (None if row is None else row.rank for row in (self.before, self.after))
        return None if before is None or after is None else after - before

    @property
    def _row(self) -> UnitResult:
        row = self.after or self.before
        assert row is not None
        return row


def unit_changes(before: Sequence[UnitResult], after: Sequence[UnitResult], digits: int) -> Iterator[UnitChange]:
    """Yield the changes. digits: decimals of the differences."""
    earlier = {key(row): row for row in before}
    by_unit = {key(difference): difference for difference in differences(before, after, digits)}
    for row in after:
        yield UnitChange(earlier.pop(key(row), None), row, by_unit.get(key(row)))
    for row in earlier.values():
        yield UnitChange(row, None, None)
