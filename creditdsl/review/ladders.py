"""Ladders: every list of cases in a table that decides by one value, in the order in which they are read.

Receives a table with its types; promises for each list (分档, 名次给分, 等次, 表彰, 通报) what every
case takes of the axis of its value. Its own step because gaps, overlaps, dead cases and equal awards
are found in the same way wherever cases stand.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction

from creditdsl.base.exact import show, show_percent
from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.forms import wording
from creditdsl.forms.bands import Bands
from creditdsl.forms.ranking_after_mark import RankingAfterMark
from creditdsl.forms.ranking_places import RankingPlaces
from creditdsl.forms.results import Award, NoPoints, Result, say_result
from creditdsl.forms.standard import Standard
from creditdsl.ir import types as ir
from creditdsl.review.stretches import Axis, Region, Stretch
from creditdsl.syntax.expressions import constant
from creditdsl.syntax.nodes import (
    Chain,
    Comparison,
    Entry,
    Expression,
    Grades,
    Mention,
    Name,
    Operator,
    Places,
    Quantity,
    Scheme,
    Table,
    Test,
)
from creditdsl.syntax.walk import rules


class Scope(Enum):
    """What the cases of a ladder decide."""

    RULE = "档"
    PLACES = "名次"
    GRADE = "等次"
    HONOUR = "名单"


@node
class Case:
    """region: what it takes of the axis, None where a limit is no constant. said: as typed.

    sure: nothing but the value decides. gives: what is compared to tell whether two cases differ.
    """

    region: Region | None
    said: str
    span: Span
    result: str
    gives: object
    sure: bool = True
    test: Test | None = None


@node
class Ladder:
    """cases in order of reading: the first met is taken. rest: 其余 says what the others get.

    closed: what no case takes is decided by the cases alone, so that it may be a gap.
    """

    scope: Scope
    axis: Axis
    subject: str
    unit: str
    cases: tuple[Case, ...]
    rest: bool
    closed: bool
    table: str
    ref: str | None

    def show(self, value: Fraction) -> str:
        """`5条`, `4.5%`, `60分`, `第11名`."""
        if self.unit == "%":
            return show_percent(value)
        return f"第{show(value)}名" if self.unit == "名" else show(value) + self.unit

    def say(self, stretch: Stretch) -> str:
        """`正好5条`, `5条至7条`, `90%以上不满95%`; the stretch has two ends."""
        first, last = self.axis.first(stretch), self.axis.last(stretch)
        if first is not None and first == last:
            return f"正好{self.show(first)}"
        if self.axis.step is not None and first is not None and last is not None:
            return f"{self.show(first)}至{self.show(last)}"
        low = f"超过{self.show(stretch.start[1])}" if first is None else f"{self.show(first)}以上"
        high = f"不满{self.show(stretch.end[1])}" if last is None else f"不超过{self.show(last)}"
        return low + high


def ladders(scheme: Scheme, compiled: CompiledTable, source: Source) -> Iterator[Ladder]:
    """The ladders of a table in document order."""
    table = compiled.table
    for entry, _, rule in rules(table):
        match rule.body:
            case Bands(subject=subject, cases=cases, otherwise=otherwise):
                yield _by_value(subject, cases, otherwise is not None, True, compiled, entry, source)
            case RankingAfterMark(subject=subject, cases=cases):
                yield _by_value(subject, cases, True, True, compiled, entry, source)
            case Standard(subject=subject, cases=cases) if cases:
                yield _by_value(subject, cases, True, False, compiled, entry, source)
            case RankingPlaces(cases=places, otherwise=otherwise):
                priced = [(place, say_result(award), _gives(award, entry), place.span, True) for place, award in places]
                yield from _by_place(Scope.PLACES, priced, otherwise is not None, table, entry.ref, source)
    if table.grades is not None:
        yield from _of_grades(table.grades, scheme, table, source)
    for mention in Mention:
        named = [
            (one.places, one.name, one.name, one.places.span, True) for one in table.honours if one.mention is mention
        ]
        yield from _by_place(Scope.HONOUR, named, True, table, None, source)


def _by_value(
    subject: Expression,
    cases: Sequence[tuple[Test, Result]],
    rest: bool,
    closed: bool,
    compiled: CompiledTable,
    entry: Entry,
    source: Source,
) -> Ladder:
    axis, unit = _axis(subject, compiled)
    written = [c.operand.unit for test, _ in cases for c in test.bounds if isinstance(c.operand, Quantity)]
    built = tuple(
        Case(
            region(test, axis),
            typed(source, test.span),
            test.span,
            say_result(result),
            _gives(result, entry),
            test=test,
        )
        for test, result in cases
    )
    unit = next((one for one in written if one), unit)
    name = wording.expression(subject)
    return Ladder(Scope.RULE, axis, name, unit, built, rest, closed, compiled.table.name, entry.ref)


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


_Placed = tuple[Places, str, object, Span, bool]


def _by_place(
    scope: Scope, placed: Sequence[_Placed], rest: bool, table: Table, ref: str | None, source: Source
) -> Iterator[Ladder]:
    """A ladder for the places from the front, one for those from the end, and one each for shares."""
    for front in (True, False):
        for shares in (False, True):
            some = [one for one in placed if one[0].front is front and (one[0].share is not None) is shares]
            if not some:
                continue
            one = Fraction(1)
            axis = Axis(Fraction(0), one, None) if shares else Axis(one, None, one)
            cases = tuple(
                Case(_taken(places, axis), typed(source, span), span, result, gives, sure)
                for places, result, gives, span, sure in some
            )
            unit = "%" if shares else "名"
            subject = "名次" if front else "倒数名次"
            yield Ladder(scope, axis, subject, unit, cases, rest, front, table.name, ref)


def _taken(places: Places, axis: Axis) -> Region:
    if places.share is not None:
        return axis.satisfying([(Comparison.MORE, Fraction(0)), (Comparison.AT_MOST, places.share)])
    ends = [(Comparison.AT_LEAST, Fraction(places.first)), (Comparison.AT_MOST, Fraction(places.last))]
    return axis.satisfying(ends)


def _of_grades(grades: Grades, scheme: Scheme, table: Table, source: Source) -> Iterator[Ladder]:
    axis = Axis(None, None, Fraction(1, 10**scheme.digits))
    scored = tuple(
        Case(
            region(band.test, axis),
            typed(source, band.test.span),
            band.test.span,
            name,
            name,
            band.also is None,
            band.test,
        )
        for band in grades.bands
        if band.test is not None
        for name in (band.grade.text,)
    )
    if scored:
        yield Ladder(Scope.GRADE, axis, "总分", "分", scored, True, True, table.name, None)
    placed = [
        (band.places, band.grade.text, band.grade.text, band.places.span, band.also is None)
        for band in grades.bands
        if band.places is not None
    ]
    yield from _by_place(Scope.GRADE, placed, True, table, None, source)


def region(test: Test, axis: Axis) -> Region | None:
    """What satisfies the test; None where a limit is no constant."""
    bounds = []
    for bound in test.bounds:
        value = constant(bound.operand)
        if value is None:
            return None
        bounds.append((bound.comparison, value))
    return axis.satisfying(bounds)


def typed(source: Source, span: Span) -> str:
    """The source text of a span that lies in one line."""
    return source.line(span.line)[span.column - 1 : span.end_column - 1].strip()


def _axis(subject: Expression, compiled: CompiledTable) -> tuple[Axis, str]:
    """The values of a subject, and their unit."""
    whole = Fraction(1)
    match subject:
        case Name(text=text):
            match compiled.types.get(text):
                case ir.Count(unit=unit, low=low, high=high):
                    return Axis(low, high, whole), unit
                case ir.Ratio(low=low, high=high):
                    return Axis(low, high, None), "%"
                case ir.Number(low=low, high=high) | ir.Mark(low=low, high=high):
                    return Axis(low, high, None), ""
    return Axis(None, None, whole if _is_whole(subject, compiled) else None), ""


def _is_whole(expression: Expression, compiled: CompiledTable) -> bool:
    """Whether sums, differences and products of counts can only be whole."""
    match expression:
        case Name(text=text):
            return isinstance(compiled.types.get(text), ir.Count)
        case Quantity(value=value):
            return value.denominator == 1
        case Chain(first=first, rest=rest):
            signs = all(operator is not Operator.DIVIDE for operator, _ in rest)
            return signs and all(_is_whole(part, compiled) for part in (first, *(operand for _, operand in rest)))
        case _:
            return False
