"""A rule's own sentence always agrees with it; one number changed in it never does."""

import re
from pathlib import Path

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.forms.sentence import rule_sentence
from creditdsl.review.reviewing import review
from creditdsl.syntax.walk import rules

ROOT = Path(__file__).parents[2]
HEAD = "方案：示例\n附件1 考核指标\n"
NUMBER = re.compile(r"(?<=[得扣])\d+(?:\.\d+)?(?=分)")


def sentences(place: str) -> list[tuple[str, str]]:
    """Each rule of a scheme as typed, with the sentence made of it."""
    compilation = compile_source(
        Source(place, (ROOT / "schemes" / place / "scheme.credit").read_text(encoding="utf-8"))
    )
    found = {}
    for compiled in compilation.tables.values():
        for _, _, rule in rules(compiled.table):
            found[rule.text.strip()] = rule_sentence(rule)
    return list(found.items())


def codes(text: str, rule: str) -> set[str]:
    source = f"{HEAD}一、考核事项（77分）\n标准：{text}。\n  {rule}\n"
    compilation = compile_source(Source("示例", source))
    if compilation.failed:  # a void of another rule, which stands alone here
        return set()
    return {one.code.id for one in review(compilation)} & {"E0671", "W0672"}


@pytest.mark.parametrize("place", ["lvliang-2022", "jiaxian-2022", "huangshi-2020", "changzhi-2023"])
def test_sentences_agree_with_their_rules(place: str) -> None:
    found = {rule: said for rule, text in sentences(place) if (said := codes(text, rule))}
    assert found == {}


@pytest.mark.parametrize("place", ["lvliang-2022", "jiaxian-2022", "huangshi-2020", "changzhi-2023"])
def test_a_changed_number_is_seen(place: str) -> None:
    changed = [(rule, NUMBER.sub("61", text, count=1)) for rule, text in sentences(place) if NUMBER.search(text)]
    assert len(changed) > 10 or place == "huangshi-2020"
    for rule, text in changed:
        if compile_source(Source("示例", f"{HEAD}一、考核事项（77分）\n  {rule}\n")).failed:
            continue
        assert "E0671" in codes(text, rule), text
