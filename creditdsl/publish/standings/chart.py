"""Draw plain bar charts as SVG, for HTML, PDF and office files alike.

Receives bars with their exact values; promises a drawing that is readable in grey and on paper, whose texts
are texts, the same for the same bars. Lengths are points, rounded to tenths.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape

from creditdsl.base.exact import Rounding, round_to, show
from creditdsl.base.node import node
from creditdsl.publish.writers.layout import BODY_FACE, plain
from creditdsl.publish.writers.line_pieces import text_width

_FILL, _EMPTY, _LINE = "#808080", "#ffffff", "#000000"
_GAP = 4
"""Points between label, bar and figure."""

_GUTTER = 12
"""Points between columns of bars."""

_LONGEST = Fraction(2, 5)
"""The largest share of a column's width for labels."""


@node
class Bar:
    """One bar.

    value: None without a number. figure: the text behind the bar. full: the value of an outline around it.
    """

    label: str
    value: Fraction | None
    figure: str
    full: Fraction | None = None


def bar_chart(bars: Sequence[Bar], *, width: int, height: int, columns: int = 1) -> str:
    """Draw bars to the right of zero, and to the left of it if negative, all to one scale.

    `width`: points of the drawing. `height`: points of one bar with the room around it. `columns`: the number of
    columns, filled one after the other.
    """
    rows = max(-(-len(bars) // columns), 1)
    column = Fraction(width - _GUTTER * (columns - 1), columns)
    drawing = _BarColumn(bars, column, height)
    body = "".join(
        drawing.bar(bar, (column + _GUTTER) * (position // rows), position % rows * height)
        for position, bar in enumerate(bars)
    )
    size = f'width="{width}pt" height="{rows * height}pt" viewBox="0 0 {width} {rows * height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{BODY_FACE}">{body}</svg>'


class _BarColumn:
    """Divides the width of one column: labels, bars left and right of zero, figures."""

    def __init__(self, bars: Sequence[Bar], width: Fraction, height: int) -> None:
        self.height = height
        self.size = min(Fraction(height * 2, 3), Fraction(10))
        label = max((_width(bar.label) for bar in bars), default=Fraction(0)) * self.size
        self.label = min(label, width * _LONGEST)
        figures = max((_width(bar.figure) for bar in bars), default=Fraction(0)) * self.size
        room = max(width - self.label - figures - 2 * _GAP, Fraction(10))
        values = [value for bar in bars for value in (bar.value, bar.full) if value is not None]
        low, high = min([Fraction(0), *values]), max([Fraction(0), *values])
        self.scale = room / (high - low) if high > low else Fraction(0)
        self.zero = self.label + _GAP - low * self.scale

    def bar(self, bar: Bar, x: Fraction, y: int) -> str:
        return "".join(self._parts(bar, x, Fraction(y)))

    def _parts(self, bar: Bar, x: Fraction, y: Fraction) -> Iterator[str]:
        base = y + self.height / Fraction(2) + self.size * Fraction(7, 20)
        yield self._text(_cut(bar.label, self.label / self.size), x + self.label, base, "end")
        zero = x + self.zero
        if bar.full:
            yield self._rectangle(zero, y, bar.full, _EMPTY)
        if bar.value:
            yield self._rectangle(zero, y, bar.value, _FILL)
        yield f'<path d="M{_pt(zero)} {_pt(y)}v{self.height}" stroke="{_LINE}" stroke-width="0.5"/>'
        ends = [Fraction(0), *(value for value in (bar.value, bar.full) if value is not None)]
        yield self._text(bar.figure, zero + max(ends) * self.scale + _GAP, base, "start")

    def _rectangle(self, zero: Fraction, y: Fraction, value: Fraction, fill: str) -> str:
        start, length = zero + min(value, Fraction(0)) * self.scale, abs(value) * self.scale
        top, height = y + self.height / Fraction(6), self.height * Fraction(2, 3)
        place = f'x="{_pt(start)}" y="{_pt(top)}" width="{_pt(length)}" height="{_pt(height)}"'
        return f'<rect {place} fill="{fill}" stroke="{_LINE}" stroke-width="0.5"/>'

    def _text(self, text: str, x: Fraction, y: Fraction, anchor: str) -> str:
        place = f'x="{_pt(x)}" y="{_pt(y)}" font-size="{_pt(self.size)}" text-anchor="{anchor}"'
        return f"<text {place}>{escape(plain(text))}</text>"


def _cut(text: str, room: Fraction) -> str:
    """Cut a text to a width.

    `room`: the width in characters.
    """
    if _width(text) <= room:
        return text
    kept = text
    while kept and _width(kept) + 1 > room:
        kept = kept[:-1]
    return kept + "…"


def _width(text: str) -> Fraction:
    """Return the width of a text in characters, to tenths."""
    return Fraction(str(round(text_width(text), 1)))


def _pt(length: Fraction) -> str:
    return show(round_to(length, 1, Rounding.HALF_UP))
