"""Ladders of one measure: 95%以上得6分，90%以上得3分，其余不得分; 不低于上年水平的得5分."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from creditdsl.reader.case_values import complements
from creditdsl.reader.clauses import Case, Clause, Ladder, Steps
from creditdsl.reader.gains import CHANGE, gives
from creditdsl.reader.joiners.added_cases import HOW_ADDED, totals
from creditdsl.reader.joiners.claim import YEARLY, Claim, State, closing, moves_away, stands_apart
from creditdsl.reader.joiners.none_to_do import has_none
from creditdsl.reader.joiners.of_each import and_has, of_each
from creditdsl.reader.joiners.scaled_cases import (
    WHICH_SHARE,
    between,
    by_share,
    for_the_rest,
    of_all,
    scaled,
    with_formulas,
)
from creditdsl.reader.joiners.worded_ladders import MOVED, compared, held_against, moved
from creditdsl.reader.lexicon import LOWERED, RAISED
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.members import apiece
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Formula, Nothing, Scaled, Test
from creditdsl.reader.segments import Result, Segment
from creditdsl.reader.settling import settle, void_in
from creditdsl.reader.takings import nothing
from creditdsl.syntax.nodes import Comparison

EVERY_OR_ONCE = "“{}”，是每满这么多算一次，还是达到就算？"
_COMPLETE = re.compile(
    "(?:全部|全面|圆满|如期|按期)?完成(?:年度|全年|既定|年初)?(?:目标|任务|计划|指标|工作)*(?:任务)?"
)
_UNCLEAR = re.compile(
    "左右|上下|齐全|每|当月|单次|同时|(?:近|约|共|仅|无|没有|未|不|又|再|还|才|就|都|只|各|均|第|高于|低于|超过|少于|多于|大于|小于|不足)$"
)
"""Words before or behind a comparison that change what is compared."""
_YEAR = re.compile("^每年度?")
_REACHED = re.compile(f"(?:{RAISED}|{LOWERED})[至到]")
_COUNTS = "[次条篇例起件项类家户人名个处份批种台套辆所站场期部宗回本支幅张村块座具根棵株盏卷只]"


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    if has_none(state, segments[0]):
        return None
    shares = [segment.ratio != "" and not between(segment) for segment in segments]
    segments = [scaled(segment, state) for segment in segments]
    used, cases = _cases(segments)
    if not cases or apiece(segments[0]) or (any(shares[:used]) and not of_all(cases, state)):
        return None
    closed = closing(segments, used)
    if closed is None:
        return None
    used_in_all, rest, limits = closed
    apart = len(cases) == 1 and stands_apart(segments, used_in_all)
    if _of_several(state.clauses if apart else state.peers, cases, rest):
        return None
    first = segments[1] if segments[0].test is None else segments[0]
    words = first.subject.removesuffix("有") + first.behind
    if first.behind and first.subject.startswith(("发生", "出现")):
        return None
    if moves_away(words, segments[used:]) or moves_away(words, segments[used_in_all:]):
        return None
    if (not words and state.clauses) or not (_named_alike(segments[:used]) or _falling(cases, state)):
        return None
    if any(
        _unclear(segment.subject)
        or _UNCLEAR.match(segment.behind)
        or segment.jointly
        or and_has(segment)
        or of_each(segment)
        for segment in segments[:used]
    ):
        return None
    name = _measure(held_against(state.named(words), cases), cases)
    if CHANGE.search(name) and any(case.test is not None and _REACHED.match(case.test.text) for case in cases):
        return None  # how far a change goes, and what it reaches: 下降10%以上, 下降到10%以下
    mine = [limit for segment in segments[:used] for limit in segment.limits]
    calculated = with_formulas(name, cases)
    ladder = Ladder(name, tuple(calculated or cases), for_the_rest(name, rest), (*mine, *limits))
    settled = None if calculated is None else _settled_in_all(state, ladder)
    if settled is None:
        return None
    question, answers = settled
    titled = state.titled or (state.takes_title(words) and name != HOLE)
    after = replace(state, titled=titled, subject=words or state.subject)
    forks = tuple((answer, replace(after, clauses=(*state.clauses, *clauses))) for answer, clauses in answers)
    return Claim(used_in_all, forks[0][1], question, forks if question else ())


def _of_several(before: Sequence[Clause], cases: Sequence[Case], rest: Result | None) -> bool:
    """Return whether what the rest gets may be said of the ladders before, too.

    甲率90%以上得5分，乙率90%以上得5分，否则扣2分; or 低于90%的扣2分 of both.
    """
    open_ended = [clause for clause in before if isinstance(clause, Ladder) and clause.otherwise is None]
    tested = [ladder.cases[0] for ladder in open_ended if ladder.cases[0].test is not None and gives(ladder)]
    if rest is not None and nothing(rest) is None:
        taking = isinstance(rest, Award) and rest.takes
        return bool(open_ended) if taking else bool(tested) and len(cases) == 1
    if len(cases) != 2 or nothing(cases[1].result) is not None:
        return False
    return any(complements(case, cases[1]) for case in tested)


def _unclear(words: str) -> bool:
    return re.fullmatch("“[^“”]*”", words) is None and _UNCLEAR.search(_YEAR.sub("", words)) is not None


def _cases(segments: Sequence[Segment]) -> tuple[int, list[Case]]:
    """Return the cases at the head, with how many segments they are."""
    cases: list[Case] = []
    for used, segment in enumerate(segments):
        case = _case(segment, segments[used + 1 : used + 2], not used) or moved(segment, cases)
        first = segments[1] if segments[0].test is None and used else segments[0]
        if case is None or (used and not _continues(first, segment)):
            return (used, cases) if cases else (0, [])
        cases.append(case)
    return len(segments), cases


def _case(segment: Segment, following: Sequence[Segment], head: bool) -> Case | None:
    known = segment.only("subject", "test", "result", "limits", "behind", "listed", "period")
    if not known or segment.period not in YEARLY or not isinstance(segment.result, Award | Nothing | Scaled | Formula):
        return None
    award = segment.result
    if isinstance(award, Award) and (award.again or award.below or (award.sharing and not segment.listed)):
        return None
    if segment.test is not None:
        return Case(segment.test, segment.result)
    if head and begins_whole((segment, *following)):
        full = Amount(Fraction(100), "%", segment.start, segment.end)
        return Case(Test((Bound(Comparison.AT_LEAST, full),), segment.start, segment.end), segment.result)
    return None


def begins_whole(segments: Sequence[Segment]) -> bool:
    """Return whether all of a task heads a ladder of shares: 完成任务得10分，完成90%以上得8分."""
    first, following = segments[0], segments[1:2]
    return bool(first.test is None and _COMPLETE.fullmatch(first.subject) and following and _shares(following[0]))


def _shares(segment: Segment) -> bool:
    """Return whether a segment is about a share of what is to be done."""
    if segment.test is None or segment.result is None or segment.subject not in ("", "完成", "完成率"):
        return False
    return all(bound.amount is not None and bound.amount.unit == "%" for bound in segment.test.bounds)


def _continues(first: Segment, segment: Segment) -> bool:
    same = not segment.subject or _named_again(first.subject, segment.subject) or segment.subject in MOVED
    mine, other = _units(first), _units(segment)
    return same and not segment.behind and not segment.label and (not mine or mine == other)


def _named_alike(segments: Sequence[Segment]) -> bool:
    tested = segments[segments[0].test is None :]
    named = [segment.subject for segment in tested if segment.subject and segment.subject not in MOVED]
    return len(set(named)) < 2


def _falling(cases: Sequence[Case], state: State) -> bool:
    """Return whether each case gives less than the one before, so that they are of one measure and do not add up."""
    points = [
        case.result.points if isinstance(case.result, Award) and not case.result.takes else None
        for case in cases
        if nothing(case.result) is None and not isinstance(case.result, Formula)
    ]
    known = [each for each in points if each is not None]
    falls = all(low < high for high, low in pairwise(known))
    return len(known) == len(points) > 0 and falls and (len(known) == 1 or sum(known) != state.points)


def _named_again(name: str, again: str) -> bool:
    """Return whether a measure is named again, perhaps by its end: 年度计划完成率, 完成率; 全年召开, 召开.

    Or by the verb before what is done: 全年完成调研报告, 完成.
    """
    verb = _ACTS.fullmatch(again) is not None and _HOW_OFTEN.sub("", name).startswith(again)
    return name == again or verb or (len(again) > 1 and name.strip("“”").endswith(again))


_ACTS = re.compile("完成|召开|开展|组织|举办|报送|上报|报道|发布|参加|建成|建立|培训|承办")
_HOW_OFTEN = re.compile("^(?:全年|年内|年度|当年|每年|累计|共)+")


def _units(segment: Segment) -> set[str]:
    bounds = segment.test.bounds if segment.test is not None else ()
    return {bound.amount.unit for bound in bounds if bound.amount is not None}


def _measure(name: str, cases: Sequence[Case]) -> str:
    """Return the name of a measure; what is done for a share is a rate."""
    share = any(bound.amount and bound.amount.unit == "%" for case in cases if case.test for bound in case.test.bounds)
    return "完成率" if name == "完成" and share else name


Asked = tuple[str, tuple[tuple[str, tuple[Clause, ...]], ...]]
"""A question, empty where there is none, with the clauses of each answer."""


def _settled_in_all(state: State, ladder: Ladder) -> Asked | None:
    """Return what a ladder means, once what its cases add is told; None where two things would have to be asked."""
    if any(case.test is not None and case.test.standard for case in ladder.cases):
        return _settled(state, ladder)
    if len(shares := by_share(ladder, state.points)) != 1:
        return _each_settled(state, WHICH_SHARE, shares) if shares else None
    return _each_settled(state, HOW_ADDED, totals(ladder, state.points))


def _each_settled(state: State, question: str, ways: Sequence[tuple[str, Ladder]]) -> Asked | None:
    """Return what each way to mean a ladder is; None where one of several has a question of its own."""
    settled = [_settled(state, way) for _, way in ways]
    if len(settled) == 1:
        return settled[0]
    answers = tuple(
        (answer, asked[1][0][1]) for (answer, _), asked in zip(ways, settled, strict=True) if asked and not asked[0]
    )
    return (question, answers) if answers and len(answers) == len(ways) else None


def _settled(state: State, ladder: Ladder) -> Asked | None:
    """Return the clause of a ladder, or those of each answer to a question about it."""
    (first, *others) = ladder.cases
    if any(case.test is not None and case.test.standard for case in ladder.cases):
        return compared(ladder)
    if all(isinstance(case.result, Nothing) for case in ladder.cases):
        return None
    taking = any(isinstance(case.result, Award) and case.result.takes for case in ladder.cases)
    void = any(isinstance(case.result, Nothing) and not case.result.spares for case in ladder.cases)
    untaken = any(isinstance(case.result, Nothing) and case.result.spares for case in ladder.cases)
    if (taking and void and state.points is None) or (untaken and not taking):
        return None
    if not others and _counted_once(first):
        return None
    if not others and first.test is not None and first.test.text.startswith("满") and isinstance(first.result, Award):
        return _when_full(ladder, first.test, first.result)
    settled = settle(ladder.subject, ladder.cases, ladder.otherwise is not None)
    if settled is None:
        return None
    answers = tuple((words, (_plainly(ladder, void_in(cases)),)) for words, cases in settled.answers)
    return settled.words, answers


def _below_all(last: Case, higher: Sequence[Case]) -> bool:
    """Return whether a case is of all that lies below others: 80%以下 behind 80%以上不足100%."""
    ends = [case.test.bounds[0] for case in higher if case.test is not None]
    match last.test:
        case Test(bounds=(Bound(comparison=Comparison.AT_MOST | Comparison.LESS, amount=Amount() as end),)):
            least = [bound.amount.value for bound in ends if bound.amount is not None]
            return bool(least) and end.value == min(least)
        case _:
            return False


def _when_full(ladder: Ladder, test: Test, award: Award) -> Asked | None:
    """Ask whether 满3次扣2分 is said of every three."""
    size = _amount_of(test)
    if not re.fullmatch(_COUNTS, size.unit) or ladder.otherwise is not None:
        return None
    every = Steps(ladder.subject, size, award, ladder.limits)
    return EVERY_OR_ONCE.format(test.text), (("每满这么多算一次", (every,)), ("达到就算", (ladder,)))


def _plainly(ladder: Ladder, cases: tuple[Case, ...]) -> Ladder:
    """Return a ladder with its cases; the last of two that is all that the first is not becomes its else."""
    *higher, last = cases
    scaled = any(isinstance(case.result, Scaled) for case in higher) and _below_all(last, higher)
    if scaled and last.result == Nothing(last.result.start, last.result.end) and ladder.otherwise is None:
        return replace(ladder, cases=tuple(higher), otherwise=last.result)
    changes = CHANGE.search(ladder.subject) is not None  # 下降不足2% is not all the rest: it may have risen
    if len(cases) != 2 or ladder.otherwise is not None or changes or not complements(*cases):
        return replace(ladder, cases=cases)
    first, last = cases
    untold = isinstance(last.result, Nothing) and not last.result.item and not last.result.rule
    return replace(ladder, cases=(first,), otherwise=None if untold else last.result)


def _counted_once(case: Case) -> bool:
    """Return whether a case is a bare count of its own: 1篇得1分."""
    return (
        case.test is not None
        and case.test.exact
        and _amount_of(case.test).value != 0
        and bool(re.fullmatch(_COUNTS, _amount_of(case.test).unit))
    )


def _amount_of(test: Test) -> Amount:
    amount = test.bounds[0].amount
    assert amount is not None
    return amount
