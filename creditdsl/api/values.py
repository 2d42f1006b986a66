"""What stands where a number may not be known: a score, a value that waits, one that does not concern a unit."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from creditdsl.base.node import node
from creditdsl.base.spelling import name_key

_Value = TypeVar("_Value")


@node
class Pending:
    """A value that cannot be known yet (待定): it is missing, never zero.

    because: what it waits for, in words. columns: the columns of the data whose cells are blank, of this unit or,
    where it waits for a ranking, of another; empty where people have to decide.
    """

    because: str
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "待定"


@node
class Inapplicable:
    """The score of an item that does not concern the unit (不适用): there is none, which is not zero."""

    def __str__(self) -> str:
        return "不适用"


Score = Decimal | Pending | Inapplicable
"""An exact score with the digits that are printed (`Decimal("92.50")`), or why there is none."""


class ByName(Mapping[str, _Value]):
    """A mapping whose names may be asked for in any width; an unknown one is a Failure that names the nearest."""

    __slots__ = ("_keys", "_values", "_what")

    def __init__(self, values: Mapping[str, _Value], what: str) -> None:
        """what: what a name stands for, with its measure word: `张表`, `一项`."""
        self._values, self._what = values, what
        self._keys = {name_key(name): name for name in values}

    def __getitem__(self, name: str) -> _Value:
        key = self._keys.get(name_key(name)) if isinstance(name, str) else None
        if key is None:
            from creditdsl.api.failures import unknown

            raise unknown(name, self._what, self._values)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(dict(self._values))
