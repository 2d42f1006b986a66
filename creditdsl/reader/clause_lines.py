"""The line of a clause, in the words of the language.

Receives a clause; promises its line, read back and compared, or None where the language cannot say it.
"""

import re
from dataclasses import replace
from typing import assert_never

from creditdsl.reader import line_writer as code
from creditdsl.reader.clauses import (
    Calculated,
    Case,
    Clause,
    Discretion,
    Fact,
    GradeBand,
    GradeChange,
    Honour,
    Joint,
    Ladder,
    Options,
    Ranking,
    Ratio,
    Standard,
    Stated,
    Steps,
)
from creditdsl.reader.line_writer import Name, Piece
from creditdsl.reader.meanings import GradeLine, HonourLine, Target
from creditdsl.reader.phrase_kinds import Award, Formula, Scaled, Span, Test
from creditdsl.reader.segments import Atom, Result


def written(clause: Clause) -> Target | None:
    """Return the line of a clause; None where the language cannot say it."""
    match clause:
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


def _result(subject: str, result: Result) -> list[Piece]:
    """Return a result; 按百分比×6 is of the ladder's own subject."""
    if isinstance(result, Scaled):
        of = "" if result.of in ("百分比", "百分率", "比例", "比率") else result.of
        return ["得", Name(of or subject), "×", code.number(result.points)]
    return code.outcome(result)


def _measure(atom: Atom) -> Piece:
    """Return what a condition is about: a fact, or a measure that may be calculated."""
    return Name(atom.subject) if atom.test is None else _calculated(atom.subject)


def _calculated(subject: str) -> Piece:
    """Return a measure; only printed signs join measures to a calculation, as / and - also stand within names."""
    plain = re.search("[÷×+]|^(?:最[大小]|合计)\\(", subject) and not re.search("[/*]", subject)
    return code.measure(subject) if plain else Name(subject)


def _case(subject: str, case: Case) -> list[Piece]:
    return [*([] if case.test is None else code.test(case.test)), *_result(subject, case.result)]


def _pieces(
    clause: Ladder | Options | Steps | Standard | Ranking | Discretion | Ratio | Calculated | Joint,
) -> list[Piece]:
    match clause:
        case Ladder(subject=subject, cases=cases, otherwise=otherwise, limits=limits):
            pieces: list[Piece] = [_calculated(subject) if cases[0].test is not None else Name(subject)]
            for case in cases:
                pieces += _case(subject, case)
            results = [case.result for case in cases] + ([] if otherwise is None else [otherwise])
            takes = all(isinstance(one, Award) and one.takes for one in results)
            instead = "否则" if cases[0].test is None else "其余"
            rest: list[Piece] = [] if otherwise is None else [instead, *_result(subject, otherwise)]
            return [*pieces, *rest, *code.limits(limits, takes)]
        case Options(subject=subject, cases=options, otherwise=otherwise, limits=limits):
            chosen: list[Piece] = [part for word, result in options for part in (Name(word), *code.outcome(result))]
            others: list[Piece] = [] if otherwise is None else ["其余", *code.outcome(otherwise)]
            return [Name(subject), "选项", *chosen, *others, *code.limits(limits, False)]
        case Calculated(formula=formula, takes=taken, limits=limits):
            return ["扣" if taken else "得", *formula, *code.limits(limits, taken)]
        case Joint(words=words, atoms=atoms, result=result, otherwise=otherwise, limits=limits):
            joined: list[Piece] = []
            for atom, word in zip(atoms, ("", *words), strict=True):
                joined += [*([word] if word else []), *(["非"] if atom.denied else [])]
                joined += [_measure(atom), *([] if atom.test is None else code.test(atom.test))]
            results = [result] if otherwise is None else [result, otherwise]
            taken = all(isinstance(one, Award | Formula | Span) and one.takes for one in results)
            last: list[Piece] = [] if otherwise is None else ["否则", *code.outcome(otherwise)]
            return [*joined, *code.outcome(result), *last, *code.limits(limits, taken)]
        case Steps(subject=subject, size=size, award=award, limits=limits, counting=counting, without=apart):
            each = f"每{code.step(size)}{code.result(award)}"
            less: list[Piece] = [piece for name in apart for piece in ("-", Name(name))]
            return [Name(subject), *less, each, *code.limits(limits, award.takes), *([counting] if counting else [])]
        case Standard():
            return _standard(clause)
        case Ranking(subject=measure, options=settings, points=points, cases=marks, limits=limits):
            before = [*(part for case in marks for part in _case("", case)), *(["其余"] if marks else [])]
            return [measure, *before, "排名赋分", *settings, *points, *code.limits(limits, False)]
        case Discretion(subject=subject, span=span, limits=limits):
            return [Name(subject), code.result(span), *code.limits(limits, span.takes)]
        case Ratio(subject=subject, points=points, limits=limits):
            return ["得", Name(subject), f"×{code.result(points)[1:]}", *code.limits(limits, False)]
        case _:
            assert_never(clause)


def _standard(clause: Standard) -> list[Piece]:
    amount = clause.bound.amount
    in_points = amount is not None and amount.unit == "百分点"  # a step of 百分点 leads away from a share only
    bound = replace(clause.bound, amount=replace(amount, unit="%")) if amount and in_points else clause.bound
    pieces: list[Piece] = [
        _calculated(clause.subject),
        *code.test(Test((bound,), 0, 0, standard=clause.standard)),
        code.result(clause.award),
    ]
    for move in clause.moves:
        pieces.append(f"每{'超' if move.above else '低'}{code.quantity(move.size)}{code.result(move.award)}")
    for case in clause.cases:
        pieces += [*([] if case.test is None else code.test(case.test)), code.result(case.result)]
    rest: list[Piece] = [] if clause.otherwise is None else ["其余", *_result(clause.subject, clause.otherwise)]
    counting: list[Piece] = [clause.counting] if clause.counting else []
    return [*pieces, *rest, *code.limits(clause.limits, clause.award.takes), *counting]
