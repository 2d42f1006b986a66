"""Cut a printed sentence where its own marks stand, never within quotation marks or brackets.

Receives folded text; promises its parts as they stand.
"""

import re

_QUOTED = re.compile("“[^“”]*”")


def hidden(text: str) -> str:
    """Return a text of the same length in which quoted names and what brackets hold are dots."""
    plain = _QUOTED.sub(lambda match: "·" * len(match.group()), text)
    depth, out = 0, []
    for letter in plain:
        depth -= letter == ")"
        out.append("·" if depth > 0 else letter)
        depth += letter == "("
    return "".join(out)


def cut(text: str, mark: str) -> list[str]:
    """Return the parts between marks."""
    ends = [at for at, letter in enumerate(hidden(text)) if letter == mark]
    starts = [0, *(at + 1 for at in ends)]
    return [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)]


def cut_at(text: str, word: str) -> tuple[str, str] | None:
    """Return what stands before a word and behind it, the first time that it occurs; None where it does not."""
    at = hidden(text).find(word)
    return None if at < 0 else (text[:at], text[at + len(word) :])


def matched(pattern: re.Pattern[str], text: str) -> dict[str, str] | None:
    """Return the named parts of a text that a pattern fits, apart from names and brackets; None where it does not."""
    match = pattern.fullmatch(hidden(text))
    return None if match is None else {name: text[slice(*match.span(name))] for name in match.groupdict()}
