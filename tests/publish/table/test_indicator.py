"""The indicator table as blocks: their order, the page, section rows, merged cells, numbers."""

from creditdsl.publish.document import Align, Document, Grid, Heading, Mark, Paragraph, Title
from creditdsl.publish.table.content import table_content
from creditdsl.publish.table.indicator import indicator_document
from tests.publish.helpers import compiled
from tests.publish.printing import grid_of, printed


def small(table: str) -> Document:
    compilation = compiled(f"方案：甲\n附件1 乙\n{table}")
    return indicator_document(table_content(compilation.scheme, compilation.tables["附件1"]))


def test_blocks_in_order() -> None:
    document = printed("lvliang-2022", "附件1")
    mark, title, grid, heading, *notes = document.blocks
    assert mark == Mark("附件1")
    assert title == Title("市直成员单位社会信用体系建设工作考核指标", "（满分100分）")
    assert isinstance(grid, Grid) and heading == Heading("计分说明")
    assert [note.hanging for note in notes if isinstance(note, Paragraph)] == [
        f"{n}." for n in range(1, len(notes) + 1)
    ]
    assert document.name == "市直成员单位社会信用体系建设工作考核指标" and document.landscape


def test_forms_to_fill_in_and_remarks() -> None:
    assert printed("huangshi-2020", "附件").blocks[2] == Paragraph("填报单位（盖章）：")
    remarks = [block.text for block in printed("changzhi-2023", "附表一").blocks if isinstance(block, Paragraph)]
    assert [text[:4] for text in remarks[:3]] == ["备注：①", "②有行政", "③各县区"]


def test_four_columns_stand_upright_and_five_lie() -> None:
    upright = small("一、丙（5分）\n  办成 得5\n")
    assert not upright.landscape and len(grid_of(upright).columns) == 4
    lying = small("一、丙（5分）\n内容：丁\n  办成 得5\n")
    assert lying.landscape and len(grid_of(lying).columns) == 5


def test_section_rows_stand_out_and_head_the_rows_below() -> None:
    grid = grid_of(small("一、丙（5分）\n1. 丁（5分）\n（1）戊（5分）\n  办成 得5\n二、己（3分）\n  办成 得3\n"))
    assert [row.heads for row in grid.rows] == [True, True, False, False]
    assert [cell.bold for cell in grid.rows[0].cells] == [True, True, True, False]
    assert not any(cell.bold for row in grid.rows[1:3] for cell in row.cells)
    assert [row.cells[2].number for row in grid.rows] == ["5", "5", "5", "3"]


def test_merged_sections() -> None:
    grid = grid_of(printed("huangshi-2020", "附件"))
    assert [(cell.rows, cell.columns, cell.bold) for cell in grid.rows[0].cells[:3]] == [
        (9, 1, False), (9, 1, True), (1, 1, False),
    ]  # fmt: skip
    assert [(cell.rows, cell.columns) for cell in grid.rows[1].cells[:3]] == [(0, 0), (0, 0), (1, 1)]


def test_words_in_points_are_no_numbers() -> None:
    grid = grid_of(small("一、丙（加分，最高5分）\n  办成 得5\n"))
    assert grid.rows[0].cells[2].paragraphs == ("加分", "最高5") and grid.rows[0].cells[2].number == ""


def test_long_texts_are_set_from_the_left() -> None:
    grid = grid_of(small("一、丙（5分）\n依据：文件资料\n方式：听取汇报、查阅资料、现场查看\n  办成 得5\n"))
    assert [(column.heading, column.align) for column in grid.columns][-2:] == [
        ("考核依据", Align.CENTRE),
        ("考核方式", Align.LEFT),
    ]


def test_a_field_of_several_lines_is_a_cell_of_several_paragraphs() -> None:
    fields = "标准：甲事得2分；\n标准：乙事得3分。\n依据：文件\n依据：台账\n"
    document = small(f"备注：① 丁；② 戊\n备注：己\n一、丙（5分）\n{fields}  办成 得5\n")
    cells = [cell.paragraphs for row in grid_of(document).rows for cell in row.cells]
    assert ("甲事得2分；", "乙事得3分。") in cells and ("文件", "台账") in cells
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)][:3] == [
        "备注：① 丁；",
        "② 戊",
        "己",
    ]
