"""The members of a list that has one result: 水费、电费信息条数, 建立制度、明确专人.

Receives a segment whose subject is a list; promises whether it is one fact or several, and the names of its members.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.phrase_kinds import Award, Shares
from creditdsl.reader.segments import Segment

_ACTION = re.compile(
    "(?:按[^、]{0,4})?(?:建立|制定|制订|出台|成立|明确|落实|召开|开展|组织|完成|报送|上报|公开|公示|印发|签订|签署|设立|配备|配合|参加"
    "|实施|推进|编制|发布|更新|建成|接受|安排|部署|举办|健全|完善|确定|提供|加强|执行|有)(?!意见|方案|细则|办法|计划|机构|领导|情况)"
)
_ALIKE = re.compile("(?:不存在|未出现|未发生|没有|未|无|不|有)")


def with_labels(segments: Sequence[Segment]) -> list[Segment]:
    """Join labelled words to a list where the last has a result for each: ①成立小组、②制定方案，各得1分."""
    if len(segments) < 3:
        return list(segments)
    *items, last = segments
    sharing = isinstance(last.result, Award) and last.result.sharing and last.only("result") and not last.label
    words = all(item.label and item.subject and item.only("subject") for item in items)
    if not sharing or not words:
        return list(segments)
    names = tuple(item.subject for item in items)
    return [replace(last, start=items[0].start, subject="、".join(names), listed=names, part=items[0].part)]


def listed(segment: Segment) -> tuple[str, ...]:
    """Return the members of the list that a subject is; those of the last member may be joined by 和."""
    if not segment.listed:
        first, joint, second = segment.subject.partition("和")
        both = segment.jointly or (_ACTION.match(second) and _ACTION.match(first))
        return (first, second) if joint and both and first and second else ()
    *members, last = segment.listed
    head, joint, tail = last.partition("和")
    return (*members, head, tail) if joint and head and tail and len(head) < 8 else segment.listed


def apiece(segment: Segment) -> bool:
    """Return whether a result is for each member of a list, or unclear whether it is."""
    match segment.result:
        case Shares() | Award(sharing=True):
            return True
        case Award():
            return bool(segment.listed) and segment.test is None and segment.each is None and not together(segment)
        case _:
            return False


_FAULT = re.compile("[不未无没缺漏迟瞒少差错违逾超虚弄脏乱]")
_HOW = "齐全|完整|到位|健全|规范|及时|达标|完善|良好"
_STATE = re.compile(f"(?:{_HOW}|核准|批准|同意|认可|验收)$")
_QUALITY = re.compile("不(?!存在).{1,3}")


def qualities(members: tuple[str, ...]) -> bool:
    """Return whether members end in words of how something is, so that together they say one thing."""
    how = re.compile(f"(?:{_HOW}|[合可有]..?)$")
    return all(how.search(member) for member in members[1:]) and not re.search("[经由被向]", members[0])


def apart(members: tuple[str, ...], segment: Segment) -> bool:
    """Return whether each member says by itself what gives or takes points.

    Not 教育、组织不力各扣1分, nor 清理不及时、不到位, nor 方案、总结齐全各得1分: what they share is said once.
    """
    taking = isinstance(segment.result, Award | Shares) and segment.result.takes
    if not taking:
        *before, last = members
        return segment.test is not None or not _STATE.search(last) or any(map(_STATE.search, before))
    faults = [_FAULT.search(member) is not None for member in members]
    left_over = any(map(_QUALITY.fullmatch, members)) and not all(map(_QUALITY.match, members))
    of_first = _ALIKE.match(members[0]) and not any(map(_ALIKE.match, members[1:]))
    return all(faults) is any(faults) and not left_over and not of_first


def together(segment: Segment) -> bool:
    """Return whether a list is what one act is done to: 明确分管领导、联络员; or kinds: 方案、办法等制度."""
    members = segment.listed
    if re.search("等.", members[-1]) or (_ALIKE.match(members[0]) and not any(map(_ALIKE.match, members[1:]))):
        return True
    return bool(_ACTION.match(members[0])) and not any(_ACTION.match(member) for member in members[1:])


_LEVELS = "国务院|[省市县区]政府|[省市县区]委|国家|中央|部|省|市|县|区|乡镇|镇|乡"
_OF_LEVEL = re.compile(f"(?P<head>.*?)(?P<level>{_LEVELS})(?P<rank>级?)")


def levels(members: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the names of one honour of several levels: 受到国家｜、省、市级表彰; None where they are none."""
    first, *between, last = members
    begin = _OF_LEVEL.fullmatch(first)
    middle = [re.fullmatch(f"(?:{_LEVELS}){begin['rank'] if begin else ''}", member) for member in between]
    end = re.match(f"(?P<level>{_LEVELS}){begin['rank'] if begin else ''}(?P<tail>.+)", last)
    if begin is None or end is None or not all(middle):
        return None
    ranked = (begin["level"] + begin["rank"], *between, end["level"] + begin["rank"])
    return tuple(f"{begin['head']}{level}{end['tail']}" for level in ranked)


def names(members: tuple[str, ...], measured: bool) -> tuple[str, ...] | None:
    """Return the whole names of members; what stands behind the last belongs to each: 水费、电费｜信息条数.

    A member that ends as an attribute does needs it in any case: 黄色、红色｜纠错信号.
    None where a member lost what it is of, or what is done: 目标完整、合理; 八一、春节期间走访慰问部队.
    """
    if any(len(member) <= 3 and len(members[0]) >= len(member) + 3 for member in members[1:]):
        return None
    *before, last = members
    ends = {member[-1] for member in before}
    at = last.find(next(iter(ends))) if len(ends) == 1 else -1
    if at < 0 or not (measured or ends <= set("级色类型档层")):
        short = any(len(last) >= 3 * len(member.strip("“”")) and not _ACTION.match(member) for member in before)
        return None if measured or short else members
    tail = last[at + 1 :]
    return (*(member + tail for member in before), last)
