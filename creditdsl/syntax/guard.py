"""The guard: words that a bare name must not hold, because they mean that a space is missing.

Receives a name that is neither quoted nor declared. Promises the word in it that likely joins two things.
It stops none of the names of the real documents that it was tried on (language.md §2).
"""

import re
from functools import cache

from creditdsl.syntax.keywords import keywords


@cache
def _guard() -> re.Pattern[str]:
    """Return the pattern of joining words that a bare name must not hold (language.md §2)."""
    words = keywords().words
    inside = [w for name in _COMPARING for w in words[name].words if len(w) > 1 and w[0] > "\u3400"]
    inside += [words["AND"].canonical, *words["OR"].words, *words["NO_POINTS"].words, *words["ZERO_DIVISOR"].words]
    inside += ["选项", "依次", "为准"]
    inside += [*words["OTHERWISE"].keep, *words["RANK"].words]
    leading = [*words["NOT"].words, "每", *words["OTHERWISE"].words, "中间"]
    number = "[一二两三四五六七八九十百]+"
    places = [rf"[第前后]{number}名", rf"[缺少每降]{number}"]
    trailing = ["达", "的", "满", "得", "扣", "每.{0,2}"]
    trailing += [w for limit in ("UNTIL_ZERO", "STARTED", "PROPORTIONAL") for w in words[limit].words]
    alternatives = [
        *(re.escape(w) for w in sorted(inside, key=len, reverse=True)),
        *(f"^{w}" for w in leading),
        *places,
        *(f"{w}$" for w in trailing),
    ]
    return re.compile("|".join(alternatives))


_COMPARING = ("AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "EQUAL_TO", "OR_MORE", "OR_LESS", "BEYOND")


def joining_word(name: str) -> str | None:
    """Return the joining word that a bare name holds, so that it is likely two things run together."""
    match = _guard().search(name)
    return match.group() if match else None
