"""The sentence that a rule prints reads back as that rule where the scheme's measures are known; without exception."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from creditdsl.base.node_walk import walk
from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.compiler.name_uses import names_in
from creditdsl.reader.meanings import Certain, Context
from creditdsl.reader.own.own_sentence import own_line
from creditdsl.reader.sentence_reader import MAX_SENTENCE, read
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.nodes import Rule
from tests.reader.reading import plain, said
from tests.reader.strategies import line

STEMS = (
    "condition",
    "bands",
    "levels",
    "discretion",
    "per_unit",
    "standard",
    "formula",
    "ranking",
    "ranking_after_mark",
    "ranking_places",
    "ranking_steps",
    "ranking_groups",
)
ROOT = Path(__file__).parents[2]
CALM = settings(
    max_examples=max(100, settings.default.max_examples),
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
GROUPS = "方案：示例\n附件1 指标\n名单：\n  非产区：甲县、乙县\n  山区：丙县\n一、机制（100分）\n"


def comes_back(rule: Rule, measures: frozenset[str]) -> None:
    """Assert that the sentence of a rule means the rule."""
    sentence = said(rule)
    answer = read(sentence, Context(measures=measures))
    assert isinstance(answer, Certain), sentence
    (text,) = answer.reading.lines
    again = rules_of(f"{GROUPS}  {text}\n")
    assert [plain(one) for one in again] == [plain(rule)], (sentence, text)


def rules_of(text: str) -> list[Rule]:
    """The rules as they are built; their types, which no sentence shows, may be wrong."""
    tree, _ = read_lines(Source("示例.credit", text))
    scheme, _ = build(tree)
    return [node for node in walk(scheme.tables) if isinstance(node, Rule)]


@pytest.mark.parametrize("stem", STEMS)
@CALM
@given(data=st.data())
def test_every_sentence_of_a_form_reads_back(stem: str, data: st.DataObject) -> None:
    rules = rules_of(f"{GROUPS}  {data.draw(line(stem))}\n")
    assume(rules and type(rules[0].body).stem == stem)  # type: ignore[attr-defined]
    (rule,) = rules
    assume(len(said(rule)) <= MAX_SENTENCE)
    comes_back(rule, frozenset(name.text for name in names_in(rule)))


def printed() -> list[Path]:
    return [*sorted(ROOT.glob("schemes/**/*.credit")), *sorted(ROOT.glob("tests/forms/*.md"))]


@pytest.mark.parametrize("path", printed(), ids=lambda path: path.stem)
def test_sentences_of_the_schemes_and_the_pages_of_forms_read_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = [text] if path.suffix == ".credit" else re.findall("^```credit\n(.*?)^```", text, re.M | re.S)
    for block in blocks:
        tree, _ = read_lines(Source("示例.credit", block))
        for table in build(tree)[0].tables:
            for rule in walk(table.sections):
                if isinstance(rule, Rule) and type(rule.body).stem in STEMS:  # type: ignore[attr-defined]
                    comes_back(rule, frozenset(name.text for name in names_in(table)))


@pytest.mark.parametrize(
    "written",
    [
        "报送篇数 每篇得2（非产区0.8） 最高5",
        "合格率 95%以上 得2（山区1） 每低1百分点扣0.2（非产区0.1）（山区0.3）",
        "得 报送篇数×2（非产区1）",
        "得5（非产区3）",
    ],
)
def test_points_of_a_group_read_back(written: str) -> None:
    (rule,) = rules_of(f"{GROUPS}  {written}\n")
    comes_back(rule, frozenset(name.text for name in names_in(rule)))


@pytest.mark.parametrize(
    "sentence",
    [
        "报送条数每条得1分",  # no measure of the scheme
        "乡镇每报送1条得1分",
        "篇数每满1篇得1分",  # a rule of single pieces prints 每篇
        "篇数每满2篇得1分，最高扣5分",
        "篇数每2篇得1分，不足3篇的按2篇计",
        "按篇数由高到低排名，第一名得5分，前1名得3分，其余不得分",
        "篇数在5篇以上的，得5分；每低于标准1篇扣1分；每低于标准2篇扣2分",
        "得5分",  # perhaps of a condition that is lost
        "得分=篇数×",
        "得分=",
    ],
)
def test_what_no_rule_prints_is_no_own_sentence(sentence: str) -> None:
    assert own_line(sentence, {"篇数"}) is None
