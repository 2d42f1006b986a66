"""The joiners: each makes clauses of one family from the segments at the head of a list.

Adding one touches its file and this list.
"""

from creditdsl.reader.joiners import awards, discretions, grade_bands, placings, statements, steps
from creditdsl.reader.joiners.claim import Claim, Joiner, State

__all__ = ["JOINERS", "Claim", "Joiner", "State"]

JOINERS: tuple[Joiner, ...] = (
    awards.claim,
    steps.claim,
    placings.claim,
    grade_bands.claim,
    discretions.claim,
    statements.claim,
)
