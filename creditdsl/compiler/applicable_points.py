"""The points that apply to a unit: what 折算 divides by.

Receives a table and a unit; promises the points. They are those of the entries that apply to the unit, each within
the points of the entry above and by its weight. What 不适用：得满分 and 取平均分 give counts, because the unit has it
as well.

Worked example: 一、监管（20分） with 1. 公示（10分） and 2. 执法（15分，适用甲局）.

    甲局    10 + 15 = 25, of which the section leaves 20
    乙局    10; 25 again of 20 where 不适用：得满分 is written
"""

from fractions import Fraction

from creditdsl.compiler.from_full import Roster, full_points, start
from creditdsl.compiler.left_out import gives_its_parts
from creditdsl.syntax.nodes import Consequence, Entry, SectionRole, Table, Trait
from creditdsl.syntax.walk import left_out_by


def attainable(table: Table, unit: str | None) -> Fraction:
    """Return the most points that the base sections can give the unit; None is a unit that no entry names."""
    base = [section for section in table.sections if section.role is SectionRole.BASE]
    points = [_weighted(section, unit, table.roster) for section in base]
    return sum((part for part in points if part is not None), Fraction(0))


def _weighted(entry: Entry, unit: str | None, roster: Roster) -> Fraction | None:
    most = Fraction(0) if Trait.UNSCORED in entry.traits else _most(entry, unit, roster)
    return most if most is None or entry.weight is None else most * entry.weight


def _most(entry: Entry, unit: str | None, roster: Roster) -> Fraction | None:
    """Return the most points that the entry can give the unit; None where no stated points limit it."""
    out = left_out_by(entry, unit, roster)
    if out is not None and not gives_its_parts(entry, out.consequence):
        match out.consequence:
            case Consequence.SKIP:
                return Fraction(0)
            case Consequence.FULL:
                return full_points(entry, roster)
            case Consequence.MEAN:
                pass
    if not entry.children:
        only_loses = entry.below_full and entry.points is None
        return Fraction(0) if only_loses else entry.points
    total = start(entry, roster)
    for child in entry.children:
        part = _weighted(child, unit, roster)
        if part is None:
            return entry.points
        total += part
    return total if entry.points is None else min(total, entry.points)
