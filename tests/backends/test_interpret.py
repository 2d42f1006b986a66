"""The reference engine on small programs built by hand: every node, every option, and what waits for what."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from creditdsl.backends.interpret import interpret
from creditdsl.base.exact import Rounding
from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import Aggregate, ArithOp, CompareOp, LogicOp, PlaceView, Stepping, Ties
from creditdsl.ir.outcome import Fault, Outcome, Pending, UnitData, Value
from creditdsl.ir.program import Definition, Item, Measure, Program, Role, Section
from creditdsl.ir.types import Mark, Number

A, B, C = ir.Cell("甲"), ir.Cell("乙"), ir.Cell("丙")
Row = Mapping[str, int | Fraction | bool]


def n(value: int | str | Fraction) -> ir.Const:
    return ir.Const(Fraction(value))


def run(
    *definitions: tuple[str, ir.Expr | ir.Ranking],
    units: Sequence[Row],
    digits: int = 2,
    rounding: Rounding = Rounding.HALF_UP,
    measures: Sequence[Measure] = (),
    grade: str | None = None,
) -> Outcome:
    """Evaluate definitions; the last is the total (or, with a grade, the one before)."""
    total = definitions[-1][0] if grade is None else "总分"
    last = definitions[-1][1]
    program = Program(
        scheme="示例",
        table="附件1",
        digits=digits,
        rounding=rounding,
        measures=(*measures, *(Measure(cell, Number(), required=False) for cell in "甲乙丙" if not measures)),
        definitions=tuple(Definition(name, body) for name, body in definitions),
        items=(Item("一", total),),
        sections=(Section("一", Role.BASE, total),),
        total=total,
        rank=total if not isinstance(last, ir.Ranking) else "",
        grade=grade,
        grade_names=("优秀", "较差") if grade else (),
    )
    data = [
        UnitData(f"单位{i}", {k: v if isinstance(v, bool) else Fraction(v) for k, v in row.items()})
        for i, row in enumerate(units, 1)
    ]
    return interpret(program, data)


Plain = Fraction | bool | frozenset[str]
"""A value; of one that is pending, the cells it waits for."""


def plain(value: Value) -> Plain:
    return value.waits_for if isinstance(value, Pending) else value


def values(body: ir.Expr, units: Sequence[Row], *before: tuple[str, ir.Expr | ir.Ranking]) -> list[Plain]:
    """The expression for every unit, behind definitions it refers to; it may be of any type."""
    outcome = run(*before, ("值", body), ("总", n(0)), units=units)
    return [plain(unit.values["值"]) for unit in outcome.units]


def value(body: ir.Expr, **cells: int | Fraction | bool) -> Plain:
    (only,) = values(body, [cells])
    return only


def totals(outcome: Outcome) -> list[Plain]:
    return [plain(unit.total) for unit in outcome.units]


def waits(*names: str) -> frozenset[str]:
    return frozenset(names)


class TestLeaves:
    def test_constants(self) -> None:
        assert value(n("7.5")) == Fraction(15, 2)
        assert value(ir.TRUE) is True

    def test_cells(self) -> None:
        assert value(A, 甲=3) == 3
        assert value(A, 甲=False) is False

    def test_a_blank_cell_is_pending_and_a_fault_of_its_unit(self) -> None:
        outcome = run(("值", A), units=[{"甲": 1}, {}])
        assert totals(outcome) == [1, waits("甲")]
        assert outcome.faults == (Fault("单位2", ("甲",)),)

    def test_a_fault_is_said_once_a_unit(self) -> None:
        outcome = run(("一", A), ("值", ir.add(A, A, ir.Ref("一"))), units=[{}, {}])
        assert outcome.faults == (Fault("单位1", ("甲",)), Fault("单位2", ("甲",)))

    def test_references(self) -> None:
        assert values(ir.add(ir.Ref("一"), ir.Ref("一")), [{"甲": 2}], ("一", A)) == [4]

    def test_labels_record_what_was_evaluated(self) -> None:
        one, two = ir.Label("一#1", "case1"), ir.Label("一#1", "rest")
        body = ir.Choose((ir.Branch(A, ir.Labelled(one, n(5))),), ir.Labelled(two, n(1)))
        outcome = run(("值", body), units=[{"甲": True}, {"甲": False}, {}])
        assert [dict(unit.trace) for unit in outcome.units] == [{one: 5}, {two: 1}, {}]


class TestArithmetic:
    @pytest.mark.parametrize(
        ("op", "expected"),
        [
            (ArithOp.ADD, Fraction(15, 2)),
            (ArithOp.SUB, Fraction(1, 2)),
            (ArithOp.MUL, 12),
            (ArithOp.DIV, Fraction(4, 3)),
            (ArithOp.MIN, Fraction(3, 2)),
            (ArithOp.MAX, 4),
        ],
    )
    def test_from_left_to_right(self, op: ArithOp, expected: Fraction) -> None:
        assert value(ir.Arith(op, (A, B, C)), 甲=4, 乙=2, 丙=Fraction(3, 2)) == expected

    @pytest.mark.parametrize("op", [op for op in ArithOp if op is not ArithOp.DIV])
    def test_of_one_part(self, op: ArithOp) -> None:
        assert value(ir.Arith(op, (A,)), 甲=-4) == -4

    @pytest.mark.parametrize("op", [op for op in ArithOp if op is not ArithOp.DIV])
    def test_waits_for_every_blank_part(self, op: ArithOp) -> None:
        assert value(ir.Arith(op, (A, B, C)), 乙=1) == waits("甲", "丙")

    def test_zero_denominator_is_a_fault_with_its_cells(self) -> None:
        outcome = run(("值", ir.Arith(ArithOp.DIV, (n(0), ir.add(A, B)))), units=[{"甲": 1, "乙": -1}])
        assert totals(outcome)[0] == waits("甲", "乙")
        assert outcome.faults == (Fault("单位1", ("甲", "乙"), True),)

    def test_zero_denominator_that_is_derived_names_the_cells_behind_it(self) -> None:
        below = ir.Arith(ArithOp.MUL, (ir.Labelled(ir.Label("一", "x"), A), ir.Ref("一")))
        outcome = run(("一", ir.add(A, B)), ("值", ir.Arith(ArithOp.DIV, (n(1), below))), units=[{"甲": 0, "乙": 3}])
        assert outcome.faults == (Fault("单位1", ("甲", "乙"), True),)

    def test_zero_constant_denominator(self) -> None:
        outcome = run(("值", ir.Arith(ArithOp.DIV, (n(1), n(0)))), units=[{}])
        assert totals(outcome)[0] == waits()
        assert outcome.faults == (Fault("单位1", (), True),)

    def test_division_waits(self) -> None:
        quotient = ir.Arith(ArithOp.DIV, (A, B, C))
        assert value(quotient, 甲=1, 丙=2) == waits("乙")
        assert value(quotient, 乙=1, 丙=2) == waits("甲")
        assert value(quotient, 乙=1) == waits("甲", "丙")

    def test_an_unknown_numerator_hides_no_zero_denominator(self) -> None:
        outcome = run(("值", ir.Arith(ArithOp.DIV, (A, B))), units=[{"乙": 0}])
        assert set(outcome.faults) == {Fault("单位1", ("甲",)), Fault("单位1", ("乙",), True)}

    def test_is_exact(self) -> None:
        third = ir.Arith(ArithOp.DIV, (A, n(3)))
        assert value(ir.Arith(ArithOp.MUL, (third, n(3))), 甲=1) == 1


class TestComparison:
    @pytest.mark.parametrize(
        ("op", "below", "equal", "above"),
        [
            (CompareOp.EQ, False, True, False),
            (CompareOp.LT, True, False, False),
            (CompareOp.LE, True, True, False),
            (CompareOp.GT, False, False, True),
            (CompareOp.GE, False, True, True),
        ],
    )
    def test_at_the_number(self, op: CompareOp, below: bool, equal: bool, above: bool) -> None:
        found = values(ir.Compare(op, A, n(5)), [{"甲": Fraction(499, 100)}, {"甲": 5}, {"甲": Fraction(501, 100)}])
        assert found == [below, equal, above]

    def test_waits(self) -> None:
        compare = ir.Compare(CompareOp.GE, A, B)
        assert value(compare, 甲=1) == waits("乙")
        assert value(compare, 乙=1) == waits("甲")
        assert value(compare) == waits("甲", "乙")


class TestLogic:
    @pytest.mark.parametrize(
        ("op", "left", "right", "expected"),
        [
            (LogicOp.AND, True, True, True),
            (LogicOp.AND, True, False, False),
            (LogicOp.AND, False, True, False),
            (LogicOp.AND, False, False, False),
            (LogicOp.OR, True, True, True),
            (LogicOp.OR, True, False, True),
            (LogicOp.OR, False, True, True),
            (LogicOp.OR, False, False, False),
        ],
    )
    def test_known(self, op: LogicOp, left: bool, right: bool, expected: bool) -> None:
        assert value(ir.Logic(op, (A, B)), 甲=left, 乙=right) is expected

    @pytest.mark.parametrize(("op", "deciding"), [(LogicOp.AND, False), (LogicOp.OR, True)])
    def test_one_part_may_decide_whatever_is_blank(self, op: LogicOp, deciding: bool) -> None:
        both = ir.Logic(op, (A, B, C))
        assert value(both, 乙=deciding) is deciding
        assert value(both, 丙=deciding, 乙=not deciding) is deciding
        assert value(both, 乙=not deciding) == waits("甲", "丙")

    @pytest.mark.parametrize(("op", "deciding"), [(LogicOp.AND, False), (LogicOp.OR, True)])
    def test_what_stands_behind_the_deciding_part_is_not_asked_for(self, op: LogicOp, deciding: bool) -> None:
        chosen = ir.Choose((ir.Branch(ir.Logic(op, (A, B)), n(1)),), n(0))
        outcome = run(("值", chosen), units=[{"甲": deciding}])
        assert outcome.faults == ()

    def test_not(self) -> None:
        assert [value(ir.negate(A), 甲=True), value(ir.negate(A), 甲=False)] == [False, True]
        assert value(ir.negate(A)) == waits("甲")


class TestChoose:
    BODY = ir.Choose((ir.Branch(A, n(5)), ir.Branch(B, C)), n(1))

    def test_first_branch_that_holds(self) -> None:
        found = values(
            self.BODY, [{"甲": True, "乙": True}, {"甲": False, "乙": True, "丙": 3}, {"甲": False, "乙": False}]
        )
        assert found == [5, 3, 1]

    def test_only_the_branch_taken_is_asked_for(self) -> None:
        outcome = run(("值", self.BODY), units=[{"甲": True}, {"甲": False, "乙": False}])
        assert outcome.faults == ()

    def test_waits_for_the_condition_or_the_branch(self) -> None:
        assert value(self.BODY, 乙=True, 丙=3) == waits("甲")
        assert value(self.BODY, 甲=False) == waits("乙")
        assert value(self.BODY, 甲=False, 乙=True) == waits("丙")


class TestSteps:
    @pytest.mark.parametrize(
        ("stepping", "counts"),
        [
            (Stepping.WHOLE, [0, 0, 0, 1, 1, 2]),
            (Stepping.STARTED, [0, 0, 1, 1, 2, 2]),
            (Stepping.PROPORTIONAL, [0, 0, Fraction(4, 5), 1, Fraction(9, 5), 2]),
        ],
    )
    def test_remainders(self, stepping: Stepping, counts: list[Fraction]) -> None:
        steps = ir.Steps(A, Fraction(5), stepping)
        assert values(steps, [{"甲": number} for number in (-7, 0, 4, 5, 9, 10)]) == counts

    def test_fractional_size(self) -> None:
        steps = ir.Steps(A, Fraction(1, 100), Stepping.WHOLE)
        assert values(steps, [{"甲": Fraction(29, 1000)}, {"甲": Fraction(3, 100)}]) == [2, 3]

    def test_waits(self) -> None:
        assert value(ir.Steps(A, Fraction(5), Stepping.WHOLE)) == waits("甲")


class TestClampAndRound:
    @pytest.mark.parametrize(
        ("low", "high", "held"),
        [
            (0, 5, [0, 0, 3, 5, 5]),
            (None, 5, [-1, 0, 3, 5, 5]),
            (0, None, [0, 0, 3, 5, 9]),
            (None, None, [-1, 0, 3, 5, 9]),
        ],
    )
    def test_bounds(self, low: int | None, high: int | None, held: list[int]) -> None:
        bounds = (None if low is None else Fraction(low), None if high is None else Fraction(high))
        assert values(ir.Clamp(A, *bounds), [{"甲": number} for number in (-1, 0, 3, 5, 9)]) == held

    def test_wait(self) -> None:
        assert value(ir.Clamp(A, Fraction(0), None)) == value(ir.Round(A)) == waits("甲")

    @pytest.mark.parametrize(
        ("text", "half_up", "half_even"),
        [
            ("1.004", "1.00", "1.00"),
            ("1.005", "1.01", "1.00"),
            ("1.0050001", "1.01", "1.01"),
            ("1.015", "1.02", "1.02"),
            ("1.025", "1.03", "1.02"),
            ("-1.005", "-1.01", "-1.00"),
            ("-1.015", "-1.02", "-1.02"),
            ("-0.004", "0", "0"),
            ("2.675", "2.68", "2.68"),
        ],
    )
    def test_half_a_cent(self, text: str, half_up: str, half_even: str) -> None:
        row = {"甲": Fraction(text)}
        for rounding, expected in ((Rounding.HALF_UP, half_up), (Rounding.HALF_EVEN, half_even)):
            outcome = run(("值", ir.Round(A)), units=[row], rounding=rounding)
            assert outcome.units[0].total == Fraction(expected)

    @pytest.mark.parametrize(("digits", "expected"), [(0, "3"), (1, "2.5"), (6, "2.5")])
    def test_digits(self, digits: int, expected: str) -> None:
        outcome = run(("值", ir.Round(A)), units=[{"甲": Fraction(5, 2)}], digits=digits)
        assert outcome.units[0].total == Fraction(expected)


def ranking(among: ir.Expr = ir.TRUE, descending: bool = True, ties: Ties = Ties.DENSE) -> tuple[str, ir.Ranking]:
    return "排名", ir.Ranking(A, among, descending, ties)


def view(which: PlaceView, units: Sequence[Row], *, among: ir.Expr = ir.TRUE, **options: object) -> list[Plain]:
    place = ir.Choose((ir.Branch(among, ir.Place("排名", which)),), n(-1)) if among != ir.TRUE else None
    return values(place or ir.Place("排名", which), units, ranking(among, **options))  # type: ignore[arg-type]


class TestRanking:
    UNITS: Sequence[Row] = [{"甲": number} for number in (20, 30, 10, 30, 10, 10)]

    @pytest.mark.parametrize(
        ("ties", "places", "used"),
        [(Ties.DENSE, [2, 1, 3, 1, 3, 3], 3), (Ties.COMPETITION, [3, 1, 4, 1, 4, 4], 6)],
    )
    def test_views_from_the_highest(self, ties: Ties, places: list[int], used: int) -> None:
        assert view(PlaceView.PLACE, self.UNITS, ties=ties) == places
        assert view(PlaceView.PLACES, self.UNITS, ties=ties) == [used] * 6
        assert view(PlaceView.UNITS, self.UNITS, ties=ties) == [6] * 6
        assert view(PlaceView.TIED, self.UNITS, ties=ties) == [1, 2, 3, 2, 3, 3]

    @pytest.mark.parametrize(
        ("ties", "places"), [(Ties.DENSE, [2, 3, 1, 3, 1, 1]), (Ties.COMPETITION, [4, 5, 1, 5, 1, 1])]
    )
    def test_from_the_lowest(self, ties: Ties, places: list[int]) -> None:
        assert view(PlaceView.PLACE, self.UNITS, ties=ties, descending=False) == places

    def test_only_those_among(self) -> None:
        among = ir.Compare(CompareOp.GT, A, n(10))
        assert view(PlaceView.PLACE, self.UNITS, among=among) == [2, 1, -1, 1, -1, -1]
        assert view(PlaceView.UNITS, self.UNITS, among=among, ties=Ties.COMPETITION) == [3, 3, -1, 3, -1, -1]

    def test_nobody_is_ranked(self) -> None:
        units: Sequence[Row] = [{"甲": 1}, {"甲": 2}]
        none = ir.Const(False)
        for which in PlaceView:
            assert values(ir.Place("排名", which), units, ranking(none)) == [0, 0]

    def test_one_unit(self) -> None:
        assert [view(which, [{"甲": 0}]) for which in PlaceView] == [[1], [1], [1], [1]]

    def test_a_pending_competitor_keeps_all_waiting(self) -> None:
        outcome = run(ranking(), ("值", ir.Place("排名", PlaceView.PLACE)), units=[{"甲": 1}, {}, {"甲": 2}])
        assert totals(outcome) == [waits("甲")] * 3
        assert [unit.rank for unit in outcome.units] == [None] * 3
        assert outcome.faults == (Fault("单位2", ("甲",)),)

    def test_who_is_among_may_wait_too(self) -> None:
        units: Sequence[Row] = [{"甲": 1, "乙": True}, {"甲": 2}, {"乙": False}]
        found = values(ir.Place("排名", PlaceView.PLACES), units, ranking(B))
        assert found == [waits("乙")] * 3

    def test_who_is_left_out_may_be_blank(self) -> None:
        units: Sequence[Row] = [{"甲": 1, "乙": True}, {"乙": False}]
        outcome = run(ranking(B), ("值", ir.Place("排名", PlaceView.PLACES)), units=units)
        assert totals(outcome) == [1, 1]
        assert outcome.faults == ()

    def test_a_ranking_of_derived_values_and_a_zero_denominator(self) -> None:
        below = ("比", ir.Arith(ArithOp.DIV, (A, B)))
        place = ("排名", ir.Ranking(ir.Ref("比"), ir.TRUE, True, Ties.DENSE))
        outcome = run(
            below, place, ("值", ir.Place("排名", PlaceView.PLACE)), units=[{"甲": 1, "乙": 2}, {"甲": 1, "乙": 0}]
        )
        assert totals(outcome) == [waits("乙")] * 2
        assert outcome.faults == (Fault("单位2", ("乙",), True),)


class TestPopulation:
    UNITS: Sequence[Row] = [{"甲": 4, "乙": True}, {"甲": 1, "乙": True}, {"甲": 10, "乙": False}]

    @pytest.mark.parametrize(
        ("op", "all_units", "some"),
        [
            (Aggregate.MAX, 10, 4),
            (Aggregate.MIN, 1, 1),
            (Aggregate.SUM, 15, 5),
            (Aggregate.MEAN, 5, Fraction(5, 2)),
        ],
    )
    def test_of_all_and_of_some(self, op: Aggregate, all_units: Fraction, some: Fraction) -> None:
        assert values(ir.Population(op, A, ir.TRUE), self.UNITS) == [all_units] * 3
        assert values(ir.Population(op, A, B), self.UNITS) == [some] * 3

    @pytest.mark.parametrize("op", Aggregate)
    def test_of_none_it_is_zero(self, op: Aggregate) -> None:
        assert values(ir.Population(op, A, ir.Const(False)), self.UNITS) == [0] * 3

    def test_waits_for_everyone_among(self) -> None:
        population = ir.Population(Aggregate.MAX, A, B)
        assert values(population, [{"甲": 4, "乙": True}, {"乙": True}]) == [waits("甲")] * 2
        assert values(population, [{"甲": 4, "乙": True}, {"甲": 9}]) == [waits("乙")] * 2
        assert values(population, [{"甲": 4, "乙": True}, {"乙": False}]) == [4, 4]

    def test_is_computed_once(self) -> None:
        labelled = ir.Labelled(ir.Label("一", "seen"), A)
        outcome = run(("值", ir.Population(Aggregate.SUM, labelled, ir.TRUE)), units=self.UNITS)
        assert totals(outcome) == [15] * 3


class TestOutcome:
    def test_a_cell_that_no_branch_asks_for_may_be_blank(self) -> None:
        measures = [
            Measure("甲", Number()),
            Measure("乙", Number()),
            Measure("丙", Mark(Fraction(0), Fraction(5)), required=False),
        ]
        outcome = run(("值", A), units=[{"甲": 1}, {"甲": 1, "乙": 2}], measures=measures)
        assert outcome.faults == ()
        assert totals(outcome) == [1, 1]

    def test_items_sections_total_rank_and_grade(self) -> None:
        outcome = run(
            ("总分", A), ("等次", ir.Choose((ir.Branch(B, n(0)),), n(1))), units=[{"甲": 3, "乙": False}], grade="等次"
        )
        (unit,) = outcome.units
        assert (unit.unit, dict(unit.items), dict(unit.sections), unit.total) == ("单位1", {"一": 3}, {"一": 3}, 3)
        assert (unit.rank, unit.grade) == (3, 1)

    def test_a_grade_may_wait(self) -> None:
        outcome = run(("总分", A), ("等次", ir.Choose((ir.Branch(B, n(0)),), n(1))), units=[{"甲": 3}], grade="等次")
        assert outcome.units[0].grade is None

    def test_no_units(self) -> None:
        outcome = run(ranking(), ("值", ir.Place("排名", PlaceView.PLACE)), units=[])
        assert (outcome.units, outcome.faults) == ((), ())

    def test_a_deep_expression_of_many_levels(self) -> None:
        body: ir.Expr = A
        for _ in range(100):
            body = ir.add(body, n(1))
        assert value(body, 甲=1) == 101
