"""Steps with a range of points, which an assessor chooses from each time: 未按要求整改的，每处扣1—2分.

A rule gives every step the same points, so it is asked: the least each time, the most, or a total that people enter.
Receives the segments of a cell; promises them with the least and the most of each range, and the clauses of a total.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Clause, Discretion, Steps
from creditdsl.reader.phrase_kinds import Award, Span
from creditdsl.reader.segments import Segment

WHO_CHOOSES = "每次的分写了幅度，一律按低的算，一律按高的算，还是由考核人员酌情定、填合计？"
AT_LOWEST, AT_HIGHEST, CHOSEN = "一律按低的", "一律按高的", "由考核人员填合计"


def ranged(segments: Sequence[Segment]) -> bool:
    """Return whether a step of the segments has a range of points."""
    return any(_range(segment) is not None for segment in segments)


def least(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with the least points of each range."""
    return [segment if (span := _range(segment)) is None else _with(segment, span.low) for segment in segments]


def most(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with the most points of each range."""
    return [segment if (span := _range(segment)) is None else _with(segment, span.high) for segment in segments]


def chosen(clauses: Sequence[Clause], segments: Sequence[Segment], points: Fraction) -> tuple[Clause, ...] | None:
    """Return clauses with a total in place of each ranged step, up to its cap or to the points of the item.

    None where a range became anything but steps.
    """
    spans = {span.start: span for segment in segments if (span := _range(segment)) is not None}
    totals: list[Clause] = []
    for clause in clauses:
        match clause:
            case Steps(award=Award(start=start)) if start in spans:
                totals.append(_total(clause, spans.pop(start), points))
            case _:
                totals.append(clause)
    return None if spans else tuple(totals)


def _range(segment: Segment) -> Span | None:
    """Return the range of points of a step; None of any other segment."""
    test = segment.test
    amount = test.bounds[0].amount if test is not None and test.exact else None
    stepping = segment.each is not None or segment.per or (amount is not None and amount.value == 1)
    match segment.result:
        case Span(low=low, high=high, column="") as span if stepping and 0 < low < high and not segment.discretion:
            return span
        case _:
            return None


def _with(segment: Segment, points: Fraction) -> Segment:
    span = segment.result
    assert isinstance(span, Span)
    return replace(segment, result=Award(points, span.takes, span.start, span.end))


def _total(steps: Steps, span: Span, points: Fraction) -> Discretion:
    caps = [limit.points for limit in steps.limits if limit.kind == "cap" and limit.points is not None]
    high = min([points, *caps])
    return Discretion(steps.subject, replace(span, low=Fraction(0), high=high))
