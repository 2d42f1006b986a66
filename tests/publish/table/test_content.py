"""The indicator table as data: its title block, columns, rows and 计分说明."""

from creditdsl.compiler.pipeline import Compilation
from creditdsl.publish.table.content import Row, RowKind, TableContent, table_content
from tests.publish.helpers import compiled


def content(compilation: Compilation, table: str) -> TableContent:
    return table_content(compilation.scheme, compilation.tables[table])


def row(table: TableContent, ref: str) -> Row:
    return next(row for row in table.rows if row.ref == ref)


def test_title_block_and_columns(lvliang: Compilation) -> None:
    table = content(lvliang, "附件1")
    assert (table.mark, table.title, table.full) == (
        "附件1",
        "市直成员单位社会信用体系建设工作考核指标",
        "（满分100分）",
    )
    assert [c.heading for c in table.columns] == [
        "序号", "考核指标", "分值", "考核内容", "评分标准", "考核依据", "考核方式",
    ]  # fmt: skip


def test_rows_are_in_document_order(lvliang: Compilation) -> None:
    table = content(lvliang, "附件1")
    assert [one.ref for one in table.rows[:4]] == ["一", "一/1", "一/2", "二"]
    assert [one.kind for one in table.rows[:2]] == [RowKind.SECTION, RowKind.ITEM]
    assert row(table, "一").cells == (("一",), ("工作机制及制度建设",), ("15",), (), (), (), ())
    assert row(table, "一/1").cells == (
        ("1",),
        ("工作机制建设情况",),
        ("5",),
        ("建立信用工作机制，明确分管领导、牵头科室和联络员。",),
        ("明确分工的，得2分，否则不得分；制定工作机制的，得3分，否则不得分。",),
        ("文件资料",),
        ("年底集中评价",),
    )


def test_numbered_rules_stand_apart(lvliang: Compilation) -> None:
    assert row(content(lvliang, "附件1"), "八").cells[4] == (
        "（1）行业协会乱收费案例每例扣5分，最高扣10分；",
        "（2）养老托幼失信案例每例扣5分，最高扣10分。",
    )


def test_own_wording_and_empty_columns() -> None:
    table = content(
        compiled("方案：甲\n附件1 乙\n一、丙（5分）\n标准：办好 3 件事得 5 分。\n  办好三件事 得5\n"), "附件1"
    )
    assert [c.heading for c in table.columns] == ["序号", "考核指标", "分值", "评分标准"]
    assert row(table, "一").cells[3] == ("办好3件事得5分。",)
    assert table.full == ""


def test_every_reading_is_stated_once(lvliang: Compilation) -> None:
    notes = content(lvliang, "附件1").notes
    assert len(set(notes)) == len(notes)
    assert "双公示准确率=正确报送量÷报送量。" in notes
    assert notes[-4:] == (
        "名次按总分由高到低排列，总分相同的名次相同，并占用后面的名次。",
        "等次按总分确定，以印出的两位小数比较，自高到低先中先得："
        "总分在90分以上的为优秀，总分在80分以上的为良好，总分在60分以上的为一般，其余的为较差。",
        "“重大失信事件”为“是”的，在上述等次上降一档，降到较差为止；得分和名次不变。",
        "数据中的空格为缺数，不作零；缺数补齐以前，用到它的得分和总分为待定。",
    )


def test_grades_by_conditions_and_barred_grades_are_said_as_they_count() -> None:
    grades = "等次\n  3分以上 且 制度健全 或 台账齐全 优秀\n  2分以上 良好\n  其余 一般\n"
    changes = "  被问责 不得评为优秀\n  迟报 不得评为良好\n表彰\n  评为优秀 且 制度健全 或 台账齐全 先进\n"
    notes = content(compiled(f"方案：甲\n附件1 乙\n一、丙（5分）\n  丁 得5\n{grades}{changes}"), "附件1").notes
    assert any("总分在3分以上且（制度健全或者台账齐全）的为优秀" in note for note in notes)
    assert "“被问责”为“是”的，不得评为优秀，应评为优秀的降为良好；得分和名次不变。" in notes
    assert "“迟报”为“是”的，不得评为良好，应评为优秀、良好的降为一般；得分和名次不变。" in notes
    assert any("等次为优秀且（制度健全或者台账齐全）的" in note for note in notes)


def test_the_total_is_said_as_the_sections_ask() -> None:
    head = "方案：甲\n小数：1位，四舍六入五成双\n附件1 乙\n一、丙（5分）\n  丁 得5\n"
    assert "总分为各大项得分之和。" in content(compiled(head), "附件1").notes
    both = content(
        compiled(head + "二、戊（加分，最高5分）\n  己 得5\n三、庚（扣分，最高5分）\n  辛 扣5\n"), "附件1"
    ).notes
    assert "扣分大项的值为扣去的分数；总分=基础分＋加分－扣分，可以为负；基础分为加分、扣分以外各大项得分之和。" in both
    assert any(note.startswith("每项得分保留一位小数，四舍六入五成双（GB/T 8170）。") for note in both)


def test_what_is_listed_is_one_sentence_of_its_kind() -> None:
    scheme = """方案：甲
附件1 乙
名单
  单位：甲县、乙县、丙县
  山区：甲县
  平川：乙县、丙县
数据
  受理、办结、来信、回复：件
  办结率 = 办结 ÷ 受理
  回复率 = 回复 ÷ 来信
  瞒报：是否，填报：县纪委
  事故数：起，填报：县应急局
一、丙（10分）
  得 办结率×10
二、丁（10分）
适用：山区
  得 回复率×10
三、戊（10分）
适用：平川
  瞒报 扣5
  事故数 每起扣1
"""
    notes = content(compiled(scheme), "附件1").notes
    assert "办结率=办结÷受理；回复率=回复÷来信。" in notes
    assert "山区：甲县；平川：乙县、丙县。" in notes
    assert "瞒报由县纪委提供；事故数由县应急局提供，均不由被考核单位填报。" in notes
