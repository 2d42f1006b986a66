"""Whole lines to fill in: the example of every form, and usual lines of blocks, as snippets.

Names and numbers are the places to fill in:

    信息条数 排名赋分 最多5 最少1    becomes    ${1:信息条数} 排名赋分 最多${2:5} 最少${3:1}
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from creditdsl.forms import FORMS
from creditdsl.server.features.occurrences import NAME_TOKENS
from creditdsl.server.features.offer import Offer, OfferKind
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import Token
from creditdsl.syntax.parser import ParseFault, parse_line


@cache
def line_snippets(start: str) -> tuple[Offer, ...]:
    """Return offers of whole lines with a start symbol: the forms of rules in teaching order, else the usual lines."""
    if start == "rule":
        return tuple(_snippets("rule", ((form.example, form.title) for form in FORMS)))
    return tuple(_snippets(start, ((line, "") for line in keywords().usual.get(start, ()))))


def _snippets(start: str, lines: Iterable[tuple[str, str]]) -> Iterator[Offer]:
    """Yield the lines as snippets; each comes with a title by which it is found too."""
    for line, title in lines:
        tree = parse_line(fold(line), start)
        if not isinstance(tree, ParseFault):
            tokens = list(tree.leaves)
            places = [place for token in tokens for place in _places(token)]
            written = _filled_in(line, places)
            yield Offer(line, OfferKind.SNIPPET, 4, title, written, snippet=True, also=title)


def _places(token: Token) -> Iterator[tuple[int, int]]:
    """Yield the 0-based characters of what is to be filled in: a name, or each number."""
    start = token.start
    if token.type in NAME_TOKENS:
        yield start, token.end
    else:
        yield from ((start + number.start(), start + number.end()) for number in re.finditer(r"\d+(?:\.\d+)?", token))


def _filled_in(text: str, places: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for number, (start, end) in enumerate(places, 1):
        parts += [text[at:start], f"${{{number}:{text[start:end]}}}"]
        at = end
    return "".join((*parts, text[at:]))
