"""Points that are calculated: 得分=合格率×5; 按完成比例计分; 未完成的按比例计分."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.calculations import expression
from creditdsl.reader.clauses import Calculated, Case, Clause, Ladder
from creditdsl.reader.gains import best, gives, is_fact
from creditdsl.reader.joiners.claim import Claim, State, closing, dated
from creditdsl.reader.line_writer import Name, Piece, number
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Formula, Limit, Nothing, Scaled, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_ALL_DONE = re.compile("^(?:全部|全面|圆满|按期|如期)?完成")
_UNDONE = re.compile("(?:未|没有)(?:全部|全面|按期)?完成(?:任务|目标|计划)*(?:的)?")


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    if _short_of(segments):
        return _by_target(state, segments)
    if first.only("subject", "ratio", "otherwise") and first.ratio:
        return _by_share(state, segments)
    if not first.only("subject", "result", "period"):
        return None
    closed = closing(segments, 1)
    if closed is None or closed[1] is not None or first.otherwise:
        return None
    used, _, limits = closed
    pieces: tuple[Piece, ...] | None = None
    match first.result:
        case Formula(text=text):
            calculated = expression(text)
            about = "" if state.clauses else state.subject
            words = first.subject or ("" if calculated is None or _is_about(about, calculated) else about)
            pieces = None if calculated is None else _led(words, calculated)
        case Scaled(points=points, of=of) if first.subject:
            pieces = Name(state.named(f"{first.subject}{of}")), "×", number(points)
    if pieces is None:
        return None
    if not limits and state.full is not None and state.context.points is None and not state.clauses:
        limits = (Limit("cap", state.full, False, first.start, first.end),)
    takes = isinstance(first.result, Formula) and first.result.takes
    if any(limit.kind == "cap" and limit.takes is not takes for limit in limits):
        return None
    subject = first.subject or state.subject
    return Claim(used, replace(state, clauses=(*state.clauses, Calculated(pieces, takes, limits)), subject=subject))


def _is_about(words: str, formula: tuple[Piece, ...]) -> bool:
    """Return whether the words that a formula's points stand behind are in its measure: 转载占1分，得分=转载数量/12."""
    return not words or any(isinstance(piece, Name) and words in piece.text for piece in formula)


_RECKONED = re.compile("(?P<of>.*?)(?:每月|按月)?(?:以|按)(?P<what>.+?)(?:来)?计算")
_TAKEN = re.compile("^取|其中|之和|分别|均|除")


def _led(words: str, formula: tuple[Piece, ...]) -> tuple[Piece, ...] | None:
    """Return a formula whose measure has the words before it: 贷款规模年增速，得分=7×增速 is 7×贷款规模年增速.

    None where these words are about something else.
    """
    match = _RECKONED.fullmatch(words)
    name = match["of"] + match["what"] if match is not None else words
    ends = [piece for piece in formula if isinstance(piece, Name) and name.endswith(piece.text)]
    if not words:
        return formula
    if len(set(ends)) != 1 or _TAKEN.search(name):
        return None
    measure = Name(f"“{name}”" if dated(name) else name)
    return tuple(measure if piece in ends else piece for piece in formula)


def only_best(state: State, segments: Sequence[Segment]) -> Claim | None:
    """只计最高一项: of all rules the highest counts."""
    first = segments[0]
    alone = first.bare and first.result is None and not first.limits and first.full is None
    return Claim(1, replace(state, best=True)) if first.best and alone and state.clauses else None


def _by_share(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim 按完成比例计分: the share of the item's points; 未完成的按比例计分: of the points of the fact before."""
    first = segments[0]
    if first.result is not None or (first.mark == "" and state.clauses):
        return None
    done = "完成" in first.ratio
    clauses: tuple[Clause, ...] = ()
    task = ""
    match state.clauses:
        case () if done and state.points is not None and not first.subject and not first.otherwise:
            if "扣" in first.ratio:
                return None
            points = state.points
        case (*before, Ladder() as fact) if _whole_task(fact, first):
            points, clauses, task = best(fact), tuple(before), _ALL_DONE.sub("", fact.subject)
        case _:
            return None
    closed = closing(segments, 1)
    if closed is None or closed[1] is not None or closed[2]:
        return None
    if (floor := _floor(segments[closed[0] :])) is not None:
        whole = Test((Bound(Comparison.AT_LEAST, Amount(Fraction(100), "%", 0, 0)),), 0, 0)
        cases = floor, Case(whole, Award(points, False, 0, 0))
        ladder = Ladder(f"{task}完成率", cases, Scaled(points, "", 0, 0))
        return Claim(closed[0] + 1, replace(state, clauses=(*clauses, ladder)))
    cap = (Limit("cap", points, False, first.start, first.end),)
    calculated = Calculated((Name(f"{task}完成比例"), "×", number(points)), False, cap)
    return Claim(closed[0], replace(state, clauses=(*clauses, calculated)))


def _floor(segments: Sequence[Segment]) -> Case | None:
    """Return the share below which nothing is given at all: 完成率低于60%的不得分."""
    match segments:
        case [
            Segment(
                subject="完成率" | "完成比例", test=Test(bounds=(bound,)) as test, result=Nothing() as nothing
            ) as low,
            *_,
        ] if low.only("subject", "test", "result"):
            below = bound.comparison is Comparison.LESS and bound.amount is not None and bound.amount.unit == "%"
            return Case(test, nothing) if below else None
        case _:
            return None


def _whole_task(fact: Ladder, segment: Segment) -> bool:
    """Return whether a fact is that all is done, and the segment behind what gives points for less."""
    plain = is_fact(fact) and gives(fact) and fact.otherwise is None and not fact.limits
    undone = _UNDONE.fullmatch(segment.subject) if segment.subject else segment.otherwise
    less = "扣" not in segment.ratio or bool(segment.subject)
    return plain and best(fact) > 0 and bool(_ALL_DONE.match(fact.subject) and undone) and less


def _short_of(segments: Sequence[Segment]) -> bool:
    """Return whether the head is a target, and what stands behind it gives points by the share of it that is done."""
    first, *others = segments
    return (
        bool(others)
        and first.test is not None
        and first.result is None
        and others[0].otherwise
        and bool(others[0].ratio)
    )


def _by_target(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim 查处10例以上，否则按完成比例得分: the count divided by the target times the points, and no more."""
    first, second = segments[:2]
    match first:
        case Segment(test=test, each=None, place=None) if test is not None and len(test.bounds) == 1:
            (bound,) = test.bounds
        case _:
            return None
    if bound.comparison is not Comparison.AT_LEAST or not isinstance(bound.amount, Amount) or state.points is None:
        return None
    if not first.only("subject", "test", "behind") or not second.only("otherwise", "ratio") or "扣" in second.ratio:
        return None
    if bound.amount.unit in ("%", "百分点") or bound.amount.value == 0 or "完成" not in second.ratio:
        return None
    name = state.named(first.subject + first.behind)
    pieces = Name(name), "÷", number(bound.amount.value), "×", number(state.points)
    cap = (Limit("cap", state.points, False, first.start, first.end),)
    titled = state.titled or state.takes_title(first.subject)
    return Claim(2, replace(state, clauses=(*state.clauses, Calculated(pieces, False, cap)), titled=titled))
