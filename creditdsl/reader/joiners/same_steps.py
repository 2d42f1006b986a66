"""Steps that go on: 每引进一个世界500强企业加10分、上市公司加3分; 每被市级采用1篇得0.5分、省级采用1篇得1分.

Receives the segments of a cell; promises that what stands behind a step, divided from it by 、 alone, is a step of the
same size, too, and so is one of the same unit behind it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.joiners.step_names import says_none
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Each, Test
from creditdsl.reader.segments import Segment


def with_same_steps(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with the step before in each that goes on with it."""
    filled: list[Segment] = []
    for segment in segments:
        if filled and segment.wordy and _SO_ON.fullmatch(segment.subject) and (each := _each(filled[-1])) is not None:
            filled[-1] = each
            continue
        size = _size(filled[-1]) if filled and filled[-1].part == segment.part else None
        filled.append(segment if size is None else _stepped(segment, size, filled[-1]))
    return filled


_SO_ON = re.compile("[以依]此类推|依次类推")


def _each(segment: Segment) -> Segment | None:
    """Return what gives points for one of something as a step, which goes on: 组织1次得3分，以此类推."""
    match segment:
        case Segment(test=Test(exact=True, bounds=(Bound(amount=Amount() as size),)), result=Award(points=Fraction())):
            plain = segment.only("subject", "test", "behind", "result") and size.value == 1
            return replace(segment, test=None, each=Each("", size, segment.start, segment.end)) if plain else None
        case _:
            return None


def _size(segment: Segment) -> Amount | None:
    """Return the size of a step of one; None where a segment is none."""
    match segment:
        case Segment(each=Each(size=size), result=Award(points=Fraction()), test=None, place=None) if size.value == 1:
            return size
        case _:
            return None


def _stepped(segment: Segment, size: Amount, before: Segment) -> Segment:
    match segment.result, before.result:
        case Award(takes=takes, again=False, sharing=False, points=Fraction()), Award(takes=taken) if takes is taken:
            pass
        case _:
            return segment
    each = Each("", replace(size, start=segment.start, end=segment.end), segment.start, segment.end)
    goes_on = segment.test is None and segment.mark == "、" and segment.subject
    if goes_on and segment.only("subject", "result", "limits", "period"):
        return replace(segment, each=each)
    amount = segment.test.bounds[0].amount if segment.test is not None and segment.test.exact else None
    if says_none(segment.subject, size.unit, segment.behind):
        return segment
    again = amount is not None and (amount.value, amount.unit) == (size.value, size.unit)
    if again and segment.mark in ("、", ",") and segment.only("subject", "test", "behind", "result", "limits"):
        return replace(segment, test=None, each=each)
    return segment
