"""The units' cells where they already stand in a table of the database.

Receives the table's columns and their types; promises how the cells are made of them, and one query that
asks how far each goes, so that the program is compiled for the data at hand. Floating columns are
refused: they do not hold the decimals that were written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlglot import exp

from creditdsl.backends.sql.cells import CELLS, PERIOD, UNIT, Cells, Column, Kind, measures_read
from creditdsl.backends.sql.whole import BIGINT, HUGE, INT, cast
from creditdsl.ir.program import Program

_INTEGERS = dict.fromkeys(("TINYINT", "SMALLINT", "INT", "INTEGER", "UTINYINT", "USMALLINT"), INT)
_INTEGERS |= {"BIGINT": BIGINT, "UINTEGER": BIGINT, "UBIGINT": HUGE, "HUGEINT": HUGE}
_DECIMALS, _WORDS, _TRUTHS = ("DECIMAL", "NUMERIC"), ("VARCHAR", "STRING", "TEXT", "ENUM"), ("BOOLEAN",)


class UnfitColumn(Exception):
    """A column of the table cannot hold what the measure asks for; type: as the database calls it."""

    def __init__(self, measure: str, type: str) -> None:
        super().__init__(measure, type)
        self.measure, self.type = measure, type


@dataclass(frozen=True, slots=True)
class Source:
    """columns: by measure, without their bounds. parts: what makes the cells, the unit first.

    partition: the period's column, within which units are ranked; empty where there are no periods.
    """

    columns: Mapping[str, Column]
    parts: tuple[exp.Expr, ...]
    partition: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return (UNIT, *self.partition)

    def select(self) -> exp.Select:
        """The cells, from a table that is yet to be named; of a year's rows none."""
        select = exp.select(*self.parts)
        return select.where(of_period(self.parts[1].this), copy=False) if self.partition else select

    def bounds(self) -> exp.Select:
        """How many rows there are, and of each column how many are filled, the least and the most."""
        parts: list[exp.Expr] = [exp.Count(this=exp.Star())]
        for one in self.columns.values():
            parts.append(exp.Count(this=exp.column(one.name)))
            if one.kind is Kind.NUMBER:
                parts += [exp.Min(this=exp.column(one.name)), exp.Max(this=exp.column(one.name))]
        return exp.select(*(exp.alias_(part, f"b{at}") for at, part in enumerate(parts))).from_(CELLS)

    def cells(self, found: Sequence[object]) -> Cells:
        """found: the one row that `bounds` gives."""
        rows, *values = (0 if value is None else int(str(value)) for value in found)
        columns: dict[str, Column] = {}
        for measure, one in self.columns.items():
            filled, *ends = values[: 3 if one.kind is Kind.NUMBER else 1]
            del values[: 1 + len(ends)]
            blank = filled < rows
            held = ends + ([0] if blank or not ends else [])
            columns[measure] = replace(one, low=min(held), high=max(held), blank=blank)
        return Cells(columns, rows)


def source(program: Program, types: Mapping[str, str], names: Mapping[str, str]) -> Source:
    """types: of the table's columns. names: the column of each measure that is called otherwise, and of
    the unit and the period under UNIT and PERIOD."""
    columns: dict[str, Column] = {}
    parts = [exp.alias_(exp.column(names.get(UNIT, "单位"), quoted=True), UNIT)]
    if program.periodic:
        parts.append(exp.alias_(exp.column(names.get(PERIOD, "期"), quoted=True), PERIOD))
    for at, (measure, kind) in enumerate(measures_read(program).items(), start=1):
        name = names.get(measure, measure)
        column = Column(f"m{at}", measure, kind)
        columns[measure], sql = _column(column, types.get(name, "").upper(), exp.column(name, quoted=True))
        parts.append(exp.alias_(sql, column.name))
    return Source(columns, tuple(parts), (PERIOD,) if program.periodic else ())


def of_period(period: exp.Expr) -> exp.Expr:
    """Whether a row is of a month or a quarter: 2023-01 or 2023Q1, not 2023."""
    return exp.GT(this=exp.Length(this=period.copy()), expression=exp.Literal.number(4))


def _column(column: Column, type: str, sql: exp.Expr) -> tuple[Column, exp.Expr]:
    """The measure's column of the cells, and how it is made of the table's."""
    name, _, digits = type.rstrip(")").partition("(")
    match column.kind:
        case Kind.TRUTH if name in _TRUTHS:
            return column, sql
        case Kind.WORD if name in _WORDS:
            return column, sql
        case Kind.TRUTH if name in _WORDS:
            return column, exp.EQ(this=sql, expression=exp.Literal.string("是"))
        case Kind.NUMBER if name in _DECIMALS and "," in digits:
            length, decimals = map(int, digits.split(","))
            den: int = 10**decimals
            number = exp.Mul(this=sql, expression=exp.Literal.number(den))
            return replace(column, den=den), cast(number, BIGINT if length < 19 else HUGE)
        case Kind.NUMBER if name in _INTEGERS:
            return column, cast(sql, _INTEGERS[name])
        case _:
            raise UnfitColumn(column.measure, type)
