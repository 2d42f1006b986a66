"""Every report keeps to the columns, and every caret stands below what it means: real, new and damaged schemes."""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from creditdsl.base.source import Source
from creditdsl.files.decode import Reading
from creditdsl.reports.checked import Checked, check, text
from creditdsl.reports.excerpts import COLUMNS, excerpt, visible
from creditdsl.terminal.width import char_width, expand_tabs, width

ROOT = Path(__file__).parents[2]
SCHEMES = [
    *sorted(ROOT.glob("schemes/*/scheme.credit")),
    *sorted(ROOT.glob("tests/review/as-published/*.credit")),
    *sorted(ROOT.glob("creditdsl/api/starter/**/*.credit")),
]
DAMAGED = 16
"""How many schemes are damaged at random, each by its number as the seed."""
_LONG = "，" + "按时报送信用信息并及时更新\t目录的，" * 4 + "abc" * 40


def damaged(seed: int) -> str:
    """Return a scheme with some lines cut, joined, doubled or drawn out."""
    chance = random.Random(seed)
    lines = SCHEMES[seed % len(SCHEMES)].read_text(encoding="utf-8").splitlines()
    for _ in range(12):
        at = chance.randrange(2, len(lines))
        match chance.randrange(5):
            case 0:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case 1:
                lines[at] += lines[-1] + lines[0]
            case 2:
                lines.insert(at, lines[at])
            case 3:
                lines[at] += _LONG
            case _:
                lines[at] = lines[at].replace("得", "扣").replace("以上", "以下").replace("附件", "\t附")
    return "\n".join(lines) + "\n"


def checked(text: str) -> Checked:
    source = Source("方案.credit", text)
    return check(source.name, Reading(source, ()))


def marked(lines: list[str]) -> Iterator[str]:
    """Yield what stands above the carets, row by row, counted in columns."""
    for row, carets in pairwise(lines):
        if carets.strip(" │^") == "" and "^" in carets:
            start, end = carets.index("^"), len(carets)
            at = 0
            for char in row:
                if start <= at < end:
                    yield char
                at += char_width(char)


def assert_shown_well(scheme: Checked) -> None:
    for line in text([scheme]).splitlines():
        assert width(line) <= COLUMNS, line
    assert scheme.source is not None
    for diagnostic in scheme.diagnostics:
        span = diagnostic.span
        if span is None or not span.line == span.end_line <= len(scheme.source.lines):
            continue
        line = scheme.source.line(span.line)
        before, whole = (expand_tabs(visible(line[: place - 1])) for place in (span.column, span.end_column))
        shown = "".join(marked(excerpt(scheme.source, span)))
        assert whole[len(before) :].startswith(shown.rstrip("…")) and (shown or not whole[len(before) :]), line


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: f"{path.parts[-2]}/{path.name}")
def test_schemes_that_are_there(path: Path) -> None:
    assert_shown_well(checked(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("seed", range(DAMAGED))
def test_damaged_schemes(seed: int) -> None:
    assert_shown_well(checked(damaged(seed)))
