"""Whether the quotation marks of a CSV file stand where every reader of CSV takes them alike.

Receives a path; promises True only where each mark opens a field, closes it or is doubled within it, so that the file
need not be read cell by cell to know. Bytes are looked at, which is sound in encodings whose signs are those of ASCII.

Worked example: in `"甲","a""b"` the marks alternate. Those of even place follow a comma, a line's end or a mark; those
of odd place stand before one. In `"甲"乙,` the second stands before 乙: False.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

_MARK = ord('"')
_SEPARATORS = np.zeros(256, bool)
_SEPARATORS[list(b',\r\n"')] = True
_BLOCK = 1 << 22
"""Bytes looked at together."""


def all_marks_enclose(path: Path) -> bool:
    """Return whether every quotation mark opens, closes or is doubled; False also where that is not certain."""
    data = np.memmap(path, np.uint8, "r")
    passed = 0
    for start in range(0, len(data), _BLOCK):
        marks = np.flatnonzero(data[start : start + _BLOCK] == _MARK) + start
        opening = marks[passed % 2 :: 2]
        closing = marks[1 - passed % 2 :: 2]
        if not (_beside(data, opening - 1) and _beside(data, closing + 1)):
            return False
        passed += len(marks)
    return passed % 2 == 0


def _beside(data: npt.NDArray[np.uint8], places: npt.NDArray[np.intp]) -> bool:
    """Return whether at all these places are separators or marks, or the file's ends."""
    inside = places[(places >= 0) & (places < len(data))]
    return bool(_SEPARATORS[data[inside]].all())
