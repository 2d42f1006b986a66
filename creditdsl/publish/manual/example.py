"""Work examples: score every item once on made-up data, by the engine that scores real data.

Receives a compiled table; promises for each item a few rows of data within the declared ranges, under
units that do not exist (甲单位, 乙单位 …), and the explanation of one of them. Several sets of data are
tried, and each item takes the most telling one: with some of its points, but not all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from creditdsl.backends.interpret import interpret_each
from creditdsl.base.node import node
from creditdsl.base.node_walk import walk
from creditdsl.compiler.lower import lower
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.reading import Reading
from creditdsl.explain.conclusion import Field
from creditdsl.explain.explanation import Explainer, Voids, voids_of
from creditdsl.explain.explanation_nodes import EntryExplanation, UnitExplanation
from creditdsl.explain.number_display import NumberDisplay, number_display
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId, Label
from creditdsl.ir.outcome import Outcome, UnitData, UnitOutcome
from creditdsl.publish.manual.made_up import Maker
from creditdsl.syntax.nodes import Applicability, Entry, Scheme, Table
from creditdsl.syntax.walk import end_reads, entries, rule_ids, scope, units_named

_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_UNITS = 3
"""Units of each group that take part, so that a place has one before and one behind it."""
_TRIES = 8


@node
class Example:
    """The worked example of one item.

    unit: the explained unit, which is the first of rows. rows: units with the texts of their cells, by columns.
    """

    unit: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    explained: EntryExplanation


@node
class Worked:
    """The worked examples of one table.

    items: by the entry's reference. whole: one unit's explanation of the whole table, for its total and grade.
    """

    items: Mapping[str, Example]
    whole: UnitExplanation


def work(scheme: Scheme, compiled: CompiledTable) -> Worked:
    """Work the examples of one table."""
    return _Bench(scheme, *_with_made_up_units(scheme, compiled)).run()


def _with_made_up_units(scheme: Scheme, compiled: CompiledTable) -> tuple[CompiledTable, tuple[str, ...]]:
    """Return the table with made-up names for some units of each group, and those names.

    So no real unit gets made-up data.
    """
    table = compiled.table
    scopes = [entry.applies.names for entry in entries(table) if entry.applies is not None]
    groups = [*(units_named(names, table.roster) for names in scopes), *table.roster.values()]
    chosen = list(dict.fromkeys(unit for group in groups for unit in group[:_UNITS]))
    if not chosen:
        return compiled, tuple(map(_made_up_name, range(_UNITS)))
    names = {real: _made_up_name(place) for place, real in enumerate(chosen)}
    roster = {group: tuple(names.get(unit, unit) for unit in units) for group, units in table.roster.items()}
    sections = tuple(_renamed(section, names, table) for section in table.sections)
    made_up = replace(table, roster=roster, sections=sections)
    program = lower(scheme, made_up, compiled.names, compiled.types)
    return CompiledTable(made_up, compiled.names, compiled.types, program), tuple(names.values())


def _made_up_name(place: int) -> str:
    """Return a made-up name: `甲单位`, `乙单位`; `单位23` behind the last stem."""
    return f"{_STEMS[place]}单位" if place < len(_STEMS) else f"单位{place + 1}"


def _renamed(entry: Entry, names: Mapping[str, str], table: Table) -> Entry:
    children = tuple(_renamed(child, names, table) for child in entry.children)
    if entry.applies is None:
        return replace(entry, children=children)
    return replace(entry, children=children, applies=_applied(entry.applies, names, table))


def _applied(applies: Applicability, names: Mapping[str, str], table: Table) -> Applicability:
    renamed = tuple(name if name in table.roster else names.get(name, name) for name in applies.names)
    above = None if applies.above is None else _applied(applies.above, names, table)
    return replace(applies, names=renamed, above=above)


@node
class _Try:
    """One set of made-up data, scored."""

    units: tuple[UnitData, ...]
    outcome: Outcome


@dataclass(slots=True)
class _Bench:
    """Makes up data, scores it and picks for each item."""

    scheme: Scheme
    compiled: CompiledTable
    units: tuple[str, ...]
    display: NumberDisplay = field(init=False)
    tries: list[_Try] = field(init=False)
    bodies: Mapping[DefinitionId, ir.Expr | ir.Ranking] = field(init=False)
    voids: Voids = field(init=False)
    explainers: dict[tuple[int, str], Explainer] = field(default_factory=dict)

    def run(self) -> Worked:
        maker = Maker(self.compiled)
        self.display = number_display(self.compiled)
        self.voids = voids_of(self.compiled.table)
        self.bodies = {definition.name: definition.body for definition in self.compiled.program.definitions}
        data = [
            tuple(UnitData(unit, maker.cells(attempt, index)) for index, unit in enumerate(self.units))
            for attempt in range(_TRIES)
        ]
        outcomes = interpret_each(self.compiled.program, data)
        self.tries = [_Try(rows, outcome) for rows, outcome in zip(data, outcomes, strict=True)]
        examples = ((entry.ref, self._example(entry)) for entry in entries(self.compiled.table) if entry.rules)
        return Worked({ref: example for ref, example in examples if example is not None}, self._whole())

    def _example(self, entry: Entry) -> Example | None:
        """Work the example of an entry; None where no data give points: 待定 by people, or not scored."""
        scope = self._scope(entry)
        if not scope:
            return None
        best = max(range(_TRIES), key=lambda attempt: (*self._telling(entry, attempt, scope[0]), -attempt))
        explained = self._explainer(best, scope[0]).entry(entry)
        if not isinstance(explained.score, Fraction):
            return None
        rules = [DefinitionId.rule(identity) for identity in rule_ids(entry)]
        columns, others = _reads(self.bodies, rules)
        shown = [row for row in self.tries[best].units if row.unit in (scope if others else scope[:1])]
        rows = tuple((row.unit, tuple(self.display.cell(name, row.cells[name]) for name in columns)) for row in shown)
        return Example(scope[0], columns, rows, explained)

    def _whole(self) -> UnitExplanation:
        """Explain the whole table for the first unit with its best total.

        Data that change its grade by an override are taken last.
        """
        asked = {name.text for name in names_in(end_reads(self.compiled.table))}

        def worth(attempt: int) -> tuple[bool, Fraction]:
            total = self._outcome(attempt, self.units[0]).total
            calm = not any(self.tries[attempt].units[0].cells.get(name) is True for name in asked)
            return calm, total if isinstance(total, Fraction) else Fraction(0)

        return self._explainer(max(range(_TRIES), key=worth), self.units[0]).run()

    def _scope(self, entry: Entry) -> tuple[str, ...]:
        """Return the made-up units to which the entry applies."""
        units = scope(entry, self.compiled.table.roster)
        return tuple(unit for unit in self.units if units is None or unit in units)

    def _telling(self, entry: Entry, attempt: int, unit: str) -> tuple[bool, bool, int, bool]:
        """Return how telling an attempt is for an entry, as a sort key.

        Its parts: scored and not void; neither no points nor all; the number of rules that count; half of the
        points at least.
        """
        outcome = self._outcome(attempt, unit)
        score = outcome.values.get(DefinitionId.entry(entry.ref))
        values = [outcome.values[DefinitionId.rule(identity)] for identity in rule_ids(entry)]
        counts = sum(isinstance(value, Fraction) and value != 0 for value in values)
        if not isinstance(score, Fraction) or Label.void(entry.ref) in outcome.trace:
            return False, False, counts, False
        return True, score != 0 and score != entry.points, counts, score * 2 >= (entry.points or 0)

    def _outcome(self, attempt: int, unit: str) -> UnitOutcome:
        return next(one for one in self.tries[attempt].outcome.units if one.unit == unit)

    def _explainer(self, attempt: int, unit: str) -> Explainer:
        known = self.explainers.get((attempt, unit))
        if known is None:
            tried, outcome = self.tries[attempt], self._outcome(attempt, unit)
            reading, beside = Reading(tried.units, {}, (), ()), Field.of(outcome, tried.outcome.units)
            rows = {(row.unit, row.period): row.cells for row in tried.units}
            known = Explainer(
                self.scheme, self.compiled, reading, tried.outcome, self.display, outcome, rows, beside, self.voids
            )
            self.explainers[attempt, unit] = known
        return known


def _reads(
    bodies: Mapping[DefinitionId, ir.Expr | ir.Ranking], definitions: Sequence[DefinitionId]
) -> tuple[tuple[str, ...], bool]:
    """Return the cells that definitions read, also through others, and whether they look at other units."""
    cells: dict[str, None] = {}
    seen: dict[DefinitionId, None] = {}
    waiting, others = list(definitions), False
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen[name] = None
        for part in walk(bodies[name]):
            match part:
                case ir.Cell(measure=measure) | ir.OptionIs(measure=measure):
                    cells[measure] = None
                case ir.Ref(name=further):
                    waiting.append(further)
                case ir.Place(ranking=ranking):
                    others = True
                    waiting.append(ranking)
                case ir.Population():
                    others = True
                case _:
                    pass
    return tuple(cells), others
