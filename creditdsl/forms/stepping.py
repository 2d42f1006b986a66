"""Counting in steps: the length of a step, the counting of a remainder, and their words. No form itself."""

import re
from fractions import Fraction

from creditdsl.base.collect import Stop
from creditdsl.base.fault import Fault
from creditdsl.forms import wording
from creditdsl.forms.answers import Stride
from creditdsl.forms.base import Context
from creditdsl.ir.nodes import Stepping
from creditdsl.syntax.line_tree import Token
from creditdsl.syntax.nodes import Counting, Expression, Name
from creditdsl.syntax.quantities import counted_act

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


def each_words(subject: Expression, stride: Stride, counting: Counting) -> str:
    """Return `每死亡1人`, `每迟报满3次` where the name says what happens, else `宣传篇数每满5篇`, `失信案例每例`."""
    size, unit = stride.size, stride.unit
    full = "满" if size != 1 and counting is Counting.WHOLE else ""
    words, each = wording.expression(subject), unit if size == 1 and unit not in ("", "%") else stride.words()
    act = counted_act(words, unit) if isinstance(subject, Name) else ""
    return f"每{act}{full}{stride.words()}" if act else f"{words}每{full}{each}"


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
