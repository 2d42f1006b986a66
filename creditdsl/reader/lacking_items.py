"""One of several things that lacks: 有2名以上人员、有场所，缺一项扣1分; 甲率、乙率均达到95%得4分，一项未达到扣2分.

Receives the segments of a cell and the points of its item; promises the step alone, where what stands before it in the
same part only says what shall be, with no points or all of the item's: whoever lacks nothing keeps them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Each, Test
from creditdsl.reader.segments import Segment

_UNITS = ("项", "个", "样")
_LACKS = ("缺", "少", "缺少")
_NOT_SO = re.compile("(?:未|不|没有|没)(?:达到?|达标|完成|落实|符合|合格|到位|具备|做到|健全|按[时期要].{0,6}).{0,4}")
_SEVERAL = re.compile("、|和|及|均|都|各项|全部|所有|且")
_SAYS_MORE = re.compile("[未不没无缺漏除均倒再]|各(?!项)|分别|至少")


def with_lacking_items(segments: Sequence[Segment], points: Fraction | None) -> list[Segment]:
    """Return the segments with the step of one that lacks in place of what shall be before it."""
    at = next((at for at, segment in enumerate(segments) if _lacks(segment) is not None), 0)
    before = segments[:at]
    if not before or points is None or any(segment.part != segments[at].part for segment in before):
        return list(segments)
    step, words = _lacks(segments[at]) or (None, "")
    alone = all(segment.bare for segment in segments[at + 1 :])
    if step is None or not alone or not _shall_be(before, points, lacks=not words):
        return list(segments)
    named = "".join(map(_words, before)) if any(segment.test is not None for segment in before) else ""
    lacking = replace(segments[at], start=before[0].start, subject=named, test=None, behind=words, each=step, mark="")
    return [lacking, *segments[at + 1 :]]


def _lacks(segment: Segment) -> tuple[Each, str] | None:
    """Return the step of points that are taken for each that lacks, with the words behind its size."""
    award = segment.result
    if not isinstance(award, Award) or not award.takes or award.sharing or award.below or award.again:
        return None
    match segment:
        case Segment(each=Each(verb=verb, size=size) as each, test=None, subject="", behind="") if verb in _LACKS:
            return (each, "") if _is_one(size) else None
        case Segment(each=None, test=Test(exact=True, bounds=(Bound(amount=Amount() as size),)), subject=subject):
            named = (subject in _LACKS and not segment.behind) or (
                subject in ("", "有") and _NOT_SO.fullmatch(segment.behind) is not None
            )
            verb = subject if subject in _LACKS else ""
            return (Each(verb, size, segment.start, segment.end), segment.behind) if named and _is_one(size) else None
        case _:
            return None


def _words(segment: Segment) -> str:
    """Return the words of what shall be, whose numbers are part of what is counted."""
    mark = "、" if segment.mark == "、" else ""
    compared = "" if segment.test is None else ("均" if segment.jointly else "") + segment.test.text
    return f"{mark}{segment.subject}{compared}{segment.behind}"


def _is_one(size: Amount) -> bool:
    return size.value == 1 and size.unit in _UNITS


def _shall_be(segments: Sequence[Segment], points: Fraction, *, lacks: bool) -> bool:
    """Return whether segments say what shall be of several things, and at most that all of it has all points.

    lacks: the step says no more than that one lacks, which is read behind a fact as it stands.
    """
    *head, last = segments
    award = last.result
    whole = isinstance(award, Award) and award.gives_all(points) and last.full is None
    plain = all(segment.conditional and not segment.otherwise for segment in head)
    words = "".join(f"{segment.mark}{segment.subject}{segment.jointly}{segment.behind}" for segment in segments)
    several = len(segments) > 1 or bool(last.jointly) or _SEVERAL.search(words) is not None
    tested = any(segment.test is not None or segment.jointly for segment in segments)
    tested = tested or (award is not None and not lacks)
    listed = [segment for segment in segments if segment.mark == "、" and segment.test is not None]
    tested = tested and (award is None or all(segment.jointly for segment in listed))
    fits = (last.conditional and not last.otherwise) or (whole and not last.limits)
    return plain and fits and several and tested and _SAYS_MORE.search(words) is None
