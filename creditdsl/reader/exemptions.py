"""Who has nothing to do, beside what the others get: 无任务的得10分，有任务的按完成率×10计分.

Receives the segments of a cell, then its clauses; promises that no unit has the points of both.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Calculated, Ladder, Ranking, Standard
from creditdsl.reader.gains import gives, is_fact
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.line_writer import spelling
from creditdsl.reader.phrase_kinds import Award, Formula, Nothing, Scaled
from creditdsl.reader.segments import Result, Segment

_NONE = re.compile(
    "(?:本年度?|当年|全年|年度内?|年内)?(?:无|没有|未(?:发生|出现|发现|收到|承担|涉及|安排|接到)|不(?:涉及|承担))(?P<what>.{2,}?)的?"
)
_HAVING = "(?:有|存在|发生|出现|发现|收到|受理|承担|涉及|安排|接到)"


def without_contrary(segments: Sequence[Segment], points: Fraction | None) -> list[Segment] | None:
    """Return segments without 有任务的 before what those get of whom 无任务的 has said that they get all points.

    None where that is less than all, so that the two would add up.
    """
    pairs = list(zip(segments, [*segments[1:], None], strict=True))
    without = [(what, award) for pair in pairs for what, award in _nothing_to_do(*pair)]
    if not without:
        return list(segments)
    some = re.compile(f"{_HAVING}(?:{'|'.join(re.escape(what) for what, _ in without)})(?:的|单位)*")
    left: list[Segment] = []
    for segment, following in pairs:
        match = some.match(segment.subject)
        rest = "" if match is None else segment.subject[match.end() :].removeprefix("但")
        if match is not None and segment.wordy and not rest and following is not None and _measured(following):
            continue
        plain = replace(segment, subject=rest)
        left.append(plain if match is not None and _measured(plain) else segment)
    whole = points is None or all(award.points in (None, points) for _, award in without)
    return left if whole or left == list(segments) else None


def _nothing_to_do(segment: Segment, following: Segment | None) -> list[tuple[str, Award]]:
    """Return what those do not have who get points for nothing else, and these points."""
    match = _NONE.fullmatch(segment.subject)
    bare = following is not None and segment.wordy and following.bare and following.only("result")
    award = following.result if bare and following is not None else segment.result
    giving = isinstance(award, Award) and not award.takes and segment.only("subject", "result")
    return [(match["what"], award)] if match is not None and giving and isinstance(award, Award) else []


def _measured(segment: Segment) -> bool:
    """Return whether a segment says what gives points, and measures it."""
    match segment.result:
        case Scaled() | Formula(takes=False):
            return segment.test is None
        case Award(takes=False):
            return bool(segment.subject) and segment.test is not None
        case _:
            return False


def exempted(state: State) -> State | None:
    """Return the state in which all points of those who have nothing to do are instead of what the others get.

    None where a ranking would rank them, too, or where they are beside several rules that can take points.
    """
    exempt = [clause for clause in state.clauses if isinstance(clause, Ladder) and _exempts(clause, state)]
    others = [clause for clause in state.clauses if clause not in exempt]
    if len(exempt) != 1 or not others:
        return state
    (fact,) = exempt
    match others:
        case [Calculated(takes=False) as calculated]:
            instead = _otherwise(fact, calculated)
            return state if instead is None else replace(state, clauses=(instead,))
        case [Standard() | Ladder() as measured] if isinstance(measured, Standard) or _tested(measured):
            cases = tuple(replace(case, result=_of_rule(case.result)) for case in measured.cases)
            mended = replace(measured, cases=cases, limits=(*measured.limits, *fact.limits)), replace(fact, limits=())
            return replace(state, clauses=mended if state.clauses[0] is measured else mended[::-1], best=True)
        case _:
            mixed = any(isinstance(other, Ranking | Standard) for other in others)
            return None if mixed else state


def _tested(ladder: Ladder) -> bool:
    """Return whether a ladder gives points by a measure, and takes none."""
    results = [case.result for case in ladder.cases]
    return not is_fact(ladder) and not any(isinstance(result, Award) and result.takes for result in results)


def _of_rule(result: Result) -> Result:
    """Return a result that voids the item as one of its rule, as the item has no other for those whom it measures."""
    return replace(result, item=False) if isinstance(result, Nothing) else result


def _exempts(clause: Ladder, state: State) -> bool:
    """Return whether a fact gives all points to those who have nothing to do."""
    match clause:
        case Ladder(subject=subject, otherwise=None, limits=limits) if is_fact(clause) and gives(clause):
            award = clause.cases[0].result
            return (
                _NONE.fullmatch(subject) is not None
                and all(limit.kind == "until_zero" for limit in limits)
                and isinstance(award, Award)
                and not award.again
                and (award.points in (None, state.points) or state.points is None)
            )
        case _:
            return False


def _otherwise(fact: Ladder, calculated: Calculated) -> Ladder | None:
    """Return a fact with what is calculated for all others: 无任务 得10 否则 得 完成率×10."""
    if fact.limits or any(limit.kind == "zero_divisor" for limit in calculated.limits):
        return None
    formula = Formula("".join(map(spelling, calculated.formula)), 0, 0)
    return replace(fact, otherwise=formula, limits=calculated.limits)
