"""Final places of units: by total, equals by the second keys of 名次, and within groups of the roster.

For example, totals 90, 90, 80 with 信息条数 12, 20, 7 give the places 2, 1, 3; without the key 1, 1, 3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from tests.oracle.model import RankKey, Scheme
from tests.oracle.scores import Points
from tests.oracle.values import Hole, Unit, joined


@dataclass(frozen=True)
class Standing:
    """The place of a unit from the front and from the end, among `count` units of which `tied` share it."""

    place: int
    behind: int
    tied: int
    count: int


Standings = dict[str, Standing] | Hole
Classes = list[list[str]] | Hole


def parted(names: list[str], falling: bool, value_of: Callable[[str], Points]) -> Classes:
    """Return names in classes of equal values, best first; a hole, where a value of several names is unknown."""
    if len(names) == 1:
        return [names]
    values = {name: value_of(name) for name in names}
    if hole := joined(list(values.values())):
        return hole
    ladder = sorted(set(values.values()), reverse=falling)
    return [[name for name in names if values[name] == value] for value in ladder]


def key_value(key: RankKey, units: dict[str, Unit], values: dict[str, dict[str, Points | str]], name: str) -> Points:
    """Return what a second key compares: an entry that is not for a unit counts as 0."""
    if key.label is None:
        return units[name].value(key.measure, list(units.values()))
    value = values[name][key.label]
    return Fraction(0) if isinstance(value, str) else value


def standings(
    scheme: Scheme, units: list[Unit], totals: dict[str, Points], values: dict[str, dict[str, Points | str]]
) -> Standings:
    """Return the standing of every unit; a hole, where a total or a key that is needed is unknown."""
    by_name = {unit.name: unit for unit in units}
    if hole := joined([totals[name] for name in by_name]):
        return hole
    keys = [(True, totals.__getitem__)]
    keys += [(key.falling, partial(key_value, key, by_name, values)) for key in scheme.rank_keys]
    classes: list[list[str]] = [list(by_name)] if by_name else []
    for falling, value_of in keys:
        split = [parted(names, falling, value_of) for names in classes]
        if hole := joined(split):
            return hole
        classes = [names for part in split for names in part]
    found: dict[str, Standing] = {}
    for names in classes:
        place = len(found) + 1
        behind = len(by_name) - len(found) - len(names) + 1
        found |= dict.fromkeys(names, Standing(place, behind, len(names), len(by_name)))
    return found
