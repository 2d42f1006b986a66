"""The gold files are well formed, and every rule in them is one that the compiler takes."""

from pathlib import Path

import pytest

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.block_errors import NotInRoster
from creditdsl.compiler.build import build
from creditdsl.compiler.name_errors import UnknownVoidTarget
from creditdsl.compiler.resolve import resolve
from creditdsl.compiler.typecheck import typecheck
from creditdsl.syntax.lines import read_lines
from tests.reader.gold.entries import FILES, Entry, entries, target

AROUND = "方案：甲\n附件1 甲\n一、甲（100分）\n1. 无名事项（100分）\n"
ELSEWHERE = (UnknownVoidTarget, NotInRoster)
"""Faults that depend on other lines of the scheme."""
ENTRIES = [pytest.param(entry, id=f"{path.stem} {entry.where}") for path in FILES for entry in entries(path)]


def faults(*rules: str) -> list[str]:
    """Return the errors of rules that stand in one item."""
    tree, unread = read_lines(Source("甲", AROUND + "\n".join(rules)))
    if has_errors(unread):
        return [fault.message for fault in unread]
    scheme, misfits = build(tree)
    names, unnamed = resolve(scheme, "甲")
    _, mistyped = typecheck(scheme, names, "甲")
    return [
        fault.message
        for fault in (*misfits, *unnamed, *mistyped)
        if has_errors([fault]) and not isinstance(fault.fault, ELSEWHERE)
    ]


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_says_one_thing_of_its_text(entry: Entry) -> None:
    assert entry.where and entry.text
    assert bool(entry.readings or entry.asked) != bool(entry.unreadable)
    assert all((*entry.readings, *entry.asked)), "a block without lines"


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_rule_passes_the_compiler(entry: Entry) -> None:
    blocks = [[line for line in block if not target(line)] for block in (*entry.readings, *entry.asked)]
    assert [(rules, found) for rules in blocks if (found := faults(*rules))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_places_are_named_once(path: Path) -> None:
    places = [entry.where for entry in entries(path)]
    assert sorted(set(places)) == sorted(places)


@pytest.mark.parametrize("rule", ["案例数 每例扣五", "合格率 95以上 得5 80%以上 得3", "建立机制且制定制度 得5"])
def test_notices_a_rule_that_is_none(rule: str) -> None:
    assert faults(rule)


def test_notices_rules_that_do_not_agree() -> None:
    assert faults("瞒报 得1", "瞒报 每条扣1")
