"""Faults between commas with points for each: 未成立机构，未制定方案，未明确专人的，各扣1分.

Receives the segments of a cell; promises such faults as the members of a list, which a result for each may follow.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.members import FAULT
from creditdsl.reader.phrase_kinds import Award, Shares
from creditdsl.reader.segments import Segment


def with_clause_lists(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with faults between commas as one list, where each of them loses points."""
    left: list[Segment] = []
    for segment in segments:
        head = _head(left, segment) if _apiece(segment) else len(left)
        faults = clauses_of([*left[head:], segment] if segment.subject else left[head:])
        if len(faults) > 1 and all(map(FAULT.search, faults)):
            first = left[head]
            whole = replace(segment, start=first.start, subject="、".join(faults), listed=tuple(faults))
            left[head:] = [replace(whole, mark=first.mark, label=first.label)]
        else:
            left.append(segment)
    return left


def _apiece(segment: Segment) -> bool:
    """Return whether a segment says that each of several things loses points."""
    match segment.result:
        case Award(sharing=True, takes=True, again=False, below=False) | Shares(takes=True):
            return segment.only("subject", "result") and segment.mark == ","
        case _:
            return False


def _head(before: Sequence[Segment], segment: Segment) -> int:
    """Return where the words begin that stand before a result in its part."""
    head = len(before)
    while head and before[head - 1].wordy and before[head - 1].part == segment.part and not before[head - 1].listed:
        head -= 1
        if before[head].mark not in (",", "、"):
            break
    return head


def clauses_of(segments: Sequence[Segment]) -> list[str]:
    """Return the words between commas; 、 only lists."""
    clauses: list[str] = []
    for segment in segments:
        if segment.mark == "、" and clauses:
            clauses[-1] += f"、{segment.subject}"
        else:
            clauses.append(segment.subject)
    return clauses
