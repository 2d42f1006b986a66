"""How findings name rules and list places in a message."""

from collections.abc import Sequence

from creditdsl.base.node import node
from creditdsl.syntax.nodes import Applicability, Entry, Rule, Table
from creditdsl.syntax.walk import units_of, units_within

_SINGLE = str.maketrans("“”", "‘’")
MAX_PLACES = 6
"""A message lists this many places; a longer list only says how many there are."""


def rule_name(entry: Entry, rule: Rule) -> str:
    """Return `二/3（1）`, or `二/3` where the rule has no number of its own."""
    return entry.ref if rule.number is None else f"{entry.ref}（{rule.number}）"


def quoted(title: str) -> str:
    """Return the title in quotation marks; those inside become single ones."""
    return f"“{title.translate(_SINGLE)}”"


def listed(names: Sequence[str]) -> str:
    """Return the names as 甲、乙, or 甲、乙等9处 where they are many; repeated names are listed once."""
    once = tuple(dict.fromkeys(names))
    return "、".join(once) if len(once) <= MAX_PLACES else f"{'、'.join(once[:MAX_PLACES])}等{len(once)}处"


@node
class Units:
    """The units of a table as far as they are known."""

    table: Table

    def of(self, applies: Applicability | None) -> frozenset[str] | None:
        """Return the units that an entry concerns; None where the table does not say who is assessed."""
        if applies is not None:
            return units_within(applies, self.table.roster)
        return frozenset(units_of(self.table)) or None

    def nobody(self, applies: Applicability | None) -> bool:
        """Return whether 适用 and those above it leave no unit at all."""
        return self.of(applies) == frozenset()

    def apart(self, first: Applicability | None, second: Applicability | None) -> bool:
        """Return whether no unit is subject to both."""
        a, b = self.of(first), self.of(second)
        return a is not None and b is not None and not a & b
