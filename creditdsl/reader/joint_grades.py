"""Grades of several measures together: 甲率、乙率均达到90%的得5分，任一项低于80%的不得分，其余得3分.

Receives the segments of a cell; promises such grades as comparisons of one measure: all reach 90% where the least of
them does, and any is below 80% where the least is. Grades that would need the least and the greatest stay as they are.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.gains import is_measured
from creditdsl.reader.members import listed
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

LEAST, GREATEST = "最小", "最大"
_UPWARD = (Comparison.AT_LEAST, Comparison.MORE)
_DOWNWARD = (Comparison.AT_MOST, Comparison.LESS)


def with_joint_grades(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with grades of several measures as those of the least, or the greatest, of them."""
    for at, segment in enumerate(segments):
        count = _graded(segments[at:])
        members = listed(segment) if count > 1 else ()
        sides = {_function(grade) for grade in segments[at : at + count]}
        if len(members) < 2 or len(sides) != 1 or "" in sides or not all(map(is_measured, members)):
            continue
        name = f"{sides.pop()}({'、'.join(members)})"
        first, *others = (replace(grade, jointly="", listed=(), subject="") for grade in segments[at : at + count])
        return [*segments[:at], replace(first, subject=name), *others, *segments[at + count :]]
    return list(segments)


def _graded(segments: Sequence[Segment]) -> int:
    """Return how many segments at the head are grades of the same measures."""
    count = 0
    for segment in segments:
        again = not count or (segment.part == segments[0].part and not segment.subject and not segment.label)
        known = segment.only("subject", "listed", "jointly", "test", "result", "limits")
        if not (again and known and segment.jointly and segment.result is not None):
            break
        count += 1
    return count


def _function(segment: Segment) -> str:
    """Return which of the measures a grade is of; none where its ends are of both kinds."""
    sides = [bound.comparison for bound in segment.test.bounds] if segment.test is not None else []
    every = segment.jointly == "且"
    if len(sides) == 1 and sides[0] in _UPWARD:
        return LEAST if every else GREATEST
    if len(sides) == 1 and sides[0] in _DOWNWARD:
        return GREATEST if every else LEAST
    return ""
