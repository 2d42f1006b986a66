"""Words that the faults of data share: for the content of a cell, and for its row."""

from collections.abc import Sequence

from creditdsl.base.fault import Fault
from creditdsl.base.node import node

_LONGEST = 20


def quoted(text: str) -> str:
    """Return the content of a cell in quotes: cut where it is long, invisible characters by number."""
    shown = "".join(c if c.isprintable() else " " if c.isspace() else f"[U+{ord(c):04X}]" for c in text.strip())
    return f"“{shown[:_LONGEST]}…”" if len(shown) > _LONGEST else f"“{shown}”"


def listed(texts: Sequence[str]) -> str:
    """Return `“甲”、“乙”`, each as `quoted` gives it."""
    return "、".join(quoted(text) for text in texts)


def either(texts: Sequence[str]) -> str:
    """Return `“甲”、“乙”或“丙”`, uncut, because the reader is to write one of them."""
    *others, last = (f"“{text}”" for text in texts)
    return f"{'、'.join(others)}或{last}" if others else last


def named(unit: str, period: str | None = None) -> str:
    """Return the row as messages name it: `甲局`, and by period `甲局 2023-03 ` with the space before Chinese text."""
    return unit if period is None else f"{unit} {period} "


@node
class BadCell(Fault):
    """Base of the faults of one cell: its content does not fit its column.

    row: as `named` gives it. column: empty where the cell holds the name of the unit. content: as typed.
    """

    row: str
    column: str
    content: str

    def words(self) -> str:
        cell = f"{self.row}的“{self.column}”" if self.column else "单位名称"
        wrote = f"写的是{quoted(self.content)}，" if self.content else ""
        return f"{cell}{wrote}{self.wrong()}"

    def wrong(self) -> str:
        """Return the words for why the content does not fit."""
        raise NotImplementedError
