"""How it is looked at, which no points hang on: 查阅会议记录。缺一次扣1分; 以考评结果为准，一项得2分.

Receives the segments of a cell; promises them without sentences of their own, and words in brackets or at the head,
that only say where something is looked up, or how.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from creditdsl.reader.segments import Segment

_LOOKS = (
    "查阅|查看|查验|调阅|翻阅|听取|走访|抽查|查(?=会议|记录|资料|台账|文件|档案|工作|原始|相关|有关|签订|制度)"
    "|(?:实地|现场|随机)(?:查看|检查|抽查|走访|核查|抽取)"
)
_SAYS = "[不未无没缺少漏达低高超得扣均各分倒再至除]"
"""Letters of words that say more than how something is looked at."""
_LOOK = re.compile(f"(?:(?:每|在每)个?[\u4e00-\u9fff]{{1,6}})?(?:随机)?(?:{_LOOKS})(?:(?!{_SAYS})[^“”]){{1,40}}")
_PROVED = re.compile("(?:一)?经(?:查实|核实|查证属实|核查属实|调查属实)的?|查证属实的?")
"""Words that say only that a fault is known."""
_SOURCE = re.compile(f"以(?:(?!{_SAYS})[\u4e00-\u9fff]){{2,24}}为(?:准|依据)")
_SUBJECT = re.compile(
    f"(?:针对|围绕|对)(?:(?!{_SAYS})[\u4e00-\u9fff、]){{2,30}}(?:进行|开展)(?:考核|考评|评价|评分|打分|测评|评估)"
)
"""What is scored, said once more before how: 对满意率进行考核."""


def without_inspections(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments without those that say how something is looked at."""
    left: list[Segment] = []
    for part, group in groupby(segments, key=lambda segment: segment.part):
        whole = list(group)
        alone = all(map(_plain, whole)) and _LOOK.fullmatch("".join(map(_words, whole))) is not None
        begins = part == segments[0].part and not left
        kept = [] if alone else [segment for segment in whole if not _is_source(segment, begins)]
        left += kept
    return left or list(segments)


def _is_source(segment: Segment, begins: bool) -> bool:
    """Return whether words in brackets, or the first of all, say where something is looked up."""
    bracketed = segment.mark == "(" or (begins and segment.mark == "")
    words = segment.wordy and not segment.label
    if not words:
        return False
    if _SOURCE.fullmatch(segment.subject) or (segment.mark and _PROVED.fullmatch(segment.subject)):
        return True
    if begins and segment.mark == "" and _SUBJECT.fullmatch(segment.subject):
        return True
    return bracketed and re.search("[0-9]", segment.subject) is None and _LOOK.fullmatch(segment.subject) is not None


def _plain(segment: Segment) -> bool:
    return segment.conditional and segment.only("subject", "test", "behind", "listed", "period") and not segment.label


def _words(segment: Segment) -> str:
    return segment.subject + ("" if segment.test is None else segment.test.text) + segment.behind
