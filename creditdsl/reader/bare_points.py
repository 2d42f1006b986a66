"""Points without a verb behind faults: 乱停车的，2分/次 stands in a column of deductions, and gives nothing.

Receives the segments of a cell; promises them with what the points of faults take, where no segment of the cell is of
anything else, or None where the words say whether points are given or taken.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

TAKEN = "只写了分数，没有写“得”还是“扣”，是扣分吗？"
_HAPPENS = "发生|出现|发现|存在"
_FAULT = re.compile(
    rf"(?:未|没有|没)(?!{_HAPPENS}|受|被|超|有|成年|来)|不(?:健全|完[善整]|规范|及时|到位|准确|符合|落实|合格|达标|[力全齐按清]|整[洁齐])"
    rf"|乱[停堆搭贴扔倒挂晒写画设涂接]|违[反规法章纪]|[迟漏瞒谎虚错][报登填签]|缺[席少报勤岗失]|逾期|超期|延期|早退|[脱空]岗|质量差"
    r"|(?<![未无零没])(?<!没有)(?:错误|差错|遗漏|投诉)$"
    rf"|(?<![未无零没])(?<!没有)(?:{_HAPPENS})(?:(?![不未无零])[^,;。]){{0,8}}(?:事故|问题|火灾|投诉|上访|案件|隐患)"
)
"""Words of what should not be; none of what is not there, 未发生事故 and 无投诉."""
_UPWARD = (Comparison.AT_LEAST, Comparison.MORE, Comparison.EQUAL)


def taken(segments: Sequence[Segment]) -> list[Segment] | None:
    """Return the segments with points that are taken; None unless all stand bare behind faults."""
    scored = [segment for segment in segments if segment.result is not None]
    if not scored or not all(map(_of_fault, scored)):
        return None
    return [
        replace(segment, result=replace(award, takes=True, bare=False))
        if isinstance(award := segment.result, Award)
        else segment
        for segment in segments
    ]


def _of_fault(segment: Segment) -> bool:
    match segment.result:
        case Award(bare=True, points=points) if points:
            verb = segment.each.verb if segment.each is not None else ""
            upward = segment.test is None or segment.test.bounds[0].comparison in _UPWARD
            words = segment.subject + verb + segment.behind
            return upward and segment.full is None and _FAULT.search(words) is not None
        case _:
            return False
