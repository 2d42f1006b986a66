"""What parts are worth, told a second time: 制定标准，1分；定点维修，1分；建立制度，1分，每少一项扣1分，扣完为止.

Receives the segments of a cell and the points of its item; promises them without a step behind facts with the same
points each, which add up to those of the item: whoever lacks one has less by its points anyway.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Test
from creditdsl.reader.segments import Segment

_LACKS = re.compile("(?:缺少|少|缺|未完成|没有|无|未做到)?")


def without_told_again(segments: Sequence[Segment], points: Fraction | None) -> list[Segment]:
    """Return the segments without a last step that takes what each fact before it gives."""
    last = len(segments) - 1
    while last > 0 and segments[last].bare and segments[last].only("limits"):
        last -= 1
    facts = [segment for segment in segments[:last] if segment.result is not None]
    if len(facts) < 2 or points is None or not all(segment.wordy or segment in facts for segment in segments[:last]):
        return list(segments)
    worth = [_gives(fact) for fact in facts]
    same = worth[0] is not None and set(worth) == {worth[0]} and sum(map(_points, facts), Fraction(0)) == points
    return list(segments[:last]) if same and worth[0] == _takes_each(segments[last]) else list(segments)


def _gives(segment: Segment) -> Fraction | None:
    """Return what a fact gives; None where a segment says anything else."""
    match segment.result:
        case Award(points=points, takes=False, sharing=False, again=False):
            return points if segment.only("subject", "result", "listed") else None
        case _:
            return None


def _points(segment: Segment) -> Fraction:
    return _gives(segment) or Fraction(0)


def _takes_each(segment: Segment) -> Fraction | None:
    """Return what is taken for each part that is not so: 每少一项扣1分, 缺一项扣1分."""
    each, test = segment.each, segment.test
    size = each.size if each is not None else _size(test)
    words = segment.subject + (each.verb if each is not None else "")
    known = segment.only("subject", "each", "test", "result", "limits") and not segment.behind
    single = size is not None and size.value == 1 and size.unit in ("项", "个", "条")
    match segment.result:
        case Award(points=points, takes=True, sharing=False, again=False, below=False) if known and single:
            return points if words and _LACKS.fullmatch(words) else None
        case _:
            return None


def _size(test: Test | None) -> Amount | None:
    match test:
        case Test(exact=True, bounds=(Bound(amount=amount),)):
            return amount
        case _:
            return None
