"""The arithmetic of a score in words: sums, rounding, the cap or floor that applied.

Receives values that the evaluator recorded; promises that a number which is cut says so (约, ≈).
"""

from collections.abc import Sequence
from fractions import Fraction

from creditdsl.base.exact import Rounding, fixed, is_exact, round_to, show
from creditdsl.forms import wording
from creditdsl.syntax.nodes import Limits, Scheme


def said_points(value: Fraction) -> str:
    """`16分`, `约4.4286分`, `－2分`."""
    return ("" if is_exact(value) else "约") + wording.points(value).replace("-", "－")


def equals_points(value: Fraction, digits: int | None) -> str:
    shown = show(value) if digits is None else fixed(value, digits)
    return ("=" if digits is not None or is_exact(value) else "≈") + shown.replace("-", "－") + "分"


def added(parts: Sequence[tuple[Fraction, int | None]]) -> str:
    """`8＋2.5－1`; a part that is cut stands with 约."""
    words = ""
    for value, digits in parts:
        shown = fixed(abs(value), digits) if digits is not None else show(abs(value))
        about = "" if digits is not None or is_exact(value) else "约"
        sign = "－" if value < 0 else "＋" if words else ""
        words += sign + about + shown
    return words


def before_rounding(held: Fraction, score: Fraction, scheme: Scheme) -> str:
    """The value before rounding: `1.005分`, or `约4.4286分` with digits enough to see which way it goes."""
    if is_exact(held):
        return said_points(held)
    digits = scheme.digits + 2
    while round_to(round_to(held, digits, Rounding.HALF_UP), scheme.digits, scheme.rounding) != score:
        digits += 1
    return f"约{fixed(round_to(held, digits, Rounding.HALF_UP), digits)}分"


def limit_applied(raw: Fraction, value: Fraction, limits: Limits) -> str:
    """The cap or floor that turned raw into value."""
    if raw == value:
        return ""
    if value < 0:
        return f"超过最高扣{wording.points(-value)}，扣{wording.points(-value)}"
    if raw > value:
        return f"超过最高{wording.points(value)}，得{wording.points(value)}"
    if limits.floor is None:
        return f"扣完为止，计{wording.points(value)}"
    return f"低于最低得分，得{wording.points(value)}"
