"""The ladders of a table: 分档, 名次给分, 分组排名, 等次, 表彰 and 通报, each taken apart into its cases.

Receives a table with its types; promises for each list what every case takes of the axis of its value.
Its own step because gaps, overlaps, dead cases and equal awards are found alike wherever cases stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.forms import wording
from creditdsl.forms.bands import Bands
from creditdsl.forms.condition import Condition
from creditdsl.forms.ranking_after_mark import RankingAfterMark
from creditdsl.forms.ranking_groups import RankingGroups
from creditdsl.forms.ranking_places import RankingPlaces
from creditdsl.forms.results import Award, NoPoints, Result, is_unwritten, say_award, say_result
from creditdsl.forms.standard import Standard
from creditdsl.ir import types as ir
from creditdsl.review.ladder import Case, Ladder, Scope
from creditdsl.review.naming import Units
from creditdsl.review.stretches import Axis, Region
from creditdsl.syntax.expressions import constant
from creditdsl.syntax.nodes import (
    Applicability,
    Atom,
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
    """The ladders of a table in document order. digits: to which totals are rounded."""
    reader = _Reader(compiled, source)
    for entry, identity, rule in rules(compiled.table):
        yield from reader.of_rule(entry, identity, rule)
    if compiled.table.grades is not None:
        yield from reader.of_grades(compiled.table.grades, digits)
    mentions = dict.fromkeys(one.mention for one in compiled.table.honours)
    for mention in mentions:
        lines = [one for one in compiled.table.honours if one.mention is mention]
        named = [_Placed(one.places, one.name, one.name) for one in lines]
        yield from reader.by_place(Scope.HONOUR, "公布", named, "不在名单内", True, None, None)


@node
class _Placed:
    """A case that places decide. said: where its span does not hold the places as typed."""

    places: Places
    result: str
    gives: object
    sure: bool = True
    said: str = ""


class _Reader:
    """Takes the lists of one table apart."""

    def __init__(self, compiled: CompiledTable, source: Source) -> None:
        self.compiled, self.source, self.units = compiled, source, Units(compiled.table)

    def of_rule(self, entry: Entry, identity: str, rule: Rule) -> Iterator[Ladder]:
        match rule.body:
            case Bands(subject=subject, cases=cases, otherwise=otherwise) as body:
                left = "只能算“其余”" if not is_unwritten(otherwise) else "不扣分" if body.deducts else "不得分"
                yield self._by_value(subject, self._tested(subject, cases, entry), left, True, entry, identity)
            case Condition(when=Atom(subject=subject, test=Test() as test, negated=False), result=result):
                yield self._by_value(
                    subject, self._tested(subject, [(test, result)], entry), "", False, entry, identity
                )
            case RankingAfterMark(subject=subject, cases=cases):
                yield self._by_value(
                    subject, self._tested(subject, cases, entry), "只能和“其余”的一起排名", True, entry, identity
                )
            case Standard(subject=subject, cases=cases, criterion=criterion, award=award) if cases:
                test = Test((criterion,), span=criterion.span)
                standard = self._case(test, self._axis(subject), say_award(award), rule)
                yield self._by_value(
                    subject, (*self._tested(subject, cases, entry), standard), "", False, entry, identity
                )
            case RankingPlaces(cases=places, otherwise=otherwise):
                priced = [_Placed(place, say_result(award), _gives(award, entry)) for place, award in places]
                left = "不得分" if is_unwritten(otherwise) else "只能算“其余”"
                yield from self.by_place(
                    Scope.PLACES, identity, priced, left, not is_unwritten(otherwise), entry.ref, entry.applies
                )
            case RankingGroups(groups=groups):
                sides = [Places(one.front, 1, one.count, span=one.points.span) for one in groups]
                grouped = [_Placed(place, "", place, said=wording.places(place)) for place in sides]
                yield from self.by_place(Scope.PLACES, identity, grouped, "", True, entry.ref, entry.applies)

    def _by_value(
        self, subject: Expression, cases: tuple[Case, ...], left: str, closed: bool, entry: Entry, identity: str
    ) -> Ladder:
        written = (
            bound.operand.unit
            for case in cases
            if case.test is not None
            for bound in case.test.bounds
            if isinstance(bound.operand, Quantity)
        )
        unit = next((one for one in written if one), self._unit(subject))
        rest = left.endswith(("“其余”", "排名"))
        return Ladder(
            Scope.RULE,
            identity,
            self._axis(subject),
            wording.expression(subject),
            unit,
            cases,
            left,
            rest,
            closed,
            None,
            self.compiled.table.name,
            entry.ref,
        )

    def _tested(self, subject: Expression, cases: Iterable[tuple[Test, Result]], entry: Entry) -> tuple[Case, ...]:
        axis = self._axis(subject)
        return tuple(self._case(test, axis, say_result(result), _gives(result, entry)) for test, result in cases)

    def _case(self, test: Test, axis: Axis, result: str, gives: object, sure: bool = True) -> Case:
        return Case(_region(test, axis), self.typed(test.span), test.span, result, gives, sure, test)

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
        """A ladder for the places from the front, one for those from the end, and one each for shares."""
        for front, shares in ((True, False), (True, True), (False, False), (False, True)):
            some = [one for one in placed if one.places.front is front and (one.places.share is not None) is shares]
            if not some:
                continue
            axis = Axis(Fraction(0), _ONE, None) if shares else Axis(_ONE, None, _ONE)
            cases = tuple(
                Case(
                    _taken(one.places, axis),
                    one.said or self.typed(one.places.span),
                    one.places.span,
                    one.result,
                    one.gives,
                    one.sure,
                )
                for one in some
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
        """How many units are placed. Where no 名单 is given, one name in 适用 may stand for a group."""
        if applies is not None and not self.compiled.table.roster and len(applies.names) < 2:
            return None
        units = self.units.of(applies)
        return None if units is None else len(units)

    def of_grades(self, grades: Grades, digits: int) -> Iterator[Ladder]:
        axis = Axis(None, None, Fraction(1, 10**digits))
        said = {band.grade.text: f"是“{band.grade.text}”" for band in grades.bands}
        scored = tuple(
            self._case(band.test, axis, said[band.grade.text], band.grade.text, band.also is None)
            for band in grades.bands
            if band.test is not None
        )
        placed = [
            _Placed(band.places, said[band.grade.text], band.grade.text, band.also is None)
            for band in grades.bands
            if band.places is not None
        ]
        others = f"只能算“其余”的“{grades.bands[-1].grade.text}”"
        rest = grades.bands[-1].is_rest
        if scored:
            name = self.compiled.table.name
            alone = not placed  # places may take what the scores leave
            yield Ladder(Scope.GRADE, "等次", axis, "总分", "分", scored, others, rest, alone, None, name, None)
        yield from self.by_place(Scope.GRADE, "等次", placed, others, rest, None, None)

    def typed(self, span: Span) -> str:
        """The source text of a span that lies in one line."""
        return self.source.line(span.line)[span.column - 1 : span.end_column - 1].strip()

    def _unit(self, subject: Expression) -> str:
        kind = self.compiled.types.get(subject.text) if isinstance(subject, Name) else None
        return kind.unit if isinstance(kind, ir.Count) else "%" if isinstance(kind, ir.Ratio) else ""

    def _axis(self, subject: Expression) -> Axis:
        """The values that a subject can take."""
        match self.compiled.types.get(subject.text) if isinstance(subject, Name) else None:
            case ir.Count(low=low, high=high):
                return Axis(low, high, _ONE)
            case ir.Ratio(low=low, high=high) | ir.Number(low=low, high=high) | ir.Mark(low=low, high=high):
                return Axis(low, high, None)
            case _:
                return Axis(None, None, _ONE if self._is_whole(subject) else None)

    def _is_whole(self, expression: Expression) -> bool:
        """Whether sums, differences and products of counts can only be whole."""
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


def _gives(result: Result, entry: Entry) -> object:
    """What two results are compared by: the points where they are fixed, else the result itself."""
    match result:
        case Award(value=None, prices=(), deducts=False) if entry.points is not None:
            return entry.points
        case Award(value=Quantity(value=value), prices=(), deducts=deducts):
            return -value if deducts else value
        case NoPoints():
            return Fraction(0)
        case _:
            return result


def _region(test: Test, axis: Axis) -> Region | None:
    """What satisfies the test; None where a limit is no constant."""
    bounds = [(bound.comparison, constant(bound.operand)) for bound in test.bounds]
    fixed = [(comparison, value) for comparison, value in bounds if value is not None]
    return axis.satisfying(fixed) if len(fixed) == len(bounds) else None


def _taken(places: Places, axis: Axis) -> Region:
    if places.share is not None:
        return axis.satisfying([(Comparison.MORE, Fraction(0)), (Comparison.AT_MOST, places.share)])
    ends = [(Comparison.AT_LEAST, Fraction(places.first)), (Comparison.AT_MOST, Fraction(places.last))]
    return axis.satisfying(ends)
