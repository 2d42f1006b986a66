"""Types of measures: what a cell of the data may hold."""

from fractions import Fraction
from typing import assert_never

from creditdsl.base.node import node


@node
class Truth:
    """是否: the cell says 是 or 否."""


@node
class Count:
    """计数: a whole number of `unit`s (条, 例 …; empty where the scheme names none), from low to high."""

    unit: str = ""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = None


@node
class Ratio:
    """比率: written `95.5%`, from low to high.

    usual_low, usual_high: where a bound is not declared, the data are asked about beyond these.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    usual_low: Fraction = Fraction(0)
    usual_high: Fraction = Fraction(1)

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest value: as declared, else as usual."""
        return self.usual_low if self.low is None else self.low, self.usual_high if self.high is None else self.high


@node
class Number:
    """数值 or 金额: any decimal number, in `unit`s where one is named."""

    unit: str = ""
    low: Fraction | None = None
    high: Fraction | None = None


@node
class Mark:
    """酌情: points given by people, from low to high; may stay blank where no rule asks for it."""

    low: Fraction
    high: Fraction


@node
class Choice:
    """选项: the cell holds the text of one of the options, or 无."""

    options: tuple[str, ...]


Type = Truth | Count | Ratio | Number | Mark | Choice
"""A closed union."""


def describe(kind: Type) -> str:
    """Return the type in office words, as the data dictionary and messages print it."""
    match kind:
        case Truth():
            return "是否"
        case Count(unit=unit):
            return f"计数（{unit}）" if unit else "计数"
        case Ratio():
            return "比率"
        case Number(unit=unit):
            return f"数值（{unit}）" if unit else "数值"
        case Mark():
            return "酌情"
        case Choice(options=options):
            return f"选项（{'、'.join(options)}）"
        case _:
            assert_never(kind)
