"""Events by their number: 未发生事故得10分，发生1起扣5分，2起以上不得分; 发生1起责任事故的扣10分，发生2起的扣20分.

Receives the segments of a cell and the points of its item; promises the numbers as cases of one measure, without the
fact before them that there is none, where that has all points of the item: who has none keeps them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Nothing, Test
from creditdsl.reader.segments import Segment

_NONE = re.compile(
    "(?P<when>(?:年度?内|全年|当年|考核期内|辖区内?)?)(?:未|没有|无)(?:发生|出现)?(?P<what>[^0-9，、不未没无]{2,16})"
)
_AGAIN = re.compile("(?:发生|出现|发现)有?")
_HAPPENS = re.compile("(?P<when>.*?)(?:发生|出现|发现)有?")


def with_event_counts(segments: Sequence[Segment], points: Fraction | None, title: str) -> list[Segment]:
    """Return the segments with numbers of one event as cases of one measure."""
    if points is None or len(segments) < 2:
        return list(segments)
    first, *others = segments
    none = _none(first, points)
    cases = others if none else list(segments)
    count = _count(cases)
    if count < 2:
        return list(segments)
    if none and cases[0].behind and not none.endswith(cases[0].behind):
        return list(segments)  # 未发生事故得10分，发生1起投诉扣5分: of something else
    name = none or f"{cases[0].subject}{cases[0].behind}"
    if re.fullmatch("(?:发生|出现|发现)?", name):
        if not (name and title):
            return list(segments)
        name = f"{title}{name}"
    head = replace(cases[0], subject=name, behind="", start=first.start, label=first.label, mark=first.mark)
    return [head, *(replace(segment, subject="", behind="") for segment in cases[1:count]), *cases[count:]]


def _none(segment: Segment, points: Fraction) -> str:
    """Return what there is none of, where that has all points of the item."""
    award = segment.result
    match = _NONE.fullmatch(segment.subject) if segment.only("subject", "result", "period") else None
    whole = isinstance(award, Award) and award.gives_all(points)
    return match["when"] + match["what"] if match is not None and whole else ""


def _count(segments: Sequence[Segment]) -> int:
    """Return how many segments at the head take points by the number of one event."""
    unit, words = "", ""
    for at, segment in enumerate(segments):
        size = _size(segment)
        phrase = segment.subject + segment.behind
        again = phrase in ("", words) or _AGAIN.fullmatch(phrase) is not None
        if size is None or (at and (size.unit != unit or not again)):
            return at
        if not at and not (phrase == "" or _HAPPENS.match(segment.subject)):
            return 0
        unit, words = size.unit, words or phrase
    return len(segments)


def _size(segment: Segment) -> Amount | None:
    """Return the number by which a segment takes points, or leaves none."""
    match segment:
        case Segment(
            test=Test(bounds=(Bound(amount=Amount() as size), *_)),
            result=Award(takes=True, sharing=False) | Nothing(spares=False, rule=""),
        ) if segment.only("subject", "test", "behind", "result"):
            pass
        case _:
            return None
    return size if size.unit in ("起", "次", "件", "例", "人", "个") else None
