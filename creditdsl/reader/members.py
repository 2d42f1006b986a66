"""The members of a list that has one result: 水费、电费信息条数, 建立制度、明确专人.

Receives a segment whose subject is a list; promises whether it is one fact or several, and the names of its members.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.phrase_kinds import Award, Shares
from creditdsl.reader.segments import Segment

ACTION = re.compile(
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
        sharing = isinstance(segment.result, Award) and segment.result.sharing and "和" not in second
        either = _EITHER.split(segment.subject) if sharing and not joint else ()
        if len(either) > 1:
            return tuple(either)
        both = segment.jointly or sharing or (ACTION.match(second) and ACTION.match(first))
        return (first, second) if joint and both and first and second else ()
    *members, last = segment.listed
    head, joint, tail = last.partition("和")
    return (*members, head, tail) if joint and head and tail and len(head) < 8 else segment.listed


_EITHER = re.compile("或者?(?=[未没无不缺])")
"""Between faults that lose points each: 无计划或无总结各扣1分."""


def apiece(segment: Segment) -> bool:
    """Return whether a result is for each member of a list, or unclear whether it is."""
    match segment.result:
        case Shares() | Award(sharing=True):
            return True
        case Award():
            return bool(segment.listed) and segment.test is None and segment.each is None and not together(segment)
        case _:
            return False


FAULT = re.compile("[不未无没缺漏迟瞒少差错违逾超虚弄脏乱谎拒]")
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
    faults = [FAULT.search(member) is not None for member in members]
    left_over = any(map(_QUALITY.fullmatch, members)) and not all(map(_QUALITY.match, members))
    of_first = _ALIKE.match(members[0]) and not any(map(_ALIKE.match, members[1:]))
    return all(faults) is any(faults) and not left_over and not of_first


_GRADE = re.compile("(?:.*(?:发生|出现))?(?:一般|较大|重大|特大|特别重大|轻微|严重|大型|中型|小型)")


def together(segment: Segment) -> bool:
    """Return whether a list is what one act is done to: 明确分管领导、联络员; or kinds: 方案、办法等制度."""
    members = segment.listed
    if all(map(_GRADE.fullmatch, members[:-1])):
        return True  # 重大、特别重大事故未上报: grades of one thing
    if re.search("等.", members[-1]) or (_ALIKE.match(members[0]) and not any(map(_ALIKE.match, members[1:]))):
        return True
    return bool(ACTION.match(members[0])) and not any(ACTION.match(member) for member in members[1:])


_LEVELS = (
    "国务院|[省市县区]委[省市县区]政府|[省市县区]政府|[省市县区]委|全[国省市县区]|国家|中央|部|省|市|县|区|乡镇|镇|乡"
)
_OF_LEVEL = re.compile(f"(?P<head>.*?)(?P<level>{_LEVELS})(?P<rank>[级性]?)")


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


_ATTRIBUTES = "级色类型档层"


def names(members: tuple[str, ...], measured: bool) -> tuple[str, ...] | None:
    """Return the whole names of members; what stands behind the last belongs to each: 水费、电费｜信息条数.

    A member that ends as an attribute does needs it in any case: 黄色、红色｜纠错信号.
    None where a member lost what it is of, or what is done: 目标完整、合理; 八一、春节期间走访慰问部队.
    """
    if not (measured or all(member[-1] in _ATTRIBUTES for member in members[:-1])):
        shared = _with_predicate(_with_head(members))
        if shared is None or shared != members:
            return shared
    if any(len(member) <= 3 and len(members[0]) >= len(member) + 3 for member in members[1:]):
        return None
    *before, last = members
    ends = {member[-1] for member in before}
    at = last.find(next(iter(ends))) if len(ends) == 1 else -1
    if at < 0 or not (measured or ends <= set(_ATTRIBUTES)):
        short = any(len(last) >= 3 * len(member.strip("“”")) and not ACTION.match(member) for member in before)
        return None if measured or short else members
    tail = last[at + 1 :]
    return (*(member + tail for member in before), last)


WHO = (
    "(?:领导|干部|成员|人员|负责人|正职|副职|班子|党员|职工|书记|主任|委员|代表|集体|个人|教师|学生|民警|[站所院校局科镇乡河林湖田库路街组队班]长"
    "|科室|单位|部门|企业|学校|社区|街道|乡镇|(?![动满超缺])[\u4e00-\u9fff]员)"
)
_STAGES = "签约|注册|开工|竣工|投产|落地|立项|申报|结题|结项|验收|获批|运营|达产|入库"
_STAGE = re.compile(_STAGES)
_SUFFERS = re.compile("(?<=..)(?:被|受到|受[处警记]|遭|获[得评奖]?).+")
_DONE = re.compile(
    ".{2,}(?:建立|制定|成立|落实|召开|开展|完成|报送|上报|公开|公示|印发|签订|设立|配备|参加|编制|发布|更新|举办|创建"
    f"|采用|刊发|报道|推广|{_STAGES})"
)


def _with_predicate(members: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return members with what is said behind the last of all of them: 班子成员、中层干部｜被立案查处.

    None where it is not clear what that is: 制度、台账建立.
    """
    *before, last = members
    ends = {member[-2:] for member in before}
    end = last.find(next(iter(ends)), 1) + 2 if len(ends) == 1 else 1
    if 1 < end < len(last) and not re.search(WHO, before[0]):
        return (*(member + last[end:] for member in before), last)  # 发明专利、实用新型专利｜授权
    if all(re.fullmatch(f".*{WHO}", member) for member in before):
        whole = re.match(f".*?{WHO}", last)
        predicate = "" if whole is None else last[whole.end() :]
        if whole is None or re.fullmatch(WHO, predicate):
            return None
        return (*(member + predicate for member in before), last)
    suffers = _SUFFERS.search(last)
    if suffers is not None and not any(map(_SUFFERS.search, before)):
        if re.fullmatch(f".*{WHO}", last[: suffers.start()]):
            return None  # 村、社区｜干部被查处: of whom the first is, is said once
        return (*(member + suffers[0] for member in before), last)
    alone = _DONE.fullmatch(last) is not None and ACTION.match(last) is None
    deeds = any(_DONE.fullmatch(member) or _STAGE.fullmatch(member) or ACTION.match(member) for member in before)
    return None if alone and not deeds else members


_GETS = re.compile("(?:荣?获得?|取得|被?评[定选]?为|获评)(?=..)")


def _with_head(members: tuple[str, ...]) -> tuple[str, ...]:
    """Return members with the verb, or the thing, that only the first has: 获得｜一等奖、二等奖; 项目｜签约、开工."""
    first, *others = members
    verb = _GETS.match(first)
    if verb is not None and len({member[-1] for member in members}) == 1 and not any(map(_GETS.match, others)):
        return (first, *(verb[0] + member for member in others))
    of_first = re.fullmatch(f"(?P<of>.+?)(?:{_STAGES})", first)
    if of_first is not None and all(map(_STAGE.fullmatch, others)):
        return (first, *(of_first["of"] + member for member in others))
    return members


_PRIZE = re.compile("[特一二三四优]等奖|[金银铜][奖牌]|[A-E]级|[一二三四五]星级?")


def instead(members: tuple[str, ...]) -> bool:
    """Return whether members may stand for each other, as prizes and stages do, rather than add up."""
    return all(map(_PRIZE.search, members)) or all(re.search(f"(?:{_STAGES})$", member) for member in members)


def with_shares(segments: Sequence[Segment]) -> list[Segment] | None:
    """Return segments with several points behind a list as its members' in turn: 国家级、省级报道每篇得2分、1分.

    None where points stand behind points otherwise.
    """
    whole: list[Segment] = []
    for segment in segments:
        award, before = segment.result, whole[-1].result if whole else None
        more = segment.mark == "、" and segment.bare and isinstance(award, Award) and award.bare
        if not more:
            whole.append(segment)
            continue
        match before:
            case Award(points=Fraction() as points, takes=takes, sharing=False, again=False, below=False, start=start):
                shares: tuple[Fraction, ...] = (points,)
            case Shares(points=shares, takes=takes, start=start):
                pass
            case _:
                return None
        if not segment.only("result", "limits") or not isinstance(award, Award) or award.points is None:
            return None
        result = Shares((*shares, award.points), takes, start, award.end)
        whole[-1] = replace(whole[-1], result=result, end=segment.end, limits=segment.limits)
    fits = all(
        not isinstance(each.result, Shares) or len(listed(each)) in (0, len(each.result.points)) for each in whole
    )
    return whole if fits else None
