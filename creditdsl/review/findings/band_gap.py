"""W0622 有的数哪一档都不是

说明：两档之间空着一段数，没有一档写到它；没有写“其余”的，落在这里的单位不得分；写了“其余”的，和最差的单位一样算。
为什么要紧：比它高、比它低的都有分，偏偏它没有，多半是界限少写了一个数；比率、数值会有小数，“80%至89%”和“90%以上”之间还有89.5%。
例：

    方案：示例
    附件1 考核指标
    一、信息归集（5分）
      合格率 95%以上 得5 80%至90% 得3

改法：改正两边的界限，使它们接上，如“80%以上不满95%”；中间确实不给分的，写明这一档得0。
"""

from collections.abc import Iterator

from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Ladder, Scope, as_typed, elsewhere
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stretches import Cover, Region, Stretch, meet, rest

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for ladder in draft.ladders:
        regions = [case.region for case in ladder.cases if case.region]
        if not ladder.closed or len(regions) < max(2, len(ladder.cases)):
            continue
        covered = Cover()
        for (stretch,) in regions:
            covered.add(stretch)
        gaps, outside = _left(ladder, covered.region)
        ending = {case.region[-1].end: case for case in ladder.cases if case.region}
        starting = {case.region[0].start: case for case in ladder.cases if case.region}
        for gap in gaps:
            within = meet((gap,), ladder.axis.whole)
            between = ladder.rest and not outside  # 其余 is there for what lies between
            if within and (not between or (ladder.scope is Scope.GRADE and _single(ladder, gap))):
                yield _gap_between(ladder, within[0], ending[gap.start], starting[gap.end])


def _left(ladder: Ladder, covered: Region) -> tuple[list[Stretch], bool]:
    """Return what is left between the cases, and whether something is left beyond them."""
    low, high = covered[0].start, covered[-1].end
    between = [one for one in rest(covered) if low < one.start and one.end < high]
    outside = [one for one in meet(rest(covered), ladder.axis.whole) if one.end <= low or one.start >= high]
    return between, any(_beyond(ladder, one, covered) for one in outside)


def _beyond(ladder: Ladder, stretch: Stretch, covered: Region) -> bool:
    """Return whether units may well lie beyond the outermost case: not past a single value such as 0条, not
    below zero, not above 100%."""
    below = stretch.end <= covered[0].start
    edge = covered[0] if below else covered[-1]
    if _single(ladder, edge) and ladder.scope is Scope.RULE:
        return False
    if below:
        return ladder.axis.low is not None or stretch.end[1] > 0
    return ladder.axis.high is not None or ladder.unit != "%" or stretch.start[1] != 1


def _single(ladder: Ladder, stretch: Stretch) -> bool:
    """Return whether it holds one value only."""
    first = ladder.axis.first(stretch)
    return first is not None and first == ladder.axis.last(stretch)


def _gap_between(ladder: Ladder, gap: Stretch, lower: Case, upper: Case) -> Found:
    gap_words = ladder.say(gap)
    if not gap_words.startswith("正好"):
        gap_words = f"在{gap_words}" if "以上" in gap_words or ladder.axis.step is not None else gap_words
    example = (
        "" if ladder.axis.step is not None or _single(ladder, gap) else f"，如{ladder.show(ladder.axis.witness(gap))}，"
    )
    first, second = as_typed(lower, upper)
    whole = "；都是整数的，在“数据”里写明量词" if _hints_whole(ladder, gap) else ""
    return Found(
        f"{ladder.subject}{gap_words}的{example}不在{ladder.scope.value}，{ladder.others}：“{lower.typed}”和“{upper.typed}”之间没有接上。",
        second.span,
        f"改正“{lower.typed}”或“{upper.typed}”的界限，使两档接上{whole}。",
        elsewhere(second, [first]),
        ladder.table,
        ladder.ref,
    )


def _hints_whole(ladder: Ladder, gap: Stretch) -> bool:
    """Return whether the gap lies between two neighbouring whole numbers of a measure without a unit."""
    ends = (gap.start[1], gap.end[1])
    return (
        ladder.unit == ""
        and ladder.axis.step is None
        and all(end.denominator == 1 for end in ends)
        and ends[1] - ends[0] == 1
    )
