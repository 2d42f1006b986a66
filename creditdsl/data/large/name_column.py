"""A column of names: the text of each row.

Receives the batches of a column. Promises its texts without the spaces around them, each name in the writing in
which it is first met, and in Arrow's memory where they need no change.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

import numpy as np

from creditdsl.data.large.batches import text_of
from creditdsl.data.tables import column_key, fold

_SLICE = 1 << 16
"""Names that are Python texts at the same time during an iteration over all."""

_ODD = "[\uff01-\uff5e\u3000\\s]"
"""Characters by which two writings of the same name may differ."""


class Names(Sequence[str]):
    """Texts that stay in Arrow's memory, maybe as integers: a list of a million of them takes much more."""

    def __init__(self, column: Any) -> None:
        self.column = column

    def __len__(self) -> int:
        return len(self.column)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [text_of(name) for name in self.column[at].to_pylist()]
        return text_of(self.column[at].as_py())

    def __iter__(self) -> Iterator[str]:
        for at in range(0, len(self), _SLICE):
            yield from self[at : at + _SLICE]

    def some_start(self, start: str) -> bool:
        """Return whether some name starts with `start`; the empty text asks for an empty name."""
        import pyarrow as pa
        from pyarrow import compute

        if pa.types.is_integer(self.column.type):
            return False
        starts = compute.starts_with(self.column, start) if start else compute.equal(self.column, "")
        return bool(compute.any(starts).as_py())

    def all_different(self) -> bool:
        import pyarrow as pa
        from pyarrow import compute

        if pa.types.is_integer(self.column.type):
            ordered = np.sort(self.column.to_numpy())
            return bool((ordered[1:] != ordered[:-1]).all())
        return bool(compute.count_distinct(self.column).as_py() == len(self))


def rows_like(names: Sequence[str], pattern: str) -> list[int]:
    """Return the rows whose name, in half width and without spaces, matches a pattern of RE2."""
    if not isinstance(names, Names):
        matches = re.compile(pattern).search
        return [row for row, name in enumerate(names) if matches(column_key(name))]
    import pyarrow as pa
    from pyarrow import compute

    if pa.types.is_integer(names.column.type):
        return []
    rows: list[int] = compute.indices_nonzero(compute.match_substring_regex(names.column, pattern)).to_pylist()
    return rows


def texts_of(parts: Sequence[Any]) -> Sequence[str]:
    """Return the names of the batches, without the spaces around them, each in its first writing."""
    if not parts:
        return []
    if isinstance(parts[0], tuple):
        return _in_first_writing(name for part in parts for name in part)
    import pyarrow as pa
    from pyarrow import compute

    column = pa.chunked_array(parts)
    if column.null_count == 0 and pa.types.is_integer(column.type):
        return Names(column)
    column = compute.fill_null(column.cast(pa.string()), "")
    if compute.any(compute.match_substring_regex(column, _ODD)).as_py():
        return _in_first_writing(column.to_pylist())
    return Names(column)


def _in_first_writing(names: Iterable[str]) -> list[str]:
    """Return the names, each as it is first written."""
    names, first = list(names), dict[str, str]()
    if not re.search(_ODD, "".join(names)):
        return names
    return [first.setdefault(fold(name), name.strip()) for name in names]
