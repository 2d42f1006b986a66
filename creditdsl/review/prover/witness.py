"""Rows of data that show a value: the unit's own cells, and the other units that its place needs.

Receives values of variables; promises rows, and by the reference engine what they give. What a unit
cannot see of others is made real: others with a better or a worse cell, quotients as two counts.
"""

from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from math import lcm

from creditdsl.backends.interpret import interpret
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import ASKED, DefinitionId
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Definition, Program
from creditdsl.review.prover.domains import Interval, Value, plain_value
from creditdsl.review.prover.ranges import Point
from creditdsl.review.prover.variables import (
    BEFORE,
    BEHIND,
    NOBODY,
    QUOTIENT,
    TIED,
    UNIT,
    Variables,
    subexpressions,
)

_STANDING = (BEFORE, BEHIND, TIED)
"""How many others stand before, behind and beside the unit: the kinds of variable that make a place."""
_MAX_OTHERS = 50
"""How many other units are made up at most."""


class Witnesses:
    """The witnesses for one program."""

    def __init__(self, program: Program, variables: Variables) -> None:
        self.program, self.variables = program, variables
        self._positions = {definition.name: n for n, definition in enumerate(program.definitions)}
        self._rankings = {
            kind + definition.name: definition.name
            for definition in program.definitions
            if isinstance(definition.body, ir.Ranking)
            for kind in _STANDING
        }
        """Each ranking by the variables of its place."""
        self._references: dict[DefinitionId, frozenset[DefinitionId]] = {}
        self._over: dict[str, list[str]] = {}
        """The numerators over each denominator of the quotients that are variables."""
        for above, below in variables.quotients.items():
            self._over.setdefault(below, []).append(above)

    @cached_property
    def _plain_row(self) -> dict[str, Value]:
        """The cells of a unit of which nothing is asked."""
        plain = {name: plain_value(domain) for name, domain in self.variables.cells.items()}
        denominators = dict.fromkeys(self._over, Fraction(1))
        return {**plain, **denominators, **dict.fromkeys(self.variables.quotients, Fraction(0))}

    def value(self, body: ir.Expr, at: Point) -> Fraction | None:
        """Return the value of the expression for the first of the rows; None where they cannot be made."""
        rows = self.rows(at)
        if rows is None:
            return None
        outcome = interpret(self._slice(body), rows)
        value = outcome.units[0].values[ASKED]
        return value if isinstance(value, Fraction) else None

    def _slice(self, body: ir.Expr) -> Program:
        """Return the program of this expression only."""
        needed = _named(body)
        left = list(needed)
        while left:
            further = self._named_by(left.pop()) - needed
            needed |= further
            left += further
        positions = sorted(self._positions[name] for name in needed)
        kept = tuple(self.program.definitions[position] for position in positions)
        return replace(
            self.program,
            definitions=(*kept, Definition(ASKED, body)),
            items=(),
            sections=(),
            total=ASKED,
            rank=None,
            grade=None,
            grade_stages=(),
            honours=(),
            year=None,
        )

    def _named_by(self, name: DefinitionId) -> frozenset[DefinitionId]:
        """Return the definitions that a definition refers to."""
        if name not in self._references:
            self._references[name] = _named(self.variables.bodies[name])
        return self._references[name]

    def rows(self, at: Point) -> tuple[UnitData, ...] | None:
        """Return the unit with these values, then the others; None where they cannot be made."""
        first_row = self._first_row(at)
        others = self._others(at, first_row)
        if others is None:
            return None
        kind = at.get(UNIT, next(iter(self.variables.kinds), NOBODY))
        alike = [unit for unit in self.variables.kinds.get(str(kind), ()) if unit != NOBODY]
        names = [*alike, *(f"单位{n}" for n in range(1, len(others) + 2))]
        return tuple(UnitData(name, cells) for name, cells in zip(names, (first_row, *others), strict=False))

    def _first_row(self, at: Point) -> dict[str, Value]:
        """Return the cells of the unit itself."""
        cells = {**self._plain_row, **{name: value for name, value in at.items() if name in self.variables.cells}}
        self._divide(cells, at)
        return cells

    def _divide(self, cells: dict[str, Value], at: Point) -> None:
        """Fill in counts for the quotients: common denominators, then the numerators."""
        wanted = {
            name.removeprefix(QUOTIENT): Fraction(value) for name, value in at.items() if name.startswith(QUOTIENT)
        }
        for below in dict.fromkeys(self.variables.quotients[above] for above in wanted):
            values = [wanted.get(above, Fraction(0)) for above in self._over[below]]
            if below not in at:
                cells[below] = Fraction(lcm(*(value.denominator for value in values)))
            for above, value in zip(self._over[below], values, strict=True):
                cells[above] = value * Fraction(cells[below])

    def _others(self, at: Point, first_row: dict[str, Value]) -> list[dict[str, Value]] | None:
        """Return the other units; None where they cannot be made.

        Each differs from the first row in the measures that are ranked or aggregated only.
        """
        asked = {self._rankings[name] for name in at if name in self._rankings}
        standings = {
            name: tuple(int(at.get(kind + name, 0)) for kind in _STANDING)
            for name in sorted(asked, key=self._positions.__getitem__)
        }
        added = [
            (body, Fraction(value)) for body, name in self.variables.populations.items() if (value := at.get(name))
        ]
        count = max([sum(places) for places in standings.values()], default=0)
        count = max(count, 1 if added else 0)
        if count > _MAX_OTHERS:
            return None
        for name, (before, behind, _) in standings.items():
            ranking = self.variables.bodies[name]
            if isinstance(ranking, ir.Ranking) and isinstance(ranking.key, ir.Cell):
                self._make_room(first_row, ranking.key.measure, behind if ranking.descending else before, at)
        rows = [dict(first_row) for _ in range(count)]
        for name, (before, behind, _) in standings.items():
            ranking = self.variables.bodies[name]
            assert isinstance(ranking, ir.Ranking)
            better = 1 if ranking.descending else -1
            moves = [better * n for n in range(1, before + 1)] + [-better * n for n in range(1, behind + 1)]
            for row, move in zip(rows, moves, strict=False):
                if not self._move(row, ranking.key, Fraction(move)):
                    return None
        for body, value in added:
            if not self._move(rows[0], body.value, value * 2 if body.op is ir.Aggregate.MEAN else value):
                return None
        return rows

    def _make_room(self, first_row: dict[str, Value], cell: str, below: int, at: Point) -> None:
        """Raise a cell of the first row that may be anything, so that as many others can lie below it."""
        domain = self.variables.domains[cell]
        if cell not in at and isinstance(domain, Interval) and domain.whole and domain.low is not None:
            raised = max(Fraction(first_row[cell]), domain.low + below)
            if domain.holds(raised):
                first_row[cell] = raised

    def _move(self, row: dict[str, Value], key: ir.Expr, by: Fraction) -> bool:
        """Change a cell so that the key grows by so much, or for a domain that ends as far as it goes."""
        body = key
        while isinstance(body, ir.Ref | ir.Labelled):
            inner = self.variables.bodies[body.name] if isinstance(body, ir.Ref) else body.body
            assert not isinstance(inner, ir.Ranking)
            body = inner
        unit = Fraction(1)
        if isinstance(body, ir.Arith) and (quotient := self.variables.quotient(body)) is not None:
            name = quotient.removeprefix(QUOTIENT)
            unit = Fraction(row[self.variables.quotients[name]])
        else:
            cells = [one for one in subexpressions(body) if isinstance(one, ir.Cell)]
            if not cells:
                return False
            name = cells[0].measure
        domain, value = self.variables.domains[name], row[name]
        if not isinstance(domain, Interval) or isinstance(value, str):
            return False
        moved = Fraction(value) + by * unit
        if not domain.holds(moved) and not domain.whole:
            end = domain.high if by > 0 else domain.low
            assert end is not None
            moved = Fraction(value) + (end - Fraction(value)) * (1 - 1 / (1 + abs(by)))
        if not domain.holds(moved):
            return False
        row[name] = moved
        return True


def _named(body: ir.Expr | ir.Ranking) -> frozenset[DefinitionId]:
    """Return the definitions that an expression refers to."""
    names = set()
    for expression in subexpressions(body):
        match expression:
            case ir.Ref(name=name) | ir.Place(ranking=name):
                names.add(name)
            case _:
                pass
    return frozenset(names)
