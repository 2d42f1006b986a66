"""The patterns of grades and of what befalls a unit: scores that decide them, names of grades, vetoes.

As in lexicon.py; a name in a group is what the lexer reads from it.
"""

import re

_D = r"\d+(?:\.\d+)?"
_N = r"\d+|[一二两三四五六七八九十]+"
_TO = "(?:至|到|-|~)+"
_INCLUSION = r"(?:\((?:不?含|不?包括)[^()]{0,10}\))?"
_LETTERS = r"[ABCDE]{1,3}[+-]?级?"
NAMES = (
    f"优秀|良好|不合格|基本合格|合格|较好|一般|较差|先进|不达标|基本达标|达标|不称职|基本称职|称职|未完成|完成|优|良|中|好|差|{_LETTERS}"
    "|[一二三四五]星级?|[一二三四]级|[一二三四甲乙丙丁]等|红色|橙色|黄色|绿色|蓝色"
)
"""Names of grades."""
_TAIL = "(?:等次|等级|档次|档|单位|企业)?"
_END = r"(?=[,;:。、)]|$)"
_UNITS = "(?:的)?(?:单位|部门|企业|县区|者)?(?:的)?"
_OF = "(?:(?<=[名位%上下分])的?(?:单位|部门|企业|县区)的?)?"
_OBJECT = (
    "(?:将其|其)?(?:(?:(?<=,)年度[^,;。的未不无]{1,10}工作|当年度?|年度|本年度|年终)?"
    "(?:考核|积分|评价|考评|综合评价)?(?:结果|等次|等级|档次|得分)?)?"
)
_FIRMLY = "(?:并|同时|且)?(?:直接|一律|即|应|予以)?"
_YEAR = "(?:其)?(?:当年度?|本年度?|年度|年终|下一年度)?(?:的)?(?:各类)?"
_FIRST_RATE = "(?:评优评先|评先评优|评先树优|评优|评先|评选先进|先进单位评选|推优|创优)"
_GRADED = (
    f"(?=的?(?:单位|部门|企业|者)?的?[、,]?(?:(?:评定?|定|确定|认定)?为“?(?:{NAMES})|(?:{NAMES}){_TAIL}{_END})|\\))"
)
_X = "(?:X|x|得分|总分|分数|分值)"
_SCORE = (
    rf"(?:总?得分|总分|积分)?(?:在)?(?P<low>{_D})分?(?P<low_in>{_INCLUSION})(?:{_TO})(?P<high>{_D})分(?P<high_in>{_INCLUSION})(?:之间|间)?{_GRADED}"
    rf"|(?:总?得分|总分|积分)?(?:在)?(?P<from>{_D})分(?P<from_in>{_INCLUSION})(?:及以上|以上)(?P<from_in2>{_INCLUSION})[、,至]?(?P<to>{_D})分(?P<to_in>{_INCLUSION})(?:及以下|以下)(?P<to_in2>{_INCLUSION})"
    rf"|(?:总?得分|总分|积分)?(?:在)?(?P<over>{_D})分(?P<over_in>{_INCLUSION})(?:及以上|以上)(?P<over_in2>{_INCLUSION})[、,]?(?:且|但)?(?:不满|低于|不足|未满|不到)(?P<under>{_D})分"
    rf"|(?P<chain_low>{_D})分?(?P<chain_from>≤|<=|<){_X}(?:(?P<chain_to>≤|<=|<)(?P<chain_high>{_D})分?)?"
    rf"|(?:总?得分|总分|积分)?(?:在)?(?P<side>{_D})分(?P<side_in>{_INCLUSION})(?P<way>及以上|以上|及以下|以下)(?P<side_in2>{_INCLUSION})"
)
_LISTED = rf"(?:{_D}分(?:及?以[上下]|\(|≤|<|{_TO})|{_D}(?:≤|<|{_TO})|[≥>]{_D})"

_PRINTED = (
    rf"(?:考核|考评|评价|评定)?(?:结果|等次|等级)?(?:分为|划分为|设)(?:{NAMES})(?:[、,](?:{NAMES}))+(?:[一二三四五六]个)?(?:等次|等级|档次|档)|"
    r",并(?:按照?(?:有关|相关)?规定|依法(?:依规)?|严肃)?(?:追责|追究(?:相关|有关|其)?(?:人员)?(?:的)?责任)(?=[;。]|$)|"
    r",并(?:在全[市县区州盟镇乡](?:范围内)?)?(?:予以|给予|进行)?(?:公开)?通报(?:批评)?(?=[;。]|$)|"
    r"等次按(?:年度)?(?:总分|名次)(?:和名次)?确定(?:,以印出的(?:整数|[一两三四五六]位小数)比较)?,(?:自高到低|自前向后)先中先得[:：]"
    rf"|,降到(?:{NAMES})为止(?=;)|,应评为(?:{NAMES})(?:、(?:{NAMES}))*的降为(?:下一等次|{NAMES})(?=;)|(?<=一票否决),等次为(?:{NAMES})(?=;)|(?<=资格),不予表彰(?=;)"
    r"|;得分(?:和名次不变|、名次和等次不变)(?=。|$)|(?<=的),在上述等次上(?=降)"
)
"""Words of the readings that are printed below a table (publish/table/readings.py), which say nothing more."""

PATTERNS = (
    (
        "hedge",
        "(?:不再?|免予)(?:实行|执行|适用|予以)?“?一票否决|(?:该|本|此)项(?:指标|工作)?(?:实行)?一票否决|(?:视|根据|按)[^,;。]{0,8}降低?(?:等次|档次|等级)",
    ),
    ("mark", _PRINTED),
    ("score", _SCORE),
    ("grade", f"{_FIRMLY}(?:实行|执行|适用|采取|进行)?(?:年度)?(?:考核)?(?P<veto>“?一票否决”?)(?:制)?{_END}"),
    (
        "grade",
        f"{_FIRMLY}(?P<disqualified>取消{_YEAR}{_FIRST_RATE}(?:的)?资格|(?:{_YEAR}不(?:得|能)(?:参加|参与)?|取消参加){_YEAR}{_FIRST_RATE}(?:活动)?){_END}",
    ),
    ("grade", f"{_FIRMLY}{_OBJECT}{_FIRMLY}不(?:得|能|予)(?:评定?|定|确定)为“?(?P<barred>{NAMES})”?{_TAIL}{_END}"),
    (
        "grade",
        f"(?:在[^,;。]{{2,14}}基础上)?{_FIRMLY}{_OBJECT}{_FIRMLY}(?:降低|下调|下降|降)(?P<steps>{_N})个?(?:考核)?(?:等次|等级|档次|档|级){_END}",
    ),
    (
        "grade",
        f"{_OF}{_FIRMLY}{_OBJECT}{_FIRMLY}(?:(?:评定?|判定?|定|确定|认定|列|划)为|(?:等级|等次|档次)为)“?(?P<rated>{NAMES})”?{_TAIL}{_END}",
    ),
    ("grade", rf"(?<=[分上下内间者名位%)余他它的门]){_UNITS}(?:列)?为“?(?P<is>{NAMES})”?{_TAIL}{_END}"),
    ("grade", rf"(?<=[分上下内间)])(?:的)?(?P<bare>{NAMES}){_TAIL}{_END}"),
    ("grade", _OF + "授予(?P<honour>“[^“”]{2,40}”|[^“”,;。]{2,30}?)(?:的)?(?:荣誉)?称号"),
    ("grade_head", rf"(?<![^;,。、])(?P<grade_head>{NAMES}){_TAIL}[:(]?(?=(?:评价|考核)?{_X}?(?:为|在)?{_LISTED})"),
)
"""Kinds and their patterns. Of matches of one length the kind that stands first is taken."""

COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in PATTERNS)
