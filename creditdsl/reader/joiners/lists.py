"""One result for several things: 建立制度、明确专人各得1分; 优秀、良好分别得5分、3分."""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, Clause, Joint, Ladder, Steps
from creditdsl.reader.gains import compares, is_measured
from creditdsl.reader.joiners.claim import Claim, State, closing
from creditdsl.reader.joiners.limits import trait
from creditdsl.reader.joiners.scales import goes_on, option
from creditdsl.reader.joiners.step_names import counted
from creditdsl.reader.members import apart, apiece, instead, levels, listed, names, qualities
from creditdsl.reader.phrase_kinds import Award, Limit, Shares
from creditdsl.reader.segments import Atom, Segment
from creditdsl.reader.shared_faults import with_fault
from creditdsl.reader.takings import nothing

ALL_OR_EACH = "“{}”，是都做到才算，还是每样各算？"
ONCE_OR_EACH = "“{}”，是有一样就扣、只扣一次，还是每样各扣？"


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    closed = closing(segments, 1)
    known = first.only("subject", "test", "result", "listed", "jointly", "each")
    if not (apiece(first) or first.jointly) or not known or option(segments) or closed is None:
        return None
    used, rest, limits = closed
    if rest is not None and (nothing(rest) is None or not first.jointly):
        return None
    if goes_on(segments) or (isinstance(first.result, Award) and (first.result.again or first.result.below)):
        return None
    members = _members(first)
    if len(members) < 2 or (first.test is None and any(map(compares, members))):
        return None
    if isinstance(first.result, Shares):
        ranked = levels(members) or (names(members, False) if first.each and apart(members, first) else None)
        if ranked is not None:
            return _capped(_in_turn(state, first, first.result, ranked, used), state, limits)
    if limits or first.each is not None:
        return None
    if not apart(members, first):
        return _together(state, first, members)
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
    adding = state.adding or not _replacing(state, first, each)
    return Claim(used, replace(state, clauses=(*state.clauses, *clauses), subject=each[-1], adding=adding))


def _members(segment: Segment) -> tuple[str, ...]:
    """Return the members of a list, each with the fault that is said once of all that lose points for it."""
    members = listed(segment)
    match segment.result:
        case Award(takes=True) | Shares(takes=True) if len(members) > 1 and segment.test is None:
            return with_fault(members)
        case _:
            return members


def _replacing(state: State, segment: Segment, members: tuple[str, ...]) -> bool:
    """Return whether what several things give in turn may not add up: 一等奖、二等奖分别得5分、3分.

    Nor do points that are more than the item's.
    """
    match segment:
        case Segment(result=Shares(points=points, takes=False), test=None):
            return instead(members) or (state.points is not None and sum(points) > state.points)
        case _:
            return False


def _in_turn(state: State, segment: Segment, shares: Shares, ranked: tuple[str, ...], used: int) -> Claim | None:
    """Return what several things give in turn: 受到国家、省、市级表彰的，每次分别加3分、2分、1分."""
    if len(ranked) != len(shares.points) or segment.test is not None:
        return None
    awards = tuple(Award(points, shares.takes, shares.start, shares.end) for points in shares.points)
    each = segment.each
    if each is None:
        facts = tuple(Ladder(name, (Case(None, award),)) for name, award in zip(ranked, awards, strict=True))
        settled = state.adding or shares.takes  # else it is asked how several levels count
        return Claim(used, replace(state, clauses=(*state.clauses, *facts), subject=ranked[-1], adding=settled))
    if each.verb or each.size.value != 1:
        return None
    steps = tuple(
        Steps(counted(name, "", "", each.size), each.size, award) for name, award in zip(ranked, awards, strict=True)
    )
    return Claim(used, replace(state, clauses=(*state.clauses, *steps), subject=ranked[-1]))


def _capped(claim: Claim | None, before: State, limits: Sequence[Limit]) -> Claim | None:
    """Return a claim of several rules with the cap that bounds them together; None where it bounds others, too."""
    if claim is None or not limits:
        return claim
    match limits:
        case (Limit(kind="until_zero"),):
            last = claim.state.clauses[-1]
            assert isinstance(last, Steps | Ladder)
            bounded = replace(last, limits=tuple(limits))
            return replace(claim, state=replace(claim.state, clauses=(*claim.state.clauses[:-1], bounded)))
        case (Limit(kind="cap", takes=False) as cap,) if not before.clauses and not before.headings:
            return replace(claim, state=replace(claim.state, headings=(trait(cap),)))
        case _:
            return None


def _together(state: State, segment: Segment, members: tuple[str, ...]) -> Claim | None:
    """Return one fact of what is said of one thing: 目录编制完整、更新及时得5分."""
    award = segment.result
    if not isinstance(award, Award) or award.sharing or award.takes or award.points is None or segment.test:
        return None
    if state.points == award.points * len(members) or not qualities(members):
        return None
    fact = Ladder(f"“{segment.subject}”", (Case(None, award),))
    return Claim(1, replace(state, clauses=(*state.clauses, fact), subject=segment.subject))


def _jointly(state: State, segment: Segment, members: tuple[str, ...], used: int) -> Claim | None:
    """Return one condition of several measures: 报送率、准确率均低于90%的扣3分."""
    if not isinstance(segment.result, Award) or segment.result.sharing or segment.test is None or segment.test.exact:
        return None
    if not all(map(is_measured, members)):
        return None
    atoms = tuple(Atom(member, segment.test) for member in members)
    joint = Joint((segment.jointly,) * (len(members) - 1), atoms, segment.result)
    return Claim(used, replace(state, clauses=(*state.clauses, joint), subject=segment.subject))


def _asked(state: State, segment: Segment, award: Award) -> Claim | None:
    """Ask whether a list is one condition or several."""
    members = names(_members(segment), False)
    if members is None:
        return None
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
