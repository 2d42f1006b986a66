"""The totals that stand on the line of a grade: those that meet it, and those that fall there from the line above.

Receives the bands of 等次 from the top down; promises for each the tests of which a total meets one, and a total that
may be left without a grade.

Worked example: 90分以上 且 前30% 优秀, 80分以上不满90分 良好, 不满80分 一般.

    良好    80分以上不满90分, or 90分以上: a total of 92 beyond the quota falls here
    all     every total stands on the line of 良好 or 一般, which take all of it, so that no 其余 is needed
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from creditdsl.syntax.expressions import compares, constant
from creditdsl.syntax.nodes import Comparison, GradeBand, Test

_BOTTOM, _TOP = (Comparison.AT_LEAST, Comparison.MORE), (Comparison.AT_MOST, Comparison.LESS)


def on_line(bands: Sequence[GradeBand], position: int) -> Iterator[Test]:
    """Yield the test of a band, and those of the bands above from which units fall to it."""
    test = bands[position].test
    while test is not None:
        yield test
        falls = position > 0 and _falls_to(bands[position - 1], test)
        position -= 1
        test = bands[position].test if falls else None


def is_upper(band: GradeBand) -> bool:
    """Return whether it takes all totals below a line, such as 不满60分 较差."""
    return band.test is not None and _is_sure(band) and all(bound.comparison in _TOP for bound in band.test.bounds)


def left_out(bands: Sequence[GradeBand]) -> Fraction | None:
    """Return a total that may have no grade; None where every total stands on the line of a band that takes all of it.

    Bands take alike all totals between two numbers in their tests, so that one of each stretch is tried.
    """
    sure = [test for position, band in enumerate(bands) if _is_sure(band) for test in on_line(bands, position)]
    numbers = {constant(bound.operand) for band in bands if band.test is not None for bound in band.test.bounds}
    ends = sorted(number for number in numbers if number is not None)
    outside = (ends[0] - 1, ends[-1] + 1) if ends else (Fraction(0),)
    tried = (*ends, *((low + high) / 2 for low, high in pairwise(ends)), *outside)
    return next((total for total in tried if not any(_meets(total, test) for test in sure)), None)


def _is_sure(band: GradeBand) -> bool:
    """Return whether a total on its line is enough."""
    return band.quota is None and band.also is None


def _meets(total: Fraction, test: Test) -> bool:
    """Return whether a total meets the test; a number that hangs on the data is never met for sure."""
    compared = [(bound.comparison, constant(bound.operand)) for bound in test.bounds]
    return all(number is not None and compares(total, comparison, number) for comparison, number in compared)


def _falls_to(before: GradeBand, test: Test) -> bool:
    """Return whether a unit that meets the line of a band and nothing else of it falls to the band behind, of `test`.

    It does where the points of both join: 90分以上 and 不满90分, or the range of whole points 80至89分. It does not
    fall to 60分以下 or 89分以下, which leave points between to other bands.
    """
    if before.test is None or _is_sure(before):
        return False
    if before.quota is not None and not before.quota.places.front:
        return False
    bottoms = [constant(bound.operand) for bound in before.test.bounds if bound.comparison in _BOTTOM]
    tops = [constant(bound.operand) for bound in test.bounds if bound.comparison in _TOP]
    is_range = len(test.bounds) > len(tops)
    return any(_join(b, t, is_range) for b in bottoms for t in tops if b is not None and t is not None)


def _join(bottom: Fraction, top: Fraction, is_range: bool) -> bool:
    """Return whether no points lie between a top and the bottom above it; 89 and 90 join in ranges of whole points."""
    whole = bottom.denominator == top.denominator == 1
    return bottom <= top or (is_range and whole and bottom - top == 1)
