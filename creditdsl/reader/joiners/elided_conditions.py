"""Conditions that a later fact leaves out: 办结率90%以上且无投诉的得10分，有投诉的得8分.

Receives the clauses of a cell; promises the question whether a fact that is the contrary of one part of a condition
needs its other parts, too, and whether what such a fact takes is taken from points that it has not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from creditdsl.reader.clauses import Case, Clause, Joint, Ladder
from creditdsl.reader.gains import contrary, gives
from creditdsl.reader.phrase_kinds import Award, Test
from creditdsl.reader.segments import Atom
from creditdsl.reader.takings import takes

ALSO_NEEDED = "“{}”的，是不是也要“{}”？"
Answers = tuple[tuple[str, tuple[Clause, ...]], ...]
_POLAR = re.compile(
    "(?:(?P<denied>未|无|没有?|不)(?:发生|出现|存在|发现|被|受到?)?|有|已|发生|出现|存在|发现|被|受到?)?(?P<what>.+)"
)


def left_out(clauses: Sequence[Clause]) -> tuple[str, Answers] | None:
    """Return the question which conditions a fact needs, with the clauses of each answer."""
    for at, (before, fact) in enumerate(pairwise(clauses), 1):
        others = _others(before, fact)
        if others and gives(fact) and isinstance(fact, Ladder) and isinstance(before, Joint):
            (case,) = fact.cases
            words = "且".join(atom.subject + (atom.test.text if atom.test is not None else "") for atom in others)
            whole = Joint(("且",) * len(others), (*others, Atom(fact.subject, case.test)), case.result)
            needed = (*clauses[:at], replace(whole, limits=fact.limits), *clauses[at + 1 :])
            shown = fact.subject + (case.test.text if case.test is not None else "")
            return ALSO_NEEDED.format(shown, words), (("要", needed), ("不要", tuple(clauses)))
    return None


def takes_from_none(clauses: Sequence[Clause]) -> bool:
    """Return whether a fact takes points where the condition before has given none: 甲且无投诉得10分，有投诉扣2分."""
    return any(takes(fact) and bool(_others(before, fact)) for before, fact in pairwise(clauses))


def _others(before: Clause, fact: Clause) -> tuple[Atom, ...]:
    """Return the parts of a condition but the one that a fact is the contrary of; none where it is of no part."""
    match before, fact:
        case (
            Joint(words=words, atoms=atoms, result=Award(takes=False) as award, otherwise=None),
            Ladder(subject=subject, cases=(Case(test=test),), otherwise=None),
        ) if set(words) == {"且"}:
            denied = [atom for atom in atoms if _another_case(atom, subject, test, award)]
            return tuple(atom for atom in atoms if atom not in denied) if len(denied) == 1 else ()
        case _:
            return ()


def _another_case(atom: Atom, subject: str, test: Test | None, award: Award) -> bool:
    """Return whether a fact is the contrary of a part, or compares the same measure otherwise: 90%以上, 80%以上."""
    if atom.test is None or test is None:
        return atom.test is None and test is None and _contrary(atom, subject, award)
    return atom.subject == subject and atom.test.bounds != test.bounds


def _contrary(atom: Atom, subject: str, award: Award) -> bool:
    """Return whether a part of a condition and a fact cannot both hold: 无投诉, 有投诉; 按时报送, 逾期报送."""
    mine, other = _POLAR.fullmatch(atom.subject), _POLAR.fullmatch(subject)
    if mine is None or other is None:
        return False
    denied = (mine["denied"] is not None) is not (other["denied"] is not None)
    facts = [Ladder(words, (Case(None, award),)) for words in (atom.subject, subject)]
    return (denied and mine["what"] == other["what"]) or contrary(facts)
