"""Documents for the tests of the writers: the nine tables of schemes/, and a small one with every kind of block."""

from collections.abc import Iterator
from functools import cache

from creditdsl.publish.document import (
    Align,
    Document,
    Face,
    Figure,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Heading,
    Mark,
    NewPages,
    OfficialLine,
    PageBreak,
    Paragraph,
    Title,
    Words,
)
from creditdsl.publish.table.content import table_content
from creditdsl.publish.table.indicator import indicator_document
from tests.publish.helpers import ROOT, compiled

TABLES = (
    ("changzhi-2023", "附表一"),
    ("changzhi-2023", "附表二"),
    ("chaoyang-2020", "附件1"),
    ("chaoyang-2020", "附件2"),
    ("huangshi-2020", "附件"),
    ("jiaxian-2022", "附件1"),
    ("jiaxian-2022", "附件2"),
    ("lvliang-2022", "附件1"),
    ("lvliang-2022", "附件2"),
)


@cache
def printed(place: str, table: str) -> Document:
    """One of TABLES."""
    compilation = compiled((ROOT / "schemes" / place / "scheme.credit").read_text(encoding="utf-8"))
    return indicator_document(table_content(compilation.scheme, compilation.tables[table]))


def grid_of(document: Document) -> Grid:
    """Its first grid."""
    return next(block for block in document.blocks if isinstance(block, Grid))


def every_block(text: str = "字") -> Document:
    """A document that says `text` wherever it says anything."""
    cell = GridCell((text, text))
    grid = Grid(
        (GridColumn(text, 1), GridColumn(text, 2, Align.CENTRE), GridColumn(text, 2, Align.RIGHT)),
        (
            GridRow((GridCell((text,), columns=2, bold=True), GridCell((), 0, 0), cell), heads=True),
            GridRow((GridCell((text,), rows=2), cell, GridCell(("3.50",), number="3.50"))),
            GridRow((GridCell((), 0, 0), cell, GridCell((f"{text}1",), number="1"))),
        ),
    )
    figure = Figure('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>', text)
    blocks = (Mark(text), Title(text, text), Paragraph(text), Paragraph(text, "1.", bold=True), Heading(text))
    official = OfficialLine((Words(text), Words(text, Face.BLACK), Words(text, Face.KAI)), first=2)
    behind = (Paragraph(text), figure, PageBreak(), Heading(text), NewPages(True), OfficialLine(()), official)
    return Document(text, False, (*blocks, grid, *behind))


def one_cell(text: str) -> Document:
    """A document of one column and one row."""
    return Document("文", False, (Grid((GridColumn("头", 1),), (GridRow((GridCell((text,)),)),)),))


def grid_texts(grid: Grid) -> Iterator[str]:
    """Every paragraph of its cells, row by row."""
    for row in grid.rows:
        for cell in row.cells:
            yield from cell.paragraphs
