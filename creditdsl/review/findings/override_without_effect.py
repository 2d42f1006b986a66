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
from functools import cache
from itertools import combinations
from typing import assert_never

from creditdsl.base.diagnostic import Related
from creditdsl.base.node import node
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.review.bounds import Bounds
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.nodes import Effect, Override

CODE = manual(__doc__)

_COMPARED = 300
"""The most pairs of overrides that are compared for a table."""

_Turn = tuple[int, ...]
"""What becomes of each grade, as its index from the best."""


@node
class _Stage:
    """An override with its condition and what it does.

    `definition`: the grade after it. `position`: among the overrides of the table.
    """

    override: Override
    when: ir.Expr
    definition: DefinitionId
    turn: _Turn
    position: int

    @property
    def overrules(self) -> bool:
        """Return whether its grade does not depend on the grade before."""
        return len(set(self.turn)) == 1


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        grades, program = reviewed.table.grades, reviewed.program.year or reviewed.program
        if grades is None or len(grades.overrides) < 2:
            continue
        conditions = [(each.definition, each.when) for each in program.grade_stages if each.when is not None]
        stages = [
            _Stage(override, when, definition, _turn(override, grades.names), position)
            for position, (override, (definition, when)) in enumerate(zip(grades.overrides, conditions, strict=True))
            if override.effect is not Effect.DISQUALIFY
        ]
        bounds = reviewed.bounds if program is reviewed.program else Bounds(program, budget=draft.budget)
        yield from _of_stages(reviewed, draft, bounds, stages, grades.names)


def _of_stages(
    reviewed: ReviewedTable, draft: ReviewedDraft, bounds: Bounds, stages: Sequence[_Stage], names: Sequence[str]
) -> Iterator[Found]:
    for compared, (first, second) in enumerate(_pairs(bounds, stages)):
        if compared == _COMPARED:
            reviewed.bounds.leave_undecided(second.definition)
            return
        effect = _effect(bounds, first, second, names)
        if effect:
            yield Found(
                f"先“{_typed(draft, first)}”，后“{_typed(draft, second)}”：{effect}。",
                second.override.span,
                "处理轻的写在前面，重的写在后面；同一情形只留一条。",
                (Related("前一条在这里", first.override.span),),
                reviewed.table.name,
            )


def _pairs(bounds: Bounds, stages: Sequence[_Stage]) -> Iterator[tuple[_Stage, _Stage]]:
    """Yield the pairs of which one may undo the other.

    Neither of two conditions that read nothing in common lies within the other.
    """
    undoing = cache(_undoing)
    for first, second in combinations(stages, 2):
        lifts, same = undoing(first.turn, second.turn)
        reads, also_reads = bounds.variables.of(first.when), bounds.variables.of(second.when)
        if (lifts and second.overrules) or (same and not reads.isdisjoint(also_reads)):
            yield first, second


def _undoing(first: _Turn, second: _Turn) -> tuple[bool, bool]:
    """Return whether the second raises a grade that the first gave, and whether both do what one of them does."""
    both = _both(first, second)
    return any(end < before for end, before in zip(both, first, strict=True)), both in (first, second)


def _both(first: _Turn, second: _Turn) -> _Turn:
    """Return what becomes of each grade under two overrides, one after the other."""
    return tuple(second[grade] for grade in first)


def _typed(draft: ReviewedDraft, stage: _Stage) -> str:
    return draft.source.line(stage.override.span.line).partition("#")[0].strip()


def _effect(bounds: Bounds, first: _Stage, second: _Stage, names: Sequence[str]) -> str:
    """Return in words how one of two overrides undoes the other; empty where none is proved to."""
    both = _both(first.turn, second.turn)
    next_to = second.position == first.position + 1
    together = bounds.condition(ir.both(first.when, second.when), second.definition).high
    if not together.value:
        return ""
    if both == second.turn and (second.overrules or next_to) and _within(bounds, first, second):
        return "有前一种情形的都有后一种情形，前一条不起作用"
    if both == first.turn and next_to and _within(bounds, second, first):
        return "有后一种情形的都有前一种情形，后一条不起作用"
    lifted = next((grade for grade, end in enumerate(both) if end < first.turn[grade]), None)
    if lifted is not None and second.overrules and together.met:
        return f"两种情形都有的单位，先改为“{names[first.turn[lifted]]}”，又改回“{names[both[lifted]]}”"
    return ""


def _within(bounds: Bounds, inner: _Stage, outer: _Stage) -> bool:
    """Return whether what meets the inner condition is proved to meet the outer one."""
    outside = ir.both(inner.when, ir.negate(outer.when))
    return inner.when == outer.when or bounds.condition(outside, inner.definition).high.value == 0


def _turn(override: Override, names: Sequence[str]) -> _Turn:
    last = len(names) - 1
    grades = range(len(names))
    match override.effect:
        case Effect.DEMOTE:
            return tuple(min(grade + override.steps, last) for grade in grades)
        case Effect.RATE:
            return (names.index(override.grade),) * len(names)
        case Effect.BAR:
            barred = names.index(override.grade)
            return tuple(min(max(grade, barred + 1), last) for grade in grades)
        case Effect.VETO:
            return (last,) * len(names)
        case Effect.DISQUALIFY:
            return tuple(grades)
        case _:
            assert_never(override.effect)
