"""AST nodes shared by all forms and the document around them.

The forms add one node each (creditdsl/forms/); the document refers to them by their base class
`RuleBody`. Spans stand outside equality, so that formatting a scheme keeps its tree.
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from creditdsl.base.exact import Rounding, WholeRounding
from creditdsl.base.node import field, node
from creditdsl.base.node_walk import walk
from creditdsl.base.reference import EntryRef
from creditdsl.base.source import Span
from creditdsl.syntax.declared_types import DeclaredType
from creditdsl.syntax.free_text import Body as Body
from creditdsl.syntax.free_text import Fields as Fields
from creditdsl.syntax.free_text import Text as Text

# Expressions


@node
class Quantity:
    """A number as written: 5, 5条, 80%, 2百分点. value: that of 80% is 0.8."""

    value: Fraction
    unit: str = ""
    span: Span = field(compare=False, kw_only=True)

    @property
    def percent(self) -> bool:
        return self.unit == "%"


@node
class Name:
    """A measure. quoted: written in “…” and so never stopped by the guard."""

    text: str
    quoted: bool = False
    span: Span = field(compare=False, kw_only=True)


class Operator(StrEnum):
    """An operator between the terms of a chain."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "×"
    DIVIDE = "÷"


@node
class Chain:
    """first (operator operand)*, from left to right, of one precedence; flat, so that depth is bounded."""

    first: "Expression"
    rest: tuple[tuple[Operator, "Expression"], ...]
    span: Span = field(compare=False, kw_only=True)


@node
class Negative:
    """The negative of an expression."""

    operand: "Expression"
    span: Span = field(compare=False, kw_only=True)


class Function(StrEnum):
    """Functions in expressions; the OF_ALL ones look at every unit to which the rule applies."""

    HIGHEST_OF_ALL = "全体最高"
    LOWEST_OF_ALL = "全体最低"
    MEAN_OF_ALL = "全体平均"
    SUM_OF_ALL = "全体合计"
    SUM_OF = "合计"
    MAX_OF = "最大"
    MIN_OF = "最小"

    @property
    def of_all(self) -> bool:
        return self.name.endswith("_OF_ALL")


@node
class Call:
    """A function of one or more arguments; those of all units take exactly one."""

    function: Function
    arguments: tuple["Expression", ...]
    span: Span = field(compare=False, kw_only=True)


class RowAggregate(StrEnum):
    """The aggregate that makes a value of a unit's rows in a detail table."""

    HIGHEST_ROW = "最大值"
    LOWEST_ROW = "最小值"
    MEAN_ROW = "平均值"
    SUM_ROWS = "合计"
    COUNT_ROWS = "计数"


@node
class Detail:
    """`部门抽查.瞒报率 最大值`: an aggregate of the unit's rows in a detail table; only in a derived measure."""

    sheet: str
    column: str
    aggregate: RowAggregate
    span: Span = field(compare=False, kw_only=True)


Expression = Quantity | Name | Chain | Negative | Call | Detail

# Conditions


class Comparison(StrEnum):
    """Civil Code art. 1259: 以上 以下 以内 不超过 include the number, 超过 不满 以外 do not."""

    EQUAL = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"


@node
class Bound:
    """A comparison with an expression. word: the drafter's word for it; empty for a sign or none."""

    comparison: Comparison
    operand: Expression
    word: str = field(default="", compare=False, kw_only=True)
    span: Span = field(compare=False, kw_only=True)


@node
class Test:
    """A test of a value, which must satisfy all its bounds (one or two)."""

    bounds: tuple[Bound, ...]
    span: Span = field(compare=False, kw_only=True)


@node
class Atom:
    """A subject and its test; without a test the subject is 是否 and must be 是."""

    subject: Expression
    test: Test | None
    negated: bool
    span: Span = field(compare=False, kw_only=True)


class Joint(StrEnum):
    """The word between the parts of a joined predicate."""

    AND = "且"
    OR = "或"


@node
class Joined:
    """Predicates joined by 且, or by 或."""

    joint: Joint
    parts: tuple["Predicate", ...]
    span: Span = field(compare=False, kw_only=True)


Predicate = Atom | Joined


@node
class Places:
    """Places counted from the front or the end: 第一名, 第11至20名, 前3名, 后3名; or a share, 前20%."""

    front: bool
    first: int
    last: int
    share: Fraction | None = None
    span: Span = field(compare=False, kw_only=True)


# Rules


class Counting(StrEnum):
    """不足一步按一步计, 按比例计; whole steps are the default."""

    WHOLE = "whole"
    STARTED = "started"
    PROPORTIONAL = "proportional"


@node
class Limits:
    """限制 behind a rule. cap_deducts: 最高扣; until_zero: 扣完为止; zero_divisor: 分母为零, a result of the forms."""

    cap: Quantity | None = None
    cap_deducts: bool = False
    floor: Quantity | None = None
    until_zero: bool = False
    zero_divisor: object | None = None
    counting: Counting = Counting.WHOLE


@node
class RuleBody:
    """The base class of the forms' nodes, which add their fields."""


@node
class Rule:
    """A rule of an item. number: the n of its （n）, by which references name it; None where it has none.

    nodes: all nodes of body and limits, in source order.
    """

    number: int | None
    body: RuleBody
    limits: Limits
    text: str = field(compare=False)
    span: Span = field(compare=False)
    nodes: tuple[object, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", tuple(walk((self.body, self.limits))))


# The document


class SectionRole(StrEnum):
    """The role of a section in the total."""

    BASE = "base"
    BONUS = "bonus"
    DEDUCTION = "deduction"


class Trait(StrEnum):
    """The traits in a heading's bracket, besides its points, by stem in the keyword table."""

    FROM_FULL = "from_full"  # 满分起扣: scoring starts at the stated points.
    HIGHEST = "highest"  # 就高: of its rules only the highest counts.
    NEGATIVE = "negative"  # 可为负: it may go below 0.
    OPEN = "open"  # 积分: neither cap nor floor; inherited from the table or a heading above.
    UNSCORED = "unscored"  # 不计分: printed, never scored.


class Consequence(StrEnum):
    """The points that a unit gets for an item that does not apply to it."""

    SKIP = "skip"
    FULL = "full"
    MEAN = "mean"


class Unreported(StrEnum):
    """缺报: the points of an item for a unit with a blank cell of it."""

    ZERO = "zero"
    MEAN = "mean"


@node
class Applicability:
    """适用: the units or groups to which an entry applies. above: that of the headings above, asked first."""

    names: tuple[str, ...]
    consequence: Consequence
    above: "Applicability | None" = None


@node
class Entry:
    """A section, item or sub-item.

    ref: printed numbers joined by `/`. number: as printed (一, 3, （1）, empty without one).
    points: stated points (the cap of a bonus or deduction section); None where none are stated.
    weight: of its score in the score of what it stands under; None where none is stated.
    applies: own or inherited; None is to all units. below_full: whether a heading above it says 满分起扣.
    """

    ref: EntryRef
    number: str
    title: str
    points: Fraction | None
    role: SectionRole
    weight: Fraction | None
    unreported: Unreported | None
    traits: frozenset[Trait]
    below_full: bool
    applies: Applicability | None
    fields: Fields
    rules: tuple[Rule, ...]
    children: tuple["Entry", ...]
    span: Span = field(compare=False)

    @property
    def starts_full(self) -> bool:
        """Whether scoring starts at the full points: 满分起扣, here or above."""
        return self.below_full or Trait.FROM_FULL in self.traits

    @property
    def goes_below_zero(self) -> bool:
        """Whether its score may be negative: 可为负, 积分, or a deduction from the points of the entry above."""
        return bool(self.traits & {Trait.NEGATIVE, Trait.OPEN}) or (self.below_full and self.points is None)


@node
class Declaration:
    """`名称：类型，填报：县应急局，说明` for one name. yearly: 年度, its cells stand in the year's rows."""

    name: Name
    type: DeclaredType
    yearly: bool
    note: str
    reporter: str
    """Who fills it in for all units; empty where each unit does."""
    span: Span = field(compare=False)


@node
class Derived:
    """`名称 = 式`."""

    name: Name
    value: Expression
    note: str
    span: Span = field(compare=False)


@node
class Quota:
    """How many units may have a grade: `前30%`, `县区、市直 各前30% 四舍五入取整 并列入围`.

    groups: of the 名单, within each of which places are counted; empty for all ranked units. ties_in: whether units
    that are tied across the last place are all in, and not all out.
    """

    places: Places
    groups: tuple[str, ...]
    rounding: WholeRounding
    ties_in: bool
    span: Span = field(compare=False)


@node
class GradeBand:
    """A grade and its condition: `90分以上 优秀`, `前10名 优秀`, `90分以上 且 前30% 优秀`; 其余 has none.

    also: a further condition.
    """

    test: Test | None
    quota: Quota | None
    also: Predicate | None
    grade: Name
    span: Span = field(compare=False)

    @property
    def places(self) -> Places | None:
        """The places of its quota."""
        return None if self.quota is None else self.quota.places

    @property
    def is_rest(self) -> bool:
        return self.test is None and self.quota is None


class Effect(StrEnum):
    """The effect of an override on the grade: 降一档, 评为, 不得评为, 一票否决, 取消评优资格."""

    DEMOTE = "demote"
    RATE = "rate"
    BAR = "bar"
    VETO = "veto"
    DISQUALIFY = "disqualify"


@node
class Override:
    """`重大失信事件 降一档`. steps: of DEMOTE. grade: of RATE and BAR."""

    when: Predicate
    effect: Effect
    steps: int
    grade: str
    span: Span = field(compare=False)


@node
class Grades:
    """The block 等次. bands: in order, the first one met counts. overrides: act after them, in order."""

    bands: tuple[GradeBand, ...]
    overrides: tuple[Override, ...]
    span: Span = field(compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The grades from best to worst: as written, but those of the last places stand below the rest."""
        last = [b.grade.text for b in self.bands if b.places is not None and not b.places.front]
        return (*(b.grade.text for b in self.bands if b.grade.text not in last), *reversed(last))


class Mention(StrEnum):
    """表彰 and 通报, by the stem of their block."""

    COMMENDED = "commended"
    CRITICISED = "criticised"


@node
class Honour:
    """`前10名 先进单位`, `评为优秀 且 前3名 先进单位` in a block 表彰 or 通报; it names places, a grade or both.

    also: a further condition. except_vetoed: not for units with a 一票否决.
    """

    mention: Mention
    grade: str
    """Empty where the line names none."""
    places: Places | None
    also: Predicate | None
    name: str
    except_vetoed: bool
    span: Span = field(compare=False)


@node
class RankKey:
    """What orders units with equal totals: `按 信息条数 由高到低排`, `按 二/1 由高到低排`.

    by: a measure, or the reference of an entry.
    """

    by: Name | EntryRef
    falling: bool
    span: Span = field(compare=False)


@node
class Totalling:
    """总分: the limits and conversion of base + bonus − deductions; None where there is none."""

    converted_to: Fraction | None = None
    """折算100: the base score ÷ the points that apply to the unit × 100, before the bonus."""
    after_bonus_at_most: Fraction | None = None
    after_deduction_at_least: Fraction | None = None


@node
class Table:
    """A table of a scheme. name: 附件1. full: the stated full marks."""

    name: str
    title: str
    full: Fraction | None
    fields: Fields
    roster: Mapping[str, tuple[str, ...]]
    """Groups of units by name; 单位 is the whole roster. Empty where no 名单 is given."""
    declarations: tuple[Declaration, ...]
    derived: tuple[Derived, ...]
    sections: tuple[Entry, ...]
    grades: Grades | None
    honours: tuple[Honour, ...]
    totalling: Totalling
    rank_keys: tuple[RankKey, ...]
    """In order; each orders what the one before leaves equal."""
    year: Expression | None
    """年度总分: the year's total from the sum of the periods and yearly measures."""
    span: Span = field(compare=False)


class Period(StrEnum):
    """周期: how often units are scored, by its stem in the keyword table."""

    YEARLY = "yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"


@node
class Scheme:
    """A whole scheme. bodies: the text of the document around its tables, in order."""

    fields: Fields
    period: Period
    digits: int
    rounding: Rounding
    tables: tuple[Table, ...]
    bodies: tuple[Body, ...] = ()
