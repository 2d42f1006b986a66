"""Conditions of several parts, and those that must not hold: 制定方案且按时报送的得2分; 甲机制为否的，扣1分."""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Joint
from creditdsl.reader.gains import compares
from creditdsl.reader.joiners.claim import Claim, State, closing
from creditdsl.reader.phrase_kinds import Award, Formula, Nothing, Span
from creditdsl.reader.segments import Atom, Segment


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    closed = closing(segments, 1)
    if not (first.atoms or first.denied) or closed is None or not _plain(first):
        return None
    used, rest, limits = closed
    last = Atom(first.subject, first.test, first.denied)
    atoms = (*(atom for atom, _ in first.atoms), last)
    if first.result is None or not all(_whole(atom) for atom in atoms):
        return None
    if isinstance(rest, Nothing) and not (rest.item or rest.rule):
        rest = None
    again = isinstance(first.result, Award) and first.result.again
    if again and not state.clauses:
        return None
    words = tuple(word for _, word in first.atoms)
    joint = Joint(words, atoms, first.result, rest, (*first.limits, *limits))
    return Claim(
        used, replace(state, clauses=(*state.clauses, joint), subject=first.subject, adding=state.adding or again)
    )


def _plain(segment: Segment) -> bool:
    """Return whether a segment is a condition and a result, and nothing else."""
    award = segment.result
    if isinstance(award, Award) and (award.sharing or award.below):
        return False
    known = segment.only("subject", "test", "result", "limits", "atoms", "denied")
    return known and isinstance(award, Award | Nothing | Formula | Span)


def _whole(atom: Atom) -> bool:
    """Return whether a part of a condition says what it is about, and how its amount compares."""
    if not atom.subject or compares(atom.subject):
        return False
    return atom.test is None or not atom.test.exact
