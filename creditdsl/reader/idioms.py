"""Reading the parts of stock sentences: the inverse of forms/wording.py.

Receives an idiom (forms/idiom.py has its notation) and a sentence with full-width brackets and commas and
without spaces. Promises the canonical line of the same meaning, or None. A part that cannot be read fails the
whole sentence, so that nothing is half understood. A part that occurs twice must mean the same both times.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from creditdsl.base.node import node
from creditdsl.forms.idiom import Idiom
from creditdsl.forms.wording import CLAUSES
from creditdsl.syntax.guard import joining_word
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.numerals import from_chinese
from creditdsl.syntax.terminals import LETTER, bare_name

MEASURE = "〈指标〉"
"""A hole in a line: the sentence does not name its measure."""
OPEN = "〈?〉"
"""A hole in a line: the sentence does not state this number."""

_N = r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])"
QUOTED = "“[^”]*”"
_OUTSIDE = "(?=[^”]*(?:“|$))"
"""Not within quotation marks."""
_TEXT = rf"(?:{QUOTED}|[^，；。：“”])"
_NAME = rf"(?:{QUOTED}|[^，；。：“”\d=＝<>≥≤×÷*/+-])+?"
_UNIT = rf"(?:%|个?百分点|{LETTER}{{1,2}}?)"
_AMOUNT = rf"-?{_N}(?:%|{LETTER}{{0,4}}?)"
_AROUND = "以上|及以上|以下|及以下|以内|以外"
_BEFORE = (
    "不低于|不少于|不小于|大于等于|至少|达到|达|≥|不高于|不大于|不超过|小于等于|至多|≤"
    "|超过|高于|多于|大于|不满|不足|低于|少于|小于|未达到|等于"
)
_OPERAND = rf"(?:{QUOTED}|（[^（）]*）|[^，；。：、“”（）])+?"
_BOUND = rf"(?:为{_AMOUNT}|在?{_AMOUNT}(?:{_AROUND})|(?:{_BEFORE})(?:{_AMOUNT}|{_OPERAND}))"
_TEST = rf"{_BOUND}(?:[、，]?{_BOUND})?"
_AWARD = rf"得满分|[得加计积记赋扣减]{_N}分?(?:（{_NAME}{_N}分）)*|[得扣]分=(?:{_TEXT})+?"
_VOID = r"不得分，且第（\d+）条不得分|不得分，且[一二三四五六七八九十\d/]+不得分|本大?项不得分|不得分|不扣分"
_MARK = rf"由考核人员酌情[计扣]{_N}至{_N}分（{_NAME}）"
RESULT = rf"(?:{_MARK}|{_VOID}|{_AWARD})"
_CASE = rf"{_TEST}的?，?{RESULT}"
_CLASSIFIER = "[个例起项条件篇类家户次种笔批人天张份部场期处]"
_EVENT = rf"{LETTER}*?(?:\d+|[一])?{_CLASSIFIER}{LETTER}*?"
_CASE = rf"({_TEST})的?，?({RESULT})(?=[；，]|$)"
_PLACES = r"第一名?|第\d+名|第[二三四五六七八九十]+名|[前后](?:\d+|[一二两三四五六七八九十]+)名|最后一名|末名"
_SHARES = rf"[前后]{_N}%"
_PLACED = rf"(?:{_PLACES}|{_SHARES})的?(?:{_AWARD}|不得分)"

_OPTION = rf"为(?:{QUOTED}|[^，；。：“”为\d])+?的，(?:{_AWARD})"
_LEFT = rf"(?:，不足{_N}{_UNIT}?的按(?:比例|{_N}{_UNIT}?)计)?"
_SHIFT = rf"每(?:超过标准|低于标准|超过|超|高于|升|低于|低|降低|降){_N}{_UNIT}?，?(?:{_AWARD}){_LEFT}"

Writer = Callable[[str, str], str | None]
"""From a part's text and the sentence before it to the canonical code; None if it cannot be read."""


@node
class Found:
    """The line of a sentence.

    restated: by number, how often the sentence writes it more often than the line. The 1 of 每1例 and the
    second mention of a step count 1; the 0 of a 不得分 that the line writes as 得0 counts −1.
    """

    line: str
    restated: Counter[str]


def numbers(text: str) -> Counter[str]:
    """Return every number written in digits, in its shortest form."""
    return Counter(_plain(number) for number in re.findall(r"\d+(?:\.\d+)?", text))


def _plain(number: str) -> str:
    whole, _, rest = number.partition(".")
    digits = rest.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{digits}" if digits else "")


def read(idiom: Idiom, sentence: str) -> Found | None:
    """Read the idiom's line, if the whole sentence is an instance of it."""
    regex, parts = _compiled(idiom.pattern)
    match = regex.fullmatch(sentence)
    if match is None:
        return None
    meanings: dict[str, str] = {}
    """Code by the key of the part."""
    restated: Counter[str] = Counter()
    for group, (kind, key) in parts:
        text = match[group]
        if text is None:
            continue
        meant = _KINDS[kind][1](text, sentence[: match.start(group)])
        if meant is None:
            return None
        if key in meanings:
            if re.sub("[“”]", "", meanings[key]) != re.sub("[“”]", "", meant):
                return None
            restated.update(numbers(text))
            continue
        meanings[key] = meant
        more, less = numbers(text) - numbers(meant), numbers(meant) - numbers(text)
        if (set(more) - {"1"} and kind != "移") or set(less) - {"0"} or less["0"] > text.count("不得分"):
            return None
        restated.update(more)
        restated.subtract(less)
    line = re.sub(r"\{(.+?)\}", lambda m: meanings.get(m[1], MEASURE if m[1] in _SUBJECTS else ""), idiom.line)
    last = "".join(re.findall(_LAST, line))
    return Found(re.sub(" +", " ", f"{re.sub(_LAST, '', line)} {last}").strip(), restated)


_LAST = "⇥(.*?)⇥"
"""The code of a part that belongs at the end of the line, where limits are written."""

_SUBJECTS = ("指标", "式")


@cache
def _compiled(pattern: str) -> tuple[re.Pattern[str], tuple[tuple[str, tuple[str, str]], ...]]:
    parts: list[tuple[str, tuple[str, str]]] = []

    def part(inside: str) -> str:
        kind, _, key = inside.partition(":")
        group = f"g{len(parts):02}"
        parts.append((group, (kind, key or kind)))
        return f"(?P<{group}>{_KINDS[kind][0]})"

    out = []
    for token in re.findall(r"\{[^}]*\}|.", pattern):
        match token:
            case "[" | "(":
                out.append("(?:")
            case "]":
                out.append(")?")
            case ")" | "|":
                out.append(token)
            case _:
                out.append(part(token[1:-1]) if token[0] == "{" else re.escape(token))
    return re.compile("".join(out)), tuple(parts)


# Names and expressions


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(bare_name(keywords()))


def name(text: str, _: str = "") -> str | None:
    """Return a measure's name, in quotation marks where it must be; None where it is more than a name."""
    if re.fullmatch(QUOTED, text):
        inner = text[1:-1]
        return inner if _is_plain(inner) and not joining_word(inner) else text
    plain = re.sub("[“”]", "", text)
    return None if not plain or re.search(f"{CLAUSES}|{_ADVERBS}", plain) or joining_word(plain) else _quoted(plain)


_ADVERBS = (
    "(?:倒|(?<![许认])可|(?<!功)能|(?<![适相对])应|将|即|才|方|则|就|还|也|(?<!急)需|须|直接|给予|予以|[不未没非]|(?<=.)无)$"
    "|^(?:除|如(?!何|期)|凡|只|仅|并|而|不(?:低于|高于|少于|多于|大于|小于|超过|高于)|达到|超过|未达到|未超过)"
)
"""Words that belong to the points or to a condition before them, and to no measure."""


def _quoted(plain: str) -> str:
    return plain if _is_plain(plain) else f"“{plain}”"


def _column(text: str, _: str = "") -> str | None:
    """Return a mark's column, which stands in brackets of its own."""
    return text if text.startswith("“") else f"“{text}”" if joining_word(text) else _quoted(text)


def _expression(text: str, _: str = "") -> str | None:
    """Return an expression as it stands; a name alone is checked first."""
    return _signs(text) if re.search("[×÷*/+（-]", re.sub(QUOTED, "", text)) else name(text)


def _signs(text: str) -> str:
    """Return an expression with its canonical signs; quoted names as they are."""
    return re.sub(f"{QUOTED}|[-*/]", lambda match: _SIGNS.get(match[0], match[0]), text)


_SIGNS = {"-": "−", "*": "×", "/": "÷"}


def _is_plain(text: str) -> bool:
    match = _bare().match(text + " ")
    return bool(match and match.end() == len(text)) and not text.startswith("每")


# Conditions


def _test(text: str, _: str = "") -> str | None:
    """Write a test: `在80%以上、不满90%` is `80%以上 不满90%`."""
    bounds = list[str]()
    rest = text
    while rest:
        apart = rest[0] in "、，"
        match = re.match(rf"[、，]?({_BOUND})(?=[、，]?{_BOUND}$|$)", rest)
        if match is None:
            return None
        bound = _bound(match[1])
        if bound is None or (bounds and not apart and re.search(rf"{LETTER} {LETTER}", bounds[-1])):
            return None
        bounds.append(bound)
        rest = rest[match.end() :]
    return "".join(bounds) if bounds[0].endswith(("上", "下")) else " ".join(bounds)


def _bound(text: str) -> str | None:
    """Write one bound; None where nothing is left to compare with (大于 before 等于)."""
    if match := re.fullmatch(rf"(?:为|在)({_AMOUNT}?)({_AROUND})?", text):
        counted = re.fullmatch(rf"(?!0{LETTER}){_N}{LETTER}+", match[1])
        exactly = not match[2] and (counted or match[1].startswith("-"))
        return f"{'等于 ' if exactly else ''}{match[1]}{match[2] or ''}"
    match = re.match(_BEFORE, text)
    if match is None:
        return text
    word = "达到" if match[0] == "达" else match[0]
    compared = text[match.end() :]
    operand = compared if re.fullmatch(_AMOUNT, compared) else _expression(compared)
    if not operand:
        return None
    operand = _signs(operand)
    return f"{word}{'' if operand[0].isdigit() or operand[0] == '−' else ' '}{operand}"


def condition(text: str, _: str = "") -> str | None:
    """Write a condition: `甲在5以上且未达到乙` is `甲 5以上 且 非 乙`.

    None for 或 between bare names, because it may be a part of a name.
    """
    out: list[str] = []
    for piece in re.split(f"((?<![并而])且|或者|或){_OUTSIDE}", text):
        if piece == "或" and not re.search(rf"{_TEST}$", out[-1]):
            return None
        code = f" {piece[0]} " if piece in ("且", "或者", "或") else _atom(piece)
        if code is None:
            return None
        out.append(code)
    return "".join(out)


def _atom(text: str) -> str | None:
    negated = ""
    if text.startswith("并非"):
        negated, text = "非 ", text.removeprefix("并非")
    elif text.endswith("为否"):
        named = name(text.removesuffix("为否"))
        return None if named is None else f"非 {named}"
    if match := re.fullmatch(rf"({_TEXT}*?)({_TEST})", text):
        return _tested(match[1], match[2], negated) if joining_word(text) or re.search(r"\d", text) else name(text)
    named = name(text)
    return None if named is None else negated + named


def _tested(subject: str, test: str, negated: str) -> str | None:
    """Write a tested atom: `甲不低于乙` is `甲 不低于 乙`, and without its measure `〈指标〉 不低于 乙`."""
    if re.search("^每|[不未没无]$", subject):
        return None
    measure, written = _expression(subject) if subject else MEASURE, _test(test)
    return None if measure is None or written is None else f"{negated}{measure} {written}"


# Results


def _award(text: str, _: str = "") -> str | None:
    if text == "得满分":
        return text
    if match := re.fullmatch(r"([得扣])分=(.+)", text):
        return f"{match[1]} {_signs(match[2])}"
    verb = "扣" if text[0] in "扣减" else "得"
    first, *prices = re.split("（", text[1:].replace("分", "") if "（" not in text else text[1:])
    out = verb + first.removesuffix("分")
    for price in prices:
        match = re.fullmatch(rf"({_NAME})({_N})分）", price)
        if match is None:
            return None
        out += f"（{match[1]}{match[2]}）"
    return out


def _price(text: str, _: str = "") -> str | None:
    """Write what follows 每; a formula stands in brackets."""
    if match := re.fullmatch(r"([得扣])分=(.+)", text):
        return f"{match[1]}（{_signs(match[2])}）"
    return _award(text)


def result(text: str, _: str = "") -> str | None:
    """Write a result: `由考核人员酌情计0至4分（瞒报得分）` is `瞒报得分 酌情 0至4`."""
    if match := re.fullmatch(rf"由考核人员酌情([计扣])({_N}至{_N})分（({_NAME})）", text):
        return f"{_column(match[3])} 酌情{'扣' if match[1] == '扣' else ''} {match[2]}"
    if match := re.fullmatch(r"不得分，且第(（\d+）)条不得分", text):
        return f"{match[1]}不得分"
    if match := re.fullmatch(r"不得分，且(.+?)不得分", text):
        return f"{match[1]} 不得分"
    if text == "不扣分":
        return None
    return text if text.endswith("不得分") else _award(text)


def _rest(word: str) -> Writer:
    """Return the writer of 其余 or 否则; the default results 不得分 and 不扣分 write nothing."""

    def write(text: str, _: str) -> str | None:
        if text in ("不得分", "不扣分"):
            return ""
        code = result(text)
        return None if code is None else f"{word} {code}"

    return write


def _cases(text: str, before: str) -> str | None:
    """Write cases: `在80%以上的，得6分；在40%以上的，得3分`. The subject may be repeated."""
    cases = []
    rest = text
    while rest:
        rest = rest[1:] if rest[0] in "；，" else rest
        repeated = rest.removeprefix(before)
        match = re.match(_CASE, repeated) or re.match(_CASE, rest)
        rest = repeated if match and match.string == repeated else rest
        test, gain = (_test(match[1]), result(match[2])) if match else (None, None)
        if test is None or gain is None:
            return None
        assert match
        cases.append(f"{test} {gain}")
        rest = rest[match.end() :]
    return " ".join(cases)


def _options(text: str, _: str) -> str | None:
    """Write options: `为创新奖的，得5分；为特别创新奖的，得10分`."""
    cases = []
    for part in re.split(f"；{_OUTSIDE}", text):
        match = re.fullmatch(rf"为({QUOTED}|.+?)的，({_AWARD})", part)
        option, award = (name(match[1]), _award(match[2])) if match else (None, None)
        if option is None or award is None:
            return None
        cases.append(f"{option} {award}")
    return " ".join(cases)


# Places and steps


def _shifts(text: str, _: str) -> str | None:
    """Write the steps of `；每低于标准1个百分点扣0.2分`; all must count a remainder in the same way."""
    steps = []
    ways: set[str] = set()
    for match in re.finditer(rf"每(.*?)({_N})({_UNIT}?)，?({_AWARD})({_LEFT})(?=[；，]每|$)", text):
        side = "每低" if match[1][0] in "低降" else "每超"
        award = _award(match[4])
        if award is None or "=" in match[4]:
            return None
        if match[5]:
            repeated = re.findall(rf"{_N}{_UNIT}?(?=的|计)", match[5])
            if {_percent(size) for size in repeated} != {_percent(match[2] + match[3])}:
                return None
        ways.add("按比例计" if match[5].endswith("按比例计") else "不足一步按一步计" if match[5] else "")
        steps.append(f"{side}{match[2]}{match[3].removeprefix('个')}{award}")
    if len(ways) != 1:
        return None
    return " ".join(steps) + "".join(f" ⇥{way}⇥" for way in ways if way)


def _percent(size: str) -> str:
    return re.sub("个?百分点", "%", size)


def _places(text: str, _: str) -> str | None:
    cases = []
    for part in re.split(f"，{_OUTSIDE}", text):
        match = re.fullmatch(rf"({_PLACES}|{_SHARES})的?({_AWARD}|不得分)", part)
        if match is None:
            return None
        place = "第一名" if match[1] == "第一" else match[1]
        award = "得0" if match[2] == "不得分" else _award(match[2])
        if award is None:
            return None
        cases.append(f"{place} {award}")
    return " ".join(cases)


def _step(text: str, _: str = "") -> str | None:
    """Write a step: `1条` is `条`, `满5篇` is `5篇`."""
    match = re.fullmatch(rf"({_N}|一)?(.*)", text)
    assert match
    number = "1" if match[1] == "一" else match[1]
    unit = match[2].removeprefix("个") if match[2] == "个百分点" else match[2]
    return unit if number in (None, "1") and unit not in ("", "%", "百分点") else f"{number or ''}{unit}"


_EMPTY_VERBS = ("发生", "出现", "发现", "存在", "有", "满")
_NO_EVENT = (
    "^(?:[少多缺差超低高晚早迟欠]|减少|增加|增长|上升|下降|降低|提高)$|^[月日天年周季旬]|^半年"
    "|每|各|均|[低高少多大小等]于|超过|达到|不足|不满|以[上下内外]"
)
"""Verbs that measure a distance from something unsaid, spans of time, and comparisons: these count no events."""


def _event(text: str, _: str = "") -> str | None:
    """Write an event and its step: `发生1个案例` is `案例数 每例`, `共享1类` is `共享类数 每类`."""
    match = re.fullmatch(rf"({LETTER}*?)(\d+|一)?({_CLASSIFIER})({LETTER}*?)", text)
    if match is None:
        return None
    verb, number, unit, thing = match[1], match[2], match[3], match[4]
    if number is None and verb:
        return None
    if verb in _EMPTY_VERBS:
        verb = ""
    elif re.search(_NO_EVENT, verb) or re.search(_NO_EVENT, thing) or (len(verb) == 1 and not thing):
        return None
    end = thing[-1:]
    if unit == "个":
        unit = end if re.fullmatch(_CLASSIFIER, end) else unit
        called = f"{verb}{thing}数" if thing else f"{verb}个数"
    else:
        called = f"{verb}{thing}{unit}数"
    subject = MEASURE if not verb and not thing else name(called)
    each = unit if number in (None, "1", "一") else f"{number}{unit}"
    return None if subject is None else f"{subject} 每{each}"


def _event_of(text: str, before: str) -> str | None:
    """Write the step alone, where the measure is named before."""
    step = _event(text)
    return None if step is None or not step.startswith(MEASURE) else step.removeprefix(MEASURE).strip()


def _again(text: str, before: str) -> str | None:
    """Accept a denial such as 未推送的 of what was written before."""
    return "" if is_again(text, before) else None


def is_again(text: str, before: str) -> bool:
    """Return whether the text is a subsequence of the sentence before it: 报送案例 of 报送联合奖惩案例."""
    rest = iter(before)
    return len(text) > 1 and all(char in rest for char in text)


def _unity(text: str, _: str) -> str | None:
    """Accept the number 1, which the line need not write."""
    return "" if text == "1" or from_chinese(text) == 1 else None


def _as(words: dict[str, str]) -> tuple[str, Writer]:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(map(re.escape, longest)), lambda text, _: words[text]


def _same(text: str, _: str) -> str | None:
    return text


_KINDS: dict[str, tuple[str, Writer]] = {
    "指标": (rf"(?!排名[第在前]|位居){_NAME}", name),
    "式": (rf"{_TEXT}+?", _expression),
    "选项": (rf"(?:{QUOTED}|[^，；。：“”为\d])+?", name),
    "条件": (rf"{_TEXT}+?", condition),
    "比较": (_TEST, _test),
    "结果": (RESULT, result),
    "否则": (RESULT, _rest("否则")),
    "其余": (RESULT, _rest("其余")),
    "项": (rf"{_OPTION}(?:；{_OPTION})*", _options),
    "移": (rf"[；，]?{_SHIFT}(?:[；，]{_SHIFT})*", _shifts),
    "档": (rf"{_CASE}(?:[；，](?:{_NAME})??{_CASE})*", _cases),
    "得分": (rf"(?:{_AWARD})", _award),
    "价": (rf"(?:{_AWARD})", _price),
    "名次": (rf"{_PLACED}(?:，{_PLACED})*", _places),
    "分": (rf"{_N}(?:分|(?!%))", lambda text, _: text.removesuffix("分")),
    "数": (_N, _same),
    "量": (_AMOUNT, _same),
    "步": (rf"(?:{_N}|一)?{_UNIT}?", _step),
    "事": (_EVENT, _event),
    "次": (_EVENT, _event_of),
    "一": (r"\d+|[一二两三]", _unity),
    "同": (rf"{LETTER}+?", _again),
    "列": (rf"(?!由){_NAME}", name),
    "名": (_NAME, _column),
    "得": _as(dict.fromkeys("得加计积记赋", "得")),
    "扣": _as(dict.fromkeys("扣减", "扣")),
    "得扣": _as(dict.fromkeys("得加计积记赋", "得") | dict.fromkeys("扣减", "扣")),
    "序": _as({"由高到低": "", "从高到低": "", "由低到高": "由低到高", "从低到高": "由低到高"}),
    "并列": _as({"（并列占位）": "并列占位"}),
    "中间": _as({"中间依次赋分": "", "中间按差距赋分": "按差距赋分"}),
    "零分": _as({"不得分": "零不得分"}),
    "零": _as({"，数值为零的不得分": "零不得分"}),
    "满": _as({"满": ""}),
}
