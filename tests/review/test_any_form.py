"""A form that no finding can know is reviewed like the others, for it answers the same questions."""

from typing import ClassVar, Self

import pytest

from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.compiler import rule_lines
from creditdsl.compiler.pipeline import compile_source
from creditdsl.forms.answers import Cases, Result
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.cases import build_cases
from creditdsl.forms.results import build_otherwise, lower_cases
from creditdsl.ir import nodes as ir
from creditdsl.review.reviewing import review
from creditdsl.syntax import nodes as syntax
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Expression, Limits

REVIEWED = (
    ("合格率 95%以上 得5 80%至90% 得3", "W0622", "超过90%不满95%"),
    ("瞒报条数 5条以下 得5 5条以上 得0", "W0621", "正好5条"),
    ("瞒报条数 5条以上 得2 5条至8条 得3", "E0623", "“5条至8条”永远轮不到"),
    ("瞒报条数 0条 得5 1至3条 得2 4至6条 得2 其余 得0", "W0624", "“1至3条”和“4至6条”都得2分"),
    ("整改比率 80%以上 得3 60%以上 得5", "W0630", "分数忽高忽低"),
    ("守信率 80%以上 得3 其余 扣2", "W0614", "扣不下去"),
)
SILENT = "合格率 95%以上 得5 80%以上不满95% 得3 其余 得0"


@node
class Imaginary(Form):
    """Bands under another name and class."""

    stem: ClassVar[str] = "imaginary"
    title: ClassVar[str] = "设想的计分"

    subject: Expression
    cases: tuple[tuple[syntax.Test, Result], ...]
    otherwise: Result

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        return cls(*build_cases(tree, context), build_otherwise(tree, context))

    def check(self, types: Typing) -> None:
        for test, _ in self.cases:
            types.tested(self.subject, test)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        cases = [(to.tested(self.subject, test), result) for test, result in self.cases]
        return lower_cases(cases, self.otherwise, to)

    def sentence(self, limits: Limits) -> str:
        return ""

    def explain(self, record: Record) -> str:
        return ""

    def notes(self) -> tuple[Note, ...]:
        return ()

    def ladder(self) -> Cases:
        return Cases(self.subject, self.cases, self.otherwise)


def reviewed(line: str) -> dict[str, str]:
    """The messages about a scheme of this one rule, by code."""
    compilation = compile_source(Source("示例", f"方案：示例\n附件1 考核指标\n一、整改（5分）\n  {line}\n"))
    assert all(isinstance(rule.body, Imaginary) for rule in compilation.scheme.tables[0].sections[0].rules)
    return {diagnostic.code.id: diagnostic.message for diagnostic in review(compilation)}


@pytest.fixture(autouse=True)
def imagined(monkeypatch: pytest.MonkeyPatch) -> None:
    for stem in ("bands", "condition"):
        monkeypatch.setitem(rule_lines._BY_STEM, stem, Imaginary)


@pytest.mark.parametrize(("line", "code", "words"), REVIEWED, ids=[code for _, code, _ in REVIEWED])
def test_its_faults_are_found(line: str, code: str, words: str) -> None:
    assert words in reviewed(line)[code]


def test_where_it_is_right_nothing_is_found() -> None:
    assert reviewed(SILENT) == {}
