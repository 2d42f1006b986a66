"""What stands for a ratio without a divisor: 得分=甲数÷乙数×5，分母为零的，得满分.

Receives the segments of a cell; promises each such words among the limits of the segment before them.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.phrase_kinds import Award, Formula, Limit, Nothing, Span
from creditdsl.reader.segments import Segment


def with_divisors(segments: Sequence[Segment]) -> list[Segment] | None:
    """Put 分母为零的，得满分 among the limits of the segment before it; None where there is none."""
    left: list[Segment] = []
    for segment in segments:
        if not segment.divisor:
            left.append(segment)
            continue
        plain = replace(segment, divisor=False, result=None, label="", mark="")
        instead = segment.result
        if not left or not plain.wordy or plain.subject or not isinstance(instead, Award | Formula | Nothing | Span):
            return None
        limit = Limit("zero_divisor", None, False, segment.start, segment.end, instead=instead)
        left[-1] = replace(left[-1], end=segment.end, limits=(*left[-1].limits, limit))
    return left
