"""What a joiner claims, and what it knows of the sentence before.

A joiner receives the segments that are left, with the state; it promises a claim on the first of them, or None. A claim
uses whole segments: every phrase of them is in its clauses. At most one joiner may claim a list of segments.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.forms.wording import CLAUSES
from creditdsl.reader import rule_lexicon
from creditdsl.reader.clauses import Clause
from creditdsl.reader.gains import CHANGE
from creditdsl.reader.meanings import HOLE, Context
from creditdsl.reader.phrase_kinds import Award, Limit
from creditdsl.reader.segments import Result, Segment


@node
class State:
    """The sentence so far. subject: of the clause before, with which a clause without one goes on. full: stated points
    of the whole item. from_full: points start full and are taken away. titled: the title was taken as a subject.

    headings: traits of the heading beside those. since: how many clauses there were where this part began. deducting:
    the head says that points are taken away. begun: steps count from the full points, 基础分. best: only the highest
    rule counts. adding: the words say that they add up. taking: some part of the sentence takes points. counted: the
    answer to whether facts behind steps count each time, too. ranged: whether people may take all points was asked.
    lowest: the number of the answer to whether a range of points begins at zero.
    """

    context: Context
    clauses: tuple[Clause, ...] = ()
    full: Fraction | None = None
    from_full: bool = False
    titled: bool = False
    subject: str = ""
    headings: tuple[str, ...] = ()
    part: int = -1
    since: int = 0
    deducting: bool = False
    begun: bool = False
    best: bool = False
    adding: bool = False
    taking: bool = False
    counted: str = ""
    ranged: bool = False
    lowest: int = 0

    @property
    def peers(self) -> tuple[Clause, ...]:
        """The clauses before in the same part of the sentence."""
        return self.clauses[self.since :]

    @property
    def points(self) -> Fraction | None:
        """The points of the item: stated, or of its context."""
        return self.context.points if self.full is None else self.full

    def named(self, words: str) -> str:
        """Return a subject: its words, the one before, the title, or a hole."""
        name = words or self.subject or self.context.title or HOLE
        return f"“{_unquoted(name)}”" if dated(name) else name

    def takes_title(self, words: str) -> bool:
        """Return whether `named` takes the title."""
        return not words and not self.subject and bool(self.context.title)


EVERY, ONCE = "每一次都算", "只算一次"
"""The answers to whether what happens counts each time."""
_MAX_RUN = 40
_DATED = re.compile(rf"{rule_lexicon.DATE}|{rule_lexicon.WITHIN}|每个?(?:月|季度|年)|每(?:天|日|周|半年)")
"""What a name may hold of numbers and periods."""
_QUOTED = re.compile("“[^“”]*”")
_LONG_RUN = re.compile(rf"\d{{{_MAX_RUN}}}|[A-Z]{{{_MAX_RUN}}}|[一二两三四五六七八九十百]{{{_MAX_RUN}}}")
"""More figures or letters in a row than a date has; to look for dates in them takes the square of their number."""


def dated(name: str) -> bool:
    """Return whether a name has numbers, but only those of dates and terms, or of words in quotation marks."""
    bare = _QUOTED.sub("“”", name)
    if _LONG_RUN.search(bare):
        return False
    plain, dates = _DATED.subn("", bare)
    unclear = re.search(CLAUSES, name) is not None and re.fullmatch("“[^“”]*”", name) is None
    return (dates > 0 or "“" in name) and unclear and re.search(CLAUSES, _unquoted(plain)) is None


def _unquoted(name: str) -> str:
    return name.replace("“", "").replace("”", "")


@node
class Claim:
    """used: how many segments. state: the sentence with them. question, forks: what is asked, with the state of each
    answer instead.
    """

    used: int
    state: State
    question: str = ""
    forks: tuple[tuple[str, State], ...] = ()


def asking(used: int, state: State, question: str, answers: Sequence[tuple[str, tuple[Clause, ...]]]) -> Claim:
    """Return a claim of the clauses of each answer to a question, or of the clauses of the only answer to none."""
    forks = tuple((answer, replace(state, clauses=(*state.clauses, *clauses))) for answer, clauses in answers)
    return Claim(used, forks[0][1], question, forks if question else ())


Joiner = Callable[[State, Sequence[Segment]], Claim | None]


_BELOW = re.compile("(?:低于?|降低?|下降|减少|少|缺|差)(.{0,8})")
_ABOVE = re.compile("(?:超过?|超出|超额|高于?|高出|提高|增加|增长|多|升)(.{0,8})")
_STANDARD = re.compile(
    "(?:于|过|出)?(?:标准|目标|目标值|要求|规定|任务|(?:全[国省市州县区镇])?平均(?:水平|值|数)?|此标准|该标准)?"
)


def side(segment: Segment) -> bool | None:
    """Return whether a step goes beyond a standard (每超1条) or below it (每低1条); None where it does neither."""
    if segment.each is None or segment.behind:
        return None
    for above, pattern in ((False, _BELOW), (True, _ABOVE)):
        match = pattern.fullmatch(segment.each.verb)
        if match is not None:
            return above
    return None


def away(segment: Segment) -> str:
    """Return the words between the direction of a step and its size: 每少报1条 says 报."""
    verb = segment.each.verb if segment.each is not None else ""
    match = _BELOW.fullmatch(verb) or _ABOVE.fullmatch(verb)
    return "" if match is None or _STANDARD.fullmatch(match[1]) else match[1]


def moves_away(words: str, segments: Sequence[Segment]) -> bool:
    """Return whether segments go on with a step away from a standard of some words, perhaps behind 低于95%的.

    每少报1条 is one from 报送10条以上, 每缺席1次 is none from 召开会议.
    """
    rest = [segment for segment in segments[:2] if not (segment.conditional and segment.test and not segment.each)]
    return bool(rest) and side(rest[0]) is not None and rest[0].subject in ("", words) and away(rest[0]) in words


YEARLY = ("", "每年", "每年度", "年度内")
"""Periods of which there is one in what is scored."""


def closing(segments: Sequence[Segment], used: int) -> tuple[int, Result | None, tuple[Limit, ...]] | None:
    """Return how many segments there are with the else and the limits behind a clause, and these.

    None where there are two of an else, or where it says more than a result.
    """
    rest: Result | None = None
    limits: list[Limit] = []
    for segment in segments[used:]:
        if segment.otherwise:
            award = segment.result
            shared = isinstance(award, Award) and (award.sharing or award.again)
            if rest is not None or award is None or shared or not segment.only("otherwise", "result", "limits"):
                return None
            rest = segment.result
        elif not (segment.limits and segment.only("limits")):
            break
        limits += segment.limits
        used += 1
    return used, rest, tuple(limits)


def stands_apart(segments: Sequence[Segment], used: int) -> bool:
    """Return whether an else stands in a part of its own: 甲率90%以上得5分；乙率90%以上得5分；否则扣2分."""
    return any(segment.otherwise and segment.part != segments[0].part for segment in segments[1:used])


_IF = re.compile("(?:如果?|若|凡|一旦)(?P<what>.+?)的?则")


def condition(words: str) -> str:
    """Return a condition without the words that only say that it is one: 如受到通报则."""
    match = _IF.fullmatch(words)
    return match["what"] if match is not None else words


def subject_behind(state: State, words: str) -> str | None:
    """Return a subject with the noun that it leaves to the words before: 税收增长, 下降 is 税收下降.

    None where there is no such noun.
    """
    if not words or CHANGE.fullmatch(words) is None:
        return words
    noun = CHANGE.sub("", state.subject)
    return noun + words if noun and noun != state.subject else None
