"""Counting in steps: the length of a step, the counting of a remainder, and their words. No form itself."""

import re
from fractions import Fraction

from lark.lexer import Token

from creditdsl.base.collect import Stop
from creditdsl.base.fault import Fault
from creditdsl.forms.answers import Stride
from creditdsl.forms.base import Context
from creditdsl.ir.nodes import Stepping
from creditdsl.syntax.nodes import Counting

STEPPING = {
    Counting.WHOLE: Stepping.WHOLE,
    Counting.STARTED: Stepping.STARTED,
    Counting.PROPORTIONAL: Stepping.PROPORTIONAL,
}


def build_stride(word: Token, context: Context, zero: Fault) -> Stride:
    """Build 每5篇, 每低1百分点; stop with `zero` where the step has no size."""
    text, span = str(word).strip(), context.place.span(word)
    number = re.search(r"\d[\d.]*", text)
    size = Fraction(number[0]) if number else Fraction(1)
    unit = (text[number.end() :] if number else text.removeprefix("每")).strip()
    if size == 0:
        raise Stop(zero, span)
    if unit in ("%", "百分点", "个百分点"):
        size, unit = size / 100, "%"
    return Stride(size, unit, span)


def rest_words(stride: Stride, counting: Counting) -> str:
    """Return the words for the counting of a remainder; none for whole steps, the default."""
    step = stride.words()
    match counting:
        case Counting.WHOLE:
            return ""
        case Counting.STARTED:
            return f"，不足{step}的按{step}计"
        case Counting.PROPORTIONAL:
            return f"，不足{step}的按比例计"
