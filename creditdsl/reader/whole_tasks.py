"""All of a task, with steps from it in percent: 完成投资任务的得30分，每超10%加1分；未完成任务的，按完成比例得分.

Receives the segments of a cell; promises the task as a share of which all is done, where steps in percent go
on from it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.joiners.claim import side
from creditdsl.reader.joiners.formulas import PLAIN, UNDONE
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Nothing, Scaled, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_TASK = re.compile(
    rf"(?P<of>{PLAIN}*?)(?:全部|全面|圆满|按期|如期)?完成"
    rf"(?P<task>{PLAIN}*?(?:任务|目标|计划|指标)(?:任务|值|数|量)?)"
)


def with_whole_tasks(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with the task at their head as a share of it."""
    segments = _without_undone(segments)
    if len(segments) < 2 or not _goes_on(segments[1]):
        return list(segments)
    first, *others = segments
    match first:
        case Segment(result=Award(points=Fraction() as points, takes=False, sharing=False, again=False)):
            task = _TASK.fullmatch(first.subject) if first.only("subject", "result") else None
        case _:
            return list(segments)
    if task is None:
        return list(segments)
    full = Amount(Fraction(100), "%", first.start, first.end)
    reached = Test((Bound(Comparison.AT_LEAST, full),), first.start, first.end, text="达到100%")
    share = replace(first, subject=f"{task['of']}{task['task']}完成率", test=reached)
    return [share, *(_undone(segment, points) for segment in others)]


def _without_undone(segments: Sequence[Segment]) -> Sequence[Segment]:
    """Return the segments without 未完成的 before steps of the share that is done: 未完成的，完成率每低5%扣0.5分."""
    if len(segments) < 2 or not segments[1].takes or segments[1].label:
        return segments
    first, step, *others = segments
    undone = re.sub("(?:完成率|完成比例)$", "", step.subject)
    if undone == step.subject and (step.each is None or step.each.size.unit != "百分点"):
        return segments  # 每少1% may be of another number than what is done
    plain = replace(step, subject="")
    return [first, plain, *others] if UNDONE.fullmatch(undone) and _goes_on(plain) else segments


def _goes_on(segment: Segment) -> bool:
    """Return whether a segment is a step in percent from what is done."""
    each = segment.each
    plain = segment.only("each", "result", "limits") and side(segment) is not None
    return each is not None and plain and each.size.unit in ("%", "百分点")


def _undone(segment: Segment, points: Fraction) -> Segment:
    """Return what a task that is not done gives as that of the rest."""
    if UNDONE.fullmatch(segment.subject) is None:
        return segment
    if segment.only("subject", "ratio") and "完成" in segment.ratio and "扣" not in segment.ratio:
        scaled = Scaled(points, "", segment.start, segment.end)
        return replace(segment, subject="", ratio="", otherwise=True, result=scaled)
    nothing = segment.only("subject", "result") and segment.result == Nothing(*_ends(segment))
    return replace(segment, subject="", otherwise=True) if nothing else segment


def _ends(segment: Segment) -> tuple[int, int]:
    assert segment.result is not None
    return segment.result.start, segment.result.end
