"""Names of columns as a database tells them apart.

Receives names of any length and letters; promises names that the database neither cuts nor takes for one another. A
database that cuts names says nothing: of two measures that begin alike, it would read one column twice.

What is too long is cut at a character, as PostgreSQL itself does; what would then be taken already gets `_2`, `_3`, …
in the order in which the names come.
"""

from creditdsl.base.node import node


@node
class _Rule:
    """`longest`: in bytes of UTF-8, None without a limit. `folds`: whether capital and small letters are the same."""

    longest: int | None
    folds: bool


_RULES = {"duckdb": _Rule(None, True), "spark": _Rule(None, True), "postgres": _Rule(63, False)}


class ColumnNames:
    """The names of one table's columns. `renamed`: the column of each name that could not stay as it is."""

    def __init__(self, dialect: str) -> None:
        self.renamed: dict[str, str] = {}
        self._rule = _RULES[dialect]
        self._taken: set[str] = set()

    def take(self, name: str) -> str:
        """Return the column of a further name."""
        column, number = self._cut(name), 1
        while self._key(column) in self._taken:
            number += 1
            column = self._cut(name, f"_{number}")
        self._taken.add(self._key(column))
        if column != name:
            self.renamed[name] = column
        return column

    def _cut(self, name: str, behind: str = "") -> str:
        if self._rule.longest is None:
            return name + behind
        return name.encode()[: self._rule.longest - len(behind)].decode(errors="ignore") + behind

    def _key(self, column: str) -> str:
        return column.casefold() if self._rule.folds else column
