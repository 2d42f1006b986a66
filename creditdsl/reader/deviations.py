"""Steps away from a standard on either side: 完成率为100%得5分，每偏离1个百分点扣0.5分.

Receives the segments of a cell; promises that what deviates from an upper end goes beyond it, and from one number up
and down. From a lower end nothing is said, and the segments stay as they are.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_DEVIATES = re.compile("偏离(?:目标|标准|计划|任务)?值?|偏差")
_UPPER = (Comparison.AT_MOST, Comparison.LESS)


def with_deviations(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with steps beyond their standard, or above and below it, for steps that deviate from it."""
    directed: list[Segment] = []
    for segment in segments:
        directed += _directed(segment, directed[-1]) if directed else [segment]
    return directed


def _directed(segment: Segment, before: Segment) -> list[Segment]:
    each, test = segment.each, before.test
    taking = isinstance(segment.result, Award) and segment.result.takes
    if each is None or test is None or len(test.bounds) != 1 or not taking or not _DEVIATES.fullmatch(each.verb):
        return [segment]
    above = replace(segment, each=replace(each, verb="超过"))
    match test.bounds[0].comparison:
        case comparison if comparison in _UPPER and not test.exact:
            return [above]
        case Comparison.EQUAL if not test.exact or test.text.startswith("为"):
            below = replace(segment, each=replace(each, verb="低"), mark=",")
            return [replace(above, limits=(), remainder=None), below]
        case _:
            return [segment]
