"""Whose a cap is behind facts, ladders and joint conditions: 未完成的扣2分，造成事故的扣5分，累计扣分不超过6分.

Steps and standards part their limits as they are claimed. Receives the claim of another clause with the state before;
promises it with the limits that are its own, a question whose they are, or None where several rules share a cap that
no line says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from creditdsl.reader.caps import as_taken
from creditdsl.reader.clauses import Limited, Standard, Steps
from creditdsl.reader.joiners import limits as whose
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.segments import Segment
from creditdsl.reader.takings import takes


def with_shared_caps(before: State, claim: Claim, segments: Sequence[Segment]) -> Claim | None:
    """Return a claim on some segments with the limits that are of its clause alone."""
    earlier, last = before.clauses, claim.state.clauses[-1] if claim.state.clauses else None
    added = len(claim.state.clauses) - len(earlier)
    if not earlier or added != 1 or not isinstance(last, Limited) or isinstance(last, Steps | Standard):
        return claim
    placed = list(_placed(segments[: claim.used]))
    if all(map(takes, claim.state.clauses)):
        placed = [(as_taken(limit), in_part, bracketed) for limit, in_part, bracketed in placed]
    split = whose.split(placed, before)
    if split is None:
        return None
    of_rule, whole, either = split
    if len(of_rule) == len(placed):
        return claim
    if claim.forks or len(last.limits) != len(placed):
        return None
    state = replace(
        claim.state,
        clauses=(*earlier, replace(last, limits=tuple(of_rule))),
        headings=(*claim.state.headings, *map(whose.trait, whole)),
    )
    if not either:
        return replace(claim, state=state)
    several = replace(state, headings=(*state.headings, *map(whose.trait, either)))
    forks = (("管几条合起来", several), ("只管最后一条", claim.state))
    return Claim(claim.used, state, whose.WHOSE_CAP, forks)


def _placed(segments: Sequence[Segment]) -> Iterator[whose.Placed]:
    """Yield each limit, with whether it stands in the part of its rule, and whether in brackets behind it."""
    for segment in segments:
        for limit in segment.limits:
            yield limit, segment.part == segments[0].part, segment.mark == "("
