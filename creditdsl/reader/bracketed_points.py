"""The points of an item behind what it is about: 没有发生事故（5分），发生事故的不得分; 有制度（5分），未落实的扣1分.

Receives the segments of a cell and the points of its item; promises the points alone, without the words before them,
where these say what shall be and all that follows takes points by itself. None where they deny something that nothing
behind them takes points for: what that costs, the words do not say.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.joiners.restated import FULL_FOR_IT
from creditdsl.reader.phrase_kinds import Award, Full, Nothing
from creditdsl.reader.preambles import demands, takes_by_itself
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_DENIES = re.compile("(?:没有|未|无|不|杜绝|零)(?:发生|出现|存在|收到)?(?P<what>.+)")
_NOT = re.compile("[未没不]")
_HAPPENS = re.compile("(?:如|若|凡|有|一旦)*(?:发生|出现|存在|收到|发现|有)(?P<what>[^0-9]+)")


def with_bracketed(segments: Sequence[Segment], points: Fraction | None) -> list[Segment] | None:
    """Return the segments without the words before the bracketed points of the item."""
    at = next((at for at, segment in enumerate(segments) if not segment.wordy), len(segments))
    if at == len(segments) or points is None:
        return list(segments)
    headed, rest = segments[at], segments[at + 1 :]
    full = headed.full
    alone = full is not None and full.bracketed and full.points == points and headed.only("subject", "full", "listed")
    if not alone or not headed.subject or not rest or not takes_by_itself(rest):
        return list(segments)
    before = [*segments[:at], replace(headed, full=None)]
    denied = _DENIES.match(before[0].subject)
    if denied is None and not demands(before):
        return list(segments)
    words = "".join(segment.subject for segment in before)
    if denied is not None and not all(_happens(words, segment) for segment in rest if segment.subject):
        return None
    if len(rest) == 1 and isinstance(rest[0].result, Nothing) and _NOT.match(rest[0].subject):
        award = Award(points, False, headed.start, headed.end)
        return [*segments[:at], replace(headed, full=None, result=award), *rest]
    return [replace(headed, subject="", listed=()), *rest]


def with_all_points(segments: Sequence[Segment], points: Fraction | None) -> tuple[str, Segment] | None:
    """Return the question whether a demand has the points in brackets behind it, and it with them: 研究4次以上（4分）.

    None where there is more than that, or where words are no more than a title.
    """
    match segments:
        case [Segment(full=Full(bracketed=True, points=full)) as demand] if points in (None, full):
            pass
        case _:
            return None
    words = demand.subject + ("" if demand.test is None else demand.test.text) + demand.behind
    bare = replace(demand, full=None)
    compared = demand.test is not None and demand.test.bounds[0].comparison is Comparison.AT_LEAST
    if not bare.conditional or demand.each is not None or not (compared or (bare.wordy and demands([bare]))):
        return None
    award = Award(full, False, demand.start, demand.end)
    return FULL_FOR_IT.format(words), replace(bare, result=award)


def _happens(denied: str, segment: Segment) -> bool:
    """Return whether a fault is what was denied: 没有发生事故或投诉, 出现事故或投诉."""
    verb = segment.each.verb if segment.each is not None else ""
    happens = _HAPPENS.fullmatch(segment.subject + verb + segment.behind)
    parts = [] if happens is None else re.split("[、或和及]", happens["what"].removesuffix("的"))
    return bool(parts) and all(part in denied for part in parts)
