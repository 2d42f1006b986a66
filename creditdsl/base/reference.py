"""References of entries and ids of rules: 二/3 is an entry of section 二, 二/3#1 its first rule.

Both are texts, so that they print and hash as such; only this file builds one or takes one apart.
"""

_BELOW, _RULE = "/", "#"


class EntryRef(str):
    """The printed reference of a section, an item or a sub-item."""

    __slots__ = ()

    @classmethod
    def first(cls) -> "EntryRef":
        """Return the reference of a table's first section."""
        return cls("一")

    def child(self, number: str) -> "EntryRef":
        """Return the reference of the entry with this number directly below."""
        return EntryRef(f"{self}{_BELOW}{number}")

    def rule(self, position: int) -> "RuleId":
        """Return the id of the entry's rule at a 1-based position."""
        return RuleId(f"{self}{_RULE}{position}")

    @property
    def depth(self) -> int:
        """The number of entries above; 0 for a section."""
        return self.count(_BELOW)

    @property
    def parent(self) -> "EntryRef | None":
        """The entry directly above; None for a section."""
        above, below, _ = self.rpartition(_BELOW)
        return EntryRef(above) if below else None

    @property
    def section(self) -> "EntryRef":
        """The section that holds the entry."""
        return EntryRef(self.partition(_BELOW)[0])

    def holds(self, ref: str) -> bool:
        """Return whether a reference names this entry or one below it."""
        return ref == self or ref.startswith(f"{self}{_BELOW}")


class RuleId(str):
    """A rule by its entry and its position there."""

    __slots__ = ()

    @property
    def position(self) -> int:
        """The rule's 1-based position in its entry."""
        return int(self.rpartition(_RULE)[2])

    @property
    def depth(self) -> int:
        """The depth of its entry."""
        return self.count(_BELOW)
