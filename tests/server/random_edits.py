"""Edits as drafters make them, drawn at random: typing, deleting, moving, pasting lines, undoing."""

from collections.abc import Generator
from pathlib import Path
from random import Random

from creditdsl.server.request_params import Params

ROOT = Path(__file__).parents[2]
SCHEMES = {path.parent.name: path.read_text("utf-8") for path in sorted(ROOT.glob("schemes/*/scheme.credit"))}
TYPED = (
    *"得扣每条一二（）()“”。，：#%0123456789 且或、",
    "其余",
    "不得分",
    "最高5",
    "得3",
    "数据",
    "等次",
    "\n",
    "\n  ",
    "正文\n",
)
KEPT_VERSIONS = 20

Range = tuple[tuple[int, int], tuple[int, int]]
"""Start and end as 0-based line and character."""


def change(text: str, where: Range | None = None) -> Params:
    """Return a content change of LSP; without a range it is the whole text."""
    if where is None:
        return Params({"text": text})
    start, end = ({"line": line, "character": character} for line, character in where)
    return Params({"text": text, "range": {"start": start, "end": end}})


def edits(random: Random, text: str) -> Generator[Params, str]:
    """Yield edits without end; send the text after each, as the edited document has it."""
    versions = [text]
    while True:
        lines = text.split("\n")
        edit = change(versions.pop(random.randrange(len(versions)))) if random.random() < 0.08 else _edit(random, lines)
        text = yield edit
        versions = [*versions[1 - KEPT_VERSIONS :], text]


def _edit(random: Random, lines: list[str]) -> Params:
    """Return an edit at a random place."""
    line = random.randrange(len(lines))
    column = random.randrange(len(lines[line]) + 1)
    below = min(line + random.choice((1, 1, 1, 2, 5, 40)), len(lines) - 1)
    match random.randrange(6):
        case 0 | 1:
            return change(random.choice(TYPED), ((line, column), (line, column)))
        case 2:
            return change("", ((line, column), (line, min(column + random.choice((1, 2, 8)), len(lines[line])))))
        case 3:
            return change("", ((line, 0), (below, 0)))
        case 4:
            other = random.choice(list(SCHEMES.values())).split("\n")
            start = random.randrange(len(other))
            return change("\n".join([*other[start : start + random.choice((1, 3, 30))], ""]), ((line, 0), (line, 0)))
        case _:
            moved = [*lines[below : below + 3], *lines[line:below]]
            end = min(below + 3, len(lines) - 1)
            return change("\n".join(moved), ((line, 0), (end, len(lines[end]))))
