"""The results of all units side by side, as the score documents print them.

The vocabulary of 排名表 and 考核概况: figures as printed, in the order of the places. These documents know
results only, neither scheme nor data.
"""

from collections.abc import Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.explain.phrases import INAPPLICABLE, PENDING

_WORDS = frozenset({PENDING, INAPPLICABLE, ""})


@node
class Component:
    """A component of the total: a section, or a measure of which a year is composed.

    points: the points it states. deducts: whether its points are subtracted.
    """

    title: str
    points: Fraction | None = None
    deducts: bool = False


@node
class SetFigures:
    """One unit's figures in one set of data.

    label: 自评, 复核, 差额; empty without sets. parts: a figure for each component.
    """

    label: str
    parts: tuple[str, ...]
    total: str


@node
class UnitStanding:
    """One unit.

    rank, grade: None without a place or a grade. tied: whether another unit has the same place.
    """

    unit: str
    lines: tuple[SetFigures, ...]
    rank: int | None
    tied: bool
    grade: str | None
    honours: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def counted(self) -> SetFigures:
        """The figures that give place and grade: those of the last set, which stands before the difference."""
        return self.lines[0] if len(self.lines) == 1 else self.lines[-2]


@node
class Standings:
    """One table in one period, the best unit first.

    grades: best first. mentions: 表彰 and 通报. digits: decimals of the printed figures.
    """

    scheme: str
    table: str
    title: str
    period: str
    parts: tuple[Component, ...]
    placed: bool
    grades: tuple[str, ...]
    mentions: tuple[str, ...]
    digits: int
    units: tuple[UnitStanding, ...]


def number(figure: str) -> Fraction | None:
    """Parse a figure as a number; None for 待定 and 不适用."""
    return None if figure in _WORDS else Fraction(figure)


def numbers(figures: Sequence[str]) -> tuple[Fraction, ...]:
    """Return the figures that are numbers."""
    return tuple(value for value in map(number, figures) if value is not None)
