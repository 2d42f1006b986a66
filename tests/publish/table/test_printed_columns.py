"""栏目: presets, free wording, merged sections, rows of sub-items, 备注 and what else an item's row says."""

import pytest

from creditdsl.publish.table.content import RowKind, TableContent, table_content
from creditdsl.publish.table.printed_columns import columns_of
from creditdsl.publish.writers import WRITERS
from tests.publish.helpers import compiled

BODY = """1. 归集（20分）
甲项（5分）
方式：查看台账
  办成 得5
乙项（15分）
（1）报送（5分）
  报送条数 每条得1
（2）准确（10分）
  准确率 100% 得10
2. 加分项（加分，最高10分）
  创新数 每项得3
"""


def content(text: str) -> TableContent:
    compilation = compiled(text)
    return table_content(compilation.scheme, next(iter(compilation.tables.values())))


def table(fields: str = "", body: str = BODY) -> TableContent:
    return content(f"方案：甲\n附件1 乙\n{fields}\n{body}")


def headings(one: TableContent) -> list[str]:
    return [column.heading for column in one.columns]


def test_huangshi() -> None:
    one = table("栏目：黄石式")
    assert headings(one) == ["序号", "考评项目", "考评指标", "分值", "评分办法", "考评方式", "自评得分", "复核得分"]
    assert one.filled_by and one.merged
    assert [row.kind for row in one.rows] == [
        RowKind.ITEM,
        RowKind.ITEM,
        RowKind.SUBITEM,
        RowKind.SUBITEM,
        RowKind.ITEM,
    ]
    first, second, third, _, bonus = one.rows
    assert first.cells[:4] == (("1",), ("归集", "（20分）"), ("甲项",), ("5",))
    assert first.spans[:3] == ((4, 1), (4, 1), (1, 1)) and second.spans[:3] == ((0, 0), (0, 0), (1, 1))
    assert third.cells[2:4] == (("（1）报送",), ("5",))
    assert bonus.spans[:4] == ((1, 1), (1, 2), (0, 0), (1, 1))
    assert bonus.cells[1:4] == (("加分项",), (), ("加分", "最高10"))
    made = WRITERS[0].write(one).decode("utf-8")
    assert '<td class="section" data-head="考评项目" rowspan="4"><p>归集</p><p>（20分）</p></td>' in made
    assert '<td class="section" data-head="考评项目" colspan="2"><p>加分项</p></td>' in made
    assert made.index("填报单位（盖章）：") < made.index("<table")


@pytest.mark.parametrize("preset", ["吕梁式", "郏县式"])
def test_lvliang_and_jiaxian(preset: str) -> None:
    one = table(f"栏目：{preset}")
    assert headings(one) == ["序号", "考核指标", "分值", "评分标准", "考核方式"]
    assert not one.filled_by and not one.merged
    assert one == table()
    assert [row.ref for row in one.rows] == ["1", "1/1", "1/2", "1/2/1", "1/2/2", "2"]


def test_changzhi() -> None:
    body = "一、机制\n1. 任务\n内容：办事。\n责任：甲局\n  办成 得5\n2. 平台（不计分）\n内容：建平台。\n"
    one = content(f"方案：甲\n附表一 乙（积分）\n栏目：长治式\n{body}")
    assert headings(one) == ["序号", "工作任务", "工作内容", "积分标准", "责任部门"]
    assert one.rows[1].cells[-1] == ("甲局",)


def test_free_wording_keeps_its_order_and_its_empty_columns() -> None:
    one = table("栏目：工作内容、工作目标、责任部门、考核内容、积分规则、县评分")
    assert [column.stem for column in one.columns] == [
        "section", "title", "responsible", "content", "standard", "blank",
    ]  # fmt: skip
    assert headings(one)[0] == "工作内容" and one.rows[0].cells[-1] == ()
    plain = columns_of(compiled(f"方案：甲\n附件1 乙\n栏目：编号 工作任务 权重 评分细则 得分\n{BODY}").scheme.tables[0])
    assert [column.stem for column in plain] == ["number", "title", "points", "standard", "blank"]


def test_remarks_stand_below_each_note_apart() -> None:
    one = table("备注：①甲组：甲局、乙局；②乙组：丙局。")
    assert one.remarks == ("①甲组：甲局、乙局；", "②乙组：丙局。")
    made = WRITERS[0].write(one).decode("utf-8")
    assert made.index("</table>") < made.index("备注：①甲组") < made.index("计分说明")


def test_what_holds_of_an_item_is_printed_with_its_rules() -> None:
    one = content(
        "方案：甲\n附件1 乙\n名单\n  单位：甲局、乙局\n  执法单位：甲局\n一、丙（22分）\n"
        "1. 丁（10分，满分起扣）\n  迟报条数 每条扣0.5\n"
        "2. 戊（6分，就高）\n缺报：取平均分\n  国家级 得6\n  省级 得3\n"
        "3. 己（2分，可为负）\n适用：执法单位\n不适用：得满分\n  得 增速×2\n"
        "4. 庚（4分）\n待定：见通报，人工核定\n"
    )
    standards = [row.cells[3] for row in one.rows[1:]]
    assert standards[0][-1] == "从满分10分起扣。"
    assert standards[1][-2:] == ("各条就高计分，不累计。", "缺报的取其他单位本项得分的平均分。")
    assert standards[2][-2:] == ("本项得分可以为负。", "只适用于执法单位，其他单位得满分。")
    assert standards[3] == ("待定：见通报，人工核定。",)
    notes = "\n".join(one.notes)
    for said in (
        "满分起扣的项，先得该项分值，再按各条扣减",
        "就高计分的项",
        "写明可以为负的项除外",
        "待定的项（一/4）由人核定",
        "执法单位：甲局。",
        "写明缺报算法的除外",
    ):
        assert said in notes


def test_terms_that_the_wording_gives_are_printed_once() -> None:
    one = content(
        "方案：甲\n附件1 乙\n一、丙（16分）\n"
        "1. 丁（10分，满分起扣）\n标准：迟报的，每条扣0.5分。\n标准：从满分10分起扣。\n  迟报条数 每条扣0.5\n"
        "2. 戊（6分）\n标准：国家级的得6分；视情况给分。\n待定：视情况给分。\n  国家级 得6\n"
    )
    assert [row.cells[3] for row in one.rows[1:]] == [
        ("迟报的，每条扣0.5分。", "从满分10分起扣。"),
        ("国家级的得6分；视情况给分。",),
    ]


def test_a_remark_that_begins_with_the_heading_of_an_empty_column_stands_in_it() -> None:
    one = content(
        "方案：甲\n附件1 乙\n栏目：考核指标、填报单位、备注\n一、丙（5分）\n"
        "备注：填报单位：市府办\n备注：见通报\n  丁 得5\n"
    )
    assert one.rows[0].cells == (("丙（5分）",), ("市府办",), ("见通报",))


def test_weights() -> None:
    one = content("方案：甲\n附件1 乙\n一、丙（100分，权重40%）\n  丁 得100\n二、戊（100分，权重60%）\n  己 得100\n")
    assert one.rows[0].cells[2] == ("100", "权重40%")
    assert "总分为各大项得分乘以权重之和。" in one.notes


def test_three_names_are_those_of_sections_items_and_sub_items() -> None:
    one = content(
        "方案：甲\n附件1 乙\n栏目：一级指标、二级指标、三级指标、分值、评分标准\n一、丙\n1. 丁\n"
        "（1）戊（5分）\n  庚 得5\n（2）己（5分）\n  辛 得5\n2. 壬（3分）\n  癸 得3\n二、子（2分）\n  丑 得2\n"
    )
    assert [column.stem for column in one.columns] == ["section", "title", "part", "points", "standard"]
    assert [row.cells[:4] for row in one.rows] == [
        (("丙",), ("丁",), ("戊",), ("5",)),
        ((), (), ("己",), ("5",)),
        ((), ("壬",), (), ("3",)),
        (("子",), (), (), ("2",)),
    ]
    assert [row.spans[:3] for row in one.rows] == [
        ((3, 1), (2, 1), (1, 1)),
        ((0, 0), (0, 0), (1, 1)),
        ((0, 0), (1, 2), (0, 0)),
        ((1, 3), (0, 0), (0, 0)),
    ]


def test_an_item_with_words_of_its_own_has_a_row_of_its_own() -> None:
    one = content(
        "方案：甲\n附件1 乙\n栏目：一级指标、二级指标、三级指标、分值、考核内容\n一、丙\n1. 丁（5分）\n内容：见通知\n"
        "（1）戊（5分）\n  庚 得5\n"
    )
    assert [row.cells for row in one.rows] == [
        (("丙",), ("丁",), (), ("5",), ("见通知",)),
        ((), (), ("戊",), ("5",), ()),
    ]
    assert [row.spans[:3] for row in one.rows] == [((2, 1), (2, 1), (1, 1)), ((0, 0), (0, 0), (1, 1))]
