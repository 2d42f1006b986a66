"""Faults behind what shall be: 路面整洁、无积水的得满分，否则每处扣0.5分.

Receives the segments of a cell and its context; promises a step that else takes points as one from all points of the
item, which who is without fault keeps.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.meanings import Context
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Segment


def with_faults(segments: Sequence[Segment], context: Context) -> list[Segment]:
    """Return the segments with 否则每处扣0.5分 as faults of the item, without what keeps all of its points."""
    for at, segment in enumerate(segments):
        if _else_each(segment):
            kept = segments[:at]
            if not (_all_points(kept, context) and all(part.part == segment.part for part in kept)):
                return list(segments)
            words = "".join(
                f"{part.mark if part is not kept[0] else ''}{part.subject}" for part in kept if part.subject
            )
            faults = replace(segment, subject=f"“未做到{words}”", mark="", label=kept[0].label)
            return [faults, *segments[at + 1 :]]
    return list(segments)


def _else_each(segment: Segment) -> bool:
    award = segment.result
    takes = isinstance(award, Award) and award.takes and not (award.sharing or award.below)
    plain = segment.each is not None and not segment.each.verb and segment.each.size.value == 1
    return segment.subject == "否则" and takes and plain and segment.only("subject", "each", "result", "limits")


def _all_points(segments: Sequence[Segment], context: Context) -> bool:
    """Return whether segments are words, of which the last has all points of the item."""
    if not segments or context.points is None:
        return False
    *words, last = segments
    match last.result:
        case Award(points=points, takes=False, sharing=False, again=False) if points in (None, context.points):
            return all(map(_words, words)) and (_words(replace(last, result=None)) or (bool(words) and last.bare))
        case _:
            return False


def _words(segment: Segment) -> bool:
    return segment.only("subject", "listed", "label") and bool(segment.subject)
