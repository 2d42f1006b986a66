"""A printed document as data: blocks in reading order, for every writer of paged formats.

A vocabulary small enough that HTML, DOCX, PDF and XLSX all say the same. Contents (content.py, the score
documents) produce it, and writers/ print it. Lengths are those of GB/T 9704-2012 and stand in the writers.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from creditdsl.base.node import node


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@node
class Mark:
    """附件1: flush left, 黑体 三号, no colon (GB/T 9704-2012, 7.3.4)."""

    text: str


@node
class Title:
    """小标宋 二号, centred, on the third line below a mark.

    text, under: their line breaks are kept. under: （满分100分）, empty without one.
    """

    text: str
    under: str = ""


@node
class Heading:
    """黑体 小四, kept with what follows."""

    text: str


@node
class Paragraph:
    """仿宋 小四, justified.

    hanging: 1. 2. of a list, printed before it; empty without one. keep: whether it stays on one page with the next.
    """

    text: str
    hanging: str = ""
    bold: bool = False
    keep: bool = False


def numbered(notes: Sequence[str]) -> Iterator[Paragraph]:
    """Yield notes as a list of which no page holds the first alone, nor the last or the last two."""
    kept = {0, *range(len(notes) - 3, len(notes) - 1)}
    for position, note in enumerate(notes):
        yield Paragraph(note, hanging=f"{position + 1}.", keep=position in kept and position + 1 < len(notes))


@node
class GridColumn:
    """A column of a grid.

    weight: its share of the width.
    """

    heading: str
    weight: int
    align: Align = Align.LEFT


@node
class GridCell:
    """A cell of a grid.

    paragraphs: empty in an empty cell. rows, columns: the numbers of rows and columns it covers; (0, 0) where
    another cell covers it. bold: set in 黑体 where a format has no bold 仿宋. number: the exact decimal text of
    a number, for formats that keep numbers as numbers; it stays on one line.
    """

    paragraphs: tuple[str, ...]
    rows: int = 1
    columns: int = 1
    bold: bool = False
    number: str = ""


@node
class GridRow:
    """A row of a grid.

    heads: a section row, which must not stand alone at a page's foot.
    """

    cells: tuple[GridCell, ...]
    heads: bool = False


@node
class Grid:
    """A table with thin black lines.

    The head, 黑体 小四, is repeated on every page. No row is split unless taller than a page. small: head and
    cells in 小五, for many numbers or many words. close: with less room above and below the texts of a PDF file.
    """

    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    small: bool = False
    close: bool = False


@node
class Figure:
    """An SVG drawing of this program.

    says: the same in words.
    """

    svg: str
    says: str


class Face(StrEnum):
    """The faces of an official document: 仿宋, 黑体, 楷体."""

    BODY = "body"
    BLACK = "black"
    KAI = "kai"


@node
class Words:
    """A stretch of a line in one face."""

    text: str
    face: Face = Face.BODY


@node
class OfficialLine:
    """A paragraph of a document's text, 三号: 28 characters a line, 22 lines a page (GB/T 9704-2012, 5.2.3).

    words: none in an empty line. first, left, right: characters of room before the first line, before the others, and
    behind all. small: 四号. keep: on one page with what follows.
    """

    words: tuple[Words, ...]
    align: Align = Align.LEFT
    first: float = 0
    left: float = 0
    right: float = 0
    small: bool = False
    keep: bool = False

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.words)


@node
class PageBreak:
    pass


@node
class NewPages:
    """What follows begins a new page, and its pages lie across or stand upright."""

    landscape: bool


Block = Mark | Title | Heading | Paragraph | OfficialLine | Grid | Figure | PageBreak | NewPages


@node
class Document:
    """A whole document.

    name: the title in the file's properties. landscape: A4 turned, for wide tables. dense: margins and type of
    a working paper, smaller than those of an official document.
    """

    name: str
    landscape: bool
    blocks: tuple[Block, ...]
    dense: bool = False


def sections(document: Document) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Yield the blocks up to each NewPages, with whether their pages lie across."""
    landscape, blocks = document.landscape, list[Block]()
    for block in document.blocks:
        if isinstance(block, NewPages):
            yield landscape, tuple(blocks)
            landscape, blocks = block.landscape, []
        else:
            blocks.append(block)
    yield landscape, tuple(blocks)
