"""Reading one line of code by the parser's tables: from characters to tokens, from tokens to a tree.

A reading takes one token after another. Where a token may not stand, it says what may stand there instead.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, starmap
from operator import itemgetter
from typing import Any

from creditdsl.syntax.line_tree import LineTree, Node, Token

END = "$END"
"""The terminal behind the last token of a line."""


class NoTerminal(Exception):
    """No terminal begins at a character; `position`: of it."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class Tables:
    """The parser's tables as parse_tables.py describes them."""

    def __init__(self, parts: Mapping[str, Any]) -> None:
        side_by_side = groupby(parts["terminals"], key=itemgetter(2))
        self.terminals: re.Pattern[str] = re.compile("|".join(starmap(_alternatives, side_by_side)))
        self.ignored: frozenset[str] = frozenset(parts["ignored"])
        self.rules: Sequence[tuple[str, int, str]] = parts["rules"]
        self.states: Sequence[Mapping[str, int]] = parts["states"]
        self.starts: Mapping[str, int] = parts["starts"]
        self.ends: Mapping[str, int] = parts["ends"]

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the tokens of a folded text, without those that are ignored; raise NoTerminal in between."""
        match_at, ignored, position = self.terminals.match, self.ignored, 0
        while position < len(text):
            match = match_at(text, position)
            if match is None:
                raise NoTerminal(position)
            name = match.lastgroup
            assert name is not None
            if name not in ignored:
                yield Token(name, match.group(), position)
            position = match.end()


def _alternatives(condition: str, terminals: Iterable[tuple[str, str, str]]) -> str:
    """Return terminals as one alternation, their condition written once: half of the work to compile them all."""
    patterns = "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in terminals)
    return f"(?:{patterns}){condition}" if condition else patterns


class Reading:
    """A line that is being read. start: the start symbol."""

    __slots__ = ("_start", "_states", "_tables", "_values")

    def __init__(self, tables: Tables, start: str) -> None:
        self._tables, self._start = tables, start
        self._states = [tables.starts[start]]
        self._values: list[Token | LineTree | list[Node]] = []

    def take(self, token: Token) -> bool:
        """Read a token; False where it may not stand here, and then the reading is where it was stopped."""
        tables, states, values = self._tables, self._states, self._values
        while (move := tables.states[states[-1]].get(token.type)) is not None:
            if move >= 0:
                states.append(move)
                values.append(token)
                return True
            self._reduce(move)
        return False

    def tree(self) -> LineTree | None:
        """End the line and return its tree; None where more must follow."""
        tables, end = self._tables, self._tables.ends[self._start]
        while self._states[-1] != end:
            move = tables.states[self._states[-1]].get(END)
            if move is None:
                return None
            self._reduce(move)
        tree = self._values[-1]
        assert isinstance(tree, LineTree)
        return tree

    @property
    def place(self) -> tuple[str, tuple[int, ...]]:
        """The start symbol and the states, which decide what may follow."""
        return self._start, tuple(self._states)

    def _reduce(self, move: int) -> None:
        """Put the last parts together by a rule; what has no name stays a list, to join what it stands in."""
        origin, count, name = self._tables.rules[-1 - move]
        states, values = self._states, self._values
        parts: list[Node] = []
        for value in values[len(values) - count :]:
            if type(value) is list:
                parts += value
            else:
                parts.append(value)  # type: ignore[arg-type]
        del values[len(values) - count :], states[len(states) - count :]
        values.append(LineTree(name, tuple(parts)) if name else parts)
        states.append(self._tables.states[states[-1]][origin])


def terminals_after(tables: Tables, start: str, states: tuple[int, ...]) -> frozenset[str]:
    """Return the terminals that a reading in these states can take; END where the line may end."""
    return frozenset(
        terminal
        for terminal in tables.states[states[-1]]
        if terminal.isupper() and _taken(tables, start, states, terminal)
    )


def _taken(tables: Tables, start: str, states: tuple[int, ...], terminal: str) -> bool:
    stack = list(states)
    while (move := tables.states[stack[-1]].get(terminal)) is not None:
        if move >= 0:
            return True
        origin, count, _ = tables.rules[-1 - move]
        del stack[len(stack) - count :]
        stack.append(tables.states[stack[-1]][origin])
        if terminal == END and stack[-1] == tables.ends[start]:
            return True
    return False
