"""W0628 等次的高低和分数的高低相反

说明：改判（降一档、一票否决、不得评为）按等次自上而下的次序认高低，“其余”最低。这里写在上面的一等，分数却比下面的低。
为什么要紧：降一档会降到更好的一等，一票否决会评成中间的一等，和本意相反。
例：

    方案：示例
    附件1 考核指标
    一、考核（100分）
      走访次数 每次得1 最高100
    等次
      90分以上 优秀
      不满60分 不合格
      其余 合格
      重大失信事件 降一档

改法：等次自高到低写，最低的一等写成“其余”，如“90分以上 优秀”“60分以上 合格”“其余 不合格”。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Scope
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stretches import Cut, Region, join, rest
from creditdsl.syntax.nodes import Effect, Override, Table

CODE = manual(__doc__)

_BY_ORDER = {Effect.DEMOTE, Effect.VETO, Effect.BAR}


def find(draft: ReviewedDraft) -> Iterator[Found]:
    tables = {reviewed.table.name: reviewed.table for reviewed in draft.tables}
    for ladder in draft.ladders:
        if ladder.scope is not Scope.GRADE or ladder.unit != "分" or not ladder.closed:
            continue
        override = _by_order(tables[ladder.table])
        if override is None or any(case.region is None for case in ladder.cases):
            continue
        pair = _reversed(tables[ladder.table], ladder.cases)
        if pair is not None:
            case, better = pair
            yield Found(
                f"“{case.typed}”{case.result}，分数比“{better}”低，却写在它上面；改判按上下的次序认高低，会改到相反的一头。",
                case.span,
                "等次自高到低写，最低的一等写成“其余”。",
                (Related("这里要按高低改判", override.span),),
                ladder.table,
            )


def _by_order(table: Table) -> Override | None:
    overrides = () if table.grades is None else table.grades.overrides
    return next((one for one in overrides if one.effect in _BY_ORDER), None)


def _reversed(table: Table, cases: tuple[Case, ...]) -> tuple[Case, str] | None:
    """Return a case all of whose scores lie below those of a grade that stands after it."""
    lowest: tuple[Cut, Case] | None = None
    covered: Region = ()
    for case in cases:
        assert case.region is not None
        if case.region and lowest is not None and lowest[0] <= case.region[0].start:
            return lowest[1], str(case.gives)
        if case.region and (lowest is None or case.region[-1].end < lowest[0]):
            lowest = (case.region[-1].end, case)
        covered = join(covered, case.region)
    left = rest(covered)
    if table.grades is not None and left and lowest is not None and lowest[0] <= left[0].start:
        return lowest[1], table.grades.bands[-1].grade.text
    return None
