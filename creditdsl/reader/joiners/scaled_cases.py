"""Cases that give by a formula: the share that is done, a formula of the measure, points between two other cases.

98%以上得3分，低于98%的按比例得分; 低于90%的按兑现率/90%×5计分; 30%—40%之间按插值法计分.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.calculations import expression
from creditdsl.reader.case_values import bounds_of, range_of
from creditdsl.reader.clauses import Case, Ladder
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.lexicon import DIGITS
from creditdsl.reader.line_writer import Name, spelling
from creditdsl.reader.phrase_kinds import Award, Formula, Nothing, Scaled
from creditdsl.reader.segments import Result, Segment
from creditdsl.syntax.quantities import is_ratio

WHICH_SHARE = "按比例，怎样算？"
_BETWEEN = "插"
"""In the words of points that lie on the line between those of two other cases: 按插值法计分."""


def with_percent(segments: Sequence[Segment]) -> list[Segment]:
    """Return segments in which the 0 that a ratio is held against is 0%: 成本节约率大于等于0得5分，小于0的不得分."""
    subject, filled = "", []
    for segment in segments:
        subject = segment.subject or subject
        filled.append(_in_percent(segment) if is_ratio(subject) else segment)
    return filled


def _in_percent(segment: Segment) -> Segment:
    if segment.test is None:
        return segment
    bounds = tuple(
        replace(bound, amount=replace(bound.amount, unit="%"))
        if bound.amount is not None and bound.amount.unit == "" and bound.amount.value == 0
        else bound
        for bound in segment.test.bounds
    )
    return replace(segment, test=replace(segment.test, bounds=bounds))


def between(segment: Segment) -> bool:
    """Return whether a segment gives the points that lie between those of two other cases."""
    return _BETWEEN in segment.ratio


def scaled(segment: Segment, state: State) -> Segment:
    """Return a case that has the share of the points that is done with that as its result."""
    share = segment.test is not None and segment.result is None and segment.ratio and "扣" not in segment.ratio
    if share and between(segment):
        return replace(segment, ratio="", result=Scaled(Fraction(0), _BETWEEN, segment.start, segment.end))
    if not share or state.points is None or not isinstance(state.points, Fraction):
        return segment
    return replace(segment, ratio="", result=Scaled(state.points, "", segment.start, segment.end))


def of_all(cases: Sequence[Case], state: State) -> bool:
    """Return whether the share of the points may be taken of all of the item's: no case has other points at most."""
    most = [case.result.points for case in cases if isinstance(case.result, Award)]
    units = {bound.amount.unit for case in cases for bound in bounds_of(case) if bound.amount is not None}
    if not most and all(range_of(case).low is None for case in cases):
        return False  # 低于90%的按比例得分 does not say what those have who reach it
    known = all(points is None for points in most) or max(points or Fraction(0) for points in most) == state.points
    return known and units == {"%"}


def by_share(ladder: Ladder, full: Fraction | None) -> tuple[tuple[str, Ladder], ...]:
    """Return the ways in which the share of the points that is done may be taken, with the words that tell them apart.

    80%以上得10分，80%以下按比例得分: of 79% are 7.9 points, or 79%÷80% of 10. Of less than 100% both are the same.
    """
    ways: list[tuple[str, Ladder]] = [("", ladder)]
    for at, case in enumerate(ladder.cases):
        end = _end(case, ladder.cases)
        if not isinstance(case.result, Scaled) or case.result.of or end is None or end >= 100:
            continue
        reached = _points_at(end, [other for other in ladder.cases if other is not case], full)
        if reached is None or len(ways) > 1:
            return ()
        name = spelling(Name(ladder.subject))
        of_end = f"{name}÷{show(end, MAX_DIGITS)}%×{show(reached, MAX_DIGITS)}"
        instead = (*ladder.cases[:at], replace(case, result=Formula(of_end, 0, 0)), *ladder.cases[at + 1 :])
        ways = [(f"{name}×{show(case.result.points, MAX_DIGITS)}", ladder), (of_end, replace(ladder, cases=instead))]
    return tuple(ways)


def _end(case: Case, cases: Sequence[Case]) -> Fraction | None:
    """Return where a case ends: at its own end, or where the next higher case begins."""
    low, high = range_of(case).low, range_of(case).high
    lows = [start for other in cases if (start := range_of(other).low) is not None and low is not None and start > low]
    return min(lows, default=None) if high is None else high


def with_formulas(name: str, cases: Sequence[Case]) -> list[Case] | None:
    """Return the cases with their formulas of the measure's name; None where one takes, or is of something else."""
    written = []
    for case in cases:
        match case.result:
            case Scaled(of=of) if of == _BETWEEN:
                text = _interpolated(name, case, cases)
            case Formula(text=text, takes=False):
                text = _of_measure(name, text)
            case Formula():
                text = None
            case _:
                written.append(case)
                continue
        if text is None:
            return None
        written.append(replace(case, result=Formula(text, case.result.start, case.result.end)))
    return written


def _of_measure(name: str, text: str) -> str | None:
    """Return a formula in which each name, which may be an end of the measure's, is the measure's."""
    if "÷" in name and re.fullmatch(rf"{re.escape(name)}[×*]{DIGITS}", text):
        return text
    pieces = expression(text)
    names = [] if pieces is None else [piece.text for piece in pieces if isinstance(piece, Name)]
    if pieces is None or not names or not all(_again(name, part) for part in names):
        return None
    return "".join(spelling(Name(name) if isinstance(piece, Name) else piece) for piece in pieces)


def _again(name: str, part: str) -> bool:
    """Return whether a measure is named again, perhaps by its end, or as what it really is: 实际提交率."""
    end = part.removeprefix("实际")
    return len(end) > 1 and name.endswith(end)


def for_the_rest(name: str, rest: Result | None) -> Result | None:
    """Return what the rest of a ladder gives; a formula of the measure has its name."""
    match rest:
        case Formula(text=text) if (of_measure := _of_measure(name, text)) is not None:
            return replace(rest, text=of_measure)
        case _:
            return rest


def _interpolated(name: str, case: Case, cases: Sequence[Case]) -> str | None:
    """Return the line from the points at one end of a case to those at the other; None where an end has none."""
    low, high = range_of(case).low, range_of(case).high
    if low is None or high is None or any(bound.amount is None for each in cases for bound in bounds_of(each)):
        return None
    others = [each for each in cases if each is not case]
    below, above = _points_at(low, others), _points_at(high, others)
    if below is None or above is None or below == above:
        return None
    unit = next(bound.amount.unit for bound in bounds_of(case) if bound.amount is not None)
    measure = spelling(Name(name))
    start, width = f"{show(low, MAX_DIGITS)}{unit}", f"{show(high - low, MAX_DIGITS)}{unit}"
    way = f"({measure}-{start})÷{width}×{show(abs(above - below), MAX_DIGITS)}"
    if above > below:
        return way if below == 0 else f"{show(below, MAX_DIGITS)}+{way}"
    return f"{show(below, MAX_DIGITS)}-{way}"


def _points_at(end: Fraction, cases: Sequence[Case], full: Fraction | None = None) -> Fraction | None:
    """Return the points of the case that begins or ends at a number; full: what 得满分 gives."""
    for case in cases:
        values = range_of(case)
        if end in (values.low, values.high):
            match case.result:
                case Award(points=points, takes=False, again=False):
                    return full if points is None else points
                case Nothing(item=False, rule="", spares=False):
                    return Fraction(0)
                case _:
                    return None
    return None
