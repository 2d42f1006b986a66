"""Names of files in a folder with a file for each unit.

Receives names of units, which may hold any character. Promises names that every system takes, and no two that one
system takes for the same: Windows and macOS compare without regard to case, macOS and WPS to normal form and width.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_UNSEEN = frozenset(["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"])
"""Categories of characters without a shape of their own, which no reader could tell apart."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ .]*(?:\..*)?", re.I | re.S)
"""Names that mean a device on Windows, whatever stands behind a dot."""
_CHARACTERS, _BYTES = 60, 200
"""Of the longest stem. Systems count bytes, 255 at most, and some copies add a suffix."""


def file_name(stem: str, suffix: str) -> str:
    """Return a name that every system takes for a file."""
    return f"{_cut(_usable(stem))}{suffix}"


def file_names(before: str, names: Iterable[str], suffix: str) -> dict[str, str]:
    """Return the file name of each name, as `附件1得分说明-甲局.pdf`; names that would share a file are numbered."""
    files: dict[str, str] = {}
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for name in names:
        stem = _usable(f"{before}{name}")
        file = first = file_name(stem, suffix)
        while _same(file) in taken:
            numbers[first] += 1
            file = f"{_cut(stem, f'-{numbers[first] + 1}')}{suffix}"
        taken.add(_same(file))
        files[name] = file
    return files


def _usable(text: str) -> str:
    """Return a text without characters that a system refuses or nobody sees, in one normal form."""
    shown = (char if unicodedata.category(char) not in _UNSEEN else "_" for char in unicodedata.normalize("NFC", text))
    stem = _NOT_IN_NAMES.sub("_", "".join(shown))
    return f"_{stem}" if _DEVICES.fullmatch(stem) or stem[:1] in ("", ".", " ", "-", "~") else stem


def _cut(stem: str, behind: str = "") -> str:
    """Return a stem no longer than a system takes, with `behind` at its end."""
    short = stem[: _CHARACTERS - len(behind)].encode()[: _BYTES - len(behind)].decode(errors="ignore")
    return (short.rstrip(". ") or "_") + behind


def _same(file: str) -> str:
    """Return what is equal for names that some system takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", file).casefold())
