"""A condition told a second time, as not met: 已建立的得5分，未建立不得分; 未完成的扣2分; 无则不得分."""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Calculated, Case, Clause, Ladder, Options, Steps
from creditdsl.reader.gains import CHANGE, best, compares, gives, is_fact
from creditdsl.reader.joiners.bare_else import BareElse, bare_else
from creditdsl.reader.joiners.claim import Claim, State, condition
from creditdsl.reader.joiners.denials import LACKS, NOT, denied, stem
from creditdsl.reader.joiners.unmoved import not_moved
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Nothing, Scaled, Span, Test
from creditdsl.reader.segments import Result, Segment
from creditdsl.reader.takings import nothing, takes
from creditdsl.syntax.nodes import Comparison

FULL_FOR_IT = "“{}”的，是不是得本项的全部分数？"
THIS_OR_WHOLE = "“{}不得分”，是只有这一条不得分，还是本项不得分？"
_POINTING = re.compile("及?以[上下]|其[余他它]")
"""Words that stand for the cases before, and name no fact."""
_SAME = re.compile("制定|出台|建立|印发|制订|建成")
_OR = re.compile("或者?|任[一意]")
_DENIED = re.compile("未|没有|不")
"""Facts that hold of who does nothing at all: 未公布的得1.5分."""


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    if not state.clauses and len(segments) == 1:
        return _alone(state, first)
    if not state.clauses and _voids_first(state, segments):
        return Claim(1, replace(state, clauses=(_void(first),)))
    if not state.clauses or first.limits or first.label:
        return None
    if _beyond_all(state, first):
        return Claim(1, state)
    if (moved := not_moved(state, first)) is not None:
        return Claim(1, moved)
    if bare_else(state, first.subject, first.result) is BareElse.UNCLEAR:
        return None
    parts = negated(state, first)
    none = first.result if isinstance(first.result, Nothing) else nothing(first.result)
    if none is not None and _voids_all(state, first, none):
        return Claim(1, replace(state, clauses=(*state.clauses, _void(first))))
    if none is not None and not parts and _voids_measured(state, first, none):
        return Claim(1, replace(state, clauses=(*state.clauses, _void(first))))
    if none is not None and (parts or _denies(state, first)):
        return _nothing(state, first, none, parts)
    match first.result:
        case Award(takes=True, again=False, sharing=False) as award if parts:
            return _otherwise(state, award)
        case _:
            return None


def _voids_first(state: State, segments: Sequence[Segment]) -> bool:
    """Return whether a fact leaves nothing of points that start full, before what takes some: 未建立的不得分."""
    first, *others = segments
    none = first.result if isinstance(first.result, Nothing) else None
    results = [segment.result for segment in others if segment.result is not None]
    less = [result for result in results if not isinstance(result, Nothing) or result.spares or result.rule]
    taking = [isinstance(result, Award | Span) and result.takes and not _below(result) for result in less]
    named = _names_fact(state, first)
    plain = (
        first.only("subject", "result", "listed") and none is not None and not (none.spares or none.rule or none.item)
    )
    return plain and named and state.points is not None and bool(taking) and all(taking)


def _below(result: Award | Span) -> bool:
    return isinstance(result, Award) and result.below


def _names_fact(state: State, segment: Segment) -> bool:
    """Return whether the words of a segment name a fact, and are neither a comparison nor an else."""
    bare = bare_else(state, segment.subject, segment.result)
    return bool(segment.subject) and not compares(segment.subject) and bare in (BareElse.ABSENT, BareElse.FACT)


def _voids_all(state: State, segment: Segment, none: Nothing) -> bool:
    """Return whether a fact leaves nothing of points that start full: 每迟1天扣0.5分，未报送的不得分."""
    plain = segment.only("subject", "result") and segment.mark in (",", ";", "。")
    named = _names_fact(state, segment)
    full = state.points is not None and all(map(takes, state.clauses))
    return plain and named and full and not (none.spares or none.rule or none.item)


def _voids_measured(state: State, segment: Segment, none: Nothing) -> bool:
    """Return whether a fact leaves nothing of one measure that has all points: 按完成率×5计分，弄虚作假的不得分."""
    plain = segment.only("subject", "result") and not (none.spares or none.rule or none.item)
    named = _names_fact(state, segment)
    named = named and not _POINTING.match(segment.subject)
    match state.clauses:
        case (Calculated(takes=False, limits=limits),):
            whole = [limit.points for limit in limits if limit.kind == "cap"] == [state.points]
        case (Ladder(cases=cases, otherwise=None | Scaled()) as ladder,):
            whole = cases[0].test is not None and gives(ladder) and best(ladder) == state.points
        case _:
            return False
    return plain and named and whole and state.points is not None


def _void(segment: Segment) -> Ladder:
    return Ladder(segment.subject, (Case(None, Nothing(segment.start, segment.end, item=True)),))


def _alone(state: State, segment: Segment) -> Claim | None:
    """Ask whether a lone 未开展的不得分 leaves all points of the item to who does it."""
    none = nothing(segment.result)
    unclear = not segment.only("subject", "result", "listed") or not segment.subject or compares(segment.subject)
    if none is None or none.rule or unclear or state.points is None:
        return None
    match = NOT.fullmatch(stem(segment.subject))
    points = Award(None, False, segment.start, segment.end)
    if match is not None and match["core"]:
        words, full = match["core"], Ladder(match["core"], (Case(None, points),))
    else:
        fact = condition(segment.subject)
        words, full = f"没有{fact}", Ladder(fact, (Case(None, none),), points)
    forks = (("是", replace(state, clauses=(full,))),)
    return Claim(1, forks[0][1], FULL_FOR_IT.format(words.replace("“", "").replace("”", "")), forks)


def _beyond_all(state: State, segment: Segment) -> bool:
    """Return whether a segment only says that a share beyond all of it gives no more: 超额完成的不加分."""
    last = state.clauses[-1]
    capped = isinstance(last, Calculated) and any(limit.kind == "cap" for limit in last.limits)
    shared = isinstance(last, Ladder) and isinstance(last.otherwise, Scaled)
    return (
        (capped or shared)
        and isinstance(segment.result, Nothing)
        and segment.only("subject", "result")
        and bool(re.fullmatch("超额(?:完成)?(?:的|部分)?", segment.subject))
    )


def negated(state: State, segment: Segment) -> tuple[str, ...]:
    """Return the things that a segment says are not done, each as it was told before; none where it says more."""
    if not segment.only("subject", "result", "listed", "period") or not segment.subject:
        return ()
    facts = [clause.subject for clause in state.clauses if isinstance(clause, Ladder)]
    changing = CHANGE.fullmatch(segment.subject) and len(facts) == len(state.clauses) and all(map(CHANGE.search, facts))
    bare = bare_else(state, segment.subject, segment.result)
    if bare is BareElse.FACT:
        return ()
    if bare is not BareElse.ABSENT or (changing and isinstance(segment.result, Nothing)):
        return ("",)
    words = re.split("(?:以及|并且|[、,及或和且])(?=未|没|不|无)", segment.subject)
    denial = NOT if isinstance(segment.result, Award) else LACKS
    cores = tuple(core for word in words if (core := denied(denial, word)) is not None)
    if len(cores) < len(words):
        whole = denied(denial, segment.subject)
        cores = () if whole is None else (whole,)
    if isinstance(segment.result, Award):
        return cores if len(cores) == 1 and _complement(state, cores[0]) else ()
    known = all(any(_tells(clause, core, state) for clause in state.clauses) for core in cores)
    return cores if cores and known else ()


def _tells(clause: Clause, core: str, state: State) -> bool:
    """Return whether a clause is about what is not done: its subject has the same words in the same order."""
    match clause:
        case Ladder(subject=subject) | Steps(subject=subject):
            pass
        case Options():
            return (
                bool(re.fullmatch("(?:按时|及时)?(?:报送?|上报|提交|开展|完成|参加|参评)?", core))
                and clause.otherwise is None
            )
        case Calculated():
            subject = state.subject
        case _:
            return False
    words, wanted = _plain(subject), _plain(core)
    if not words.startswith(wanted) and _OR.search(words):
        return False
    matched = 0
    for sign in words:
        matched += matched < len(wanted) and sign == wanted[matched]
    return matched == len(wanted)


def _plain(words: str) -> str:
    """Return words with one word for what is alike, and without those that only point back."""
    return re.sub("相关|有关|上述|该项?|[“”]", "", _SAME.sub("定", words))


def _complement(state: State, core: str) -> bool:
    """Return whether what is not done is the whole of the one fact before."""
    local = state.clauses[state.since :] or state.clauses
    last = local[-1]
    return len(local) == 1 and is_fact(last) and gives(last) and last.subject.removeprefix("已").startswith(core)  # type: ignore[union-attr]


def _otherwise(state: State, award: Award) -> Claim | None:
    """Take points away where the fact before is not met."""
    last = state.clauses[-1]
    if not isinstance(last, Ladder) or last.otherwise is not None or last.limits:
        return None
    return Claim(1, replace(state, clauses=(*state.clauses[:-1], replace(last, otherwise=award))))


def _nothing(state: State, segment: Segment, none: Nothing, parts: tuple[str, ...]) -> Claim | None:
    """Leave out what is void anyway; ask where it may be the whole item that is."""
    last = state.clauses[-1]
    if not all(_zero_else(clause) for clause in state.clauses) or none.spares:
        return None
    if none.rule or none.item:
        if not is_fact(last) or not parts:
            return None
        return Claim(1, replace(state, clauses=(*state.clauses[:-1], _else(last, none))))
    if not parts:
        return _another(state, segment, none)
    local = state.clauses[state.since :]
    everything = all(any(_tells(clause, part, state) for part in parts) for clause in state.clauses)
    if everything:
        return Claim(1, state)
    if len(parts) > 1:
        return None
    if len(local) == 1 and _tells(last, parts[0], state):
        return Claim(1, state)
    numbers = [number for number, clause in enumerate(state.clauses) if _tells(clause, parts[0], state)]
    if len(numbers) != 1:
        return None
    at = numbers[0]
    whole = _whole_void(state.clauses[at], segment)
    if whole is None:
        return None
    changed = (*state.clauses[:at], *whole, *state.clauses[at + 1 :])
    forks = ("只有这一条", state), ("本项", replace(state, clauses=changed))
    return Claim(1, state, THIS_OR_WHOLE.format(segment.subject), forks)


def _zero_else(clause: Clause) -> bool:
    """Return whether a clause gives nothing where its condition is not met at all."""
    match clause:
        case Ladder(otherwise=None, cases=cases):
            tests = [case.test for case in cases if case.test is not None]
            low = all(
                test.bounds[0].comparison in (Comparison.AT_LEAST, Comparison.MORE, Comparison.EQUAL) for test in tests
            )
            return gives(clause) and low and not (is_fact(clause) and _DENIED.match(clause.subject))
        case Steps(award=award):
            return not award.takes
        case Options(otherwise=None) | Calculated():
            return True
        case _:
            return False


def _else(ladder: Clause, result: Result) -> Clause:
    assert isinstance(ladder, Ladder)
    return replace(ladder, otherwise=result)


def _whole_void(clause: Clause, segment: Segment) -> tuple[Clause, ...] | None:
    """Return a clause that, where it is not met, voids the whole item."""
    void = Nothing(segment.start, segment.end, item=True)
    match clause:
        case Ladder():
            return (_else(clause, void),)
        case Steps(subject=subject, size=size):
            none = Test((Bound(Comparison.EQUAL, Amount(size.value * 0, size.unit, 0, 0)),), 0, 0)
            return (clause, Ladder(subject, (Case(none, void),)))
        case _:
            return None


def _denies(state: State, segment: Segment) -> bool:
    """Return whether a segment says when the one fact before, which has all the points, does not count after all."""
    known = segment.only("subject", "result", "listed")
    match state.clauses:
        case (Ladder() as fact,) if is_fact(fact) and gives(fact) and segment.subject and not segment.otherwise:
            award = fact.cases[0].result
            return known and (best(fact) == state.points or (isinstance(award, Award) and award.points is None))
        case _:
            return False


def _whole_fact(state: State, denied: str) -> bool:
    """Return whether all there is so far is one fact that has all points and is about something else than a denial.

    按要求报送得5分，未盖章的不得分: nothing is left without a seal.
    """
    match state.clauses:
        case (Ladder(subject=subject, otherwise=None) as fact,) if is_fact(fact) and gives(fact):
            apart = not any(denied[at : at + 2] in subject for at in range(max(1, len(denied) - 1)))
            return apart and state.points is not None and best(fact) == state.points
        case _:
            return False


def _another(state: State, segment: Segment, none: Nothing) -> Claim | None:
    denied = NOT.fullmatch(segment.subject)
    if denied is not None and not _whole_fact(state, denied["core"]):
        return None
    void = Ladder(segment.subject, (Case(None, replace(none, item=True)),))
    return Claim(1, replace(state, clauses=(*state.clauses, void)))
