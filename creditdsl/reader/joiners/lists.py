"""One result for several things: 建立制度、明确专人各得1分; 优秀、良好分别得5分、3分."""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, Clause, Joint, Ladder
from creditdsl.reader.joiners.claim import Claim, State, closing
from creditdsl.reader.joiners.scales import option
from creditdsl.reader.members import apart, apiece, listed, names
from creditdsl.reader.phrase_kinds import Award, Shares
from creditdsl.reader.segments import Atom, Segment

ALL_OR_EACH = "“{}”，是都做到才算，还是每样各算？"
ONCE_OR_EACH = "“{}”，是有一样就扣、只扣一次，还是每样各扣？"


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    closed = closing(segments, 1)
    known = first.only("subject", "test", "result", "listed", "jointly")
    if not (apiece(first) or first.jointly) or not known or option(segments) or closed is None or closed[1] is not None:
        return None
    used, _, limits = closed
    if limits or (isinstance(first.result, Award) and (first.result.again or first.result.below)):
        return None
    members = listed(first)
    if len(members) < 2 or not apart(members, first):
        return None
    if first.jointly:
        return _jointly(state, first, members, used)
    match first.result:
        case Shares(points=points, takes=takes, start=start, end=end):
            awards = tuple(Award(each, takes, start, end) for each in points)
        case Award(sharing=True) as award:
            awards = (replace(award, sharing=False),) * len(members)
        case Award() as award:
            return _asked(state, first, award)
        case _:
            return None
    each = names(members, first.test is not None)
    if each is None or len(awards) != len(each):
        return None
    clauses = tuple(
        Ladder(state.named(name), (Case(first.test, award),)) for name, award in zip(each, awards, strict=True)
    )
    return Claim(used, replace(state, clauses=(*state.clauses, *clauses), subject=each[-1], adding=True))


def _jointly(state: State, segment: Segment, members: tuple[str, ...], used: int) -> Claim | None:
    """Return one condition of several measures: 报送率、准确率均低于90%的扣3分."""
    if not isinstance(segment.result, Award) or segment.result.sharing or segment.test is None or segment.test.exact:
        return None
    atoms = tuple(Atom(member, segment.test) for member in members)
    joint = Joint((segment.jointly,) * (len(members) - 1), atoms, segment.result)
    return Claim(used, replace(state, clauses=(*state.clauses, joint), subject=segment.subject))


def _asked(state: State, segment: Segment, award: Award) -> Claim:
    """Ask whether a list is one condition or several."""
    members = listed(segment)
    facts: tuple[Clause, ...] = tuple(Ladder(state.named(member), (Case(None, award),)) for member in members)
    words = ("或" if award.takes else "且",) * (len(members) - 1)
    together: Clause = Joint(words, tuple(Atom(member, None) for member in members), award)
    whole, each = ("只扣一次", "每样各扣") if award.takes else ("都做到才算", "每样各算")
    answers = ((whole, (together,)), (each, facts))
    after = replace(state, subject=segment.subject)
    forks = tuple(
        (answer, replace(after, clauses=(*state.clauses, *clauses), adding=state.adding or len(clauses) > 1))
        for answer, clauses in answers
    )
    return Claim(1, forks[0][1], (ONCE_OR_EACH if award.takes else ALL_OR_EACH).format(segment.subject), forks)
