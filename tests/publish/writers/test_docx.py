"""DOCX files, read back with python-docx: the page of GB/T 9704, the grid with its merges, the text."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Package
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from creditdsl.publish.document import Document, Grid, GridCell, GridColumn, GridRow, Paragraph
from creditdsl.publish.writers.docx import write
from creditdsl.publish.writers.layout import FACES
from tests.publish.printing import TABLES, every_block, grid_of, one_cell, printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(document: Document) -> Package:
    return docx.Document(BytesIO(write(document)))


def texts(package: Package) -> list[str]:
    return [paragraph.text for paragraph in package.paragraphs]


def flags(table: Table, row: int) -> set[str]:
    properties = table.rows[row]._tr.trPr
    return set() if properties is None else {one.tag.removeprefix(W) for one in properties}


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_every_word_of_a_table_is_in_its_place(place: str, name: str) -> None:
    document = printed(place, name)
    grid, package = grid_of(document), read(document)
    (table,) = package.tables
    assert [cell.text.replace("\n", "") for cell in table.rows[0].cells] == [column.heading for column in grid.columns]
    assert len(table.rows) == len(grid.rows) + 1
    for position, row in enumerate(grid.rows, 1):
        made = table.rows[position]
        for index, cell in enumerate(row.cells):
            if cell.rows:
                assert made.cells[index].text == "\n".join(cell.paragraphs)
                far = table.rows[position + cell.rows - 1].cells[index + cell.columns - 1]
                assert far._tc is made.cells[index]._tc
    written = texts(package)
    for block in document.blocks:
        if hasattr(block, "text"):
            assert any(text.replace("\n", "").endswith(block.text) for text in written)


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_the_head_is_repeated_and_rows_are_whole(place: str, name: str) -> None:
    document = printed(place, name)
    (table,) = read(document).tables
    assert flags(table, 0) == {"cantSplit", "tblHeader"}
    for position, row in enumerate(grid_of(document).rows, 1):
        assert flags(table, position) == {"cantSplit"}
        kept = [paragraph.find(f".//{W}keepNext") is not None for paragraph in table.rows[position]._tr.iter(f"{W}p")]
        assert set(kept) == {row.heads}


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_widths_are_fixed_and_fill_the_text_block(place: str, name: str) -> None:
    document = printed(place, name)
    (table,) = read(document).tables
    widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
    assert sum(widths) == (12756 if document.landscape else 8844)  # 225 mm, 156 mm
    assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    for row in table._tbl.tr_lst:
        across = [(cell.grid_span, int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w")))) for cell in row.tc_lst]
        assert sum(width for _, width in across) == sum(widths)
        assert sum(span for span, _ in across) == len(widths)


def test_the_page_is_that_of_the_standard() -> None:
    upright = read(every_block()).sections[0]
    lengths = [upright.page_width, upright.page_height, upright.top_margin, upright.left_margin]
    assert lengths == pytest.approx([Mm(210), Mm(297), Mm(37), Mm(28)], abs=Mm(1) / 50)
    turned = read(printed("lvliang-2022", "附件1")).sections[0]
    assert turned.page_width - turned.left_margin - turned.right_margin == pytest.approx(Mm(225), abs=Mm(1) / 50)
    assert turned.page_height - turned.top_margin - turned.bottom_margin == pytest.approx(Mm(156), abs=Mm(1) / 50)
    assert turned.orientation == docx.enum.section.WD_ORIENTATION.LANDSCAPE


def test_the_title_stands_on_the_third_line() -> None:
    package = read(printed("lvliang-2022", "附件1"))
    assert texts(package)[:4] == ["附件1", "", "市直成员单位社会信用体系建设工作考核指标", "（满分100分）"]
    lines = [package.styles[name].paragraph_format for name in ("附件标识", "附件标题")]
    assert [line.line_spacing.pt for line in lines] == [29, 29]


def test_faces_and_sizes() -> None:
    package = read(every_block())
    found = {}
    for style in package.styles:
        fonts = style.element.find(f"{W}rPr/{W}rFonts")
        if fonts is not None:
            assert len(set(fonts.attrib.values())) == 1 and len(fonts.attrib) == 4
            found[style.name] = (fonts.get(qn("w:eastAsia")), style.font.size.pt)
    assert {face for face, _ in found.values()} == set(FACES)
    assert found["附件标识"] == ("黑体", 16)
    assert found["附件标题"] == ("方正小标宋简体", 22)
    assert found["标题下说明"] == ("楷体_GB2312", 16)
    assert found["表头"] == ("黑体", 12)
    assert (found["表文小四"], found["表文五号"]) == (("仿宋_GB2312", 12), ("仿宋_GB2312", 10.5))
    assert found["单页页码"] == found["双页页码"] == ("宋体", 14)
    used = {one.get(qn("w:val")) for one in package.element.iter(f"{W}pStyle")}
    assert used <= {style.style_id for style in package.styles}
    normal = package.styles["Normal"].element
    assert [normal.find(f"{W}pPr/{W}{name}").get(qn("w:val")) for name in ("autoSpaceDE", "autoSpaceDN")] == ["0", "0"]


def test_page_numbers_stand_outside() -> None:
    package = read(every_block())
    section = package.sections[0]
    assert package.settings.odd_and_even_pages_header_footer
    for footer, style in ((section.footer, "单页页码"), (section.even_page_footer, "双页页码")):
        (line,) = footer.paragraphs
        assert line.style is not None and line.style.name == style
        assert "".join(one.text or "" for one in line._p.iter(f"{W}t")) == "— 1 —"
        assert [one.get(qn("w:instr")) for one in line._p.iter(f"{W}fldSimple")] == [" PAGE "]
    right, left = package.styles["单页页码"].paragraph_format, package.styles["双页页码"].paragraph_format
    assert (right.right_indent.pt, left.left_indent.pt) == (14, 14)


def test_the_page_number_of_a_page_across_turns_with_the_sheet() -> None:
    section = read(printed("lvliang-2022", "附件1")).sections[0]
    for footer, style in ((section.footer, "单页页码"), (section.even_page_footer, "双页页码")):
        ((cell,),) = [list(row.cells) for row in footer.tables[0].rows]
        assert cell.paragraphs[0].style is not None and cell.paragraphs[0].style.name == style
        assert cell._tc.tcPr is not None
        assert cell._tc.tcPr.find(f"{W}textDirection").get(qn("w:val")) == "tbRl"
        (place,) = footer._element.iter(f"{W}tblpPr")
        assert Mm(20) < int(place.get(qn("w:tblpX"))) * 635 < Mm(28)
        assert [one.get(qn("w:instr")) for one in footer._element.iter(f"{W}fldSimple")] == [" PAGE "]


def test_a_row_higher_than_a_page_may_be_split() -> None:
    (table,) = read(one_cell("报送信用信息。" * 400)).tables
    assert flags(table, 1) == set()
    (table,) = read(one_cell("报送信用信息。" * 100)).tables
    assert flags(table, 1) == {"cantSplit"}


def test_headings_break_between_words() -> None:
    columns = tuple(GridColumn("考核依据或方式", 1) for _ in range(10))
    cells = tuple(GridCell(()) for _ in columns)
    (table,) = read(Document("文", False, (Grid(columns, (GridRow(cells),)),))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["考核\n依据\n或\n方式"] * 10


def test_a_file_holds_nothing_but_the_document() -> None:
    with ZipFile(BytesIO(write(every_block()))) as parts:
        assert sorted(parts.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/footer1.xml",
            "word/footer2.xml",
            "word/footer3.xml",
            "word/footer4.xml",
            "word/media/image1.png",
            "word/settings.xml",
            "word/styles.xml",
        ]
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = read(every_block("方案")).core_properties
    assert (about.title, about.author, about.created and about.created.year) == ("方案", "", 2000)


def test_a_figure_is_a_picture_with_its_words() -> None:
    (shape,) = read(every_block("条形图")).inline_shapes
    assert shape._inline.docPr.get("descr") == "条形图"
    assert shape.width.pt == pytest.approx(7.5, abs=0.4)


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_the_same_bytes(place: str, name: str) -> None:
    assert write(printed(place, name)) == write(printed(place, name))


def alignments(package: Package, text: str) -> set[str]:
    """How the paragraphs of a text are set: by themselves, else by their style."""
    every = [
        *package.paragraphs,
        *(one for table in package.tables for cell in table.rows[1].cells for one in cell.paragraphs),
    ]
    return {str(one.alignment if one.alignment is not None else one.style.paragraph_format.alignment)
            for one in every if one.text == text and one.style is not None}  # fmt: skip


def test_formulas_and_sums_are_not_pulled_apart() -> None:
    assert alignments(read(one_cell("得分=（1－迟报率）×10")), "得分=（1－迟报率）×10") == {"LEFT (0)"}
    assert alignments(read(one_cell("迟报率每高1个百分点扣1分")), "迟报率每高1个百分点扣1分") == {"JUSTIFY (3)"}
    total = Document("文", False, (Paragraph("总分=18.40＋15.72"),))
    assert alignments(read(total), "总分=18.40＋15.72") == {"JUSTIFY (3)"}
    assert alignments(read(replace(total, dense=True)), "总分=18.40＋15.72") == {"LEFT (0)"}


def test_notes_to_a_table_are_no_larger_than_its_text() -> None:
    plain = Document("文", False, (Paragraph("字"),))
    noted = replace(plain, blocks=(*one_cell("字").blocks, *plain.blocks))
    sizes = [read(one).styles["文字"].font.size for one in (plain, noted)]
    assert [size.pt for size in sizes if size is not None] == [12, 10.5]
