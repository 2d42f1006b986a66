"""Two thousand names of indicators are read without quotation marks, and the few that are asked about say why.

indicator_names.txt holds noun phrases of published schemes, and such phrases recombined from their parts.
"""

from pathlib import Path

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.resolve import resolve
from creditdsl.syntax.guard import joining_word
from creditdsl.syntax.lines import read_lines

NAMES = (Path(__file__).parent / "indicator_names.txt").read_text("utf-8").split()
FORMS = (
    "{} 得3",
    "{}的得3分，否则扣1分",
    "{}，每条得0.5，最高5",
    "{} 80%以上 得5 60%以上 得3 其余 得0",
    "得 7×{} 最高7",
    "{} 排名赋分 最多5 最少1",
    "甲事 且 {} 得3",
    "{} 酌情 0至5",
)
ASKED = {
    "不大于报送量": "〈指标〉 不大于 报送量",
    "低于处罚件数": "〈指标〉 低于 处罚件数",
    "低于条数率": "〈指标〉 低于 条数率",
    "低于标准": "〈指标〉 低于 标准",
    "低于篇数": "〈指标〉 低于 篇数",
    "低于表彰落实情况": "〈指标〉 低于 表彰落实情况",
    "低于记录": "〈指标〉 低于 记录",
    "其余情况": "其余（前面各档都不是的）",
    "国务院表扬或领导人批示": "国务院表扬 或 领导人批示",
    "大于等于考核事件次数": "〈指标〉 大于等于 考核事件次数",
    "大于等于考核奖励得分": "〈指标〉 大于等于 考核奖励得分",
    "大于等于考核指标": "〈指标〉 大于等于 考核指标",
    "大于等于考核标准整改率": "〈指标〉 大于等于 考核标准整改率",
    "大于等于考核表彰": "〈指标〉 大于等于 考核表彰",
    "本部门或下属单位": "本部门 或 下属单位",
    "本部门或下属质量达标率": "本部门 或 下属质量达标率",
    "耕地面积大于或等于保有量": "耕地面积 ≥ 保有量",
    "表彰或公示率": "表彰 或 公示率",
    "表彰或台账达标率": "表彰 或 台账达标率",
    "表彰或宣传完成率": "表彰 或 宣传完成率",
    "表彰或成效落实情况": "表彰 或 成效落实情况",
    "表彰或活动达标率": "表彰 或 活动达标率",
    "表彰或目标户数": "表彰 或 目标户数",
    "表彰或落实及时率": "表彰 或 落实及时率",
    "表彰或试点": "表彰 或 试点",
    "高于平均宣传条数": "〈指标〉 高于 平均宣传条数",
    "高于平均工作": "〈指标〉 高于 平均工作",
    "高于平均应用": "〈指标〉 高于 平均应用",
    "高于平均数": "〈指标〉 高于 平均数",
}
"""Names that are asked about, with the second reading that each of them has."""


def test_few_are_asked_about() -> None:
    assert len(NAMES) == len(set(NAMES)) == 2000
    assert {name for name in NAMES if joining_word(name)} == set(ASKED)
    assert len(ASKED) <= len(NAMES) / 50


@pytest.mark.parametrize("form", FORMS)
def test_the_others_are_read_without_quotation_marks(form: str) -> None:
    plain = [name for name in NAMES if name not in ASKED]
    lines = "\n".join(f"  {form.format(name)}" for name in plain)
    tree, unread = read_lines(Source("x", f"方案：示例\n附件1 指标\n一、机制（9分）\n{lines}\n"))
    scheme, misfits = build(tree)
    _, unnamed = resolve(scheme, "x")
    assert not [*unread, *misfits, *unnamed]
    rules = scheme.tables[0].sections[0].rules
    read = [{name.text for name in names_in(rule.body)} - {"甲事"} for rule in rules]
    assert read == [{name} for name in plain]


ORDINARY = """
其他工作 非税收入入库率 非法集资案件数 不满意件数 每月报送信息 达到国家标准 超过规定时限 其余事项 不动产登记办件量
或有负债率 未成年人保护 得分率 扣除项目金额 较大以上事故 规模以上工业增加值 县级以上表彰次数 行为准则落实 失信行为
文书送达 建设目的 资质取得 每万人发明专利拥有量 减少二氧化碳排放量 不足额缴费数 非现场执法 每季度通报 问题存在
"""
JOINED = """
甲且乙 甲或乙 非乙问题 占比超过全国占比 前三名 不低于上年水平 合格率达 合格率在 合格率为 转载占 迟报一次 两次迟报
发生一起事故 其他情况 其余单位 否则条款 每户企业 每少 每百万元投资 报送五条以上 迟报不得分 得满分其余 甲每两篇
"""


@pytest.mark.parametrize("name", ORDINARY.split())
def test_ordinary_words_pass(name: str) -> None:
    assert joining_word(name) is None


@pytest.mark.parametrize("name", JOINED.split())
def test_two_things_run_together_are_asked_about(name: str) -> None:
    assert joining_word(name) is not None
