"""XLSX files, read back with calamine and as XML: numbers, merges, heights, the settings of the page."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineSheet, CalamineWorkbook

from creditdsl.publish.document import Align, Document, Grid, GridCell, GridColumn, GridRow, Heading, Mark, Paragraph
from creditdsl.publish.writers.sheet_rows import page_breaks
from creditdsl.publish.writers.xlsx import write
from tests.publish.printing import TABLES, every_block, grid_of, one_cell, printed


def sheets(document: Document) -> list[CalamineSheet]:
    book = CalamineWorkbook.from_filelike(BytesIO(write(document)))
    return [book.get_sheet_by_name(name) for name in book.sheet_names]


def part(document: Document, name: str) -> str:
    with ZipFile(BytesIO(write(document))) as parts:
        return parts.read(f"xl/{name}.xml").decode("utf-8")


def numbers(*words: str) -> Document:
    """A grid with one number in each row."""
    rows = tuple(GridRow((GridCell((word,), number=word.replace("－", "-")),)) for word in words)
    return Document("文", False, (Grid((GridColumn("得分", 1, Align.RIGHT),), rows),))


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_every_cell_of_a_table_is_in_its_place(place: str, name: str) -> None:
    document = printed(place, name)
    grid = grid_of(document)
    (sheet,) = sheets(document)
    assert sheet.name == name
    rows = sheet.to_python()
    head = [[str(value).replace("\n", "") for value in row] for row in rows].index(
        [column.heading for column in grid.columns]
    )
    for made, row in zip(rows[head + 1 :], grid.rows, strict=False):
        for value, cell in zip(made, row.cells, strict=True):
            assert value == (float(cell.number) if cell.number else "\n".join(cell.paragraphs))
    written = [row[0] for row in rows]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert block.hanging + block.text in written
    merged = {
        ((top - head - 1, left), (bottom - head - 1, right))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    }
    for position, row in enumerate(grid.rows):
        for index, cell in enumerate(row.cells):
            if cell.rows * cell.columns > 1:
                assert ((position, index), (position + cell.rows - 1, index + cell.columns - 1)) in merged


def test_the_page() -> None:
    text = part(printed("lvliang-2022", "附件1"), "worksheets/sheet1")
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in text
    assert '<pageSetUpPr fitToPage="1"/>' in text
    assert "— &amp;P —" in text
    assert "<f>" not in text
    titles = part(printed("lvliang-2022", "附件1"), "workbook")
    assert re.search(r'name="_xlnm.Print_Titles" localSheetId="0">附件1!\$4:\$4<', titles)


def test_numbers_are_numbers_and_look_as_printed() -> None:
    document = numbers("3.50", "100", "－17.00", "12345678901234567.5")
    (sheet,) = sheets(document)
    assert [row[0] for row in sheet.to_python()[1:]] == [3.5, 100.0, -17.0, "12345678901234567.5"]
    assert 'formatCode="0.00"' in part(document, "styles")


def test_a_number_with_other_words_is_text() -> None:
    cell = GridCell(("最高5",), number="5")
    (sheet,) = sheets(Document("文", False, (Grid((GridColumn("分值", 1),), (GridRow((cell,)),)),)))
    assert sheet.to_python()[1] == ["最高5"]


def test_a_high_row_becomes_several_that_are_merged() -> None:
    text = "报送信用信息。" * 800
    document = one_cell(text)
    (sheet,) = sheets(document)
    head, (first, last) = sheet.merged_cell_ranges or []
    assert head == ((0, 0), (0, 3))
    assert first == (1, 0) and last[0] > 2 and last[1] == 3
    assert sheet.to_python()[1][0] == text
    heights = [float(one) for one in re.findall(r'ht="([\d.]+)"', part(document, "worksheets/sheet1"))]
    assert max(heights) < 409 and sum(heights) > 800 * 7 * 12 * 12 / 442 * 1.2


def test_merged_rows_are_as_high_as_their_text() -> None:
    tall, low = GridCell(("甲" * 200,), rows=2), GridCell(("乙",))
    rows = (GridRow((tall, low)), GridRow((GridCell((), 0, 0), low)))
    heights = re.findall(
        r'ht="([\d.]+)"',
        part(Document("文", False, (Grid((GridColumn("丙", 1), GridColumn("丁", 9)), rows),)), "worksheets/sheet1"),
    )
    assert sum(map(float, heights[1:])) > 200 / 3 * 12


def test_a_section_row_is_not_alone_at_a_pages_foot() -> None:
    assert page_breaks([10] * 6, (), (), 30, -1) == [3]
    assert page_breaks([10] * 6, {2}, (), 30, -1) == [2, 5]
    assert page_breaks([10] * 6, (), (), 30, 0) == [3, 5]
    assert page_breaks([10] * 6, (), {1}, 30, -1) == [1, 4]
    assert page_breaks([10, 50, 10], {1}, (), 30, -1) == [1]
    document = printed("lvliang-2022", "附件1")
    (sheet,) = sheets(document)
    rows = [row[0] for row in sheet.to_python()]
    starts = re.findall(r'<brk id="(\d+)"', part(document, "worksheets/sheet1"))
    heads = {row.cells[0].paragraphs[0] for row in grid_of(document).rows if row.heads}
    assert starts and not heads & {rows[int(start) - 1] for start in starts}


def test_every_grid_has_a_sheet() -> None:
    grid = grid_of(every_block())
    found = sheets(Document("文", False, (Mark("附件1："), grid, Heading("又"), grid, Paragraph("完"))))
    assert [sheet.name for sheet in found] == ["附件1-1", "附件1-2"]
    assert [sheet.to_python()[0][0] for sheet in found] == ["附件1：", "又"]
    assert found[1].to_python()[-1][0] == "完"


def test_a_page_may_scale_a_sheet_of_one_column() -> None:
    """A column wider than the paper is cut at its edge, so one column stands in several, merged."""
    alone = Document("文", False, (Grid((GridColumn("内容", 1),), (GridRow((GridCell(("甲",)),)),)),))
    for document in (Document("文", False, (Paragraph("甲" * 100),)), alone):
        made = part(document, "worksheets/sheet1")
        (*_, last) = re.findall(r'<col min="\d+" max="(\d+)"', made)
        assert int(last) > 1 and '<mergeCell ref="A1:' in made
        assert "_xlnm.Print_Area" in part(document, "workbook")


def test_a_figure_is_a_picture_with_its_words() -> None:
    drawing = part(every_block("条形图"), "drawings/drawing1")
    assert 'descr="条形图"' in drawing
    width = re.findall(r'<xdr:ext cx="(\d+)"', drawing) or re.findall(r'<a:ext cx="(\d+)"', drawing)
    assert int(width[0]) / 12700 == pytest.approx(7.5, abs=0.8)


def test_text_longer_than_a_cell_says_so() -> None:
    ((made,),) = sheets(one_cell("\U00020000" * 20000))[0].to_python()[1:2]
    assert isinstance(made, str) and made.startswith("\U00020000") and made.endswith("全文见 DOCX 或 PDF）")


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_the_same_bytes(place: str, name: str) -> None:
    assert write(printed(place, name)) == write(printed(place, name))
