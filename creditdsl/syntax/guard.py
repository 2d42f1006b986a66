"""The guard: words that a bare name must not hold, because they mean that a space is missing.

Receives a name that is neither quoted nor declared. Promises the word in it that likely joins two things, or
that counts something. Ordinary words that hold such a word pass: 不满意, 非税收入, 行为准则, 每月.
"""

import re
from functools import cache, lru_cache

from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.numerals import from_chinese

_NUMERAL = "[一二两三四五六七八九十百]+"
MEASURE_WORDS = "个例起项条件篇类家户次种笔批人天日月年张份部场期处名宗回遍幅支本台套辆所站点"
"""The measure words of one character."""
_MEASURE_WORD = f"[{MEASURE_WORDS}]"
_COUNT = re.compile(rf"(?<![第前后上下一二两三四五六七八九十百])(?P<number>{_NUMERAL}){_MEASURE_WORD}$")
"""A count that a name ends in, where each of it likely counts: 迟报一次."""
_EVENT = re.compile(rf"(?:发现|出现|发生|缺少?|漏|少|(?<!没)有)一{_MEASURE_WORD}|^[一两][次起例处](?![办产性通成])")
"""An event, of which each likely counts: 发生一起事故, 一次迟报."""
_COMPARING = ("AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "EQUAL_TO")
_LEADING = ("达到", "未达到", "超过", "未超过", "不满", "不足")
"""Comparing words that are verbs of a phrase where a name begins with them: 达到国家标准."""
_NOT_NEGATED = (
    "税|法|遗|洲|常|凡|煤|农|粮|诉|公有|公经|公企|公党|公领|公募|公立|标准|标项|金属|金融|正常|正规|现场|现金|经营|物质|银行|机动|居民"
    "|职务|盈利|营利|营业|国有|化石|户籍|师范|生产|接触|首次|自愿|工作|主营|传统|政府|学历|全日|强制|处方|招标|住宅|电|线性|道路|车用"
)
"""What makes an ordinary word of a leading 非: 非税, 非法."""
_VERB_ENDINGS = {
    "达": "送传到下直发雷抵表通",
    "的": "目",
    "满": "圆饱美爆充丰",
    "得": "取获所心习觉难懂",
    "扣": "折回",
    "为": "行作人有",
    "在": "存所",
    "占": "侵抢",
    "是": "国",
}
"""Endings behind which a number is expected, and the letters that make an ordinary word of each: 送达, 行为."""


@cache
def _guard() -> re.Pattern[str]:
    """Return the pattern of joining words that a bare name must not hold (language.md §2)."""
    words = keywords().words
    comparing = [w for name in _COMPARING for w in words[name].words if len(w) > 1 and w[0] > "\u3400"]
    around = "|".join(w for name in ("OR_MORE", "OR_LESS", "BEYOND") for w in words[name].words)
    rest = "|".join(words["OTHERWISE"].words)
    verbs = "|".join(sorted(_LEADING, key=len, reverse=True))
    relations = "|".join(sorted(set(comparing) - set(_LEADING), key=len, reverse=True))
    results = [
        *words["NO_POINTS"].words,
        *words["ZERO_DIVISOR"].words,
        *words["RANK"].words,
        "不扣分",
        "不减分",
        "否则",
        "依次",
    ]
    joints = [words["AND"].canonical, *words["OR"].words, *words["OTHERWISE"].keep]
    limits = [w for limit in ("UNTIL_ZERO", "STARTED", "PROPORTIONAL") for w in words[limit].words]
    alternatives = [
        *results,
        relations,
        f"(?<!^)(?<!^[未不])(?:{verbs})(?![意额])",
        f"(?<!^)(?:{'|'.join(joints)})",
        "选项(?!数)",
        "(?<!行)为准",
        f"(?:{around})$",
        f"(?:{_NUMERAL}{_MEASURE_WORD}?|成)(?:{around})",
        rf"[第前后]{_NUMERAL}名",
        rf"[缺少降]{_NUMERAL}(?=[档级成]|$)",
        rf"(?<!^)每{_NUMERAL}",
        f"^非(?!{_NOT_NEGATED})",
        r"^每(?!个?[月日年周季天旬]..|[十百千万亿]+.+[量数率额值比度]$)",
        f"^(?:{rest})(?=(?:的?情况|情形|单位|部门|名次|等次|各?档|者|均|都|各|的)?$)",
        "^中间(?=[依名的按各排档]|情况|$)",
        *(f"(?<![{before}]){end}$" for end, before in _VERB_ENDINGS.items()),
        "每.{0,2}$",
        f"(?:{'|'.join(limits)})$",
        _COUNT.pattern,
        _EVENT.pattern,
    ]
    return re.compile("|".join(alternatives))


@lru_cache(maxsize=1 << 14)
def joining_word(name: str) -> str | None:
    """Return the joining word that a bare name holds, so that it is likely two things run together."""
    match = _guard().search(name)
    return match.group() if match else None


def counting_word(name: str) -> tuple[str, str | None] | None:
    """Return the count that a bare name holds; and where it ends in it, the same behind 每: 一次 and 次 of 迟报一次."""
    if (match := _COUNT.search(name)) is not None:
        number = from_chinese(match["number"])
        return match.group(), f"{'' if number == 1 else number}{match.group()[-1]}"
    event = _EVENT.search(name)
    return (event.group(), None) if event else None
