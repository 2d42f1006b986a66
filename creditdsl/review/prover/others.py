"""What a unit cannot see of the others, as variables: its standing in a ranking, their share of an aggregate.

Receives views of rankings and aggregates; promises sums in variables that are free of each other. A place counts
what stands before a unit; the places in use are those before and those behind it.
"""

from fractions import Fraction
from typing import assert_never

from creditdsl.ir.names import DefinitionId
from creditdsl.ir.nodes import Aggregate, PlaceView
from creditdsl.review.prover import sums
from creditdsl.review.prover.domains import Interval
from creditdsl.review.prover.ranges import Range
from creditdsl.review.prover.sums import Sum
from creditdsl.review.prover.variables import BEFORE, BEHIND, OTHERS, TIED, Variables


def place(variables: Variables, ranking: DefinitionId, view: PlaceView) -> Sum:
    """Return a view of a ranking as a sum of variables."""
    before, behind, tied, others = (sums.variable(kind + ranking) for kind in (BEFORE, BEHIND, TIED, OTHERS))
    itself = sums.number(Fraction(1))
    match view:
        case PlaceView.PLACE:
            return sums.plus(before, itself)
        case PlaceView.TIED:
            return sums.plus(tied, itself)
        case PlaceView.PLACES if not variables.shared_ties(ranking):
            return sums.plus(before, behind, itself)
        case PlaceView.PLACES | PlaceView.UNITS if variables.shared_ties(ranking):
            return sums.plus(before, behind, tied, itself)
        case _:
            return sums.plus(before, behind, tied, others, itself)


def added(op: Aggregate, own_value: Range) -> Interval:
    """Return the interval of what others can add to a unit's own value in an aggregate of all."""
    low, high = own_value.low.value, own_value.high.value
    spread = None if low is None or high is None else high - low
    zero = Fraction(0)
    match op:
        case Aggregate.MAX:
            return Interval(zero, spread)
        case Aggregate.MIN:
            return Interval(None if spread is None else -spread, zero)
        case Aggregate.MEAN:
            is_open = spread is not None and spread > 0
            return Interval(None if spread is None else -spread, spread, is_open, is_open)
        case Aggregate.SUM:
            return Interval(
                zero if low is not None and low >= 0 else None, zero if high is not None and high <= 0 else None
            )
        case _:
            assert_never(op)
