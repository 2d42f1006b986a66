"""A goal and shares of it: 达到目标任务得满分，达到80%以上得1分; and steps away from it: 每低于目标值1天扣0.2分.

Receives the segments of a cell and its context; promises the goal as all of what is done, where shares of it follow,
and as the standard that steps lead away from, where they name it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.gains import is_goal, is_quantity
from creditdsl.reader.joiners.claim import side
from creditdsl.reader.meanings import Context
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Each, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_STEP = re.compile(
    "(?P<side>低于|少于|高于|超过|超出)(?P<goal>(?:年度|年|计划|考核|控制)?(?:目标任务|目标值?|任务数?|计划数?|控制[数值]|指标值?))"
)
_BELOW = ("低于", "少于")


def with_goal_shares(segments: Sequence[Segment], context: Context) -> list[Segment]:
    """Return the segments with the goal at their head as 100% of it, or as the standard of the step at their head."""
    if not segments:
        return []
    stepped = _standard(segments, context)
    if stepped is not None:
        return stepped
    first, *others = _without_miss(segments)
    name = first.subject or context.title
    test = _reached(first)
    if test is None or not others or not name or not is_quantity(name) or not _is_share(others[0]):
        return [first, *others]
    share = name if name.endswith("率") else f"{name}完成率"
    return [replace(first, subject=share, test=test), *others]


def _without_miss(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments without a standard told again before steps: 高于平均的得5分，低于平均的，每低1%扣1分."""
    match segments:
        case [
            first,
            Segment(test=Test(bounds=(Bound(comparison=Comparison.LESS, amount=None),)) as test) as miss,
            step,
            *_,
        ]:
            again = first.test is not None and first.test.standard == test.standard and miss.conditional
            below = step.each is not None and step.part == miss.part and side(step) is False and step.takes
            gives = isinstance(first.result, Award) and not first.result.takes
            if again and below and gives and miss.only("test"):
                return [first, *segments[2:]]
    return list(segments)


def _reached(segment: Segment) -> Test | None:
    """Return that all of a goal is reached, where a segment gives points for that and says no more."""
    match segment:
        case Segment(
            test=Test(bounds=(Bound(comparison=Comparison.AT_LEAST, amount=None),), standard=goal, text=text),
            result=Award(takes=False, sharing=False, again=False),
        ) if is_goal(goal) and text.startswith("达到") and segment.only("subject", "test", "result"):
            full = Amount(Fraction(100), "%", segment.start, segment.end)
            return Test((Bound(Comparison.AT_LEAST, full),), segment.start, segment.end, text="达到100%")
        case _:
            return None


def _is_share(segment: Segment) -> bool:
    """Return whether a segment gives points for a share of what the goal is."""
    match segment:
        case Segment(test=Test(bounds=(Bound(amount=Amount(unit="%")), *_)), result=Award(takes=False), subject=words):
            return words in ("", "完成", "达到") and segment.only("subject", "test", "result")
        case _:
            return False


def _standard(segments: Sequence[Segment], context: Context) -> list[Segment] | None:
    """Return the segments with the goal that the step at their head names as the standard of a measure."""
    first, *others = segments
    match first:
        case Segment(each=Each(verb=verb, size=size) as each, test=None, behind=""):
            goal = _STEP.fullmatch(verb)
        case _:
            return None
    name = first.subject or context.title
    taker = first if first.result is not None else others[0] if others else first
    known = first.only("subject", "each", "result", "limits") and context.points is not None
    if goal is None or not known or not taker.takes or not is_quantity(name):
        return None
    below = goal["side"] in _BELOW
    bound = Bound(Comparison.LESS if below else Comparison.MORE, None)
    text = f"{'低于' if below else '超过'}{goal['goal']}"
    missed = Test((bound,), first.start, first.end, text=text, standard=goal["goal"])
    head = Segment(first.part, first.start, first.end, first.label, subject=first.subject, test=missed, mark=first.mark)
    step = replace(each, verb="低" if below else "超", size=size)
    return [head, replace(first, subject="", label="", each=step, mark=","), *others]
