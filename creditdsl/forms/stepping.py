"""Counting in steps: how a remainder counts, and how sentences say so. Shared, not a form itself."""

from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.ir.nodes import Stepping
from creditdsl.syntax.nodes import Counting

STEPPING = {
    Counting.WHOLE: Stepping.WHOLE,
    Counting.STARTED: Stepping.STARTED,
    Counting.PROPORTIONAL: Stepping.PROPORTIONAL,
}


def say_size(size: Fraction, unit: str) -> str:
    """`5篇`, `10%`."""
    return f"{show(size * 100)}%" if unit == "%" else f"{show(size)}{unit}"


def say_rest(size: Fraction, unit: str, counting: Counting) -> str:
    """What becomes of a remainder; nothing for whole steps, the default."""
    step = say_size(size, unit)
    match counting:
        case Counting.WHOLE:
            return ""
        case Counting.STARTED:
            return f"，不足{step}的按{step}计"
        case Counting.PROPORTIONAL:
            return f"，不足{step}的按比例计"
