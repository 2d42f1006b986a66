"""All points for the best unit and shares of them for the others: 最高的得满分，其余按比例得分."""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Calculated
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.joiners.placings import LOWER_IS_BETTER
from creditdsl.reader.line_writer import Calculation, number
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.segments import Segment


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first, ordered = segments[0], segments[0].order is not None and len(segments) > 1
    share = segments[1] if ordered else first
    if share.turn != "share_of_best" or not share.only("subject", "turn") or state.clauses or state.points is None:
        return None
    words = {share.subject} - {""}
    if ordered and first.order is not None:
        if first.order.rising or not first.only("subject", "order"):
            return None
        words |= {first.subject, first.order.measure} - {""}
    stated = "".join(words)
    name = state.named(stated)
    if len(words) > 1 or name == HOLE or LOWER_IS_BETTER.search(name):
        return None
    calculated = Calculated((Calculation(f"{name}÷全体最高（{name}）×{number(state.points)}"),))
    titled = state.titled or state.takes_title(stated)
    return Claim(1 + ordered, replace(state, clauses=(calculated,), titled=titled))
