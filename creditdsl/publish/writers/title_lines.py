"""Set a title in lines that end between words and are about the same length.

Receives a text and the room of a line in characters; promises lines that join to its lines, none wider than the
room, with the fewest breaks inside words that the room allows:

    room 12: 2023年度安全生产目标｜管理考核指标及评分标准, not 安全生｜产目标
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from creditdsl.publish.words.line_ends import break_costs
from creditdsl.publish.writers.line_pieces import text_width

_LONGER = 2
"""Lines more than needed that may save a word."""

_LINE_COST = 30
"""What such a line costs, as breaks cost."""

_Lines = tuple[float, tuple[int, ...]]


@lru_cache(1024)
def title_lines(text: str, room: float) -> tuple[str, ...]:
    """Return the lines of a text; its line breaks are kept. `room`: characters of a line."""
    if "\n" in text:
        return tuple(line for part in text.split("\n") for line in title_lines(part, room))
    if text_width(text) <= room:
        return (text,)
    costs = break_costs(text)
    ends = [0.0]
    for char in text:
        ends.append(ends[-1] + text_width(char))
    least = int(-(-ends[-1] // room))
    best: _Lines | None = None
    for count in range(least, len(text) + 1):
        if best is not None and count > least + _LONGER:
            break
        split = _split(costs, ends, room, count)
        if split is not None:
            offer = (split[0] + _LINE_COST * (count - least), split[1])
            best = offer if best is None else min(best, offer)
    if best is None:
        return (text,)
    places = (0, *best[1], len(text))
    return tuple(text[start:end] for start, end in pairwise(places))


def _split(costs: Sequence[int], ends: Sequence[float], room: float, count: int) -> _Lines | None:
    """Return the best places of the breaks of some lines with their cost; None where the text does not fit."""
    mean = ends[-1] / count
    best: dict[int, _Lines] = {0: (0, ())}
    for line in range(count):
        reached: dict[int, _Lines] = {}
        for start, (cost, places) in best.items():
            for end in range(start + 1, len(costs) + 1):
                width = ends[end] - ends[start]
                if width > room:
                    break
                if (end == len(costs)) != (line == count - 1):
                    continue
                uneven = (width - mean) ** 2 / 2
                broken = 0 if end == len(costs) else costs[end]
                offer = (cost + uneven + broken, (*places, end) if end < len(costs) else places)
                reached[end] = min(reached.get(end, offer), offer)
        best = reached
    return best.get(len(costs))
