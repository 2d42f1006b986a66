"""What shall be, before the faults that points are taken for: 建立台账，明确专人；未建立台账的扣1分.

Receives the segments of a cell and the points of its item; promises them without the demands at their head, where all
that stands behind them takes points and says by itself for what. Whoever meets the demands keeps all points, as
whoever is without fault does.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clause_lists import clauses_of
from creditdsl.reader.phrase_kinds import Award, Nothing
from creditdsl.reader.segments import Segment

_DEED = (
    "建立|制定|制订|出台|成立|明确|落实|召开|开展|组织|完成|报送|上报|公开|公示|印发|签订|签署|设立|配备|配齐|配合|参加|实施|推进|编制"
    "|发布|更新|建成|接受|安排|部署|举办|健全|完善|确定|提供|加强|执行|做好|抓好|强化|坚持|认真|积极|及时|严格|切实|规范|定期|按时|按期|按要求|按规定|有"
)
_STATE = "齐全|完整|到位|健全|规范|及时|达标|完善|良好|整洁|畅通|完好|准确|明确|有序|落实|有效|清晰|平整"
_DEMAND = re.compile(f"(?:并?(?:{_DEED})[\u4e00-\u9fff“”、()]{{2,}}|[\u4e00-\u9fff“”、()]{{2,}}(?:{_STATE}))")
_CONDITIONAL = re.compile(
    "^(?:对|以|由|从|除|如|若|凡|经|在|其中|因|有关|有权|有条件|有下列|有以下)|[不未无没倒再均]|(?<![清消拆排解铲扫根])除|至少|分别|各(?![类级项种方])"
    "|以上|以下|以内|之一|下列|以下情|的$|(?:[县区市镇乡村]|单位|部门|企业|学校|社区|街道|期间|时期|方面|情况)$"
)
"""Words that say of whom, when or how far what follows holds; a denial may be a fault itself."""


def without_preamble(segments: Sequence[Segment], points: Fraction | None) -> list[Segment]:
    """Return the segments without the demands at their head."""
    head = 0 if points is None else _head(segments)
    rest = segments[head:]
    takes = bool(rest) and takes_by_itself(rest) and any(isinstance(segment.result, Award) for segment in rest)
    if not head or not takes:
        return list(segments)
    return list(rest) if _spared(segments[0]) or demands(segments[:head]) else list(segments)


_VAGUE = ("发现", "发生", "出现", "查实", "")


def with_joined_step(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with a step without words in the part of the words before: 院外有柴堆。每处扣1分."""
    head = next((at for at, segment in enumerate(segments) if not segment.wordy), 0)
    if not head or any(segment.part != segments[0].part for segment in segments[:head]):
        return list(segments)
    step = segments[head]
    vague = step.each is not None and step.each.verb in _VAGUE and step.only("each", "result", "limits")
    taking = isinstance(step.result, Award) and step.takes and not step.label
    if not vague or not taking or step.part == segments[0].part or _demands(segments[0].subject):
        return list(segments)
    return [*segments[:head], replace(step, part=segments[0].part, mark=","), *segments[head + 1 :]]


def demands(words: Sequence[Segment]) -> bool:
    """Return whether words alone say what shall be."""
    return all(map(_demands, clauses_of(words)))


def takes_by_itself(segments: Sequence[Segment]) -> bool:
    """Return whether all of some segments take points, and the first says for what."""
    return _by_itself(segments[0]) and all(map(_taking, segments))


def _head(segments: Sequence[Segment]) -> int:
    """Return how many segments at the head are words alone, up to the end of their part; or one that spares."""
    if _spared(segments[0]):
        return 1
    if segments[0].result is not None or segments[0].part == segments[-1].part:
        return 0
    count = 0
    while count < len(segments) and not segments[count].label and segments[count].wordy:
        count += 1
    while 0 < count < len(segments) and segments[count].part == segments[count - 1].part:
        count -= 1
    return count


_IN_TIME = re.compile("按时|按期|及时|[日底末号]之?前")


def _spared(segment: Segment) -> bool:
    """Return whether a segment says that nothing is taken of who is in time: 12月10日前报送的不扣分."""
    spares = isinstance(segment.result, Nothing) and segment.result.spares and segment.only("subject", "result")
    return spares and _IN_TIME.search(segment.subject) is not None and not _CONDITIONAL.search(segment.subject)


def _demands(words: str) -> bool:
    return _DEMAND.fullmatch(words) is not None and _CONDITIONAL.search(words) is None


def _taking(segment: Segment) -> bool:
    """Return whether a segment takes points, or belongs to one that does."""
    match segment.result:
        case Award(takes=takes, sharing=sharing):
            return takes and not sharing
        case Nothing(spares=spares, rule=rule):
            return not spares and not rule
        case None:
            return segment.full is None and not segment.ratio and not segment.special and not segment.best
        case _:
            return False


_LACKING = re.compile("(?:每)?(?:缺|少|漏|迟|延误|差错)")


def _by_itself(segment: Segment) -> bool:
    """Return whether a segment says for what points are taken."""
    verb = segment.each.verb if segment.each is not None else ""
    words = segment.subject + verb + segment.behind
    return len(words) > 2 or _LACKING.match(words) is not None
