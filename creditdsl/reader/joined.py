"""What a whole cell says once all of it is claimed, and what is then asked of it.

Receives the clauses of a cell; promises them with the traits of the heading, with at most one question, or None where
they contradict each other, or where two things would have to be asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import node
from creditdsl.reader.cases_of_title import of_title
from creditdsl.reader.clauses import Case, Clause, Joint, Ladder
from creditdsl.reader.column_clashes import clashing, with_own_goals
from creditdsl.reader.exemptions import exempted
from creditdsl.reader.formula_cases import with_formula_cases
from creditdsl.reader.gains import best, contrary, events, every, gives, levels, of_one_honour, parted
from creditdsl.reader.joiners.added_points import adds_to_all
from creditdsl.reader.joiners.beyond import FROM_WHICH, beyond, faultless, from_where, unexplained
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.joiners.elided_conditions import left_out, takes_from_none
from creditdsl.reader.joiners.floors import down_to, with_floors
from creditdsl.reader.joiners.late_facts import from_in_time, left_of_it
from creditdsl.reader.joiners.limits import BEYOND_ALL, goes_below, settled, taken_by_title, without_end
from creditdsl.reader.joiners.step_questions import FROM_FULL
from creditdsl.reader.joiners.unmoved import apart, moved_back
from creditdsl.reader.joiners.void_conditions import void_alone, void_of_nothing
from creditdsl.reader.one_rate import SAME_RATE, as_one_rate, names_goal
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.special_cases import BOTH, ONLY_THE_CASE, counts_only, unclear
from creditdsl.reader.special_cases import apart as special
from creditdsl.reader.takings import takes, voids
from creditdsl.reader.unit_groups import of_two_groups

EACH_EVENT = "发生几起的，每起都扣，还是只扣一次？"
WHICH_LEVELS = "几级都有的、有几次的，怎样计？"
ADD_OR_BEST = "几条都做到的，分数累加，还是只取最高的一条？"
BELOW_ZERO = "倒扣以后，本项得分可以低于 0 吗？"


@node
class Joined:
    """The clauses of a sentence. from_full: points start full and are taken away. best: only the highest rule counts.

    titled: the title was taken as a subject. headings: further traits of the heading.
    """

    clauses: tuple[Clause, ...]
    from_full: bool = False
    best: bool = False
    titled: bool = False
    headings: tuple[str, ...] = ()


@node
class Question:
    """A question with the clauses of each answer."""

    words: str
    answers: tuple[tuple[str, Joined], ...]


def answered(claim: Claim, ways: Sequence[tuple[str, object]]) -> Question | None:
    """Return a question with the clauses of each answer; None where one of them has none.

    Whether something counts beside what it is of is asked with it: 每一次都算，只按这一条算.
    """
    words, answers = claim.question, list[tuple[str, Joined]]()
    counted = all(fork.counted for _, fork in claim.forks)
    for answer, way in ways:
        match way:
            case Joined():
                answers.append((answer, way))
            case Question(words=further, answers=(first, *_) as each) if counted and first[0] == ONLY_THE_CASE:
                words = words if words.endswith(further) else f"{words}{further}"
                answers += [(f"{answer}，{more}", joined) for more, joined in each]
            case _:
                return None
    return Question(words, tuple(answers))


_AT_ODDS: tuple[Callable[[Sequence[Clause]], bool], ...] = (
    parted,
    void_of_nothing,
    unclear,
    counts_only,
    takes_from_none,
    clashing,
    of_two_groups,
)
"""Whether clauses do not add up as rules."""


def end(state: State, listed: bool) -> Joined | Question | None:
    """Return the clauses of a cell that is claimed to its end, or the one question that is left."""
    last = settled(faultless(state))
    last = None if last is None else with_floors(last)
    last = None if last is None else exempted(last)
    last = None if last is None else replace(last, clauses=with_own_goals(last.clauses))
    clauses = None if last is None else with_formula_cases(last.clauses, last.points)
    last = None if last is None or clauses is None else replace(last, clauses=clauses)
    if last is None or unexplained(last) or left_of_it(last) == ():
        return None
    if any(at_odds(last.clauses) for at_odds in _AT_ODDS):
        return None
    last = without_end(last)
    if last is None:
        return None
    last = replace(last, clauses=apart(last.clauses))
    whole = _whole(last, listed)
    asked = [question for ask in _ASKED if (question := ask(last, _joined(last))) is not None]
    match whole, asked:
        case _, []:
            return whole
        case Joined(), [question]:
            return question
        case _:
            return None


def _joined(state: State) -> Joined:
    return Joined(state.clauses, state.from_full, state.best, state.titled, state.headings)


def _each_event(state: State, joined: Joined) -> Question | None:
    """Ask whether each of several events counts: 黄色信号扣5分，红色信号扣10分."""
    counted = events(state.clauses)
    if not counted:
        return None
    each = replace(joined, clauses=counted)
    asked, once = special(counted), special(state.clauses)
    if asked is None or once is None:
        return Question(EACH_EVENT, (("每起都扣", each), ("只扣一次", joined)))
    ways = (
        (f"每起都扣，{ONLY_THE_CASE}", replace(joined, clauses=asked[1])),
        (f"只扣一次，{ONLY_THE_CASE}", replace(joined, clauses=once[1])),
        (f"每起都扣，{BOTH}", each),
        (f"只扣一次，{BOTH}", joined),
    )
    return Question(f"{EACH_EVENT}{once[0]}", ways)


def _below_zero(state: State, joined: Joined) -> Question | None:
    """Ask whether what is taken 倒扣 goes below zero, or what is taken or added goes beyond the item's points."""
    if "可为负" in state.headings or BEYOND_ALL in state.headings:
        return None
    if (asked := beyond(state)) is not None:
        question, clauses, trait = asked
        instead = replace(joined, clauses=clauses)
        outside = replace(joined, headings=(*joined.headings, trait))
        return Question(question, (("可以", outside), ("不可以", instead)))
    if not goes_below(state):
        return None
    below = replace(joined, headings=(*joined.headings, "可为负"))
    return Question(BELOW_ZERO, (("可以", below), ("不可以", joined)))


def _moved_back(state: State, joined: Joined) -> Question | None:
    """Ask what who moved the other way gets: 下降5%以上得6分，下降不足5%得3分."""
    asked = moved_back(state.clauses)
    if asked is None:
        return None
    words, answers = asked
    return Question(words, tuple((answer, replace(joined, clauses=clauses)) for answer, clauses in answers))


def _left_out(state: State, joined: Joined) -> Question | None:
    """Ask which conditions a fact needs beside itself: 办结率90%以上且无投诉的得10分，有投诉的得8分."""
    asked = left_out(state.clauses)
    if asked is None:
        return None
    words, answers = asked
    compared = any(isinstance(clause, Ladder) and clause.cases[0].test is not None for clause in state.clauses)
    return Question(
        words, tuple((answer, replace(joined, clauses=clauses, best=compared)) for answer, clauses in answers)
    )


def _void_alone(state: State, joined: Joined) -> Question | None:
    """Ask whether 无制度且无台账的不得分, where nothing else is said, leaves all points to the others."""
    asked = void_alone(state)
    return None if asked is None else Question(asked[0], (("是", replace(joined, clauses=asked[1])),))


def _late(state: State, joined: Joined) -> Question | None:
    """Ask whether what is late loses some of the points of what is in time: 按时报送得满分，迟报扣1分."""
    whole, left = from_in_time(state), left_of_it(state)
    if whole is not None:
        instead = replace(joined, clauses=whole, from_full=True)
    elif left is not None:
        instead = replace(joined, clauses=left)
    else:
        return None
    return Question(FROM_FULL, (("另外扣", joined), ("从前面的分里扣", instead)))


def _from_where(state: State, joined: Joined) -> Question | None:
    """Ask from where points are taken and others are added: 通报1次扣1分，表扬1次加1分."""
    words = from_where(state)
    return Question(words, (("从满分起", replace(joined, from_full=True)), ("从 0 分起", joined))) if words else None


def _head_takes(state: State, joined: Joined) -> Question | None:
    """Ask from where a list of what takes points takes them in an item with points: 扣分项：迟报每次扣1分."""
    all_taken = state.deducting and not state.from_full and all(map(takes, state.clauses))
    if not all_taken or state.context.points is None or taken_by_title(state):
        return None
    words = FROM_WHICH.format(full=show(state.context.points, MAX_DIGITS))
    return Question(words, (("从满分起", replace(joined, from_full=True)), ("从 0 分起", joined)))


def _special_case(state: State, joined: Joined) -> Question | None:
    """Ask whether a case of another fault counts as that, too: 事故每起扣2分，较大事故每起扣5分."""
    asked = None if events(state.clauses) else special(state.clauses) or of_title(state)
    if asked is None:
        return None
    words, clauses = asked
    return Question(words, ((ONLY_THE_CASE, replace(joined, clauses=clauses)), (BOTH, joined)))


def _down_to(state: State, joined: Joined) -> Question | None:
    """Ask whether 扣至2分为止 says what is left, or what is taken."""
    asked = down_to(state)
    if asked is None:
        return None
    return Question(asked[0], tuple((answer, replace(joined, clauses=clauses)) for answer, clauses in asked[1]))


_ASKED: tuple[Callable[[State, Joined], Question | None], ...] = (
    _each_event,
    _below_zero,
    _moved_back,
    _left_out,
    _void_alone,
    _late,
    _down_to,
    _from_where,
    _head_takes,
    _special_case,
)


def _fact(clause: Clause) -> Ladder | None:
    """Return a clause that only gives points, as a ladder; conditions joined by 且 or 或 are one fact."""
    match clause:
        case Ladder() if gives(clause):
            return clause
        case Joint(atoms=atoms, result=Award(takes=False) as award, otherwise=None):
            return Ladder("".join(atom.subject for atom in atoms), (Case(None, award),))
        case _:
            return None


def _whole(state: State, listed: bool) -> Joined | Question | None:
    """Return the clauses; several facts that give points add up, or only the best counts.

    None where only the best of some counts, or may count, beside points that are taken: one item cannot say so.
    """
    joined = _joined(state)
    facts = [fact for clause in state.clauses if (fact := _fact(clause)) is not None]
    settled_in_words = (
        listed or state.best or state.adding or contrary(facts) or adds_to_all(state) or left_out(state.clauses)
    )
    taking = any(takes(clause) and not voids(clause) for clause in state.clauses)
    if taking and (state.best or (not settled_in_words and _alternatives(state, facts))):
        return None
    if len(facts) < 2 or len(facts) < len(state.clauses) or settled_in_words:
        return joined
    return _added(state, joined, facts)


def _alternatives(state: State, facts: Sequence[Ladder]) -> bool:
    """Return whether facts are levels of one thing, or one of them gives all points of the item."""
    if len(facts) < 2:
        return False
    points = list(map(best, facts))
    several = max(points) == state.points or of_one_honour(facts)
    return levels(facts) or (several and sum(points) != state.points)


def _added(state: State, joined: Joined, facts: Sequence[Ladder]) -> Joined | Question:
    """Return several facts, added up or the best of them; ask where the points of the item leave both open."""
    highest = replace(joined, best=True)
    if levels(facts) and not any(isinstance(clause, Joint) for clause in state.clauses):
        each = replace(joined, clauses=tuple(every(fact) for fact in facts))
        return Question(WHICH_LEVELS, (("累加", joined), ("只取最高的一级", highest), ("每次都算", each)))
    if sum(map(best, facts), Fraction(0)) == state.points:
        return joined
    only_highest = max(map(best, facts)) == state.points
    whole = as_one_rate(facts, state.points)
    if whole is not None and (only_highest or names_goal(facts)):
        answers = (("是", replace(joined, clauses=(whole,))), ("不是，取最高的一条", highest))
        added = () if only_highest else (("不是，累加", joined),)
        return Question(SAME_RATE.format("、".join(f"“{fact.subject}”" for fact in facts)), (*answers, *added))
    if only_highest:
        return highest
    return Question(ADD_OR_BEST, (("累加", joined), ("取最高的一条", highest)))
