"""Where the texts and lines of a PDF lie, read from its pages.

Receives the bytes of a PDF as typst writes it; promises for each page the box of every text and the lines of every
table, in points from the lower left corner. Widths are those of the glyphs in the file, so a text that leaves its
cell is seen, whatever the face. A mark at an end of a line has half its width: its other half is blank, and typst
lets it lie outside.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import pairwise

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from creditdsl.base.node import node
from creditdsl.publish.writers.layout import Page

POINTS_OF_MILLIMETRE = 72 / 25.4
ASCENT, DESCENT = 0.88, 0.12
"""What a glyph takes above and below its base line, in parts of its size."""

TOLERANCE = 0.6
"""Points by which boxes may touch: a line is half a point thick, and a side bearing may lie outside."""


_CLOSING, _OPENING = frozenset("，。、；：！？）》”’〕】"), frozenset("（《“‘〔【")

_CHARACTER = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
"""A glyph and its characters, in a table /ToUnicode."""


@node
class Glyph:
    """A glyph of a face.

    character: empty where the file names none. width: in parts of its size.
    """

    character: str
    width: float


@node
class Box:
    """A rectangle; a line is one without width or height."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > TOLERANCE and along > TOLERANCE

    def is_crossed_by(self, line: "Box") -> bool:
        """Return whether a line goes through its inside."""
        beside = self.right - line.left > TOLERANCE and line.right - self.left > TOLERANCE
        level = self.top - line.bottom > TOLERANCE and line.top - self.bottom > TOLERANCE
        return beside and level

    def within(self, other: "Box") -> bool:
        return (
            self.left >= other.left - TOLERANCE
            and self.right <= other.right + TOLERANCE
            and self.bottom >= other.bottom - TOLERANCE
            and self.top <= other.top + TOLERANCE
        )


@node
class PageBoxes:
    """What lies on a page. paper: the page itself."""

    paper: Box
    texts: tuple[Box, ...]
    lines: tuple[Box, ...]


def boxes_of_pages(written: bytes) -> Iterator[PageBoxes]:
    reader = PdfReader(BytesIO(written))
    for page in reader.pages:
        yield _boxes(page, ContentStream(page.get_contents(), reader))


def page_faults(written: bytes, page: Page) -> Iterator[str]:
    """Yield what is wrong with the pages of a PDF: texts outside, over a line, over each other."""
    left, bottom, right, top = (
        millimetres * POINTS_OF_MILLIMETRE
        for millimetres in (page.left, page.bottom, page.width - page.right, page.height - page.top)
    )
    for number, boxes in enumerate(boxes_of_pages(written), 1):
        yield from (f"page {number}: {fault}" for fault in faults(boxes, Box(left, bottom, right, top)))


def faults(page: PageBoxes, block: Box) -> Iterator[str]:
    """Yield what is wrong with a page. block: what its margins leave for texts, beside the page number."""
    inside = [box for box in page.texts if box.within(block)]
    for box in page.texts:
        if box not in inside and not _is_page_number(box, block, page.paper):
            yield f"outside the text block: {box}"
    for box in inside:
        yield from (f"crossed by a line: {box} {line}" for line in page.lines if box.is_crossed_by(line))
    by_left = sorted(inside, key=lambda box: box.left)
    for number, box in enumerate(by_left):
        for other in by_left[number + 1 :]:
            if other.left > box.right:
                break
            if box.meets(other):
                yield f"over another text: {box} {other}"


def _is_page_number(box: Box, block: Box, paper: Box) -> bool:
    """Return whether a text lies in the margin of the page number: the left one of a page across, or the lower."""
    beside = box.right < block.left if paper.right > paper.top else box.top < block.bottom
    return beside and box.within(paper)


def _boxes(page: PageObject, content: ContentStream) -> PageBoxes:
    """Follow the operators of a page; typst moves only by translation, and turns only the page number."""
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    glyphs = {name: _glyphs(font.get_object()) for name, font in fonts.items()}
    texts: list[Box] = []
    lines: list[Box] = []
    matrices = [(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)]
    path: list[tuple[float, float]] = []
    face, size = "", 0.0
    for operands, operator in content.operations:
        match operator:
            case b"q":
                matrices.append(matrices[-1])
            case b"Q":
                matrices.pop()
            case b"cm":
                matrices[-1] = _times(tuple(map(float, operands)), matrices[-1])
            case b"Tf":
                face, size = operands[0], float(operands[1])
            case b"Tm":
                start = _times(tuple(map(float, operands)), matrices[-1])
            case b"TJ" | b"Tj":
                shown = operands[0] if operator == b"TJ" else operands
                left, right = _ends(shown, glyphs[face], size)
                corners = [_at(start, x, y) for x in (left, right) for y in (-DESCENT * size, ASCENT * size)]
                texts.append(_around(corners))
            case b"m" | b"l":
                path.append(_at(matrices[-1], float(operands[0]), float(operands[1])))
            case b"S":
                lines += [_around(ends) for ends in pairwise(path)]
                path = []
            case b"n" | b"f":
                path = []
    paper = Box(0, 0, float(page.mediabox.width), float(page.mediabox.height))
    return PageBoxes(paper, tuple(texts), tuple(lines))


def _ends(shown: Sequence[object], glyphs: Mapping[int, Glyph], size: float) -> tuple[float, float]:
    """Return where a text begins and ends, in points from its place. shown: strings of glyphs, moves between them."""
    width = 0.0
    run: list[Glyph] = []
    for part in shown:
        if isinstance(part, (str, bytes)):
            codes = part if isinstance(part, bytes) else part.original_bytes  # type: ignore[attr-defined]
            run += [glyphs[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2)]
        else:
            width -= float(part) / 1000  # type: ignore[arg-type]
    width += sum(glyph.width for glyph in run)
    run = [glyph for glyph in run if glyph.width]
    before = 0.5 if run and run[0].character in _OPENING else 0
    after = 0.5 if run and run[-1].character in _CLOSING else 0
    return before * size, (width - after) * size


def _glyphs(font: DictionaryObject) -> dict[int, Glyph]:
    """Return the glyphs of a face: their widths from the ranges or lists of /W, in thousandths of the size."""
    descendant = font["/DescendantFonts"][0].get_object()  # type: ignore[index]
    parts = list(descendant["/W"])
    widths: dict[int, float] = {}
    while parts:
        first, second = int(parts.pop(0)), parts.pop(0)
        if isinstance(second, list):
            widths |= {first + offset: float(width) for offset, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(parts.pop(0)))
    table = font["/ToUnicode"].get_object().get_data()
    named = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be").strip("\u200b")
        for code, text in _CHARACTER.findall(table)
    }
    return {code: Glyph(named.get(code, ""), width / 1000) for code, width in widths.items()}


def _times(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = first
    return (*_turned(second, a, b), *_turned(second, c, d), *_at(second, e, f))


def _turned(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, _, _ = matrix
    return a * x + c * y, b * x + d * y


def _at(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    across, up = _turned(matrix, x, y)
    return across + matrix[4], up + matrix[5]


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
