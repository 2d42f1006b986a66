"""Facts: 建立机制的得2分，否则不得分; 未按要求上报的扣2分."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Case, Ladder, Steps
from creditdsl.reader.gains import SHORT_OF, compares, every, is_fact
from creditdsl.reader.joiners.case_ladders import begins_whole
from creditdsl.reader.joiners.claim import Claim, State, asking, closing, condition, stands_apart, subject_behind
from creditdsl.reader.joiners.none_to_do import has_none
from creditdsl.reader.joiners.restated import negated
from creditdsl.reader.joiners.scales import goes_on, option
from creditdsl.reader.joiners.step_names import AROUND
from creditdsl.reader.joiners.within_periods import EVERY_PERIOD, UNITS
from creditdsl.reader.members import apiece
from creditdsl.reader.phrase_kinds import Amount, Award, Limit, Nothing
from creditdsl.reader.segments import Result, Segment
from creditdsl.reader.takings import nothing, takes

_OF_A_PERIOD = ("当月", "当季", "当周", "当次", "当期")
"""A fact of one period does not say whether it counts in each."""
_CONNECTING = ("先", "先行", "并", "且", "并且", "同时", "另", "其余", "其他", "否则")
"""Words that say only that a result goes on from what stands before."""


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    if (
        not _is_fact(first)
        or option(segments)
        or goes_on(segments)
        or apiece(first)
        or begins_whole(segments)
        or (state.clauses and (negated(state, first) or has_none(state, first)))
    ):
        return None
    closed = closing(segments, 1)
    if closed is None:
        return None
    used, rest, limits = closed
    takes_points = isinstance(first.result, Award) and first.result.takes
    if isinstance(rest, Nothing) and rest.spares and not takes_points:
        return None
    if rest is not None and _plainly_nothing(rest):
        rest = None
    if rest is not None and (len(state.clauses) > state.since or _of_all(state, segments, used)):
        return None
    there_is = first.subject in ("有", "具备", "有就", "有则") and not state.clauses and bool(state.context.title)
    words = "" if there_is else subject_behind(state, condition(first.subject))
    if not words and (state.clauses or not state.named("")):
        return None
    if words is None or first.result is None or compares(words) or words.startswith(_OF_A_PERIOD):
        return None
    again = isinstance(first.result, Award) and first.result.again
    if (again and not state.clauses) or (not again and _worse(state, words, takes_points)):
        return None
    if takes_points and (_OF_EACH.search(words) or _AT_EACH.match(words)):
        return None
    if (asked := _periods_of_fault(state, first, used, (*first.limits, *limits))) is not None:
        return asked if rest is None else None
    if _each_period(state, first):
        return None
    if state.clauses and rest is None and not limits and _denied_before(state, first):
        return Claim(used, replace(state, clauses=(*state.clauses[:-1], _reversed(state, first))))
    if (asked := _times(state, segments, used) or _periods(state, segments, used)) is not None:
        return asked
    fact = Ladder(state.named(_whole(words)), (Case(None, first.result),), rest, (*first.limits, *limits))
    titled = state.titled or state.takes_title(words)
    after = replace(state, titled=titled, subject=words or state.subject, adding=state.adding or again)
    return Claim(used, replace(after, clauses=(*state.clauses, fact)))


def _whole(words: str) -> str:
    """Return a fact in quotation marks where its last word could compare with a number: 装备不足."""
    compared = words.endswith("不足") or SHORT_OF.search(words) is not None
    return f"“{words}”" if compared and "“" not in words else words


TIMES = "“{}”的，是每次都算，还是只算一次？"
_HONOUR = re.compile(
    "(?:获|受到?|得到|被).*(?:表彰|表扬|奖励?|荣誉|称号|批示|肯定|推广|通报|采用|报道|转发)$|(?:表彰|荣誉)$"
)


def _of_all(state: State, segments: Sequence[Segment], used: int) -> bool:
    """Return whether an else may be that of the facts before, too: 甲得5分；乙得5分；否则扣1分."""
    before = [clause for clause in state.clauses if isinstance(clause, Ladder) and clause.otherwise is None]
    return bool(before) and stands_apart(segments, used)


def _times(state: State, segments: Sequence[Segment], used: int) -> Claim | None:
    """Ask whether an honour that is the only thing said counts each time."""
    segment = segments[0]
    plain = isinstance(segment.result, Award) and segment.result.points is not None and not segment.result.again
    alone = not state.clauses and used == len(segments) == 1 and not segment.limits
    if not plain or not alone or not _HONOUR.search(segment.subject) or segment.result is None:
        return None
    once = Ladder(state.named(segment.subject), (Case(None, segment.result),))
    after = replace(state, subject=segment.subject)
    forks = ("每次都算", replace(after, clauses=(every(once),))), ("只算一次", replace(after, clauses=(once,)))
    return Claim(used, forks[0][1], TIMES.format(segment.subject), forks)


WORSE = re.compile(
    "(?:由此|因此|从而)?(?:对.{1,8})?(?:造成|产生|引发|导致).*(?:影响|后果|损失)|.{2,8}转来|.{0,4}属实|情节(?:较[重轻]|轻微|一般|严重|恶劣|特别严重)|特别严重|(?:性质|影响)恶劣|.{0,6}阳性"
)


def _worse(state: State, words: str, takes_points: bool) -> bool:
    """Return whether a fault is the one before made worse, so that its points may stand instead of those."""
    if not takes_points or not any(map(takes, state.peers)):
        return False
    counted = isinstance(state.peers[-1], Steps)
    return re.fullmatch(AROUND, words) is not None or (not counted and WORSE.fullmatch(words) is not None)


_PERIODS = {"每季度": 4, "每个季度": 4, "每月": 12, "每个月": 12, "每半年": 2}


def _each_period(state: State, segment: Segment) -> bool:
    """Return whether the points of the item are those of every period: 每季度召开会议得0.5分 of 2分."""
    match = re.match("|".join(_PERIODS), segment.subject)
    award = segment.result
    if match is None or not isinstance(award, Award) or award.points is None:
        return False
    return award.points * _PERIODS[match[0]] == state.points


def _periods(state: State, segments: Sequence[Segment], used: int) -> Claim | None:
    """Ask whether what is done every month counts each month: 每月5日前报送得1分 of 10 points."""
    segment = segments[0]
    match = re.match("|".join(_PERIODS), segment.subject)
    match segment.result:
        case Award(points=Fraction() as points, takes=False, sharing=False, again=False) as award if (
            match and match[0] in UNITS
        ):
            words = segment.subject[match.end() :]
        case _:
            return None
    alone = not state.clauses and not segment.limits and all(map(_gives_nothing, segments[1:used]))
    if not alone or not words or points == state.points or not all(map(_gives_nothing, segments[used:])):
        return None
    unit, words = UNITS[match[0]], f"{match[0].lstrip('每个')}{words}" if words[0] in "初末底" else words
    each = Steps(state.named(f"{words}的{unit}数"), Amount(Fraction(1), unit, segment.start, segment.end), award)
    once = Ladder(state.named(segment.subject), (Case(None, award),))
    after = replace(state, subject=segment.subject)
    answers = (("每一期算一次", replace(after, clauses=(each,))), ("合起来算一次", replace(after, clauses=(once,))))
    return Claim(used, answers[0][1], EVERY_PERIOD, answers)


def _periods_of_fault(state: State, segment: Segment, used: int, limits: tuple[Limit, ...]) -> Claim | None:
    """Ask whether a fault of every month takes points for each: 每月未报送的扣0.5分; a cap beyond one says so."""
    match = re.match("|".join(UNITS), segment.subject)
    award = segment.result
    if match is None or not isinstance(award, Award) or not award.takes or award.points is None:
        return None
    words = segment.subject[match.end() :]
    unit = UNITS[match[0]]
    if not _NOT_DONE.match(words) or unit == "年":
        return None
    each = Steps(
        state.named(f"{words}的{unit}数"), Amount(Fraction(1), unit, segment.start, segment.end), award, limits
    )
    once = Ladder(state.named(segment.subject), (Case(None, award),), None, limits)
    after = replace(state, subject=segment.subject)
    ways = (("每一期算一次", each), ("合起来算一次", once))
    beyond = any(limit.points is not None and limit.points > award.points for limit in limits)
    answers = tuple((answer, (clause,)) for answer, clause in (ways[:1] if beyond else ways))
    return asking(used, after, "" if beyond else EVERY_PERIOD, answers)


_NOT_DONE = re.compile("(?:.{0,8}?)(?:未|没有?|不|无|迟|漏|缺|逾期|超期)")
_AT_EACH = re.compile("各个?(?:自然村|行政村|村|社区|学校|企业|项目|工地|窗口|站点|网格|班级|科室|点位)")
"""Where there is a fault, of which there are several: 各村未开展的扣1分."""


def _gives_nothing(segment: Segment) -> bool:
    return isinstance(segment.result, Nothing) and not (segment.result.item or segment.result.rule)


_OF_EACH = re.compile("的(?:村组?|社区|[农住]?户|学校|企业|项目|窗口|栏目|站点)$")
"""What has a fault, of which there may be several: 未公示的村扣1分 does not say whether for each."""


def _denied_before(state: State, segment: Segment) -> bool:
    """Return whether the fact before is that this one is not so: 没有共享扣5分，共享得5分."""
    last = state.clauses[-1]
    if not isinstance(last, Ladder) or not isinstance(last.subject, str) or not is_fact(last) or not takes(last):
        return False
    match = re.fullmatch("(?:没有|没|未|不)(?P<core>.+)", last.subject)
    gives = isinstance(segment.result, Award) and not segment.result.takes
    return gives and match is not None and match["core"] == segment.subject and last.otherwise is None


def _reversed(state: State, segment: Segment) -> Ladder:
    last = state.clauses[-1]
    assert isinstance(last, Ladder) and segment.result is not None
    return Ladder(segment.subject, (Case(None, segment.result),), last.cases[0].result)


def _is_fact(segment: Segment) -> bool:
    if not segment.only("subject", "result", "limits", "listed", "period") or nothing(segment.result) is not None:
        return False
    if segment.period and segment.subject.endswith(segment.period):
        return False
    if segment.subject in _CONNECTING or segment.subject.endswith("占"):
        return False
    match segment.result:
        case Award():
            return True
        case Nothing(item=item, rule=rule):
            return bool(segment.subject) and (item or bool(rule))
        case _:
            return False


def _plainly_nothing(result: Result) -> bool:
    return isinstance(result, Nothing) and not result.item and not result.rule
