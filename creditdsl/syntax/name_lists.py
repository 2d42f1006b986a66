"""Lists of names as free text: `甲局、乙局、“丙县、丁县联合办”`.

A name that holds one of the marks between names stands in quotation marks; these are no part of it.
"""

import re
from collections.abc import Iterable, Iterator

_SEPARATORS = "、，,；;"
_QUOTED = '“[^”]*”|「[^」]*」|"[^"]*"'
_NAME = re.compile(rf"(?:{_QUOTED}|[^{_SEPARATORS}])+")
_WHOLE = re.compile(rf"({_QUOTED})")


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a list, without the quotation marks around a whole name; empty ones are left out."""
    return tuple(name for name, _, _ in name_places(text))


def name_places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each name of a list with the 0-based characters where it stands as typed, its quotation marks included."""
    for match in _NAME.finditer(text.rstrip().rstrip("。")):
        typed = match.group().strip()
        name = typed[1:-1].strip() if _WHOLE.fullmatch(typed) else typed
        if name:
            start = match.start() + match.group().index(typed)
            yield name, start, start + len(typed)


def join_names(names: Iterable[str]) -> str:
    """Return the names as a list that reads back."""
    return "、".join(f"“{name}”" if re.search(f"[{_SEPARATORS}]", name) else name for name in names)
