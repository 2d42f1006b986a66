"""Lines that lack a space, or hold a sign that the language writes otherwise: 80—90, 得3。未报送 扣1.

Receives a line that could not be read; promises the lines that say the same with nothing but spaces, dashes, stops
and 的 changed, and what was changed, or nothing. A line is mended only if it then stands without an error.
"""

import re
from collections.abc import Iterator

from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.formatter.lines import format_line
from creditdsl.reader.proving import is_sound
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.parser import leading_name
from creditdsl.syntax.tree import BodyLine

MAX_LINE = 200
"""Longer lines are paragraphs."""
_DASH = re.compile(r"(?<=[\d%％分条例次件个名])\s*[—―─‐‑⁓–-]+\s*(?=第?\d)")
_STOP = re.compile("。(?=.)")
_PARTICLE = re.compile(r"(?<=\S)\s*的(?=\s)\s*")


@node
class Mend:
    """lines: what to write. words: what was changed, for the drafter. divides: whether one line becomes several."""

    lines: tuple[str, ...]
    words: str

    @property
    def divides(self) -> bool:
        return len(self.lines) > 1


def mend(line: str, deducts: bool = False) -> Mend | None:
    """Return the mend of a line that keeps its meaning."""
    if len(line) > MAX_LINE:
        return None
    for candidate in _candidates(line.strip()):
        if is_sound(candidate.lines, deducts):
            return Mend(tuple(map(_laid_out, candidate.lines)), candidate.words)
    return None


def _laid_out(line: str) -> str:
    """Return a sound line in canonical layout."""
    tree, _ = read_lines(Source("甲", line))
    (read,) = tree.lines
    assert isinstance(read, BodyLine)
    return format_line(read).strip()


def _candidates(line: str) -> Iterator[Mend]:
    respelt, changes = line, list[str]()
    if _DASH.search(line):
        respelt, changes = _DASH.sub("至", respelt), ["从几到几的，写“至”"]
        yield Mend((respelt,), changes[0])
    if _STOP.search(respelt):
        yield from _divided(respelt, changes)
    if _PARTICLE.search(respelt):
        yield Mend((_PARTICLE.sub(" ", respelt),), "，".join([*changes, "去掉“的”"]))


def _divided(line: str, changes: list[str]) -> Iterator[Mend]:
    """Yield a line without the stops in it: what goes on with the rule before stays, a rule of its own gets a line."""
    parts = [part.strip() for part in _STOP.split(line.rstrip("。")) if part.strip()]
    if not parts:
        return
    rest = keywords().words["OTHERWISE"].words
    lines = [parts[0]]
    for part in parts[1:]:
        if leading_name(fold(part)) and not part.startswith(tuple(rest)):
            lines.append(part)
        else:
            lines[-1] += f"，{part}"
    change = "“。”后面另起一行" if len(lines) > 1 else "行中间不写“。”"
    yield Mend(tuple(lines), "，".join([*changes, change]))
