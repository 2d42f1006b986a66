"""The query as it grows: columns in waves, each wave a CTE that reads the one before.

Receives expressions and asks for them as columns; promises one SELECT in which every column is
computed once, as early as what it reads is there, and no wave carries what no later one reads. Rankings
and totals are tables over a wave, joined to make the next; what is made of one of them alone is
computed there, once for each of its rows, which are few.

Worked example: how far each unit is below the greatest 3 · m1.

    column(m1 * 3)       becomes c1, level (0, 1): no join, first wave
    total(MAX(c1))       becomes a3, a table that reads wave w1; its columns have level (1, 0)
    column(a3 - c1)      becomes c4, level (1, 1): the first wave above one join

    WITH w1 AS (SELECT u, m1 * 3 AS c1 FROM cells),
         s2 AS (SELECT MAX(c1) AS a3 FROM w1),
         w2 AS (SELECT u, a3 - c1 AS c4 FROM w1 CROSS JOIN s2)
    SELECT u, c4 AS r1 FROM w2
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from creditdsl.backends.sql.cell_columns import CELLS
from creditdsl.backends.sql.whole import Flag, Whole, cast, column, taken, width_of

Level = tuple[int, int]
"""How many joins lie below a wave, and its place among those with as many; (0, 0) is the relation itself."""


@dataclass(slots=True)
class _Waves:
    """Columns upon a relation.

    `levels`: by column, the level of its wave; a column of the relation itself is not listed.
    """

    columns: dict[str, exp.Expr] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)

    def level(self, names: Iterable[str]) -> Level:
        """Return the first level at which all these columns are there."""
        return max((self.levels.get(name, (0, 0)) for name in names), default=(0, 0))

    def add(self, name: str, sql: exp.Expr) -> None:
        floor, wave = self.level(_read(sql))
        self.columns[name], self.levels[name] = sql, (floor, wave + 1)

    def select(self, level: Level, needed: set[str]) -> exp.Select:
        """Return a wave: its own columns, and those of earlier waves that are needed."""
        columns = {name: sql for name, sql in self.columns.items() if name in needed and self.levels[name] == level}
        passed = [exp.column(name) for name in sorted(needed - columns.keys(), key=_order)]
        return exp.Select(expressions=[*passed, *(_alias(sql, name) for name, sql in columns.items())])


@dataclass(slots=True)
class _Table:
    """A table that is joined to the rows.

    `level`: the wave of rows that it reads. `ctes`: the first reads those rows, each further one the one before.
    `on`: the join condition, None where the table has one row only. `waves`: columns made of its own.
    """

    level: Level
    ctes: list[tuple[str, exp.Select]]
    on: exp.Expr | None
    waves: _Waves = field(default_factory=_Waves)

    @property
    def name(self) -> str:
        return self.ctes[-1][0]

    def names(self) -> set[str]:
        return {*self.ctes[-1][1].named_selects, *self.waves.columns}

    def finished(self, needed: set[str]) -> tuple[list[tuple[str, exp.Select]], exp.Join]:
        """Return its CTEs and its join, reduced to the needed columns."""
        needed = (needed | _read(self.on)) & self.names()
        _, top = self.waves.level(needed)
        names, above = [self.name, *(f"{self.name}w{wave}" for wave in range(1, top + 1))], []
        for wave in range(top, 0, -1):
            select = self.waves.select((0, wave), needed).from_(names[wave - 1], copy=False)
            above.append((names[wave], select))
            needed = _read(select)
        join = exp.Join(this=exp.to_table(names[top]))
        if self.on is None:
            join.set("kind", "CROSS")
        else:
            join.set("side", "LEFT")
            join.set("on", self.on)
        return [*self.ctes, *reversed(above)], join


class Query:
    """The query as it grows. `partition`: the columns (of the period) within which units are ranked."""

    def __init__(self, partition: Sequence[str] = ()) -> None:
        self.partition = tuple(partition)
        self._rows = _Waves()
        self._tables: dict[str, _Table] = {}
        self._totals: dict[int, _Table] = {}
        """By the floor of the rows that they read."""
        self._homes: dict[str, _Table] = {}
        """The table of each column that is made of one table alone."""
        self._shared: dict[exp.Expr, Whole | Flag] = {}
        self._placed: dict[exp.Expr, str] = {}
        self._count = 0

    def name(self, stem: str) -> str:
        """Return a name that nothing else has."""
        self._count += 1
        return f"{stem}{self._count}"

    # Columns

    def share(self, part: Whole) -> Whole:
        """Return the same number as a column, unless it is too small to be worth one."""
        return part if part.light else self.column(part)

    def column(self, part: Whole) -> Whole:
        if isinstance(part.sql, exp.Column):
            return part
        shared = self._shared.get(part.sql)
        if not isinstance(shared, Whole):
            narrow = width_of(part.reach)
            key, sql = part.sql.copy(), taken(part)
            name = self._add(cast(sql, narrow) if narrow < part.width else sql)
            shared = self._shared[key] = column(name, part.low, part.high, narrow)
        return shared

    def share_flag(self, flag: Flag) -> Flag:
        if flag.light:
            return flag
        shared = self._shared.get(flag.sql)
        if not isinstance(shared, Flag):
            key = flag.sql.copy()
            shared = self._shared[key] = Flag(exp.column(self._add(taken(flag))))
        return shared

    def of_cells(self, part: Whole) -> bool:
        """Return whether only cells are read."""
        return self._there(_read(part.sql)) == (0, 0)

    def _add(self, sql: exp.Expr) -> str:
        """Add a column of the one table that it is made of, else of the rows; return its name.

        Parts that are made of another table alone become columns there first.
        """
        made_of: dict[int, set[str]] = {}
        for node in reversed(list(sql.walk())):  # a node comes behind its parts
            parts = list(node.iter_expressions())
            if isinstance(node, exp.Column):
                made_of[id(node)] = {self._home(node.name)}
            else:
                made_of[id(node)] = homes = set().union(*(made_of[id(part)] for part in parts))
                if len(homes) > 1:
                    for part in parts:
                        self._move(part, made_of)
        homes = made_of[id(sql)]
        return self._put(sql, homes.pop() if len(homes) == 1 else CELLS)

    def _there(self, names: Iterable[str]) -> Level:
        """Return the level that has all these columns; the wave that joins a table is the first with its columns."""
        floor, wave = self._rows.level(names)
        return (floor, max(wave, 1)) if floor else (floor, wave)

    def _home(self, name: str) -> str:
        home = self._homes.get(name)
        return CELLS if home is None else home.name

    def _move(self, part: exp.Expr, made_of: Mapping[int, set[str]]) -> None:
        homes = made_of[id(part)]
        if len(homes) != 1 or homes == {CELLS} or isinstance(part, exp.Column):
            return
        if isinstance(part, exp.If):  # WHEN … THEN … is no expression
            for operand in part.iter_expressions():
                self._move(operand, made_of)
        else:
            part.replace(exp.column(self._put(part.unnest().copy(), *homes)))

    def _put(self, sql: exp.Expr, home: str) -> str:
        name = self._placed.get(sql)
        if name is None:
            name = self._placed[sql.copy()] = self.name("c")
            if home == CELLS:
                self._rows.add(name, sql)
            else:
                table = self._tables[home]
                table.waves.add(name, sql)
                self._belong(name, table)
        return name

    def _belong(self, name: str, table: _Table) -> None:
        self._homes[name] = table
        self._rows.levels[name] = (table.level[0] + 1, 0)

    # Tables

    def join(self, ctes: Sequence[tuple[str, exp.Select]], on: exp.Expr | None) -> None:
        """Join CTEs to the rows; the first reads the rows, and the columns of the last may be used from then on.

        `on`: the condition that a row of the last belongs to a row; None where it has one row only.
        """
        joined = set(ctes[-1][1].named_selects)
        self._attach(self._there((_read(ctes[0][1]) | _read(on)) - joined), ctes, on)

    def _attach(self, level: Level, ctes: Sequence[tuple[str, exp.Select]], on: exp.Expr | None) -> _Table:
        table = _Table(level, list(ctes), on)
        self._tables[table.name] = table
        for name in table.names():
            self._belong(name, table)
        return table

    def total(self, sql: exp.Expr) -> exp.Expr:
        """Return an aggregate of all rows (of each period), as a column beside every row."""
        name = self._placed.get(sql)
        if name is None:
            floor, wave = self._there(_read(sql))
            if floor not in self._totals:
                cte = f"j{self.name('s')}"
                select = exp.select(*self.keys(cte)).group_by(*self.partition)
                self._totals[floor] = self._attach((floor, wave), [(cte, select)], self.same(cte))
            name = self._placed[sql.copy()] = f"j{self.name('a')}"
            table = self._totals[floor]
            table.level = max(table.level, (floor, wave))
            table.ctes[0][1].select(exp.alias_(sql, name), copy=False)
            self._belong(name, table)
        return exp.column(name)

    def keys(self, name: str) -> list[exp.Expr]:
        """Return the columns of the partition, renamed so that they are a table's own."""
        return [exp.alias_(exp.column(own), f"{name}_{own}") for own in self.partition]

    def same(self, name: str) -> exp.Expr | None:
        """Return the join condition that two rows are of the same period; None without a partition."""
        parts = [exp.EQ(this=exp.column(f"{name}_{own}"), expression=exp.column(own)) for own in self.partition]
        return exp.and_(*parts) if parts else None

    # The query

    def select(self, results: Sequence[tuple[str, exp.Expr]], cells: exp.Select | None) -> exp.Select:
        """Return the whole query.

        `results`: alias and expression over the last wave. `cells`: the query for wave 0, None where it is a table.
        """
        needed = set().union(*(_read(sql) for _, sql in results))
        top = self._there(needed)
        levels = sorted({(floor, max(wave, 1)) for floor, wave in self._rows.levels.values()} | {(0, 0)})
        relation = {level: f"w{at}" if at else CELLS for at, level in enumerate(levels)}
        last = exp.select(*(_alias(sql, name) for name, sql in results)).from_(relation[top])
        ctes: list[tuple[str, exp.Select]] = []
        reading: dict[Level, set[str]] = {}
        for at in range(levels.index(top), 0, -1):
            level, before = levels[at], relation[levels[at - 1]]
            select = self._rows.select(level, needed | reading.get(level, set())).from_(before, copy=False)
            ctes.append((relation[level], select))
            needed = _read(select)
            tables = [table for table in self._tables.values() if (table.level[0] + 1, 1) == level]
            for table in (table for table in tables if table.names() & needed):
                table_ctes, join = table.finished(needed)
                ctes += reversed(table_ctes)
                select.append("joins", join)
                needed = needed - table.names() | (_read(table.on) - table.names())
                reading.setdefault(table.level, set()).update(_read(table_ctes[0][1]) - table.names())
                table_ctes[0][1].from_(relation[table.level], copy=False)
        if cells is not None:
            ctes.append((CELLS, cells))
        for name, select in reversed(ctes):
            last = last.with_(name, as_=select, copy=False)
        return last


def _alias(sql: exp.Expr, name: str) -> exp.Expr:
    return exp.Alias(this=sql, alias=exp.to_identifier(name, quoted=not name.isascii()))


def _read(sql: exp.Expr | None) -> set[str]:
    return set() if sql is None else {one.name for one in sql.find_all(exp.Column)}


def _order(name: str) -> tuple[str, int, str]:
    return name[:1], len(name), name
