"""Rows of 加分, 扣分 and 一票否决 in the table of the indicators, and names that stand in two columns."""

from itertools import pairwise

from creditdsl.importer.document_grid import Cell, Document, Grid, Paragraph
from creditdsl.importer.importing import import_document
from tests.importer.writing import as_html

SAFETY = (
    ("考核项目", "考核内容", "分值", "评分标准"),
    ("一、责任落实（25分）", "1.党政领导", "10", "按时报送的得10分。"),
    ("", "2.责任书签订", "15", "完成的得15分。"),
    ("二、应急管理（20分）", "3.应急值守", "10", "值班脱岗每次扣2分。"),
    ("", "4.应急队伍", "10", "组建应急救援队伍的得10分。"),
    ("加分项", "5.表彰奖励", "", "受到国家级表彰的每次加3分。"),
    ("扣分项", "6.事故控制", "", "发生火灾事故的每起扣1分，最多扣10分。"),
)


def drafted(rows: tuple[tuple[str, ...], ...]) -> str:
    """Return the draft of a table; a blank first cell goes on with the one above it."""
    return import_document("表.html", as_html(Document((grid(rows),)))).text


def grid(rows: tuple[tuple[str, ...], ...]) -> Grid:
    names = [row for row, texts in enumerate(rows) if texts[0]] + [len(rows)]
    spans = {row: end - row for row, end in pairwise(names)}
    cells = [
        Cell(row, column, text, spans[row] if column == 0 else 1)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if column or text
    ]
    return Grid("表1", len(rows), len(rows[0]), tuple(cells))


def headings(text: str) -> list[str]:
    starts = ("一", "二", "三", "四", "1", "2", "3", "4", "5", "6", "（")
    return [line for line in text.split("\n") if line.startswith(starts)]


def test_sides_below_numbered_items_are_sections() -> None:
    text = drafted(SAFETY)
    assert headings(text) == [
        "一、责任落实（25分）",
        "1. 党政领导（10分）",
        "2. 责任书签订（15分）",
        "二、应急管理（20分）",
        "3. 应急值守（10分，满分起扣）",
        "4. 应急队伍（10分）",
        "三、加分项（加分）",
        "5. 表彰奖励",
        "四、扣分项（扣分）",
        "6. 事故控制",
    ]
    assert "  受到国家级表彰 每次加3\n" in text
    assert "待定" not in text


def test_sides_below_sentences_are_sections() -> None:
    rows = (
        ("考核项目", "考核内容及要求", "分值", "评分标准"),
        (
            "一、责任落实（25分）",
            "建立健全党政领导责任制，并按规定时间报送材料。",
            "10",
            "按时报送的得10分。",
        ),
        ("", "与各村签订责任书，明确责任，落实措施和人员。", "15", "完成的得15分。"),
        ("加分项", "受到各级党委、政府或者上级主管部门的通报表扬的。", "", "受到国家级表彰的每次加3分。"),
    )
    assert headings(drafted(rows))[-1] == "二、加分项（加分）"


def test_what_is_added_and_what_is_taken_in_one_part_are_two_sections() -> None:
    rows = (
        ("一级指标", "二级指标", "分值", "评分标准"),
        ("基础工作", "报送", "100", "完成的得100分。"),
        ("加减分项", "加分", "5", "受到表彰的每次加3分。"),
        ("", "减分", "", "被通报批评的每次减2分。"),
    )
    text = drafted(rows)
    assert [line for line in headings(text) if "加减" in line] == [
        "二、加减分项——加分（加分，最高5分）",
        "三、加减分项——减分（扣分）",
    ]


def test_points_that_only_say_a_side_give_it_to_their_section() -> None:
    rows = (
        ("指标类别", "指标名称", "分值", "评分标准"),
        ("效益指标", "利润", "100", "完成的得100分。"),
        ("约束性指标", "安全环保", "扣分", "发生安全事故每起扣2分。"),
        ("", "审计整改", "扣分", "发现违规问题每个扣1分。"),
    )
    text = drafted(rows)
    assert "二、约束性指标（扣分）\n" in text
    assert "备注：分值：扣分" not in text


def test_a_share_that_stands_in_the_remarks_stands_there_once() -> None:
    rows = (
        ("指标类别", "指标名称", "分值", "评分标准"),
        ("效益类指标（50%）", "利润", "50", "完成的得50分。"),
        ("约束指标", "报送", "50", "按时报送的得50分。"),
    )
    text = drafted(rows)
    assert "备注：权重50%\n" in text
    assert "分值：（50%）" not in text


def test_a_table_without_a_title_is_called_no_name() -> None:
    text = "指标\t分值\t评分标准\n公开\t5\t完成的得5分。\n"
    messages = import_document("表.tsv", text.encode()).messages
    assert [one.message for one in messages if one.code.id == "N0902"] == ["这张表没有编号，写成附件1"]


VETOES = (
    ("考核项目", "考核内容", "分值", "评分标准"),
    ("一、工作机制（100分）", "1.报送", "100", "按时报送的得100分。"),
    ("一票否决", "2.安全", "", "发生较大以上安全事故的，直接定为不合格。"),
    ("", "3.廉洁", "", "由考核组研究决定的其他情形。"),
)


def test_rows_of_vetoes_are_notes_and_grades() -> None:
    below = Paragraph("注：60分以上为合格，60分以下为不合格。")
    page = as_html(Document((grid(VETOES), below)))
    imported = import_document("表.html", page)
    assert headings(imported.text) == ["一、工作机制（100分）", "1. 报送（100分）"]
    assert "备注：一票否决：2.安全：发生较大以上安全事故的，直接定为不合格。\n" in imported.text
    assert "备注：一票否决：3.廉洁：由考核组研究决定的其他情形。\n" in imported.text
    told = [one.message for one in imported.messages if one.code.id == "N0907"]
    assert told == ["一票否决有 2 行，写进了备注，1 行也写进了“等次”；其余的照着写"]
    assert "  其余 不合格\n  发生较大以上安全事故 评为不合格\n" in imported.text


def test_a_veto_that_is_read_stands_in_the_grades() -> None:
    below = Paragraph("注：90分以上为优秀，60分以上不足90分为合格，不足60分为不合格。")
    page = as_html(Document((grid(VETOES), below)))
    text = import_document("表.html", page.replace("定为不合格".encode(), "取消评优资格".encode())).text
    assert "\n等次\n  90分以上 优秀\n  60分以上 合格\n  其余 不合格\n  发生较大以上安全事故 " in text


def test_what_changes_a_grade_in_the_notes_stands_in_the_grades() -> None:
    grades = "注：90分以上为优秀，60分以上不足90分为合格，不足60分为不合格。"
    below = Paragraph(f"{grades}发生较大以上安全事故的，直接定为不合格。负责人受到处分的，本人不得评优。")
    imported = import_document("表.html", as_html(Document((grid(VETOES[:2]), below))))
    assert "  其余 不合格\n  发生较大以上安全事故 评为不合格\n" in imported.text
    told = [one.message for one in imported.messages if one.code.id == "N0908"]
    assert told == [f"正文里的等次写进了“等次”：{grades.removeprefix('注：')}发生较大以上安全事故的，直接定为不合格。"]
