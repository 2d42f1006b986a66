"""The query as it grows: columns in waves, each wave a CTE that reads the one before.

Receives expressions and asks for them as columns; promises one SELECT in which every column is
computed once, of columns of earlier waves only, and no wave carries what no later one reads. Rankings and
populations are CTEs of their own over a wave, joined to make the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from creditdsl.backends.sql.cells import CELLS
from creditdsl.backends.sql.whole import Flag, Whole, cast, column, taken, width_of


@dataclass(slots=True)
class _Wave:
    """columns: by name. before: CTEs that read the wave before and are joined to make this one.

    totals: those of one row, which are joined together.
    """

    columns: dict[str, exp.Expr] = field(default_factory=dict)
    before: list[tuple[str, exp.Select]] = field(default_factory=list)
    joins: list[exp.Join] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)


class Query:
    """partition: the columns (of the period) within which units are ranked."""

    def __init__(self, partition: Sequence[str] = ()) -> None:
        self.partition = tuple(partition)
        self._waves: list[_Wave] = []
        self._shared: dict[exp.Expr, Whole | Flag] = {}
        self._count = 0

    def name(self, stem: str) -> str:
        """A name that nothing else has."""
        self._count += 1
        return f"{stem}{self._count}"

    def share(self, part: Whole) -> Whole:
        """The same number as a column, unless it is too small to be worth one."""
        if part.light:
            return part
        return self.column(part)

    def column(self, part: Whole) -> Whole:
        found = self._shared.get(part.sql)
        if not isinstance(found, Whole):
            narrow = width_of(part.reach)
            name, key = self.name("c"), part.sql.copy()
            self._wave(part.level).columns[name] = cast(taken(part), narrow) if narrow < part.width else taken(part)
            found = self._shared[key] = column(name, part.low, part.high, narrow, part.level + 1)
        return found

    def share_flag(self, flag: Flag) -> Flag:
        if flag.light:
            return flag
        found = self._shared.get(flag.sql)
        if not isinstance(found, Flag):
            name, key = self.name("c"), flag.sql.copy()
            self._wave(flag.level).columns[name] = taken(flag)
            found = self._shared[key] = Flag(exp.column(name), None, flag.level + 1)
        return found

    def over(self, level: int, name: str, select: exp.Select) -> None:
        """A CTE that is joined to wave `level` to make the next."""
        self._wave(level).before.append((name, select))

    def join(self, level: int, name: str, on: exp.Expr, *, outer: bool) -> None:
        join = exp.Join(this=exp.to_table(name), on=on)
        if outer:
            join.set("side", "LEFT")
        self._wave(level).joins.append(join)

    def beside(self, level: int, name: str) -> None:
        """Join a CTE of one row."""
        self._wave(level).totals.append(name)

    def joined(self, level: int, sql: exp.Expr, low: int, high: int) -> Whole:
        """A column of the wave after `level`, made of what is joined there."""
        name = self.name("c")
        self._wave(level).columns[name] = sql
        return column(name, low, high, width_of(max(abs(low), abs(high))), level + 1)

    @staticmethod
    def relation(level: int) -> str:
        return CELLS if level == 0 else f"w{level}"

    def _totals(self, wave: _Wave) -> list[exp.Join]:
        """One join of all the totals: rows are many, and each join passes them all on."""
        if len(wave.totals) > 1:
            first, *rest = wave.totals
            together = exp.select("*").from_(first)
            together.set("joins", [exp.Join(this=exp.to_table(name), kind="CROSS") for name in rest])
            wave.totals = [f"j{self.name('s')}"]
            wave.before.append((wave.totals[0], together))
        return [exp.Join(this=exp.to_table(name), kind="CROSS") for name in wave.totals]

    def _wave(self, level: int) -> _Wave:
        while len(self._waves) <= level:
            self._waves.append(_Wave())
        return self._waves[level]

    def select(self, results: Sequence[tuple[str, exp.Expr]], cells: exp.Select | None) -> exp.Select:
        """results: alias and expression over the last wave. cells: wave 0 where it is no table."""
        last = exp.select(*(_alias(sql, name) for name, sql in results)).from_(self.relation(len(self._waves)))
        needed = set().union(*(_read(sql) for _, sql in results))
        ctes: list[tuple[str, exp.Select]] = []
        for level in range(len(self._waves), 0, -1):
            wave = self._waves[level - 1]
            made = {name: sql for name, sql in wave.columns.items() if name in needed}
            passed = sorted(needed - made.keys(), key=_order)
            select = exp.Select(
                expressions=[*map(exp.column, passed), *(_alias(sql, name) for name, sql in made.items())]
            )
            select = select.from_(self.relation(level - 1), copy=False)
            select.set("joins", wave.joins + self._totals(wave))
            needed = set(passed).union(*map(_read, made.values()), *(_read(join) for join in wave.joins))
            for _, before in wave.before:
                needed |= _read(before)
            needed = {name for name in needed if not name.startswith("j")}
            ctes += [(self.relation(level), select), *reversed(wave.before)]
        if cells is not None:
            ctes.append((CELLS, cells))
        for name, select in reversed(ctes):
            last = last.with_(name, as_=select, copy=False)
        return last


def _alias(sql: exp.Expr, name: str) -> exp.Expr:
    return exp.Alias(this=sql, alias=exp.to_identifier(name, quoted=not name.isascii()))


def _read(sql: exp.Expr) -> set[str]:
    return {one.name for one in sql.find_all(exp.Column)}


def _order(name: str) -> tuple[str, int]:
    return name[:1], int(name[1:] or 0)
