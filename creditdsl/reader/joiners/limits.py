"""Whose a limit is, and whether points start full: what belongs to several rules or to the heading.

A cap is the rule's where it follows one rule in its part of the sentence. Behind several rules of one part it may be
meant for the last or for all: that is asked. In a part of its own it is the heading's, as one rule is not named.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.clauses import (
    Clause,
    Discretion,
    GradeChange,
    Joint,
    Ladder,
    Ranking,
    Standard,
    Stated,
    Steps,
)
from creditdsl.reader.gains import best, gives
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.joiners.void_conditions import gives_nothing, voiding_all
from creditdsl.reader.phrase_kinds import Award, Limit
from creditdsl.reader.segments import Result, Segment
from creditdsl.reader.takings import takes

WHOSE_CAP = "“最高”管前面几条合起来，还是只管最后一条？"
_KIND = re.compile("(?:本|该|此)?(?:加分|扣分|附加)?(?:项|分)?(?:项目)?")
_TAKEN_BY_NATURE = re.compile("[扣减]分|负面清单")


def with_caps(segments: Sequence[Segment]) -> list[Segment]:
    """Turn points of the whole into the cap of giving steps that they follow: 每项得1分，共5分."""
    out: list[Segment] = []
    steps: Segment | None = None
    for segment in segments:
        if segment.part != (steps.part if steps else None):
            steps = None
        full = segment.full
        if full is not None and not full.bracketed and steps is not None and (segment.bare or segment is steps):
            cap = Limit("cap", full.points, False, full.start, full.end)
            segment = replace(segment, full=None, limits=(*segment.limits, cap))
        out.append(segment)
        if (
            (segment.each or segment.per or (segment.test and segment.test.exact))
            and isinstance(segment.result, Award)
            and not segment.result.takes
        ):
            steps = segment
    return out


def with_parts(segments: Sequence[Segment], points: Fraction | None) -> list[Segment]:
    """Turn the points of facts in brackets into what they give: 建立台账（2分）；明确专人（1分）.

    Only where nothing else gives or takes points, and the parts add up to the points of the item.
    """
    parts = [segment.full.points for segment in segments if segment.full is not None and segment.full.bracketed]
    stated = all(segment.result is None and not segment.limits and not segment.each for segment in segments)
    if len(parts) < 2 or not stated or points not in (None, sum(parts)):
        return list(segments)
    return [
        replace(segment, full=None, result=Award(full.points, False, full.start, full.end, bare=True))
        if (full := segment.full) is not None
        else segment
        for segment in segments
    ]


def trait(limit: Limit) -> str:
    """Return a cap as a trait of the heading."""
    assert limit.points is not None
    return f"最高{show(limit.points, MAX_DIGITS)}"


Placed = tuple[Limit, bool, bool]
"""A limit, whether it stands in the part of its rule, and whether in brackets behind it."""


def split(limits: Iterable[Placed], state: State) -> tuple[list[Limit], list[Limit], list[Limit]] | None:
    """Return the limits of the rule, of the heading, and those that may be either; None where they do not fit.

    limits: each with whether it stands in the part of its rule, which is the next of the state, and in brackets. No
    cap is below what one of the rules that it bounds gives.
    """
    of_rule: list[Limit] = []
    whole: list[Limit] = []
    either: list[Limit] = []
    for limit, in_part, bracketed in limits:
        if _all_that_can_be_taken(limit, state):
            continue
        before = bounded_before(state, limit, in_part, bracketed)
        sharing = [clause for clause in before if takes(clause) is limit.takes]
        if limit.points is not None and any(best(fact) > limit.points for fact in facts(sharing)):
            sharing = []
        points = limit.points is not None and limit.points == state.context.points
        if limit.whole or (points and sharing and not (in_part and state.taking)):
            whole += [] if points else [limit]
        elif limit.kind in ("until_zero", "uncapped") or not sharing:
            of_rule.append(limit)
        elif limit.kind == "cap" and not limit.takes:
            (either if in_part else whole).append(limit)
        else:
            return None
    if len(whole) > 1 or len(either) > 1 or (whole and either) or any(limit.takes for limit in whole):
        return None
    return of_rule, whole, either


def bounded_before(state: State, limit: Limit, in_part: bool, bracketed: bool) -> tuple[Clause, ...]:
    """Return the clauses that a limit may bound, too; that of a sum those of other parts without such a cap."""
    if bracketed:
        return ()
    if in_part and not limit.summed:
        return state.peers
    return tuple(clause for clause in state.clauses if not _caps_sum(clause)) if in_part else state.clauses


def _caps_sum(clause: Clause) -> bool:
    """Return whether a clause has a cap in the same words as the sum: 累计最多扣3分；…累计最多扣6分."""
    return any(limit.kind == "cap" and limit.summed for limit in getattr(clause, "limits", ()))


def is_capped(clause: Clause) -> bool:
    """Return whether a clause has a cap of its own."""
    return any(limit.kind == "cap" for limit in getattr(clause, "limits", ()))


def _all_that_can_be_taken(limit: Limit, state: State) -> bool:
    """Return whether several rules take no more than the points of the item anyway: 5分扣完为止."""
    taken = (
        limit.kind in ("cap", "down_to") and limit.takes and limit.points is not None and limit.points == state.points
    )
    return taken and bool(state.clauses) and all(map(takes, state.clauses))


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim a cap before every rule: 加分项（最高5分）：..."""
    first = segments[0]
    match first:
        case Segment(limits=(Limit(kind="cap", takes=False) as limit,)) if first.bare and first.plain:
            alone = len(segments) == 1 and not limit.whole
            fits = not state.clauses and not state.headings and not alone
            return Claim(1, replace(state, headings=(trait(limit),))) if fits else None
        case _:
            return None


def settled(state: State) -> State | None:
    """Return the state with the traits of its heading; None where its points cannot be explained."""
    state = _void(state)
    clauses = state.clauses
    if state.full is not None and state.context.points not in (None, state.full):
        return None
    if not clauses:
        return state if state.headings or state.best else None
    of_nothing = [clause for clause in clauses if gives_nothing(clause)]
    joint = any(isinstance(clause, Joint) for clause in of_nothing) and any(map(takes, clauses))
    if of_nothing and (joint or any(isinstance(clause, Steps) for clause in clauses)):
        return None
    if state.begun and not all(map(takes, clauses)):
        return None
    if any(award.again for award in _awards(clauses[:1])):
        return None
    if all(isinstance(clause, Ranking | Discretion | Stated) for clause in clauses) and not all(map(takes, clauses)):
        headed = not isinstance(clauses[0], Stated) or state.full is None or _KIND.fullmatch(state.subject)
        return _with_stated(state) if headed else None
    if any(heading.startswith("最高") for heading in state.headings) and all(map(takes, clauses)):
        return None
    rules = [clause for clause in clauses if not isinstance(clause, GradeChange)]
    if rules and all(map(takes, rules)):
        return _taken_from_full(state)
    if not any(isinstance(clause, Steps | Standard) for clause in rules):
        return state
    if state.full is None or state.from_full:
        return _with_stated(state)
    return _capped(state)


def _void(state: State) -> State:
    """Return the state in which 不得分 takes the whole item where points start full: there is nothing else to lose."""
    others = [clause for clause in state.clauses if not gives_nothing(clause)]
    full = state.points is not None and bool(others) and all(map(takes, others))
    if not full or len(others) == len(state.clauses):
        return state
    return replace(state, clauses=tuple(map(voiding_all, state.clauses)))


def _awards(clauses: Iterable[Clause]) -> list[Award]:
    """Return what facts and steps give or take."""
    awards: list[Award] = []
    for clause in clauses:
        match clause:
            case Steps(award=award):
                awards.append(award)
            case Ladder(cases=cases):
                awards += [case.result for case in cases if isinstance(case.result, Award)]
    return awards


def goes_below(state: State) -> bool:
    """Return whether some points are taken even below zero: 倒扣2分."""
    return any(isinstance(result, Award) and result.below for clause in state.clauses for result in _results(clause))


def _results(clause: Clause) -> list[Result | None]:
    match clause:
        case Steps(award=award):
            return [award]
        case Ladder(cases=cases, otherwise=otherwise):
            return [*(case.result for case in cases), otherwise]
        case Joint(result=result, otherwise=otherwise):
            return [result, otherwise]
        case _:
            return []


BEYOND_ALL = "积分"
"""The trait of an item whose points may go beyond its own."""


def without_end(state: State) -> State | None:
    """Return the state with an item without a highest number of points, where the words say so: 2分/次，上不封顶.

    None where points are taken, too, or another number is the highest.
    """
    uncapped = [clause for clause in state.clauses if _is_uncapped(clause)]
    if state.points is None or not uncapped:
        return state
    taken = state.from_full or any(takes(clause) for clause in state.clauses) or any(map(is_capped, uncapped))
    if taken or state.full is not None or any(heading.startswith("最高") for heading in state.headings):
        return None
    return replace(state, headings=(*state.headings, BEYOND_ALL))


def _is_uncapped(clause: Clause) -> bool:
    return any(limit.kind == "uncapped" and limit.gives for limit in getattr(clause, "limits", ()))


def taken_by_title(state: State) -> bool:
    """Return whether the title says that points are taken."""
    return _TAKEN_BY_NATURE.search(state.context.title) is not None


def _taken_from_full(state: State) -> State | None:
    if state.points is None or state.deducting or taken_by_title(state):
        return state if state.full is None else None
    return _with_stated(replace(state, from_full=True))


def _with_stated(state: State) -> State | None:
    """Add the stated points to the heading where the context has none; None where it has others."""
    if state.full is None or state.full == state.context.points:
        return state
    if state.context.points is not None:
        return None
    return replace(state, headings=(*state.headings, f"最高{show(state.full, MAX_DIGITS)}"))


def _capped(state: State) -> State | None:
    """Return giving steps with the stated points as their cap: (2分) 每次得1分."""
    match state.clauses:
        case (Steps(limits=limits) as steps,) if not any(limit.kind == "cap" for limit in limits):
            assert state.full is not None
            cap = Limit("cap", state.full, False, 0, 0)
            return replace(state, clauses=(replace(steps, limits=(cap, *limits)),))
        case _:
            return _with_stated(state)


def forked(used: int, state: State, clause: Steps | Standard, either: Sequence[Limit]) -> Claim:
    """Return a claim of a clause, asking whose its cap is where that is open."""
    plain = replace(state, clauses=(*state.clauses, clause))
    if not either:
        return Claim(used, plain)
    of_rule = replace(clause, limits=(*either, *clause.limits))
    several = replace(plain, headings=(*plain.headings, *map(trait, either)))
    only = replace(state, clauses=(*state.clauses, of_rule))
    return Claim(used, plain, WHOSE_CAP, (("管几条合起来", several), ("只管最后一条", only)))


def facts(clauses: Iterable[Clause]) -> list[Ladder]:
    """Return the clauses that give points once."""
    return [clause for clause in clauses if isinstance(clause, Ladder) and gives(clause)]


def complete(ladders: Sequence[Ladder], state: State) -> bool:
    """Return whether facts give all points of the item, as far as these are known."""
    return state.points is None or sum(map(best, ladders)) == state.points
