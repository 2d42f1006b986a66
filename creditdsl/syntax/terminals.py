"""Terminals of the grammar, composed from the keyword table.

Receives the table. Promises Lark terminal definitions in which a name may contain any keyword: a keyword
counts only at the start of a run, followed as its `until` says. NAME carries the same conditions as
look-aheads, so the two cannot disagree. Plain terminal priority would not keep a run of Han characters from
swallowing keywords.
"""

from collections.abc import Iterable

from creditdsl.syntax.keywords import Keywords, Word

LETTER = r"[^\W\d_]"
"""Han characters and Latin letters: any letter. Written by category, because a class of all Han ranges
takes the regex compiler longer than all else together. Raised and circled digits, which are letters to
Python, are marked by fold before they come here."""
_POINTS = "[得扣]"
_GAINS = r"\s*,?\s*(?:得|扣|加|计|积|记|赋|减\s*)\s*[\d(]"
"""No class of these eight, and no alternation that could become one: the regex compiler would make a table of
all characters for it, fifty times."""
_OF = f"的{_GAINS}"
"""的 and the points behind it, with or without a comma between them: the object of a look-ahead."""
END = rf"(?!(?!{_POINTS}|{_OF}){LETTER}|{_POINTS}\D)"
"""A word stands alone, or points follow with a number directly behind, or 的 and points."""

_CONDITIONS = {
    "end": END,
    "result": rf"(?:{END}|(?=(?:不得分|得满分)(?!{LETTER})))",
    "alone": rf"(?!{LETTER})",
    "operand": rf"(?!{LETTER})",
    "number": r"(?=\s*\d)",
    "call": r"(?=\s*\()",
    "no_call": rf"(?!\s*\(|(?!{_POINTS}){LETTER}|{_POINTS}\D)",
    "free": "",
}
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_COUNT = r"(?:\d+|[一二两三四五六七八九十百]+)"
_NOT_UNIT = "以及至不超高低多少大小且或得扣每最第前后末其否零并由按依酌的达本满未等持一二两三四五六七八九十百"
_UNIT_CHAR = rf"(?![{_NOT_UNIT}]){LETTER}"
_SYMBOLS = {
    "LPAR": r"\(",
    "RPAR": r"\)",
    "COLON": ":",
    "EQUALS": "=",
    "SEPARATOR": "、",
    "COMMA": r"[,;]|。(?!.)",
}
DECLARED_MARK = "\ue000"
"""Replaces, character for character, a declared name that holds digits or other marks."""


def _is_han(word: str) -> bool:
    return "\u3400" <= word[-1] <= "\uffff"


def _by_condition(words: Iterable[Word]) -> str:
    """Return one alternation of the words' spellings, each condition written once."""
    plain: dict[str, list[str]] = {}
    for word in words:
        if word.pattern:
            filled = (
                word.pattern.replace("{N}", _NUMBER)
                .replace("{C}", _COUNT)
                .replace("{L}", LETTER)
                .replace("{U}", _unit_run())
            )
            plain.setdefault(_CONDITIONS[word.until], []).append(filled)
        for spelling in sorted(word.words, key=len, reverse=True):
            condition = _CONDITIONS[word.until] if _is_han(spelling) else ""
            plain.setdefault(condition, []).append(_escape(spelling))
    groups = [f"(?:{'|'.join(spellings)}){condition}" for condition, spellings in plain.items()]
    return "|".join(groups)


def _unit_run() -> str:
    return rf"(?:{_UNIT_CHAR}){{1,2}}"


def _escape(word: str) -> str:
    return "".join("\\" + c if c in "+*/~-." else c for c in word)


def _quantity(table: Keywords) -> str:
    """Return the pattern of a number with its unit.

    The unit, directly behind the number, is %, 百分点 or a measure word of one or two characters.
    Only 分 may stand apart, where the part ends or a limit follows: before anything else a lost space
    would make it the beginning of a name.
    """
    behind = _by_condition(word for name, word in table.words.items() if name in _AFTER_UNIT)
    boundary = "|".join([END, behind, _OF, "且", "或"])
    limit = _by_condition(table.words[name] for name in _LIMITS)
    apart = rf"\s+分(?=\s*(?:[,;。]|$)|\s+(?:\d|{limit}))"
    return rf"{_NUMBER}(?:\s*%|百分点|{_unit_run()}(?={boundary})|{apart})?"


_AFTER_UNIT = frozenset(
    ["OR_MORE", "OR_LESS", "BEYOND", "AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "EQUAL_TO", "TO", "OTHERWISE"]
)
_LIMITS = ("MOST", "LEAST", "UNTIL_ZERO", "STARTED", "PROPORTIONAL")


def bare_name(table: Keywords) -> str:
    """Return the pattern of a name without quotation marks."""
    reserved = _by_condition(table.words.values())
    run = rf"(?!{_POINTS}\d)(?!{_OF}){LETTER}"
    return rf"(?!{reserved}){LETTER}(?:{run})*"


def terminals(table: Keywords) -> str:
    """Return the Lark source of every terminal."""
    lines = []
    for name, word in table.words.items():
        length = max((len(w) for w in word.words), default=6)
        lines.append(f"{name}.{10 + length}: /{_lark(_by_condition([word]))}/")
    lines += [f"{name}.5: /{_lark(pattern)}/" for name, pattern in _SYMBOLS.items()]
    lines += [
        f"DECLARED.40: /{DECLARED_MARK}+/",
        r"QUOTED.4: /“\s*[^“”\s][^“”]*”/",
        f"QUANTITY.3: /{_lark(_quantity(table))}/",
        f"NAME.1: /{_lark(bare_name(table))}/",
        f"NOISE.6: /{_lark(f'的(?={_GAINS})')}/",
        r"BLANK: /\s+/",
        "%ignore NOISE",
        "%ignore BLANK",
    ]
    return "\n".join(lines)


def _lark(pattern: str) -> str:
    """Return the pattern as it is written between Lark's slashes."""
    out = []
    escaped = False
    for char in pattern:
        if char == "/" and not escaped:
            out.append("\\")
        out.append(char)
        escaped = char == "\\" and not escaped
    return "".join(out)
