"""Products of a rate: with the points of the item, 满意度×40; and at most for all of it, 超过100%的按100%计.

Receives the segments of a cell and the points of its item; promises the product as a formula, and what counts as 100%
as its cap. A rate times another number stays as it is: what that gives, the words do not say.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Formula, Scaled, Test
from creditdsl.reader.segments import Segment

_RATE = "(?:(?!至少|分别|[不未无没除均各倒再])[^=×*÷/+]){1,20}(?:率|度|比例|比重|占比)"
_PRODUCT = re.compile(rf"(?:得(?!分|票))?(?P<rate>{_RATE})[×*](?P<times>\d+(?:\.\d+)?)?")


def with_products(segments: Sequence[Segment], points: Fraction | None) -> list[Segment]:
    """Return the segments with a product at their head as a formula."""
    if not segments or points is None:
        return list(segments)
    first, *others = segments
    match = _PRODUCT.fullmatch(first.subject)
    if match is None or not first.only("subject", "result", "limits"):
        return list(segments)
    match first.result, match["times"]:
        case None, str() as times if Fraction(times) == points:
            pass
        case Award(points=award, bare=True), None if award == points:
            pass
        case _:
            return list(segments)
    formula = Formula(f"{match['rate']}×{show(points, MAX_DIGITS)}", first.start, first.end)
    return [replace(first, subject="", result=formula), *others]


_QUOTIENT = "[^=×*÷/+()-]+[÷/][^=×*÷/+()-]+"
_WHOLE = re.compile(rf"(?:{_RATE}|{_QUOTIENT})[×*](?P<times>\d+(?:\.\d+)?)|(?P<before>\d+(?:\.\d+)?)[×*]{_RATE}")


def with_tops(segments: Sequence[Segment]) -> list[Segment] | None:
    """Return the segments with 超过100%的按100%计 behind a product as the cap that it is; None where it is of another.

    Behind points for 100%, or for the share that is done, it says nothing new.
    """
    topped: list[Segment] = []
    for segment in segments:
        if not any(limit.kind == "top" for limit in segment.limits):
            topped.append(segment)
            continue
        before = segment if segment.result is not None or segment.ratio else topped[-1] if topped else segment
        most = _most(before)
        if (most is None and not _ends_at_all(before)) or len(segment.limits) > 1:
            return None
        limits = () if most is None else (replace(segment.limits[0], kind="cap", points=most),)
        if limits or before is segment:
            topped.append(replace(segment, limits=limits))
    return topped


def _most(segment: Segment) -> Fraction | None:
    """Return what a product gives for all of its rate."""
    match segment.result:
        case Scaled(points=points):
            return points
        case Formula(text=text) if (product := _WHOLE.fullmatch(text)) is not None:
            return Fraction(product["times"] or product["before"])
        case _:
            return None


def _ends_at_all(segment: Segment) -> bool:
    """Return whether a segment gives points for 100%, or by the share that is done, and no more beyond it."""
    match segment:
        case Segment(test=Test(bounds=(Bound(amount=Amount(unit="%") as end),)), each=None, result=Award(takes=False)):
            return end.value == 100
        case Segment(ratio=ratio, result=None):
            return "完成" in ratio and "扣" not in ratio
        case _:
            return False
