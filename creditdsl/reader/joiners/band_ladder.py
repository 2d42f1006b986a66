"""Order the grades of a sentence into the lines of 等次, where they fit together.

Receives grades in the order of the sentence; promises them from the best down, each with its lower end. It promises a
question where a score belongs to no grade, or to two that are else parted, and None where they contradict each other.

Worked example: 90分以上 优秀, 80至90分 良好, 80分以下 一般 are 90分以上 优秀, 80分以上 良好, 其余 一般. Of two
grades that share 90 the first counts, in the document as in the language.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.clauses import Clause, GradeBand
from creditdsl.reader.phrase_kinds import Amount, Bound, Test
from creditdsl.syntax.nodes import Comparison

_FULL, _TEN = Fraction(100), 10
Asked = tuple[str, tuple[tuple[str, tuple[Clause, ...]], ...]]
"""A question, empty where there is none, with the clauses of each answer."""


def bands(grades: Sequence[GradeBand]) -> Asked | None:
    """Return the clauses of the grades of a sentence."""
    names = [band.name for band in grades]
    rests = [band for band in grades if band.test is None and not band.places]
    if len(set(names)) < len(names) or len(rests) > 1 or (rests and grades[-1] is not rests[0]):
        return None
    also = [band for band in grades if band.also]
    if len(grades) == 1:
        return _certain(grades) if grades[0].test is not None or grades[0].places else None
    if also and (also != [grades[0]] or not (rests or len(grades) > 2)):
        return None
    if any(band.places for band in grades):
        placed = all(band.places for band in grades if band not in rests)
        return _certain(grades) if placed and (not also or len(grades) == 2) else None
    scored = [band for band in grades if band.test is not None]
    return _ladder(scored, rests) if scored else None


def _certain(grades: Sequence[GradeBand]) -> Asked:
    return "", (("", tuple(grades)),)


def _ladder(scored: list[GradeBand], rests: list[GradeBand]) -> Asked | None:
    """Return the lines of scores that follow each other without a gap."""
    falling = _descending(scored)
    ordered = scored if falling else scored[::-1]
    if not _descending(ordered):
        return None
    seams = [(_seam(*pair, falling), pair) for pair in pairwise(ordered)]
    kinds = [kind for kind, _ in seams]
    if not all(kinds):
        return None
    gaps = [pair for kind, pair in seams if kind == "gap"]
    shared_once = kinds[-1:] == ["shared"] and set(kinds[:-1]) == {"parted"}
    top = _end(ordered[0], up=True)
    if top is not None and not (top[0] >= _FULL and top[0] % _TEN == 0 and top[1]):
        return None
    lowest = _end(ordered[-1], up=False)
    closed = lowest is None or lowest == (Fraction(0), True)
    if rests and closed:
        return None
    lines = tuple(replace(band, test=_from(band)) if _from(band) else band for band in ordered)
    if closed:
        lines = (*lines[:-1], GradeBand(ordered[-1].name))
    whole = (*lines, *rests)
    if not closed and not rests and top is not None:
        return None
    if shared_once:
        return _which(whole, *seams[-1][1])
    return _question(whole, gaps) if gaps else _certain(whole)


def _which(lines: tuple[GradeBand, ...], above: GradeBand, below: GradeBand) -> Asked:
    """Return the question to which of two grades a score belongs, in a ladder that elsewhere parts them."""
    end = _end(above, up=False)
    assert end is not None
    others = tuple(replace(line, test=_above(end[0])) if line.name == above.name else line for line in lines)
    words = f"{show(end[0], MAX_DIGITS)} 分算{above.name}，还是算{below.name}？"
    return words, ((f"算{above.name}", lines), (f"算{below.name}", others))


def _question(lines: tuple[GradeBand, ...], gaps: Sequence[tuple[GradeBand, GradeBand]]) -> Asked:
    """Return the question to which grade a score between two whole numbers belongs."""
    raised = {above.name: _end(below, up=True) for above, below in gaps}
    others = tuple(
        replace(line, test=_above(end[0])) if (end := raised.get(line.name)) is not None else line for line in lines
    )
    above, below = gaps[0]
    low, high = _end(below, up=True), _end(above, up=False)
    assert low is not None and high is not None
    where = f"{show(low[0], MAX_DIGITS)} 分和 {show(high[0], MAX_DIGITS)} 分之间的得分"
    words = f"{where}没有写等次，算{below.name}，还是算{above.name}？"
    return words, ((f"算{below.name}", lines), (f"算{above.name}", others))


def _above(points: Fraction) -> Test:
    return Test((Bound(Comparison.MORE, Amount(points, "分", 0, 0)),), 0, 0)


def _end(band: GradeBand, up: bool) -> tuple[Fraction, bool] | None:
    """Return the upper or lower end of a grade, and whether it belongs to it; None where it has none."""
    assert band.test is not None
    kinds = (Comparison.AT_MOST, Comparison.LESS) if up else (Comparison.AT_LEAST, Comparison.MORE)
    for bound in band.test.bounds:
        if bound.comparison in kinds and bound.amount is not None:
            return bound.amount.value, bound.comparison is kinds[0]
    return None


def _from(band: GradeBand) -> Test | None:
    """Return the test of the lower end alone; None where there is none."""
    assert band.test is not None
    lower = [bound for bound in band.test.bounds if bound.comparison in (Comparison.AT_LEAST, Comparison.MORE)]
    return replace(band.test, bounds=tuple(lower)) if lower else None


def _descending(scored: Sequence[GradeBand]) -> bool:
    """Return whether each grade lies below the one before."""
    for above, below in pairwise(scored):
        low, high = _end(above, up=False), _end(below, up=False)
        if low is None or (high is not None and high[0] >= low[0]):
            return False
    return True


def _seam(above: GradeBand, below: GradeBand, falling: bool) -> str:
    """Return how two grades meet: parted, shared, open, with a gap between two whole numbers; empty where they do not.

    A shared score belongs to the grade that stands first, which must be the upper one. open: only one end is stated.
    """
    low, high = _end(above, up=False), _end(below, up=True)
    assert low is not None
    if high is None:
        return "open" if falling else ""
    if high[0] == low[0]:
        if high[1] and low[1]:
            return "shared" if falling else ""
        return "parted" if high[1] or low[1] else ""
    return "gap" if high[0] < low[0] <= high[0] + 1 and high[1] and low[1] else ""
