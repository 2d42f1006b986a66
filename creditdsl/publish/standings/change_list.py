"""Build 成绩变动表 as a document: every figure that changed between two runs, for the file.

Receives the changes in words; promises one grid, numbers in it as numbers.
"""

from collections.abc import Iterator, Sequence

from creditdsl.base.node import node
from creditdsl.publish.document import Align, Block, Document, Grid, GridColumn, GridRow, Paragraph, Title
from creditdsl.publish.grid_cells import number_cell, text_cell

_TITLE = "成绩变动表"
_UNIT, _PERIOD, _ITEM, _FIGURE = 16, 8, 20, 12


@node
class ListedChange:
    """A figure that changed, in words. period: empty where there is none."""

    unit: str
    period: str
    item: str
    before: str
    after: str


def change_list(before: str, after: str, changes: Sequence[ListedChange], closing: str) -> Document:
    """Return the document. before, after: the names of the files. closing: what is said below the grid."""
    return Document(_TITLE, False, tuple(_blocks(before, after, changes, closing)), dense=True)


def _blocks(before: str, after: str, changes: Sequence[ListedChange], closing: str) -> Iterator[Block]:
    yield Title(_TITLE)
    yield Paragraph(f"原来：{before}　现在：{after}")
    if changes:
        yield _grid(changes, any(change.period for change in changes))
    yield Paragraph(closing)


def _grid(changes: Sequence[ListedChange], periodic: bool) -> Grid:
    columns = (
        GridColumn("单位", _UNIT),
        *([GridColumn("期", _PERIOD, Align.CENTRE)] if periodic else []),
        GridColumn("项", _ITEM),
        GridColumn("原来", _FIGURE, Align.RIGHT),
        GridColumn("现在", _FIGURE, Align.RIGHT),
    )
    rows = (
        GridRow(
            (
                text_cell(change.unit),
                *([text_cell(change.period)] if periodic else []),
                text_cell(change.item),
                number_cell(change.before),
                number_cell(change.after),
            )
        )
        for change in changes
    )
    return Grid(columns, tuple(rows), small=True)
