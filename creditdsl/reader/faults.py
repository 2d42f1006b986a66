"""Faults behind what shall be: 路面整洁、无积水的得满分，否则每处扣0.5分; 路面整洁的得满分；发现一处扣1分.

Receives the segments of a cell and its context; promises a step that else takes points as one from all points of the
item, which who is without fault keeps.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.joiners.step_names import demanded, undenied
from creditdsl.reader.meanings import Context
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Each, Test
from creditdsl.reader.segments import Segment


def with_faults(segments: Sequence[Segment], context: Context) -> list[Segment]:
    """Return the segments with 否则每处扣0.5分 as faults of the item, without what keeps all of its points."""
    for at, segment in enumerate(segments):
        each = _else_each(segment) or _each_found(segment, segments[:at])
        if each is not None:
            kept = segments[:at]
            is_else = segment.subject == "否则"
            if not _all_points(kept, context) or (is_else and kept[0].part != segment.part):
                return list(segments)
            first, *others = [part for part in kept if part.subject]
            words = first.subject + "".join(part.mark.replace(",", "，") + part.subject for part in others)
            denied = not others and words.startswith(("未", "没有", "无"))
            fault = f"“{undenied(words, '发生', takes=True) if denied else f'未做到{words}'}”"
            named = replace(segment, subject=fault, test=None, each=each, mark="", label=first.label)
            return [named, *segments[at + 1 :]]
    return list(segments)


def _else_each(segment: Segment) -> Each | None:
    """Return the step of 否则每处扣0.5分."""
    each = segment.each
    plain = each is not None and not each.verb and each.size.value == 1 and _takes(segment)
    return each if plain and segment.subject == "否则" and segment.only("subject", "each", "result", "limits") else None


def _each_found(segment: Segment, before: Sequence[Segment]) -> Each | None:
    """Return the step of 发现一处扣1分 behind what shall be: 路面整洁，无积水，得10分；发现一处扣2分."""
    shall_be = any(demanded(part.subject, "发现") for part in before)
    match segment:
        case Segment(subject="发现", test=Test(exact=True, bounds=(Bound(amount=Amount() as size),))):
            plain = size.value == 1 and segment.only("subject", "test", "result", "limits")
        case Segment(subject="", each=Each(verb="发现", size=size), behind=""):
            plain = size.value == 1 and segment.only("each", "result", "limits")
        case _:
            return None
    return Each("", size, segment.start, segment.end) if plain and shall_be and _takes(segment) else None


def _takes(segment: Segment) -> bool:
    award = segment.result
    return isinstance(award, Award) and award.takes and not (award.sharing or award.below)


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
