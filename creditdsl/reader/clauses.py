"""Clauses: what a group of segments computes, each of which one form of the language can say.

A clause is one rule or one line of 等次. Joiners make clauses of segments; `written` makes lines of clauses.
"""

from typing import assert_never

from creditdsl.base.node import node
from creditdsl.reader import line_writer as code
from creditdsl.reader.line_writer import Name, Piece
from creditdsl.reader.meanings import FieldLine, GradeLine, Heading, HonourLine, Target
from creditdsl.reader.phrase_kinds import Amount, Award, Limit, Span, Test
from creditdsl.reader.segments import Result


@node
class Case:
    """A condition and its result; the test is None for a plain fact."""

    test: Test | None
    result: Result


@node
class Ladder:
    """Cases of one measure, and what the rest gets: 95%以上 得6 90%以上 得3 其余 不得分."""

    subject: str
    cases: tuple[Case, ...]
    otherwise: Result | None = None
    limits: tuple[Limit, ...] = ()


@node
class Steps:
    """Points for each of something: 每条得0.5 最高5."""

    subject: str
    size: Amount
    award: Award
    limits: tuple[Limit, ...] = ()


@node
class Ranking:
    """Points by a ranking. cases: of the units that are not ranked. options: 由低到高, 零不得分, 并列占位.

    points: what each place gets, as the language writes it.
    """

    subject: Piece
    options: tuple[str, ...]
    points: tuple[Piece, ...]
    cases: tuple[Case, ...] = ()
    limits: tuple[Limit, ...] = ()


@node
class Discretion:
    """Points that people give within a range."""

    subject: str
    span: Span
    limits: tuple[Limit, ...] = ()


@node
class Ratio:
    """A ratio times points: 得 完成率×10."""

    subject: str
    points: Award
    limits: tuple[Limit, ...] = ()


@node
class GradeBand:
    """A grade of the total and what it needs: 90分以上 优秀; 其余 is neither a test nor places."""

    name: str
    test: Test | None = None
    places: str = ""
    also: tuple[Piece, ...] = ()


@node
class GradeChange:
    """What changes the grade: 发生重大失信事件 降一档. facts: any of them is enough."""

    facts: tuple[tuple[Piece, ...], ...]
    effect: str


@node
class Honour:
    """What some places get: 前5名 先进单位."""

    places: str
    name: str


@node
class Fact:
    """A fact with a result that the language writes so: 逾期未报 本项不得分."""

    subject: str
    result: str


@node
class Stated:
    """A field or a trait that the sentence states in full."""

    target: Heading | FieldLine


@node
class Choice:
    """A clause that hangs on a question."""

    words: str
    answers: tuple[tuple[str, tuple["Clause", ...]], ...]


Clause = Ladder | Steps | Ranking | Discretion | Ratio | GradeBand | GradeChange | Honour | Fact | Stated | Choice


def written(clause: Clause) -> Target | None:
    """Return the line of a clause; None where the language cannot say it."""
    match clause:
        case Choice():
            return None
        case Stated(target=target):
            return target
        case Fact(subject=subject, result=result):
            return code.line([Name(subject), result])
        case GradeBand() | GradeChange():
            line = code.line(_grade_pieces(clause), "grade")
            return None if line is None else GradeLine(line.text)
        case Honour(places=places, name=name):
            line = code.line([places, Name(name)], "honour")
            return None if line is None else HonourLine(line.text)
        case _:
            return code.line(_pieces(clause))


def _grade_pieces(clause: GradeBand | GradeChange) -> list[Piece]:
    match clause:
        case GradeBand(name=name, test=test, places=places, also=also):
            when: list[Piece] = [places or "其余"] if test is None else [code.score(test)]
            return [*when, *(["且", *also] if also else []), Name(name)]
        case GradeChange(facts=facts, effect=effect):
            first, *others = facts
            return [*first, *(piece for fact in others for piece in ("或", *fact)), effect]
        case _:
            assert_never(clause)


def _case(case: Case) -> list[Piece]:
    return [*([] if case.test is None else code.test(case.test)), *code.outcome(case.result)]


def _pieces(clause: Ladder | Steps | Ranking | Discretion | Ratio) -> list[Piece]:
    match clause:
        case Ladder(subject=subject, cases=cases, otherwise=otherwise, limits=limits):
            pieces: list[Piece] = [Name(subject)]
            for case in cases:
                pieces += _case(case)
            takes = all(isinstance(case.result, Award) and case.result.takes for case in cases)
            rest: list[Piece] = [] if otherwise is None else ["其余", *code.outcome(otherwise)]
            return [*pieces, *rest, *code.limits(limits, takes)]
        case Steps(subject=subject, size=size, award=award, limits=limits):
            number = "" if size.value == 1 else code.quantity(size).removesuffix(size.unit)
            return [
                Name(subject),
                f"每{number}{size.unit}{code.result(award)}",
                *code.limits(limits, award.takes),
            ]
        case Ranking(subject=measure, options=options, points=points, cases=marks, limits=limits):
            before = [part for case in marks for part in _case(case)]
            return [measure, *before, "排名赋分", *options, *points, *code.limits(limits, False)]
        case Discretion(subject=subject, span=span, limits=limits):
            return [Name(subject), code.result(span), *code.limits(limits, span.takes)]
        case Ratio(subject=subject, points=points, limits=limits):
            return ["得", Name(subject), f"×{code.result(points)[1:]}", *code.limits(limits, False)]
        case _:
            assert_never(clause)
