"""Points that are calculated: 得分=合格率×5; 按完成比例计分; 未完成的按比例计分."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.calculations import expression
from creditdsl.reader.clauses import Calculated, Case, Clause, Ladder
from creditdsl.reader.gains import best, gives, is_fact
from creditdsl.reader.joiners.claim import Claim, State, asking, closing, dated
from creditdsl.reader.joiners.scaled_cases import WHICH_SHARE, between
from creditdsl.reader.line_writer import Name, Piece, number
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Formula, Limit, Nothing, Scaled, Test
from creditdsl.reader.segments import Result, Segment
from creditdsl.syntax.nodes import Comparison
from creditdsl.syntax.quantities import is_ratio

WHICH_PART = "算出来的，是本项分值的一部分，还是得的分数？"
OF_POINTS, AS_POINTS = "本项分值的一部分", "得的分数"
_ALL_DONE = re.compile("^(?:全部|全面|圆满|按期|如期)?完成")
_DONE_AT_END = re.compile("(?:任务|计划|目标)(?:全部|全面|圆满|按期|如期)?完成$")
UNDONE = re.compile("(?:未|没有)(?:全部|全面|按期)?完成(?:年度|全年)?(?:任务|目标|计划|指标)*的?")
PLAIN = "(?:(?!至少|分别|[不未无没除均各倒])[\u4e00-\u9fff])"
"""A letter of a task that is named by nothing else than its words."""


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    if between(first):
        return None
    if _short_of(segments):
        return _by_target(state, segments)
    if first.only("subject", "ratio", "otherwise") and first.ratio:
        return _by_rate(state, segments) or _by_share(state, segments)
    if not first.only("subject", "result", "period"):
        return None
    closed = closing(segments, 1)
    if closed is None or closed[1] is not None or first.otherwise:
        return None
    used, _, limits = closed
    pieces: tuple[Piece, ...] | None = None
    match first.result:
        case Formula(text=text, start=start):
            calculated = _of_points(expression(text), state)
            about = "" if state.clauses else state.subject
            words = first.subject or ("" if calculated is None or _is_about(about, calculated) else about)
            named = start == first.start + len(words) or is_ratio(words)
            words = "" if named and _names_score(text, words) else words
            pieces = None if calculated is None else _led(words, calculated)
        case Scaled(points=points, of=of) if first.subject or of.endswith("率"):
            measure = state.named(f"{first.subject}{of}") if first.subject else of
            pieces = Name(measure), "×", number(points)
    if pieces is None:
        return None
    if not limits and state.full is not None and state.context.points is None and not state.clauses:
        limits = (Limit("cap", state.full, False, first.start, first.end),)
    takes = isinstance(first.result, Formula) and first.result.takes
    if any(limit.kind == "cap" and limit.takes is not takes for limit in limits):
        return None
    after = replace(state, subject=first.subject or state.subject)
    whole = Calculated(pieces, takes, limits)
    if state.points in (None, Fraction(1)) or not _share_of_one(pieces):
        return Claim(used, replace(after, clauses=(*after.clauses, whole)))
    part = replace(whole, formula=(*pieces, "×", number(state.points or Fraction(1))))
    return asking(used, after, WHICH_PART, ((OF_POINTS, (part,)), (AS_POINTS, (whole,))))


def _share_of_one(formula: tuple[Piece, ...]) -> bool:
    """Return whether a formula is a product of ratios and percents, so that it gives one point at most: 响应率×30%."""
    factors, signs = formula[::2], formula[1::2]
    shares = [is_ratio(piece.text) if isinstance(piece, Name) else str(piece).endswith("%") for piece in factors]
    return all(shares) and set(signs) == {"×"}


_POINTS = re.compile("(?:本项|该项|标准|指标|权重|满)?分值|满分|标准分")


def _of_points(formula: tuple[Piece, ...] | None, state: State) -> tuple[Piece, ...] | None:
    """Return a formula with the points of the item in place of their name; None where they are not known."""
    if formula is None or not any(isinstance(piece, Name) and _POINTS.fullmatch(piece.text) for piece in formula):
        return formula
    if state.points is None:
        return None
    of_item = number(state.points)
    return tuple(of_item if isinstance(piece, Name) and _POINTS.fullmatch(piece.text) else piece for piece in formula)


def _is_about(words: str, formula: tuple[Piece, ...]) -> bool:
    """Return whether the words that a formula's points stand behind are in its measure: 转载占1分，得分=转载数量/12."""
    return not words or any(isinstance(piece, Name) and words in piece.text for piece in formula)


_SCORE = re.compile(
    "(?:(?!至少|分别|[不未无没超逾其余均除各倒再另约])[\u4e00-\u9fff]){2,12}(?<!部分)(?<!单位)(?<!部门)(?<!的)"
)


def _names_score(formula: str, words: str) -> bool:
    """Return whether the words before a formula of two measures only name its points: 质量达标率得分=甲数/乙数×10.

    They do so directly before it, or as a ratio; 优秀的，得分=甲数/乙数×10 says when.
    """
    measures = re.findall(r"[\u4e00-\u9fff]{2,}", formula)
    plain = re.sub("[签履违节]约", "甲甲", words)
    return len(measures) > 1 and _SCORE.fullmatch(plain) is not None and not any(map(words.endswith, measures))


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


def _by_share(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim 按完成比例计分: the share of the item's points; 未完成的按比例计分: of the points of the fact before."""
    first = segments[0]
    if first.result is not None or (first.mark == "" and state.clauses):
        return None
    done, named = "完成" in first.ratio, _ratio_named(first.ratio)
    clauses: tuple[Clause, ...] = ()
    task, points = "", state.points
    match state.clauses:
        case () if (done or named) and not first.otherwise and UNDONE.fullmatch(first.subject or "未完成"):
            if "扣" in first.ratio:
                return None
        case (*before, Ladder() as fact) if _whole_task(fact, first):
            points, clauses, task = _points_of(fact, state), tuple(before), _task_of(fact.subject)
        case _:
            return None
    closed = closing(segments, 1)
    if closed is None or closed[1] is not None or closed[2] or points is None:
        return None
    if named and (_floor(segments[closed[0] :]) is not None or not re.fullmatch(f"{PLAIN}*", task)):
        return None
    if (floor := _floor(segments[closed[0] :])) is not None:
        whole = Test((Bound(Comparison.AT_LEAST, Amount(Fraction(100), "%", 0, 0)),), 0, 0)
        cases = floor, Case(whole, Award(points, False, 0, 0))
        ladder = Ladder(f"{task}完成率", cases, Scaled(points, "", 0, 0))
        return Claim(closed[0] + 1, replace(state, clauses=(*clauses, ladder)))
    cap = (Limit("cap", points, False, first.start, first.end),)
    share: tuple[Piece, ...] = named or (Name(f"{task}完成比例"),)
    calculated = Calculated((*share, "×", number(points)), False, cap)
    return Claim(closed[0], replace(state, clauses=(*clauses, calculated)))


_RATIO = re.compile("按照?(?P<name>.+?(?:比例|比率|率))(?:计算|折算)?(?:得分|计分|给分|赋分)")
_UNNAMED = re.compile("(?:实际|任务|完成|量|情况|进度|数|的)*(?:比例|比率|百分比|完成率)")
_PART_OF = re.compile("(?P<part>[^占]{2,12})占(?P<whole>[^占]{2,12}?)的?(?:比例|比率|比重)")


def _ratio_named(words: str) -> tuple[Piece, ...]:
    """Return the share that points are taken of: 隐患整改完成比例, 完成值÷目标值; nothing where it has no name."""
    match = _RATIO.fullmatch(words)
    if match is None or _UNNAMED.fullmatch(match["name"]) or "插" in words:
        return ()
    part = _PART_OF.fullmatch(match["name"])
    return (Name(part["part"]), "÷", Name(part["whole"])) if part else (Name(match["name"]),)


def _task_of(words: str) -> str:
    """Return what is done without the words that it is: 完成改厕任务, 改厕任务按期完成."""
    return re.sub("(?:全部|全面|圆满|按期|如期)?完成$", "", _ALL_DONE.sub("", words))


def _points_of(fact: Ladder, state: State) -> Fraction | None:
    """Return the points of a fact; those of the item where it gets them all."""
    award = fact.cases[0].result
    return state.points if isinstance(award, Award) and award.points is None else best(fact)


_SHORT = re.compile("达不到(?:的)?|(?:未|没有|没)达到?(?:100%|标准|目标|要求)?(?:的)?|不足(?:的)?")


def _by_rate(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim 完成率达到100%的得满分；未达到的，按比例得分: all points times the rate, and no more."""
    first = segments[0]
    match state.clauses:
        case (
            *before,
            Ladder(
                subject=rate,
                cases=(
                    Case(
                        test=Test(bounds=(Bound(comparison=sense, amount=Amount(unit="%") as end),)),
                        result=Award() as award,
                    ),
                ),
                otherwise=None,
                limits=(),
            ),
        ):
            points = state.points if award.points is None else award.points
        case _:
            return None
    short = _SHORT.fullmatch(first.subject) if first.subject else first.otherwise
    reached = sense in (Comparison.AT_LEAST, Comparison.EQUAL)
    if not short or not reached or points is None or award.takes or not is_ratio(rate) or "扣" in first.ratio:
        return None
    if end.value != 100:
        return _short_by(state, first, end, points)
    cap = (Limit("cap", points, False, first.start, first.end),)
    calculated = Calculated((Name(rate), "×", number(points)), False, cap)
    return Claim(1, replace(state, clauses=(*before, calculated)))


def _short_by(state: State, segment: Segment, end: Amount, points: Fraction) -> Claim | None:
    """Ask of what share points are that miss a standard below all: 达到95%的得5分，达不到的按比例计分."""
    *before, ladder = state.clauses
    if not isinstance(ladder, Ladder) or not segment.subject:
        return None
    of_end = f"{ladder.subject}÷{number(end.value)}%×{number(points)}"
    ways: tuple[Result, ...] = (Scaled(points, "", 0, 0), Formula(of_end, 0, 0))
    answers = [f"{ladder.subject}×{number(points)}", of_end]
    forks = tuple(
        (answer, replace(state, clauses=(*before, replace(ladder, otherwise=way))))
        for answer, way in zip(answers, ways, strict=True)
    )
    return Claim(1, forks[0][1], WHICH_SHARE, forks)


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
    undone = UNDONE.fullmatch(segment.subject) if segment.subject else segment.otherwise
    less = "扣" not in segment.ratio or bool(segment.subject)
    full = isinstance(fact.cases[0].result, Award) and fact.cases[0].result.points is None
    done = _ALL_DONE.match(fact.subject) or _DONE_AT_END.search(fact.subject)
    return plain and (full or best(fact) > 0) and bool(done and undone) and less


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
