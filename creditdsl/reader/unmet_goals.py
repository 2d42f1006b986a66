"""A goal that a rate has not met, with steps in percentage points: 未完成年度指标的，每低0.1个百分点扣0.3分.

Receives the segments of a cell and its context; promises the words of the goal as a comparison of the title's rate.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.joiners.claim import side
from creditdsl.reader.meanings import Context
from creditdsl.reader.phrase_kinds import Award, Bound, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_UNMET = re.compile(
    "(?:未|没有|没)(?:按期|全面)?(?:完成|达到|实现)"
    "(?P<goal>(?:(?!至少|分别|[不未无没除均各倒再])[\u4e00-\u9fff]){0,12}(?:目标|任务|指标|要求|计划)(?:任务|[数值])?)"
)

_RATE = re.compile("(?<!增长)(?<!增)(?:率|比例|比重|占比|覆盖面)$")
"""What is written in percent, as steps in percentage points show; of a change, they may be of its share."""


def with_unmet_goals(segments: Sequence[Segment], context: Context) -> list[Segment]:
    """Return the segments with the goal at their head that the rate of the title falls short of."""
    if len(segments) < 2 or _RATE.search(context.title) is None:
        return list(segments)
    first, second, *others = segments
    goal = _UNMET.fullmatch(first.subject) if first.wordy and first.mark == "" else None
    if goal is None or second.part != first.part or not _falls_short(second):
        return list(segments)
    text = f"低于{goal['goal']}"
    missed = Test((Bound(Comparison.LESS, None),), first.start, first.end, text=text, standard=goal["goal"])
    return [replace(first, subject="", test=missed), second, *others]


def _falls_short(segment: Segment) -> bool:
    """Return whether a segment takes points for each percentage point below something."""
    each = segment.each
    taking = isinstance(segment.result, Award) and segment.result.takes
    return taking and each is not None and each.size.unit == "百分点" and side(segment) is False
