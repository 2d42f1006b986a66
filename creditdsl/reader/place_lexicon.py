"""The patterns of rankings: how offices write orders, places, the points in between, and who is not ranked.

As in lexicon.py; a name in a group is what the lexer reads from it.
"""

import re

_N = r"(?:\d+|[一二两三四五六七八九十]+)"
_SHARE = r"\d+(?:\.\d+)?%"
_TO = "(?:至|到|-|~|—+)"
_RANKED = "(?:(?:排名|排位|排序|位次|名次|位居|位列|名列|排在|居(?=[前第]))(?:在|为|位居|位列|位于|居|列)?)"
_UNITS = "(?:单位|部门|县区|县市区|乡镇|街道|企业)"
_GETS = r"(?=的?(?:单位|部门)?(?:的)?,?(?:分别)?(?:得|加|计|积|记|赋|扣|减|不|奖|给|均|各|评为|授予|为|少|\d))"

_HAN, _ARABIC = "一二三四五", "12345"
_FIRST_FEW = tuple(
    "[、,](?:第)?".join(numerals[:count]) for numerals in (_HAN, _ARABIC) for count in range(len(numerals), 1, -1)
)
"""The first places one by one: 第一、二、三名."""

PLACE = (
    rf"(?P<share>{_RANKED})?(?P<side>[前后])(?:(?P<from_share>{_SHARE}){_TO}[前后]?)?(?P<to_share>{_SHARE})"
    rf"|{_RANKED}?第(?P<first>{_N})(?:名|位)?{_TO}第?(?P<last>{_N})(?:名|位)"
    rf"|{_RANKED}第(?P<first_bare>{_N}){_TO}第?(?P<last_bare>{_N}){_GETS}"
    rf"|{_RANKED}?第(?P<since>{_N})(?:名|位)(?:及|及其|或)?(?:以后|之后|以下)"
    rf"|{_RANKED}?(?:第(?P<nth>{_N})(?:名|位)|(?P<leading>首位|首名))"
    rf"|{_RANKED}第(?P<nth_bare>{_N}){_GETS}|(?<!\w)第(?P<nth_short>[一二三四五六七八九十]){_GETS}"
    rf"|{_RANKED}?(?P<listed>第?(?:{'|'.join(_FIRST_FEW)})名)"
    rf"|{_RANKED}?(?P<group>[前后]|(?<![年月季期周度旬岁])末|倒数)(?P<count>{_N})(?:名|位)"
    rf"|{_RANKED}(?P<group_bare>[前后])(?P<count_bare>{_N}){_GETS}"
    rf"|(?<=全[市县区州盟])(?P<group_of_all>[前后])(?P<count_of_all>{_N}){_GETS}"
    rf"|(?P<group_rated>[前后])(?P<count_rated>{_N})(?=的?评为)|(?P<first_rated>{_N}){_TO}(?P<last_rated>{_N})(?=的?评为)"
    rf"|{_RANKED}?(?P<trailing>末位|末名|最后一名|最后一位|倒数第一名?|倒数第1名?|倒数第一位)"
    rf"|{_RANKED}?倒数第(?P<from_end>{_N})(?:名|位)?{_GETS}"
    rf"|最(?P<extreme>[多高大长好少低小短差])的{_UNITS}?(?:的)?(?!,?\d){_GETS}"
)
_FALLING, _RISING = "(?P<high>[高多大])(?:到|至)[低少小]", "(?P<low>[低少小])(?:到|至)[高多大]"
_ORDER = f"(?:[由从](?:{_FALLING}|{_RISING})(?:的?(?:顺序|次序))?(?:依次|进行)?|(?P<sorted>高低|多少|大小))"
_MEASURE = "(?P<measure>(?:“[^“”]*”|(?!分别|分组|分类|各自)[^;。,:“”])*?)"
_RANK = r"(?:进行)?(?:排名|排序|排队)(?P<shared>\(并列占位\))?"
_TURN = "(?:按照?(?:名次|排名|位次|排序|顺序|次序)|依(?:次|序|排序|排名|名次|次序)|均匀|等差)+(?:排序|排名)?"

PATTERNS = (
    (
        "outside",
        f"(?:位列|位居|名列|排名|进入)?全(?:国|省|区)(?:同类[^,;。]{{1,6}}|系统)?(?:排名)?(?:前{_N}名?|第{_N}名?|末位)"
        f"|连续[^,;。]{{1,6}}?{_RANKED}?(?:末位|最后一[名位]|倒数第?{_N}名?|[前后]{_N}名|第{_N}名)",
    ),
    (
        "hedge",
        f"(?:不在|未在|未进入|不进入|未列入|未排在|没有进入)(?:[^,;。]{{0,4}})?前{_N}名?|(?:进入|列入|跻身)全[市县区州盟](?:排名)?[前后第]{_N}名?(?!方)",
    ),
    (
        "place",
        rf"(?:(?:排名|排位|(?<!安)排)?在?(?P<within>全[市县区州盟])(?:的|中)?(?=排名|排位|位列|位居|[前后第]|末[位名]|最后一|倒数|最[多高大长好少低小短差]的))?(?:{PLACE})(?:的{_UNITS}(?:的)?(?![数个均]))?",
    ),
    ("order", rf"按照?{_MEASURE}(?:{_ORDER})?{_RANK}(?:情况|结果)?(?:计分|得分|赋分)?(?=[,;。:]|$)"),
    ("order", r"(?:根据|按照?)(?:排名|名次)(?:情况|结果)?(?:依次)?(?:得分|计分|赋分|给分|打分)?(?=[,;。:]|$)"),
    ("order", rf"(?:排名|排序)?(?=[由从]){_ORDER}(?:{_RANK})?"),
    ("fall", "(?:以后|以下|其后|之后|此后|其余|其他)?(?:的)?(?:各?名次)?(?:依次|逐名|逐次)递(?=减\\d)"),
    (
        "fall",
        f"(?:(?:排名|名次|位次|以下|以后|其后|之后|此后)[,]?)?每(?:(?:下|退|后)?(?:降|移|退)(?:低|后)?|低|递减)(?:1|一)(?:个)?(?:名次|位次|名|位){_GETS}",
    ),
    (
        "in_turn",
        rf"(?:(?:中间|其余|其他|其它|剩余)(?:的)?(?:名次|情况|情形|各?{_UNITS})?的?)?{_TURN}(?:递减)?(?:赋分|得分|计分|给分|打分)?(?=[,;。)]|$)",
    ),
    ("by_gap", "中间按差距赋分"),
    (
        "share_of_best",
        f"以?(?:最高|最多|最大)(?:的|者|值|分|{_UNITS})*(?:为|得|计|记)满分,?(?:其余|其他|其它|剩余)(?:的)?(?:各)?{_UNITS}?的?"
        "(?:均|则)?按照?(?:其)?(?:与最高[^,;。]{0,6}的)?(?:相应|同等|实际)?的?比例(?:依次|相应)?(?:折算|得分|计分|赋分|计算|给分|计|折算得分)(?=[,;。]|$)",
    ),
    (
        "zero_out",
        f"(?:数值|数量)为(?:零|0)的?{_UNITS}?(?:的)?,?不(?:得|计|赋)分|(?:零报送|零上报)的?{_UNITS}?(?:的)?,?不(?:得|计|赋)分",
    ),
)
"""Kinds and their patterns. Of matches of one length the kind that stands first is taken."""

COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in PATTERNS)
