"""Write the arithmetic of a score in words: sums, rounding, the cap or floor that applied.

Receives values that the evaluator recorded; promises that a rounded number is marked (约, ≈).
"""

from collections.abc import Sequence
from fractions import Fraction

from creditdsl.base.exact import Rounding, fixed, is_exact, round_to, show
from creditdsl.forms import wording
from creditdsl.syntax.nodes import Limits, Scheme


def points_words(value: Fraction) -> str:
    """Write an amount of points: `16分`, `约4.4286分`, `－2分`."""
    return ("" if is_exact(value) else "约") + wording.points(value).replace("-", "－")


def equals_points(value: Fraction, digits: int | None) -> str:
    """Write the right side of an equation: `=5.00分`, `≈4.4286分`.

    `digits`: decimals of a printed score; None means as many as the value needs.
    """
    shown = show(value) if digits is None else fixed(value, digits)
    return ("=" if digits is not None or is_exact(value) else "≈") + shown.replace("-", "－") + "分"


def added(parts: Sequence[tuple[Fraction, int | None]]) -> str:
    """Write a sum: `8＋2.5－1`, with 约 before a rounded part.

    `parts`: each value with the decimals of a printed score; None means as many as it needs.
    """
    words = ""
    for value, digits in parts:
        shown = fixed(abs(value), digits) if digits is not None else show(abs(value))
        about = "" if digits is not None or is_exact(value) else "约"
        plus = "＋" if words else ""
        sign = "－" if value < 0 else plus
        words += sign + about + shown
    return words


def before_rounding(held: Fraction, score: Fraction, scheme: Scheme) -> str:
    """Write the value before rounding: `1.005分`, or `约4.4286分` with digits enough to show its direction."""
    if is_exact(held):
        return points_words(held)
    digits = scheme.digits + 2
    while round_to(round_to(held, digits, Rounding.HALF_UP), scheme.digits, scheme.rounding) != score:
        digits += 1
    return f"约{fixed(round_to(held, digits, Rounding.HALF_UP), digits)}分"


def limit_applied(raw: Fraction, value: Fraction, limits: Limits) -> str:
    """Write the cap or floor that turned raw into value; empty where none applied."""
    if raw == value:
        return ""
    if value < 0:
        return f"超过最高扣{wording.points(-value)}，扣{wording.points(-value)}"
    if raw > value:
        return f"超过最高{wording.points(value)}，得{wording.points(value)}"
    if limits.floor is None:
        return f"扣完为止，计{wording.points(value)}"
    return f"低于最低得分，得{wording.points(value)}"
