"""The parser's tables, built beforehand: grammar/tables.json.

To build them takes longer than to check a short scheme. The file holds numbers and texts only: nothing that is read
from it can run, and no other place is read. It begins with a hash of all that it depends on and of itself. Where the
hash does not fit (a changed grammar, another Lark, a damaged file), the tables are built in memory.

    {"terminals": [["GAIN", pattern, priority, length of the longest match], …],
     "ignored": […],
     "rules": [["call", symbols, order, alias, whether an only child takes its place], …],
     "states": [{"GAIN": 5, "LOSE": -3}, …],    on GAIN go to state 5; on LOSE reduce by the third rule
     "starts": {"rule": 0, …}, "ends": {"rule": 6, …}}
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import Any

import lark
from lark import Lark
from lark.common import LexerConf, ParserCallbacks, ParserConf
from lark.grammar import NonTerminal, Rule, RuleOptions, Terminal
from lark.lark import PostLex
from lark.lexer import PatternRE, TerminalDef, Token
from lark.parse_tree_builder import ParseTreeBuilder
from lark.parser_frontends import ParsingFrontend
from lark.parsers.lalr_analysis import IntParseTable, Reduce, Shift
from lark.parsers.lalr_parser import LALR_Parser, _Parser

from creditdsl.syntax.keywords import grammar_text, keywords
from creditdsl.syntax.terminals import terminals
from creditdsl.syntax.tree import LineTree

STARTS = ("rule", "declaration", "grade", "honour", "total")
TABLES = "tables.json"
_LONGEST_MATCH = 2**32 - 1
"""Lark notes the longest match of a terminal; what has no end is 2**32 or 2**64 by the version of Python."""


class _DropCommas(PostLex):
    """Drops the commas of a line: ，and ；between the parts of a rule are noise."""

    always_accept = ("COMMA",)  # Lark drops terminals that no production names

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return (token for token in stream if token.type != "COMMA")


def grammar_source() -> str:
    """Return the whole grammar: productions and composed terminals."""
    return grammar_text("scheme.lark") + "\n" + terminals(keywords())


def parser() -> ParsingFrontend:
    """Return the parser of lines, from the tables built beforehand where they are those of this grammar."""
    source = grammar_source()
    try:
        mark, body = grammar_text(TABLES).split("\n", 1)
    except (OSError, ValueError):
        mark = body = ""
    return _loaded(json.loads(body)) if mark == _hash(source, body) else _built(source).parser


def tables() -> str:
    """Return the text of grammar/tables.json, the same under every system and Python."""
    source = grammar_source()
    body = _body(_built(source))
    return f"{_hash(source, body)}\n{body}"


def _hash(source: str, body: str) -> str:
    return sha256(f"{lark.__version__}\n{source}\n{body}".encode()).hexdigest()


def _built(source: str) -> Lark:
    return Lark(
        source,
        parser="lalr",
        lexer="basic",
        start=list(STARTS),
        maybe_placeholders=False,
        postlex=_DropCommas(),
        tree_class=LineTree,
    )


def _body(built: Lark) -> str:
    """Return a parser as JSON; its states are numbered in the order in which reading comes upon them."""
    table = built.parser.parser._parse_table
    rules = {rule: -1 - index for index, rule in enumerate(built.rules)}
    reached = [table.start_states[start] for start in STARTS]
    number = {state: index for index, state in enumerate(reached)}
    states = []
    for state in reached:  # grows on the way
        row = {}
        for token, (action, to) in sorted(table.states[state].items(), key=lambda move: move[0]):
            if action is Shift and to not in number:
                number[to] = len(reached)
                reached.append(to)
            row[str(token)] = rules[to] if action is Reduce else number[to]
        states.append(row)
    return _json(
        {
            "terminals": [_terminal(terminal) for terminal in built.terminals],
            "ignored": list(built.ignore_tokens),
            "rules": [_rule(rule) for rule in rules],
            "states": states,
            "starts": {start: number[table.start_states[start]] for start in STARTS},
            "ends": {start: number[table.end_states[start]] for start in STARTS},
        }
    )


def _json(parts: Mapping[str, object]) -> str:
    """Return JSON with one terminal, rule or state a line, so that a change is seen where it is."""
    compact = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    texts = {
        name: "[\n" + ",\n".join(map(compact, part)) + "\n]" if isinstance(part, list) else compact(part)
        for name, part in parts.items()
    }
    return "{\n" + ",\n".join(f'"{name}":{text}' for name, text in texts.items()) + "\n}\n"


def _terminal(terminal: TerminalDef) -> list[object]:
    pattern = terminal.pattern
    return [terminal.name, pattern.value, terminal.priority, min(pattern.max_width, _LONGEST_MATCH)]


def _terminal_of(name: str, pattern: str, priority: int, longest: int) -> TerminalDef:
    expression = PatternRE(pattern)
    expression._width = (1, longest)
    return TerminalDef(name, expression, priority)


def _rule(rule: Rule) -> list[object]:
    symbols = [str(symbol.name) for symbol in rule.expansion]
    return [str(rule.origin.name), symbols, rule.order, rule.alias, rule.options.expand1]


def _rule_of(origin: str, symbols: list[str], order: int, alias: str | None, expand: bool) -> Rule:
    expansion = [Terminal(name) if name.isupper() else NonTerminal(name) for name in symbols]
    return Rule(NonTerminal(origin), expansion, order, alias, RuleOptions(expand1=expand))


def _loaded(parts: Mapping[str, Any]) -> ParsingFrontend:
    rules = [_rule_of(*rule) for rule in parts["rules"]]
    lexer = LexerConf([_terminal_of(*terminal) for terminal in parts["terminals"]], re, parts["ignored"], _DropCommas())
    lexer.lexer_type, lexer.skip_validation = "basic", True
    callbacks = ParseTreeBuilder(rules, LineTree).create_callback()  # type: ignore[no-untyped-call]
    grammar = ParserConf(rules, callbacks, list(STARTS))
    grammar.parser_type = "lalr"
    shifts = [(Shift, state) for state in range(len(parts["states"]))]
    moves = [*shifts, *((Reduce, rule) for rule in reversed(rules))]  # so that the first rule is at -1
    states = {state: {token: moves[move] for token, move in row.items()} for state, row in enumerate(parts["states"])}
    table = IntParseTable(states, parts["starts"], parts["ends"])  # type: ignore[no-untyped-call]
    return ParsingFrontend(lexer, grammar, None, _TableParser(table, callbacks))


class _TableParser(LALR_Parser):
    """Lark's parser with a table that is not computed anew."""

    def __init__(self, table: IntParseTable, callbacks: ParserCallbacks) -> None:
        self.parser = _Parser(table, callbacks)
