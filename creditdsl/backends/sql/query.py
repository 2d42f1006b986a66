"""The query as it grows: columns in waves, each wave a CTE that reads the one before.

Receives expressions and asks for them as columns; promises one SELECT in which every column is
computed once, as early as what it reads is there, and no wave carries what no later one reads. Rankings
and totals are tables over a wave, joined to make the next; what is made of one of them alone is
computed there, once for each of its rows, which are few.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from creditdsl.backends.sql.cells import CELLS
from creditdsl.backends.sql.whole import Flag, Whole, cast, column, taken, width_of


@dataclass(slots=True)
class _Waves:
    """Columns upon the relation base. levels: the wave that makes a column; 0 for a name of the base."""

    base: str
    stem: str
    columns: dict[str, exp.Expr] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)

    def level(self, names: Iterable[str]) -> int:
        """The wave by which all these are there."""
        return max((self.levels.get(name, 0) for name in names), default=0)

    def add(self, name: str, sql: exp.Expr) -> None:
        self.columns[name] = sql
        self.levels[name] = self.level(_read(sql)) + 1

    def relation(self, level: int) -> str:
        return f"{self.stem}{level}" if level else self.base

    def select(self, level: int, needed: set[str]) -> exp.Select:
        """A wave, with what is needed of it and of those before."""
        made = {name: sql for name, sql in self.columns.items() if name in needed and self.levels[name] == level}
        passed = [exp.column(name) for name in sorted(needed - made.keys(), key=_order)]
        select = exp.Select(expressions=[*passed, *(_alias(sql, name) for name, sql in made.items())])
        return select.from_(self.relation(level - 1), copy=False)


@dataclass(slots=True)
class _Table:
    """What is joined to the rows of the wave `level` to make the next.

    ctes: the first reads those rows, each further one the one before. on: which of its rows is a row's,
    None where it has one row only. waves: columns made of its own.
    """

    level: int
    ctes: list[tuple[str, exp.Select]]
    on: exp.Expr | None
    waves: _Waves

    def names(self) -> set[str]:
        return {*self.ctes[-1][1].named_selects, *self.waves.columns}

    def reads(self) -> set[str]:
        """What it needs of the rows."""
        return (_read(self.ctes[0][1]) | _read(self.on)) - self.names()

    def finished(self, needed: set[str], rows: str) -> tuple[list[tuple[str, exp.Select]], exp.Join]:
        """Its CTEs and its join, with what is needed of it; rows: what the rows are called."""
        self.ctes[0][1].from_(rows, copy=False)
        needed = (needed | _read(self.on)) & self.names()
        top, above = self.waves.level(needed), []
        for level in range(top, 0, -1):
            above.append((self.waves.relation(level), self.waves.select(level, needed)))
            needed = _read(above[-1][1])
        join = exp.Join(this=exp.to_table(self.waves.relation(top)))
        join.set(*("kind", "CROSS") if self.on is None else ("on", self.on))
        join.set("side", None if self.on is None else "LEFT")
        return [*self.ctes, *reversed(above)], join


class Query:
    """partition: the columns (of the period) within which units are ranked."""

    def __init__(self, partition: Sequence[str] = ()) -> None:
        self.partition = tuple(partition)
        self._rows = _Waves(CELLS, "w")
        self._tables: dict[str, _Table] = {}
        self._totals: dict[int, _Table] = {}
        self._homes: dict[str, _Table] = {}
        """The table of each column that is made of one table alone."""
        self._shared: dict[exp.Expr, Whole | Flag] = {}
        self._placed: dict[exp.Expr, str] = {}
        self._count = 0

    def name(self, stem: str) -> str:
        """A name that nothing else has."""
        self._count += 1
        return f"{stem}{self._count}"

    # Columns

    def share(self, part: Whole) -> Whole:
        """The same number as a column, unless it is too small to be worth one."""
        return part if part.light else self.column(part)

    def column(self, part: Whole) -> Whole:
        if isinstance(part.sql, exp.Column):
            return part
        found = self._shared.get(part.sql)
        if not isinstance(found, Whole):
            narrow = width_of(part.reach)
            key, sql = part.sql.copy(), taken(part)
            name = self._add(cast(sql, narrow) if narrow < part.width else sql)
            found = self._shared[key] = column(name, part.low, part.high, narrow)
        return found

    def share_flag(self, flag: Flag) -> Flag:
        if flag.light:
            return flag
        found = self._shared.get(flag.sql)
        if not isinstance(found, Flag):
            key = flag.sql.copy()
            found = self._shared[key] = Flag(exp.column(self._add(taken(flag))))
        return found

    def of_cells(self, part: Whole) -> bool:
        """Whether the cells alone are read."""
        return self._there(_read(part.sql)) == 0

    def _add(self, sql: exp.Expr) -> str:
        """A column of the one table that it is made of, else of the rows; parts of it go to their tables first."""
        made_of: dict[int, set[str]] = {}
        for node in reversed(list(sql.walk())):  # a node comes behind its parts
            parts = list(node.iter_expressions())
            if isinstance(node, exp.Column):
                made_of[id(node)] = {self._home(node.name)}
            else:
                made_of[id(node)] = own = set().union(*(made_of[id(part)] for part in parts))
                if len(own) > 1:
                    for part in parts:
                        self._move(part, made_of)
        own = made_of[id(sql)]
        return self._put(sql, own.pop() if len(own) == 1 else self._rows.base)

    def _there(self, names: Iterable[str]) -> int:
        """The wave that has all these; what is joined to one is there in the next."""
        return max((self._rows.levels.get(name, 0) + (name in self._homes) for name in names), default=0)

    def _home(self, name: str) -> str:
        home = self._homes.get(name)
        return self._rows.base if home is None else home.waves.base

    def _move(self, part: exp.Expr, made_of: Mapping[int, set[str]]) -> None:
        own = made_of[id(part)]
        if len(own) != 1 or own == {self._rows.base} or isinstance(part, exp.Column):
            return
        if isinstance(part, exp.If):  # WHEN … THEN … is no expression
            for one in part.iter_expressions():
                self._move(one, made_of)
        else:
            part.replace(exp.column(self._put(part.unnest().copy(), *own)))

    def _put(self, sql: exp.Expr, home: str) -> str:
        found = self._placed.get(sql)
        if found is None:
            found = self._placed[sql.copy()] = self.name("c")
            if home == self._rows.base:
                self._rows.add(found, sql)
            else:
                table = self._tables[home]
                table.waves.add(found, sql)
                self._belong(found, table)
        return found

    def _belong(self, name: str, table: _Table) -> None:
        self._homes[name] = table
        self._rows.levels[name] = table.level

    # Tables

    def join(self, ctes: Sequence[tuple[str, exp.Select]], on: exp.Expr | None) -> None:
        """CTEs beside the rows; the first reads these, and what the last one selects is theirs for use.

        on: which row of the last belongs to a row; None where it has one row only.
        """
        own = set(ctes[-1][1].named_selects)
        self._attach(self._there((_read(ctes[0][1]) | _read(on)) - own), ctes, on)

    def _attach(self, level: int, ctes: Sequence[tuple[str, exp.Select]], on: exp.Expr | None) -> _Table:
        name, last = ctes[-1]
        table = self._tables[name] = _Table(level, list(ctes), on, _Waves(name, f"{name}w"))
        for one in last.named_selects:
            self._belong(one, table)
        return table

    def total(self, sql: exp.Expr) -> exp.Expr:
        """An aggregate of all rows (of each period), as a column beside every row."""
        found = self._placed.get(sql)
        if found is None:
            level = self._there(_read(sql) | set(self.partition))
            if level not in self._totals:
                name = f"j{self.name('s')}"
                select = exp.select(*self.keys(name)).group_by(*self.partition)
                self._totals[level] = self._attach(level, [(name, select)], self.same(name))
            found = self._placed[sql.copy()] = f"j{self.name('a')}"
            table = self._totals[level]
            table.ctes[0][1].select(exp.alias_(sql, found), copy=False)
            self._belong(found, table)
        return exp.column(found)

    def keys(self, name: str) -> list[exp.Expr]:
        """The columns of the partition, called so that they are a table's own."""
        return [exp.alias_(exp.column(own), f"{name}_{own}") for own in self.partition]

    def same(self, name: str) -> exp.Expr | None:
        """The condition of its join that a row is of the same period."""
        parts = [exp.EQ(this=exp.column(f"{name}_{own}"), expression=exp.column(own)) for own in self.partition]
        return exp.and_(*parts) if parts else None

    # The query

    def select(self, results: Sequence[tuple[str, exp.Expr]], cells: exp.Select | None) -> exp.Select:
        """results: alias and expression over the last wave. cells: wave 0 where it is no table."""
        needed = set().union(*(_read(sql) for _, sql in results))
        top = self._there(needed)
        last = exp.select(*(_alias(sql, name) for name, sql in results)).from_(self._rows.relation(top))
        ctes: list[tuple[str, exp.Select]] = []
        for level in range(top, 0, -1):
            select = self._rows.select(level, needed)
            ctes.append((self._rows.relation(level), select))
            needed = _read(select)
            joins = []
            for table in self._tables.values():
                if table.level == level - 1 and table.names() & needed:
                    before, join = table.finished(needed, self._rows.relation(level - 1))
                    ctes += reversed(before)
                    joins.append(join)
                    needed = needed - table.names() | table.reads()
            select.set("joins", joins)
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
