"""One result for several comparisons: 甲率达到50%以上、乙率达到85%以上的，各得2分; 甲、乙率分别达到90%、80%的，各得5分.

Receives the segments of a sentence; promises each comparison with a result of its own where the words give one to each.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.gains import is_measured
from creditdsl.reader.members import listed
from creditdsl.reader.phrase_kinds import Award, Shares
from creditdsl.reader.segments import Atom, Segment


def with_shared_results(segments: Sequence[Segment]) -> tuple[list[Segment], bool]:
    """Return the segments, and whether some of them share a result."""
    apart: list[Segment] = []
    sharing = False
    for segment in segments:
        if segment.tests and (each := _in_turn(segment)):
            apart, sharing = [*apart, *each], True
            continue
        before = _before(apart, segment)
        awards = _awards(segment, before + 1) if before else ()
        if awards:
            tested = [*apart[-before:], segment]
            shared = [replace(one, result=award) for one, award in zip(tested, awards, strict=True)]
            apart, sharing = [*apart[:-before], *shared], True
        else:
            apart.append(segment)
    return apart, sharing


def _before(segments: Sequence[Segment], last: Segment) -> int:
    """Return how many comparisons stand before one with the result of all of them."""
    if not _compares(last) or not last.only("subject", "test", "result"):
        return 0
    count, mark = 0, last.mark
    for segment in reversed(segments):
        bare = segment.conditional and segment.only("subject", "test") and segment.part == last.part
        if not bare or not _compares(segment) or mark not in ("、", ","):
            break
        count, mark = count + 1, segment.mark
    return count


def _compares(segment: Segment) -> bool:
    """Return whether a segment is a comparison that says whole what it compares."""
    return segment.test is not None and not segment.test.exact and is_measured(segment.subject)


def _in_turn(segment: Segment) -> list[Segment]:
    """Return a segment for each member of a list that is held against numbers in turn."""
    members = listed(replace(segment, jointly="且"))
    awards = _awards(segment, len(segment.tests))
    whole = segment.only("subject", "listed", "tests", "result") and all(map(is_measured, members))
    if not whole or len(members) != len(segment.tests):
        return []
    plain = replace(segment, listed=(), tests=())
    if isinstance(segment.result, Award) and not (segment.result.sharing or segment.result.takes):
        atoms = tuple((Atom(member, test), "且") for member, test in zip(members, segment.tests, strict=True))
        return [replace(plain, subject=members[-1], test=segment.tests[-1], atoms=atoms[:-1])]
    if not awards:
        return []
    return [
        replace(plain, subject=member, test=test, result=award)
        for member, test, award in zip(members, segment.tests, awards, strict=True)
    ]


def _awards(segment: Segment, count: int) -> tuple[Award, ...]:
    """Return the points of each of several things; none where the words give them otherwise."""
    match segment.result:
        case Award(sharing=True, again=False, below=False) as award:
            return (replace(award, sharing=False),) * count
        case Shares(points=points, takes=takes, start=start, end=end) if len(points) == count:
            return tuple(Award(each, takes, start, end) for each in points)
        case _:
            return ()
