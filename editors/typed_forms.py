"""Patterns of the compiler for text as it is typed.

The compiler folds a line to half width before it reads it; an editor colours the line as it stands. So a literal
character of a pattern becomes the class of all that are folded to it: `\\(` becomes `[(（]`, `[0-9]` `[0-9０-９]`.
"""

import re
from collections.abc import Iterator

from creditdsl.syntax.fold import typed_forms

_FORMS = typed_forms()
_PIECE = re.compile(
    r"""(?P<open>\(\?(?:<?[=!]|:))      # the opening of a group or of a look-around
      | (?P<repeat>\{[\d,]+\})          # a repetition; its comma is no comma
      | (?P<class>\[\^?(?:\\.|[^\]])+\])
      | (?P<escape>\\.)
      | (?P<char>.)""",
    re.VERBOSE | re.DOTALL,
)
_META = frozenset("()|?*+.^$")


def as_typed(pattern: str) -> str:
    """Return a pattern that matches every typed form of what the folded pattern matches."""
    return "".join(_pieces(pattern))


def literal(text: str) -> str:
    """Return a pattern of a text in every form that it may be typed in."""
    return "".join(_char(char) for char in text)


def _pieces(pattern: str) -> Iterator[str]:
    for match in _PIECE.finditer(pattern):
        piece = match.group()
        match match.lastgroup:
            case "class":
                yield _class(piece)
            case "escape" if not piece[1].isalnum():
                yield _char(piece[1])
            case "char" if piece not in _META:
                yield _char(piece)
            case _:
                yield piece


def _char(char: str) -> str:
    forms = _FORMS.get(char, "")
    return f"[{_escaped(char)}{forms}]" if forms else re.escape(char)


def _class(text: str) -> str:
    """Return a class with the typed forms of its members and of the ends of its ranges."""
    inner = text[:-1]
    for first, last in re.findall(r"(\w)-(\w)", inner):
        inner += f"{_FORMS[first]}-{_FORMS[last]}"
    members = re.sub(r"\w-\w|\\\w|[\[^]", "", inner)
    return inner + "".join(_FORMS.get(member, "") for member in dict.fromkeys(members)) + "]"


def _escaped(char: str) -> str:
    return "\\" + char if char in "[]^-&\\" else char
