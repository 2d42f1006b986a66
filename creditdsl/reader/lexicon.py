"""The patterns of phrases: how offices write amounts, comparisons, points, steps, places and limits.

A pattern belongs to a kind of phrase; the lexer takes the longest that fits. Spellings are of folded text without
spaces: signs are half width, except 。and 、.
"""

import re
from functools import cache

from creditdsl.reader import grade_lexicon, place_lexicon, rule_lexicon, stated_lexicon
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords

DIGITS = r"\d+(?:\.\d+)?"
_HAN = "[一二两三四五六七八九十百]+"
_HAN_POINTS = f"(?:零|{_HAN})(?:点[一二三四五六七八九]+)?"
UNIT = (
    "小项|子项|个百分点|百分点|个千分点|千分点|[%‰]|学时|课时|个工作日|工作日|个月|万元|亿元|小时|分钟|万人|万户|[人件家户批台例处项村月条名所站点]次|平方米|公里"
    "|[次条篇例起件项类家户人名位笔天日年岁个处份批种台套辆所站点场期部宗回本支幅张村元吨亩时块座具根棵株盏卷只封栋幢艘床]"
    "|门(?![户式类口诊槛票])|节(?![目日假点约能])|面(?![积对向貌议])"
)
"""Units and measure words, the longer before the shorter."""
COUNT = (
    "(?:小项|子项|[人件家户批台例处项村月条名所站点]次|[万亿]元|学时|课时|公里"
    "|[次条篇例起件项类家户人名位个处份批种台套辆所站场期部宗笔回本支幅张村校店块座具根棵株盏卷只封栋幢艘床]|门(?![户式类口诊槛票])|节(?![目日假点约能])|面(?![积对向貌议]))"
)
"""Measure words of what is counted one by one."""
TIME = "(?:小时|分钟|平方米|公里|个?月|个?季度|年|天|日|周|个工作日)"
"""Units of time that a step may have: 每月扣1分."""
_SHARE = rf"[百千]分之(?:{DIGITS}|百|[一二三四五六七八九十]+(?:点[一二三四五六七八九]+)?)"
AMOUNT = rf"(?:{DIGITS}(?:{UNIT})|{_SHARE}|(?<![第任意同无]){_HAN}(?:{UNIT})(?!性))"
_SHARES = f"(?:{AMOUNT}|[一二三四五六七八九]成(?![立功员果为绩效本就品分]))"
_POINTS = rf"(?<![\d.])(?:{DIGITS}|(?<!点){_HAN_POINTS})分(?![之类级析别布工钟管部支数值厂公局行])"

_IS = "(?<![行作认成因])为"
"""为 that is no part of a word: 行为, 作为."""
RAISED, LOWERED = "提高|提升|上升|增加|增长|扩大", "压缩|缩短|缩减|压减|精简|减少|降低|下降|降"
"""What is done to a measure until it is so, before 至: 压缩至3天; it is no part of the measure's name."""
AT_LEAST = (
    f"(?:{RAISED})[至到]|(?:[须应需]|必须|应当|要)达到?|达到|达|满"
    "|不低于|不少于|不小于|大于等于|大于或等于|≥|>=|至少|不差于"
)
AT_MOST = f"(?:{LOWERED})[至到]|不高于|不大于|不超过|不多于|小于等于|小于或等于|≤|<=|至多|控制在"
MORE = "超过|超出|高于|多于|大于|优于|突破|超|>"
LESS = "低于|不达|少于|小于|不满|不足|未达到|未达|达不到|不到|未满|没有达到|<"
EQUAL = rf"等于|持平于|{_IS}|=(?=\d)"
COMPARE = f"{AT_LEAST}|{AT_MOST}|{MORE}|{LESS}|{EQUAL}"
UP, DOWN = "及以上|或以上|以上", "及以下|或以下|以下|以内|之内"
_SIDE = f"{UP}|{DOWN}"
_WITH, _WITHOUT = (
    rf"\((?:含|包括|包含)(?:本数|{AMOUNT})?\)|,?含{AMOUNT}|(?<=[上下内]),?含本数",
    rf"\((?:不含|不包括)(?:本数|{AMOUNT})?\)",
)
INCLUSION = f"{_WITH}|{_WITHOUT}"
TO = "至|到|-|~|—+|–"
BOUND = rf"(?:在|{_IS})?(?:{COMPARE})?(?:{_SHARES})(?:{INCLUSION})?(?:{_SIDE})?(?:{INCLUSION})?"
BETWEEN = (
    rf"(?:在|{_IS})?(?:{DIGITS}|{_SHARES}|{_HAN})(?:{INCLUSION})?(?:{TO})(?:{_SHARES})(?:{INCLUSION})?(?:之间|间)?"
)

_GIVE = "加计|得|加|(?<![累合总共])计|积|记|赋|给|奖励|奖|可得|可加|予以加"
_TAKE = "扣减|扣除|扣|减|倒扣|(?<=[名位次])少"
_SEVERAL = (
    "(?:以上|上述)(?:各项|(?P<several>[两三四五六])项)?(?=[合累总]计(?![得加]分))|两者(?=[合累总]计(?![得加扣]分))"
)
_WHOSE = f"(?P<whole>本小?项|该小?项|此项|{_SEVERAL})?(?:全年|年度|累计|合计|总计|共计|总共)*"
_LIMITING = "(?:之和|合计|累计)?(?:最高|最多|至多|上限|封顶)(?:分|得分)?(?:为|是|可|只|不得?超过|至)?|不得?超过|限"
_CAP = (
    rf"{_WHOSE}(?:(?:得分|计分|赋分|(?P<adding>加分)|(?P<taking_in_all>扣分))(?:总分|总和)?)?(?:{_LIMITING})"
    rf"(?:可|予以)?(?:(?P<giving>得|计|积|记|赋|给|奖励)|(?P<adds>加)|(?P<taking>扣减|扣除|扣|减))?分?(?P<cap>{DIGITS}|{_HAN_POINTS}(?=分))分"
    rf"(?:为止|封顶)?|(?:本项|该项|此项|全年|年内)?(?:累计)?(?:(?P<adding_most>加分)|(?P<taking_most>[扣减]分))?以?(?P<cap_before>{DIGITS})分(?:封顶|为限|为上限)|(?:最高|最多)(?:得|为)?(?P<cap_short>{DIGITS})(?=[,;。]|$)|[计得加]满(?P<filled>{DIGITS})分(?:为?止)"
    rf"|(?P<emptied_before>{DIGITS})分(?:全部)?扣完(?:为止|即止)?|扣[完至到满](?!0分)(?P<emptied>{DIGITS})分(?:为止|即止)"
    rf"|(?:累计|合计|总计)?(?:达到?|超过|满)?(?P<topped>{DIGITS})分(?:及?以上)?的?,?(?:只|均|都)?(?:取|按|以)(?P=topped)分(?:计算|计分|计)?(?![至到~-])"
)
_VERB = (
    rf"(?!(?:{TIME}|学期|半年)|{COUNT}(?![理罚置分会目]))"
    r"(?:(?!不少于|不低于|不超过|不高于|至少|不足)[^\d,;。:()%每]){0,30}?"
)
"""Words between 每 and its amount; none that begin with a period or a measure word of their own."""
_TIMED = "[人件家户批台处项村月条名所站点]"
_EACH = (
    rf"按?每(?:满|有)?(?P<verb>{_VERB})(?<![不未])满?(?P<size>{AMOUNT})(?!(?:{TO})?\d)|每(?:满|有)?(?P<decimal>{DIGITS})(?=,?(?:得|扣|加|减|计))"
    rf"|每(?P<verb_of_one>发现|发生|出现|查实|有)?(?:(?P<person>人)每次|(?P<time>{TIME})(?=的?,?(?:{_GIVE}|{_TAKE}|-)?{DIGITS}分)|(?P<unit>{COUNT})(?:\([次起件项处人套]\))?)"
)

_EACH_OF = (
    f"(?:每(?:次|例|起)每(?P<of_times>{_TIMED})"
    f"|每(?P<of>{_TIMED})(?:每(?:发现|发生|出现)?一?)?(?:次|例|起))(?!以|数|性)"
)
"""A step of two: 每次每处, 每处每次, which counts each time at each place: 处次."""

_EACH_SITE = r"每(?:个|家|座|户|名|位)(?P<site>[\u4e00-\u9fff]{1,6}?)每(?P<at_site>次|例|起|处|项)(?!以|数|性)"
"""A step at each of several: 每个工地每次."""

_RISES, _FALLS = "提高|上升|增加|增长|高于?|超过?|升|增", "降低|下降|减少|低于?|少于?|降|减"
_EITHER = r"(?:\(|或者?|、|/)?"
_SWING = (
    rf"每(?:(?P<up>{_RISES}){_EITHER}(?:{_FALLS})|(?:{_FALLS}){_EITHER}(?:{_RISES}))\)?(?P<swing>{AMOUNT})的?,?(?:相应|则|就|分别)?(?:地)?"
    rf"加分?{_EITHER}[减扣]\)?分?(?P<swung>{DIGITS})分(?!{TO[0]})"
)
"""A step in both directions: 每高（低）1个百分点加（减）0.5分."""

_END = f"(?:{DIGITS}(?:{UNIT})?)"
_CHAINED = rf"(?<![\d.]){_END}(?:<=|≤|<)(?P<chained>[^\d,;。:()<≤=]{{1,16}}?)(?:<=|≤|<){_END}(?![\d.])"
"""Both ends with the measure between them: 80%≤完成率<90%."""
_SCORED = (
    rf"(?:在|{_IS})?(?:{COMPARE})?{DIGITS}分(?:{INCLUSION})?(?:{_SIDE})(?:{INCLUSION})?(?:[、,]?(?:且|但)?(?:{COMPARE}){DIGITS}分(?:{_SIDE})?)?"
    rf"|(?!为0分)(?:{COMPARE}){DIGITS}分(?:{INCLUSION})?|{DIGITS}分?(?:{INCLUSION})?(?:{TO}){DIGITS}分(?:{INCLUSION})?(?:之间)?(?=的?(?:为|[A-D优良合不较基]))"
)
"""Comparisons of a score: 90分以上, 70分以上不满90分."""

PATTERNS = (
    ("quoted", "“[^“”]*”"),
    ("test", _SCORED),
    (
        "test",
        f"{_CHAINED}|(?<![第无每\\d-]){AMOUNT}(?:{UP})(?:{INCLUSION})?[、,]?{AMOUNT}(?:{DOWN})(?:{INCLUSION})?"
        f"|(?:(?<![第无每\\d-])|(?<=\\d)(?=为))(?:{BETWEEN}|{BOUND})(?:[、,]?(?:且|但)?(?:{COMPARE}){AMOUNT}(?:{_SIDE})?)?",
    ),
    ("in_turn_test", rf"分别(?P<in_turn>{COMPARE}|在)?{_SHARES}(?:[、,和及]{_SHARES})+(?P<in_turn_side>{_SIDE})?"),
    ("each", _EACH),
    ("each_of", _EACH_OF),
    ("each_site", _EACH_SITE),
    ("swing", _SWING),
    ("top", r"超(?:过|出)?100%(?:的|部分|的部分)?,?(?:均|都)?(?:按|以)100%(?:计算|计分|计)(?!\d)"),
    (
        "award",
        rf"(?P<again>再|另外?|追加|(?<![增追附另再参])加(?=扣))?(?P<share>各|均|都|分别)?(?:一次性|直接)?(?:(?P<give>{_GIVE})(?:基本分|基础分)?|(?P<take>{_TAKE}))分?(?P<points>{DIGITS}|{_HAN_POINTS}(?=分))分?(?![\d%{TO[0]}~—-])|(?:得|计|给)满分(?:(?P<all>{DIGITS})分)?|(?:{_GIVE})?(?<!扣)(?<![\d%分])(?<!含\))(?P<minus>-){DIGITS}分",
    ),
    ("bare", _POINTS),
    ("test", rule_lexicon.PLAIN),
    ("compared", rule_lexicon.COMPARED),
    ("apiece", rule_lexicon.APIECE),
    ("shares", rule_lexicon.SHARES),
    ("scaled", rule_lexicon.SCALED),
    ("formula", rule_lexicon.FORMULA),
    ("jointly", rule_lexicon.JOINTLY),
    ("joint", rule_lexicon.JOINT),
    ("denied", rule_lexicon.DENIED),
    ("every", rule_lexicon.EVERY),
    ("one_of", rule_lexicon.ONE_OF),
    ("note", rule_lexicon.NOTE),
    ("best", rule_lexicon.BEST),
    (
        "span",
        rf"在?(?:(?P<give_range>{_GIVE})|(?P<take_range>{_TAKE}))?分?(?P<low>{DIGITS})分?(?:{TO})(?P<high>{DIGITS})分(?:之间|范围内)?",
    ),
    ("nothing", rule_lexicon.NOTHING),
    ("cap", _CAP),
    ("uncapped", "不设上限|上不封顶|不封顶|(?:累)?加[至到]满分(?:为止)?"),
    ("floor", rf"(?:最低|最少|不低于|至少)得?(?P<floor>{DIGITS})分"),
    (
        "until_zero",
        "(?:直至|直到|直)?[扣减]完(?:本项|该项|此项|本项目|所有)?(?:的)?(?:分值|分数|分)?(?:为止|即止|不倒扣)?"
        "|(?:本项|该项|此项)(?:分值)?扣完(?:为止|即止|不倒扣)|(?:累计)?扣[至到](?:0|零)分(?:为止)?",
    ),
    (
        "remainder",
        rf"(?:余数)?不[足满](?!100%)(?P<of>{AMOUNT}|一步)?(?:的部分|的)?[,、]?(?:按(?:{AMOUNT}|一步)计(?:算|分)?|(?P<share_of>按比例(?:计(?:算|分)?|得分|给分))|(?P<drop>不计|不予计算))(?!分)",
    ),
    (
        "full",
        rf"(?:本项|该项|此项)?(?:满分|共计|总计|合计|共|总分|分值|基础分|基本分|起评分|起始分|占(?={DIGITS}分[,:]得分))(?:为|是|:|得|计)?(?P<full>{DIGITS})分|\((?:满分|共|计)?(?P<full_in>{DIGITS})分(?:\)|(?=,加分后))|从满分(?P<full_from>{DIGITS})分起扣",
    ),
    (
        "otherwise",
        r"(?:否则|其余|其他|其它|余者)(?:的?情况|的?情形|的?单位|的?部门|者)?(?:的)?(?=,?(?:得|不|扣|加|计|记|积|赋|给|减|酌情|按|均|都|为|评|定|列|本|该|此|由|-|0|零分|\d+(?:\.\d+)?分))",
    ),
    ("ratio", rule_lexicon.RATIO),
    ("per", rf"(?<=分)(?:/|每)(?:{COUNT})"),
    ("date", rule_lexicon.DATE),
    ("date", rule_lexicon.WITHIN),
    ("period", "每年度?|每个?月|每个?季度|每半年|每周|每天|每日|年度内|按月|按季"),
    (
        "hedge",
        "原则上|(?:在)?此基础|除[^,;。]{1,12}外|同时|以上条件|再|另外?(?![一])|其中|分别|各(?![级类种项个有相部单乡县区市镇科股地方成责行领业职村街社学层环阶院校站]|企业|被考)|(?<![平人户亩地年月日次生床师件课校])均(?!衡|等|值)|不重复|同一|特别(?!严重|重大|恶劣|困难|突出|[^,;。为]{0,4}奖)|加倍|减半",
    ),
    ("label", r"[①②③④⑤⑥⑦⑧⑨⑩]|\(\d{1,2}\)(?=[^\d,;。])|(?:(?<=[;:。\n])|(?<=[;:。\n] )|^)\d{1,2}[.、](?!\d)"),
    (
        "mark",
        r"[,;。:、()\n]|的(?=[,;。按每得加扣计记积赋减给奖不评倒再另本该此授酌]|$|-?\d+(?:\.\d+)?分|-\d|实行|一票|各|均|分别|(?:直接|一律)?(?:确|认|判)?定为)",
    ),
)
"""Kinds and their patterns. Of matches of one length the kind that stands first is taken."""

KEYWORDS = "|".join(
    re.escape(fold(word)) for entry in keywords().words.values() if entry.until == "number" for word in entry.words
)
"""Keywords of the language that stand before a number. One that no pattern knows belongs to no name."""

COMPILED = (
    *place_lexicon.COMPILED,
    *grade_lexicon.COMPILED,
    *stated_lexicon.COMPILED,
    *((kind, re.compile(pattern)) for kind, pattern in PATTERNS),
    ("keyword", re.compile(rf"(?:{KEYWORDS})(?=\d)")),
)


@cache
def starting_with(character: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kinds that a character may begin: those whose pattern holds it.

    So no pattern may begin with a set of what it does not hold.
    """
    held = r"\d" if character.isdecimal() else character
    return tuple((kind, pattern) for kind, pattern in COMPILED if held in pattern.pattern)
