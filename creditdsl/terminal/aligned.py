"""Rows of words in aligned columns, as a help page has them."""

from collections.abc import Iterable, Sequence

from creditdsl.terminal.width import fold, pad, width

INDENT = "  "
_WIDEST_TERM = 34
"""Columns of the screen that a term may take beside what is said of it."""


def aligned(rows: Iterable[Sequence[str]], columns: int) -> list[str]:
    """Return rows in aligned columns, the last one folded.

    columns: the width of the screen.
    """
    cells = [tuple(row) for row in rows]
    widths = [min(max(map(width, column)), _WIDEST_TERM) for column in list(zip(*cells, strict=True))[:-1]]
    left = sum(widths) + len(INDENT) * (len(widths) + 1)
    lines: list[str] = []
    for row in cells:
        head = INDENT + "".join(pad(cell, size) + INDENT for cell, size in zip(row, widths, strict=False))
        if width(head) > left:
            lines.append(head.rstrip())
            head = " " * left
        first, *more = fold(row[-1], columns - left)
        lines += [(head + first).rstrip(), *(" " * left + line for line in more)]
    return lines
