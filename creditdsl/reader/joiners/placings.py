"""Points by a ranking: the ends, groups, steps or single places of it.

按条数由高到低排名，首位得5分，末位得1分，中间依次赋分; 第一名得10分，每降一名扣2分; 第1名得5分，其余不得分.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import node
from creditdsl.reader.clauses import Case, Ranking
from creditdsl.reader.joiners.claim import Claim, State, asking
from creditdsl.reader.joiners.place_points import Placed, leaves_middle, middle, points_of
from creditdsl.reader.joiners.restated import FULL_FOR_IT
from creditdsl.reader.line_writer import Name, Piece, measure, spelling
from creditdsl.reader.phrase_kinds import (
    Amount,
    Award,
    Bound,
    Formula,
    Limit,
    Nothing,
    Order,
    Place,
    Shares,
    Span,
    Test,
)
from creditdsl.reader.segments import Result, Segment
from creditdsl.reader.takings import nothing, places_give, places_take
from creditdsl.syntax.quantities import is_ratio

AMONG_WHOM = "“{}”的名次，是各被考核单位之间排的名次吗？"
NONE_IS_ZERO = "没有报送的，是不是“{}”为 0 的？"
MIDDLE = "第一名和最后一名之间的各名，怎样得分？"
OTHERS_NONE = "没有写到的名次，都不得分吗？"
DIRECTION = "没有写排名的方向，数值高的在前，还是数值低的在前？"
_ALL = re.compile("(?:对|在)?(?:各|所有|参评|全部|考核)?(?:单位|部门|县区|县市区|乡镇|街道)?(?:之间|间)?")
_DENIED = re.compile("(?:未|不|没有?|非|无|除)[^率数量度]{0,2}$")
"""Words before a place that say that it is not reached: 未排末位."""
_UNMEASURED = re.compile(
    "连续|首次|再次|多次|排名|名次|^(?:每|各|当|本|按)?个?(?:年|季|月|半年|次|周|期|县|区|乡镇|部门|单位|类别|行业)(?:度|区|级)?$"
)
"""Words that are no measure: a period, the units themselves, another ranking."""
LOWER_IS_BETTER = re.compile(
    "投诉|逾期|超期|超时|延期|迟|漏|瞒|错|失信|违|事故|死亡|天数|用时|时间|耗时|浓度|时长|时限|成本|欠|退回|异议|发案|案件|排放|能耗|负|风险|问题|差|未"
)
"""Words of measures of which less may be better, so that a ranking without a direction is not clear."""


_PLACES = re.compile(r"\d+(?:[-至到~]|—+)\d+名")


@node
class _Run:
    """The segments of one ranking. rest: what the other places get. used: how many segments."""

    used: int = 0
    subject: str = ""
    order: Order | None = None
    placed: tuple[Placed, ...] = ()
    fall: Award | None = None
    turn: str = ""
    rest: Result | None = None
    zero_out: str = ""
    limits: tuple[Limit, ...] = ()


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    marks = _marks(segments)
    run = _run(segments[len(marks) :])
    if run is None or (marks and state.clauses and not segments[0].subject):
        return None
    first = segments[0].subject + segments[0].behind if marks else ""
    subject = _subject(state, run, first)
    points = None if subject is None else points_of(run.placed, run.fall, run.turn, run.rest, run.limits)
    if subject is None or points is None or (marks and points.kind != "ends") or _from_where(state, points.pieces):
        return None
    if places_take(points.pieces) and any(map(_gives_nothing, (*(result for _, result in run.placed), run.rest))):
        return None
    rising = _rising(run, points.rising)
    cases = tuple(Case(mark.test, mark.result) for mark in marks if mark.result is not None)
    named, titled = subject
    options = (*(["零不得分"] if run.zero_out else []), *(["并列占位"] if run.order and run.order.shared else []))
    ranking = Ranking(named, options, points.pieces, cases, points.limits)
    risen = replace(ranking, options=("由低到高", *options))
    known = replace(state, titled=state.titled or titled)
    used = len(marks) + run.used
    within = next((place.within for place, _ in run.placed if place.within), "") or among_others(run.subject)
    unclear = rising is None and isinstance(named, Name) and LOWER_IS_BETTER.search(named.text) is not None
    if "报" in run.zero_out and (rising or not _counts_reports(spelling(named))):
        alone = not (rising or within or unclear)
        zero = NONE_IS_ZERO.format(spelling(named).strip("“”"))
        return asking(used, known, zero, (("是", (ranking,)),)) if alone else None
    if points.kind == "places" and run.rest is None and leaves_middle(run.placed):
        ends = middle(run.placed, run.limits)
        if unclear or rising or (within and ends is not None):
            return None
        if ends is None:
            asked = f"{AMONG_WHOM.format(within) if within else ''}{OTHERS_NONE}"
            return asking(used, known, asked, (("是", (ranking,)),))
        between = replace(ranking, points=ends.pieces, options=("由低到高", *options) if ends.rising else options)
        return asking(used, known, MIDDLE, (("在两头之间依次得分", (between,)), ("不得分", (ranking,))))
    if points.kind == "places" and not (places_give(points.pieces) or places_take(points.pieces)):
        alone = used == len(segments) and not state.clauses and state.points is not None and run.rest is None
        return None if within or unclear or not alone else _kept(used, known, risen if rising else ranking)
    if within:
        ways = (("是，数值高的在前", (ranking,)), ("是，数值低的在前", (risen,))) if unclear else None
        return asking(used, known, AMONG_WHOM.format(within), ways or (("是", (risen if rising else ranking,)),))
    if unclear:
        return asking(used, known, DIRECTION, (("数值高的在前", (ranking,)), ("数值低的在前", (risen,))))
    return asking(used, known, "", (("", (risen if rising else ranking,)),))


_OF_REPORTS = re.compile("采用|采纳|录用|刊发|转发|合格|准确|有效|通过")
"""Of reports there may be some, and none that are so: 采用条数."""


def _counts_reports(name: str) -> bool:
    """Return whether a measure is zero only where nothing is reported: 报送条数, but no share of what is due."""
    return "报" in name and not is_ratio(name.strip("“”")) and _OF_REPORTS.search(name) is None


def _gives_nothing(result: Result | None) -> bool:
    """Return whether a place gets no points, which beside places that lose some is the whole item: 末位不得分."""
    return nothing(result) is not None or (isinstance(result, Nothing) and not result.spares)


def _from_where(state: State, points: Sequence[Piece]) -> bool:
    """Return whether some places get all points and others lose some, so that nobody knows from where."""
    full = ("得满分", "" if state.points is None else f"得{show(state.points, MAX_DIGITS)}")
    return any(piece in full for piece in points) and any(str(piece).startswith(("扣", "减")) for piece in points)


def _kept(used: int, state: State, ranking: Ranking) -> Claim:
    """Ask whether places that get nothing leave all points of the item to the others: 排名末位的不得分."""
    others = replace(ranking, points=(*ranking.points, "其余", "得满分"))
    places = "、".join(str(piece) for piece in ranking.points if piece != "得0")
    return asking(used, state, FULL_FOR_IT.format(f"没有排在{places}"), (("是", (others,)),))


def _marks(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the cases at the head whose rest is ranked: 比值达100%得8分，其余的按比值由高到低排名."""
    first = segments[0]
    for at, segment in enumerate(segments):
        if segment.otherwise and segment.order is not None:
            return tuple(segments[:at])
        plain = segment.test is not None and not segment.test.exact and not segment.limits and not segment.per
        marked = isinstance(segment.result, Award | Formula | Nothing) or _column(segment.result)
        if not plain or segment.subject not in ("", first.subject) or not marked:
            break
    return ()


def _column(result: Result | None) -> bool:
    return isinstance(result, Span) and bool(result.column)


def _run(segments: Sequence[Segment]) -> _Run | None:
    """Return the run of segments at the head that speak of one ranking."""
    first = segments[0]
    if first.place is None and first.order is None:
        return None
    run = _Run(subject=first.subject)
    for segment in segments:
        following = _with(run, segment)
        if following is None:
            break
        run = replace(following, used=run.used + 1, limits=(*run.limits, *segment.limits))
    return run if run.used else None


def _with(run: _Run, segment: Segment) -> _Run | None:
    """Return the run with one more segment; None where it does not belong to the ranking."""
    segment = _in_places(segment) if run.order is not None or run.placed else segment
    plain = not (segment.test or segment.each or segment.behind or segment.discretion or segment.ratio or segment.per)
    if not plain or segment.full is not None or (run.used and segment.label):
        return None
    if run.used and segment.subject not in ("", run.subject):
        return replace(run, zero_out=segment.subject) if _reports_nothing(run, segment) else None
    match segment:
        case Segment(order=Order() as order, place=None, result=None, turn="", falls=False) if not run.used:
            return replace(run, order=order)
        case Segment(place=place, result=Award() | Formula() | Nothing() | Shares() as result, otherwise=False) if (
            place is not None
        ):
            if segment.order is not None and run.order is not None:
                return None
            return replace(run, placed=(*run.placed, (place, result)), order=run.order or segment.order)
        case Segment(falls=True, result=Award() as fall) if run.fall is None and run.placed:
            return replace(run, fall=fall)
        case Segment(turn=turn, result=None, order=None) if turn and not run.turn:
            return replace(run, turn=turn)
        case Segment(zero_out=words, result=None) if words:
            return replace(run, zero_out=words)
        case Segment(otherwise=True, result=Award() | Formula() | Nothing() | Span() as rest, order=None, turn="") if (
            run.rest is None
        ):
            return replace(run, rest=rest)
        case Segment(result=None, limits=(_, *_)) if segment.bare and run.used:
            return run
        case _:
            return None


def _in_places(segment: Segment) -> Segment:
    """Return a segment of 1-3名 or 第4名 behind an order as one of places."""
    match segment:
        case Segment(
            subject="",
            test=Test(bounds=(Bound(amount=Amount(unit="名") as low), Bound(amount=Amount() as high)), text=text),
        ) if _PLACES.fullmatch(text) and 0 < low.value < high.value:
            return replace(
                segment, test=None, place=Place(f"第{low.value}至{high.value}名", segment.start, segment.end)
            )
        case _:
            return segment


def _reports_nothing(run: _Run, segment: Segment) -> bool:
    """Return whether the segment says that who has nothing of the measure gets nothing: 未报送案例的不得分."""
    words = segment.subject
    if (
        segment.ranks
        or segment.otherwise
        or not isinstance(segment.result, Nothing)
        or not words.startswith("未")
        or segment.result.spares
    ):
        return False
    letters = iter(run.subject)
    return len(words) > 2 and all(letter in letters for letter in words[1:])


_ELSEWHERE = re.compile("我[省市县区镇乡]|[国省市]对")
"""Words of a ranking in which others than the assessed units stand, too: 省对市考核我县指标排名前5名."""


_WON = re.compile(
    "(?:[获取夺争]得?|荣获)(?:在?(?:国家|省|市|县|区|部|全[国省市县区])级?)?(?:排名|单项|总分|团体)?$"
    "|(?:[竞比大球]赛|擂台赛|运动会)(?:中|上)?$|^参加|^(?:保持|维持|稳居)(?:在|为)?$"
)
"""Words of a place that a unit has won in a contest, of which the units assessed are not ranked."""
_CONTEST = "考核|考评|评价|测评|评估|评比|评议|检查|督查|调查"
_IN_CONTEST = re.compile(f"^(?:在|于)?(?P<what>.*(?:{_CONTEST}))(?:结果)?(?:中|里)$")
_OF_OTHERS = re.compile(
    f"(?:国家|全国|(?:全省|省级|全市|市级|全县|县级|全区|区级|上级)).*(?:{_CONTEST})(?:结果)?(?:中|里)?$"
)


def among_others(words: str) -> str:
    """Return the contest in which others than the units assessed may stand, too: 省级考核, 全市营商环境评价."""
    return _IN_CONTEST.sub(r"\g<what>", words) if _OF_OTHERS.search(words) else ""


def _subject(state: State, run: _Run, first: str) -> tuple[Piece, bool] | None:
    """Return what is ranked, and whether the title was taken for it; None where two things might be."""
    words, stated = run.subject, run.order.measure if run.order is not None else ""
    if stated and _ALL.fullmatch(words):
        words = ""
    if words and stated:
        return None
    words = stated or words
    ordered = run.order is not None and run.order.rising is not None and bool(stated)
    if (
        _DENIED.search(words)
        or _ELSEWHERE.search(words)
        or _WON.search(words)
        or (_UNMEASURED.search(words) and not ordered)
    ):
        return None
    if first and words.strip("“”") not in ("", first.strip("“”")):
        return None
    if run.order is not None and not stated:
        words = re.sub("^(?:按照?|根据|依据)", "", words)
    words = _IN_CONTEST.sub(r"\g<what>", words or first)
    known = state if not state.clauses else replace(state, subject="")
    return measure(known.named(words)), known.takes_title(words)


def _rising(run: _Run, by_points: bool | None) -> bool | None:
    """Return whether low numbers come first; None where nothing says."""
    stated = run.order.rising if run.order is not None else None
    return by_points if stated is None else stated
