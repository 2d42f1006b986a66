"""Terminals of the grammar, composed from the keyword table.

Receives the table. Promises Lark terminal definitions in which a name may contain any keyword: a keyword
counts only at the start of a run, followed as its `until` says. NAME carries the same conditions as
look-aheads, so the two cannot disagree. Plain terminal priority would not keep a run of Han characters from
swallowing keywords.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from creditdsl.syntax.keywords import Keywords, Word
from creditdsl.syntax.quantities import behind_measure

LETTER = r"[^\W\d_]"
"""Han characters and Latin letters: any letter. Written by category, because a class of all Han ranges
takes the regex compiler longer than all else together. Raised and circled digits, which are letters to
Python, are marked by fold before they come here."""
_POINTS = "[得扣]"
_GAINS = r"\s*,?\s*(?:得|扣|加|计|积|记|赋|减\s*)\s*[\d(]"
"""No class of these eight, and no alternation that could become one: the regex compiler would make a table of
all characters for it, fifty times."""
_NOTHING = r"\s*,?\s*(?:本大?项)?(?:不得分|不计分|不加分|不赋分|得满分)"
"""A result without a number. What a letter follows is another word; that is asked for beside it, not within it,
because the comparison of terminals (test_strict.py) reads no look-ahead that ends another."""
_NO_RESULT = f"{_NOTHING}{LETTER}"
_OF = rf"的(?:{_GAINS}|{_NOTHING}(?!{LETTER}))"
"""的 and the result behind it, with or without a comma between them: the object of a look-ahead."""
END = rf"(?!(?!{_POINTS}|的{_GAINS}){LETTER}|{_POINTS}\D)"
"""A word stands alone, or points follow with a number directly behind, or 的 and points. It stands in most
terminals, so that what every keyword costs is doubled by a word more here."""
_RESULT = rf"(?!(?!{_POINTS}|的?(?:{_GAINS}|{_NOTHING})){LETTER}|得(?!满)\D|得满[^分]|扣\D|的?{_NO_RESULT})"
"""As END, or a result follows."""

_CONDITIONS = {
    "end": END,
    "result": _RESULT,
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
_LONG_UNITS = "小时|个?工作日|万?平方米|万?立方米|平方公里"
"""Measure words of three characters and more, and one that begins like a comparison."""
_SYMBOLS = {
    "LPAR": r"\(",
    "RPAR": r"\)",
    "COLON": ":",
    "EQUALS": "=",
    "SEPARATOR": "、",
    "COMMA": r"[,;]|。(?!.*[^\s,;。])",
}
_DIGITS = "一二两三四五六七八九"
HAN_QUANTITY = (
    rf"(?!十?[{_DIGITS}]{{2}})(?:百分之[{_DIGITS}十]{{1,3}}|[{_DIGITS}十]{{1,3}}"
    "(?:人次|个月|万元|亿元|[个例起项条件篇家户次种笔批人天张份部处宗场台套辆所站年]))"
)
"""A numeral below a hundred with what it counts, not 三五次. Nor 级, 类, 档: 二级以上 is a grade, no count."""
_HAN_BOUND = rf"{HAN_QUANTITY}(?=\s*(?:\(不?含\))?\s*(?:及?以上|及?以下|以内){_RESULT})"
"""两次以上, 百分之九十以上: only with the word that compares; else it may be a name."""
DECLARED_MARK = "\ue000"
"""Replaces, character for character, a declared name that holds digits or other marks."""


def _is_han(word: str) -> bool:
    return "\u3400" <= word[-1] <= "\uffff"


def _by_condition(words: Iterable[Word]) -> str:
    """Return one alternation of the words' spellings, each condition written once."""
    groups = _spellings(words).items()
    return "|".join(f"(?:{'|'.join(spellings)}){condition}" for condition, spellings in groups)


def condition_of(word: Word) -> str:
    """Return the condition behind all spellings of a keyword; empty where some have another one."""
    condition, *others = _spellings([word])
    return "" if others else condition


def _spellings(words: Iterable[Word]) -> dict[str, list[str]]:
    """Return the patterns of the words' spellings by the condition behind them."""
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
    return plain


def _unit_run() -> str:
    return rf"(?:{_LONG_UNITS}|(?:{_UNIT_CHAR}){{1,2}})"


def _escape(word: str) -> str:
    return "".join("\\" + c if c in "+*/~-." else c for c in word)


def _quantity(table: Keywords) -> str:
    """Return the pattern of a number with its unit.

    The unit, directly behind the number, is %, 百分点 or a measure word of one or two characters.
    Only 分 may stand apart, where the part ends or a limit follows: before anything else a lost space
    would make it the beginning of a name.
    """
    behind = _by_condition(
        replace(word, pattern="", until="end" if word.until == "result" else word.until)
        for word in (table.words[name] for name in _AFTER_UNIT)
    )
    boundary = "|".join([END, rf"{_NOTHING}(?!{LETTER})", behind, _OF, "且", "或"])
    limit = _by_condition(table.words[name] for name in _LIMITS)
    apart = rf"\s+分(?=\s*(?:[,;。]|$)|\s+(?:\d|{limit}))"
    return rf"{_NUMBER}(?:\s*%|百分点|{_unit_run()}(?={boundary})|{apart})?|{_HAN_BOUND}"


_AFTER_UNIT = (
    "OR_MORE",
    "OR_LESS",
    "BEYOND",
    "AT_LEAST",
    "AT_MOST",
    "MORE_THAN",
    "LESS_THAN",
    "EQUAL_TO",
    "TO",
    "OTHERWISE",
)
_LIMITS = ("MOST", "LEAST", "UNTIL_ZERO", "STARTED", "PROPORTIONAL")


def bare_name(table: Keywords) -> str:
    """Return the pattern of a name without quotation marks."""
    run = rf"(?!{_POINTS}\d)(?!{_OF})(?!{_compared(table)}){LETTER}"
    return rf"{no_keyword(table)}{LETTER}(?:{run})*"


def no_keyword(table: Keywords) -> str:
    """Return the look-ahead at the head of a name. Where all keywords are tried before names it finds nothing more."""
    reserved = _by_condition(replace(w, pattern="") if "含" in w.pattern else w for w in table.words.values())
    return f"(?!{reserved})"


def _compared(table: Keywords) -> str:
    """Return the pattern of a place in a name where a comparison begins without a space: 完成率|达到95%."""
    spellings = (spelling for name in _COMPARING for spelling in table.words[name].words if _is_han(spelling))
    words = "|".join(sorted(spellings, key=len, reverse=True))
    return rf"(?=(?:{words})\s*-?\d|{_FILLER}){behind_measure()}"


_COMPARING = ("AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "EQUAL_TO")
_FILLER = rf"为\s*\d|在\s*{_NUMBER}\s*%?(?:个百分点|{LETTER})?{LETTER}?(?:\(不?含\))?(?:及?以|至)"
"""为 and 在 before a number that is compared say nothing: 完成率为95%, 完成率在95%以上."""


def terminals(table: Keywords) -> str:
    """Return the Lark source of every terminal."""
    lines = [f"{name}.{priority}: /{as_lark(pattern)}/" for name, (priority, pattern) in patterns(table).items()]
    return "\n".join([*lines, r"BLANK: /\s+/", *(f"%ignore {name}" for name in ("NOISE", "COMMA", "BLANK"))])


def patterns(table: Keywords) -> dict[str, tuple[int, str]]:
    """Return priority and pattern of every terminal but blanks, by name; of those that match, the highest wins."""
    keyword = {
        name: (10 + max(map(len, word.words), default=6), _by_condition([word])) for name, word in table.words.items()
    }
    return {
        **keyword,
        **{name: (5, pattern) for name, pattern in _SYMBOLS.items()},
        "DECLARED": (40, f"{DECLARED_MARK}+"),
        "QUOTED": (4, r"“\s*[^“”\s][^“”]*”"),
        "QUANTITY": (3, _quantity(table)),
        "NAME": (1, bare_name(table)),
        "NOISE": (6, f"的(?={_GAINS}|{_NOTHING})(?!{_NO_RESULT})|(?={_FILLER})(?:为|在)"),
    }


def as_lark(pattern: str) -> str:
    """Return the pattern as it is written between Lark's slashes."""
    return re.sub(r"(\\.)|/", lambda match: match[1] or r"\/", pattern, flags=re.DOTALL)
