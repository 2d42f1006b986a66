"""What stands beside the indicators: vetoes, grades in the text, regions of a sheet, lines above a table."""

import io

import pytest
import xlsxwriter

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.importer.document_grid import Document, Paragraph
from creditdsl.importer.importing import Imported, import_document
from tests.importer.five_documents import Rows, document
from tests.importer.writing import WRITERS

BASE: Rows = (("序号", "指标", "分值", "评分标准"), ("1", "公开", "100", "每公开1条得1分。"))
GRADES: Rows = (("等次", "得分"), ("优秀", "90分以上"), ("合格", "60分以上"), ("不合格", "60分以下"))
VETO: Rows = (
    ("序号", "否决情形", "处理", "认定部门"),
    ("1", "弄虚作假的", "评为不合格", "县纪委"),
    ("2", "造成3人以上死亡，影响恶劣的", "一票否决", "县应急局"),
    ("3", "其他情形", "另行研究", "县考核办"),
)
BANDS = ["90分以上 优秀", "60分以上 合格", "其余 不合格"]


def imported(kind: str, *blocks: str | Rows) -> Imported:
    read = import_document(f"办法.{kind}", WRITERS[kind](document("*考核指标", *blocks)))
    assert not has_errors(analyse(Source("方案.credit", read.text)).diagnostics)
    return read


def grades(read: Imported) -> list[str]:
    _, _, block = read.text.partition("\n等次\n")
    return [line.strip() for line in block.partition("\n\n")[0].splitlines()]


def codes(read: Imported) -> list[str]:
    return [message.code.id for message in read.messages if message.code.id != "N0902"]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "tsv"])
def test_vetoes_that_are_read_are_lines_beside_the_grades(kind: str) -> None:
    read = imported(kind, BASE, "等次划分", GRADES, "三、一票否决事项", VETO, "注：由县考核办解释。")
    assert grades(read) == [*BANDS, "弄虚作假 评为不合格", "“造成3人以上死亡，影响恶劣” 一票否决"]
    assert [line for line in read.text.splitlines() if line.startswith("备注：")] == [
        "备注：注：由县考核办解释。",
        "备注：三、一票否决事项",
        "备注：一票否决：否决情形：处理：认定部门",
        "备注：一票否决：弄虚作假的：评为不合格：县纪委",
        "备注：一票否决：造成3人以上死亡，影响恶劣的：一票否决：县应急局",
        "备注：一票否决：其他情形：另行研究：县考核办",
    ]
    assert codes(read) == ["N0906", "N0907"]
    assert "3 行，写进了备注，2 行也写进了“等次”；其余的照着写" in read.messages[-1].message


def test_vetoes_without_grades_are_notes_alone() -> None:
    read = imported("docx", BASE, VETO)
    assert "等次\n" not in read.text
    assert "要起作用的，照着写进“等次”" in read.messages[-1].message


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("实行百分制，得分90分以上的为优秀，60分以上不足90分的为合格，不足60分的为不合格。", BANDS),
        ("考核结果分三等：90分（含）以上为优秀，60分（含）至90分为合格，60分以下为不合格。", BANDS),
        ("得分低于60分的，由县政府约谈；连续两年低于70分的，通报批评。", []),
        ("每季度抽查5分钟，共3次，90分以上的表扬，60分以下的约谈。", []),
    ],
)
def test_grades_of_the_text(text: str, lines: list[str]) -> None:
    read = imported("docx", text, "附件1", "*考核指标", BASE)
    assert grades(read) == lines
    assert codes(read) == (["N0908"] if lines else [])
    assert text in read.text


NOTE = "注：得分90分以上的为优秀，60分以上不足90分的为合格，不足60分的为不合格。"


def test_grades_of_the_note_below_the_only_table() -> None:
    read = imported("docx", "附件1", "*考核指标", BASE, NOTE)
    assert grades(read) == BANDS
    assert f"备注：{NOTE}\n" in read.text


def test_the_note_below_one_of_two_tables_gives_no_grades_to_both() -> None:
    read = imported("docx", "附件1", "*考核指标", BASE, NOTE, "附件2", "*考核指标", BASE)
    assert "等次\n" not in read.text


def test_a_veto_without_grades_is_a_remark_below_the_table() -> None:
    """A block of 等次 needs grades: with the veto alone the draft would have an error."""
    vetoed = [*BASE[:-1], [*BASE[-1][:-1], f"{BASE[-1][-1]}；发生较大事故的，实行一票否决。"]]
    read = imported("docx", "附件1", "*考核指标", vetoed)
    assert "# “等次”没有写全，补齐了再写进去：发生较大事故 一票否决\n" in read.text
    assert "等次\n" not in read.text


def test_two_scales_in_the_text_are_not_chosen_from() -> None:
    scale = "{}得分90分以上的为优秀，60分以上不足90分的为合格，不足60分的为不合格。"
    read = imported("docx", scale.format("乡镇"), scale.format("部门"), "附件1", "*考核指标", BASE)
    assert "等次\n" not in read.text


def test_a_question_about_grades_of_the_text_stands_below_the_table() -> None:
    text = "得分90分以上的为优秀，60分以上不足90分的为合格，60分以下的为不合格。"
    read = imported("docx", text, "附件1", "*考核指标", BASE)
    assert "# 60 分算合格，还是算不合格？\n" in read.text
    assert codes(read) == ["N0908"]


def test_grades_are_those_of_tables_that_reach_them() -> None:
    bonus: Rows = (("序号", "类别", "指标", "分值", "评分标准"), ("1", "加分", "示范", "5", "每个加1分。"))
    read = imported("docx", BASE, "*加分指标", "附件2", "*加分考核指标", bonus, "等次", GRADES)
    assert read.text.count("\n等次\n") == 1


def beside(gap: int) -> bytes:
    """Return a sheet with grades to the right of the indicators, so many columns apart."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 3, "考核指标")
    for first, rows in ((0, BASE), (4 + gap, GRADES)):
        for row, cells in enumerate(rows, 1):
            for column, text in enumerate(cells, first):
                sheet.write_string(row, column, text)
    sheet.write_string(6, 0, "填表人：")
    sheet.write_string(6, 3, "审核人：")
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("gap", [1, 3])
def test_tables_beside_one_another_in_a_sheet_are_two(gap: int) -> None:
    read = import_document("表.xlsx", beside(gap))
    assert grades(read) == BANDS
    assert "栏目：序号、指标、分值、评分标准\n" in read.text


def test_a_table_inside_a_cell_stands_where_it_stood() -> None:
    criterion = "按下表：<table><tr><td>甲<td>1</table>以下略"
    page = f"<table><tr><td>指标<td>分值<td>评分标准<tr><td>公开<td>5<td>{criterion}</table>"
    assert "标准：按下表：\n标准：甲 1\n标准：以下略\n" in import_document("表.html", page.encode()).text


@pytest.mark.parametrize(
    "line", ["考核对象：各县区　考核时间：2025年12月", "单位名称：", "科室：　得分：", "计量单位：分"]
)
def test_a_line_with_labels_does_not_part_a_table_from_its_title(line: str) -> None:
    blocks = (Paragraph("附件2"), Paragraph("某县考核评分表"), Paragraph(line), *document(BASE).blocks)
    read = import_document("表.docx", WRITERS["docx"](Document(blocks)))
    assert "附件2 某县考核评分表\n" in read.text
    assert "正文" not in read.text


def test_a_source_of_some_of_the_items_is_that_of_each() -> None:
    rows: Rows = (
        ("项目", "指标", "分值", "评分标准", "数据来源"),
        ("公开（15分）", "及时", "5", "每次得1分。", "网站"),
        ("^", "准确", "5", "每条得1分。", "^"),
        ("^", "答复", "5", "每件得1分。", "台账"),
    )
    assert imported("docx", rows).text.count("依据：网站\n") == 2


def sections(*lines: str, full: tuple[str, ...]) -> str:
    rows = (
        (line, (("指标", "分值", "评分标准"), (f"甲{at}", points, "每次得1分。"), ("合计", points, "")))
        for at, (line, points) in enumerate(zip(lines, full, strict=True))
    )
    return imported("docx", *(one for pair in rows for one in pair)).text


def test_lines_without_points_above_tables_are_sections() -> None:
    text = sections("一、基础工作", "二、重点任务", full=("30", "70"))
    assert "\n一、基础工作（30分）\n" in text
    assert "\n二、重点任务（70分）\n" in text
    assert text.count("栏目：") == 1


@pytest.mark.parametrize(
    ("lines", "full"),
    [
        (("一、党群序列", "二、经济序列"), ("100", "100")),
        (("一、县直部门", "二、各乡镇"), ("30", "70")),
        (("一、基础工作", "三、重点任务"), ("30", "70")),
    ],
)
def test_lines_above_tables_of_different_units_are_no_sections(lines: tuple[str, ...], full: tuple[str, ...]) -> None:
    assert sections(*lines, full=full).count("栏目：") == 2


def test_the_headings_and_titles_of_vetoes_are_kept() -> None:
    vetoes: Rows = (
        ("序号", "否决情形", "处理"),
        ("一、数据类", "", ""),
        ("1", "弄虚作假的", "评为不合格"),
        ("二、安全类", "", ""),
        ("2", "发生火灾的", "评为不合格"),
    )
    read = imported("docx", BASE, "等次划分", GRADES, "一票否决事项", vetoes)
    assert grades(read) == [*BANDS, "弄虚作假 评为不合格", "发生火灾 评为不合格"]
    notes = [line.removeprefix("备注：一票否决：") for line in read.text.splitlines() if "：一票否决：" in line]
    assert notes == ["否决情形：处理", "一、数据类", "弄虚作假的：评为不合格", "二、安全类", "发生火灾的：评为不合格"]
    assert "2 行，写进了备注" in read.messages[-1].message


BESIDE: Rows = (
    ("序号", "指标", "分值", "评分标准", "等次", "分数"),
    ("1", "公开", "40", "每公开1条得1分。", "优秀", "90分以上"),
    ("2", "报送", "30", "每报送1条得1分。", "合格", "60分以上"),
    ("3", "培训", "30", "每培训1次得1分。", "不合格", "不足60分"),
    ("4", "其他", "0", "另行评定。", "", ""),
)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "tsv"])
def test_grades_in_the_outer_columns_are_parted(kind: str) -> None:
    read = imported(kind, BESIDE)
    assert grades(read) == BANDS
    assert "栏目：序号、指标、分值、评分标准\n" in read.text
    assert "优秀" not in read.text.partition("等次\n")[0]


def test_steps_of_an_indicator_are_no_grades() -> None:
    rows = (
        BESIDE[0],
        *((*row[:4], grade, points) for row, grade, points in zip(BESIDE[1:4], "优良差", "853", strict=True)),
    )
    assert "\n等次\n" not in imported("docx", rows).text
    same = tuple((*row[:4], *(("优秀", "90分以上") if n else row[4:])) for n, row in enumerate(BESIDE[:4]))
    assert "\n等次\n" not in imported("docx", same).text


def test_grades_behind_the_number_of_a_paragraph() -> None:
    text = "（三）90分以上的为优秀，60分以上不足90分的为合格，不足60分的为不合格。"
    assert grades(imported("docx", text, "附件1", "*考核指标", BASE)) == BANDS
