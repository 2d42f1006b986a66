"""Comparisons that are of each of several things, so that no column has one number of them all.

Receives words and segments; promises True where a line would compare a sum, or the one that is highest.
"""

import re

from creditdsl.reader.joiners.step_names import TIMES
from creditdsl.reader.phrase_kinds import Amount, Bound, Test
from creditdsl.reader.segments import Segment

_COUNTED = "(?:[几多两三四五六七八九十]|\\d+)(?:项|件|份|个|类|期|宗|起|批)"
_SEVERAL = re.compile(f"各|(?<![项个])每(?![年月日天周季])|{_COUNTED}")
_THING = re.compile("(?:的)?(?:[\u4e00-\u9fff]{0,2}项目|企业|工程|平台)")


def of_several(words: str) -> bool:
    """Return whether words are of several things: 各项任务, 三项任务; 每月 is of one month after the other."""
    return _SEVERAL.search(words) is not None


def of_each(segment: Segment) -> bool:
    """Return whether a comparison is of each: 各项任务超期5天以上扣2分; 10亿元项目得5分, which is no sum."""
    match segment.test:
        case Test(exact=exact, bounds=(Bound(amount=Amount(unit=unit)), *_)):
            late = unit in TIMES and segment.takes and of_several(segment.subject)
            worth = exact and unit in ("万元", "亿元") and _THING.fullmatch(segment.behind) is not None
            return late or (worth and not segment.subject)
        case _:
            return False


def and_has(segment: Segment) -> bool:
    """Return whether a second condition stands behind a share without 且: 办结率90%以上有投诉."""
    units = {bound.amount.unit for bound in segment.test.bounds if bound.amount} if segment.test else set()
    return units == {"%"} and re.match("[有无]", segment.behind) is not None
