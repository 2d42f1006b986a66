"""Reading a cell: from its text to an exact value of the measure's type, or a message.

Receives a raw cell of any file format. Promises a Fraction, a bool or an option; None where the cell is blank
(missing, never zero); or a diagnostic with the unit, the column and the right writing. Nothing is guessed.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import MAX_DIGITS, parse_decimal, parse_percent
from creditdsl.base.nearest import nearest
from creditdsl.base.spelling import name_key, plain
from creditdsl.data.binding.conversion import in_unit
from creditdsl.data.cell_errors import (
    DateValue,
    ErrorValue,
    ExtraPercent,
    NoCachedValue,
    NoPercent,
    NotNumber,
    NotOption,
    NotTruth,
    NotWhole,
    NumberSlip,
    OffScale,
    OutOfRange,
    ShownOtherwise,
    StruckOut,
    TooLong,
)
from creditdsl.data.cell_words import BadCell
from creditdsl.data.tables import STRUCK, Address, Kind, RawCell, fault_at
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type

Value = Fraction | bool | str

_TRUTHS = {"是": True, "否": False}
_NONE = "无"
_ERRORS = re.compile(r"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
_DIGITS = re.compile(r"[+-]?[\d.]+%?", re.ASCII)
_THOUSANDS = re.compile(r"([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?)(%?)", re.ASCII)
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+", re.ASCII)
_COMMA = re.compile(r"[+-]?[\d.]+,[\d.,]*%?", re.ASCII)
_ABOUT = re.compile(
    r"(?:大约|大概|约|近|~|≈)\s*[+-]?\d.*|[+-]?\d+(?:\.\d+)?%?\D*(?:余|多|左右|上下|以上|以下|不到).*", re.ASCII
)
_WITH_UNIT = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?=.*[一-鿿‰])([^\d\s.,%+\-]\D{0,5})", re.ASCII)
"""A number and what may be a measure word: no sign, no other number, no letter that may be a digit mistyped."""
_NOTHING = re.compile(r"无|没有|未发生|暂无|暂缺|缺|空|未报|未统计|不适用|不涉及|不参评|免考|[-—－–―_/\\*]+|[nN]/?[aA]")


_Where = tuple[str, str, str]
"""The row as messages name it, the column and the content of a cell."""


def read_cell(cell: RawCell, measure: Measure, who: str, address: Address) -> Value | Diagnostic | None:
    """Return the cell's value, None where it is blank, or the message about it.

    who: the row as messages name it.
    """
    if cell.blank:
        return None
    where = (who, measure.name, cell.text)
    fault = unusable(cell, who, measure.name) or _other_unit(cell, measure.type, where)
    value = _value(cell, measure.type, where) if fault is None else fault
    return fault_at(value, address) if isinstance(value, BadCell) else value


def unusable(cell: RawCell, who: str = "", column: str = "") -> BadCell | None:
    """Return the fault of a cell that holds no written value: an error, a date, a formula without a result.

    who: the row as messages name it. column: the column's name. Both are empty for the cell of the unit's name.
    """
    where = (who, column, cell.text)
    match cell.kind:
        case Kind.ERROR:
            return ErrorValue(*where)
        case Kind.DATE:
            return DateValue(*where)
        case Kind.UNFINISHED:
            return NoCachedValue(*where)
        case Kind.SCALED:
            return ShownOtherwise(*where)
        case _ if STRUCK in cell.text:
            return StruckOut(*where)
        case Kind.TEXT | Kind.TRUTH | Kind.NUMBER:
            return ErrorValue(*where) if _ERRORS.fullmatch(name_key(cell.text)) else None
        case _:
            assert_never(cell.kind)


def _value(cell: RawCell, kind: Type, where: _Where) -> Value | BadCell:
    text = plain(cell.text)
    number = Fraction(text) if cell.kind is Kind.NUMBER else None
    match kind:
        case Truth():
            return _TRUTHS[text] if text in _TRUTHS else NotTruth(*where)
        case Count(low=low, high=high):
            count = _decimal(text, kind, where) if number is None else number
            if isinstance(count, Fraction) and count.denominator != 1:
                return NotWhole(*where)
            return _within(count, low, high, where)
        case Number(low=low, high=high) | Mark(low=low, high=high):
            return _within(_decimal(text, kind, where) if number is None else number, low, high, where)
        case Ratio(low=low, high=high):
            ratio = _percent(text, where) if number is None else _ratio(number, where)
            return _usual(_within(ratio, low, high, where, percent=True), kind, where)
        case Choice(options=options):
            return _option(text, options, where)
        case _:
            assert_never(kind)


def _other_unit(cell: RawCell, kind: Type, where: _Where) -> BadCell | None:
    """Return the fault of a number that is shown in another measure word than the column's, 元 for 万元."""
    if not cell.shown_unit or parse_decimal(cell.text) is None:
        return None
    number = in_unit(cell.text, cell.shown_unit, _unit(kind))
    if not number or Fraction(number) == Fraction(cell.text):
        return None
    return ShownOtherwise(*where, cell.shown_unit, _unit(kind), number)


def _option(text: str, options: Sequence[str], where: _Where) -> str | BadCell:
    known = dict.fromkeys((*options, _NONE))
    key = name_key(text)
    for option in known:
        if key == name_key(option):
            return option
    near = nearest(text, known)
    listed = (*near, *(option for option in known if option not in near))
    return NotOption(*where, listed, near[0] if near else "")


def _decimal(text: str, kind: Type, where: _Where) -> Fraction | BadCell:
    value = parse_decimal(text)
    if value is not None:
        return value
    return ExtraPercent(*where) if parse_percent(text) is not None else _not_number(text, kind, where)


def _percent(text: str, where: _Where) -> Fraction | BadCell:
    value = parse_percent(text)
    if value is not None:
        return value
    return NoPercent(*where) if parse_decimal(text) is not None else _not_number(text, Ratio(), where)


def _ratio(number: Fraction, where: _Where) -> Fraction | BadCell:
    """Return the ratio that is a number itself; beyond 1 it is more likely a percentage without its sign."""
    return number if abs(number) <= 1 else NoPercent(*where, number)


def _usual(value: Fraction | BadCell, kind: Ratio, where: _Where) -> Fraction | BadCell:
    """Return the ratio, unless it is off the scale on a side for which the scheme declares no range."""
    if isinstance(value, BadCell):
        return value
    too_low = kind.low is None and value < kind.usual_low
    too_high = kind.high is None and value > kind.usual_high
    return OffScale(*where, value, kind.usual_low, kind.usual_high) if too_low or too_high else value


def _not_number(text: str, kind: Type, where: _Where) -> BadCell:
    """Return the fault of a text that is no number; a known slip comes with the right writing."""
    if len(text) > MAX_DIGITS and _DIGITS.fullmatch(text):
        return TooLong(*where)
    if slip := _THOUSANDS.fullmatch(text):
        return NotNumber(*where, NumberSlip.THOUSANDS, slip[1].replace(",", "") + slip[2])
    if _NOTHING.fullmatch(text):
        return NotNumber(*where, NumberSlip.NOTHING, "0%" if isinstance(kind, Ratio) else "0")
    if _COMMA.fullmatch(text):
        return NotNumber(*where, NumberSlip.COMMA)
    if _SCIENTIFIC.fullmatch(text):
        return NotNumber(*where, NumberSlip.EXPONENT)
    if _ABOUT.fullmatch(text):
        return NotNumber(*where, NumberSlip.ABOUT)
    if slip := _WITH_UNIT.fullmatch(text):
        word, unit = "".join(slip[2].split()), _unit(kind)
        number = in_unit(slip[1].replace(",", ""), word, unit)
        usable = not isinstance(kind, Count) or "." not in number
        return NotNumber(*where, NumberSlip.QUANTIFIER, number if usable else "", word, unit)
    return NotNumber(*where)


def _unit(kind: Type) -> str:
    """Return the measure word of a column; empty where it has none."""
    match kind:
        case Count(unit=unit) | Number(unit=unit):
            return unit
        case Mark():
            return "分"
        case _:
            return ""


def _within(
    value: Fraction | BadCell, low: Fraction | None, high: Fraction | None, where: _Where, percent: bool = False
) -> Fraction | BadCell:
    if isinstance(value, BadCell):
        return value
    if (low is not None and value < low) or (high is not None and value > high):
        return OutOfRange(*where, low, high, percent)
    return value
