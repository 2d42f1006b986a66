"""A formula behind the words that it says in numbers: 未完成的按比例得分。得分=实际数/目标数×分值.

Receives the segments of a cell and the points of its item; promises the formula alone, at most all points, or None
where it does not give a share of these points, so that the two would be two rules.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.joiners.formulas import PLAIN, UNDONE
from creditdsl.reader.phrase_kinds import Award, Formula, Limit
from creditdsl.reader.segments import Segment

_ALL = re.compile(
    f"(?:全部|全面|按期|如期)?完成{PLAIN}{{0,12}}?(?:任务|目标|计划|指标)+(?:任务|[数值量])?"
    f"|{PLAIN}{{2,12}}(?:任务|目标|计划)(?:全部|按期)?完成"
)


def with_stated_formula(segments: Sequence[Segment], points: Fraction | None) -> list[Segment] | None:
    """Return the segments without the words that the formula behind them says in numbers."""
    at = next((at for at, pair in enumerate(pairwise(segments)) if _stated(*pair)), None)
    if at is None:
        return list(segments)
    share, formula = segments[at : at + 2]
    head = at - 1 if at and _gives_all(segments[at - 1], points) else at
    first = segments[head]
    short = not share.subject or UNDONE.fullmatch(share.subject) is not None
    plain = short and share.only("subject", "ratio", "otherwise")
    of_points = points is not None and _of(formula, points)
    if head or not plain or not of_points or "扣" in share.ratio:
        return None
    cap = Limit("cap", points, False, formula.start, formula.end)
    rest = segments[at + 2 :]
    bounded = any(segment.limits for segment in rest[:1])
    capped = [] if bounded else [Segment(formula.part, formula.start, formula.end, limits=(cap,), mark=",")]
    return [replace(formula, start=first.start), *capped, *rest]


def _stated(share: Segment, formula: Segment) -> bool:
    """Return whether a formula without words of its own stands behind points by a share."""
    return bool(share.ratio) and isinstance(formula.result, Formula) and formula.only("result")


def _gives_all(segment: Segment, points: Fraction | None) -> bool:
    """Return whether a segment gives all points to who has done all."""
    award = segment.result
    whole = isinstance(award, Award) and award.gives_all(points)
    return whole and _ALL.fullmatch(segment.subject) is not None and segment.only("subject", "result")


def _of(formula: Segment, points: Fraction) -> bool:
    """Return whether a formula is a share of the points of the item."""
    of_all = rf"[×*](?:(?:本项|该项|标准|指标)?分值|满分|标准分|{re.escape(show(points, MAX_DIGITS))})分?"
    return isinstance(formula.result, Formula) and re.search(of_all + "$", formula.result.text) is not None
