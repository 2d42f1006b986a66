"""Measure text in columns of a screen, and fold it to a width.

Receives text; promises columns as a terminal shows them and lines that start and end with the
punctuation Chinese typesetting allows. click counts characters, but a Chinese character takes two
columns.

East Asian Wide and Fullwidth characters count 2, combining marks and invisible characters 0, the
rest 1. Ambiguous ones (such as “ and ①) count 1, as Unicode recommends and Windows Terminal shows
them; an old console with a Chinese font may draw them wider, and a caret then stands a little left.
"""

import re
import unicodedata
from functools import cache

TAB = 4
"""Columns of a tab stop."""

_LEAST_BEHIND = 16
"""Columns behind a head that are worth filling."""

_NEVER_FIRST = frozenset("，。、；：？！）》】〕』」”’…—,.;:?!)]}%％")
_NEVER_LAST = frozenset("（《【〔『「“‘([{")
_PIECE = r"\s+|[^\x00-\u2e7f]|[“”‘’…—]|(?:(?![\s“”‘’…—])[\x00-\u2e7f])+"


@cache
def char_width(char: str) -> int:
    """Return the columns of one character."""
    if char.isascii():
        return 1 if char.isprintable() else 0
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def width(text: str) -> int:
    """Return the columns of a text without tabs."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(char_width, text))


def pad(text: str, columns: int) -> str:
    """Fill the text with spaces to a number of columns."""
    return text + " " * (columns - width(text))


def expand_tabs(text: str) -> str:
    """Replace tabs by spaces up to the next stop, stops counted in columns."""
    if "\t" not in text:
        return text
    shown, at = [], 0
    for char in text:
        columns = TAB - at % TAB if char == "\t" else char_width(char)
        shown.append(" " * columns if char == "\t" else char)
        at += columns
    return "".join(shown)


def fold(text: str, columns: int) -> list[str]:
    """Fold the text into lines of at most `columns`, its line ends kept; a longer word stays whole."""
    return [line for paragraph in text.split("\n") for line in _fold_paragraph(paragraph, columns)]


def _fold_paragraph(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _unbreakable(text):
        if line and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _unbreakable(text: str) -> list[str]:
    """Split a paragraph into pieces between which a line may end."""
    pieces: list[str] = []
    for piece in re.findall(_PIECE, text):
        if pieces and (piece[0] in _NEVER_FIRST or pieces[-1][-1] in _NEVER_LAST):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def hang(head: str, text: str, columns: int, indent: int) -> list[str]:
    """Return the text behind its head, folded to `columns`; further lines begin with `indent` spaces.

    The head stays whole, also one that is a file's long path; it stands alone where hardly anything fits behind it.
    Of the text every line keeps to the columns: a longer word is cut.
    """
    lead = " " * indent
    lines: list[str] = []
    line = head
    if width(head) > columns - _LEAST_BEHIND:
        lines, line = [head.rstrip()], lead
    for piece in _unbreakable(text):
        for part in rows(piece, columns - indent) if width(piece) > columns - indent else [piece]:
            if line.strip() and width(line) + width(part.rstrip()) > columns:
                lines.append(line.rstrip())
                line = lead + part.lstrip()
            else:
                line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def rows(text: str, columns: int) -> list[str]:
    """Cut the text into rows of at most `columns`, between words that fit in one; joined, they are the text."""
    cut: list[str] = [""]
    room = columns
    for piece in _unbreakable(text):
        for part in [piece] if width(piece) <= columns else piece:
            if width(part) > room and cut[-1]:
                cut.append("")
                room = columns
            cut[-1] += part
            room -= width(part)
    return cut
