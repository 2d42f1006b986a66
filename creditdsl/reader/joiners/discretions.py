"""Points that people give within a range: 由考核组酌情打分，得0至5分; 根据工作开展情况酌情赋分，最高3分.

A range from zero says all; where points are taken away from one point on, or given only to those who did something, the
words leave open what the others get.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.clauses import Clause, Discretion, Joint, Ladder
from creditdsl.reader.joiners.awards import WORSE
from creditdsl.reader.joiners.claim import Claim, State, asking
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.phrase_kinds import Limit, Nothing, Span
from creditdsl.reader.segments import Segment
from creditdsl.reader.takings import takes

FROM_ZERO = "没有这种情形的单位填 0 分，还是每个单位至少{low}分？"
WHOLE = "没有写酌情的幅度，是 0 至 {high} 分吗？"


_PLAIN = "(?:(?![不未无没除均各倒再分])[\u4e00-\u9fff])"
_BASIS = re.compile(
    f"(?:由{_PLAIN}{{2,10}}?(?:组|办公室|办|部门|人员|专家))?"
    f"(?:(?:根据|依据|按照|结合|视){_PLAIN}{{2,20}}(?:情况|成效|效果|质量|程度|水平|实绩|表现))?"
)
"""What people go by, or who they are, which no points hang on."""


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    plain = not (first.tested or first.per or first.ratio or first.otherwise or first.behind or first.grade)
    if not plain or first.full is not None or (not first.discretion and not isinstance(first.result, Span)):
        return None
    if not first.discretion and not _column(first) and not _plain(first):
        return None
    used, limits = _limits(segments)
    range_ = _range(state, first, limits, segments[used:])
    if range_ is None:
        return None
    span, certain, question = range_
    if span.column and first.subject:
        return None
    if (
        span.takes
        and not span.column
        and any(isinstance(clause, Ladder | Joint) and not takes(clause) for clause in state.peers)
    ):
        return None  # what is taken may be of the points before: 合理得3分，不够合理的酌情扣1至2分
    subject, titled = _subject(state, first, span)
    known = replace(state, titled=state.titled or titled, ranged=state.ranged or question.startswith(WHOLE[:8]))
    if certain:
        return asking(used, known, "", (("", (Discretion(subject, span, limits if span.column else ()),)),))
    answers = _answers(subject, span)
    if len(answers) < 2:
        return asking(used, known, question, answers)
    if state.lowest:
        return asking(used, known, "", answers[state.lowest - 1 :][:1])
    forks = tuple(
        (answer, replace(known, clauses=(*known.clauses, *clauses), lowest=at + 1))
        for at, (answer, clauses) in enumerate(answers)
    )
    return Claim(used, forks[0][1], question, forks)


def _plain(segment: Segment) -> bool:
    """Return whether a segment is a fact with a range of points, and not one before it made worse."""
    fact = bool(segment.subject) and segment.only("subject", "result", "limits")
    return fact and WORSE.fullmatch(segment.subject) is None


def _column(segment: Segment) -> bool:
    return isinstance(segment.result, Span) and bool(segment.result.column)


def _limits(segments: Sequence[Segment]) -> tuple[int, tuple[Limit, ...]]:
    """Return how many segments belong together, and the limits in them."""
    used = 1
    while used < len(segments) and segments[used].bare and segments[used].result is None and segments[used].limits:
        used += 1
    return used, tuple(limit for segment in segments[:used] for limit in segment.limits)


def _range(
    state: State, first: Segment, limits: Sequence[Limit], left: Sequence[Segment]
) -> tuple[Span, bool, str] | None:
    """Return the range, whether it is certain, and the question that else is asked."""
    takes = bool(re.search("扣|减", first.discretion))
    match first.result, limits:
        case Span(column=column) as span, _ if column:
            return span, True, ""
        case Span() as span, ():
            if span.takes and not takes and re.search("给分|得分|加分|赋分", first.discretion):
                return None
            span = replace(span, takes=span.takes or takes)
            word = "扣 " if span.takes else " "
            question = FROM_ZERO.format(low=f"{word}{show(span.low, MAX_DIGITS)} ")
            certain = (span.low == 0 and bool(first.discretion)) or (not span.takes and not first.subject)
            return (span, certain, question) if span.low < span.high else None
        case None, (Limit(kind="cap", points=Fraction() as most, takes=taking),):
            if takes and limits[0].gives:
                return None
            if taking and not takes and re.search("给分|得分|加分|赋分", first.discretion):
                return None
            return Span(Fraction(0), most, takes or taking, first.start, first.end), True, ""
        case None, ():
            return _whole(state, first, takes, left)
        case _:
            return None


def _whole(state: State, first: Segment, taking: bool, left: Sequence[Segment]) -> tuple[Span, bool, str] | None:
    """Return the range up to the points of the item: stated here, or asked for where only the context knows them.

    Beside other clauses only where all of them take points: 未建立的扣2分，不完善的酌情扣分.
    """
    alone = not left and not state.clauses
    beside = taking and bool(first.subject) and all(map(takes, state.clauses)) and all(map(_losing, left))
    if state.points is None or not (alone or beside):
        return None
    span = Span(Fraction(0), state.points, taking, first.start, first.end)
    certain = state.full is not None if alone else state.ranged
    return span, certain, WHOLE.format(high=show(state.points, MAX_DIGITS))


def _losing(segment: Segment) -> bool:
    """Return whether a segment takes points, or says when they are taken."""
    void = isinstance(segment.result, Nothing) and not segment.result.spares
    taken = segment.takes or void or (segment.result is None and "扣" in segment.discretion)
    return taken or segment.conditional or (segment.bare and segment.result is None and not segment.full)


def _answers(subject: str, span: Span) -> tuple[tuple[str, tuple[Clause, ...]], ...]:
    """Return the answers to the question from where on, or up to where, points are given."""
    if span.low == 0:
        return (("是", (Discretion(subject, span),)),)
    low = show(span.low, MAX_DIGITS)
    least = f"至少{'扣 ' if span.takes else ' '}{low} 分"
    free = Discretion(subject, replace(span, low=Fraction(0)))
    return ("填 0 分", (free,)), (least, (Discretion(subject, span),))


def _subject(state: State, first: Segment, span: Span) -> tuple[str, bool]:
    """Return the name of the column: named, the words before, the title, or a hole."""
    if span.column:
        return f"“{span.column}”", False
    words = "" if first.discretion and _BASIS.fullmatch(first.subject) else first.subject
    if words and re.search(r"\d", words):
        return HOLE, False
    known = state if not state.clauses else replace(state, subject="")
    return known.named(words), known.takes_title(words)
