"""The names of what steps count: words of the condition, of the step, and the unit.

Receives the words around a step; promises a name that drops none of them, or None where the step counts from something
that the sentence does not name: 每少1次扣1分 does not say from how many.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.joiners.claim import dated
from creditdsl.reader.left_over import is_who
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.phrase_kinds import Amount, Each
from creditdsl.reader.segments import Segment

_FROM_SOMETHING = "少|缺|缺少|差|超|超过|超出|多|高|高于|低|低于|降|升"
BARE_VERB = re.compile(f"(?:(?:{_FROM_SOMETHING})(?:标准|目标值?|要求|规定|计划|任务|目标任务|平均水平|平均值)?)?")
VAGUE_VERB = re.compile(f"(?:{_FROM_SOMETHING}|漏|迟|误|错|晚|缺席|发现|发生|出现|查实|有)?")
"""Verbs that need the words before: 参加会议，每缺一次."""
BEYOND_GOAL = re.compile(
    "超额完成(?:任务|目标|计划)?|超(?:过|出|额)?(?:年度)?(?:目标任务|目标值|任务数|目标|任务|计划)"
)
_DONE_AGAIN = "(?:报送?|上报|排查|召开|开展|组织|举办|学习|检查|培训|演练|更新|参加|研究|巡查|接访)"
"""What is to be done a number of times: 少排查一次."""
_WITHOUT_A_UNIT = re.compile("|[万亿]元|.次")
SHARES = ("%", "百分点")
_SIGNS = re.compile(r"[+×÷*/=<>≤≥]|(?<!\d)-|-(?!\d)")
_UNDERSTOOD = re.compile(r"\d|.每(?=年|个?月|个?季度|半年|周|天|日)")


_OF_STANDARD = re.compile("(?:低于|高于)[一-鿿]{0,8}(?:标准|要求|限值)")
"""Words of a comparison that is part of what is counted: 数量低于规定标准."""


def counted(words: str, verb: str, behind: str, size: Amount) -> str:
    """Return the name of what a step counts: 报送 + 条 is 报送条数, 提高 + 百分点 is 提高幅度.

    Words without a verb are the name as they stand: 失信案例每例扣5分. A name with numbers or periods that were
    understood is quoted.
    """
    if verb and not behind and verb in words and words.endswith("数"):
        verb = ""  # the measure stands before its step and says the verb already: 上访起数 每上访1起扣2
    name = re.sub(r"^(.*)按(.+数)$", r"\1\2", words) if not verb + behind else words + verb + behind
    name = name.removesuffix("的")
    if name in (HOLE, ""):
        return HOLE
    whole = name + (_ending(name, verb, size.unit) if verb + behind else "")
    compared = _OF_STANDARD.search(name) is not None
    quoted = (compared or _UNDERSTOOD.search(name) or dated(name)) and not _SIGNS.search(name) and "“" not in name
    return f"“{whole}”" if quoted else whole


def _ending(name: str, verb: str, unit: str) -> str:
    if unit in SHARES:
        return "率" if verb.endswith("完成") else "幅度" if verb else ""
    if _WITHOUT_A_UNIT.fullmatch(unit) or name.endswith((f"{unit}数", unit)):
        return unit if unit.endswith("次") and not name.endswith(unit) else ""
    return f"{unit}数"


AROUND = "[^不未无没]{2,6}(?:沿线|时段|时期|期间|区域|范围内?|两侧|周边)"
"""Where or when something is, which says nothing of what: 国道沿线每处扣2分."""
_CLASS = re.compile("[ⅠⅡⅢⅣABC一二三四甲乙丙]类(?:市县|县市区?|县区|县|区|市|乡镇|镇|街道|村|单位|部门|地区|企业|学校)$")


_GOOD = re.compile(
    "(?<![不未])(?<!未保持)(?<!未做到)(?<!未达到)(?:整洁|干净|完好|良好|畅通|规范|有序|到位|齐全)(?:[、,]?无.+)?$|^无(?=[暴裸乱]|卫生死角|积存|成堆|明显)"
)


def demanded(words: str, verb: str) -> bool:
    """Return whether words are what shall be, while a step counts the contrary: 路面整洁，每发现1处."""
    return verb in ("发现", "发生", "出现", "查实") and _GOOD.search(words) is not None


def who_of(words: str) -> bool:
    """Return whether words name those who get points, and not what is counted: 乡镇每报送1条得0.5分."""
    return is_who(words) or _CLASS.search(words) is not None


_PLAIN = "(?:(?!至少|分别)[^未无没除均各倒再])"
_NONE_OF = re.compile(
    f"(?P<where>(?:(?!不){_PLAIN}){{0,12}}?)"
    f"(?:(?:未|没有|无)(?:再)?(?:发生|出现|发现|存在)|无(?![偿线障烟缝害故证主人]))(?P<what>{_PLAIN}+)"
)
"""Words that deny something once, and say nothing else of it."""
_HAPPENS = ("发生", "出现", "发现", "查实")


def undenied(subject: str, verb: str, takes: bool) -> str:
    """Return what a step counts of the words before, which say that there is none: 未发生事故得5分，发生1起扣1分."""
    match = _NONE_OF.fullmatch(subject)
    return match["where"] + match["what"] if match is not None and takes and verb in _HAPPENS else subject


_BEFORE = re.compile(
    "同比|环比|[较比与和同](?:[本全]?[地省市县区])?(?:上一?年度?|去年|前[两三四五]年|上[月季期]|往年|历年).*(?:相比|同期|平均.*|水平)?$|相比$"
)
_CHANGED = re.compile("上升|增加|增长|提高|下降|降低|减少|下滑|(?:超过|高于|低于|超出|高出)$")


def since_before(words: str, verb: str) -> bool:
    """Return whether a step counts by how much a measure changed: 投诉量同比每上升1个百分点."""
    before = _BEFORE.search(words)
    return before is not None and before.start() > 1 and _CHANGED.fullmatch(verb) is not None


FEWER = ("少", "缺")
_LATE = re.compile("(?:推迟|延迟|延期|逾期|迟延|超期|拖延|晚|迟)(?:完成|报送|上报)?")


TIMES = ("天", "日", "个工作日", "工作日", "小时", "周", "月", "个月")


def is_late(verb: str, unit: str) -> bool:
    """Return whether a step counts by how much something is late: 每延期1天."""
    return _LATE.fullmatch(verb) is not None and unit in TIMES


def falls_short(fact: str, verb: str, unit: str, takes: bool) -> bool:
    """Return whether a step counts what a fact before it is short of: 按期完成得5分，每延期1天扣1分."""
    late = is_late(verb, unit) and re.search("按期|按时|如期|及时|按时序", fact) is not None
    return verb in FEWER or late or undenied(fact, verb, takes) != fact


def ranked(words: str, unit: str) -> bool:
    """Return whether words are of a place in a ranking, unless it is compared with the place before."""
    if unit not in ("位", "名"):
        return False
    return re.search("排名|位次|名次|位列", words) is not None and re.match("[较比]上", words) is None


_NONE_DONE = re.compile("(?:都|也|均)?(?:未|没)(?!达|合格)")
_HAVING = re.compile("(?:有|发现|发生|出现|查实|存在|每)$")


def says_none(words: str, unit: str, behind: str) -> bool:
    """Return whether words around a count of one may say that there is not even one: 一次未开展, 一条未报."""
    return unit in tuple("次条篇期份场回") and _NONE_DONE.match(behind) is not None and not _HAVING.search(words)


_MOVED = "下降|降低|上升|提高|增加|减少|高出|超出"


def with_each(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with 少一次扣1分 as 每少一次扣1分: what counts from something is a step without 每, too.

    Behind a standard in percent so is 下降1个百分点扣1分.
    """
    return [_with_each(segment, segments[at - 1] if at else None) for at, segment in enumerate(segments)]


def _with_each(segment: Segment, before: Segment | None) -> Segment:
    test = segment.test
    counts = re.fullmatch(f"{_FROM_SOMETHING}|少{_DONE_AGAIN}", segment.subject) is not None or (
        before is not None and _moves_from(before, segment)
    )
    size = test.bounds[0].amount if test is not None and test.exact and counts and not segment.behind else None
    if size is None or size.value != 1 or segment.each is not None:
        return segment
    each = Each(segment.subject, size, segment.start, segment.end)
    return replace(segment, subject="", test=None, each=each)


def _moves_from(before: Segment, segment: Segment) -> bool:
    """Return whether a segment takes or gives for one percentage point away from the standard before it."""
    unit = before.test.bounds[0].amount if before.test is not None and before.result is not None else None
    away = segment.test is not None and segment.test.text.endswith("百分点")
    return away and unit is not None and unit.unit == "%" and re.fullmatch(_MOVED, segment.subject) is not None


def from_nowhere(words: str, verb: str, behind: str) -> bool:
    """Return whether a step counts from something that no word names."""
    return not words and not behind and bool(verb) and BARE_VERB.fullmatch(verb) is not None


_DEED = re.compile("召开|开展|组织|完成|报送|上报|举办|参加|培训|演练|巡查|检查|走访|服务|学习|更新|发布|下访|接访")


def is_due(segments: Sequence[Segment]) -> bool:
    """Return whether a bare number is what shall be done: 全年开展服务8次，每少1次扣0.5分."""
    first, following = segments[0], segments[1:2]
    each = following[0].each if following else None
    size = first.test.bounds[0].amount if first.test is not None else None
    fewer = each is not None and each.verb[:1] in FEWER and size is not None and each.size.unit == size.unit
    return fewer and _DEED.search(first.subject) is not None and not first.behind
