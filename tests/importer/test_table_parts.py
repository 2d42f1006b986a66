"""Tables that are sections of one table: 加分, 扣分, and those below a line 一、基本分（80分）."""

import pytest

from creditdsl.importer.importing import import_document
from creditdsl.importer.outline import Outline, Side
from creditdsl.importer.readers.any_file import read_document
from creditdsl.importer.structure.outlining import outline
from tests.importer.test_quirks import shape

BASE = "序号\t指标\t分值\t评分标准\n1\t公开\t50\t每公开1条得1分。\n2\t报送\t30\t每报送1条得1分。\n"
BONUS = "序号\t加分项目\t加分标准\t加分上限\n１\t示范\t每个加５分。\t１０\n２\t推广\t每次加2分。\t6\n"
DEDUCTION = "序号\t扣分项目\t扣分标准\t扣分上限\n１\t通报\t每次扣3分。\t10\n"
VETO = "序号\t否决情形\t处理办法\n1\t发生重大失信事件\t取消评优资格。\n2\t弄虚作假\t评为不合格。\n"


def read(text: str) -> Outline:
    return outline(read_document("表.tsv", text.encode()))


def test_numbered_lines_above_tables_are_sections() -> None:
    said = read(
        f"附件1\n考核指标\n一、基本分（80分）\n{BASE}二、加分项（最高加20分）\n{BONUS}三、扣分项（15分）\n{DEDUCTION}"
    )
    assert shape(said) == [
        [
            (0, "基本分", "80 基本"),
            (1, "公开", "50 基本"),
            (1, "报送", "30 基本"),
            (0, "加分项", "20 加分"),
            (1, "示范", "10 加分"),
            (1, "推广", "6 加分"),
            (0, "扣分项", "15 扣分"),
            (1, "通报", "10 扣分"),
        ]
    ]
    assert [table.title for table in said.tables] == ["考核指标"]


def test_a_table_of_another_side_is_a_section_of_the_table_above_it() -> None:
    said = read(f"表一　基本分（80分）\n{BASE}\n表二　加分（10分）\n{BONUS}")
    assert [(entry.title, entry.side) for table in said.tables for entry in table.entries] == [
        ("公开", Side.BASE),
        ("报送", Side.BASE),
        ("加分", Side.BONUS),
    ]
    assert [(table.title, table.full) for table in said.tables] == [("基本分", 80)]


def test_lines_that_name_units_are_of_tables_of_their_own() -> None:
    said = read(f"一、市直部门（80分）\n{BASE}\n二、各县区（80分）\n{BASE}")
    assert [len(table.entries) for table in said.tables] == [2, 2]
    assert [one.text for table in said.tables for one in table.before] == ["一、市直部门（80分）", "二、各县区（80分）"]


def test_columns_say_on_which_side_a_table_of_its_own_counts() -> None:
    text = import_document("附件.tsv", f"附件3\n情况说明\n{DEDUCTION}".encode()).text
    assert "通报（扣分，最高10分）" in text
    assert "满分起扣" not in text


def test_a_table_of_vetoes_is_noted_below_the_last_table() -> None:
    document = import_document("附件.tsv", f"附件1\n考核指标\n{BASE}\n三、一票否决\n{VETO}".encode())
    assert "备注：一票否决：发生重大失信事件：取消评优资格。\n备注：一票否决：弄虚作假：评为不合格。\n" in document.text
    assert [message.code.id for message in document.messages] == ["N0907"]


def test_sections_of_common_and_special_indicators_are_of_one_table() -> None:
    said = read(f"一、共性指标（80分）\n{BASE}\n二、个性指标（80分）\n{BASE}")
    assert [[entry.title for entry in table.entries] for table in said.tables] == [["共性指标", "个性指标"]]


def test_a_level_too_many_below_parts_stands_in_the_titles() -> None:
    head = "一级指标\t二级指标\t三级指标\t分值\t评分标准\n"
    first = "政治建设\t理论武装\t中心组学习\t70\t少1次扣1分。\n"
    second = "融合发展\t中心工作\t先锋岗\t20\t每个得2分。\n融合发展\t品牌创建\t命名\t10\t每个得2分。\n"
    said = read(f"第一部分　共性指标（70分）\n{head}{first}第二部分　个性指标（30分）\n{head}{second}")
    assert shape(said) == [
        [
            (0, "共性指标", "70 基本"),
            (1, "政治建设——理论武装", "None 基本"),
            (2, "中心组学习", "70 基本"),
            (0, "个性指标", "30 基本"),
            (1, "融合发展——中心工作", "None 基本"),
            (2, "先锋岗", "20 基本"),
            (1, "融合发展——品牌创建", "None 基本"),
            (2, "命名", "10 基本"),
        ]
    ]


CASES = "序号\t加分情形\t加分标准\t佐证材料\n1\t示范\t每个加5分。\t文件\n2\t推广\t每次加2分。\t文件\n"


@pytest.mark.parametrize("title", ["加分项目（10分）", "加分项（10分）", "加分事项（最高10分）"])
def test_an_annex_of_bonuses_belongs_to_the_only_table_before_it(title: str) -> None:
    said = read(f"附件1\n考核指标\n{BASE}\n附件2\n{title}\n{CASES}")
    assert shape(said) == [
        [
            (0, "公开", "50 基本"),
            (0, "报送", "30 基本"),
            (0, title.partition("（")[0], "10 加分"),
            (1, "示范", "None 加分"),
            (1, "推广", "None 加分"),
        ]
    ]
    assert not said.tables[0].before
    assert all("附件2" not in paragraph.text for paragraph in said.body)


def test_an_annex_of_bonuses_behind_two_tables_stands_alone() -> None:
    said = read(f"附件1\n县区考核指标\n{BASE}\n附件2\n部门考核指标\n{BASE}\n附件3\n加分项\n{CASES}")
    assert [(table.name, table.title, [one.side for one in table.entries]) for table in said.tables][2:] == [
        ("附件3", "加分项", [Side.BONUS, Side.BONUS])
    ]
