"""Ladders of comparisons with words: 高于全市平均水平的得5分; 比上年下降的得2分，持平的得1分."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from creditdsl.reader.clauses import Case, Clause, Ladder
from creditdsl.reader.gains import beside, is_goal, is_measured, meets
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.phrase_kinds import MEAN_OF, Award, Bound, Nothing
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

WHOSE_MEAN = "“{}”，是各被考核单位的平均，还是另外公布的数？"
MOVED = {
    **dict.fromkeys(("持平", "与上年持平", "相同"), Comparison.EQUAL),
    **dict.fromkeys(("上升", "增长", "提高", "增加", "提升", "前移", "进步", "前进"), Comparison.MORE),
    **dict.fromkeys(("下降", "减少", "降低", "后退", "退步", "下滑"), Comparison.LESS),
}


def moved(segment: Segment, cases: Sequence[Case]) -> Case | None:
    """Return a further case of a comparison with the year before: 比上年下降的得2分，持平的得1分，上升的不得分."""
    first = cases[0].test if cases else None
    comparison = MOVED.get(segment.subject)
    if first is None or not first.standard or comparison is None or not segment.only("subject", "result"):
        return None
    if not isinstance(segment.result, Award | Nothing) or (isinstance(segment.result, Award) and segment.result.again):
        return None
    return Case(replace(first, bounds=(Bound(comparison, None),)), segment.result)


def held_against(name: str, cases: Sequence[Case]) -> str:
    """Return the name of what cases hold against words; a hole where it is that of these words."""
    return beside(name, max((case.test.standard for case in cases if case.test is not None), key=len, default=""))


def compared(ladder: Ladder) -> tuple[str, tuple[tuple[str, tuple[Clause, ...]], ...]] | None:
    """Return the ladder of comparisons with words; ask whose mean a mean is."""
    tests = [case.test for case in ladder.cases if case.test is not None]
    standards = {test.standard for test in tests}
    sides = [frozenset(_SIDES[test.bounds[0].comparison]) for test in tests]
    if (
        not all(max(standards, key=len).endswith(standard) for standard in standards)
        or len(tests) != len(ladder.cases)
        or any(one & other for one, other in combinations(sides, 2))
        or any(isinstance(case.result, Nothing) and case.result.spares for case in ladder.cases)
    ):
        return None
    standard = max(standards, key=len)
    done = any(test.text.startswith(("达到", "未达到", "没有达到")) for test in tests)
    if ladder.subject != HOLE and (
        not meets(ladder.subject, standard) or (done and is_goal(standard) and not is_measured(ladder.subject))
    ):
        return None
    if re.fullmatch("(?:上年|去年)(?:同期)?", standard) and ladder.subject != HOLE:
        standard = f"{standard}{ladder.subject}"
        cases = [replace(case, test=replace(case.test, standard=standard)) for case in ladder.cases if case.test]
        ladder = replace(ladder, cases=tuple(cases))
    if len(standards) > 1:
        cases = [replace(case, test=replace(case.test, standard=standard)) for case in ladder.cases if case.test]
        ladder = replace(ladder, cases=tuple(cases))
    kept = [case for case in ladder.cases if not isinstance(case.result, Nothing) or case is not ladder.cases[-1]]
    plain = replace(ladder, cases=tuple(kept))
    if not kept or not re.search("平均|均值", standard) or "全国" in standard or ladder.subject == HOLE:
        return ("", (("", (plain,)),)) if kept else None
    of_all = tuple(
        replace(case, test=replace(case.test, standard=f"{MEAN_OF}{ladder.subject}")) for case in kept if case.test
    )
    answers = (("各被考核单位的平均", (replace(plain, cases=of_all),)), ("另外公布的数", (plain,)))
    return WHOSE_MEAN.format(standard), answers


_SIDES = {
    Comparison.AT_LEAST: "上中",
    Comparison.AT_MOST: "中下",
    Comparison.MORE: "上",
    Comparison.LESS: "下",
    Comparison.EQUAL: "中",
}
