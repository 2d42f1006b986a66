"""Places among others than those that are assessed: 全省排名第1名得10分，第2至3名得8分，其余得3分.

Receives the segments of a cell; promises such places as a number of their own, the rank, where each further place or
the rest goes on from them. The assessed units are not ranked among each other by it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Place, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison
from creditdsl.syntax.numerals import count_of

_N = r"\d+|[一二两三四五六七八九十]+"
_OUTSIDE = re.compile(
    "(?P<head>(?:(?![不未无没除均各分倒再])[^0-9，、])*?)(?:在|位列|位居|名列|排名|进入|排)?"
    rf"(?P<where>全(?:国|省))(?:排名|排位|名次|位次)?(?:位列|位居|居|为|在)?(?P<side>前|第)(?P<count>{_N})[名位]?"
)
_CODE = re.compile(r"(?P<side>前)(?P<count>\d+)名|第(?P<first>\d+)(?:至(?P<last>\d+))?名|(?P<only>第一名)")


def with_outside_places(segments: Sequence[Segment], title: str) -> list[Segment]:
    """Return the segments with the places at their head as a number that is compared."""
    first, *others = segments if segments else (None,)
    match = _OUTSIDE.fullmatch(first.subject) if first is not None and first.only("subject", "result") else None
    if first is None or match is None or not _gives(first):
        return list(segments)
    name = f"{match['head'] or title}{match['where']}名次"
    head = _test(match["side"], count_of(match["count"]) or 0, first)
    further: list[Segment] = []
    for segment in others:
        if segment.otherwise or segment.part != first.part:
            break
        test = _further(segment, match["where"])
        if test is None:
            break
        further.append(replace(segment, subject="", place=None, test=test))
    rest = others[len(further) :]
    goes_on = bool(further) or (bool(rest) and rest[0].otherwise)
    known = goes_on and all(segment.otherwise or segment.bare for segment in rest)
    return [replace(first, subject=name, test=head), *further, *rest] if known and head is not None else list(segments)


def _gives(segment: Segment) -> bool:
    award = segment.result
    return isinstance(award, Award) and award.gives_once


def _further(segment: Segment, where: str) -> Test | None:
    """Return the test of a further place: 第2至3名, 全省前10名."""
    if not _gives(segment):
        return None
    if segment.place is not None and segment.only("place", "result"):
        return _of_place(segment.place, segment)
    again = _OUTSIDE.fullmatch(segment.subject) if segment.only("subject", "result") else None
    if again is None or again["head"] or again["where"] != where:
        return None
    return _test(again["side"], count_of(again["count"]) or 0, segment)


def _of_place(place: Place, segment: Segment) -> Test | None:
    code = None if place.after or place.value else _CODE.fullmatch(place.code)
    if code is None:
        return None
    if code["only"]:
        return _test("第", 1, segment)
    if code["side"]:
        return _test("前", int(code["count"]), segment)
    first, last = int(code["first"]), int(code["last"] or code["first"])
    low = Bound(Comparison.AT_LEAST, _rank(first, segment))
    high = Bound(Comparison.AT_MOST, _rank(last, segment))
    return (
        Test((low, high), segment.start, segment.end, text=f"{first}至{last}名")
        if first < last
        else _test("第", first, segment)
    )


def _test(side: str, count: int, segment: Segment) -> Test | None:
    if count < 1:
        return None
    comparison = Comparison.AT_MOST if side == "前" else Comparison.EQUAL
    text = f"{count}名以下" if side == "前" else f"为{count}名"
    return Test((Bound(comparison, _rank(count, segment)),), segment.start, segment.end, text=text)


def _rank(count: int, segment: Segment) -> Amount:
    return Amount(Fraction(count), "名", segment.start, segment.end)
