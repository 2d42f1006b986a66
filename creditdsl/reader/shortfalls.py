"""How far each of several measures is from a number: 办结率低于95%的，每低1%扣0.5分；满意率低于90%的，每低1%扣1分.

Receives the segments of a cell and the points of its item; promises each distance as a measure of its own, where there
are several of them: which of the item's points each standard would have, the words do not say.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.gains import is_quantity
from creditdsl.reader.joiners.claim import side
from creditdsl.reader.phrase_kinds import Award, Bound, Each, Nothing, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_SHARES = ("%", "百分点")


def with_shortfalls(segments: Sequence[Segment], points: Fraction | None) -> list[Segment]:
    """Return the segments with the distances from several numbers as measures."""
    heads = [at for at in range(len(segments) - 1) if _falls_short(segments[at], segments[at + 1])]
    if len(heads) < 2 or points is None or not all(map(_loses, segments)):
        return list(segments)
    named = {segments[at].subject for at in heads}
    if len(named) < len(heads):
        return list(segments)
    left: list[Segment] = []
    for at, segment in enumerate(segments):
        if at in heads:
            continue
        if at - 1 in heads:
            head, each = segments[at - 1], segment.each
            assert head.test is not None and each is not None
            name = f"“{head.subject}{head.test.text}的幅度”"
            step = Each("", replace(each.size, unit="百分点"), each.start, each.end)
            segment = replace(segment, start=head.start, subject=name, each=step, label=head.label, mark=head.mark)
        left.append(segment)
    return left


def _falls_short(head: Segment, step: Segment) -> bool:
    """Return whether a rate that misses a number loses points for each percentage point."""
    match head, step:
        case (
            Segment(test=Test(bounds=(Bound(comparison=Comparison.LESS | Comparison.MORE as sense, amount=amount),))),
            Segment(each=Each(size=size), result=Award(points=Fraction(), takes=True, sharing=False, below=False)),
        ):
            shares = size.unit in _SHARES and (amount is None or amount.unit == "%")
        case _:
            return False
    plain = head.only("subject", "test", "period") and step.only("each", "result", "limits")
    near = head.part == step.part and is_quantity(head.subject)
    return shares and plain and near and side(step) is (sense is Comparison.MORE)


def _loses(segment: Segment) -> bool:
    """Return whether a segment takes points, or says when they are taken."""
    void = isinstance(segment.result, Nothing) and not segment.result.spares
    return segment.takes or void or segment.conditional or (segment.bare and bool(segment.limits))
