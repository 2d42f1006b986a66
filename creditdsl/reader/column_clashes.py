"""Clauses that would take one column of the data for two things, or count what each of many gives as one.

Receives the clauses of a cell; promises True where their lines would ask for another column than the sentence means.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, Clause, Joint, Ladder, Options, Ranking, Standard, Steps
from creditdsl.reader.gains import is_fact, is_goal
from creditdsl.reader.phrase_kinds import MEAN_OF, Amount, Award, Bound, Test
from creditdsl.reader.takings import takes


def clashing(clauses: Sequence[Clause]) -> bool:
    """Return whether clauses clash in what they compare, choose or count.

    起数、人数均低于上年: two numbers of last year. 完成自评得2分；评为优秀得8分: the fact is no scale.
    1000万元得1分，最高8分: each, and not that amount alone. 培训2次以上得5分，培训100人以上得5分: two columns.
    """
    return (
        _one_standard_of_two(clauses)
        or _fact_as_scale(clauses)
        or any(map(_caps_more_than_it_gives, clauses))
        or _in_two_units(clauses)
        or _place_again(clauses)
    )


def _place_again(clauses: Sequence[Clause]) -> bool:
    """Return whether a place loses points, and more if it comes again: 末位扣2分，连续两次末位扣5分."""
    losing = any(isinstance(clause, Ranking) and takes(clause) for clause in clauses)
    return losing and any(isinstance(clause, Ladder) and _AGAIN.search(clause.subject) for clause in clauses)


_AGAIN = re.compile("(?:连续|再次|多次|累计).*(?:末位|倒数|最后|[前后].+[名位]|排名)")


def _in_two_units(clauses: Sequence[Clause]) -> bool:
    """Return whether two clauses count the same measure in two units."""
    counted: dict[str, str] = {}
    return any(counted.setdefault(subject, unit) != unit for subject, unit in _counted(clauses) if unit)


def _counted(clauses: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    """Yield each measure with the unit in which it is counted; a share is in %."""
    for clause in clauses:
        match clause:
            case Ladder(subject=subject, cases=cases):
                yield from ((subject, _unit(case.test)) for case in cases)
            case Joint(atoms=atoms):
                yield from ((atom.subject, _unit(atom.test)) for atom in atoms)
            case Standard(subject=subject, bound=Bound(amount=Amount(unit=unit))):
                yield subject, _PERCENT.get(unit, unit)
            case Steps(subject=subject, size=Amount(unit=unit)):
                yield subject, _PERCENT.get(unit, unit)
            case _:
                pass


_PERCENT = {"百分点": "%"}


def _unit(test: Test | None) -> str:
    amount = None if test is None else test.bounds[0].amount
    return "" if amount is None else _PERCENT.get(amount.unit, amount.unit)


def _one_standard_of_two(clauses: Sequence[Clause]) -> bool:
    subjects: dict[str, str] = {}
    return any(
        subjects.setdefault(standard, subject) != subject for standard, subject in _compared(clauses) if standard
    )


def with_own_goals(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return clauses in which each measure has the goal of its own: 甲率高于指标扣2分，乙率高于指标扣2分."""
    subjects: dict[str, set[str]] = {}
    for standard, subject in _compared(clauses):
        if standard and is_goal(standard):
            subjects.setdefault(standard, set()).add(subject)
    shared = {standard for standard, named in subjects.items() if len(named) > 1}
    return tuple(_with_own_goal(clause, shared) for clause in clauses)


def _with_own_goal(clause: Clause, shared: Container[str]) -> Clause:
    match clause:
        case Ladder(subject=subject, cases=cases) if any(_standard(case.test) in shared for case in cases):
            return replace(clause, cases=tuple(_of_own(case, subject) for case in cases))
        case Standard(subject=subject, standard=standard) if standard in shared:
            return replace(clause, standard=f"{subject}{standard}")
        case _:
            return clause


def _of_own(case: Case, subject: str) -> Case:
    test = case.test
    return case if test is None else replace(case, test=replace(test, standard=f"{subject}{test.standard}"))


def _compared(clauses: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    """Yield what is compared with in words, and the measure that is."""
    for clause in clauses:
        match clause:
            case Ladder(subject=subject, cases=cases):
                yield from ((_standard(case.test), subject) for case in cases)
            case Joint(atoms=atoms):
                yield from ((_standard(atom.test), atom.subject) for atom in atoms)
            case Standard(subject=subject, standard=standard):
                yield "" if standard.startswith(MEAN_OF) else standard, subject
            case _:
                pass


def _standard(test: Test | None) -> str:
    return "" if test is None or test.standard.startswith(MEAN_OF) else test.standard


def _fact_as_scale(clauses: Sequence[Clause]) -> bool:
    facts = {clause.subject for clause in clauses if isinstance(clause, Ladder) and is_fact(clause)}
    return any(isinstance(clause, Options) and clause.subject in facts for clause in clauses)


def _caps_more_than_it_gives(clause: Clause) -> bool:
    match clause:
        case Ladder(cases=(case,), otherwise=None, limits=limits) if case.test is not None:
            award = case.result
            caps = [limit.points for limit in limits if limit.kind == "cap" and limit.points is not None]
            return isinstance(award, Award) and award.points is not None and any(cap > award.points for cap in caps)
        case _:
            return False
