"""Show the line of a fault with carets below, in rows of a narrow screen.

A line that is too long for one row goes on in rows without a number; of a very long one the rows around the fault are
shown, between `…`:

      12 │ …报送信用信息，每少报一条扣0.5分，扣完为止；未按
         │                 ^^^^^^^^^^^^^^^^^
         │ 时报送的，每次另扣1分…
"""

import unicodedata
from collections.abc import Iterator

from creditdsl.base.source import Source, Span
from creditdsl.terminal.width import expand_tabs, rows, width

COLUMNS = 80
"""The width of a report."""

_ROOM = COLUMNS - 10
"""Columns of a row of text, beside the number of its line, two `…` and a caret behind the end."""
_MOST_ROWS = 3
"""The most rows of one fault."""


def excerpt(source: Source | None, span: Span) -> list[str]:
    """Return the first line of a span with carets below; nothing where the text is not at hand."""
    if source is None or not 1 <= span.line <= len(source.lines):
        return []
    line = source.line(span.line)
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(min(end, len(line)), start)
    places = [len(expand_tabs(visible(line[:place]))) for place in (start, end)]
    return list(_numbered(span.line, rows(expand_tabs(visible(line)), _ROOM), *places))


def visible(text: str) -> str:
    """Replace characters that would steer a terminal, or not show at all, by boxes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("□" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c != "\t" else c for c in text)


def _numbered(number: int, cut: list[str], start: int, end: int) -> Iterator[str]:
    """Yield the rows from the one in which the fault begins, each with its carets. start, end: places in their text."""
    starts = [sum(map(len, cut[:index])) for index in range(len(cut))]
    first = max(index for index, begins in enumerate(starts) if begins <= start)
    last = max(index for index, begins in enumerate(starts) if begins < max(end, start + 1))
    shown = range(len(cut)) if len(cut) <= _MOST_ROWS else _around(first, last, len(cut))
    label = f"{number:>4}"
    for index in shown:
        before = "…" if index == shown[0] and index > 0 else ""
        after = "…" if index == shown[-1] and index < len(cut) - 1 else ""
        yield f"{label} │ {before}{cut[index]}{after}".rstrip()
        label = " " * len(label)
        if first <= index <= last:
            blank, marked = cut[index][: max(start - starts[index], 0)], cut[index][: end - starts[index]]
            carets = max(width(marked) - width(blank), 1)
            yield f"{label} │ {' ' * width(before + blank)}{'^' * carets}"


def _around(first: int, last: int, count: int) -> range:
    """Return which of the rows are shown: those of the fault, as far as there is room, and one on either side."""
    begin = max(first - 1, 0)
    return range(begin, min(begin + _MOST_ROWS, max(last + 2, begin + 1), count))
