"""From the checked AST to a program: one closed list of definitions per table.

Receives an AST without errors; promises a Program in dependency order: derived measures, rankings,
voids, rules, items, sections, total, place, grade. Knows no form: each lowers itself through the
`Lowering` interface.
"""

from fractions import Fraction
from typing import assert_never

from creditdsl.compiler.resolve import Names
from creditdsl.compiler.typecheck import Types
from creditdsl.forms.base import Form
from creditdsl.ir import nodes as ir
from creditdsl.ir.program import Definition, Item, Measure, Program, Role, Section
from creditdsl.ir.types import Mark
from creditdsl.syntax.nodes import (
    Atom,
    Chain,
    Comparison,
    Entry,
    Expression,
    Grades,
    Joined,
    Joint,
    Limits,
    Name,
    Negative,
    Operator,
    Predicate,
    Quantity,
    Rule,
    Scheme,
    SectionRole,
    Table,
    Test,
)
from creditdsl.syntax.walk import rule_id, rules, target

TOTAL, RANK, GRADE = "总分", "名次", "等次"

_COMPARE = {
    Comparison.EQUAL: ir.CompareOp.EQ,
    Comparison.AT_LEAST: ir.CompareOp.GE,
    Comparison.AT_MOST: ir.CompareOp.LE,
    Comparison.MORE: ir.CompareOp.GT,
    Comparison.LESS: ir.CompareOp.LT,
}
_ROLES = {
    SectionRole.BASE: Role.BASE,
    SectionRole.BONUS: Role.BONUS,
    SectionRole.DEDUCTION: Role.DEDUCTION,
}


def lower(scheme: Scheme, table: Table, names: Names, types: Types) -> Program:
    """The program of one table."""
    return _Lowerer(scheme, table, names, types).run()


class _Lowerer:
    """Collects the definitions of one table."""

    def __init__(self, scheme: Scheme, table: Table, names: Names, types: Types) -> None:
        self.scheme, self.table, self.names, self.types = scheme, table, names, types
        self.derived = {d.name.text for d in names.derived}
        self.facts: list[Definition] = []
        self.rules: list[Definition] = []
        self.voids: dict[str, list[ir.Expr]] = {}
        self.scores: list[Definition] = []

    def run(self) -> Program:
        measures = [Definition(_measure(d.name.text), self.expression(d.value)) for d in self.names.derived]
        values = [(identity, self._rule_value(entry, identity, rule)) for entry, identity, rule in rules(self.table)]
        voids = [Definition(_void(owner), _any(conditions)) for owner, conditions in self.voids.items()]
        for identity, value in values:
            self.rules.append(Definition(_rule(identity), self._unless_void(identity, value)))
        items = [item for section in self.table.sections for item in self._score(section)]
        sections = tuple(Section(s.ref, _ROLES[s.role], _entry(s.ref)) for s in self.table.sections)
        total = Definition(TOTAL, self._total(sections))
        ranking = ir.Ranking(ir.Ref(TOTAL), ir.TRUE, True, ir.Ties.COMPETITION)
        rank = [Definition("名次:排名", ranking), Definition(RANK, ir.Place("名次:排名", ir.PlaceView.PLACE))]
        grades = self.table.grades
        grade = [] if grades is None else [Definition(GRADE, self._grade(grades))]
        title = self.scheme.fields.get("title")
        return Program(
            scheme=title.text if title else "",
            table=self.table.name,
            digits=self.scheme.digits,
            rounding=self.scheme.rounding,
            measures=tuple(Measure(name, kind, not isinstance(kind, Mark)) for name, kind in self.types.items()),
            definitions=(*measures, *self.facts, *voids, *self.rules, *self.scores, total, *rank, *grade),
            items=tuple(items),
            sections=sections,
            total=TOTAL,
            rank=RANK,
            grade=None if grades is None else GRADE,
            grade_names=() if grades is None else tuple(band.grade.text for band in grades.bands),
        )

    # Rules

    def _rule_value(self, entry: Entry, identity: str, rule: Rule) -> ir.Expr:
        assert isinstance(rule.body, Form)
        to = _RuleLowering(self, entry, identity)
        raw = to.label("raw", rule.body.lower(to, rule.limits))
        low, high = _limits(rule.limits, rule.body.deducts)
        if low is None and high is None:
            return raw
        return ir.Clamp(raw, low, high)

    def _unless_void(self, owner: str, value: ir.Expr) -> ir.Expr:
        """value, or 0 where some rule's case voids the owner."""
        if owner not in self.voids:
            return value
        struck = ir.Labelled(ir.Label(owner, "void"), ir.ZERO)
        return ir.Choose((ir.Branch(ir.Ref(_void(owner)), struck),), value)

    # Items, sections, total

    def _score(self, entry: Entry) -> list[Item]:
        """Define the entry's score below its children's; the scored items in document order."""
        items = [item for child in entry.children for item in self._score(child)]
        own = [ir.Ref(_rule(rule_id(entry, position))) for position in range(1, len(entry.rules) + 1)]
        below = [ir.Ref(_entry(child.ref)) for child in entry.children]
        sum_: ir.Expr = ir.add(*own)
        if entry.role is SectionRole.DEDUCTION and own:
            sum_ = ir.Arith(ir.ArithOp.MUL, (ir.number(-1), sum_))
        sum_ = ir.Labelled(ir.Label(entry.ref, "sum"), ir.add(sum_, *below) if own else ir.add(*below))
        held = ir.Clamp(self._unless_void(entry.ref, sum_), Fraction(0), entry.points)
        self.scores.append(Definition(_entry(entry.ref), ir.Round(held)))
        if not entry.children:
            items.append(Item(entry.ref, _entry(entry.ref)))
        return items

    def _total(self, sections: tuple[Section, ...]) -> ir.Expr:
        """Base + bonus − deductions, held as 总分 says: first after the bonus, then after deductions."""
        totalling = self.table.totalling
        gained = [ir.Ref(s.definition) for s in sections if s.role is not Role.DEDUCTION]
        lost = [ir.Ref(s.definition) for s in sections if s.role is Role.DEDUCTION]
        total: ir.Expr = ir.Labelled(ir.Label(TOTAL, "gained"), ir.add(*gained))
        if totalling.after_bonus_at_most is not None:
            total = ir.Clamp(total, None, totalling.after_bonus_at_most)
        if lost:
            minus = (ir.Arith(ir.ArithOp.MUL, (ir.number(-1), value)) for value in lost)
            total = ir.Labelled(ir.Label(TOTAL, "after_deduction"), ir.add(total, *minus))
        if totalling.after_deduction_at_least is not None:
            total = ir.Clamp(total, totalling.after_deduction_at_least, None)
        return total

    def _grade(self, grades: Grades) -> ir.Expr:
        """The index of the grade: by total, then lowered as far as the last."""
        last = len(grades.bands) - 1
        branches = tuple(
            ir.Branch(self.tested_value(ir.Ref(TOTAL), band.test), ir.number(index))
            for index, band in enumerate(grades.bands)
            if band.test is not None
        )
        by_total = ir.Labelled(ir.Label(GRADE, "by_total"), ir.Choose(branches, ir.number(last)))
        lowered = []
        for position, demotion in enumerate(grades.demotions, 1):
            fired = ir.Labelled(ir.Label(GRADE, f"demotion{position}"), ir.number(demotion.steps))
            lowered.append(ir.Choose((ir.Branch(self.predicate(demotion.when), fired),), ir.ZERO))
        return ir.Clamp(ir.add(by_total, *lowered), None, Fraction(last))

    # Expressions and conditions

    def expression(self, node: Expression) -> ir.Expr:
        match node:
            case Quantity(value=value):
                return ir.Const(value)
            case Name(text=text):
                return ir.Ref(_measure(text)) if text in self.derived else ir.Cell(text)
            case Negative(operand=operand):
                return ir.Arith(ir.ArithOp.MUL, (ir.number(-1), self.expression(operand)))
            case Chain(first=first, rest=rest):
                return self._chain(first, rest)
            case _:
                assert_never(node)

    def _chain(self, first: Expression, rest: tuple[tuple[Operator, Expression], ...]) -> ir.Expr:
        """One flat node: a−b is a+(−1)×b, a÷b×c is (a×c)÷b; the values are exact, so order is free."""
        plain: list[ir.Expr] = [self.expression(first)]
        turned: list[ir.Expr] = []
        for operator, operand in rest:
            inverse = operator in (Operator.SUBTRACT, Operator.DIVIDE)
            (turned if inverse else plain).append(self.expression(operand))
        if rest[0][0] in (Operator.ADD, Operator.SUBTRACT):
            minus = (ir.Arith(ir.ArithOp.MUL, (ir.number(-1), value)) for value in turned)
            return ir.add(*plain, *minus)
        above = plain[0] if len(plain) == 1 else ir.Arith(ir.ArithOp.MUL, tuple(plain))
        return ir.Arith(ir.ArithOp.DIV, (above, *turned)) if turned else above

    def predicate(self, node: Predicate) -> ir.Expr:
        match node:
            case Atom(subject=subject, test=None, negated=negated):
                met = self.expression(subject)
            case Atom(subject=subject, test=Test() as test, negated=negated):
                met = self.tested_value(self.expression(subject), test)
            case Joined(joint=joint, parts=parts):
                op = ir.LogicOp.AND if joint is Joint.AND else ir.LogicOp.OR
                return ir.Logic(op, tuple(self.predicate(part) for part in parts))
        return ir.negate(met) if negated else met

    def tested_value(self, value: ir.Expr, test: Test) -> ir.Expr:
        bounds = (ir.Compare(_COMPARE[b.comparison], value, self.expression(b.operand)) for b in test.bounds)
        return ir.both(*bounds)


class _RuleLowering:
    """The `Lowering` that one rule's form talks to."""

    def __init__(self, table: _Lowerer, entry: Entry, owner: str) -> None:
        self.table, self.entry, self.owner = table, entry, owner

    @property
    def points(self) -> Fraction | None:
        return self.entry.points

    def expression(self, expression: Expression) -> ir.Expr:
        return self.table.expression(expression)

    def predicate(self, predicate: Predicate) -> ir.Expr:
        return self.table.predicate(predicate)

    def tested(self, subject: Expression, test: Test) -> ir.Expr:
        return self.table.tested_value(self.table.expression(subject), test)

    def label(self, part: str, body: ir.Expr) -> ir.Expr:
        return ir.Labelled(ir.Label(self.owner, part), body)

    def fact(self, part: str, body: ir.Expr) -> ir.Expr:
        name = fact_name(self.owner, part)
        self.table.facts.append(Definition(name, body))
        return ir.Ref(name)

    def ranking(self, ranking: ir.Ranking) -> str:
        name = fact_name(self.owner, "ranking")
        self.table.facts.append(Definition(name, ranking))
        return name

    def void_rule(self, number: int, when: ir.Expr) -> None:
        owner = target(self.entry, number)
        assert owner is not None  # resolve has seen to it
        self.table.voids.setdefault(owner, []).append(when)

    def void_item(self, when: ir.Expr) -> None:
        self.table.voids.setdefault(self.entry.ref, []).append(when)


def _limits(limits: Limits, deducts: bool) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and highest points that the limits allow."""
    cap = None if limits.cap is None else limits.cap.value
    floor = None if limits.floor is None else limits.floor.value
    return (floor if cap is None else -cap, None) if deducts else (floor, cap)


def _any(conditions: list[ir.Expr]) -> ir.Expr:
    return conditions[0] if len(conditions) == 1 else ir.Logic(ir.LogicOp.OR, tuple(conditions))


def _measure(name: str) -> str:
    return f"指标:{name}"


def _rule(identity: str) -> str:
    return f"条:{identity}"


def _entry(ref: str) -> str:
    return f"项:{ref}"


def _void(owner: str) -> str:
    return f"失效:{owner}"


def fact_name(owner: str, part: str) -> str:
    """The name of the definition that holds a rule's fact."""
    return f"{owner}:{part}"


derived_name, rule_name, entry_name = _measure, _rule, _entry
"""How definitions are named, for those who read an outcome's values."""
