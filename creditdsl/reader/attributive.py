"""Comparisons that only say which things are counted or measured: 10亿元以上项目每个得5分.

Receives the segments of a sentence; promises that such a comparison is part of the name of what is counted, in
quotation marks, and no test.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.phrase_kinds import Award, Each, Test
from creditdsl.reader.segments import Segment

_MONEY = ("万元", "亿元")
_OPEN = re.compile("以上|超过|不低于|不少于")


def attributive(segment: Segment) -> bool:
    """Return whether a comparison that another one stands behind says which things the other is of."""
    plain = segment.each is None and segment.result is None and not segment.atoms and not segment.falls
    unit = _unit(segment.test)
    noun = segment.behind.removeprefix("的")
    said_so = segment.behind.startswith("的") or unit in _MONEY
    return plain and len(noun) > 1 and bool(segment.subject) and unit != "%" and said_so and "“" not in segment.subject


def as_name(segment: Segment) -> str:
    """Return what a comparison with the words around it names."""
    assert segment.test is not None
    return f"“{segment.subject}{segment.test.text}{segment.behind}”"


def with_attributes(segments: Sequence[Segment]) -> list[Segment] | None:
    """Return the segments with each comparison of what steps count in its name; None where names overlap."""
    named: list[Segment] = []
    for segment in segments:
        if named and _told_before(named[-1], segment):
            before = named.pop()
            segment = replace(
                segment, start=before.start, subject=as_name(before), label=before.label, mark=before.mark
            )
        if not _counts(segment):
            named.append(segment)
            continue
        if _overlaps(segment, segments):
            return None
        named.append(replace(segment, subject=as_name(segment), test=None, behind=""))
    return named


def _told_before(before: Segment, segment: Segment) -> bool:
    """Return whether a comparison says of what the step behind it counts: 中断超过24小时的，每次扣0.5分."""
    each = segment.each
    plain = before.conditional and before.only("subject", "test", "behind")
    if plain and _of_goal(before, segment):
        return True
    plain = plain and segment.only("each", "result", "limits")
    if each is None or each.verb or not plain or segment.mark != "," or before.test is None or before.test.exact:
        return False
    apart = _unit(before.test) not in ("", "%", "百分点", each.size.unit) and each.size.value == 1
    return apart and bool(before.subject) and "“" not in before.subject and not before.test.standard


def _of_goal(before: Segment, segment: Segment) -> bool:
    """Return whether things that miss a goal in words are counted: 水质未达到年度目标的，每个断面扣5分."""
    each, test = segment.each, before.test
    if each is None or test is None or each.verb or each.size.value != 1 or each.size.unit in ("%", "百分点"):
        return False
    missed = bool(test.standard) and test.text.startswith(("未达到", "没有达到", "超过", "低于", "高于"))
    taking = isinstance(segment.result, Award) and segment.result.takes and segment.mark == ","
    whole = segment.only("each", "behind", "result", "limits") and not before.behind
    return missed and taking and whole and bool(before.subject) and "“" not in before.subject


def _counts(segment: Segment) -> bool:
    """Return whether a step counts things that a comparison in another unit tells from others."""
    match segment:
        case Segment(test=Test(exact=False, standard="") as test, each=Each(verb="", size=size), result=Award()):
            unit = _unit(test)
            apart = unit not in ("", "%", "百分点", size.unit) and size.value == 1
            return apart and len(segment.behind) > 1 and "“" not in segment.subject and not segment.period
        case _:
            return False


def _unit(test: Test | None) -> str:
    amounts = [bound.amount for bound in test.bounds if bound.amount is not None] if test is not None else []
    return amounts[0].unit if amounts else ""


def _overlaps(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Return whether another segment counts some of the same things: 1亿元以上项目每个得3分，10亿元以上每个得5分."""
    assert segment.test is not None
    if len(segment.test.bounds) > 1:
        return False
    others = [other for other in segments if other is not segment and other.part == segment.part and other.each]
    texts = [other.subject + (other.test.text if other.test else "") + other.behind for other in others]
    return _OPEN.search(segment.test.text) is not None and any(map(_OPEN.search, texts))
