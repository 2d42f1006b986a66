"""Conditions of several parts that give nothing: 无制度且无台账的不得分.

Receives the clauses of a cell; promises whether they say what such a condition takes away, and what is asked where the
cell says nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Clause, Joint, Ladder, Steps
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.joiners.restated import FULL_FOR_IT
from creditdsl.reader.phrase_kinds import Award, Nothing

_NOT = re.compile("(?:没有|没能|未能|没|未|不|无|逾期|超期|延期|延迟|迟)(?P<core>.+)")


def without_points(clause: Clause) -> bool:
    """Return whether a clause is a condition of several parts that gives nothing."""
    match clause:
        case Joint(result=Nothing(item=False, spares=False, rule=""), otherwise=None):
            return True
        case _:
            return False


def gives_nothing(clause: Clause) -> bool:
    """Return whether a clause is a condition that gives nothing: what it takes away is not said."""
    match clause:
        case Joint():
            return without_points(clause)
        case Ladder(cases=cases):
            return all(isinstance(case.result, Nothing) and not case.result.item for case in cases)
        case _:
            return False


def voiding_all(clause: Clause) -> Clause:
    """Return a condition that gives nothing as one that voids the whole item."""
    match clause:
        case Joint() if gives_nothing(clause):
            return replace(clause, result=Nothing(0, 0, item=True))
        case Ladder(cases=cases) if gives_nothing(clause):
            voided = [replace(case, result=Nothing(0, 0, item=True)) for case in cases]
            return replace(clause, cases=tuple(voided))
        case _:
            return clause


def void_of_nothing(clauses: Sequence[Clause]) -> bool:
    """Return whether such a condition takes away nothing that the other clauses give for its contrary."""
    others = [clause for clause in clauses if not without_points(clause)]
    return bool(others) and any(
        isinstance(clause, Joint) and without_points(clause) and not _contrary(clause, others) for clause in clauses
    )


def _contrary(joint: Joint, others: Sequence[Clause]) -> bool:
    """Return whether each part of a condition denies what another clause gives points for."""
    cores = [None if atom.test else _NOT.fullmatch(atom.subject) for atom in joint.atoms]
    facts = [name for clause in others for name in _given_for(clause)]
    return all(core is not None and any(core["core"] in fact for fact in facts) for core in cores)


def _given_for(clause: Clause) -> list[str]:
    """Return the facts that a clause gives points for."""
    match clause:
        case Joint(atoms=atoms, result=Award(takes=False)):
            return [atom.subject for atom in atoms if not atom.denied]
        case Ladder(subject=subject, cases=cases) if all(
            isinstance(case.result, Award) and not case.result.takes for case in cases
        ):
            return [subject]
        case Steps(subject=subject, award=Award(takes=False)):
            return [subject]
        case _:
            return []


def void_alone(state: State) -> tuple[str, tuple[Clause, ...]] | None:
    """Return the question whether all others have the points of the item, and the clause that says so."""
    match state.clauses:
        case (Joint() as joint,) if without_points(joint) and state.points is not None:
            parts = [atom.subject + ("" if atom.test is None else atom.test.text) for atom in joint.atoms]
            words = parts[0] + "".join(word + part for word, part in zip(joint.words, parts[1:], strict=True))
            return FULL_FOR_IT.format(f"没有{words}"), (replace(joint, otherwise=Award(None, False, 0, 0)),)
        case _:
            return None
