"""Points for each of something: 每条得0.5分，最高得5分; 每缺席一次扣0.5分，扣完为止; 扣10分/户; -5分/次."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.caps import as_taken
from creditdsl.reader.clauses import Move, Standard, Steps
from creditdsl.reader.joiners import limits as whose
from creditdsl.reader.joiners.claim import Claim, State, away, side
from creditdsl.reader.joiners.pooled_caps import in_one, pooled
from creditdsl.reader.joiners.step_names import (
    AROUND,
    BEYOND_GOAL,
    FEWER,
    SHARES,
    VAGUE_VERB,
    counted,
    demanded,
    from_nowhere,
    is_late,
    ranked,
    since_before,
    undenied,
    who_of,
)
from creditdsl.reader.joiners.step_questions import Step, delayed, mixed, none_done, once
from creditdsl.reader.joiners.step_voids import with_void
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Each, Limit, Nothing, Test
from creditdsl.reader.segments import Segment
from creditdsl.reader.takings import takes
from creditdsl.syntax.nodes import Comparison

_WHOLE = tuple("个次条篇例起件项类家户名位份批种")  # 每高0.1个比点 is not of these
_OCCURS = re.compile("(?:^|.*)(?:发现|发生|出现|查实)$")
_INEXACT = re.compile("(?:近|约)\0|\0(?:以上|以下|以内|以外|之内|左右|上下|余|多)")
"""Words around a size that make it inexact: 每发现5处以上, 每10件左右."""
_FACT = re.compile("(?:未|没有|没|无|不)(.+)")


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    step = step_of(first, state)
    if step is None or (len(segments) > 1 and _more_of_a_ladder(first, segments[1])):
        return None
    used, limits, counting = _around(step, segments, not whose.facts(state.peers))
    if state.peers and not first.subject and step.verb not in FEWER and side(first) is not None and not away(first):
        return None
    if (
        counting is None
        or step.award.sharing
        or step.award.points == 0
        or (step.size.value.denominator > 1 and step.size.unit in _WHOLE)
        or step.behind.endswith("加")
        or who_of(step.words)
        or demanded(step.words, step.verb)
        or (state.peers and re.fullmatch(AROUND, step.words + step.verb))
        or _INEXACT.search(f"{step.verb}\0{step.behind}")
        or ranked(step.words + step.verb, step.size.unit)
        or (step.award.again and not (step.words or step.verb))
        or (none_done(step) and (state.clauses or len(segments) > 1))
    ):
        return None
    claimed = _claimed(used, state, step, limits, counting, first.label)
    void = segments[used] if used < len(segments) else None
    if claimed is None or void is None:
        return claimed
    words = (first.subject, step.verb, step.words + step.verb)
    return with_void(claimed, words, step.behind, void, void.part == first.part)


def step_of(segment: Segment, state: State) -> Step | None:
    """Return the step of a segment; None where it holds another form."""
    if segment.otherwise or segment.place or segment.ratio or segment.discretion:
        return None
    match segment:
        case Segment(each=Each(), period=period, subject=words) if period.startswith("每") and words.endswith(period):
            return None
        case Segment(each=Each(verb=verb, size=size), test=None, result=Award(points=Fraction()) as award, per=""):
            return Step(segment.subject, verb, size, segment.behind, award)
        case Segment(each=None, result=Award(points=Fraction()) as award, per=unit) if unit:
            return _of_each(segment, state, award)
        case Segment(
            each=None,
            test=Test(exact=True, bounds=(Bound(amount=Amount() as size),)),
            result=Award(points=Fraction()) as award,
            per="",
            period="",
        ):
            if size.value != 1 or size.unit in SHARES or segment.subject.startswith(("只", "仅")):
                return None
            having = award.takes and re.search("(?<![没未])有$", segment.subject)
            if having and not segment.behind:
                return None
            if having and not re.search("发[现生]有$|出现有$|查实有$", segment.subject):
                return Step(segment.subject.removesuffix("有"), "", size, segment.behind, award, once=True, having=True)
            if having:
                return _discovered(segment, size, award)
            sure = award.takes and (_OCCURS.fullmatch(segment.subject) or (not segment.behind and size.unit != "项"))
            happens = re.search("(?:发现|发生|出现|查实)?$", segment.subject)
            verb = happens[0] if happens and happens[0] else segment.subject
            return Step(segment.subject.removesuffix(verb), verb, size, segment.behind, award, once=not sure)
        case _:
            return None


def _discovered(segment: Segment, size: Amount, award: Award) -> Step:
    """Return the step of 检查发现有一处不合格的扣1分."""
    words = segment.subject.removesuffix("有")
    return Step(words[:-2], words[-2:], size, segment.behind, award)


def _of_each(segment: Segment, state: State, award: Award) -> Step | None:
    """Return the step of 死亡1人扣30分/次; None where it may overlap the one before: 2万元以上…；5万元以上…."""
    size = Amount(Fraction(1), segment.per, segment.start, segment.end)
    if segment.test is None:
        return Step(segment.subject + segment.behind, "", size, "", award)
    words = segment.subject or _elided(state)
    if (
        not segment.subject
        and ("以上" in state.subject or not segment.test.exact)
        and re.search("以[上下]", state.subject)
    ):
        return None
    return Step(f"{words}{segment.test.text}{segment.behind}", "", size, "", award)


def _elided(state: State) -> str:
    """Return the words that a clause before shares with this one: 重伤1人扣15分/次;2人及以上扣30分/次."""
    return re.split(r"\d", state.subject)[0]


def _more_of_a_ladder(first: Segment, second: Segment) -> bool:
    """Return whether 1次 is the first case of a ladder: 迟报一次扣1分，两次扣3分."""
    tested = first.each is None and not first.per and second.test is not None
    first_beyond = second.test.bounds[0].amount if second.test else None
    if isinstance(second.result, Nothing) and first_beyond is not None and first_beyond.value > 2:
        return False
    return tested and (not second.subject or second.subject == first.subject) and not second.per


def _around(step: Step, segments: Sequence[Segment], alone: bool) -> tuple[int, list[whose.Placed], str | None]:
    """Return how many segments belong to a step, its limits and its counting; None where that fits no step."""
    first = segments[0]
    limits = [(limit, True, False) for limit in first.limits]
    counting: str | None = ""
    used = 0
    for used, segment in enumerate(segments):
        if segment.remainder is not None:
            fits = all((size.value, size.unit) == (step.size.value, step.size.unit) for size in segment.remainder.sizes)
            counting = segment.remainder.counting if fits and not counting else None
        if used == 0:
            continue
        if segment.bare and segment.result is None and segment.full is None and (segment.limits or segment.remainder):
            limits += [(limit, segment.part == first.part, segment.mark == "(") for limit in segment.limits]
        elif not (alone and _says_nothing(step, segment)):
            return used, limits, counting
    return used + 1, limits, counting


def _says_nothing(step: Step, segment: Segment) -> bool:
    """Return whether a segment only says that none of it gives nothing: 每共享1类得2分，未共享的不得分."""
    match segment:
        case Segment(result=Nothing(item=False), each=None, place=None, limits=(), per="", behind="", otherwise=False):
            pass
        case _:
            return False
    spares = isinstance(segment.result, Nothing) and segment.result.spares
    if segment.test is not None:
        low = segment.test.bounds[0].amount
        below = len(segment.test.bounds) == 1 and segment.test.bounds[0].comparison.name == "LESS"
        alike = low is not None and (low.value, _unit_of(low)) == (step.size.value, _unit_of(step.size))
        return below and not segment.subject and alike and spares is step.award.takes
    if step.award.takes:
        return False
    denied = _FACT.fullmatch(segment.subject)
    return denied is not None and denied[1].strip("的") in step.words + step.verb + step.behind


def _unit_of(size: Amount) -> str:
    return "%" if size.unit in SHARES else size.unit


def _claimed(
    used: int, state: State, step: Step, limits: list[whose.Placed], counting: str, label: str
) -> Claim | None:
    vague = not step.behind and VAGUE_VERB.fullmatch(step.verb) is not None
    goes_on = (
        undenied(state.subject, step.verb, step.award.takes)
        if not step.words and (vague or is_late(step.verb, step.size.unit)) and (state.peers or not state.clauses)
        else ""
    )
    words = step.words or goes_on or (state.subject if not state.clauses else "")
    if goes_on and step.verb in FEWER and any(map(takes, state.peers[-1:])):
        return None  # 未开展培训扣3分，每少1次扣1分: who has none at all has lost for that
    beyond = BEYOND_GOAL.fullmatch(step.verb) and step.size.unit in SHARES and not step.behind
    if (
        not beyond
        and from_nowhere(words, step.verb, step.behind)
        and not (state.points is not None and step.award.takes)
    ):
        return None
    if step.award.takes and all(map(takes, state.clauses)):
        limits = [(as_taken(limit), in_part, bracketed) for limit, in_part, bracketed in limits]
    cap = pooled(limits, state)
    split = whose.split([placed for placed in limits if placed is not cap], state)
    away_from_all = step.size.unit in SHARES and step.verb and step.award.takes
    if split is None or (away_from_all and not since_before(step.words, step.verb)):
        return None
    of_rule, whole, either = split
    if any(limit.kind == "cap" and (limit.gives if step.award.takes else limit.takes) for limit in of_rule):
        return None
    if beyond and not (whole or either):
        return _beyond_goal(used, state, step, tuple(of_rule), counting)
    titled = not words and (vague or _sites(step))
    base = state.context.title if titled else words
    verb = "" if titled and step.verb and step.verb in base else step.verb
    clause = Steps(counted(base, verb, step.behind, step.size), step.size, step.award, tuple(of_rule), counting)
    after = replace(state, titled=state.titled or (titled and bool(base)), subject=step.words or state.subject)
    after = replace(after, headings=(*after.headings, *map(whose.trait, whole)))
    if cap is not None:
        return None if whole or either else in_one(used, after, clause, cap)
    ways = (
        whose.forked(used, after, clause, either),
        once(used, after, step, clause),
        delayed(used, after, step, clause),
        mixed(used, after, step, clause, bool(label)),
    )
    return _only([way for way in ways if way is None or way.forks or way.state is not after])


_SITE = re.compile("(?:(?![不未无没缺漏迟瞒少差错违逾超虚乱发出有])[\u4e00-\u9fff]){1,4}")


def _sites(step: Step) -> bool:
    """Return whether a step takes points for each of what is no fault in itself: 扬尘，每个工地扣1分."""
    return step.award.takes and _SITE.fullmatch(step.verb + step.behind) is not None


def _beyond_goal(used: int, state: State, step: Step, limits: tuple[Limit, ...], counting: str) -> Claim:
    """Claim 每超过目标任务10%加1分: a step beyond all of the task, which gives nothing itself."""
    words = step.words or state.context.title
    goal = Amount(Fraction(100), "%", step.size.start, step.size.end)
    nothing = replace(step.award, points=Fraction(0), takes=False)
    move = Move(True, replace(step.size, unit="百分点"), step.award)
    bound = Bound(Comparison.AT_LEAST, goal)
    clause = Standard(f"{words}完成率", bound, nothing, (move,), (), None, limits, counting)
    titled = state.titled or not step.words
    return Claim(used, replace(state, clauses=(*state.clauses, clause), titled=titled))


def _only(ways: Sequence[Claim | None]) -> Claim | None:
    """Return the one way in which a step is meant; None where two questions are open, or one way is not clear."""
    clear = [way for way in ways if way is not None]
    asked = [way for way in clear if way.question]
    if len(clear) < len(ways) or len(asked) > 1:
        return None
    return asked[0] if asked else clear[-1]
