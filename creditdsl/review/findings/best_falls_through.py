"""W0636 最好的一头没有写到

说明：各档的分数朝一头越来越高，写到头却差了一点：100%、0条、第一名或者满分不在任何一档，只能算“其余”，得的比旁边的还少。
为什么要紧：做得最好的单位得的分最低，单位一看就会申诉；多半是把“以上”写成了“以上不满100%”，或者漏写了头一档。
例：

    方案：示例
    附件1 考核指标
    数据
      办结率：比率 0%至100%
    一、办结（5分）
      办结率 90%以上不满100% 得5 80%以上不满90% 得3 其余 得0

改法：使最好的一档写到头，如“90%以上”；确实这样的，在这一行末注明“# 已核：W0636 理由”。
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from creditdsl.base.exact import show
from creditdsl.forms.base import form_of
from creditdsl.review.asking import points_of
from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Ladder, Scope
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.review.stretches import END, Cover, Region, Stretch, meet, minus
from creditdsl.syntax.declared_types import ChoiceType
from creditdsl.syntax.nodes import Comparison, Name
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    tables = {reviewed.table.name: reviewed for reviewed in draft.tables}
    elsewhere = {  # lists that may take the first place in another way: by a score, by a share
        (ladder.table, ladder.group) for ladder in draft.ladders if ladder.unit == "分" or ladder.unit == "%"
    }
    for ladder in draft.ladders:
        if not ladder.closed or not all(case.region for case in ladder.cases):
            continue
        if ladder.unit != "名" or (ladder.table, ladder.group) not in elsewhere:
            yield from _of_ladder(ladder, tables[ladder.table])
    for reviewed in draft.tables:
        yield from _of_options(reviewed)


_Held = tuple[Stretch, Case | None]
"""A stretch of what can be, and the case that takes it; None where none does."""


def _of_ladder(ladder: Ladder, reviewed: ReviewedTable) -> Iterator[Found]:
    """Yield the ends of what can be that get less than what lies beside them, while points grow toward them."""
    points, held = _points(ladder, reviewed), _held(ladder, reviewed)
    for high in _good_ends(ladder) if points and held else ():
        *toward, (stretch, taker) = held if high else held[::-1]
        best = toward[-1][1] if toward else None
        if best is None or not _beside(best, stretch, high) or _written_for(taker, stretch):
            continue
        steps = [points[case.gives] for _, case in toward if case is not None]
        end = points[None if taker is None else taker.gives]
        sure, single = ladder.scope is not Scope.RULE, _single(ladder, stretch)
        narrow = single or toward[0][1] is None
        if end < steps[-1] and (sure or narrow) and _rises(steps, sure or (high and single)):
            yield _falls_through(ladder, stretch, best, taker, high)


def _held(ladder: Ladder, reviewed: ReviewedTable) -> list[_Held]:
    """Return what can be, stretch by stretch in order, each with its case; the first case met takes it."""
    whole, taken = _reached(ladder, reviewed), Cover()
    held: list[_Held] = []
    for case in ladder.cases:
        for stretch in case.region or ():
            held += [(part, case) for part in meet(taken.left(stretch), whole)]
            taken.add(stretch)
    held += [(part, None) for part in minus(whole, taken.region)]
    return sorted(held, key=lambda holding: holding[0].start)


def _written_for(case: Case | None, stretch: Stretch) -> bool:
    """Return whether a case is there for just this end, so that it is meant."""
    return case is not None and case.region == (stretch,)


def _good_ends(ladder: Ladder) -> tuple[bool, ...]:
    """Return the ends that may be the best: True for the high one. The first place is, and the highest total.

    A share of places always begins with the first.
    """
    if ladder.scope is Scope.RULE:
        return True, False
    return {"名": (False,), "分": (True,)}.get(ladder.unit, ())


def _is_end(stretch: Stretch, whole: Region, high: bool) -> bool:
    return stretch.end == whole[-1].end if high else stretch.start == whole[0].start


def _points(ladder: Ladder, reviewed: ReviewedTable) -> dict[object, Fraction]:
    """Return what cases give, and under None what none gives, as numbers that grow with the better; empty where one
    is not known.
    """
    if ladder.scope is Scope.GRADE:
        grades = reviewed.table.grades
        assert grades is not None
        worth: dict[object, Fraction] = {name: Fraction(-index) for index, name in enumerate(grades.names)}
        return worth | {None: worth[grades.bands[-1].grade.text]}
    points: dict[object, Fraction] = {one.gives: one.gives for one in ladder.cases if isinstance(one.gives, Fraction)}
    known = ladder.left is not None and all(case.gives in points for case in ladder.cases)
    return points | {None: ladder.left} if known and ladder.left is not None else {}


def _reached(ladder: Ladder, reviewed: ReviewedTable) -> Region:
    """Return the values that may well be: none below zero or above 100% unless that is said, no total beyond the most
    that the items come to.
    """
    low, high = ladder.axis.low or Fraction(0), ladder.axis.high
    if ladder.unit == "分" and ladder.scope is Scope.GRADE and reviewed.table.year is None:
        high = reviewed.bounds.limits(reviewed.program.total)[1]
    elif ladder.unit == "%" and high is None:
        high = Fraction(1)
    bounds = [(Comparison.AT_LEAST, low)]
    return ladder.axis.satisfying(bounds if high is None else [*bounds, (Comparison.AT_MOST, high)])


def _beside(case: Case, stretch: Stretch, high: bool) -> bool:
    """Return whether the case itself ends where the stretch begins."""
    assert case.region
    return case.region[-1].end == stretch.start if high else case.region[0].start == stretch.end


def _single(ladder: Ladder, stretch: Stretch) -> bool:
    first = ladder.axis.first(stretch)
    return first is not None and first == ladder.axis.last(stretch)


def _rises(points: Sequence[Fraction], lonely: bool) -> bool:
    """Return whether points grow toward an end. lonely: whether a single case is enough to show it."""
    if len(points) < 2:
        return lonely
    return all(worse <= better for worse, better in pairwise(points)) and points[0] < points[-1]


def _falls_through(ladder: Ladder, stretch: Stretch, best: Case, taker: Case | None, high: bool) -> Found:
    inner = ladder.axis.first(stretch) if high else ladder.axis.last(stretch)
    outer = ladder.axis.last(stretch) if high else ladder.axis.first(stretch)
    ends = [inner, outer] if stretch.end == END else [outer, inner]
    witness = next((value for value in ends if value is not None), stretch.start[1] + stretch.start[2])
    where = f"{'' if ladder.unit == '名' else ladder.subject}{ladder.show(witness)}"
    falls = f"不在{ladder.scope.value}，{ladder.others}" if taker is None else f"只在“{taker.typed}”里，{taker.result}"
    return Found(
        f"{where}{falls}；差一点的“{best.typed}”反而{best.result}。",
        best.span,
        "使最好的一档写到头，或者把最好的一头单写一档。",
        table=ladder.table,
        ref=ladder.ref,
    )


def _of_options(reviewed: ReviewedTable) -> Iterator[Found]:
    """Yield the options, declared from the best or from the worst, whose best one is left to 其余 and gets less than
    the next.
    """
    declared = {each.name.text: each.type for each in reviewed.table.declarations}
    for entry, _, rule in rules(reviewed.table):
        cases = form_of(rule).ladder()
        if cases is None or not isinstance(cases.subject, Name) or cases.otherwise is None or cases.unwritten:
            continue
        kind, left = declared.get(cases.subject.text), points_of(cases.otherwise, entry)
        if not isinstance(kind, ChoiceType) or not isinstance(left, Fraction):
            continue
        priced = {when: points_of(result, entry) for when, result in cases.cases if isinstance(when, str)}
        for best, *others in (kind.options, kind.options[::-1]):
            points = [value for option in reversed(others) if isinstance(value := priced.get(option), Fraction)]
            rises = len(points) == len(priced) and _rises(points, False) and priced.get(others[0]) == points[-1] > left
            if best not in priced and rises:
                yield Found(
                    f"“{cases.subject.text}”填“{best}”的没有写到，只能算“其余”，得{show(left)}分；"
                    f"差一点的“{others[0]}”反而得{show(points[-1])}分。",
                    cases.subject.span,
                    f"写上“{best} 得N”。",
                    table=reviewed.table.name,
                    ref=entry.ref,
                )
