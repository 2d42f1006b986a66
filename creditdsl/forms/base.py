"""The interface of a rule form, and the interfaces that the passes hand to it.

A form is a way to score. Its file states everything about it: node, type rule, lowering, sentence,
explanation, and its answers to the reviewer (answers.py). It knows no engine. The passes hand it the small
interfaces below and know no form, so that a new form changes nothing but its own file, FORMS and the grammar.
"""

from abc import abstractmethod
from collections.abc import Sequence
from enum import Enum
from fractions import Fraction
from typing import ClassVar, Protocol, Self

from creditdsl.base.diagnostic import Related
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.base.source import Span
from creditdsl.forms.answers import Cases, Counted, Ranked
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import Value
from creditdsl.syntax.expressions import build_expression
from creditdsl.syntax.line_tree import LineTree, Node
from creditdsl.syntax.nodes import Expression, Limits, Name, Predicate, Rule, RuleBody, Test
from creditdsl.syntax.place import Place


class Note(Enum):
    """A reading that the 计分说明 below a table must state because a rule depends on it."""

    INCLUSIVE = "以上、以下、以内、不低于、不超过等包括本数；超过、高于、不满、不足、低于、以外等不包括本数。"
    BANDS = "分档计分的，自前向后先中先得。"
    WHOLE_STEPS = "按每若干计分的，不足一步的部分不计。"
    STANDARD_STEPS = (
        "对照标准加减分的，从标准量起，不足一步的部分不计；写明另一种算法的除外。比率的每低、每超1%按1个百分点计。"
    )
    STARTED_STEPS = "写明不足一步按一步计的，余数按一步计。"
    PROPORTIONAL = "写明按比例计的，不足一步的部分按比例计。"
    RANKING = (
        "排名赋分按不同数值排列名次，数值相同的名次相同、不占后面的名次；"
        "首位得最高分，末位得最低分，中间名次按名次均匀递减；全部相同或只有一个单位的，得最高分。"
    )
    RANKING_DISTINCT = "名次按不同数值排列，数值相同的名次相同、不占后面的名次。"
    RANKING_SHARES = "按前、后百分之几给分的，名次不超过参加排名的单位数乘以该百分比的算在内。"
    RANKING_SHARED = "写明并列占位的排名，数值相同的名次相同，并占用后面的名次。"
    RANKING_ZERO = "排名赋分没有写明零不得分的，数值为零的单位照常排名。"
    RANKING_ZERO_OUT = "写明数值为零不得分的，数值为零的单位得0分，不参加排名。"
    RANKING_GAP = "按差距赋分的，得分随数值与首末两端的差距按比例增减。"
    RANKING_GROUPS = (
        "排名分组计分的，组内按不同数值的名次计算，名次不足时先满足排在前面的组；中间名次在两组分值之间均匀递减。"
    )
    DISCRETION = "酌情计分由考核人员在规定幅度内评定，并记录理由。"
    PERCENT = "比率以百分数计。"


@node
class Context:
    """The surroundings of a rule's tree while its node is built.

    title: the item's title as a measure's name.
    """

    place: Place
    title: Name
    limits: Limits

    def subject(self, written: Sequence[Node]) -> Expression:
        """Build the expression that a rule measures: as written before its keyword, else the item's title."""
        return build_expression(written[0], self.place) if written else self.title


class Typing(Protocol):
    """The type checker as a form sees it; each call records or reports, none returns a type."""

    def predicate(self, predicate: Predicate) -> None: ...

    def number(self, expression: Expression) -> None:
        """Require the expression to be a number of any kind."""

    def points(self, expression: Expression) -> None:
        """Require the expression to be points: a number, no constant of it a percentage."""

    def counted(self, expression: Expression, size: Fraction, unit: str, span: Span) -> None:
        """Require the expression to be counted in steps of `size` `unit`s (empty: any number; %: a ratio)."""

    def tested(self, subject: Expression, test: Test) -> None: ...

    def chosen(self, name: Name, options: tuple[str, ...]) -> None:
        """Require the name to hold a word of a choice, the options among its words."""

    def mark(self, name: Name, low: Fraction, high: Fraction) -> None: ...

    def group(self, name: str, span: Span) -> None:
        """Require the name to be a group of the table's 名单."""

    def report(self, fault: Fault, span: Span | None, related: tuple[Related, ...] = ()) -> None: ...


class Lowering(Protocol):
    """The lowering pass as a form sees it.

    points: the item's stated points, None where it states none.
    applies: the condition that the item applies to a unit; only such units are ranked or compared.
    """

    @property
    def points(self) -> Fraction | None: ...

    @property
    def applies(self) -> ir.Expr: ...

    def expression(self, expression: Expression) -> ir.Expr: ...

    def predicate(self, predicate: Predicate) -> ir.Expr: ...

    def tested(self, subject: Expression, test: Test) -> ir.Expr: ...

    def member(self, group: str) -> ir.Expr:
        """Return whether the unit belongs to a group of the 名单."""

    def label(self, part: str, body: ir.Expr) -> ir.Expr:
        """Label the body, so that the trace records it under the rule's `part`."""

    def fact(self, part: str, body: ir.Expr) -> ir.Expr:
        """Define the rule's `part` for every unit; return the reference to it."""

    def ranking(self, ranking: ir.Ranking) -> DefinitionId:
        """Define a ranking; return its name."""

    def void_rule(self, number: int, when: ir.Expr) -> None:
        """Void rule （number） of this item where the condition holds."""

    def void_item(self, when: ir.Expr) -> None: ...

    def void_section(self, when: ir.Expr) -> None: ...

    def void_ref(self, ref: EntryRef, when: ir.Expr) -> None:
        """Void the entry of the reference where the condition holds."""


class Record(Protocol):
    """The recorded values of a rule for one unit, from which its explanation is written."""

    def has(self, part: str) -> bool: ...

    def value(self, part: str) -> Value:
        """Return the value of a label or fact; KeyError where the evaluator did not reach it."""

    def number(self, part: str) -> Fraction: ...

    def raw(self) -> Fraction:
        """Return the rule's points before its limits."""

    def show(self, expression: Expression) -> str:
        """Return the expression's name, and this unit's number: `瞒报条数3条`, `甲÷乙=5条÷10条=0.5`."""

    def points(self, expression: Expression) -> str:
        """Return the expression as `show` does, as points: `7×增速=7×98%=6.86`."""

    def equals(self, value: Fraction) -> str:
        """Return the points that a sum comes to: `=4.5分`, and where the decimals are cut `≈4.43分`."""

    def met(self, predicate: Predicate) -> str:
        """Return the predicate with this unit's numbers: `明确分工：是`."""

    def option(self, name: Name) -> str:
        """Return the option that the unit has for a measure."""

    def reason(self, column: Name) -> str:
        """Return the reason entered beside a mark, empty without one."""


@node
class Form(RuleBody):
    """Base class of the forms' nodes. stem: the name of the grammar's production, the file and the test."""

    stem: ClassVar[str]
    title: ClassVar[str]
    """The form's Chinese name."""
    cue: ClassVar[str] = ""
    """A pattern of words in an unreadable line that ask for this form; the help then names it."""
    example: ClassVar[str] = ""
    """A line of the form, for that help."""

    @classmethod
    @abstractmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        """Build the node from the production's tree; Stop at a fault that the grammar cannot see."""

    @abstractmethod
    def check(self, types: Typing) -> None:
        """State the types that the rule's names must have."""

    @abstractmethod
    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        """Return the rule's points before its caps."""

    @abstractmethod
    def sentence(self, limits: Limits) -> str:
        """Return the official sentence, without caps and full stop, from which the rule can be read back."""

    @abstractmethod
    def explain(self, record: Record) -> str:
        """Explain the points of one unit in office Chinese, without caps and full stop."""

    @abstractmethod
    def notes(self) -> tuple[Note, ...]:
        """Return the readings that the table must state for this rule."""

    @property
    def deducts(self) -> bool:
        """Return whether the rule can only take points away."""
        return False

    # Answers to the reviewer, which does not look into a form without one.

    def ladder(self) -> Cases | None:
        """Return the cases between which the form decides; the first case met is taken."""
        return None

    def counts_of(self) -> tuple[Counted, ...]:
        """Return the counts that the form gives points for in steps; only they have a remainder (不足一步)."""
        return ()

    def ranked(self) -> Ranked | None:
        """Return the ranking by which the form gives points."""
        return None


def form_of(rule: Rule) -> Form:
    """Return the rule's body as a form; the syntax knows only its base class."""
    assert isinstance(rule.body, Form)
    return rule.body
