"""The grammar has no conflict, and at each place of a line one terminal is the right one.

Lark's strict mode needs `interegular`, which slows every other build of a grammar. Its half about the
parser does not, and runs here; the half about terminals is in test_strict.py (`make strict`).
"""

import re
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from lark import Lark
from lark.exceptions import GrammarError
from lark.lexer import Lexer, Token

from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.parse_tables import STARTS, grammar_source
from tests.syntax.abstract import NAMED, NEUTRAL, patterns


class NoLexer(Lexer):
    """So that building the parser builds no lexer, which in strict mode asks for interegular."""

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, lexer_state: object, parser_state: object) -> Iterator[Token]:  # type: ignore[override]
        return iter(())


def build_strictly(source: str) -> None:
    """Build the parser; GrammarError on a shift/reduce or reduce/reduce conflict."""
    Lark(source, parser="lalr", lexer=NoLexer, start=list(STARTS), maybe_placeholders=False, strict=True)


def test_the_parser_has_no_conflict() -> None:
    build_strictly(grammar_source())


@pytest.mark.parametrize(
    "ambiguous",
    ["rule: condition condition2\ncondition2: predicate result otherwise otherwise?", "sum: _sum PLUS _sum"],
)
def test_a_conflict_would_be_seen(ambiguous: str) -> None:
    name = ambiguous.partition(":")[0]
    source = re.sub(rf"(?m)^{name}:", f"{ambiguous}\n    |", grammar_source(), count=1)
    with pytest.raises(GrammarError, match=r"conflict|defined twice"):
        build_strictly(source)


def test_interegular_is_not_here() -> None:
    assert find_spec("interegular") is None, "it makes every build of the grammar slow: make strict has its own"


PATTERNS = {name: re.compile(pattern) for name, pattern in patterns().items()}
BEHIND = ["", " ", "5", "得5", "得", "扣5", "的得5", "，", "（", *NEUTRAL, *NAMED]


def pieces() -> list[str]:
    """Every spelling, and lines' other pieces."""
    words = {spelling for word in keywords().words.values() for spelling in word.spellings}
    return sorted(
        words | {"每例", "每5篇", "第一名", "前3名", "降一档", "（2）不得分", "得分=", "5", "5条", "80%", "甲", "的"}
    )


def matching(text: str) -> dict[str, int]:
    """Terminals that match at the start of a text, highest priority first, with their lengths."""
    return {name: m.end() for name, pattern in PATTERNS.items() if (m := pattern.match(text))}


def test_a_name_begins_only_where_no_keyword_does() -> None:
    """NAME repeats the keywords' conditions; so no text begins with both."""
    words = set(keywords().words)
    both = [
        (piece + behind, found)
        for piece in pieces()
        for behind in BEHIND
        if "NAME" in (found := matching(piece + behind)) and words & set(found)
    ]
    assert both == []


def test_of_several_keywords_the_longest_is_first() -> None:
    """Lark takes the matching terminal of highest priority, not the longest: they must be the same.

    NAME comes after all others, so that a 的 before points is noise and no name.
    """
    shorter = []
    for piece in pieces():
        for behind in (*BEHIND, *(f"{spelling}5" for spelling in pieces())):
            found = {name: end for name, end in matching(piece + behind).items() if name != "NAME"}
            if found and next(iter(found.values())) != max(found.values()):
                shorter.append((piece + behind, found))
    assert shorter == []
