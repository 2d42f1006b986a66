"""条件计分：满足一个条件就得分（或扣分），不满足的按“否则”处理。

条件可以是一个“是否”指标，也可以是指标与数的比较；几个条件用“且”“或”连接，“非”表示没有做到。
“否则”后面可以写另一个结果，也可以让本项里别的条款不得分。没有写“否则”的，不满足就不得分。

例：
    明确分工 得2
    水费信息条数÷企业数 1以上 得2
    甲制度 且 非 乙问题 得3
    （3）按时报送台账 得3 否则（2）不得分
    完成建设 得5 否则 扣5
"""

from typing import ClassVar, Self

from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import Award, Cases, ColumnMark, NoPoints, Result
from creditdsl.forms.bare_count import reject_bare_count, reject_explained_formula
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.cases import reject_bare_mark
from creditdsl.forms.results import (
    build_otherwise,
    build_result,
    check_result,
    explain_otherwise,
    explain_result,
    lower_cases,
    notes_of,
    only_deducts,
    otherwise_words,
)
from creditdsl.ir import nodes as ir
from creditdsl.syntax.expressions import build_predicate
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Atom, Joined, Limits, Predicate, Test


@node
class Condition(Form):
    stem: ClassVar[str] = "condition"
    title: ClassVar[str] = "条件计分"
    cue: ClassVar[str] = r"[得扣]分?\d|否则|的得|的扣"
    example: ClassVar[str] = "建立机制 得5 否则 扣1"

    when: Predicate
    result: Result
    otherwise: Result

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        predicate = build_predicate(tree.tree(0), context.place)
        first = build_result(tree.tree(1), context)
        reject_bare_mark(predicate, first)
        reject_bare_count(tree, context.place)
        reject_explained_formula(tree, context.place)
        return cls(predicate, first, build_otherwise(tree, context))

    def check(self, types: Typing) -> None:
        types.predicate(self.when)
        check_result(self.result, types)
        check_result(self.otherwise, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        return lower_cases([(to.predicate(self.when), self.result)], self.otherwise, to)

    def sentence(self, limits: Limits) -> str:
        words = f"{wording.predicate(self.when)}的，{self.result.words()}"
        gives = isinstance(self.result, Award | ColumnMark) or not isinstance(self.otherwise, NoPoints)
        return f"{words}，否则{otherwise_words(self.otherwise, self.ladder().results)}" if gives else words

    def explain(self, record: Record) -> str:
        met = record.met(self.when)
        if record.has("case1"):
            return f"{met}，{explain_result(self.result, record)}"
        return f"{met}，{explain_otherwise(self.otherwise, self.ladder().results, record)}"

    def notes(self) -> tuple[Note, ...]:
        return inclusive(self.when) + notes_of(self.result) + notes_of(self.otherwise)

    @property
    def deducts(self) -> bool:
        return only_deducts(self.ladder().results)

    def ladder(self) -> Cases:
        match self.when:
            case Atom(subject=subject, test=Test() as test, negated=negated):
                return Cases(subject, ((self.when if negated else test, self.result),), self.otherwise)
            case _:
                return Cases(None, ((self.when, self.result),), self.otherwise)


def inclusive(predicate: Predicate) -> tuple[Note, ...]:
    """Return the note on inclusive comparisons, where the predicate has one."""
    match predicate:
        case Atom(test=None):
            return ()
        case Atom(test=test):
            assert test is not None
            return (Note.INCLUSIVE,) if any(b.comparison.value != "=" for b in test.bounds) else ()
        case Joined(parts=parts):
            return tuple(note for part in parts for note in inclusive(part))
