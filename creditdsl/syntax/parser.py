"""The only reader of grammar/scheme.lark: one line of code to its tree.

Receives a folded line and a start symbol. Promises a Lark tree, or a ParseFault with the place and the
terminals that were expected there. The parser is built once a process. No other file calls Lark; only the
types of its trees and tokens appear elsewhere.
"""

import os
from collections.abc import Iterator
from functools import cache

from lark import Lark, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.lexer import Token

from creditdsl.base.node import node
from creditdsl.syntax.keywords import grammar_text, keywords
from creditdsl.syntax.terminals import terminals
from creditdsl.syntax.tree import LineTree

STARTS = ("rule", "declaration", "grade", "honour", "total")


@node
class ParseFault:
    """The place where the parser stopped, and why.

    start, end: 0-based characters of the text that could not be read; the line's end where it is too short.
    terminal: the terminal that was read there; None for a character of no terminal.
    expected: the terminals that the grammar allows there.
    """

    start: int
    end: int
    terminal: str | None
    expected: frozenset[str]


class _DropCommas:
    """Drops the commas of a line: ，and ；between the parts of a rule are noise."""

    always_accept = ("COMMA",)  # Lark drops terminals that no production names

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return (token for token in stream if token.type != "COMMA")


def grammar_source() -> str:
    """Return the whole grammar: productions and composed terminals."""
    return grammar_text("scheme.lark") + "\n" + terminals(keywords())


@cache
def _parser() -> Lark:
    return Lark(
        grammar_source(),
        parser="lalr",
        lexer="basic",
        start=list(STARTS),
        maybe_placeholders=False,
        postlex=_DropCommas(),
        cache=_cache_file() or False,
        tree_class=LineTree,
    )


def _cache_file() -> str | None:
    """Return the file of Lark's built tables, in the user's own cache folder; None where there is no such folder.

    Lark writes the grammar's hash with them and builds anew when it differs or the file is damaged.
    """
    home = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = os.path.join(home, "creditdsl")
    if folder.startswith("~"):  # no home folder is known
        return None
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return None
    return os.path.join(folder, "grammar.lark-cache") if os.access(folder, os.W_OK) else None


def parse_line(text: str, start: str) -> LineTree | ParseFault:
    """Return the tree of a folded line, or where the parser stopped.

    start: the start symbol of the line's block, or `year`.
    """
    start = "declaration" if start == "year" else start
    try:
        tree = _parser().parse(text, start=start)
        assert isinstance(tree, LineTree)
        return tree
    except UnexpectedToken as error:
        token = error.token
        expected = _accepted(error, start)
        if token.type == "$END":
            end = len(text.rstrip())
            return ParseFault(end, end, "$END", expected)
        return ParseFault(token.start_pos or 0, token.end_pos or 0, token.type, expected)
    except UnexpectedCharacters as error:
        position = error.pos_in_stream or 0
        return ParseFault(position, position + 1, None, frozenset(error.allowed or ()))
    except UnexpectedInput as error:  # pragma: no cover - Lark has no other kind today
        position = error.pos_in_stream or 0
        return ParseFault(position, position + 1, None, frozenset())


def leading_name(text: str) -> str:
    """Return the name that a folded text begins with, as the parser reads it; empty where it begins with none."""
    try:
        token = next(_parser().parse_interactive(text, start="rule").iter_parse(), None)
    except UnexpectedCharacters:
        return ""
    return str(token) if token is not None and token.type == "NAME" and token.start_pos == 0 else ""


def _accepted(error: UnexpectedToken, start: str) -> frozenset[str]:
    """Return the terminals that could have stood there. Lark tries each, so it is asked once for a stack of states."""
    parser = error.interactive_parser
    stack = (start, *parser.parser_state.state_stack)
    if stack not in _ACCEPTED:
        _ACCEPTED[stack] = frozenset(error.accepts or error.expected)
    return _ACCEPTED[stack]


_ACCEPTED: dict[tuple[object, ...], frozenset[str]] = {}
