"""Numbers that a program stored in binary: the decimal that people see.

Receives the decimal text of a stored number. Promises it at 15 significant digits, which is what a binary double
keeps of any decimal, and what Excel and WPS show and compare. The digits behind them come from binary arithmetic:
3.1＋2.95 is stored as 6.0500000000000007. The same table scores the same from a workbook, from Parquet and from Python.
"""

import re
from decimal import ROUND_HALF_UP, Context

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_PLAIN = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,3})?", re.ASCII)


def number_text(stored: str, percent: bool = False) -> str:
    """Return a stored number at 15 significant digits, never with an exponent; ValueError where it is none."""
    if _PLAIN.fullmatch(stored) and not percent:
        return stored
    if not _NUMBER.fullmatch(stored):
        raise ValueError(stored)
    number = _FIFTEEN.create_decimal(stored)
    text = format(number.scaleb(2) if percent else number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text + "%" if percent else text


def float_text(shortest: str) -> str:
    """Return `number_text` of a float, by its shortest text; infinities and what is no number stay as they are."""
    return number_text(shortest) if _NUMBER.fullmatch(shortest) else shortest
