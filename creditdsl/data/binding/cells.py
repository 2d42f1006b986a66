"""One cell: from its text to an exact value of the measure's type, or a message.

Receives a raw cell; promises a Fraction, a bool or an option, None where the cell is blank (missing, never
zero), or a diagnostic that names the unit, the column and what to write instead. Nothing is
guessed. Its own step because what a cell may hold is the same for every file format.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from creditdsl.base.diagnostic import Code, Diagnostic
from creditdsl.base.exact import MAX_DIGITS, parse_decimal, parse_percent, show, show_percent
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node
from creditdsl.data import errors
from creditdsl.data.messages import bad_cell, either
from creditdsl.data.tables import Address, Kind, RawCell, fold
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type

Value = Fraction | bool | str

_TRUTHS = {"是": True, "否": False}
_NONE = "无"
_ERRORS = re.compile(r"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
_DIGITS = re.compile(r"[+-]?[\d.]+%?", re.ASCII)
_THOUSANDS = re.compile(r"([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?)(%?)", re.ASCII)
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+", re.ASCII)
_ABOUT = re.compile(r"(?:大约|大概|约|近|~|≈)\s*([+-]?\d+(?:\.\d+)?%?).*", re.ASCII)
_WITH_UNIT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*([^\d\s.,%+\-].{0,5})", re.ASCII)


@node
class _Wrong:
    """Why a text is not a value: said of the content alone, the place is added by read_cell."""

    code: Code
    why: str
    help: str = ""


def read_cell(cell: RawCell, measure: Measure, who: str, address: Address) -> Value | Diagnostic | None:
    """The cell's value, None where it is blank, or the message about it; who is the row as messages name it."""
    if cell.blank:
        return None
    wrong = unusable(cell)
    result = _Wrong(*wrong) if wrong else _value(cell, measure.type)
    if isinstance(result, _Wrong):
        return bad_cell(result.code, who, measure.name, cell.text, result.why, address, result.help)
    return result


def unusable(cell: RawCell) -> tuple[Code, str] | None:
    """Code and reason where a cell holds nothing that was written: an error, a date, no result."""
    match cell.kind:
        case Kind.ERROR:
            return errors.ERROR_VALUE, "这是公式算出的错误"
        case Kind.DATE:
            return errors.DATE_VALUE, "单元格是日期"
        case Kind.UNFINISHED:
            return errors.NO_CACHED_VALUE, "公式还没有算出结果"
        case Kind.TEXT | Kind.TRUTH | Kind.NUMBER:
            if _ERRORS.fullmatch(cell.text.strip()):
                return errors.ERROR_VALUE, "这是公式算出的错误"
            return None
        case _:
            assert_never(cell.kind)


def _value(cell: RawCell, kind: Type) -> Value | _Wrong:
    text = fold(cell.text)
    number = Fraction(text) if cell.kind is Kind.NUMBER else None
    match kind:
        case Truth():
            return _truth(text)
        case Count(low=low, high=high):
            count = _decimal(text) if number is None else number
            if isinstance(count, Fraction) and count.denominator != 1:
                return _Wrong(errors.NOT_WHOLE, "这一列是计数，应当是整数")
            return _within(count, low, high)
        case Number(low=low, high=high) | Mark(low=low, high=high):
            return _within(_decimal(text) if number is None else number, low, high)
        case Ratio(low=low, high=high):
            ratio = _percent(text) if number is None else _ratio(number)
            return _within(ratio, low, high, percent=True)
        case Choice(options=options):
            return _option(text, options)
        case _:
            assert_never(kind)


def _truth(text: str) -> bool | _Wrong:
    if text in _TRUTHS:
        return _TRUTHS[text]
    return _Wrong(errors.NOT_TRUTH, "这一列只写“是”或“否”")


def _option(text: str, options: Sequence[str]) -> str | _Wrong:
    known = dict.fromkeys((*options, _NONE))
    for option in known:
        if text == fold(option):
            return option
    near = nearest(text, known)
    listed = [*near, *(option for option in known if option not in near)]
    help = f"如果就是“{near[0]}”，请改写成它" if near else ""
    return _Wrong(errors.NOT_OPTION, f"这一列只写{either(listed)}", help)


def _decimal(text: str) -> Fraction | _Wrong:
    value = parse_decimal(text)
    if value is not None:
        return value
    if parse_percent(text) is not None:
        return _Wrong(errors.EXTRA_PERCENT, "这一列不是比率，不该有 %")
    return _not_number(text)


def _percent(text: str) -> Fraction | _Wrong:
    value = parse_percent(text)
    if value is not None:
        return value
    if parse_decimal(text) is not None:
        return _Wrong(errors.NO_PERCENT, "没有写 %，比率要写成 95.5% 的样子")
    return _not_number(text)


def _ratio(number: Fraction) -> Fraction | _Wrong:
    """The ratio that is a number itself; beyond 1 it is more likely a percentage without its sign."""
    if abs(number) <= 1:
        return number
    percent, sure = f"{show(number)}%", show_percent(number)
    help = f"如果是 {percent}，请写 {show(number / 100)} 或文字“{percent}”；确实是 {sure} 的，写文字“{sure}”"
    return _Wrong(errors.NO_PERCENT, "没有写 %，比率大于 1 的要写成文字", help)


def _not_number(text: str) -> _Wrong:
    """What kind of slip it is, so that the message can say what to write."""
    if len(text) > MAX_DIGITS and _DIGITS.fullmatch(text):
        return _Wrong(errors.TOO_LONG, f"数太长，最多 {MAX_DIGITS} 个字符")
    if slip := _THOUSANDS.fullmatch(text):
        return _Wrong(errors.NOT_NUMBER, "不要写千分位逗号", f"请写 {slip[1].replace(',', '')}{slip[2]}")
    if _SCIENTIFIC.fullmatch(text):
        return _Wrong(errors.NOT_NUMBER, "不要用科学计数法", "把单元格格式改为“数值”，写出全部数字")
    if slip := _ABOUT.fullmatch(text):
        return _Wrong(errors.NOT_NUMBER, "只写确切的数，不写“约”", f"如果就是 {slip[1]}，请写 {slip[1]}")
    if slip := _WITH_UNIT.fullmatch(text):
        return _Wrong(errors.NOT_NUMBER, f"只写数，不写“{slip[2]}”", f"请写 {slip[1]}")
    return _Wrong(errors.NOT_NUMBER, "不是一个数")


def _within(
    value: Fraction | _Wrong, low: Fraction | None, high: Fraction | None, percent: bool = False
) -> Fraction | _Wrong:
    if isinstance(value, _Wrong):
        return value
    too_low = low is not None and value < low
    too_high = high is not None and value > high
    if not too_low and not too_high:
        return value
    say = show_percent if percent else show
    match low, high:
        case Fraction(), Fraction():
            bounds = f"应在 {say(low)} 到 {say(high)} 之间"
        case Fraction(), _:
            bounds = f"不能小于 {say(low)}"
        case _:
            assert high is not None
            bounds = f"不能大于 {say(high)}"
    return _Wrong(errors.OUT_OF_RANGE, bounds)
