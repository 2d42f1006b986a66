"""The parser's tables, built beforehand: grammar/tables.json.

To build them takes longer than to check a short scheme. The file holds numbers and texts only. Where it is not of the
grammar, Lark builds the tables in memory; nothing else needs Lark.

    {"terminals": [["AND", pattern, condition], …],  in the order in which they are tried; the condition may be empty
     "ignored": […],
     "rules": [["call", 4, "call"], …],       4 parts become a tree of this name; without one, they join what is around
     "states": [{"GAIN": 5, "LOSE": -3}, …],  on GAIN go to state 5; on LOSE reduce by the third rule
     "starts": {"rule": 0, …}, "ends": {"rule": 6, …}}
"""

import json
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from creditdsl.syntax.grammar_files import beforehand, grammar_text, marked
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.terminals import as_lark, condition_of, no_keyword, terminals

if TYPE_CHECKING:
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

STARTS = ("rule", "declaration", "grade", "honour", "total")
TABLES = "tables.json"


def grammar_source() -> str:
    """Return the whole grammar: productions and composed terminals."""
    return grammar_text("scheme.lark") + "\n" + terminals(keywords())


def table_parts() -> Mapping[str, Any]:
    """Return the tables, those built beforehand where they are of this grammar."""
    source = grammar_source()
    parts: Mapping[str, Any] = beforehand(TABLES, source, lambda: _body(_built(source)))
    return parts


def tables() -> str:
    """Return the text of grammar/tables.json, the same under every system and Python."""
    source = grammar_source()
    return marked(source, _body(_built(source)))


def _built(source: str) -> "Lark":
    from lark import Lark

    return Lark(source, parser="lalr", lexer="basic", start=list(STARTS), maybe_placeholders=False)


def _body(built: "Lark") -> str:
    """Return a parser as JSON; its states are numbered in the order in which reading comes upon them."""
    from lark.parsers.lalr_analysis import Reduce, Shift

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
            "terminals": [_terminal(terminal) for terminal in _tried(built)],
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


def _tried(built: "Lark") -> "list[TerminalDef]":
    """Return the terminals in the order in which Lark tries them."""
    return list(built.parser.lexer.terminals)


def _terminal(terminal: "TerminalDef") -> list[str]:
    """Return name and pattern without the condition that it ends in, and the condition.

    Names are tried behind all keywords, whose patterns they need not repeat.
    """
    word = keywords().words.get(terminal.name)
    condition = as_lark(condition_of(word)) if word is not None else ""
    pattern = terminal.pattern.to_regexp().removeprefix(as_lark(no_keyword(keywords())))
    return [terminal.name, pattern.removesuffix(condition), condition]


def _rule(rule: "Rule") -> list[object]:
    """Return origin, number of parts and name of the tree; Lark writes _ before what has no tree."""
    assert not rule.options.expand1, "no production takes the place of its only part"
    origin = str(rule.origin.name)
    return [origin, len(rule.expansion), "" if origin.startswith("_") else rule.alias or origin]
