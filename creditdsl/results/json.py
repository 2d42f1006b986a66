"""Results as JSON for other programs. The interface fixes the shape: keys are never left out.

Promises the bytes of a JSON value, written bit by bit: the text of a unit is a template for each period, with a gap
for each of its figures. 表彰 and 通报 are keys where the table has them; sets and difference where data come in
labelled sets.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from creditdsl.results.chunks import Chunk
from creditdsl.results.difference import Difference
from creditdsl.results.printed import Results
from creditdsl.scoring.scored import Part

_GAP = "\ue000"
"""The mark of a gap in the template of a unit; no name of a scheme holds it."""

_UNITS = 1 << 12
"""Units whose text is held at a time; the text of a thousand is some two million bytes."""

_Seen = Callable[[int], None]


def write_json(
    stream: BinaryIO, results: Results, seen: _Seen = lambda rows: None, *, ascii_only: bool = False
) -> None:
    """Write the output of `score --format json`. ascii_only: for a stream that cannot hold Chinese."""
    _Writer(stream, results, ascii_only).write(seen)


class _Writer:
    """Writes the value member by member."""

    def __init__(self, stream: BinaryIO, results: Results, ascii_only: bool) -> None:
        self.stream, self.results = stream, results
        self.plain = json.JSONEncoder(ensure_ascii=ascii_only, indent=2).encode
        self.escaped = json.JSONEncoder(ensure_ascii=True, indent=2).encode

    def dumped(self, value: object) -> str:
        """Return a value as JSON text, in \\u numbers where it has characters that no encoding writes."""
        text = self.plain(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            return self.escaped(value)
        return text

    def write(self, seen: _Seen) -> None:
        """Write the receipt and the units of the set that counts, then the sets and their differences."""
        head = self.dumped(_heading(self.results)).removesuffix("\n}")
        self.stream.write(f'{head},\n  "units": '.encode())
        self._list(self._units(self.results.last, 4, seen), 4)
        if len(self.results.parts) > 1:
            before = ',\n  "sets": {\n'
            for label, parts in self.results.parts.items():
                self.stream.write(f"{before}    {self.dumped(label)}: ".encode())
                self._list(self._units(parts, 6, lambda rows: None), 6)
                before = ",\n"
            self.stream.write(b'\n  },\n  "difference": ')
            self._list((self._indented(_difference(row), 4) for row in self.results.differences), 4)
        self.stream.write(b"\n}\n")

    def _list(self, texts: Iterable[str], indent: int) -> None:
        """Write a list of values. texts: several values at a time, with commas and indents between them."""
        line = "\n" + " " * indent
        before = "[" + line
        for text in texts:
            self.stream.write(before.encode())
            self.stream.write(text.encode())
            before = f",{line}"
        self.stream.write(b"[]" if before.startswith("[") else f"{line[:-2]}]".encode())

    def _indented(self, value: object, indent: int) -> str:
        return self.dumped(value).replace("\n", "\n" + " " * indent)

    def _units(self, parts: Sequence[Part], indent: int, seen: _Seen) -> Iterator[str]:
        done, between = 0, f",\n{' ' * indent}"
        for part in parts:
            text = ""
            for chunk in self.results.chunks([part]):
                text = text or self._unit(chunk, indent)
                units = zip(*self._gaps(chunk, indent), strict=True)
                while some := between.join([text % unit for unit in islice(units, _UNITS)]):
                    yield some
                done += len(chunk.units)
                seen(done)

    def _unit(self, chunk: Chunk, indent: int) -> str:
        """Return the template of the units of a period, a gap for each column."""
        value = {
            "unit": _GAP,
            "period": chunk.period,
            "items": dict.fromkeys(chunk.items, _GAP),
            "sections": dict.fromkeys(chunk.sections, _GAP),
            "total": _GAP,
            "grade": None if chunk.grade is None else _GAP,
            "rank": None if chunk.rank is None else _GAP,
            **dict.fromkeys(chunk.honours, _GAP),
            "notes": _GAP,
        }
        return self._indented(value, indent).replace("%", "%%").replace(self.dumped(_GAP), "%s")

    def _gaps(self, chunk: Chunk, indent: int) -> Iterator[list[str]]:
        """Yield the texts of the gaps, column by column."""
        yield [self.dumped(unit) for unit in chunk.units]
        for words in (*chunk.items.values(), *chunk.sections.values(), chunk.total):
            yield words.each(self.dumped).rows()
        for ends in (chunk.grade, chunk.rank, *chunk.honours.values()):
            if ends is not None:
                yield ends.each(self.dumped).rows()
        yield chunk.notes.each(lambda remarks: self._indented(remarks, indent + 2)).rows()


def _heading(results: Results) -> dict[str, object]:
    """Return the members before the units."""
    receipt = results.receipt
    return {
        "scheme": results.scheme,
        "table": results.table,
        "receipt": {
            "tool": receipt.tool,
            "scheme_sha256": receipt.scheme_sha256,
            "data_sha256": list(receipt.data_sha256),
            "engine": receipt.engine,
        },
    }


def _difference(difference: Difference) -> dict[str, object]:
    return {
        "unit": difference.unit,
        "period": difference.period,
        "items": dict(difference.items),
        "sections": dict(difference.sections),
        "total": difference.total,
    }
