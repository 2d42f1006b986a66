"""The types that a declaration in 数据 may state: `合格率：比率`, `报送量：条 0至500`."""

from fractions import Fraction

from creditdsl.base.node import node


@node
class TruthType:
    """是否."""


@node
class RatioType:
    """比率, within its bounds; None is no bound."""

    low: Fraction | None
    high: Fraction | None


@node
class NumberType:
    """数值, within its bounds; None is no bound."""

    low: Fraction | None
    high: Fraction | None


@node
class CountType:
    """个数 with its measure word, within its bounds; None is no bound."""

    unit: str
    low: Fraction | None
    high: Fraction | None


@node
class MarkType:
    """酌情, from `low` to `high` points."""

    low: Fraction
    high: Fraction


@node
class ChoiceType:
    """选项 with its words."""

    options: tuple[str, ...]


DeclaredType = TruthType | RatioType | NumberType | CountType | MarkType | ChoiceType
