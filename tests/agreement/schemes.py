"""Schemes at random: whole programs of the IR, from one seed.

Receives a seed; promises a program by periods, often with the program of its year, each with items, sections, a
total, places, grades and honours, in which every expression has the type that its place asks for and refers to
earlier definitions only. Both sides of each comparison are labelled, so that the interpreter's trace says which
stood on the boundary.
"""

import random
from dataclasses import dataclass, field, replace
from fractions import Fraction

from creditdsl.base.exact import Rounding
from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import Aggregate, ArithOp, CompareOp, Label, LogicOp, PlaceView, Stepping, Ties
from creditdsl.ir.program import AllBut, Cycle, Definition, Honour, Item, Measure, Program, Role, Section
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth

NUMBERS = ("数值", "件数", "比率", "酌情分")
TRUTHS = ("台账", "通报")
OPTION, OPTIONS = "类别", ("甲等", "乙'\\\"等")
NAMES = tuple(f"单位{at}" for at in range(7))
VOID = "失效"
BOUNDARY = "界"
"""Owner of the labels of comparisons; their parts are a number and a side."""

MEASURES = (
    Measure("数值", Number()),
    Measure("件数", Count()),
    Measure("比率", Ratio()),
    Measure("酌情分", Mark(Fraction(0), Fraction(6)), required=False),
    *(Measure(name, Truth()) for name in TRUTHS),
    Measure(OPTION, Choice(OPTIONS)),
)
GRADES = ("优秀", "良好", "一般")
SUM = "各期合计"
YEARLY = (
    Measure(SUM, Number()),
    Measure("年终测评", Mark(Fraction(0), Fraction(9)), required=False, yearly=True),
    *(replace(measure, yearly=True) for measure in MEASURES),
)
"""Those of a year's program: the sum of the periods first, then what the year's rows say."""


@dataclass(slots=True)
class Maker:
    """What is defined so far. near: the numbers that constants and cells share. cells: the measures of numbers."""

    chance: random.Random
    digits: int
    near: list[Fraction]
    cells: tuple[str, ...] = NUMBERS
    definitions: list[Definition] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    truths: list[str] = field(default_factory=list)
    rankings: list[tuple[str, str]] = field(default_factory=list)
    """Each with the definition of whom it ranks."""
    labels: int = 0

    def constant(self) -> Fraction:
        if self.chance.random() < 0.6:
            return self.chance.choice(self.near)
        return Fraction(self.chance.randint(-4, 9), self.chance.choice((1, 1, 2, 3, 8)))

    def define(self, name: str, body: ir.Expr | ir.Ranking) -> str:
        self.definitions.append(Definition(name, body))
        return name

    def labelled(self, owner: str, body: ir.Expr) -> ir.Expr:
        self.labels += 1
        return ir.Labelled(Label(owner, str(self.labels)), body)

    # Numbers

    def number(self, depth: int) -> ir.Expr:
        if depth == 0:
            return self.leaf()
        chance, below = self.chance, depth - 1
        match chance.randrange(13):
            case 0 | 1 | 2:
                args = tuple(self.number(below) for _ in range(chance.randint(2, 3)))
                return ir.Arith(chance.choice(tuple(ArithOp)), args)
            case 3 | 4:
                branches = tuple(ir.Branch(self.truth(below), self.number(below)) for _ in range(chance.randint(1, 2)))
                return ir.Choose(branches, self.number(below))
            case 5:
                size = abs(self.constant()) or Fraction(1)
                return ir.Steps(self.number(below), size, chance.choice(tuple(Stepping)))
            case 6:
                low, high = sorted((self.constant(), self.constant()))
                return ir.Clamp(self.number(below), chance.choice((None, low)), chance.choice((None, high)))
            case 7:
                return ir.Round(self.halved(self.number(below)))
            case 8 | 9:
                ratio = ir.Arith(ArithOp.DIV, (self.number(below), self.leaf()))
                return ir.IfZeroDivisor(ratio, self.number(below))
            case 10:
                return self.population()
            case 11 if self.rankings:
                return self.place()
            case _:
                return self.labelled("值", self.number(below))

    def leaf(self) -> ir.Expr:
        chance = self.chance
        at = chance.random()
        if at < 0.5:
            return ir.Cell(chance.choice(self.cells))
        if at < 0.75:
            return ir.number(self.constant())
        if at < 0.85 and self.numbers:
            return ir.Ref(chance.choice(self.numbers))
        if at < 0.95 and self.rankings:
            return self.place()
        return ir.Undecided() if at > 0.99 else ir.Cell(chance.choice(self.cells))

    def halved(self, value: ir.Expr) -> ir.Expr:
        """Often a number of halves of the last digit more, where roundings differ."""
        if self.chance.random() < 0.5:
            return value
        half = Fraction(self.chance.randint(-3, 3), 2 * 10**self.digits)
        return ir.Arith(ArithOp.ADD, (ir.Round(value), ir.number(half)))

    def place(self) -> ir.Expr:
        """Guarded: only who is ranked has a place."""
        ranking, among = self.chance.choice(self.rankings)
        view = ir.Place(ranking, self.chance.choice(tuple(PlaceView)))
        if self.chance.random() < 0.3:
            places, one = ir.Place(ranking, PlaceView.PLACES), ir.number(1)
            above, below = (ir.Arith(ArithOp.SUB, (part, one)) for part in (view, places))
            alone = ir.Compare(CompareOp.EQ, ir.Place(ranking, PlaceView.TIED), ir.Place(ranking, PlaceView.UNITS))
            ladder = ir.Choose((ir.Branch(alone, one),), ir.Arith(ArithOp.DIV, (above, below)))
            return ir.Choose((ir.Branch(ir.Ref(among), ladder),), ir.ZERO)
        return ir.Choose((ir.Branch(ir.Ref(among), view),), ir.number(self.constant()))

    def population(self) -> ir.Expr:
        among = ir.TRUE if self.chance.random() < 0.5 else self.truth(0)
        return ir.Population(self.chance.choice(tuple(Aggregate)), self.leaf(), among)

    # Truths

    def truth(self, depth: int) -> ir.Expr:
        chance = self.chance
        if depth == 0:
            match chance.randrange(7):
                case 0:
                    return ir.Cell(chance.choice(TRUTHS))
                case 1:
                    return ir.OptionIs(OPTION, chance.choice((*OPTIONS, "丙等")))
                case 2:
                    return ir.Member(frozenset(chance.sample(NAMES, 3)))
                case 3:
                    return ir.IsBlank(tuple(chance.sample((*self.cells, *TRUTHS, OPTION), chance.randint(1, 2))))
                case 4 if self.truths:
                    return ir.Ref(chance.choice(self.truths))
                case 5:
                    return ir.Const(chance.random() < 0.5)
                case _:
                    return self.compare(0)
        below = depth - 1
        match chance.randrange(8):
            case 0 | 1 | 2 | 3:
                return self.compare(below)
            case 4:
                return ir.negate(self.truth(below))
            case 5 | 6:
                parts = tuple(self.truth(below) for _ in range(chance.randint(2, 3)))
                return ir.Logic(chance.choice((LogicOp.AND, LogicOp.OR)), parts)
            case _:
                return ir.Choose((ir.Branch(self.truth(below), self.truth(below)),), self.truth(below))

    def compare(self, depth: int) -> ir.Expr:
        """A cell and a number that cells hold, one value come by two ways, or any two."""
        chance = self.chance
        at = chance.random()
        left: ir.Expr
        right: ir.Expr
        if at < 0.5:
            left, right = ir.Cell(chance.choice(NUMBERS[:3])), ir.number(chance.choice(self.near))
        elif at < 0.82:
            left, more = self.number(depth), ir.number(self.constant())
            right = ir.Arith(ArithOp.SUB, (ir.Arith(ArithOp.ADD, (left, more)), more))
        else:
            left, right = self.number(depth), self.number(depth)
        self.labels += 1
        sides = (
            ir.Labelled(Label(BOUNDARY, f"{self.labels}{side}"), one) for side, one in (("左", left), ("右", right))
        )
        return ir.Compare(chance.choice(tuple(CompareOp)), *sides)

    # Definitions

    def rank(self, name: str) -> None:
        among = self.define(f"入:{name}", ir.TRUE if self.chance.random() < 0.5 else self.truth(1))
        self.truths.append(among)
        key: ir.Expr = ir.Cell(self.chance.choice(self.cells))
        if self.chance.random() < 0.5:
            key = ir.Arith(ArithOp.DIV, (key, ir.Cell("件数")))
            if self.chance.random() < 0.5:
                key = ir.IfZeroDivisor(key, ir.ZERO)
        elif self.chance.random() < 0.5:
            key = self.number(1)
        ties = self.chance.choice(tuple(Ties))
        self.define(name, ir.Ranking(key, ir.Ref(among), self.chance.random() < 0.5, ties))
        self.rankings.append((name, among))

    def points(self) -> ir.Expr:
        """What an item gives: often held between two ends, sometimes struck."""
        body = self.labelled("项", self.number(self.chance.choice((2, 2, 3))))
        if self.truths and self.chance.random() < 0.5:
            body = ir.Choose((ir.Branch(ir.Ref(self.chance.choice(self.truths)), ir.ZERO),), body)
        if self.chance.random() < 0.3:
            body = ir.Clamp(body, Fraction(0), abs(self.constant()))
        return ir.Round(self.halved(body))


def scheme(seed: int) -> tuple[Program, tuple[Fraction, ...]]:
    """A program, and the numbers at which it compares."""
    chance = random.Random(f"scheme {seed}")
    digits, rounding = chance.randint(0, 4), chance.choice(tuple(Rounding))
    dens = (1, 1, 2, 4, 2 * 10**digits)
    near = [Fraction(chance.randint(-3, 12), chance.choice(dens)) for _ in range(2)] + [Fraction(0)]
    year = None
    if chance.random() < 0.5:
        maker = Maker(chance, digits, near, (SUM, SUM, "年终测评", *NUMBERS))
        year = replace(_program(maker, rounding, YEARLY), period_sum=SUM)
    program = _program(Maker(chance, digits, near), rounding, MEASURES)
    return replace(program, cycle=Cycle.QUARTERLY, periodic=True, year=year), tuple(near)


def _scored(chance: random.Random) -> frozenset[str] | AllBut | None:
    """Draw the units to which an item gives a score: all, some, or all but some."""
    share = chance.random()
    if share >= 0.25:
        return None
    units = frozenset(chance.sample(NAMES, 4))
    return AllBut(units) if share < 0.08 else units


def _program(maker: Maker, rounding: Rounding, measures: tuple[Measure, ...]) -> Program:
    chance = maker.chance
    for at in range(chance.choice((0, 1, 1, 2))):
        maker.rank(f"排{at}")
    if chance.random() < 0.6:
        maker.truths.append(maker.define(VOID, maker.truth(2)))
    items, sections, gained = [], [], []
    for part in range(chance.choice((1, 1, 2))):
        names = []
        for at in range(chance.choice((1, 1, 2))):
            name = maker.define(f"项:{part}/{at}", maker.points())
            maker.numbers.append(name)
            names.append(name)
            items.append(Item(f"{part}/{at}", name, _scored(chance)))
        summed = ir.add(*(_applied(item) for item in items if item.definition in names))
        name = maker.define(f"节:{part}", ir.Round(ir.Clamp(summed, None, Fraction(chance.randint(5, 20)))))
        role = chance.choice(tuple(Role))
        sections.append(Section(str(part), role, name))
        gained.append(ir.Arith(ArithOp.SUB, (ir.ZERO, ir.Ref(name))) if role is Role.DEDUCTION else ir.Ref(name))
    total = maker.define("总分", ir.Round(ir.add(*gained)))
    rank = grade = None
    if chance.random() < 0.8:
        ranking = ir.Ranking(ir.Ref(total), ir.TRUE, chance.random() < 0.8, chance.choice(tuple(Ties)))
        maker.define("名次:排名", ranking)
        rank = maker.define("名次", ir.Place("名次:排名", PlaceView.PLACE))
        maker.rankings.append(("名次:排名", maker.define("入:名次", ir.TRUE)))
    if chance.random() < 0.8:
        grade = maker.define("等次", _index(maker, total, (0, 1), 2))
    honours = []
    for mention in ("表彰", "通报")[: chance.randint(0, 2)]:
        honours.append(Honour(mention, ("先进", "进步"), maker.define(mention, _index(maker, total, (0, 1), -1))))
    return Program(
        "示例", "附件1", maker.digits, rounding, measures, tuple(maker.definitions), tuple(items), tuple(sections),
        total, rank, grade, GRADES, honours=tuple(honours),
    )  # fmt: skip


def _applied(item: Item) -> ir.Expr:
    """An item's part of a sum: nothing where it does not apply."""
    found = ir.Ref(item.definition)
    match item.units:
        case None:
            return found
        case AllBut(units):
            return ir.Choose((ir.Branch(ir.Member(units), ir.ZERO),), found)
        case units:
            return ir.Choose((ir.Branch(ir.Member(units), found),), ir.ZERO)


def _index(maker: Maker, total: str, indexes: tuple[int, ...], otherwise: int) -> ir.Expr:
    """The first of the indexes whose condition holds, of the total or of anything."""
    branches = []
    for index in indexes:
        if maker.chance.random() < 0.6:
            op = maker.chance.choice(tuple(CompareOp))
            maker.labels += 1
            sides = (Label(BOUNDARY, f"{maker.labels}左"), Label(BOUNDARY, f"{maker.labels}右"))
            bound = ir.number(maker.chance.choice(maker.near))
            when: ir.Expr = ir.Compare(op, ir.Labelled(sides[0], ir.Ref(total)), ir.Labelled(sides[1], bound))
        else:
            when = maker.truth(1)
        branches.append(ir.Branch(when, ir.number(index)))
    return ir.Choose(tuple(branches), ir.number(otherwise))
