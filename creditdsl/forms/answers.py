"""A form's answers as values: its cases and their results, its steps, its ranking.

The values know no form. The reviewer reads them instead of the forms' nodes, so that a new form is
understood as well as the oldest.
"""

from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import field, node
from creditdsl.base.reference import EntryRef
from creditdsl.base.source import Span
from creditdsl.forms import wording
from creditdsl.syntax.nodes import Bound, Expression, Name, Places, Predicate, Quantity, Test

# Results of a case


@node
class Group:
    """A group of the 名单, which is no measure."""

    text: str
    span: Span = field(compare=False, kw_only=True)


@node
class Award:
    """得 式 or 扣 式. value None is 得满分. prices: other points for the units of a group.

    written: the drafter's verb where it is another than 得 or 扣: 加, 计, 减.
    """

    value: Expression | None
    deducts: bool
    prices: tuple[tuple[Group, Fraction], ...]
    span: Span = field(compare=False)
    written: str = field(default="", compare=False)

    @property
    def verb(self) -> str:
        """The drafter's word for points."""
        return self.written or ("扣" if self.deducts else "得")

    def words(self) -> str:
        """Return `得2分`, `加3分`, `扣分=7×增速`, `得满分`."""
        verb = self.verb
        prices = "".join(f"（{group.text}{show(price, MAX_DIGITS)}分）" for group, price in self.prices)
        match self.value:
            case None:
                return "得满分"
            case Quantity(value=value):
                return verb + wording.points(value) + prices
            case value:
                return f"{'扣' if self.deducts else '得'}分={wording.expression(value)}{prices}"


@node
class NoPoints:
    """不得分. unwritten: whether the rule has no 其余; it equals the rule that writes 其余 不得分."""

    span: Span = field(compare=False)
    unwritten: bool = field(default=False, compare=False)

    def words(self) -> str:
        return "不得分"


@node
class VoidRule:
    """（2）不得分: this case gives nothing and takes the points of rule （number） of the item away."""

    number: int
    span: Span = field(compare=False)

    def words(self) -> str:
        return f"不得分，且第（{self.number}）条不得分"


@node
class VoidItem:
    """本项不得分."""

    span: Span = field(compare=False)

    def words(self) -> str:
        return "本项不得分"


@node
class VoidSection:
    """本大项不得分."""

    span: Span = field(compare=False)

    def words(self) -> str:
        return "本大项不得分"


@node
class VoidRef:
    """一/3 不得分: this case gives nothing and takes all points of another item away."""

    ref: EntryRef
    span: Span = field(compare=False)

    def words(self) -> str:
        return f"不得分，且{self.ref}不得分"


@node
class ColumnMark:
    """〈列名〉 酌情 a至b: the mark entered in the column."""

    column: Name
    low: Fraction
    high: Fraction
    deducts: bool
    span: Span = field(compare=False)

    def words(self) -> str:
        """Return `由考核人员酌情计0至4分（瞒报酌情得分）`."""
        verb = "酌情扣" if self.deducts else "酌情计"
        low, high = show(self.low, MAX_DIGITS), show(self.high, MAX_DIGITS)
        return f"由考核人员{verb}{low}至{high}分（{wording.column(self.column.text)}）"


Void = VoidRule | VoidItem | VoidSection | VoidRef
Result = Award | NoPoints | Void | ColumnMark


# Answers of a form

When = Test | Places | str | Predicate
"""The condition of a case: a test of the subject, places in its ranking, an option of it, or a predicate."""


@node
class Cases:
    """A decision list: the first case met gives the points, else `otherwise`.

    subject: the number or choice that decides; None where no single measure does.
    otherwise: None where the remaining values are reckoned in another way (by steps or by rank).
    """

    subject: Expression | None
    cases: tuple[tuple[When, Result], ...]
    otherwise: Result | None

    @property
    def results(self) -> tuple[Result, ...]:
        """The results of the cases in order, then that of `otherwise`."""
        rest = () if self.otherwise is None else (self.otherwise,)
        return (*(result for _, result in self.cases), *rest)

    @property
    def tests(self) -> tuple[Test, ...]:
        return tuple(when for when, _ in self.cases if isinstance(when, Test))

    @property
    def unwritten(self) -> bool:
        """Whether the rule leaves out 其余."""
        return isinstance(self.otherwise, NoPoints) and self.otherwise.unwritten


@node
class Stride:
    """The length of a step: size in `unit`s; 10% is 0.1 of a ratio."""

    size: Fraction
    unit: str
    span: Span = field(compare=False)

    def words(self) -> str:
        """Return `5篇`, `10%`."""
        return wording.quantity(Quantity(self.size, self.unit, span=self.span))


@node
class Counted:
    """Points for each step of a number. criterion: the start of the count; None is zero. below: steps go down."""

    subject: Expression
    stride: Stride
    award: Award
    criterion: Bound | None = None
    below: bool = False


@node
class Options:
    """The options of a ranking.

    falling: the highest value is first. by_gap: points by the value's distance, not by place.
    """

    falling: bool = True
    zero_out: bool = False
    shared_places: bool = False
    by_gap: bool = False


@node
class Ranked:
    """Points by the place of a number among all units.

    best, least: the most and the fewest points of a place; None where the places are cases.
    fall: the points that each further place costs; None where both ends are fixed.
    """

    subject: Expression
    options: Options
    best: Quantity | None = None
    least: Quantity | None = None
    fall: Quantity | None = None
