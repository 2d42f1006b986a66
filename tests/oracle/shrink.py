"""Smaller schemes and tables that still show a difference: lines, units and columns are left out one by one."""

from collections.abc import Callable

from tests.oracle.reader import read_scheme
from tests.oracle.tables import Table, columns_of

Fails = Callable[[str, Table], bool]


def without(items: list[str], index: int) -> list[str]:
    """Return a list without one item."""
    return items[:index] + items[index + 1 :]


def smaller(text: str, table: Table) -> list[tuple[str, Table]]:
    """Return the pairs with one thing left out."""
    lines = text.splitlines()
    pairs = [("\n".join(without(lines, index)) + "\n", table) for index in range(len(lines) - 1, 0, -1)]
    pairs += [(text, {unit: cells for unit, cells in table.items() if unit != left}) for left in table]
    return pairs


def shrunk(text: str, table: Table, fails: Fails, tries: int = 400) -> tuple[str, Table]:
    """Return a pair from which nothing can be left out, or that stands after so many tries."""
    progress = True
    while progress and tries > 0:
        progress = False
        for candidate in smaller(text, table):
            tries -= 1
            if tries <= 0:
                break
            try:
                failing = fails(*candidate)
            except Exception:  # a candidate may be no scheme at all
                failing = False
            if failing:
                text, table = candidate
                progress = True
                break
    return text, used_part(text, table)


def used_part(text: str, table: Table) -> Table:
    """Return the table with the columns that the scheme knows."""
    columns = columns_of(read_scheme(text))
    return {unit: {name: cells[name] for name in columns if name in cells} for unit, cells in table.items()}
