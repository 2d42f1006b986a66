"""Clauses that would take one column of the data for two things, or count what each of many gives as one.

Receives the clauses of a cell; promises True where their lines would ask for another column than the sentence means.
"""

from collections.abc import Iterator, Sequence

from creditdsl.reader.clauses import Clause, Joint, Ladder, Options, Standard
from creditdsl.reader.gains import is_fact
from creditdsl.reader.phrase_kinds import Award, Test

_OF_ALL = "\0"
"""The mark of a standard that names its measure: 全体平均（得分率）."""


def clashing(clauses: Sequence[Clause]) -> bool:
    """Return whether clauses clash in what they compare, choose or count.

    起数、人数均低于上年: two numbers of last year. 完成自评得2分；评为优秀得8分: the fact is no scale.
    1000万元得1分，最高8分: each, and not that amount alone.
    """
    return _one_standard_of_two(clauses) or _fact_as_scale(clauses) or any(map(_caps_more_than_it_gives, clauses))


def _one_standard_of_two(clauses: Sequence[Clause]) -> bool:
    subjects: dict[str, str] = {}
    return any(
        subjects.setdefault(standard, subject) != subject for standard, subject in _compared(clauses) if standard
    )


def _compared(clauses: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    """Yield what is compared with in words, and the measure that is."""
    for clause in clauses:
        match clause:
            case Ladder(subject=subject, cases=cases):
                yield from ((_standard(case.test), subject) for case in cases)
            case Joint(atoms=atoms):
                yield from ((_standard(atom.test), atom.subject) for atom in atoms)
            case Standard(subject=subject, standard=standard):
                yield "" if _OF_ALL in standard else standard, subject
            case _:
                pass


def _standard(test: Test | None) -> str:
    return "" if test is None or _OF_ALL in test.standard else test.standard


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
