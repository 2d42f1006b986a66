"""A dictionary-encoded column: its distinct values and, for each row, the index of its value.

A function of the values is computed once for each distinct one, so that very many rows need no object a cell. The
indices are a list, or an array of NumPy where an engine of columns scored.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from creditdsl.base.node import node

if TYPE_CHECKING:
    from creditdsl.ir.columns import Array

Value = TypeVar("Value", covariant=True)
Other = TypeVar("Other")


@node
class Coded(Generic[Value]):
    """An encoded column.

    values: distinct, maybe with some that no row has. places: by row, an index into values; a range where every row
    has a value of its own.
    """

    values: Sequence[Value]
    places: "list[int] | range | Array"

    def __len__(self) -> int:
        return len(self.places)

    def each(self, change: Callable[[Value], Other]) -> "Coded[Other]":
        """Map every distinct value."""
        return Coded([change(value) for value in self.values], self.places)

    def put(self, rows: Iterable[int], value: Other) -> "Coded[Value | Other]":
        """Replace the value of some rows."""
        places = list(self.places) if isinstance(self.places, range) else self.places.copy()
        for row in rows:
            places[row] = len(self.values)
        return Coded([*self.values, value], places)

    def rows(self) -> list[Value]:
        """Return the value of each row."""
        if isinstance(self.places, range):
            return [*self.values]
        if isinstance(self.places, list):
            return [self.values[place] for place in self.places]
        import numpy as np

        spread: list[Value] = np.fromiter(self.values, object, len(self.values))[self.places].tolist()
        return spread


def coded(values: Iterable[Other]) -> Coded[Other]:
    """Encode the values of the rows."""
    place: dict[Other, int] = {}
    places = [place.setdefault(value, len(place)) for value in values]
    return Coded(list(place), places)


def constant(value: Other, rows: int) -> Coded[Other]:
    """Encode a column with the same value in every row."""
    return Coded([value], [0] * rows)
