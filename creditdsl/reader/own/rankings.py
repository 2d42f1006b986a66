"""Printed rankings: 按信息条数由高到低排名，首位得5分，末位得1分，中间依次赋分."""

import re
from collections.abc import Iterator

from creditdsl.reader.own.cutting import cut, matched
from creditdsl.reader.own.printed_phrases import Pieces, award, case, expression, led, rest

_RANKED = re.compile(r"按(?P<subject>.+)由(?P<order>高到低|低到高)排名(?P<shared>(?:\(·*\))?),(?P<points>.+)")
_ENDS = re.compile(r"首位得(?P<most>[\d.]+)分,末位得(?P<least>[\d.]+)分,中间(?P<turn>依次|按差距)赋分")
_STEPS = re.compile(r"第一名(?P<top>得[\d.]+)分,(?P<fall>每降一名扣[\d.]+)分")
_GROUP = r"[前后]\d+名"
_GROUPS = re.compile(rf"(?P<one>{_GROUP})(?P<first>得[\d.]+)分,(?P<two>{_GROUP})(?P<last>得[\d.]+)分,中间名次依次赋分")
_PLACE = re.compile(r"(?P<place>第.+?名|[前后]\d+名|最后一名|[前后][\d.]+%)(?P<award>.+)")
_ZERO = ",数值为零的不得分"
_LAST = "最后一名", "末名"


def ranked(body: str) -> Iterator[Pieces]:
    """Yield the rule of a ranking of all units."""
    parts = _parts(body)
    if parts is not None:
        subject, ranking = parts
        yield [*subject, *ranking]


def ranked_after_mark(body: str) -> Iterator[Pieces]:
    """Yield the rule of a ranking of the units that meet no test: 比值在100%以上的，得8分；其余的按比值由高到低排名."""
    *cases, last = cut(body, ";")
    parts = _parts(last.removeprefix("其余的")) if cases and last.startswith("其余的") else None
    further = [case(one) for one in cases[1:]]
    if parts is None or None in further:
        return
    _, ranking = parts
    for subject, first in led(cases[0]):
        more = [piece for one in further if one is not None for piece in one]
        yield [*subject, *first, *more, "其余", *ranking]


def _parts(text: str) -> tuple[Pieces, Pieces] | None:
    """Return what is ranked, and what its places get."""
    match = matched(_RANKED, text.removesuffix(_ZERO))
    subject = None if match is None else expression(match["subject"])
    points = None if match is None else _points(match["points"])
    if match is None or subject is None or points is None:
        return None
    options: Pieces = ["由低到高"] if match["order"] == "低到高" else []
    options += ["零不得分"] if text.endswith(_ZERO) else []
    options += [match["shared"].strip("()")] if match["shared"] else []
    return subject, ["排名赋分", *options, *points]


def _points(text: str) -> Pieces | None:
    """Return what places get: both ends, groups, steps or single places."""
    if (ends := _ENDS.fullmatch(text)) is not None:
        gap = ["按差距赋分"] if ends["turn"] == "按差距" else []
        return [*gap, f"最多{ends['most']}", f"最少{ends['least']}"]
    if (steps := _STEPS.fullmatch(text)) is not None:
        return ["第一名", steps["top"], steps["fall"]]
    if (groups := _GROUPS.fullmatch(text)) is not None:
        return [*groups.group("one", "first", "two", "last"), "其余", "依次"]
    return _places(text)


def _places(text: str) -> Pieces | None:
    """Return single places, and what the others get: 第一名得5分，前3名得3分，其余不得分."""
    pieces: Pieces = []
    parts = cut(text, ",")
    for at, part in enumerate(parts):
        if part.startswith("其余"):
            others = rest(",".join(parts[at:]).removeprefix("其余"))
            return None if others is None else [*pieces, "其余", *others]
        place = matched(_PLACE, part)
        points = None if place is None else award(place["award"])
        if place is None or points is None:
            return None
        pieces += [_LAST[1] if place["place"] == _LAST[0] else place["place"], *points]
    return None
