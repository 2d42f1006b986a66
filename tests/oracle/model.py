"""What the manual says a scheme is made of, as plain records. Nothing of the program is imported."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

Expr = tuple
"""("num", value[, measure word]), ("name", name), ("op", sign, left, right) or ("call", function, arguments)."""


@dataclass(frozen=True)
class Bound:
    """One side of a comparison: `operator` is one of >= <= > < =, `value` an expression."""

    operator: str
    value: Expr


@dataclass(frozen=True)
class Test:
    """A measure beside its bounds, all of which must hold."""

    subject: Expr
    bounds: tuple[Bound, ...]


@dataclass(frozen=True)
class Result:
    """What a rule gives: `kind` is gain, loss, full, none or mark; `voids` what gets nothing beside it."""

    kind: str
    points: Expr | None = None
    prices: tuple[tuple[str, Fraction], ...] = ()
    voids: tuple[str, ...] = ()
    span: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True)
class Limits:
    """最高, 最高扣, 最低 and the ways to count, of one rule."""

    cap: Fraction | None = None
    cap_loss: Fraction | None = None
    floor: Fraction | None = None
    until_zero: bool = False
    counting: str = "whole"
    zero: Result | None = None


@dataclass(frozen=True)
class Options:
    """The options written behind 排名赋分."""

    falling: bool = True
    zero_out: bool = False
    shared: bool = False
    by_gap: bool = False


@dataclass(frozen=True)
class Places:
    """Which places a clause names: `side` is front, back or range."""

    side: str
    first: Fraction
    last: Fraction
    percent: bool = False


@dataclass(frozen=True)
class Step:
    """每低 or 每超 of a rule that measures from a standard."""

    side: str
    size: Fraction
    points: Fraction
    word: str = ""


@dataclass(frozen=True)
class Rule:
    """One line of rule; `form` says which of the other parts are used."""

    form: str
    subject: Expr | None = None
    condition: tuple | None = None
    cases: tuple[tuple[object, Result], ...] = ()
    otherwise: Result | None = None
    steps: tuple[Step, ...] = ()
    options: Options = Options()
    ends: tuple[Fraction, Fraction] | None = None
    limits: Limits = Limits()
    number: str | None = None


@dataclass
class Entry:
    """A section, an item or a sub-item."""

    label: str
    title: str
    role: str = "base"
    points: Fraction | None = None
    weight: Fraction | None = None
    traits: set[str] = field(default_factory=set)
    rules: list[Rule] = field(default_factory=list)
    children: list["Entry"] = field(default_factory=list)
    applies: tuple[str, ...] | None = None
    inapplicable: str | None = None
    unreported: str | None = None
    undecided: bool = False


def entries(sections: list[Entry]) -> Iterator[Entry]:
    """Yield every entry, parents first."""
    for entry in sections:
        yield entry
        yield from entries(entry.children)


@dataclass(frozen=True)
class Quota:
    """Places with how many they are: `groups` each have their own, `whole` is down, half or up, `ties` come in."""

    places: Places
    groups: tuple[str, ...] = ()
    whole: str = "down"
    ties: bool = True


@dataclass(frozen=True)
class GradeLine:
    """A line of 等次; the last one has no parts and takes the rest."""

    grade: str
    tests: tuple[Bound, ...] = ()
    quota: Quota | None = None
    condition: tuple | None = None


@dataclass(frozen=True)
class Honour:
    """A line of 表彰 or 通报; `but_vetoed` leaves out whom a veto of 等次 hits."""

    block: str
    name: str
    grade: str | None = None
    quota: Quota | None = None
    condition: tuple | None = None
    but_vetoed: bool = False


@dataclass(frozen=True)
class RankKey:
    """What parts units of one total: the points of an entry, or a measure."""

    falling: bool
    label: str | None = None
    measure: Expr | None = None


@dataclass(frozen=True)
class Override:
    """A line that changes a grade: `effect` is down, set, bar, veto or out."""

    condition: tuple
    effect: str
    value: str | int | None = None


@dataclass(frozen=True)
class Detail:
    """A measure made from a column of a detail table: `fold` is 最大值, 最小值, 平均值, 合计 or 计数."""

    table: str
    column: str
    fold: str


@dataclass
class Scheme:
    """One table of a scheme with all that counts for its scores."""

    digits: int = 2
    half_even: bool = False
    period: str | None = None
    full: bool = False
    top: Fraction | None = None
    bottom: Fraction | None = None
    convert: Fraction | None = None
    traits: set[str] = field(default_factory=set)
    inapplicable: str | None = None
    roster: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[str, tuple] = field(default_factory=dict)
    yearly: set[str] = field(default_factory=set)
    derived: dict[str, Expr] = field(default_factory=dict)
    details: dict[str, Detail] = field(default_factory=dict)
    sections: list[Entry] = field(default_factory=list)
    grades: list[GradeLine] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    honours: list[Honour] = field(default_factory=list)
    rank_keys: list[RankKey] = field(default_factory=list)
    year: Expr | None = None
