"""A printed document as data: blocks in reading order, for every writer of paged formats.

A vocabulary small enough that HTML, DOCX, PDF and XLSX all say the same. Contents (content.py, the score
documents) produce it, and writers/ print it. Lengths are those of GB/T 9704-2012 and stand in the writers.
"""

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

    under: （满分100分）, empty without one.
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

    hanging: 1. 2. of a list, printed before it; empty without one.
    """

    text: str
    hanging: str = ""
    bold: bool = False


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
    cells in 小五, for many numbers or many words.
    """

    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    small: bool = False


@node
class Figure:
    """An SVG drawing of this program.

    says: the same in words.
    """

    svg: str
    says: str


@node
class PageBreak:
    pass


Block = Mark | Title | Heading | Paragraph | Grid | Figure | PageBreak


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
