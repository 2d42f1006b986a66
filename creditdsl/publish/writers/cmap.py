"""Read the characters that a font file can show from its table cmap.

Receives a file and the number of a face in it; promises the set of its characters, so that a missing one is
found before typst sets a box in its place, or DamagedFont, in bounded time, for a file that is not what it says. The
bytes are read directly: a library of fonts takes longer to load than the document to print.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from struct import error, iter_unpack, unpack_from

_COLLECTION = b"ttcf"
_UNICODE, _WINDOWS = 0, 3
_CODE_POINTS = 0x110000
"""Code points that there are; a table that lists more lists some twice."""


class DamagedFont(Exception):
    """A font file that cannot be read."""


@cache
def characters(path: Path, face: int) -> frozenset[str]:
    """Return the characters of a face; empty for a file without a Unicode table."""
    data = path.read_bytes()
    try:
        start = unpack_from(f">{face + 1}I", data, 12)[face] if data.startswith(_COLLECTION) else 0
        tables = _tables(data, start)
        listed = list(islice(_code_points(data, tables["cmap"]), _CODE_POINTS)) if "cmap" in tables else []
        return frozenset(map(chr, listed))
    except (error, ValueError, OverflowError) as damage:
        raise DamagedFont(path.name) from damage


def _tables(data: bytes, start: int) -> Mapping[str, int]:
    """Return the offset of each table."""
    (count,) = unpack_from(">H", data, start + 4)
    entries = iter_unpack(">4sIII", data[start + 12 : start + 12 + 16 * count])
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in entries}


def _code_points(data: bytes, start: int) -> Iterator[int]:
    """Yield the code points of format 12 if present, since it holds all of format 4 too."""
    (count,) = unpack_from(">H", data, start + 2)
    entries = iter_unpack(">HHI", data[start + 4 : start + 4 + 8 * count])
    places = [start + offset for platform, _, offset in entries if platform in (_UNICODE, _WINDOWS)]
    by_format = {unpack_from(">H", data, place)[0]: place for place in places}
    if 12 in by_format:
        yield from _groups(data, by_format[12])
    elif 4 in by_format:
        yield from _segments(data, by_format[4])


def _segments(data: bytes, start: int) -> Iterator[int]:
    """Yield the code points of format 4: those of the basic plane."""
    count = unpack_from(">H", data, start + 6)[0] // 2
    ends = unpack_from(f">{count}H", data, start + 14)
    begins = unpack_from(f">{count}H", data, start + 16 + 2 * count)
    deltas = unpack_from(f">{count}H", data, start + 16 + 4 * count)
    ranges = start + 16 + 6 * count
    offsets = unpack_from(f">{count}H", data, ranges)
    for index in range(count):
        for code in range(begins[index], min(ends[index], 0xFFFE) + 1):
            glyph = code + deltas[index]
            if offsets[index]:
                (glyph,) = unpack_from(">H", data, ranges + 2 * index + offsets[index] + 2 * (code - begins[index]))
            if glyph & 0xFFFF:
                yield code


def _groups(data: bytes, start: int) -> Iterator[int]:
    """Yield the code points of format 12: any."""
    (count,) = unpack_from(">I", data, start + 12)
    for first, last, glyph in iter_unpack(">III", data[start + 16 : start + 16 + 12 * count]):
        yield from range(first if glyph else first + 1, last + 1)
