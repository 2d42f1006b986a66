"""Calculations as sentences write them: 转载数量/12*1, （1－迟报率）×10.

Receives the text of a calculation, folded; promises the pieces of a line, names apart from signs and numbers, or None
where something in it is neither.
"""

import re

from creditdsl.forms.wording import CLAUSES
from creditdsl.reader import lexicon
from creditdsl.reader.line_writer import Name, Piece

_TOKEN = re.compile(
    rf"(?P<number>{lexicon.DIGITS}%?(?![^\W\d_]))|(?P<sign>[-+×*÷/()、])|(?P<quoted>“[^“”]+”)|(?P<name>[^-+×*÷/()、“”\d%=<>≥≤,;。:]+)"
)
_SIGNS = {"*": "×", "/": "÷", "(": "（", ")": "）", "-": "−"}
_FUNCTION = re.compile("(?:全体最高|全体最低|全体平均|全体合计|合计|最大|最小)")


def expression(text: str) -> tuple[Piece, ...] | None:
    """Return the pieces of a calculation; None where it is none."""
    pieces: list[Piece] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match["number"]:
            pieces.append(match["number"])
        elif match["sign"]:
            pieces.append(_SIGNS.get(match["sign"], match["sign"]))
        elif match["quoted"]:
            pieces.append(Name(match["quoted"]))
        elif _FUNCTION.fullmatch(match["name"]) and text[at : at + 1] == "(":
            pieces.append(match["name"])
        elif re.search(CLAUSES, match["name"]) or match["name"].isascii():
            return None
        else:
            pieces.append(Name(match["name"]))
    return tuple(pieces) if _alternating(pieces) else None


def _alternating(pieces: list[Piece]) -> bool:
    """Return whether values and signs take turns."""
    value = False
    for piece in pieces:
        if not isinstance(piece, str) or piece[0].isdigit():
            if value:
                return False
            value = True
        elif piece in ("（",) or _FUNCTION.fullmatch(piece):
            if value:
                return False
        elif piece != "）":
            value = False
    return value or (bool(pieces) and pieces[-1] == "）")
