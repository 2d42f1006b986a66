"""The results of all units side by side, as the score documents print them.

Receives nothing; promises a vocabulary for 排名表 and 考核概况: figures as printed, in the order of the
places. Its own step because these documents know results only, neither scheme nor data.
"""

from collections.abc import Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.explain.phrases import INAPPLICABLE, PENDING

_WORDS = frozenset({PENDING, INAPPLICABLE, ""})


@node
class Part:
    """A section, or what a year is composed of. points: what it says it is worth. deducts: its points are taken off."""

    title: str
    points: Fraction | None = None
    deducts: bool = False


@node
class Line:
    """One set's figures of a unit, one for each part. label: 自评, 复核, 差额; empty without sets."""

    label: str
    parts: tuple[str, ...]
    total: str


@node
class Standing:
    """One unit. rank and grade are None where there is none (yet). tied: another has the same place."""

    unit: str
    lines: tuple[Line, ...]
    rank: int | None
    tied: bool
    grade: str | None
    honours: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def counted(self) -> Line:
        """The line that gives place and grade: of sets the last, which stands before the difference."""
        return self.lines[0] if len(self.lines) == 1 else self.lines[-2]


@node
class Standings:
    """One table in one period, the best unit first. grades: best first; mentions: 表彰 and 通报.

    digits: of the printed figures.
    """

    scheme: str
    table: str
    title: str
    period: str
    parts: tuple[Part, ...]
    placed: bool
    grades: tuple[str, ...]
    mentions: tuple[str, ...]
    digits: int
    units: tuple[Standing, ...]


def number(figure: str) -> Fraction | None:
    """A figure as a number; None for 待定 and 不适用."""
    return None if figure in _WORDS else Fraction(figure)


def numbers(figures: Sequence[str]) -> tuple[Fraction, ...]:
    """Those figures that are numbers."""
    return tuple(found for found in map(number, figures) if found is not None)
