"""From phrases to segments: each phrase into the slot that its kind has.

Receives the phrases of a sentence; promises segments that together hold every phrase but marks, or the first phrase
that fits no slot. A segment ends at a mark; its slots stand in the order in which officials write.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from creditdsl.base.node import node
from creditdsl.reader.asides import aside
from creditdsl.reader.attributive import as_name, attributive
from creditdsl.reader.phrase_kinds import (
    Award,
    Each,
    Formula,
    Full,
    Grade,
    InTurn,
    Limit,
    Nothing,
    Order,
    Phrase,
    Place,
    Remainder,
    Scaled,
    Shares,
    Sign,
    Span,
    Statement,
    Test,
    Words,
)
from creditdsl.reader.segments import Atom, Segment
from creditdsl.syntax.nodes import Comparison


@node
class Misfit:
    """A phrase that fits no slot."""

    phrase: Phrase


WITHIN = "其中,"
"""The mark before what the points before are given for: 建立小组记2分，其中，明确专干的记1分，报酬落实的记1分."""
_PARTING = ";。\n"


def segments(phrases: Sequence[Phrase]) -> tuple[Segment, ...] | Misfit:
    """Return the segments of the phrases."""
    filled: list[Segment] = []
    within = False
    for part, label, mark, group in _groups(phrases):
        if filled and all(isinstance(phrase, Sign) and phrase.text == "其中" for phrase in group):
            within = True
            continue
        if within or (filled and _gives_part(group)):
            mark, within, group = WITHIN, False, group if within else group[1:]
        before = filled[-1] if filled and filled[-1].part == part else None
        if (astray := aside(group, before, mark)) is not None:
            return Misfit(astray)
        segment = _fill(part, label, mark, _without_pointer(group, filled))
        if isinstance(segment, Misfit):
            return segment
        filled.append(segment)
    return Misfit(phrases[-1]) if within else tuple(filled)


def _groups(phrases: Sequence[Phrase]) -> Iterator[tuple[int, str, str, list[Phrase]]]:
    """Yield what stands between marks, with the number of its part, its label and the mark before it."""
    part, label, mark, ended = 0, "", "", -1
    group: list[Phrase] = []
    graded = any(isinstance(phrase, Grade) for phrase in phrases)
    for phrase in phrases:
        match phrase:
            case Sign(kind="mark", text="的"):
                ended = phrase.end
            case Each() if group and ended == phrase.start and _falls_short(group[-1]):
                yield part, label, mark, group
                group, label, mark = [phrase], "", ","
            case Sign(kind="mark"):
                if group:
                    yield part, label, mark, group
                    group, label, mark = [], "", ""
                mark = phrase.text
                part += phrase.text in _PARTING
            case Sign(kind="label"):
                if group:
                    yield part, label, mark, group
                    group, mark = [], ""
                part, label = part + 1, phrase.text
            case Grade() if group and isinstance(group[-1], Grade):
                yield part, label, mark, group
                group, label, mark = [phrase], "", ","
            case Sign(kind="joint") if graded and group and (isinstance(group[-1], Place) or _scores(group[-1])):
                yield part, label, mark, group
                group, label, mark = [phrase], "", ","
            case Words() if group and isinstance(group[-1], Award | Nothing) and phrase.start > group[-1].end:
                yield part, label, mark, group
                group, label, mark = [phrase], "", ","
            case _:
                group.append(phrase)
    if group:
        yield part, label, mark, group


def _falls_short(phrase: Phrase) -> bool:
    """Return whether a phrase is of less than a standard: 低于80%的每低1个百分点扣1分."""
    return isinstance(phrase, Test) and [bound.comparison for bound in phrase.bounds] == [Comparison.LESS]


def _scores(phrase: Phrase) -> bool:
    """Return whether a phrase tests a score, which with a further condition decides a grade: 90分以上且排名前30%."""
    units = [bound.amount.unit for bound in phrase.bounds if bound.amount] if isinstance(phrase, Test) else []
    return bool(units) and set(units) == {"分"}


def _fill(part: int, label: str, mark: str, group: list[Phrase]) -> Segment | Misfit:
    """Fill the slots from left to right."""
    segment = Segment(part, group[0].start, group[-1].end, label, mark=mark)
    before: Phrase | None = None
    for phrase in group:
        filled = None if _cut_off(before, phrase) else _put(segment, phrase)
        if filled is None:
            return Misfit(phrase)
        segment, before = filled, phrase
    return segment


def _without_pointer(group: list[Phrase], before: Sequence[Segment]) -> list[Phrase]:
    """Return a group without 其中 at its head where that only points back: 其中未整改的加扣2分; 其中有一项不达标扣2分.

    One of several that is not so is one of those before, which no points were taken of yet.
    """
    head, *others = group
    if not (isinstance(head, Sign) and head.text == "其中" and others):
        return group
    again = any(isinstance(phrase, Award) and phrase.again and phrase.takes for phrase in others)
    return others if again or (_one_of(others) and not any(segment.takes for segment in before)) else group


def _gives_part(group: Sequence[Phrase]) -> bool:
    """Return whether 其中 begins what gives points, perhaps some of those before: 其中明确专人的得1分."""
    pointing = isinstance(group[0], Sign) and group[0].text == "其中" and len(group) > 1
    return pointing and any(isinstance(phrase, Award) and not phrase.takes for phrase in group)


_NOT_SO = re.compile("[不未没无缺]")


def _one_of(group: Sequence[Phrase]) -> bool:
    """Return whether points are taken for one of several that is not so."""
    tests = [phrase for phrase in group[:2] if isinstance(phrase, Test) and phrase.exact]
    single = any(phrase.text in ("一项", "1项", "一个", "1个") for phrase in tests)
    not_so = any(isinstance(phrase, Words) and _NOT_SO.search(phrase.text) for phrase in group)
    return single and not_so and any(isinstance(phrase, Award) and phrase.takes for phrase in group)


_CUT_OFF = re.compile(
    "(?:不|未|(?<!有)无|没有|也|仅|只|且|或|(?<![归偿返退交])还|又|(?<![许认])可|须|最高|最低|最多|最少"
    "|(?<![签合违节预解履毁条])约|(?<![消清解拆免删排剔])除|倒|(?<![人英])才|(?<![首成])都|(?<!成)就|(?<!合)并)$"
)
_TAKES_AS = re.compile("(?:只|均|都|按|累计|最多)?[取按]")
"""What is made of points: 5次以上取5分."""
_NONE = ("没有", "无")
"""Words that alone are a condition, of what gets nothing: 有就得满分，没有得0分."""
_LESS = re.compile("[少多低高差减升降]$")
"""Words that need another behind them, or change the sense of what follows: 每篇不得2分, 约得2分."""


def _cut_off(before: Phrase | None, phrase: Phrase) -> bool:
    """Return whether the words before a result or a step end in the middle of what they say."""
    if not isinstance(before, Words) or not isinstance(phrase, Award | Each | Span | Limit | Test | Full):
        return False
    if isinstance(phrase, Award) and phrase.bare and _TAKES_AS.fullmatch(before.text):
        return True
    if before.text in ("有就", "有则") or (isinstance(phrase, Award) and phrase.points == 0 and before.text in _NONE):
        return False
    bare = isinstance(phrase, Award) and phrase.bare and _LESS.search(before.text) is not None
    bare = bare or (isinstance(phrase, Award) and phrase.adds and before.text.endswith(("增", "追", "附")))
    return (
        phrase.start - before.end <= 1
        and not before.text.startswith(("“", "只有"))
        and (bare or _CUT_OFF.search(before.text) is not None)
    )


def _put(to: Segment, phrase: Phrase) -> Segment | None:
    """Return the segment with one more phrase; None where its slot is taken."""
    ended = to.result is not None or bool(to.limits)
    tested = to.test is not None or to.each is not None or to.place is not None or to.falls
    match phrase:
        case Words(text=text) if not ended and not to.full:
            return replace(to, behind=to.behind + text) if tested else replace(to, subject=_worded(to.subject, text))
        case Sign(kind="period", text=text) if not ended and not tested:
            return replace(to, subject=to.subject + text, period=to.period or text)
        case Test() if not ended and not tested:
            return replace(to, test=phrase)
        case InTurn(tests=tests) if not ended and not tested:
            return replace(to, tests=tests)
        case Test(exact=False) if to.test is not None and not ended and attributive(to):
            return replace(to, subject=as_name(to), test=phrase, behind="")
        case Each() if not ended and to.each is None and to.place is None:
            return replace(to, each=phrase)
        case Place() if not ended and not tested:
            return replace(to, place=phrase)
        case Sign(kind="otherwise") if not ended and not tested and not to.subject:
            return replace(to, otherwise=True)
        case Sign(kind="discretion", text=text) if not to.discretion and (not ended or isinstance(to.result, Span)):
            return replace(to, discretion=text)
        case Sign(kind="ratio", text=text) if not ended and not to.ratio:
            return replace(to, ratio=text)
        case Award() | Shares() | Scaled() | Formula() | Span() | Nothing() | Grade() if not ended:
            return replace(to, result=phrase)
        case Sign(kind="joint" | "denied" | "jointly") if not ended:
            return _put_predicate(to, phrase, tested)
        case Sign(kind="best", text=text) if not ended and not tested and not to.subject:
            return replace(to, best=text)
        case Sign(kind="per", text=text) if to.result is not None and not to.per:
            return replace(to, per=text[1:])
        case Remainder() if to.remainder is None:
            return replace(to, remainder=phrase)
        case Limit():
            return replace(to, limits=(*to.limits, phrase))
        case Full() if to.full is None:
            return replace(to, full=phrase)
        case _:
            return None if ended or tested else _put_special(to, phrase)


_WHOEVER = re.compile("凡(?:是|属)?(?![人事间例])(?=.{3})")


def _worded(before: str, text: str) -> str:
    """Return the words of a subject; at their head 凡 says only that they are a condition."""
    return before + text if before else _WHOEVER.sub("", text, count=1) if text.startswith("凡") else text


def _put_special(to: Segment, phrase: Phrase) -> Segment | None:
    """Return the segment with a phrase of rankings, grades or whole statements; None where its slot is taken."""
    match phrase:
        case Order() if to.order is None:
            return replace(to, order=phrase)
        case Sign(kind="fall"):
            return replace(to, falls=True)
        case Sign(kind="in_turn" | "by_gap" | "share_of_best" as kind) if not to.turn:
            return replace(to, turn=kind)
        case Sign(kind="divisor") if to.wordy and not to.subject:
            return replace(to, divisor=True)
        case Statement() if to.statement is None:
            return replace(to, statement=phrase)
        case Sign(kind="weight", text=text) if not to.weight and to.statement is None:
            return replace(to, weight=text)
        case Sign(kind="grade_head", text=text) if not to.grade and not to.subject:
            return replace(to, grade=text)
        case Sign(kind="zero_out", text=text) if not to.zero_out:
            return replace(to, zero_out=text)
        case _:
            return None


def _put_predicate(to: Segment, phrase: Sign, tested: bool) -> Segment | None:
    """Return the segment with a word that joins conditions or denies one."""
    match phrase:
        case Sign(kind="joint", text=text) if to.subject and not to.behind and not to.jointly:
            atom = Atom(to.subject, to.test, to.denied), "或" if "或" in text else "且"
            clear = to.each is None and not to.ranks and not to.otherwise
            return replace(to, atoms=(*to.atoms, atom), subject="", test=None, denied=False) if clear else None
        case Sign(kind="joint", text=text) if not (to.tested or to.subject or to.atoms):
            return replace(to, subject=text)
        case Sign(kind="denied", text=text) if not to.denied and not tested:
            return replace(to, denied=True) if (text == "并非") is (not to.subject) else None
        case Sign(kind="jointly", text=text) if not tested and not to.jointly:
            return replace(to, jointly="或" if "项" in text else "且")
        case _:
            return None
