"""The joiners: each makes clauses of one family from the segments at the head of a list.

Adding one touches its file and this list.
"""

from creditdsl.reader.joiners import awards, counts, discretions, formulas, ladders, lists, options, placings, restated, steps
from creditdsl.reader.joiners.claim import Claim, Joiner, State

__all__ = ["JOINERS", "Claim", "Joiner", "State"]

JOINERS: tuple[Joiner, ...] = (
    awards.claim,
    lists.claim,
    restated.claim,
    ladders.claim,
    counts.claim,
    options.claim,
    formulas.claim,
    formulas.only_best,
    steps.claim,
    placings.claim,
    discretions.claim,
)
