"""Where scoring starts under 满分起扣, in an entry and in everything below it.

Receives an entry; promises the points from which it starts itself. An item with points starts from them. An item
without points takes its deductions from what the entry above has left.

Worked example: 一、安全（60分，满分起扣） with 1. 制度（20分） and 2. 死亡, which states no points.

    worth     20 of the first item, 0 of the second
    start     60 − 20 = 40 of the section itself; 20 of the first item
    score     20 less what the first item loses, 40 less what the second takes
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from creditdsl.syntax.nodes import Entry, Trait
from creditdsl.syntax.walk import scope

Roster = Mapping[str, tuple[str, ...]]


def start(entry: Entry, roster: Roster) -> Fraction:
    """Return the points from which the entry itself starts: its points, less those from which its children do.

    0 where it does not start from full points, and where its children state all of them.
    """
    if not entry.starts_full or entry.points is None:
        return Fraction(0)
    return entry.points - _most(entry.children, roster)


def worth(entry: Entry, roster: Roster) -> Fraction:
    """Return the points that an entry brings to the one above, by its weight."""
    if Trait.UNSCORED in entry.traits:
        return Fraction(0)
    points = full_points(entry, roster)
    return points if entry.weight is None else points * entry.weight


def full_points(entry: Entry, roster: Roster) -> Fraction:
    """Return the points of an entry: as stated, else those of its children."""
    return _most(entry.children, roster) if entry.points is None else entry.points


def _most(siblings: Sequence[Entry], roster: Roster) -> Fraction:
    """Return the most that siblings are worth to one unit; items of different units share the same points."""
    scoped = [(scope(entry, roster), worth(entry, roster)) for entry in siblings]
    units = {None, *(unit for units_of_it, _ in scoped for unit in units_of_it or ())}
    return max(
        sum((points for units_of_it, points in scoped if units_of_it is None or unit in units_of_it), Fraction(0))
        for unit in units
    )
