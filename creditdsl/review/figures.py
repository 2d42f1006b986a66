"""The numbers of a clause as a reader takes them: value, unit, whether points, given or taken, a cap.

Receives official wording, a drafter's or a rule's own sentence; promises every number that means
something, in order. The same reader for both, so that agreement is a comparison of two lists. Numbers
that only name things (years, document numbers, ①, 第三款, 1至12月) are passed over.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.numerals import from_chinese

_NAMING = re.compile(
    r"〔\d+〕\d*号?|\[\d{4}\]\d*号?|\d{4}年(?:度|底|末|初)?|\d+月份?(?:\d+日)?|\d+至\d+月份?|\d+日(?:前|内|之前|以前)?"
    r"|第[\d一二三四五六七八九十]+[款条项章节个步季年]|[\u2460-\u24ff]|^\s*[(（]\d+[)）]|(?<=[；;。，,])\s*[(（]\d+[)）]"
    r"|[(（][一二三四五六七八九十]+[)）]|^\s*\d+[.．、](?!\d)|\d+[.．、](?=[\u4e00-\u9fff“《])"
)
_HAN_NUMBER = "[一二两三四五六七八九十百]+"
_NUMBER = re.compile(
    rf"(?P<sign>得|加|计|记|积|赋|扣|减|最高|最多|最低|最少|不超过|每)?(?P<verb>得|加|计|记|积|扣)?"
    rf"(?:(?P<han>{_HAN_NUMBER})(?=分(?!之|[类级析别布工])|名)|百分之(?P<share>{_HAN_NUMBER})|(?P<digits>\d+(?:\.\d+)?))"
    rf"\s*(?P<unit>%|个?百分点|分(?!之|[类级析别布工])|[\u4e00-\u9fff])?"
)
_EACH = re.compile(
    r"每(?:满|发生|发现|出现|完成|增加|减少|新增|报送|推送|采用|有|迟报|错报|漏报)*(?P<unit>[个条例次项篇类家件起人户份名天])"
)
_CAP = ("最高", "最多", "不超过", "封顶")
_TAKEN = ("扣", "减")


@node
class Figure:
    """A number of a text; the value of 80% is 80. `unit`: %, 分 for points, a measure word, or empty.

    `taken`: whether points are deducted, None where they are not points. `capped`: whether it limits what may be
    reached. `start`, `end`: its place in the text, 0-based.
    """

    value: Fraction
    unit: str
    taken: bool | None
    capped: bool
    start: int
    end: int


def figures(text: str) -> tuple[Figure, ...]:
    """Return the numbers of a text, in order."""
    plain = _NAMING.sub(lambda match: "·" * len(match.group()), fold_plain(text))
    return tuple(sorted((*_counted(plain), *_steps(plain)), key=lambda one: one.start))


def _counted(text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        value = _value(match)
        if value is None:
            continue
        words = (match["sign"] or "") + (match["verb"] or "")
        unit = (match["unit"] or "").removeprefix("个").replace("百分点", "%")
        if match["share"]:
            unit = "%"
        before = text[max(0, match.start() - 2) : match.start()] + words
        points = unit == "分" or (not unit and bool(match["verb"] or (match["sign"] or "") in ("得", "扣", "加", "减")))
        taken = any(word in before for word in _TAKEN) if points else None
        capped = any(word in words or text[: match.start()].endswith(word) for word in _CAP)
        first = match.start("share") if match["share"] else match.start("han" if match["han"] else "digits")
        yield Figure(value, "分" if points else unit, taken, capped, first, match.end())


def _value(match: re.Match[str]) -> Fraction | None:
    if match["digits"]:
        return Fraction(match["digits"])
    number = from_chinese(match["han"] or match["share"])
    return None if number is None else Fraction(number)


def _steps(text: str) -> Iterator[Figure]:
    """Yield steps of one: 每条, 每发生一例."""
    for match in _EACH.finditer(text):
        yield Figure(Fraction(1), match["unit"], None, False, match.start(), match.end())
