"""Heads of lists: words that stand before the items of a list and belong to each of them.

Receives the segments of a cell; promises them without heads, each item with the words of its head. The points of
年报①未备案的扣5分;②未公开的扣5分 are taken for 年报未备案 and 年报未公开. 加分项 and 扣分项 say nothing more than
their items; None where an item does the contrary.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Segment

_GENERAL = re.compile("(?:评分|计分|考核|考评|得分|赋分|打分|加分|扣分)(?:标准|办法|细则|方法|规则|要求)")
"""Heads that say nothing of what gives points."""
_CONDITION = re.compile("无|没有|有|未|对|凡|属于|承担")
"""Heads that are a condition of each item, which no rule says once for all of them: 无任务的：城区得1分，郊区得2分."""
KIND = re.compile("(加|扣|减)分(?:项|项目|情形|事项|因素)?|负面清单")
_EITHER = re.compile("(?:加减|加扣|奖扣|奖惩|奖罚)分?(?:项|项目|情形|事项|因素)?")
"""Heads of what gives points and what takes them, which say nothing more than their items."""


def with_heads(segments: Sequence[Segment]) -> list[Segment] | None:
    """Return the segments with the head of a list in each of its items."""
    if not segments:
        return []
    first, *others = segments
    if others and _words_only(first) and _GENERAL.fullmatch(first.subject) and others[0].mark == ":":
        return with_heads(others)
    kind = KIND.fullmatch(first.subject) if _words_only(first) else None
    if others and _words_only(first) and _EITHER.fullmatch(first.subject) and others[0].mark == ":":
        return others
    if kind is not None and others:
        awards = [segment.result for segment in others if isinstance(segment.result, Award)]
        fits = all(award.takes is (kind[1] != "加") for award in awards)
        return others if awards and fits else None
    if others and _words_only(first) and _CONDITION.match(first.subject) and others[0].mark == ":":
        stated = [segment for segment in others if segment.result is not None and segment.subject]
        return list(segments) if len(stated) < 2 else None
    if not others or not _words_only(first) or not others[0].label:
        return list(segments)
    items, seen = [], ""
    for segment in others:
        if segment.label and segment.label != seen:
            segment, seen = _headed(first.subject, segment), segment.label
        items.append(segment)
    return items


def _headed(words: str, segment: Segment) -> Segment:
    """Return a segment with words before its condition."""
    if not segment.atoms:
        return replace(segment, subject=words + segment.subject)
    (atom, word), *others = segment.atoms
    return replace(segment, atoms=((replace(atom, subject=words + atom.subject), word), *others))


def _words_only(segment: Segment) -> bool:
    """Return whether a segment is words that are neither an item nor a condition with a number."""
    numbers = (segment.test, segment.each, segment.place, segment.discretion)
    return bool(segment.subject) and segment.conditional and not segment.label and not any(numbers)
