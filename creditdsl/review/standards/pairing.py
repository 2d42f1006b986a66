"""Which measure of a standard is which measure of the rules, and how its cells are filled from theirs.

Receives the measures of both sides with their types; promises pairings, the likeliest first. Names that are alike pair
first. What names leave open is tried in every order while there are few. A pairing on which a difference may rest is
sure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations, product

from creditdsl.base.node import node
from creditdsl.ir.outcome import Cells
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type
from creditdsl.syntax.quantities import is_amount

_MOST_OPEN = 3
"""Measures without a namesake that are tried in every order."""
_NAMESAKES = Fraction(1, 2)
"""The likeness from which two names say the same: 完成整改, 整改完成."""
_FAR = Fraction(3, 2)
"""How much more alike two names must be than others to be taken for each other."""
_DENIALS = tuple("未没不非无拒缺漏迟逾超少欠")
_ENDING = re.compile("(?:[条次件篇个项例起家处期类人份户名]?数|情况|工作)+$")
_TIMES = ("天", "日", "工作日", "周", "月", "季", "季度", "年", "年度", "小时", "分钟")
_MONEY = {"元": 1, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}


@node
class Fit:
    """How a cell of the standard follows from the cell of the rules. scale: what one unit of the rules is in those of
    the standard. sure: whether a difference may rest on it.
    """

    sure: bool
    scale: Fraction = Fraction(1)
    flipped: bool = False
    counted: bool = False

    @property
    def plain(self) -> bool:
        """Whether the cells are the same."""
        return self.scale == 1 and not self.flipped and not self.counted

    def cell(self, value: Fraction | bool | str) -> Fraction | bool | str:
        """Return the cell of the standard."""
        match value:
            case bool():
                return value is not self.flipped
            case Fraction():
                return value >= 1 if self.counted else value * self.scale
            case str():
                return value


@node
class Pairing:
    """The measures of the rules by those of the standard, each with its fit."""

    pairs: tuple[tuple[str, str, Fit], ...]

    @property
    def sure(self) -> bool:
        return all(fit.sure for _, _, fit in self.pairs)

    def cells(self, of_rules: Cells) -> Cells:
        """Return the cells of the standard that go with those of the rules."""
        return {name: fit.cell(of_rules[partner]) for name, partner, fit in self.pairs}


Measures = Mapping[str, Type]


def pairings(standard: Measures, rules: Measures) -> Iterator[Pairing]:
    """Yield the pairings of two lists of measures; none where they do not pair, or in too many ways."""
    if len(standard) != len(rules):
        return
    alike = _alike([*standard], [*rules])
    left = [name for name in standard if name not in alike]
    partners = [name for name in rules if name not in alike.values()]
    if len(left) > _MOST_OPEN:
        return
    for order in permutations(partners):
        chosen = alike | dict(zip(left, order, strict=True))
        fits = [[*_fits(name, standard[name], chosen[name], rules[chosen[name]])] for name in standard]
        for each in product(*fits):
            yield Pairing(tuple((name, chosen[name], fit) for name, fit in zip(standard, each, strict=True)))


def _alike(first: Sequence[str], second: Sequence[str]) -> dict[str, str]:
    """Return the pairs of names that are far more alike to each other than to any other name."""
    if len(first) == 1:
        return {first[0]: second[0]}
    shared = {(a, b): _likeness(a, b) for a in first for b in second}
    return {
        a: b
        for (a, b), likeness in shared.items()
        if likeness > 0
        and all(likeness > _FAR * shared[a, other] for other in second if other != b)
        and all(likeness > _FAR * shared[other, b] for other in first if other != a)
    }


def _likeness(a: str, b: str) -> Fraction:
    """Return the share of pairs of characters that two names have in common."""
    if a == b:
        return Fraction(2)
    pairs = [{name[at : at + 2] for at in range(len(name) - 1)} for name in (_stem(a), _stem(b))]
    both = len(pairs[0] & pairs[1])
    return Fraction(2 * both, len(pairs[0]) + len(pairs[1])) if both else Fraction(0)


def _stem(name: str) -> str:
    """Return a name without the words that any measure may end in: 会议次数 is 会议."""
    return _ENDING.sub("", name) or name


def _fits(name: str, kind: Type, partner: str, other: Type) -> Iterator[Fit]:
    """Yield the ways in which a measure of the standard is one of the rules; none where it cannot be."""
    related = bool(set(_stem(name)) & set(_stem(partner)))
    denied = _denials(name) % 2 != _denials(partner) % 2
    match kind, other:
        case Truth(), Truth():
            yield Fit(related, flipped=denied)
            if denied or _likeness(name, partner) < _NAMESAKES:
                yield Fit(False, flipped=not denied)
        case Truth(), Count() | Number():
            yield Fit(False, counted=True)
        case (Count(unit=unit) | Number(unit=unit), Count(unit=others) | Number(unit=others)):
            yield from _scaled(unit.removeprefix("个"), others.removeprefix("个"), related and not denied)
        case (Ratio(), Ratio()) | (Mark(), Mark()):
            yield Fit(related and not denied)
        case Choice(options=words), Choice(options=others) if set(words) <= set(others) or set(words) >= set(others):
            yield Fit(related)
        case _:
            pass


def _denials(name: str) -> int:
    return sum(name.count(word) for word in _DENIALS)


def _scaled(unit: str, of_rules: str, sure: bool) -> Iterator[Fit]:
    """Yield the fit of two measure words: 1 亿元 is 10000 万元; 条 and 例 count alike, 天 and 小时 do not."""
    if unit in _MONEY and of_rules in _MONEY:
        yield Fit(sure, Fraction(_MONEY[of_rules], _MONEY[unit]))
    elif unit == of_rules or not any(is_amount(word) or word in _TIMES for word in (unit, of_rules)):
        yield Fit(sure)
    elif not unit or not of_rules:
        yield Fit(False)
