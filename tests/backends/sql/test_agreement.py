"""Every SQL engine gives what the interpreter gives, cell for cell."""

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import pytest

from creditdsl.backends import periods
from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.outcome import Outcome, Pending, UnitData
from creditdsl.ir.program import Program
from creditdsl.ir.types import Choice, Count, Mark, Truth, Type
from creditdsl.scoring.compiled_scheme import load_scheme
from tests.published_tables import SCHEMES, WITH_MARK_SETS, by_name


def printed(outcome: Outcome) -> list[Any]:
    """Everything that is printed of each unit; what waits is one thing, whatever it waits for."""

    def shown(value: object) -> object:
        return "待定" if isinstance(value, Pending) else value

    return [
        (
            (unit.unit, unit.period),
            {ref: shown(value) for ref, value in unit.items.items()},
            {ref: shown(value) for ref, value in unit.sections.items()},
            shown(unit.total),
            (unit.rank, unit.grade, dict(unit.honours)),
        )
        for unit in outcome.units
    ]


def agree(program: Program, rows: Sequence[UnitData], engine: Engine) -> None:
    assert printed(periods.score(program, rows, engine)) == printed(periods.score(program, rows, interpret))


def one_table(text: str) -> Program:
    compilation = compile_source(Source("示例", text))
    assert not compilation.failed, [diagnostic.message for diagnostic in compilation.diagnostics]
    (table,) = compilation.tables.values()
    return table.program


@pytest.mark.parametrize(("scheme", "stem"), by_name(WITH_MARK_SETS))
def test_the_vectors_of_every_scheme(scheme: str, stem: str, sql_engine: Engine) -> None:
    _, compilation = load_scheme(str(SCHEMES / scheme / "scheme.credit"))
    program = compilation.tables[stem.partition("-")[0]].program
    reading = read_units([SCHEMES / scheme / "data" / f"{stem}.csv"], program.data_measures, program.periodic)
    agree(program, reading.units, sql_engine)


def programs() -> Iterator[Any]:
    for path in sorted(SCHEMES.glob("*/scheme.credit")):
        for name, table in load_scheme(str(path))[1].tables.items():
            yield pytest.param(table.program, id=f"{path.parent.name}-{name}")


def cell(kind: Type, chance: random.Random) -> Fraction | bool | str:
    """Often zero, a bound, or what another unit has."""
    match kind:
        case Truth():
            return chance.random() < 0.5
        case Choice(options=options):
            return chance.choice([*options, "无"])
        case Mark(low=low, high=high):
            return low + (high - low) * Fraction(chance.randint(0, 4), 4)
        case Count(high=high):
            return Fraction(chance.choice([0, 1, 5, int(high or 100)]))
        case _:
            return Fraction(chance.choice([0, 1, 60, 95, 100, -3]), chance.choice([1, 10, 100]))


def table_of(program: Program, size: int, blank: int, chance: random.Random) -> list[UnitData]:
    """Units that items name and others; `blank` in a hundred cells are."""
    named = sorted({unit for item in program.items for unit in item.units or ()})
    names = chance.sample([*named, *(f"单位{at}" for at in range(size))], size)
    return [
        UnitData(name, {m.name: cell(m.type, chance) for m in program.measures if chance.randrange(100) >= blank})
        for name in names
    ]


@pytest.mark.parametrize(("size", "blank"), [(0, 0), (1, 0), (2, 30), (9, 0), (9, 3)])
@pytest.mark.parametrize("program", list(programs()))
def test_tables_with_blanks_zeros_and_ties(program: Program, size: int, blank: int, quick_engine: Engine) -> None:
    rows = table_of(program, size, blank, random.Random(f"{program.scheme} {size} {blank}"))
    assert printed(quick_engine(program, rows)) == printed(interpret(program, rows))


@pytest.mark.parametrize("size", [13, 33, 81, 101, 161, 1601])
def test_sizes_at_which_ladders_stand_on_half_a_cent(size: int, sql_engine: Engine) -> None:
    program = one_table(
        "附件1\n一、考核（16分）\n  件数 排名赋分 最多7.5 最少0\n  条数 排名赋分 最多5 最少1\n"
        "  例数 排名赋分 并列占位 最多3 最少1\n"
    )
    rows = [
        UnitData(str(at), {"件数": Fraction(at), "条数": Fraction(at * 7 % size), "例数": Fraction(at * 5 % size)})
        for at in range(size)
    ]
    agree(program, rows, sql_engine)


def test_ratios_are_ranked_exactly(sql_engine: Engine) -> None:
    """Neighbours that differ by one part in a thousand million million, and equal ones written apart."""
    program = one_table("附件1\n数据\n  率 = 正确 ÷ 全部\n一、考核（9分）\n  率 排名赋分 最多9 最少1\n")
    pairs = [(10**8 - 1, 10**8), (10**8 - 2, 10**8 - 1), (1, 2), (3, 6), (2 * 10**8 - 2, 2 * 10**8), (0, 7)]
    rows = [UnitData(str(at), {"正确": Fraction(a), "全部": Fraction(b)}) for at, (a, b) in enumerate(pairs)]
    agree(program, rows, sql_engine)


def test_zero_denominators(sql_engine: Engine) -> None:
    program = one_table(
        "附件1\n数据\n  率 = 正确 ÷ 全部\n一、考核（20分）\n1. 甲（10分）\n  率 90%以上 得10 50%以上 得5 其余 不得分\n"
        "2. 乙（10分）\n  得 正确÷全部×5 分母为零 得3\n"
    )
    cells = [(9, 10), (0, 0), (3, 0), (1, 2)]
    rows = [UnitData(str(at), {"正确": Fraction(a), "全部": Fraction(b)}) for at, (a, b) in enumerate(cells)]
    agree(program, rows, sql_engine)


def test_names_are_never_read_as_sql(sql_engine: Engine) -> None:
    program = one_table("附件1\n一、考核（5分）\n适用：甲'; DROP TABLE cells; --、乙\\\n  件数 排名赋分 最多5 最少1\n")
    units = next(item.units for item in program.items)
    rows = [UnitData(name, {"件数": Fraction(at)}) for at, name in enumerate([*sorted(units or ()), '丙"`'])]
    agree(program, rows, sql_engine)


def test_numbers_of_any_length(sql_engine: Engine) -> None:
    """Past 64 bits the query counts in 38 digits."""
    program = one_table(
        "附件1\n数据\n  额：金额\n一、考核（5分）\n  额 1以上 得5 其余 不得分\n  额 排名赋分 最多5 最少1\n"
    )
    rows = [UnitData(str(at), {"额": Fraction(10**20 + at % 3, 1000) * (-1) ** at}) for at in range(7)]
    agree(program, rows, sql_engine)
