"""Join the segments of a sentence to clauses, so that every segment is used once.

Receives the segments of a whole cell and its context; promises clauses that use every segment, a question with the
clauses of each answer, or the first segment that no joiner takes, or that two would take otherwise.

Steps, in turn: the passes make the segments ready; full points are taken out of the segments that state nothing else;
the joiners claim what is left, from the head.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import node
from creditdsl.reader.bare_points import TAKEN, taken
from creditdsl.reader.bracketed_points import with_all_points
from creditdsl.reader.heads import KIND
from creditdsl.reader.joined import Joined, Question, answered, end
from creditdsl.reader.joiners import JOINERS, KNOWING, Claim, Joiner, State, lists, predicates
from creditdsl.reader.joiners.each_or_once import each_or_once
from creditdsl.reader.joiners.shared_caps import with_shared_caps
from creditdsl.reader.joiners.shared_steps import of_both
from creditdsl.reader.joint_grades import with_joint_grades
from creditdsl.reader.meanings import Context
from creditdsl.reader.passes import ready, with_names
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Segment
from creditdsl.reader.shared_results import with_shared_results
from creditdsl.reader.step_ranges import AT_HIGHEST, AT_LOWEST, CHOSEN, WHO_CHOOSES, chosen, least, most, ranged
from creditdsl.reader.takings import takes
from creditdsl.reader.whole_tasks import with_whole_tasks


@node
class Stuck:
    """The first segment that no joiner takes."""

    segment: Segment


def join(segments: Sequence[Segment], context: Context) -> Joined | Question | Stuck:
    """Join the segments of a cell."""
    headed = with_names(segments, context)
    results = None if headed is None else ready(headed, context)
    if headed is None or results is None:
        return Stuck(segments[0])
    deducting = segments[0].subject.startswith(("扣分", "减分", "负面")) and len(headed) < len(segments)
    if (faults := taken(results, context.title)) is not None:
        joined = _claimed(faults, context, deducting)
        return Question(TAKEN, (("是", joined),)) if isinstance(joined, Joined) else Stuck(segments[0])
    if ranged(results):
        return _with_ranges(results, context, deducting) or Stuck(segments[0])
    return _claimed(results, context, deducting)


def _with_ranges(segments: list[Segment], context: Context, deducting: bool) -> Question | None:
    """Return the question which points of a range a step has; None where anything else must be asked."""
    low, high = (_claimed(ends, context, deducting) for ends in (least(segments), most(segments)))
    if not isinstance(low, Joined) or not isinstance(high, Joined) or context.points is None:
        return None
    totals = chosen(low.clauses, segments, context.points)
    if totals is None:
        return None
    return Question(WHO_CHOOSES, ((AT_LOWEST, low), (AT_HIGHEST, high), (CHOSEN, replace(low, clauses=totals))))


def _claimed(segments: list[Segment], context: Context, deducting: bool) -> Joined | Question | Stuck:
    """Claim segments that have their results, and the full points that they state."""
    shared, sharing = with_shared_results(with_joint_grades(with_whole_tasks(segments)))
    taking = any(segment.takes for segment in segments)
    full = _without_full(shared, State(context, deducting=deducting, adding=sharing, taking=taking))
    if isinstance(full, Stuck):
        return full
    state, left = full
    if (demand := with_all_points(segments, context.points)) is not None:
        words, whole = demand
        joined = _claimed([whole], context, deducting)
        return Question(words, (("是", joined),)) if isinstance(joined, Joined) else Stuck(segments[0])
    if not left and state.from_full:
        alone = not state.subject and context.points in (None, state.full)
        return Joined((), from_full=True) if alone else Stuck(segments[0])
    if not left and state.full is not None and not state.subject:
        return Joined((), headings=(f"最高{show(state.full, MAX_DIGITS)}",))
    return _joined(state, left, any(segment.label for segment in segments), segments[0])


def _joined(
    state: State, left: list[Segment], listed: bool, head: Segment, capped: int = 0
) -> Joined | Question | Stuck:
    """Claim what is left, from the head; go on from each answer where a claim asks.

    head: the last that was claimed. capped: how many clauses a cap of the heading stands behind.
    """
    while left:
        head = left[0]
        if head.part != state.part:
            state = replace(state, part=head.part, since=len(state.clauses))
        claims = _claims(state, left)
        if len(claims) != 1:
            return Stuck(head)
        alone = with_shared_caps(state, claims[0], left)
        claim = None if alone is None else each_or_once(state, alone)
        if claim is None or of_both(state, claim, left, listed) or not _bounds_all(claim, left):
            return Stuck(head)
        before, state, left = state, claim.state, left[claim.used :]
        if claim.forks:
            forks = [(answer, fork, _capped(before, fork) or capped) for answer, fork in claim.forks]
            ways = [(answer, _joined(fork, left, listed, head, behind)) for answer, fork, behind in forks]
            return answered(claim, ways) or Stuck(head)
        capped = _capped(before, state) or capped
    if capped and any(not takes(clause) for clause in state.clauses[capped:]):
        return Stuck(head)
    ended = end(state, listed)
    return Stuck(head) if ended is None else ended


def _capped(before: State, after: State) -> int:
    """Return how many clauses stand before a cap of the heading that a claim adds: 甲每次1分，最高5分。乙每次1分."""
    return len(after.clauses) if len(after.headings) > len(before.headings) else 0


def _bounds_all(claim: Claim, left: Sequence[Segment]) -> bool:
    """Return whether the limits of what is claimed say no other number of rules than there are: 以上两项累计."""
    limits = [limit for segment in left[: claim.used] for limit in segment.limits]
    return all(limit.several in (0, len(claim.state.clauses)) for limit in limits)


def _claims(state: State, left: list[Segment]) -> list[Claim]:
    """Return what the joiners claim; a segment with slots of one family is claimed by joiners that know them."""
    claims = [(joiner, joiner(state, left)) for joiner in JOINERS]
    return [claim for joiner, claim in claims if claim is not None and _knows(joiner, left[: claim.used])]


def _knows(joiner: Joiner, segments: Sequence[Segment]) -> bool:
    """Return whether a joiner knows all slots of some segments."""
    if any(segment.atoms or segment.denied for segment in segments):
        return joiner is predicates.claim
    if any(segment.jointly for segment in segments):
        return joiner is lists.claim
    if any(_beside(segment) for segment in segments):
        return False
    return joiner in KNOWING or not any(segment.special for segment in segments)


def _beside(segment: Segment) -> bool:
    """Return whether a case gives points beside those of another: 90%以上再得5分."""
    again = isinstance(segment.result, Award) and segment.result.again
    return again and (segment.test is not None or segment.place is not None)


def _without_full(segments: list[Segment], state: State) -> tuple[State, list[Segment]] | Stuck:
    """Take the full points of the item out of the segments; they must agree. Words beside them begin what follows."""
    left: list[Segment] = []
    words = ""
    for segment in segments:
        if segment.full is not None:
            if state.full not in (None, segment.full.points) or segment.subject in ("至少", "最少"):
                return Stuck(segment)
            state = replace(state, full=segment.full.points, begun=state.begun or segment.full.begins)
            state = replace(state, from_full=state.from_full or segment.full.starts)
            segment = replace(segment, full=None)
            if segment.wordy:
                words += segment.subject
                continue
        if words and segment.subject and words != state.context.title:
            segment = replace(segment, subject=words + segment.subject)
        elif words:
            if segment.statement is not None and not KIND.fullmatch(words):
                return Stuck(segment)
            state = replace(state, subject=state.subject or words)
        words = ""
        left.append(segment)
    if words and not left and words != state.context.title:
        state = replace(state, subject=words)
    return Stuck(segments[-1]) if words and left else (state, left)
