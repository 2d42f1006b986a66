"""The ladders of a table: the cases of its rules, 等次, 表彰 and 通报, each laid out on an axis.

Receives a table with its types; promises for each list what every case takes of the axis of its value.
A rule's cases are those that its form answers (`Form.ladder`), so a new form is read as the old ones are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.forms import wording
from creditdsl.forms.answers import Cases
from creditdsl.forms.base import Form, form_of
from creditdsl.ir import types as ir
from creditdsl.review.asking import points_of
from creditdsl.review.ladder import Case, Ladder, Scope, written_unit
from creditdsl.review.naming import Units
from creditdsl.review.stretches import Axis, Region
from creditdsl.syntax.expressions import constant
from creditdsl.syntax.nodes import (
    Applicability,
    Chain,
    Comparison,
    Entry,
    Expression,
    Grades,
    Name,
    Operator,
    Places,
    Quantity,
    Rule,
    Test,
)
from creditdsl.syntax.walk import rules

_ONE = Fraction(1)


def ladders(compiled: CompiledTable, digits: int, source: Source) -> Iterator[Ladder]:
    """Yield the ladders of a table in document order; digits: decimal places of totals."""
    reader = _Reader(compiled, source)
    for entry, identity, rule in rules(compiled.table):
        yield from reader.of_rule(entry, identity, rule)
    if compiled.table.grades is not None:
        yield from reader.of_grades(compiled.table.grades, digits)
    honours = compiled.table.honours
    for mention in dict.fromkeys(honour.mention for honour in honours):
        named = [
            _Placed(honour.places, honour.name, honour.name, not honour.grade and honour.also is None)
            for honour in honours
            if honour.mention is mention and honour.places is not None
        ]
        yield from reader.by_place(Scope.HONOUR, mention, named, "不在名单内", True, None, None)


@node
class _Placed:
    """A case that places decide."""

    places: Places
    result: str
    gives: object
    sure: bool = True


class _Reader:
    """Takes the lists of one table apart."""

    def __init__(self, compiled: CompiledTable, source: Source) -> None:
        self.compiled, self.source, self.units = compiled, source, Units(compiled.table)

    def of_rule(self, entry: Entry, identity: str, rule: Rule) -> Iterator[Ladder]:
        form = form_of(rule)
        cases = form.ladder()
        if cases is None or cases.subject is None:
            return
        standards = [(counted.criterion,) for counted in form.counts_of()]
        tested: list[Case] = []
        placed: list[_Placed] = []
        for when, result in cases.cases:
            match when:
                case Test():  # what a standard gives is moved by steps, so it equals no other case
                    gives = when if when.bounds in standards else points_of(result, entry)
                    tested.append(self._case(when, self._axis(cases.subject), result.words(), gives))
                case Places():
                    placed.append(_Placed(when, result.words(), points_of(result, entry)))
                case _:
                    pass
        left, rest, points = _left(form, cases), not cases.unwritten, _points_left(form, cases, entry)
        if tested:
            yield replace(self._by_value(cases.subject, tuple(tested), left, rest, entry, identity), left=points)
        for ladder in self.by_place(Scope.PLACES, identity, placed, left, rest, entry.ref, entry.applies):
            yield replace(ladder, left=points)

    def _by_value(
        self, subject: Expression, cases: tuple[Case, ...], left: str, rest: bool, entry: Entry, identity: str
    ) -> Ladder:
        tests = (case.test for case in cases if case.test is not None)
        unit = written_unit(tests) or self._unit(subject)
        return Ladder(
            Scope.RULE,
            identity,
            self._axis(subject),
            wording.expression(subject),
            unit,
            cases,
            left,
            rest,
            bool(left),
            None,
            self.compiled.table.name,
            entry.ref,
        )

    def _case(self, test: Test, axis: Axis, result: str, gives: object, sure: bool = True) -> Case:
        return Case(_region(test, axis), self._typed(test.span), test.span, result, gives, sure, test)

    def by_place(
        self,
        scope: Scope,
        group: str,
        placed: Sequence[_Placed],
        left: str,
        rest: bool,
        ref: str | None,
        applies: Applicability | None,
    ) -> Iterator[Ladder]:
        """Yield a ladder for the places from the front, one for those from the end, and one each for shares."""
        for front, shares in ((True, False), (True, True), (False, False), (False, True)):
            alike = [case for case in placed if (case.places.front, case.places.share is not None) == (front, shares)]
            if not alike:
                continue
            axis = Axis(Fraction(0), _ONE, None) if shares else Axis(_ONE, None, _ONE)
            cases = tuple(
                Case(
                    _taken(case.places, axis),
                    self._typed_places(case.places),
                    case.places.span,
                    case.result,
                    case.gives,
                    case.sure,
                )
                for case in alike
            )
            unit, subject = "%" if shares else "名", "名次" if front else "倒数的名次"
            yield Ladder(
                scope,
                group,
                axis,
                subject,
                unit,
                cases,
                left,
                rest,
                front and scope is not Scope.HONOUR,
                self._count(applies),
                self.compiled.table.name,
                ref,
            )

    def _count(self, applies: Applicability | None) -> int | None:
        """Return how many units are placed. Where no 名单 is given, one name in 适用 may stand for a group."""
        if applies is not None and not self.compiled.table.roster and len(applies.names) < 2:
            return None
        units = self.units.of(applies)
        return None if units is None else len(units)

    def of_grades(self, grades: Grades, digits: int) -> Iterator[Ladder]:
        axis = Axis(None, None, Fraction(1, 10**digits))
        words = {band.grade.text: f"是“{band.grade.text}”" for band in grades.bands}
        scored = tuple(
            self._case(
                band.test, axis, words[band.grade.text], band.grade.text, band.also is None and band.quota is None
            )
            for band in grades.bands
            if band.test is not None
        )
        placed = [
            _Placed(band.places, words[band.grade.text], band.grade.text, band.also is None)
            for band in grades.bands
            if band.places is not None and band.test is None and not (band.quota and band.quota.groups)
        ]
        others = f"只能算“其余”的“{grades.bands[-1].grade.text}”"
        rest = grades.bands[-1].is_rest
        if scored:
            name = self.compiled.table.name
            alone = all(band.quota is None for band in grades.bands)  # places may take what the scores leave
            yield Ladder(Scope.GRADE, "等次", axis, "总分", "分", scored, others, rest, alone, None, name, None)
        yield from self.by_place(Scope.GRADE, "等次", placed, others, rest, None, None)

    def _typed(self, span: Span) -> str:
        """Return the source text of a span that lies in one line."""
        return self.source.line(span.line)[span.column - 1 : span.end_column - 1].strip()

    def _typed_places(self, places: Places) -> str:
        """Return the places as typed, in official words where their span holds only their points."""
        typed = self._typed(places.span)
        return typed if typed.endswith(("名", "%", "％")) else wording.places(places)

    def _unit(self, subject: Expression) -> str:
        kind = self.compiled.types.get(subject.text) if isinstance(subject, Name) else None
        return kind.unit if isinstance(kind, ir.Count | ir.Number) else "%" if isinstance(kind, ir.Ratio) else ""

    def _axis(self, subject: Expression) -> Axis:
        """Return the values that a subject can take."""
        match self.compiled.types.get(subject.text) if isinstance(subject, Name) else None:
            case ir.Count(low=low, high=high):
                return Axis(low, high, _ONE)
            case ir.Ratio(low=low, high=high) | ir.Number(low=low, high=high) | ir.Mark(low=low, high=high):
                return Axis(low, high, None)
            case _:
                return Axis(None, None, _ONE if self._is_whole(subject) else None)

    def _is_whole(self, expression: Expression) -> bool:
        """Return whether sums, differences and products of counts can only be whole."""
        match expression:
            case Name(text=text):
                return isinstance(self.compiled.types.get(text), ir.Count)
            case Quantity(value=value):
                return value.denominator == 1
            case Chain(first=first, rest=rest):
                whole = all(self._is_whole(part) for part in (first, *(operand for _, operand in rest)))
                return whole and all(operator is not Operator.DIVIDE for operator, _ in rest)
            case _:
                return False


def _left(form: Form, cases: Cases) -> str:
    """Return what units get that no case takes; empty where the cases alone do not decide it."""
    if cases.otherwise is None:
        return "" if form.ranked() is None else "只能和“其余”的一起排名"
    if cases.unwritten:
        return "不扣分" if form.deducts else "不得分"
    return "只能算“其余”"


def _points_left(form: Form, cases: Cases, entry: Entry) -> Fraction | None:
    """Return the most points that units get that no case takes: those of 其余, or of the first of the ranked."""
    if cases.otherwise is None:
        ranked = form.ranked()
        return None if ranked is None or ranked.best is None else ranked.best.value
    points = points_of(cases.otherwise, entry)
    return points if isinstance(points, Fraction) else None


def _region(test: Test, axis: Axis) -> Region | None:
    """Return what satisfies the test; None where a limit is no constant."""
    bounds = [(bound.comparison, constant(bound.operand)) for bound in test.bounds]
    fixed = [(comparison, value) for comparison, value in bounds if value is not None]
    return axis.satisfying(fixed) if len(fixed) == len(bounds) else None


def _taken(places: Places, axis: Axis) -> Region:
    if places.share is not None:
        return axis.satisfying([(Comparison.MORE, Fraction(0)), (Comparison.AT_MOST, places.share)])
    ends = [(Comparison.AT_LEAST, Fraction(places.first)), (Comparison.AT_MOST, Fraction(places.last))]
    return axis.satisfying(ends)
