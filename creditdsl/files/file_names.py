"""Names of files in a folder with a file for each unit.

Receives names of units, which may hold any character. Promises names that every system takes, none twice.
"""

import re
from collections.abc import Iterable

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]')
_LONGEST = 60
"""Characters of the longest stem; systems count bytes, and a Chinese character has three or four."""


def file_names(before: str, names: Iterable[str], suffix: str) -> dict[str, str]:
    """Return the file name of each name, as `附件1得分说明-甲局.pdf`; names that would share a file are numbered."""
    files: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        stem = _NOT_IN_NAMES.sub("_", f"{before}{name}")[:_LONGEST].rstrip(". ")
        number, file = 1, f"{stem}{suffix}"
        while file.lower() in taken:
            number += 1
            file = f"{stem}-{number}{suffix}"
        taken.add(file.lower())
        files[name] = file
    return files
