"""Rows of data on which a standard and the rules are compared: around every number of both, the smallest first.

Receives measures with their types and the numbers of both sides; promises rows in the order in which a drafter would
try them: everything at rest, one measure varied, then two. At rest nothing has happened: 否, 0, the least.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

from creditdsl.base.node import node
from creditdsl.ir.outcome import Cells
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type
from creditdsl.syntax.keywords import keywords

_MOST_SINGLE = 120
"""Rows in which one measure is varied."""
_MOST_PAIRED = 60
"""Rows in which two are."""
_MOST_LIMITS = 10
"""Numbers of which quotients are tried, for the points at which limits begin to hold."""
_CENT = Fraction(1, 100)
_UNITS = 5
"""Units of a trial of rankings; more where a place beyond them is written."""
_MOST_UNITS = 60

Value = Fraction | bool | str


@node
class Row:
    """One unit's cells. varied: the measures that are not at rest."""

    cells: Cells
    varied: tuple[str, ...]


@node
class Trial:
    """Units that are scored together. words: how they differ in what is ranked, where that decides."""

    words: str
    rows: tuple[Row, ...]


@node
class Grid:
    """What is tried. constants: by measure the numbers of both sides. divisors: measures by which rules divide."""

    measures: Mapping[str, Type]
    constants: Mapping[str, frozenset[Fraction]]
    divisors: frozenset[str]

    def alone(self) -> Iterator[Trial]:
        """Yield the rows of units that are scored without regard to others."""
        yield Trial("", tuple(self._single()))
        yield Trial("", tuple(self._paired()))

    def _single(self) -> Iterator[Row]:
        """Yield the row at rest, and every row in which one measure is varied."""
        rest = self._rest()
        yield Row(rest, ())
        for name in self.measures:
            values = _spread(self._values(name), max(4, _MOST_SINGLE // len(self.measures)))
            yield from (Row(rest | {name: value}, (name,)) for value in values if value != rest[name])

    def _paired(self) -> Iterator[Row]:
        """Yield rows in which two measures are varied, and the row in which all are."""
        rest = self._rest()
        pairs = [*combinations(self.measures, 2)][:_MOST_PAIRED]
        each = _root(_MOST_PAIRED // len(pairs)) if pairs else 0
        values = {name: [one for one in self._values(name) if one != rest[name]] for name in self.measures}
        for first, second in pairs:
            for a, b in product(_spread(values[first], each), _spread(values[second], each)):
                yield Row(rest | {first: a, second: b}, (first, second))
        if len(self.measures) > 2:
            every = {name: several[-1] for name, several in values.items() if several}
            yield Row(rest | every, tuple(self.measures))

    def trials(self) -> Iterator[Trial]:
        """Yield units to be ranked: all different, with ties at both ends, with some at zero, all the same."""
        numbers = frozenset[Fraction]().union(*self.constants.values())
        places = [int(one) for one in numbers if one.denominator == 1 and 0 < one < _MOST_UNITS]
        count = max(_UNITS, *(place + 2 for place in places)) if places else _UNITS
        steps = [Fraction(count - position) for position in range(count)]
        orders = {
            f"{count} 个单位各不相同": steps,
            f"{count} 个单位里最高的两个相同": [steps[0], *steps[:-1]],
            f"{count} 个单位里最低的两个相同": [*steps[1:], steps[-1]],
            f"{count} 个单位里有两个是零": [*(step - 2 for step in steps[:-2]), Fraction(0), Fraction(0)],
            f"{count} 个单位全部相同": [steps[0]] * count,
        }
        for met in (False, True):
            for words, order in orders.items():
                yield Trial(words, tuple(Row(self._ranked(step, count, met), ()) for step in order))

    def _ranked(self, step: Fraction, count: int, met: bool) -> Cells:
        cells: dict[str, Value] = {}
        for name, kind in self.measures.items():
            match kind:
                case Truth():
                    cells[name] = met
                case Choice():
                    cells[name] = self._values(name)[0]
                case Ratio():
                    cells[name] = step / count
                case Count() | Number() | Mark():
                    cells[name] = step
        return cells

    def _rest(self) -> dict[str, Value]:
        return {name: self._at_rest(name, kind) for name, kind in self.measures.items()}

    def _at_rest(self, name: str, kind: Type) -> Value:
        match kind:
            case Truth():
                return False
            case Choice():
                return keywords().values["none"]
            case Ratio(low=low, high=high):
                return _within(Fraction(name in self.divisors), low, high)
            case Count(low=low, high=high) | Number(low=low, high=high) | Mark(low=low, high=high):
                return _within(Fraction(100 if name in self.divisors else 0), low, high)

    def _values(self, name: str) -> Sequence[Value]:
        """Return what is tried of a measure: first what is written, then what is near it."""
        constants = self.constants[name]
        match self.measures[name]:
            case Truth():
                return (False, True)
            case Choice(options=options):
                return (*options, keywords().values["none"])
            case Count(low=low, high=high):
                whole = [one for one in constants if one.denominator == 1]
                return _ordered(low, high, whole, self._beyond(constants), _moved(whole, Fraction(1)), _sums(whole))
            case Ratio(ends=(low, high)):
                ends = (Fraction(0), Fraction(1, 2), Fraction(1))
                steps = (_moved(constants, _CENT), _moved(constants, _CENT**2))
                return _ordered(low, high, constants, ends, _sums(constants), *steps)
            case Number(low=low, high=high):
                steps = (_moved(constants, Fraction(1)), _moved(constants, _CENT))
                return _ordered(low, high, constants, self._beyond(constants), *steps, _sums(constants))
            case Mark(low=low, high=high):
                return _ordered(low, high, constants)

    def _beyond(self, constants: frozenset[Fraction]) -> Iterator[Fraction]:
        """Yield numbers at which limits begin to hold: points ÷ points a step; and percentages of a hundred."""
        yield from map(Fraction, (0, 1, 2, 3, 10, 100))
        few = sorted(constants)[:_MOST_LIMITS]
        for top, step in product(few, few):
            if step > 0 and 0 < top / step <= 1000 and top != step:
                yield from (Fraction(top // step + more) for more in (0, 1))
        if self.divisors:
            yield from (one * 100 + step for one in constants if 0 < one <= 2 for step in (-1, 0, 1))


def _moved(numbers: Iterable[Fraction], step: Fraction) -> list[Fraction]:
    return [one + sign * step for one in numbers for sign in (-1, 1)]


def _sums(numbers: Iterable[Fraction]) -> list[Fraction]:
    """Return the numbers one step of another away: 95% where 100% is the standard and 5 points are a step."""
    few = sorted(numbers)[:_MOST_LIMITS]
    return [one + sign * step for one, step in product(few, few) for sign in (-1, 1)]


def _within(value: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def _ordered(low: Fraction | None, high: Fraction | None, *groups: Iterable[Fraction]) -> Sequence[Fraction]:
    """Return the values of a range, group by group, the smallest of each first, each once; then its ends."""
    ends = [end for end in (low, high) if end is not None]
    values = dict.fromkeys([*(value for group in groups for value in sorted(group)), *ends])
    return [one for one in values if (low is None or one >= low) and (high is None or one <= high)]


def _spread(values: Sequence[Value], count: int) -> Sequence[Value]:
    """Return at most `count` of the values, the first of them and the last."""
    if len(values) <= count:
        return values
    return [*values[: count - 1], values[-1]]


def _root(number: int) -> int:
    """Return how many values of each of two measures make about `number` rows; at least one."""
    return next(root for root in range(number + 1, 0, -1) if root * root <= max(number, 1))
