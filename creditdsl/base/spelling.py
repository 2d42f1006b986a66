"""The spelling of names: one normal form, by which a unit, a column, an option or a table is recognised.

Receives text as typed anywhere. Promises the same key for all ways to type one name, and the way in which it is
printed. Three steps, each of which starts from the one before:

    长⽩县 （新区） +U+200B   as typed: ⽩ is a radical, and at the end stands a character without width
    长白县 （新区）            cleaned: what is seen, typed as it should have been; so it is printed
    长白县 (新区)              plain: in half width, with one kind of brackets, quotation marks, dashes and dots
    长白县(新区)               the key: without spaces

NFKC is never used on whole texts: it would turn ① into 1.
"""

import re
from collections.abc import Iterable
from unicodedata import normalize

_ORDINARY = re.compile(r"[!-Z\\^-z|~一-鿿]*")
"""A text that is its own key."""

ODD = r"[^!-Z\\^-z|~一-鿿]"
"""Pattern, also for RE2, of a character by which two spellings of one name may differ."""

_SEEN = re.compile("[!-~一-鿿！-～“”‘’、。《》〈〉「」【】〔〕·]*")
"""A text that is clean: only signs that are seen, and no spaces."""

_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Control and format characters, variation selectors and fillers: nothing of them is seen."""

_RADICALS = dict(
    zip(
        map(ord, "⺁⺄⺗⺜⺝⺟⺠⺩⺪⺶⺼⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"),
        "厂乙心日月母民王疋羊肉虎西见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""Radicals that look like characters; a text copied out of a PDF is full of them."""

_LOOK_ALIKES = (
    {code: normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0x2160, 0x2180))}
    | _RADICALS
    | dict.fromkeys(map(ord, "○◯"), "〇")
)
"""Radicals of Kangxi, Roman numerals in one character, circles for a zero."""

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_PLAIN = (
    {
        code: narrow
        for code in (*range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE70), *range(0xFF61, 0xFFE7))
        if len(narrow := normalize("NFKC", chr(code))) == 1
    }
    | _WIDTH
    | dict.fromkeys(map(ord, "[{〔【〖﹝﹇︹︻︗﹛︷［｛"), "(")
    | dict.fromkeys(map(ord, "]}〕】〗﹞﹈︺︼︘﹜︸］｝"), ")")
    | dict.fromkeys(map(ord, "“”„‟〝〞"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛"), "'")
    | dict.fromkeys(map(ord, "‐‑‒–−﹣︲"), "-")
    | dict.fromkeys(map(ord, "•‧∙⋅・･"), "·")
    | dict.fromkeys(map(ord, "〜∼"), "~")
)
"""Forms of width and typesetting, each with the one that stands for all."""


def cleaned(text: str) -> str:
    """Return the text as it is seen: NFC, a single space for all white space, nothing invisible and no look-alikes."""
    if _SEEN.fullmatch(text):
        return text
    seen = normalize("NFC", _INVISIBLE.sub("", text).translate(_LOOK_ALIKES))
    return " ".join(seen.split())


def plain(text: str) -> str:
    """Return the cleaned text in one width, with one kind of brackets, quotation marks, dashes and dots."""
    return text if _ORDINARY.fullmatch(text) else normalize("NFC", cleaned(text).translate(_PLAIN))


def name_key(text: str) -> str:
    """Return that by which a name is recognised: its plain text without spaces."""
    key = plain(text)
    return normalize("NFC", key.replace(" ", "")) if " " in key else key


def one_name_twice(names: Iterable[str]) -> tuple[str, str] | None:
    """Return the first two texts that are one name; None where each is a name of its own."""
    first: dict[str, str] = {}
    for name in names:
        if (key := name_key(name)) in first:
            return first[key], name
        first[key] = name
    return None


def respelt(typed: str, name: str, *, in_layout: bool = False) -> bool:
    """Return whether a name was typed otherwise than in another width or with spaces around it.

    in_layout: spaces and line breaks inside are layout too, as in the heading of a column.
    """
    if typed == name:
        return False
    left, right = (text.translate(_WIDTH) for text in (typed, name))
    return left.split() != right.split() and (not in_layout or "".join(left.split()) != "".join(right.split()))
