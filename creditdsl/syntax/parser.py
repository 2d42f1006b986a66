"""One line of code to its tree.

Receives a folded line and a start symbol. Promises a tree, or a ParseFault with the place and the terminals that were
expected there. The tables are read once a process.
"""

from functools import cache

from creditdsl.base.node import node
from creditdsl.syntax.line_reading import END, NoTerminal, Reading, Tables, terminals_after
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.parse_tables import table_parts


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
def _tables() -> Tables:
    return Tables(table_parts())


def parse_line(text: str, start: str) -> LineTree | ParseFault:
    """Return the tree of a folded line, or where the parser stopped.

    start: the start symbol of the line's block, or `year`.
    """
    reading = Reading(_tables(), "declaration" if start == "year" else start)
    try:
        for token in _tables().tokens(text):
            if not reading.take(token):
                return ParseFault(token.start, token.end, token.type, _expected(*reading.place))
    except NoTerminal as strange:
        return ParseFault(strange.position, strange.position + 1, None, _expected(*reading.place))
    if (tree := reading.tree()) is not None:
        return tree
    end = len(text.rstrip())
    return ParseFault(end, end, END, _expected(*reading.place))


def read_before(text: str, start: str) -> tuple[tuple[Token, ...], frozenset[str]] | None:
    """Return the tokens of a folded text and the terminals that may follow it; None where it cannot be read."""
    reading, tokens = Reading(_tables(), start), []
    try:
        for token in _tables().tokens(text):
            if not reading.take(token):
                return None
            tokens.append(token)
    except NoTerminal:
        return None
    return tuple(tokens), _expected(*reading.place)


def leading_name(text: str) -> str:
    """Return the name that a folded text begins with, as the parser reads it; empty where it begins with none."""
    try:
        token = next(_tables().tokens(text), None)
    except NoTerminal:
        return ""
    return str(token) if token is not None and token.type == "NAME" and token.start == 0 else ""


@cache
def _expected(start: str, states: tuple[int, ...]) -> frozenset[str]:
    """Return the terminals that may come next, worked out once for a stack of states."""
    return terminals_after(_tables(), start, states)
