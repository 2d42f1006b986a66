"""Conditions and the results behind them: 按要求报送，得5分; and words with the condition that they begin.

Receives the segments of a cell; promises each result in the segment of its condition.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.members import ACTION, FAULT
from creditdsl.reader.phrase_kinds import Grade
from creditdsl.reader.segments import Segment

_PLAINLY = re.compile(
    "(?:对|将)?(?:其|(?:该|责任|有关|相关)(?:单位|部门))?(?:将|应当?|则|即|均|都|在)?"
    "(?:当年度?|本年度?|年度|年终)?(?:综合|工作|目标|绩效)?(?:考核|考评|评价|评估|测评)?(?:结果|等次|等级|工作)?(?:中|时)?(?:将|应当?|一律|直接)?"
)
"""Words between a condition and the grade that follows from it which say nothing more."""
_WHOM = re.compile("(?:责任|主管|行业主管|牵头|所在|该|本)(?:部门|单位)")


def with_results(segments: Sequence[Segment]) -> list[Segment]:
    """Join conditions with the result behind them, and words with the condition that they begin."""
    left: list[Segment] = []
    for segment in segments:
        segment = segment.in_words if segment.each or segment.per or segment.ranks else segment
        if left and not (segment.bare and segment.result is not None) and left[-1].conditional:
            left[-1] = left[-1].in_words
        before = left[-1] if left else None
        if before is None or before.part != segment.part or not before.conditional:
            left.append(segment)
        elif (segment.bare or _whom(segment)) and segment.result is not None:
            result = replace(before, end=segment.end, result=segment.result, per=segment.per)
            left[-1] = replace(result, limits=segment.limits, full=segment.full, remainder=segment.remainder)
        elif before.wordy and isinstance(segment.result, Grade) and segment.start - before.end > 1:
            left = [*left[:-1], _graded(before, segment)] if _PLAINLY.fullmatch(segment.subject) else [*left, segment]
        elif before.wordy:
            left[-1] = _led_by(before, segment)
        elif _lists_on(before, segment):
            words = f"{before.behind}、{segment.subject}"
            left[-1] = replace(before, end=segment.end, behind=words, result=segment.result, limits=segment.limits)
        else:
            left.append(segment)
    return left


def _graded(before: Segment, segment: Segment) -> Segment:
    """Return a condition that 的 ends with the grade behind it."""
    return replace(before, end=segment.end, result=segment.result, merged=before.merged + 1)


def _led_by(before: Segment, segment: Segment) -> Segment:
    """Return a segment with the words before it: further members of a list behind 、, else the beginning of its own."""
    listing = segment.mark == "、" and segment.subject
    members = (*(before.listed or (before.subject,)), segment.subject) if listing else ()
    words = f"{before.subject}{'、' if members else ''}{segment.subject}"
    members = members if segment.subject else before.listed
    deadline = re.search("[日底末号]之?前", before.subject)
    period = segment.period or ("" if deadline and segment.subject else before.period)
    if segment.atoms:
        return _before_all(before, segment)
    led = replace(segment, start=before.start, subject=words, label=before.label, period=period)
    return replace(led, listed=members, mark=before.mark, merged=before.merged + 1)


def _before_all(before: Segment, segment: Segment) -> Segment:
    """Return a condition of several parts with the words before it in the first; all are words if any part will do."""
    (atom, word), *others = segment.atoms
    words = before.subject + ("、" if segment.mark == "、" else "")
    atoms = ((replace(atom, subject=words + atom.subject), word), *others)
    led = replace(segment, start=before.start, atoms=atoms, label=before.label, mark=before.mark)
    led = replace(led, merged=before.merged + 1)
    if all(joint == "且" for _, joint in segment.atoms):
        return led
    return led.in_words if not led.in_words.atoms else replace(led, jointly="或")


def _lists_on(before: Segment, segment: Segment) -> bool:
    """Return whether words go on with the list that stands behind a count: 每周召开一次行政会、教师会."""
    counted = before.each is not None or (before.test is not None and before.test.exact)
    more = segment.mark == "、" and bool(segment.subject) and segment.only("subject", "result", "limits")
    deed = before.each is not None and (FAULT.match(segment.subject) or ACTION.match(segment.subject))
    return counted and bool(before.behind) and more and not deed


def _whom(segment: Segment) -> bool:
    """Return whether a segment only says whose points a result is: 责任部门积2分."""
    others = (segment.test, segment.each, segment.place, segment.otherwise, segment.discretion, segment.ratio)
    return _WHOM.fullmatch(segment.subject) is not None and not any(others) and not segment.jointly
