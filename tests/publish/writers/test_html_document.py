"""The page of a document in a browser: how wide it is on a screen, and how its columns share the room."""

import re

from creditdsl.publish.document import Align, Document, Face, Grid, GridColumn, GridRow, OfficialLine, Words
from creditdsl.publish.grid_cells import text_cell
from creditdsl.publish.writers import html_document

COLUMNS = (GridColumn("名次", 20), GridColumn("单位", 20), GridColumn("表彰和通报的名称", 10))
ROWS = tuple(
    GridRow((text_cell(str(place)), text_cell("某局"), text_cell("表彰为生态环境保护先进单位")))
    for place in range(1, 9)
)


def shown(*blocks: Grid | OfficialLine) -> str:
    return html_document.write(Document("甲", False, blocks)).decode()


def test_columns_are_as_wide_as_their_texts_need() -> None:
    widths = [int(width) for width in re.findall(r'<col style="width: (\d+)%">', shown(Grid(COLUMNS, ROWS)))]
    assert len(widths) == 3 and 97 <= sum(widths) <= 100
    assert widths[2] >= 35  # by its weight it had 20


def test_tables_are_wider_on_a_screen_than_on_paper_and_official_lines_are_not() -> None:
    assert "body { max-width: 300mm;" in shown(Grid(COLUMNS, ROWS))
    line = OfficialLine((Words("各县区：", Face.BODY),), Align.LEFT)
    assert "body { max-width: 210mm;" in shown(line)
    assert "body { max-width: 210mm;" in shown(line, Grid(COLUMNS, ROWS))
