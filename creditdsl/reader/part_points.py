"""Points of a part that stand before what its points are given for: 组织领导5分，成立机构得2分，制定方案得3分.

Receives the segments of a cell and the points of its item; promises them without such points, those of a step as its
cap, or None where it is not clear whether they are points beside those of the parts.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.gains import has_level
from creditdsl.reader.members import instead
from creditdsl.reader.phrase_kinds import Award, Limit, Nothing
from creditdsl.reader.segmenting import WITHIN
from creditdsl.reader.segments import Segment


def with_portions(segments: Sequence[Segment]) -> list[Segment] | None:
    """Return the segments without points that those behind 其中 give one by one; None where these are others."""
    left: list[Segment] = []
    for at, segment in enumerate(segments):
        if segment.mark == WITHIN:
            portions = [each for each in segments[at:] if each.part == segment.part]
            facts = [each for each in portions if each.result is not None]
            whole = left.pop() if left else segment
            if not all(map(_is_fact, facts)) or sum(map(_points, facts), Fraction(0)) != _points(whole):
                return None
            while left and whole.bare and left[-1].wordy and left[-1].part == whole.part:
                left.pop()
                if left and left[-1].mark != "、":
                    break
            segment = replace(segment, mark=",")
        left.append(segment)
    return left


def with_part_points(segments: Sequence[Segment], points: Fraction | None) -> list[Segment] | None:
    """Return the segments without points of a part that they give one by one."""
    heads = [at for at, segment in enumerate(segments) if _is_head(segment)]
    if not heads or all(at in heads for at, segment in enumerate(segments) if _gives(segment)):
        return None if _sums_up(segments, points) else list(segments)
    left = list(segments[: heads[0]])
    apart: list[Segment] = []
    for at, following in zip(heads, [*heads[1:], len(segments)], strict=True):
        group = _without_head(segments[at], segments[at + 1 : following], points, _total(segments))
        if group is None:
            return None
        if group[:1] == [segments[at]] and any(_gives(each) and not each.takes for each in group[1:]):
            apart += group[:1]
        left += group
    whole = sum((_points(segments[at]) for at in heads), Fraction(0)) == points
    return None if whole and apart else left


def _is_head(segment: Segment) -> bool:
    """Return whether a segment is words with bare points: 组织领导5分."""
    award = segment.result
    bare = isinstance(award, Award) and (award.bare or award.sharing) and not award.takes
    return bare and bool(segment.subject) and segment.only("subject", "result", "listed", "period")


def _gives(segment: Segment) -> bool:
    """Return whether a segment says what gives or takes points, and is no else."""
    result = segment.result
    stated = result is not None and not isinstance(result, Nothing)
    return (stated or segment.ranks) and not segment.otherwise


def _points(segment: Segment) -> Fraction:
    match segment.result:
        case Award(points=Fraction() as points, takes=False):
            return points * max(1, len(segment.listed)) if segment.result.sharing else points
        case _:
            return Fraction(0)


def _is_fact(segment: Segment) -> bool:
    return _points(segment) > 0 and bool(segment.subject) and segment.only("subject", "result")


def _total(segments: Sequence[Segment]) -> Fraction | None:
    """Return the points that facts give together; None where something else gives points."""
    giving = [segment for segment in segments if _gives(segment)]
    facts = all(_is_fact(segment) or _is_head(segment) for segment in giving)
    return sum(map(_points, giving), Fraction(0)) if facts else None


def _without_head(
    head: Segment, following: Sequence[Segment], points: Fraction | None, total: Fraction | None
) -> list[Segment] | None:
    """Return the segments of a part, without its points where they are given one by one, or as the cap of its step."""
    giving = [segment for segment in following if _gives(segment)]
    whole = [head, *following]
    if not giving:
        return whole
    if len(giving) > 1 and all(map(_is_fact, giving)) and sum(map(_points, giving), Fraction(0)) == _points(head):
        return None if points is not None and total == points else list(following)
    first = giving[0]
    near = first.part == head.part
    if len(giving) == 1 and first is following[0] and _steps(first):
        about = not first.subject or _shared(head.subject, _words(first))
        cap = Limit("cap", _points(head), False, head.start, head.end)
        caps = [limit for segment in following for limit in segment.limits]
        if about and all((limit.kind, limit.points) == ("cap", cap.points) for limit in caps):
            named = replace(first, subject=head.subject) if not _words(first) else first
            return [replace(named, start=head.start, limits=first.limits if caps else (cap,)), *following[1:]]
        return whole if not near else None
    if any(segment.takes for segment in giving):
        return whole if near or _points(head) == points else None
    facts = all(_is_fact(segment) or segment.test is not None for segment in giving)
    return whole if facts or not near else None


def _steps(segment: Segment) -> bool:
    """Return whether a segment gives points for each of something."""
    return segment.each is not None and isinstance(segment.result, Award) and not segment.result.takes


def _words(segment: Segment) -> str:
    verb = segment.each.verb if segment.each is not None else ""
    return segment.subject + verb + segment.behind


def _shared(name: str, words: str) -> bool:
    """Return whether two names share a word of two letters."""
    return not words or any(name[at : at + 2] in words for at in range(len(name) - 1))


_GRADE = re.compile("优|良|合格|一般|较|[一二三四特]等")


def _sums_up(segments: Sequence[Segment], points: Fraction | None) -> bool:
    """Return whether the first of several facts has the points of all others, and is no level above them."""
    facts = [segment for segment in segments if _gives(segment)]
    if len(facts) < 3 or points is None or not all(map(_is_fact, facts)):
        return False
    names = [fact.subject for fact in facts]
    alike = len({name[-2:] for name in names}) < len(names)
    graded = alike or instead(tuple(names)) or any(has_level(name) or _GRADE.search(name) for name in names)
    first, *others = map(_points, facts)
    return first == points == sum(others, Fraction(0)) and not graded
