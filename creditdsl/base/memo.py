"""What two versions of a text have in common: results by what they were worked out from.

A version looks up each of its parts and works out only those that are new. `turn` ends it: what neither it nor the
version before asked for is forgotten, so a memo never holds more than two versions.
"""

from collections.abc import Hashable
from typing import Any


class Memo:
    """Results by key. A key names the kind of its result first, and holds all that the result depends on."""

    __slots__ = ("_before", "_now")

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def find(self, key: Hashable) -> Any:
        """Return the result; None where neither this version nor the one before worked it out."""
        result = self._now.get(key)
        if result is None and (result := self._before.get(key)) is not None:
            self._now[key] = result
        return result

    def keep(self, key: Hashable, result: Any) -> None:
        """Keep a result, which is not None."""
        self._now[key] = result

    def branch(self) -> "Memo":
        """Return a memo for a version that is tried and left; it knows what this one does and adds nothing to it."""
        branch = Memo()
        branch._before = {**self._before, **self._now}
        return branch

    def turn(self) -> None:
        """End a version."""
        self._before, self._now = self._now, {}

    def __len__(self) -> int:
        return len(self._before.keys() | self._now.keys())
