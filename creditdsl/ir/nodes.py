"""The nodes of the IR: a closed union that every engine matches, ending in assert_never.

Values are Fraction, bool, or Pending (a value that waits for a missing cell). All arithmetic is
exact. A node that meets Pending in a part it needs is Pending; Choose needs only the branch it
takes, Logic stops at the first part that decides.
"""

from enum import StrEnum
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.ir.names import DefinitionId, Label


class ArithOp(StrEnum):
    ADD = "add"
    SUB = "sub"
    MUL = "mul"
    DIV = "div"
    MIN = "min"
    MAX = "max"


class CompareOp(StrEnum):
    EQ = "="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


class LogicOp(StrEnum):
    AND = "and"
    OR = "or"
    NOT = "not"


class Stepping(StrEnum):
    """How a remainder smaller than one step counts."""

    WHOLE = "whole"
    STARTED = "started"
    PROPORTIONAL = "proportional"


class Ties(StrEnum):
    """DENSE 1 1 2 (distinct values, the default); COMPETITION 1 1 3 (并列占位)."""

    DENSE = "dense"
    COMPETITION = "competition"


class PlaceView(StrEnum):
    """What is read from a ranking for one unit."""

    PLACE = "place"
    """Its place, 1 is best."""
    PLACES = "places"
    """How many places are in use: distinct values (DENSE) or ranked units (COMPETITION)."""
    UNITS = "units"
    """How many units are ranked."""
    TIED = "tied"
    """How many units share its place, itself included."""


class Aggregate(StrEnum):
    """A function of a whole population."""

    MAX = "max"
    MIN = "min"
    MEAN = "mean"
    SUM = "sum"


@node
class Const:
    value: Fraction | bool


@node
class Cell:
    """The unit's own cell of a measure."""

    measure: str


@node
class OptionIs:
    """Whether the unit's cell of a measure with options says this one."""

    measure: str
    option: str


@node
class Member:
    """Whether the unit is one of these."""

    units: frozenset[str]


@node
class Ref:
    """The unit's value of a definition that stands earlier in the program."""

    name: DefinitionId


@node
class Labelled:
    """The value of body; an engine that keeps a trace records it under the label."""

    label: Label
    body: "Expr"


@node
class Arith:
    """n-ary over args from left to right; DIV by zero is a data error of the unit."""

    op: ArithOp
    args: tuple["Expr", ...]


@node
class Compare:
    op: CompareOp
    left: "Expr"
    right: "Expr"


@node
class Logic:
    op: LogicOp
    args: tuple["Expr", ...]


@node
class Branch:
    when: "Expr"
    then: "Expr"


@node
class Choose:
    """The first branch whose condition holds, else otherwise. Only the branch taken is evaluated."""

    branches: tuple[Branch, ...]
    otherwise: "Expr"


@node
class Steps:
    """How many steps of `size` (> 0) fit in value; 0 where value is negative."""

    value: "Expr"
    size: Fraction
    stepping: Stepping


@node
class Clamp:
    """value held between low and high; a bound that is None does not hold."""

    value: "Expr"
    low: Fraction | None
    high: Fraction | None


@node
class Round:
    """value cut to the program's digits by its rounding."""

    value: "Expr"


@node
class Undecided:
    """Waits for people, not for data: Pending without a fault, whatever the cells say."""


@node
class IsBlank:
    """Whether one of these cells of the unit is blank."""

    measures: tuple[str, ...]


@node
class IfZeroDivisor:
    """value; where it cannot be computed only because denominators are zero, otherwise."""

    value: "Expr"
    otherwise: "Expr"


@node
class Place:
    """What `view` reads from a ranking definition; for a ranked unit only (guard it by Choose)."""

    ranking: DefinitionId
    view: PlaceView


@node
class Population:
    """An aggregate of value over the units for which among holds."""

    op: Aggregate
    value: "Expr"
    among: "Expr"


Expr = (
    Const
    | Cell
    | OptionIs
    | Member
    | Ref
    | Labelled
    | Arith
    | Compare
    | Logic
    | Choose
    | Steps
    | Clamp
    | Round
    | Place
    | Population
    | Undecided
    | IsBlank
    | IfZeroDivisor
)


@node
class Ranking:
    """Places of the units for which among holds, by key; descending puts the highest first.

    Not an expression but the body of a definition: Place nodes read it.
    """

    key: Expr
    among: Expr
    descending: bool
    ties: Ties


TRUE = Const(True)
ZERO = Const(Fraction(0))


def number(value: int | Fraction) -> Const:
    return Const(Fraction(value))


def add(*args: Expr) -> Expr:
    """Return the sum; 0 without parts, and a lone part itself."""
    match args:
        case ():
            return ZERO
        case (only,):
            return only
        case _:
            return Arith(ArithOp.ADD, args)


def both(*args: Expr) -> Expr:
    return args[0] if len(args) == 1 else Logic(LogicOp.AND, args)


def either(*args: Expr) -> Expr:
    """Return whether one of the parts holds; without parts none does."""
    match args:
        case ():
            return Const(False)
        case (only,):
            return only
        case _:
            return Logic(LogicOp.OR, args)


def negate(arg: Expr) -> Expr:
    return Logic(LogicOp.NOT, (arg,))


def divides_by_zero(value: Expr) -> Expr:
    """Return whether `value` cannot be computed only because denominators are zero."""
    zero_or_1 = IfZeroDivisor(Arith(ArithOp.MUL, (ZERO, value)), number(1))
    return Compare(CompareOp.EQ, zero_or_1, number(1))
