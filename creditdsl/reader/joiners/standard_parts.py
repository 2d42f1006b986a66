"""The parts of a standard: whether a step, a case or a remainder is one of it.

Receives a standard's bound or its steps, and what stands behind them; promises answers, and sizes in one unit.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, Move
from creditdsl.reader.joiners.step_names import SHARES
from creditdsl.reader.phrase_kinds import Amount, Bound, Nothing, Remainder, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_FROM_BELOW = (Comparison.AT_LEAST, Comparison.MORE)
FROM_ABOVE = (Comparison.AT_MOST, Comparison.LESS)


def less_than_a_step(segment: Segment, moves: Sequence[Move]) -> bool:
    """Return whether a segment only says that less than a whole step counts for nothing: 每低5%扣1分，不足5%不扣分."""
    match segment:
        case Segment(
            mark=",",
            test=Test(bounds=(Bound(Comparison.LESS, Amount() as least),), text=text),
            result=Nothing() as none,
        ) if text.startswith(("不足", "不满", "未满", "不到")):
            fitting = [move for move in moves if move.award.takes is none.spares]
            sizes = {(move.size.value, move.size.unit) for move in fitting}
            plain = segment.only("test", "result") and not (none.rule or none.item)
            return plain and (least.value, in_points(least).unit) in sizes
        case _:
            return False


def is_of_step(remainder: Remainder, move: Move) -> bool:
    """Return whether a remainder is that of a step: 每低1个百分点…，不足1%的按1%计."""
    sizes = {(size.value, size.unit) for size in map(in_points, remainder.sizes)}
    return sizes <= {(move.size.value, move.size.unit)}


def in_points(size: Amount) -> Amount:
    return replace(size, unit="百分点") if size.unit in SHARES else size


def complements(test: Test, bound: Bound, above: bool = False) -> bool:
    """Return whether a test says that the standard is missed, or exceeded: 低于95%的，每低1个百分点."""
    if len(test.bounds) != 1 or test.bounds[0].amount is None or bound.amount is None:
        return False
    same = (test.bounds[0].amount.value, test.bounds[0].amount.unit) == (bound.amount.value, bound.amount.unit)
    return same and test.bounds[0].comparison in ((Comparison.MORE,) if above else (Comparison.LESS,))


def reached_from(bound: Bound, moves: Sequence[Move]) -> Bound | None:
    """Return the standard of a bare number: reached from below where more is better; None where the steps disagree."""
    better_above = {move.above is not move.award.takes for move in moves}
    if len(better_above) != 1:
        return None
    return replace(bound, comparison=Comparison.AT_LEAST if better_above == {True} else Comparison.AT_MOST)


def unit_of(size: Amount) -> str:
    return "%" if size.unit in SHARES else size.unit


def is_directed(move: Move, standard: Bound) -> bool:
    """Return whether a step gives for more of what its standard asks for, and takes for less of it."""
    better = _FROM_BELOW if move.above is not move.award.takes else FROM_ABOVE
    return standard.comparison is Comparison.EQUAL or standard.comparison in better


def misses_by_far(case: Case, standard: Bound) -> bool:
    """Return whether a case is of those who miss the standard by far: 低于80%不得分 beside 100%得3分."""
    bounds, amount = case.test.bounds if case.test is not None else (), standard.amount
    if amount is None or len(bounds) != 1 or bounds[0].amount is None or bounds[0].amount.unit != amount.unit:
        return False
    if standard.comparison in FROM_ABOVE:
        return bounds[0].comparison in _FROM_BELOW and bounds[0].amount.value > amount.value
    return bounds[0].comparison in FROM_ABOVE and bounds[0].amount.value < amount.value
