"""The roster of a table: the units that its data must have, and no others.

Receives the 名单 of a table of a scheme. Promises whether a name is on it, in any width and spacing, and the messages
about a unit that is not and about units without data. A 名单 without the group 单位 names some units only: then others
may have data too.
"""

from collections.abc import Collection, Iterator, Mapping

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.nearest import nearest
from creditdsl.base.node import field, node
from creditdsl.base.spelling import name_key
from creditdsl.data.table_errors import MissingUnits, NotOnRoster, UnitsNotYetThere
from creditdsl.data.tables import UNIT, Address, fault_at


@node
class Roster:
    """units: by key the names. whole: whether no other unit may have data. partial: units may lack data."""

    units: Mapping[str, str] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    """Keys of the names of groups."""
    whole: bool = False
    partial: bool = False

    def has(self, unit: str) -> bool:
        """Return whether the unit is on the roster."""
        return name_key(unit) in self.units

    def allows(self, unit: str) -> bool:
        """Return whether the unit may have data."""
        return not self.whole or self.has(unit)

    def stranger(self, unit: str, address: Address) -> Diagnostic:
        """Return the message about a unit that is not on the roster."""
        near = nearest(name_key(unit), self.units)
        return fault_at(NotOnRoster(unit, tuple(self.units[key] for key in near)), address)

    def lacking(self, present: Collection[str], address: Address) -> Iterator[Diagnostic]:
        """Yield a message that names the units without data. present: keys of those that have some."""
        units = tuple(name for key, name in self.units.items() if key not in present)
        if self.whole and units:
            yield fault_at(UnitsNotYetThere(units) if self.partial else MissingUnits(units), address)


ANY_UNIT = Roster()


def roster_of(groups: Mapping[str, tuple[str, ...]], partial: bool = False) -> Roster:
    """Return the roster of a table. groups: the units by the name of their group. partial: units may lack data."""
    units = {name_key(unit): unit for group in groups.values() for unit in group}
    names = frozenset(name_key(name) for name in groups) - units.keys()
    return Roster(units, names, UNIT in groups, partial)
