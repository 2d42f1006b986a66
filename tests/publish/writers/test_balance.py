"""Widths that make a grid low: their sum, their least, and what they win."""

from dataclasses import replace

import pytest

from creditdsl.publish.document import Document, Grid, GridCell, GridColumn, GridRow
from creditdsl.publish.writers import pdf
from creditdsl.publish.writers.balance import balanced_widths
from creditdsl.publish.writers.layout import column_widths, least_widths
from tests.publish.pdf_text import pages
from tests.publish.printing import TABLES, grid_of, printed

TOTAL, PADDING = 12756, 160


def grid(*weights: int, texts: tuple[str, ...], rows: int = 20) -> Grid:
    columns = tuple(GridColumn("栏目", weight) for weight in weights)
    return Grid(columns, (GridRow(tuple(GridCell((text,)) for text in texts)),) * rows)


@pytest.mark.parametrize(("place", "table"), TABLES)
def test_sum_and_least(place: str, table: str) -> None:
    one = grid_of(printed(place, table))
    widths = balanced_widths(one, TOTAL, PADDING)
    assert sum(widths) == TOTAL == sum(column_widths(one, TOTAL, PADDING))
    assert all(width >= least for width, least in zip(widths, least_widths(one, TOTAL, PADDING), strict=True))


def test_a_short_text_in_small_print_stays_whole_where_there_is_room() -> None:
    texts = ("安全生产先进单位", *("12.50",) * 9)
    small = replace(grid(*(1,) * 10, texts=texts), small=True)
    assert balanced_widths(small, 9750, PADDING)[0] >= 8 * 9 * 20 + PADDING
    crowded = replace(grid(*(1,) * 18, texts=(*texts, *("12.50",) * 8)), small=True)
    assert sum(balanced_widths(crowded, 9750, PADDING)) == 9750


def test_a_long_text_in_a_narrow_column_gets_room() -> None:
    one = grid(1, 20, texts=("甲" * 60, "乙" * 20))
    narrow, wide = balanced_widths(one, TOTAL, PADDING)
    assert narrow > column_widths(one, TOTAL, PADDING)[0] * 3 and wide > 20 * 12
    assert len(pages(pdf.write(Document("甲", False, (one,))))) == 2


def test_two_columns_that_make_a_row_high_both_get_room() -> None:
    one = grid(2, 2, 20, texts=("甲" * 24, "乙" * 24, "丙"))
    before, after = column_widths(one, TOTAL, PADDING), balanced_widths(one, TOTAL, PADDING)
    assert after[0] > before[0] * 2 and after[1] > before[1] * 2


def test_what_is_low_already_stays() -> None:
    for one in (grid(1, 3, texts=("甲", "乙")), grid(1, 3, texts=("甲", "乙"), rows=0)):
        assert balanced_widths(one, TOTAL, PADDING) == column_widths(one, TOTAL, PADDING)


def test_a_merged_column_gives_nothing() -> None:
    rows = [
        GridRow((GridCell(("甲" * 12,), 3), GridCell(("乙" * 90,)))),
        *(GridRow((GridCell((), 0, 0), GridCell(("乙" * 90,)))) for _ in range(2)),
    ]
    one = Grid((GridColumn("项目", 1), GridColumn("内容", 2)), tuple(rows))
    assert balanced_widths(one, TOTAL, PADDING)[0] >= column_widths(one, TOTAL, PADDING)[0]
