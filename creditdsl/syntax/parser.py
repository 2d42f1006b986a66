"""The only reader of grammar/scheme.lark: one line of code to its tree.

Receives a folded line and a start symbol. Promises a Lark tree, or a ParseFault with the place and the
terminals that were expected there. The parser is built once a process. No other file calls Lark; only the
types of its trees and tokens appear elsewhere, and parse_tables.py builds it.
"""

from functools import cache

from lark import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.parser_frontends import ParsingFrontend

from creditdsl.base.node import node
from creditdsl.syntax.parse_tables import parser
from creditdsl.syntax.tree import LineTree


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


@cache
def _parser() -> ParsingFrontend:
    return parser()


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
