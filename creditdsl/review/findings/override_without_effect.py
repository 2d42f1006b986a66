"""W0635 一条改判使另一条不起作用

说明：改变等次的情形自上而下依次执行，后面的在前面的结果上再改。“评为”“一票否决”不管原来是什么等次，前面改的就不算了。
为什么要紧：同一个单位两种情形都有的时候，前一条降的等次被后一条抬回去，或者前一条（后一条）写了等于没写。
例：

    方案：示例
    附件1 考核指标
    一、考核（100分）
      走访次数 每次得1 最高100
    等次
      90分以上 优秀
      60分以上 合格
      其余 不合格
      弄虚作假 一票否决
      获得国家表彰 评为优秀

改法：处理轻的写在前面，重的写在后面；同一情形只留一条；确实这样的，在后一条行末注明“# 已核：W0635 理由”。
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import assert_never

from creditdsl.base.diagnostic import Related
from creditdsl.base.node import node
from creditdsl.ir import nodes as ir
from creditdsl.review.bounds import Bounds
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.nodes import Effect, Override

CODE = manual(__doc__)

_Turn = tuple[int, ...]
"""What becomes of each grade, as its index from the best."""


@node
class _Stage:
    """An override with its condition and what it does. `position`: among the overrides of the table."""

    override: Override
    when: ir.Expr
    turn: _Turn
    position: int


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        grades, program = reviewed.table.grades, reviewed.program.year or reviewed.program
        if grades is None or len(grades.overrides) < 2:
            continue
        conditions = [stage.when for stage in program.grade_stages if stage.when is not None]
        stages = [
            _Stage(override, when, _turn(override, grades.names), position)
            for position, (override, when) in enumerate(zip(grades.overrides, conditions, strict=True))
            if override.effect is not Effect.DISQUALIFY
        ]
        bounds = reviewed.bounds if program is reviewed.program else Bounds(program)
        yield from _of_stages(reviewed, draft, bounds, stages, grades.names)


def _of_stages(
    reviewed: ReviewedTable, draft: ReviewedDraft, bounds: Bounds, stages: Sequence[_Stage], names: Sequence[str]
) -> Iterator[Found]:
    for first, second in combinations(stages, 2):
        effect = _effect(bounds, first, second, names)
        if effect:
            yield Found(
                f"先“{_typed(draft, first)}”，后“{_typed(draft, second)}”：{effect}。",
                second.override.span,
                "处理轻的写在前面，重的写在后面；同一情形只留一条。",
                (Related("前一条在这里", first.override.span),),
                reviewed.table.name,
            )


def _typed(draft: ReviewedDraft, stage: _Stage) -> str:
    return draft.source.line(stage.override.span.line).partition("#")[0].strip()


def _effect(bounds: Bounds, first: _Stage, second: _Stage, names: Sequence[str]) -> str:
    """Return in words how one of two overrides undoes the other; empty where none is proved to."""
    both = tuple(second.turn[grade] for grade in first.turn)
    overrules = len(set(second.turn)) == 1
    next_to = second.position == first.position + 1
    together = bounds.condition(ir.both(first.when, second.when)).high
    if not together.value:
        return ""
    if both == second.turn and (overrules or next_to) and _within(bounds, first, second):
        return "有前一种情形的都有后一种情形，前一条不起作用"
    if both == first.turn and next_to and _within(bounds, second, first):
        return "有后一种情形的都有前一种情形，后一条不起作用"
    lifted = next((grade for grade, end in enumerate(both) if end < first.turn[grade]), None)
    if lifted is not None and overrules and together.met:
        return f"两种情形都有的单位，先改为“{names[first.turn[lifted]]}”，又改回“{names[both[lifted]]}”"
    return ""


def _within(bounds: Bounds, inner: _Stage, outer: _Stage) -> bool:
    """Return whether what meets the inner condition is proved to meet the outer one."""
    return inner.when == outer.when or bounds.condition(ir.both(inner.when, ir.negate(outer.when))).high.value == 0


def _turn(override: Override, names: Sequence[str]) -> _Turn:
    last = len(names) - 1
    grades = range(len(names))
    match override.effect:
        case Effect.DEMOTE:
            return tuple(min(grade + override.steps, last) for grade in grades)
        case Effect.RATE:
            return tuple(names.index(override.grade) for _ in grades)
        case Effect.BAR:
            return tuple(min(max(grade, names.index(override.grade) + 1), last) for grade in grades)
        case Effect.VETO:
            return tuple(last for _ in grades)
        case Effect.DISQUALIFY:
            return tuple(grades)
        case _:
            assert_never(override.effect)
