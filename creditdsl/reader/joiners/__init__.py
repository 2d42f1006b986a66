"""The joiners: each makes clauses of one family from the segments at the head of a list.

Adding one touches its file and this list.
"""

from creditdsl.reader.joiners import (
    awards,
    case_ladders,
    demands,
    discretions,
    exact_counts,
    formulas,
    from_all,
    grade_bands,
    limits,
    lists,
    none_to_do,
    only_best,
    only_voids,
    placings,
    predicates,
    restated,
    scales,
    share_of_best,
    short_of,
    standards,
    statements,
    steps,
    within_periods,
)
from creditdsl.reader.joiners.claim import Claim, Joiner, State

__all__ = ["JOINERS", "KNOWING", "Claim", "Joiner", "State"]

JOINERS: tuple[Joiner, ...] = (
    awards.claim,
    predicates.claim,
    lists.claim,
    restated.claim,
    case_ladders.claim,
    scales.claim,
    formulas.claim,
    only_best.claim,
    none_to_do.claim,
    only_voids.claim,
    steps.claim,
    standards.claim,
    short_of.claim,
    from_all.claim,
    demands.claim,
    within_periods.claim,
    exact_counts.claim,
    share_of_best.claim,
    placings.claim,
    grade_bands.claim,
    discretions.claim,
    statements.claim,
    limits.claim,
)
KNOWING: tuple[Joiner, ...] = (
    share_of_best.claim,
    placings.claim,
    grade_bands.claim,
    discretions.claim,
    statements.claim,
    predicates.claim,
)
"""The joiners of the families that have slots of their own: orders, grades, whole statements."""
