"""From the checked AST to a program: one closed list of definitions per table.

Receives an AST without errors. Promises a Program in dependency order: derived measures, needed blanks, rankings,
voids, rules, items, sections, total, place, grade. The pass knows no form: each form lowers itself through the
`Lowering` interface.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from creditdsl.base.reference import EntryRef, RuleId
from creditdsl.compiler.applicable_points import attainable
from creditdsl.compiler.build import period_sum
from creditdsl.compiler.from_full import start
from creditdsl.compiler.left_out import by_unit, scored_units, where_scored
from creditdsl.compiler.lower_expressions import ExpressionLowering, population
from creditdsl.compiler.lower_final import Final, final
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.needed_blanks import NeededBlanks, together
from creditdsl.compiler.resolve import Names
from creditdsl.compiler.typecheck import Types
from creditdsl.forms.answers import Result
from creditdsl.forms.base import Form
from creditdsl.forms.results import lower_result, lower_void
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import AFTER_DEDUCTION, APPLICABLE, BASE, CONVERTED, GAINED, TOTAL, DefinitionId, Label
from creditdsl.ir.program import Cycle, Definition, Item, Measure, Program, Role, Section
from creditdsl.ir.types import Mark, Number, Type
from creditdsl.syntax.nodes import (
    Applicability,
    Consequence,
    Entry,
    Expression,
    Limits,
    Name,
    Period,
    Predicate,
    Rule,
    Scheme,
    SectionRole,
    Table,
    Test,
    Trait,
    Unreported,
)
from creditdsl.syntax.walk import (
    end_reads,
    entries,
    from_above,
    group_units,
    rule_ids,
    rules,
    scope,
    takes_from,
    target,
    units_within,
)

_ROLES = {
    SectionRole.BASE: Role.BASE,
    SectionRole.BONUS: Role.BONUS,
    SectionRole.DEDUCTION: Role.DEDUCTION,
}


def lower(scheme: Scheme, table: Table, names: Names, types: Types) -> Program:
    """Lower one table to its program."""
    return _Lowerer(scheme, table, names, types).run()


class _Lowerer(ExpressionLowering):
    """Collects the definitions of one table."""

    def __init__(self, scheme: Scheme, table: Table, names: Names, types: Types) -> None:
        self.scheme, self.table, self.names, self.types = scheme, table, names, types
        super().__init__(d.name.text for d in names.derived)
        self.derivations: tuple[Definition, ...] = ()
        self.facts: list[Definition] = []
        self.rules: list[Definition] = []
        self.voids: dict[EntryRef | RuleId, list[ir.Expr]] = {}
        self.scores: list[Definition] = []

    def run(self) -> Program:
        scored_by = [part for _, _, rule in rules(self.table) for part in (rule.body, rule.limits)]
        self.derivations = self._derived([*scored_by, self._end_reads()])
        values = [(identity, self._rule_value(entry, identity, rule)) for entry, identity, rule in rules(self.table)]
        self.among = ir.TRUE  # total and grade look at all units again
        for identity, value in values:
            self.rules.append(Definition(DefinitionId.rule(identity), self._unless_void(identity, value)))
        self._spread_voids()
        blanks = self._needed_blanks(dict(values))
        items = [item for section in self.table.sections for item in self._score(section)]
        above_first = sorted(self.voids.items(), key=lambda void: void[0].depth)
        voids = [Definition(DefinitionId.void(struck), ir.either(*conditions)) for struck, conditions in above_first]
        scored = [s for s in self.table.sections if Trait.UNSCORED not in s.traits]
        sections = tuple(Section(s.ref, _ROLES[s.role], DefinitionId.entry(s.ref)) for s in scored)
        end, year = final(self.table, Definition(TOTAL, self._total()), self), None
        if self.table.year is not None:
            end, year = Final((Definition(TOTAL, self._total()),)), self._year(self.table.year)
        return self._program(
            self._measures(),
            (*self.derivations, *blanks, *self.facts, *voids, *self.rules, *self.scores),
            tuple(items),
            sections,
            end,
            year,
        )

    def _program(
        self,
        measures: tuple[Measure, ...],
        definitions: tuple[Definition, ...],
        items: tuple[Item, ...],
        sections: tuple[Section, ...],
        end: Final,
        year: Program | None = None,
    ) -> Program:
        title = self.scheme.fields.get("title")
        return Program(
            scheme=title.text if title else "",
            table=self.table.name,
            digits=self.scheme.digits,
            rounding=self.scheme.rounding,
            measures=measures,
            definitions=(*definitions, *end.definitions),
            items=items,
            sections=sections,
            total=TOTAL,
            rank=end.rank,
            grade=end.grade,
            grade_names=end.grade_names,
            grade_stages=end.grade_stages,
            quotas=end.quotas,
            rank_keys=end.rank_keys,
            honours=end.honours,
            details=tuple(self.details.values()),
            cycle=None if self.scheme.period is Period.YEARLY else Cycle(self.scheme.period),
            periodic=self.scheme.period is Period.MONTHLY or year is not None,
            year=year,
        )

    def _year(self, value: Expression) -> Program:
        """Return the program that composes the year from the sum of the periods and the year's own measures."""
        sum_ = period_sum(self.scheme.period) or ""
        names = dict.fromkeys(name.text for name in names_in(value))
        wanted = self._read([value, end_reads(self.table)])
        measured = self._derived([value, end_reads(self.table)])
        kinds: dict[str, Type] = {sum_: Number()} | {name: kind for name, kind in self.types.items() if name in wanted}
        measures = tuple(
            Measure(name, kind, not isinstance(kind, Mark), yearly=name != sum_) for name, kind in kinds.items()
        )
        parts = tuple(
            Definition(DefinitionId.component(name), ir.Round(self.expression(Name(name, span=value.span))))
            for name in names
        )
        items = tuple(Item(EntryRef(name), DefinitionId.component(name)) for name in names)
        total = Definition(TOTAL, ir.Round(self.expression(value)))
        program = self._program(measures, (*measured, *parts), items, (), final(self.table, total, self))
        return replace(program, period_sum=sum_)

    # Measures and the units that they concern

    def _measures(self) -> tuple[Measure, ...]:
        """Return the columns, each with the units whose rules need it; None is all."""
        concerned: dict[str, set[str] | None] = {}

        def need(names: Sequence[str], units: frozenset[str] | None) -> None:
            for name in names:
                known = concerned.get(name, set())
                concerned[name] = None if known is None or units is None else known | units

        excused = set[str]()
        for entry, _, rule in rules(self.table):
            need(self.columns([rule.body, rule.limits]), self.scope(entry))
            if entry.unreported is not None:
                excused.update(self.cells_of(entry))
        need(self.columns([self._end_reads()]), None)
        units = {name: None if some is None else frozenset(some) for name, some in concerned.items()}
        return tuple(
            Measure(name, kind, not isinstance(kind, Mark) and name not in excused, units[name])
            for name, kind in self.types.items()
            if name in concerned
        )

    def _end_reads(self) -> Sequence[Predicate | Name]:
        """Return what this program's place, grade and honours read; with 年度总分 the year's program gives them."""
        return () if self.table.year is not None else end_reads(self.table)

    def scope(self, entry: Entry) -> frozenset[str] | None:
        """Return the units to which the entry applies; None is all."""
        return scope(entry, self.table.roster)

    def applies(self, entry: Entry) -> ir.Expr:
        """Return the units that the entry's rules rank and compare: those in scope that reported."""
        return population(self.scope(entry), None if entry.unreported is None else DefinitionId.blank(entry.ref))

    # Rules

    def _rule_value(self, entry: Entry, identity: RuleId, rule: Rule) -> ir.Expr:
        assert isinstance(rule.body, Form)
        self.among = self.applies(entry)
        to = _RuleLowering(self, entry, identity, isinstance(rule.limits.zero_divisor, Result))
        value = rule.body.lower(to, rule.limits)
        if isinstance(instead := rule.limits.zero_divisor, Result):
            for keyed in to.keyed:
                value = ir.Choose((ir.Branch(keyed, value),), ir.ZERO)
            lower_void(instead, ir.divides_by_zero(value), to)
            value = ir.IfZeroDivisor(value, ir.Labelled(Label.zero_divisor(identity), lower_result(instead, to)))
        raw = ir.Labelled(Label.raw(identity), value)
        low, high = _limits(rule.limits, rule.body.deducts)
        if low is None and high is None:
            return raw
        return ir.Clamp(raw, low, high)

    def _unless_void(self, owner: EntryRef | RuleId, value: ir.Expr) -> ir.Expr:
        """Return `value`, or 0 where some rule's case voids the owner."""
        if owner not in self.voids:
            return value
        struck = ir.Labelled(Label.void(owner), ir.ZERO)
        return ir.Choose((ir.Branch(ir.Ref(DefinitionId.void(owner)), struck),), value)

    # Items, sections, total

    def _spread_voids(self) -> None:
        """Let a void strike every entry below, so that the table still adds up."""
        for entry in entries(self.table):
            if entry.ref in self.voids:
                for child in entry.children:
                    self.voids.setdefault(child.ref, []).append(ir.Ref(DefinitionId.void(entry.ref)))

    def _score(self, entry: Entry) -> list[Item]:
        """Define the entry's score below its children's; return the scored items in document order."""
        items = [item for child in entry.children for item in self._score(child)]
        if Trait.UNSCORED in entry.traits:
            return items
        parts = self._own_points(entry) + self._weighted(entry.children, entry.role)
        points = ir.Undecided() if "undecided" in entry.fields else ir.add(*parts)  # whatever its cells say
        sum_: ir.Expr = ir.Labelled(Label.sum(entry.ref), points)
        free = Trait.OPEN in entry.traits
        low = None if entry.goes_below_zero else Fraction(0)
        high = None if free else entry.points
        score: ir.Expr = ir.Round(ir.Clamp(self._unless_void(entry.ref, sum_), low, high))
        if entry.unreported is not None:
            score = self._reported(entry, entry.unreported, score)
        if entry.applies is not None:
            score = self._with_others(entry, entry.applies, score, ir.Round(ir.Clamp(sum_, low, high)))
        self.scores.append(Definition(DefinitionId.entry(entry.ref), score))
        if not entry.children:
            items.append(Item(entry.ref, DefinitionId.entry(entry.ref), scored_units(entry, self.table.roster)))
        return items

    def _with_others(self, entry: Entry, applies: Applicability, score: ir.Expr, parts: ir.Expr) -> ir.Expr:
        """Return `score` for the units to which the entry applies, and for the others what 不适用 gives them.

        Means are given item by item, so that those of a section add up to its score.
        """
        roster = self.table.roster
        mean: ir.Expr = ir.ZERO
        if not entry.children and any(one.consequence is Consequence.MEAN for one in from_above(applies)):
            self.scores.append(Definition(name := DefinitionId.of_concerned(entry.ref), score))
            score = ir.Ref(name)
            mean = ir.Round(ir.Population(ir.Aggregate.MEAN, score, ir.Member(units_within(applies, roster))))
        return by_unit(entry, roster, score, parts, mean)

    def _reported(self, entry: Entry, unreported: Unreported, score: ir.Expr) -> ir.Expr:
        """Return `score`, or what 缺报 says where a needed cell is blank: 0, or the mean of the others.

        A void wins over 缺报, where it does not itself wait for a blank cell.
        """
        self.scores.append(Definition(name := DefinitionId.reported(entry.ref), score))
        blank: ir.Expr = ir.Ref(DefinitionId.blank(entry.ref))
        if entry.ref in self.voids:
            void = ir.Ref(DefinitionId.void(entry.ref))
            waits = self._needed.of(void).condition()
            blank = ir.both(blank, ir.negate(ir.both(ir.negate(waits), void)))
        units = self.scope(entry)
        others = ir.negate(blank) if units is None else ir.both(ir.Member(units), ir.negate(blank))
        mean = ir.Population(ir.Aggregate.MEAN, ir.Ref(name), others)
        instead = ir.ZERO if unreported is Unreported.ZERO else ir.Round(mean)
        part = ir.Labelled(Label.unreported(entry.ref), instead)
        return ir.Choose((ir.Branch(blank, part),), ir.Ref(name))

    @cached_property
    def _needed(self) -> NeededBlanks:
        """The finder of needed cells, once all rules are lowered."""
        voids = {DefinitionId.void(struck): ir.either(*conditions) for struck, conditions in self.voids.items()}
        known = {definition.name: definition.body for definition in (*self.derivations, *self.facts)}
        return NeededBlanks(known | voids)

    def _needed_blanks(self, values: Mapping[RuleId, ir.Expr]) -> list[Definition]:
        """Define for each entry with 缺报 whether a cell that its rules need is blank."""
        return [
            Definition(DefinitionId.blank(entry.ref), self._needed_blank(entry, values))
            for entry in entries(self.table)
            if entry.unreported is not None
        ]

    def _needed_blank(self, entry: Entry, values: Mapping[RuleId, ir.Expr]) -> ir.Expr:
        """Return whether a cell that the entry's rules need is blank; a rule that is void needs none."""
        needs = []
        for identity in rule_ids(entry):
            need = self._needed.of(values[identity])
            if identity in self.voids:
                void = ir.either(*self.voids[identity])
                need = self._needed.where(ir.either(self._needed.of(void).condition(), ir.negate(void)), need)
            needs.append(need)
        return together(needs).condition()

    def cells_of(self, entry: Entry) -> tuple[str, ...]:
        """Return the columns that the entry's own rules read."""
        return self.columns([part for rule in entry.rules for part in (rule.limits, rule.body)])

    def columns(self, nodes: list[object]) -> tuple[str, ...]:
        """Return the columns that the nodes read, also through derived measures."""
        return tuple(name for name in self._read(nodes) if name not in self.derived)

    def _derived(self, nodes: list[object]) -> tuple[Definition, ...]:
        """Define the derived measures that the nodes read; what nothing reads asks for no columns."""
        wanted = self._read(nodes)
        return tuple(
            Definition(DefinitionId.derived(d.name.text), self.expression(d.value))
            for d in self.names.derived
            if d.name.text in wanted
        )

    def _read(self, nodes: list[object]) -> dict[str, None]:
        """Return the names that the nodes read, as an ordered set; each derived measure is opened once."""
        derived = {d.name.text: d.value for d in self.names.derived}
        read: dict[str, None] = {}
        while nodes:
            for name in names_in(nodes.pop()):
                read[name.text] = None
                if name.text in derived:
                    nodes.append(derived.pop(name.text))
        return read

    def _own_points(self, entry: Entry) -> list[ir.Expr]:
        """Return the points of the entry's own rules, as its heading combines them."""
        points: list[ir.Expr] = [ir.Ref(DefinitionId.rule(identity)) for identity in rule_ids(entry)]
        if Trait.HIGHEST in entry.traits and len(points) > 1:
            points = [ir.Arith(ir.ArithOp.MAX, tuple(points))]
        if points_at_start := start(entry, self.table.roster):
            points = [where_scored(entry, self.table.roster, ir.Const(points_at_start)), *points]
        if entry.role is SectionRole.DEDUCTION and points:
            points = [ir.Arith(ir.ArithOp.MUL, (ir.number(-1), ir.add(*points)))]
        return points

    def _weighted(self, entries: Sequence[Entry], within: SectionRole) -> list[ir.Expr]:
        """Return the scores of siblings, each by its weight where weights are stated.

        within: the role of what they stand under; 扣分 within 加减分 is taken away.
        """
        scored = [
            (entry, ir.Ref(DefinitionId.entry(entry.ref))) for entry in entries if Trait.UNSCORED not in entry.traits
        ]
        factors = (takes_from(entry, within) * (entry.weight or 1) for entry, _ in scored)
        return [
            score if factor == 1 else ir.Arith(ir.ArithOp.MUL, (ir.Const(Fraction(factor)), score))
            for (_, score), factor in zip(scored, factors, strict=True)
        ]

    def _total(self) -> ir.Expr:
        """Return base + bonus − deductions, held as 总分 says: converted before the bonus, capped behind it."""
        totalling, by_role = self.table.totalling, dict[SectionRole, list[ir.Expr]]()
        for role in SectionRole:
            by_role[role] = self._weighted([s for s in self.table.sections if s.role is role], role)
        base: ir.Expr = ir.Labelled(BASE, ir.add(*by_role[SectionRole.BASE]))
        if totalling.converted_to is not None:
            base = self._converted(base, totalling.converted_to)
        total = ir.Labelled(GAINED, ir.add(base, *by_role[SectionRole.BONUS]))
        held: ir.Expr = total
        if totalling.after_bonus_at_most is not None:
            held = ir.Clamp(held, None, totalling.after_bonus_at_most)
        lost = by_role[SectionRole.DEDUCTION]
        if lost:
            minus = (ir.Arith(ir.ArithOp.MUL, (ir.number(-1), value)) for value in lost)
            held = ir.Labelled(AFTER_DEDUCTION, ir.add(held, *minus))
        if totalling.after_deduction_at_least is not None:
            held = ir.Clamp(held, totalling.after_deduction_at_least, None)
        return ir.Round(held)

    def _converted(self, base: ir.Expr, to: Fraction) -> ir.Expr:
        """Return the base score as 折算 converts it: base ÷ applicable points × to, rounded."""
        full = ir.Labelled(APPLICABLE, self._attainable())
        share = ir.Arith(ir.ArithOp.DIV, (ir.Arith(ir.ArithOp.MUL, (base, ir.Const(to))), full))
        return ir.Labelled(CONVERTED, ir.Round(share))

    def _attainable(self) -> ir.Expr:
        """Return the most base points of the unit, a constant for all units to whom the same entries apply."""
        others = attainable(self.table, None)
        units_by_points: dict[Fraction, set[str]] = {}
        for unit in {unit for entry in entries(self.table) for unit in self.scope(entry) or ()}:
            units_by_points.setdefault(attainable(self.table, unit), set()).add(unit)
        units_by_points.pop(others, None)
        branches = (
            ir.Branch(ir.Member(frozenset(units)), ir.Const(points))
            for points, units in sorted(units_by_points.items())
        )
        return ir.Choose(tuple(branches), ir.Const(others)) if units_by_points else ir.Const(others)


class _RuleLowering:
    """The `Lowering` for the form of one rule.

    spared: whether units with a zero denominator have a value by 分母为零, so that they are not ranked.
    keyed: for each ranking the fact that a unit's key can be computed.
    """

    def __init__(self, table: _Lowerer, entry: Entry, rule: RuleId, spared: bool = False) -> None:
        self.table, self.entry, self.rule, self.spared = table, entry, rule, spared
        self.keyed: list[ir.Expr] = []

    @property
    def applies(self) -> ir.Expr:
        return self.table.applies(self.entry)

    @property
    def points(self) -> Fraction | None:
        return self.entry.points

    def expression(self, expression: Expression) -> ir.Expr:
        return self.table.expression(expression)

    def predicate(self, predicate: Predicate) -> ir.Expr:
        return self.table.predicate(predicate)

    def tested(self, subject: Expression, test: Test) -> ir.Expr:
        return self.table.tested_value(self.table.expression(subject), test)

    def member(self, group: str) -> ir.Expr:
        return ir.Member(frozenset(group_units(self.table.table, group) or ()))

    def label(self, part: str, body: ir.Expr) -> ir.Expr:
        return ir.Labelled(Label.of_form(self.rule, part), body)

    def fact(self, part: str, body: ir.Expr) -> ir.Expr:
        name = DefinitionId.fact(self.rule, part)
        self.table.facts.append(Definition(name, body))
        return ir.Ref(name)

    def ranking(self, ranking: ir.Ranking) -> DefinitionId:
        name = DefinitionId.ranking(self.rule)
        if self.spared:
            keyed = ir.Compare(ir.CompareOp.EQ, ranking.key, ranking.key)
            computed = ir.negate(ir.divides_by_zero(ranking.key))
            ranking = replace(ranking, among=ir.both(computed, ranking.among))
            self.keyed.append(keyed)
        self.table.facts.append(Definition(name, ranking))
        return name

    def void_rule(self, number: int, when: ir.Expr) -> None:
        owner = target(self.entry, number)
        assert owner is not None  # resolve has seen to it
        self._strike(owner, when)

    def void_item(self, when: ir.Expr) -> None:
        self._strike(self.entry.ref, when)

    def void_section(self, when: ir.Expr) -> None:
        self._strike(self.entry.ref.section, when)

    def void_ref(self, ref: EntryRef, when: ir.Expr) -> None:
        self._strike(ref, when)

    def _strike(self, struck: EntryRef | RuleId, when: ir.Expr) -> None:
        """Strike for the units to which the rule's own entry applies; the rule says nothing of others."""
        units = self.table.scope(self.entry)
        concerned = when if units is None else ir.both(ir.Member(units), when)
        self.table.voids.setdefault(struck, []).append(concerned)


def _limits(limits: Limits, deducts: bool) -> tuple[Fraction | None, Fraction | None]:
    """Return the lowest and highest points that the limits allow."""
    cap = None if limits.cap is None else limits.cap.value
    floor = None if limits.floor is None else limits.floor.value
    if limits.until_zero and not deducts:
        floor = max(floor or Fraction(0), Fraction(0))
    return (floor if cap is None else -cap, None) if deducts else (floor, cap)
