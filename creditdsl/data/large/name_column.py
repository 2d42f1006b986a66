"""A column of names: the text of each row.

Receives the batches of a column. Promises its texts, or its names in the spelling in which they are printed, in
Arrow's memory where they need no change.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import numpy as np

from creditdsl.base.spelling import ODD, cleaned, name_key, respelt
from creditdsl.data.files.parquet_reader import cell_texts, text_of

_SLICE = 1 << 16
"""Names that are Python texts at the same time during an iteration over all."""

_ODD = re.compile(ODD)


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
            return [*map(text_of, self.column[at].to_pylist())]
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

    def some_odd(self) -> bool:
        """Return whether a name may not be its own key."""
        import pyarrow as pa
        from pyarrow import compute

        if pa.types.is_integer(self.column.type):
            return False
        return bool(compute.any(compute.match_substring_regex(self.column, ODD)).as_py())

    def all_different(self) -> bool:
        import pyarrow as pa
        from pyarrow import compute

        if pa.types.is_integer(self.column.type):
            ordered = np.sort(self.column.to_numpy())
            return bool((ordered[1:] != ordered[:-1]).all())
        return bool(compute.count_distinct(self.column).as_py() == len(self))


def rows_like(names: Sequence[str], pattern: str) -> list[int]:
    """Return the rows whose name has a key that matches a pattern of RE2."""
    if not isinstance(names, Names):
        matches = re.compile(pattern).search
        return [row for row, name in enumerate(names) if matches(name_key(name))]
    import pyarrow as pa
    from pyarrow import compute

    if pa.types.is_integer(names.column.type):
        return []
    rows: list[int] = compute.indices_nonzero(compute.match_substring_regex(names.column, pattern)).to_pylist()
    return rows


def names_of(parts: Sequence[Any], scheme: Mapping[str, str]) -> tuple[Sequence[str], list[int]]:
    """Return the names of the batches, each as the scheme spells it or as it is first written, and the rows respelt.

    scheme: names as it spells them, by key.
    """
    texts = texts_of(parts)
    odd = texts.some_odd() if isinstance(texts, Names) else _ODD.search("".join(texts)) is not None
    if not odd and all(key == name for key, name in scheme.items()):
        return texts, []
    spellings = {**scheme}
    typed = list(texts)
    names = [spellings.setdefault(name_key(text), cleaned(text)) for text in typed]
    return names, [row for row, (text, name) in enumerate(zip(typed, names, strict=True)) if respelt(text, name)]


def texts_of(parts: Sequence[Any]) -> Sequence[str]:
    """Return the texts of the batches as typed."""
    if not parts:
        return []
    if isinstance(parts[0], tuple):
        return [text for part in parts for text in part]
    import pyarrow as pa
    from pyarrow import compute

    column = pa.chunked_array(parts)
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return Names(compute.fill_null(column.cast(pa.string()), ""))
    if column.null_count == 0 and pa.types.is_integer(kind):
        return Names(column)
    return list(cell_texts(column))
