"""Join the segments of a sentence to clauses, so that every segment is used once.

Receives the segments of a whole cell and its context; promises clauses that use every segment, a question with the
clauses of each answer, or the first segment that no joiner takes, or that two would take otherwise.

Steps, in turn: a condition and the result behind it become one segment (按要求报送，得5分); full points are taken out
of the segments that state nothing else; the joiners claim what is left, from the head.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import node
from creditdsl.reader.attributive import with_attributes
from creditdsl.reader.bare_points import TAKEN, taken
from creditdsl.reader.bracketed_points import with_all_points, with_bracketed
from creditdsl.reader.clause_lists import with_clause_lists
from creditdsl.reader.definitions import with_definitions
from creditdsl.reader.deviations import with_deviations
from creditdsl.reader.divisors import with_divisors
from creditdsl.reader.event_counts import with_event_counts
from creditdsl.reader.exemptions import without_contrary
from creditdsl.reader.faults import with_faults
from creditdsl.reader.goal_shares import with_goal_shares
from creditdsl.reader.heads import KIND, with_heads
from creditdsl.reader.inspections import without_inspections
from creditdsl.reader.joined import Joined, Question, answered, end
from creditdsl.reader.joiners import JOINERS, KNOWING, Claim, Joiner, State, lists, predicates
from creditdsl.reader.joiners.each_or_once import each_or_once
from creditdsl.reader.joiners.limits import with_caps, with_parts
from creditdsl.reader.joiners.same_steps import with_same_steps
from creditdsl.reader.joiners.scaled_cases import with_percent
from creditdsl.reader.joiners.scales import with_class_names
from creditdsl.reader.joiners.shared_caps import with_shared_caps
from creditdsl.reader.joiners.shared_steps import of_both
from creditdsl.reader.joiners.step_names import with_each
from creditdsl.reader.joint_grades import with_joint_grades
from creditdsl.reader.lacking_items import with_lacking_items
from creditdsl.reader.meanings import Context
from creditdsl.reader.members import ACTION, FAULT, with_labels, with_shares
from creditdsl.reader.outside_places import with_outside_places
from creditdsl.reader.part_points import with_part_points, with_portions
from creditdsl.reader.phrase_kinds import Award, Grade
from creditdsl.reader.preambles import with_joined_step, without_preamble
from creditdsl.reader.products import with_products, with_tops
from creditdsl.reader.segments import Segment
from creditdsl.reader.shared_results import with_shared_results
from creditdsl.reader.shortfalls import with_shortfalls
from creditdsl.reader.stated_formulas import with_stated_formula
from creditdsl.reader.step_ranges import AT_HIGHEST, AT_LOWEST, CHOSEN, WHO_CHOOSES, chosen, least, most, ranged
from creditdsl.reader.takings import takes
from creditdsl.reader.told_again import without_told_again
from creditdsl.reader.unmet_goals import with_unmet_goals
from creditdsl.reader.whole_tasks import with_whole_tasks

_PLAINLY = re.compile(
    "(?:对|将)?(?:其|(?:该|责任|有关|相关)(?:单位|部门))?(?:将|应当?|则|即|均|都|在)?"
    "(?:当年度?|本年度?|年度|年终)?(?:综合|工作|目标|绩效)?(?:考核|考评|评价|评估|测评)?(?:结果|等次|等级|工作)?(?:中|时)?(?:将|应当?|一律|直接)?"
)
"""Words between a condition and the grade that follows from it which say nothing more."""
_WHOM = re.compile("(?:责任|主管|行业主管|牵头|所在|该|本)(?:部门|单位)")


@node
class Stuck:
    """The first segment that no joiner takes."""

    segment: Segment


def join(segments: Sequence[Segment], context: Context) -> Joined | Question | Stuck:
    """Join the segments of a cell."""
    portions = with_portions(without_inspections(segments))
    exempting = None if portions is None else without_contrary(portions, context.points)
    named = None if exempting is None else with_attributes(with_definitions(with_labels(with_clause_lists(exempting))))
    headed = None if named is None else with_heads(named)
    instead = None if headed is None else with_divisors(headed)
    reckoned = None if instead is None else with_stated_formula(instead, context.points)
    bracketed = None if reckoned is None else with_bracketed(reckoned, context.points)
    whole = None if bracketed is None else with_tops(with_products(with_faults(bracketed, context), context.points))
    if headed is None or whole is None:
        return Stuck(segments[0])
    deducting = segments[0].subject.startswith(("扣分", "减分", "负面")) and len(headed) < len(segments)
    lacking = with_class_names(with_lacking_items(whole, context.points))
    stepped = with_same_steps(with_deviations(with_each(lacking)))
    goals = with_goal_shares(with_unmet_goals(with_percent(stepped), context), context)
    plain = without_preamble(with_joined_step(goals), context.points)
    results = with_shares(_with_results(with_caps(with_parts(plain, context.points))))
    results = None if results is None else with_part_points(_with_numbers(results, context), context.points)
    if results is None:
        return Stuck(segments[0])
    results = without_told_again(results, context.points)
    if (faults := taken(results, context.title)) is not None:
        joined = _claimed(faults, context, deducting)
        return Question(TAKEN, (("是", joined),)) if isinstance(joined, Joined) else Stuck(segments[0])
    if ranged(results):
        return _with_ranges(results, context, deducting) or Stuck(segments[0])
    return _claimed(results, context, deducting)


def _with_numbers(segments: Sequence[Segment], context: Context) -> list[Segment]:
    """Return the segments with places, events and distances that are numbers of their own."""
    placed = with_outside_places(segments, context.title)
    return with_shortfalls(with_event_counts(placed, context.points, context.title), context.points)


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


def _with_results(segments: Sequence[Segment]) -> list[Segment]:
    """Join conditions with the result behind them, and words with the condition that they begin."""
    left: list[Segment] = []
    for segment in segments:
        segment = segment.in_words if segment.each or segment.per or segment.ranks else segment
        if left and not (segment.bare and segment.result is not None) and left[-1].conditional:
            left[-1] = left[-1].in_words
        before = left[-1] if left else None
        if before is None or before.part != segment.part or not before.conditional:
            left.append(segment)
        elif (segment.bare or _whom(segment)) and segment.result is not None:
            result = replace(before, end=segment.end, result=segment.result, per=segment.per)
            left[-1] = replace(result, limits=segment.limits, full=segment.full, remainder=segment.remainder)
        elif before.wordy and isinstance(segment.result, Grade) and segment.start - before.end > 1:
            left = [*left[:-1], _graded(before, segment)] if _PLAINLY.fullmatch(segment.subject) else [*left, segment]
        elif before.wordy:
            left[-1] = _led_by(before, segment)
        elif _lists_on(before, segment):
            words = f"{before.behind}、{segment.subject}"
            left[-1] = replace(before, end=segment.end, behind=words, result=segment.result, limits=segment.limits)
        else:
            left.append(segment)
    return left


def _graded(before: Segment, segment: Segment) -> Segment:
    """Return a condition that 的 ends with the grade behind it."""
    return replace(before, end=segment.end, result=segment.result, merged=before.merged + 1)


def _led_by(before: Segment, segment: Segment) -> Segment:
    """Return a segment with the words before it: further members of a list behind 、, else the beginning of its own."""
    listing = segment.mark == "、" and segment.subject
    members = (*(before.listed or (before.subject,)), segment.subject) if listing else ()
    words = f"{before.subject}{'、' if members else ''}{segment.subject}"
    members = members if segment.subject else before.listed
    deadline = re.search("[日底末号]之?前", before.subject)
    period = segment.period or ("" if deadline and segment.subject else before.period)
    if segment.atoms:
        return _before_all(before, segment)
    led = replace(segment, start=before.start, subject=words, label=before.label, period=period)
    return replace(led, listed=members, mark=before.mark, merged=before.merged + 1)


def _before_all(before: Segment, segment: Segment) -> Segment:
    """Return a condition of several parts with the words before it in the first; all are words if any part will do."""
    (atom, word), *others = segment.atoms
    words = before.subject + ("、" if segment.mark == "、" else "")
    atoms = ((replace(atom, subject=words + atom.subject), word), *others)
    led = replace(segment, start=before.start, atoms=atoms, label=before.label, mark=before.mark)
    led = replace(led, merged=before.merged + 1)
    if all(joint == "且" for _, joint in segment.atoms):
        return led
    return led.in_words if not led.in_words.atoms else replace(led, jointly="或")


def _lists_on(before: Segment, segment: Segment) -> bool:
    """Return whether words go on with the list that stands behind a count: 每周召开一次行政会、教师会."""
    counted = before.each is not None or (before.test is not None and before.test.exact)
    more = segment.mark == "、" and bool(segment.subject) and segment.only("subject", "result", "limits")
    deed = before.each is not None and (FAULT.match(segment.subject) or ACTION.match(segment.subject))
    return counted and bool(before.behind) and more and not deed


def _whom(segment: Segment) -> bool:
    """Return whether a segment only says whose points a result is: 责任部门积2分."""
    others = (segment.test, segment.each, segment.place, segment.otherwise, segment.discretion, segment.ratio)
    return _WHOM.fullmatch(segment.subject) is not None and not any(others) and not segment.jointly


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
