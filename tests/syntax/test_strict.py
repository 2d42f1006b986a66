"""Lark's strict mode, and more: no two terminals match the same text before the same continuation.

Runs only where `interegular` is at hand: `make strict`. Over the small alphabet of abstract.py, Lark
compares terminals of one priority; here all are compared. interegular cannot read a look-ahead inside
a repetition, nor a look-behind, so that three patterns stand in a simpler form: QUANTITY and AND as wider
languages (their conditions only narrow them, so what is disjoint from the wider one is disjoint from
them); NAME is left out, because it carries every keyword's own pattern as a negative look-ahead
(test_grammar.py tries it).
"""

import pytest
from lark import Lark

from creditdsl.syntax import terminals
from creditdsl.syntax.parse_tables import STARTS
from tests.syntax.abstract import SMALL, patterns, small_grammar

interegular = pytest.importorskip("interegular")


def comparator(**more: str) -> "interegular.Comparator":
    """All terminals but NAME."""
    unit = terminals._unit_run().replace(terminals.LETTER, SMALL)
    wider = {"QUANTITY": rf"\d+(?:\.\d+)?(?:\s*%|百分点|{unit})?|{terminals.HAN_QUANTITY}", "AND": "且"}
    chosen = {name: pattern for name, pattern in patterns().items() if name != "NAME"} | wider | more
    return interegular.Comparator({name: interegular.parse_pattern(text) for name, text in chosen.items()})


def test_lark_builds_the_grammar_in_strict_mode() -> None:
    Lark(
        small_grammar(),
        parser="lalr",
        lexer="basic",
        start=list(STARTS),
        maybe_placeholders=False,
        strict=True,
    )


def test_no_two_terminals_match_the_same() -> None:
    every = comparator()
    assert all(every.get_fsm(name) is not None for name in patterns() if name != "NAME"), "none is taken on trust"
    assert list(every.check()) == []


def test_a_collision_would_be_seen() -> None:
    assert ("MARK", "NEW") in list(comparator(NEW="酌情(?!甲)").check())
