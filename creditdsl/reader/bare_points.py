"""Points without a verb behind faults: 乱停车的，2分/次 stands in a column of deductions, and gives nothing.

Receives the segments of a cell and its title; promises them with what the points of faults take, where no segment of
the cell is of anything else, or None where the words say whether points are given or taken.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

TAKEN = "只写了分数，没有写“得”还是“扣”，是扣分吗？"
_HAPPENS = "发生|出现|发现|存在"
_WANTED = "台账|制度|方案|记录|计划|总结|档案|专人|资料|预案|标识|公示|签字|图片|照片|措施|机制|规划|登记"
_FAULT = re.compile(
    rf"(?:未|没有|没)(?!{_HAPPENS}|受|被|超|有|成年|来)|无(?:[^,;。不未无]{{0,4}}(?:{_WANTED}))|不(?:健全|完[善整]|规范|及时|到位|准确|符合|落实|合格|达标|[力全齐按清准实真]|整[洁齐])"
    rf"|乱[停堆搭贴扔倒挂晒写画设涂接]|(?<![未无零没])违[反规法章纪]|[迟漏瞒谎虚错][报登填签]|缺[席少报勤岗失]|逾期|超期|延期|早退|[脱空]岗|质量差"
    r"|(?<![未无零没])(?<!没有)(?:错误|差错|遗漏|投诉)$"
    rf"|(?<![未无零没])(?<!没有)(?:{_HAPPENS})(?:(?![不未无零])[^,;。]){{0,8}}(?:事故|问题|火灾|投诉|上访|案件|隐患)"
)
"""Words of what should not be; none of what is not there, 未发生事故 and 无投诉."""
_EVENT = re.compile(
    "(?:事故|火灾|问题|隐患|案件|投诉|上访|信访|舆情|差错|错误|漏洞|批评|通报|约谈|问责|曝光|处罚|处分|警告|旷工|迟到|早退|超时|脱岗|缺勤)"
    "(?:事件|行为|情况|情形|现象|事项|件)?$|(?:违规|违法|违纪|违章|群体性?|突发|不良|负面|失信)(?:事件|行为|情况|情形|现象|信息|清单)?$|^负面"
)
_HANDLED = re.compile(
    "[未无零没防免]|解决|整改|化解|排查|处[置理]|查[处办]|办[结理]|上报|报送|消除|调解|破获|侦破|举报|预防|表扬"
)
"""What is done about events of a fault, which may well give points: 解决问题每个1分."""
_UPWARD = (Comparison.AT_LEAST, Comparison.MORE, Comparison.EQUAL)


def taken(segments: Sequence[Segment], title: str) -> list[Segment] | None:
    """Return the segments with points that are taken; None unless all stand bare behind faults.

    A title is what the points of a bare step are for: 违规行为, 1分/次. 扣完为止 says that they are taken, of anything.
    """
    scored = [segment for segment in segments if segment.result is not None]
    emptied = any(limit.kind == "until_zero" or limit.takes for segment in segments for limit in segment.limits)
    bare = all(isinstance(segment.result, Award) and segment.result.bare for segment in scored)
    if not scored or not (all(_of_fault(segment, title, len(scored) == 1) for segment in scored) or (emptied and bare)):
        return None
    return [
        replace(segment, result=replace(award, takes=True, bare=False))
        if isinstance(award := segment.result, Award)
        else segment
        for segment in segments
    ]


def _of_fault(segment: Segment, title: str, alone: bool) -> bool:
    """Return whether a segment is of a fault; its words say so, or the title where it is a step, or all there is."""
    match segment.result:
        case Award(bare=True, points=points) if points:
            verb = segment.each.verb if segment.each is not None else ""
            upward = segment.test is None or segment.test.bounds[0].comparison in _UPWARD
            words = segment.subject + verb + segment.behind
            step = segment.each is not None or segment.per or (segment.test is not None and alone)
            event = words or (title if step else "")
            fault = _FAULT.search(event) or (_EVENT.search(event) and not _HANDLED.search(event))
            return upward and segment.full is None and bool(fault)
        case _:
            return False
