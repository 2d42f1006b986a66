"""Width and look-alikes: one character of input to one character of code.

Receives a line as typed. Promises a line of the same length in which full-width forms
(U+FF01-FF5E, U+3000) and look-alike signs are the plain ones, except inside quoted names. The equal
length keeps every column exact. NFKC is never used: it would turn ① into 1.
"""

import re
from functools import cache

_TABLE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x0009: " ",
    0x00A0: " ",
    0x2212: "-",  # minus sign
    0x2013: "-",  # en dash
    0xFE63: "-",
    0x2236: ":",  # ratio
    0xFE55: ":",
    0xFE6A: "%",
    0x2715: "×",
    0x2716: "×",
    0x2573: "×",
    0x2217: "×",
    0x2215: "/",
    0x301C: "~",
    0x223C: "~",
    0x2264: "≤",
    0x2266: "≤",
    0x2267: "≥",
    0xFE50: ",",
    0xFE51: "、",
    0xFE54: ";",
}
_STRAY = (
    (0xB2, 0xB3),  # raised ² ³
    (0xB9, 0xB9),
    (0xBC, 0xBE),  # fractions
    (0x2070, 0x209F),  # raised and lowered digits
    (0x2150, 0x215F),
    (0x2460, 0x24FF),  # digits in a circle or bracket
    (0x2776, 0x2793),
    (0x3220, 0x32FF),
)
"""Characters that Unicode counts as letters or digits, but that are neither in a name nor in a number."""
STRAY_MARK = "\ue001"
_CODE = _TABLE | {code: STRAY_MARK for first, last in _STRAY for code in range(first, last + 1)}
_CODE |= {ord("“"): "「", ord("”"): "」"}
"""In code “ and ” always belong to a pair: a mark without its partner becomes one that no line may hold."""
_QUOTED = re.compile("“[^“”]*”?")
_QUOTES = {"“": "”", "「": "」", '"': '"', "＂": "＂"}
_PLAIN = f"[^{''.join(sorted({*_QUOTES, *_QUOTES.values()}))}]"
_NAMES = {opening: rf"{opening}(?!\s){_PLAIN}+(?<!\s){closing}" for opening, closing in _QUOTES.items()}
_SIDE_BY_SIDE = tuple(outer + inner for outer in _QUOTES for inner in _QUOTES)


def _pair(opening: str) -> str:
    """Return the pattern of a quoted text, in which names may be quoted by other marks."""
    others = [name for other, name in _NAMES.items() if other != opening]
    return f"{opening}(?:{'|'.join([_PLAIN, *others])})*{_QUOTES[opening]}"


@cache
def _doubled() -> re.Pattern[str]:
    """Return the pattern of a quoted name whose quotation marks stand directly within another pair."""
    return re.compile("|".join(f"{opening}(?:{'|'.join(_NAMES.values())}){_QUOTES[opening]}" for opening in _QUOTES))


QUOTED_PAIRS = re.compile(f"({'|'.join(map(_pair, _QUOTES))})")


def fold(text: str) -> str:
    """Return the line with code positions folded, quoted names as typed; same length.

    Of doubled quotation marks the outer pair becomes spaces; a mark without its partner stays.
    """
    if not any(quote in text for quote in _QUOTES):
        return text.translate(_CODE)
    if any(pair in text for pair in _SIDE_BY_SIDE):
        text = _doubled().sub(lambda match: f" {match.group()[1:-1]} ", text)
    pieces = QUOTED_PAIRS.split(text)
    return "".join(f"“{piece[1:-1]}”" if at % 2 else piece.translate(_CODE) for at, piece in enumerate(pieces))


def hide_quoted(text: str, mark: str) -> str:
    """Return the text with every “…” overwritten by the mark; same length, and a “ without its ” stays.

    A “ that closes nowhere is matched to the end, or each further one would be looked at that far.
    """
    return _QUOTED.sub(lambda m: mark * len(m.group()) if m.group().endswith("”") else m.group(), text)


def typed_forms() -> dict[str, str]:
    """Return, by the plain character, all others that are folded to it."""
    forms: dict[str, str] = {}
    for code in sorted(_TABLE):
        plain = fold_plain(chr(code))
        forms[plain] = forms.get(plain, "") + chr(code)
    return forms


def fold_plain(text: str) -> str:
    """Fold every character; for numbers and headings' brackets, where no name is quoted."""
    return text.translate(_TABLE)
