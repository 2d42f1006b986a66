"""What makes the segments of a cell ready for the joiners, pass by pass.

Receives segments and the context of the cell; promises segments that mean the same, or None where a pass sees that they
can have no certain meaning. The order counts: a pass may rest on what those before it have done.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from creditdsl.reader.attributive import with_attributes
from creditdsl.reader.bracketed_points import with_bracketed
from creditdsl.reader.clause_lists import with_clause_lists
from creditdsl.reader.definitions import with_definitions
from creditdsl.reader.deviations import with_deviations
from creditdsl.reader.divisors import with_divisors
from creditdsl.reader.event_counts import with_event_counts
from creditdsl.reader.exemptions import without_contrary
from creditdsl.reader.faults import with_faults
from creditdsl.reader.goal_shares import with_goal_shares
from creditdsl.reader.heads import with_heads
from creditdsl.reader.inspections import without_inspections
from creditdsl.reader.joiners.limits import with_caps, with_parts
from creditdsl.reader.joiners.same_steps import with_same_steps
from creditdsl.reader.joiners.scaled_cases import with_percent
from creditdsl.reader.joiners.scales import with_class_names
from creditdsl.reader.joiners.step_names import with_each
from creditdsl.reader.lacking_items import with_lacking_items
from creditdsl.reader.meanings import Context
from creditdsl.reader.members import with_labels, with_shares
from creditdsl.reader.outside_places import with_outside_places
from creditdsl.reader.part_points import with_part_points, with_portions
from creditdsl.reader.preambles import with_joined_step, without_preamble
from creditdsl.reader.products import with_products, with_tops
from creditdsl.reader.results_behind import with_results
from creditdsl.reader.segments import Segment
from creditdsl.reader.shortfalls import with_shortfalls
from creditdsl.reader.stated_formulas import with_stated_formula
from creditdsl.reader.told_again import without_told_again
from creditdsl.reader.unmet_goals import with_unmet_goals

_Pass = Callable[[Sequence[Segment]], list[Segment] | None]


def with_names(segments: Sequence[Segment], context: Context) -> list[Segment] | None:
    """Return the segments without what only introduces them, each with the whole name of what it is about."""
    return _through(
        segments,
        (
            without_inspections,
            with_portions,
            partial(without_contrary, points=context.points),
            with_clause_lists,
            with_labels,
            with_definitions,
            with_attributes,
            with_heads,
        ),
    )


def ready(segments: Sequence[Segment], context: Context) -> list[Segment] | None:
    """Return segments with names, each with its result and in the words that the joiners know."""
    points, title = context.points, context.title
    return _through(
        segments,
        (
            with_divisors,
            partial(with_stated_formula, points=points),
            partial(with_bracketed, points=points),
            partial(with_faults, context=context),
            partial(with_products, points=points),
            with_tops,
            partial(with_lacking_items, points=points),
            with_class_names,
            with_each,
            with_deviations,
            with_same_steps,
            with_percent,
            partial(with_unmet_goals, context=context),
            partial(with_goal_shares, context=context),
            with_joined_step,
            partial(without_preamble, points=points),
            partial(with_parts, points=points),
            with_caps,
            with_results,
            with_shares,
            partial(with_outside_places, title=title),
            partial(with_event_counts, points=points, title=title),
            partial(with_shortfalls, points=points),
            partial(with_part_points, points=points),
            partial(without_told_again, points=points),
        ),
    )


def _through(segments: Sequence[Segment], passes: Iterable[_Pass]) -> list[Segment] | None:
    left = list(segments)
    for each in passes:
        after = each(left)
        if after is None:
            return None
        left = after
    return left
