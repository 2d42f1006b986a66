"""Write the arithmetic of a score in words: sums, rounding, the cap or floor that applied.

Receives values that the evaluator recorded; promises that a rounded number is marked (约, ≈).
"""

from collections.abc import Sequence
from fractions import Fraction

from creditdsl.base.exact import Rounding, fixed, is_exact, round_to, show
from creditdsl.explain.phrases import CUT_DIGITS, cut_text
from creditdsl.forms import wording
from creditdsl.syntax.nodes import Limits, Scheme


def points_words(value: Fraction, cut: int = CUT_DIGITS) -> str:
    """Write an amount of points: `16分`, `约4.4286分`, `－2分`.

    `cut`: decimals of an amount that cannot be written out.
    """
    return (wording.points(value).replace("-", "－")) if is_exact(value) else f"约{cut_text(value, cut)}分"


def equals_points(value: Fraction, digits: int | None, cut: int = CUT_DIGITS) -> str:
    """Write the right side of an equation: `=5.00分`, `≈4.4286分`.

    `digits`: decimals of a printed score; None means as many as the value needs. `cut`: as in `points_words`.
    """
    if digits is None and not is_exact(value):
        return f"≈{cut_text(value, cut)}分"
    shown = show(value) if digits is None else fixed(value, digits)
    return "=" + shown.replace("-", "－") + "分"


def added(parts: Sequence[tuple[Fraction, int | None]], cut: int = CUT_DIGITS) -> str:
    """Write a sum: `8＋2.5－1`, with 约 before a rounded part.

    `parts`: each value with the decimals of a printed score; None means as many as it needs. `cut`: as in
    `points_words`.
    """
    words = ""
    for value, digits in parts:
        if digits is not None:
            shown = fixed(abs(value), digits)
        else:
            shown = show(abs(value)) if is_exact(value) else cut_text(abs(value), cut)
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
