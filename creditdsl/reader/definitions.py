"""Measures that a sentence defines before it uses them: 达标率＝达标户数÷总户数×100%，达标率90%以上得5分.

Receives the segments of a cell; promises them without the definition, the measure written as it is calculated. A
definition that nothing uses stays where it is, and no joiner takes it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.phrase_kinds import Formula
from creditdsl.reader.segments import Segment

_NAME = r"[^=÷/×*+\-\d,;。“”()]"
_DEFINED = re.compile(
    rf"(?P<name>(?!至少|分别|[不未无没除再均各倒]){_NAME}{{2,20}})=(?P<over>{_NAME}{{2,20}})[÷/](?P<under>{_NAME}{{2,20}}?)(?P<times>[×*])?"
)


def with_definitions(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments behind a definition, with what it says in place of its name."""
    match = _DEFINED.fullmatch(segments[0].subject) if len(segments) > 1 else None
    if match is None or not _whole(segments[0], bool(match["times"])):
        return list(segments)
    others = [_written(segment, match["name"], f"{match['over']}÷{match['under']}") for segment in segments[1:]]
    first = others[0]
    if first == segments[1] and first.test is not None and not first.subject:
        others[0] = first = replace(first, subject=f"{match['over']}÷{match['under']}")
    return others if first != segments[1] else list(segments)


def _whole(segment: Segment, percent: bool) -> bool:
    """Return whether a segment is a definition and nothing else, but ×100% at its end."""
    hundred = segment.test is not None and segment.test.text == "100%" and segment.only("subject", "test")
    return hundred if percent else segment.wordy


def _last_of(name: str, text: str) -> str:
    """Return the part of a formula that is a name, or its end: 执行率×10 is of 预算执行率."""
    parts = re.split(r"[-+×*÷/()=]", text)
    ends = {part for part in parts if len(part) > 2 and name.endswith(part)}
    return ends.pop() if len(ends) == 1 else ""


def _written(segment: Segment, name: str, calculation: str) -> Segment:
    match segment.result:
        case Formula(text=text) if not segment.subject and (end := _last_of(name, text)):
            return replace(segment, result=replace(segment.result, text=text.replace(end, calculation)))
        case _:
            again = len(segment.subject) > 2 and name.endswith(segment.subject)
            return replace(segment, subject=calculation) if again and segment.test else segment
