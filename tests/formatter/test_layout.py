"""Canonical layout by example: each kind of line, comments, blank lines, the order of fields, and refusals."""

import re
from pathlib import Path

import pytest

from creditdsl.base.source import Source
from creditdsl.formatter.errors import MeaningWouldChange
from creditdsl.formatter.scheme import layout
from creditdsl.syntax.errors import UnreadableLine

SCHEMES = sorted((Path(__file__).parents[2] / "schemes").glob("*/scheme.credit"))
SAMPLE = """\
方案：某市社会信用体系建设工作考核办法
文号：某信用办发〔2022〕16号
周期：年度
小数：2位，四舍五入

附件1 市直成员单位考核指标（满分35分）
对象：市直成员单位

数据
  双公示准确率 = 正确报送量 ÷ 报送量
  明确分工：是否，明确分管领导、责任科室和联络员
  瞒报条数：条

一、工作机制（5分）

1. 工作机制建设情况（5分）
内容：建立工作机制，明确分工。
依据：文件资料
方式：年底集中评价
  明确分工 得2
  制定工作机制 得3

二、信息归集共享（20分）

2. “双公示”归集共享情况（15分）
  （1）双公示准确率 100% 得8 其余 排名赋分 最多7.5 最少0
  （2）瞒报条数 0条 得4 5条以上 得0 其余 瞒报酌情得分 酌情 0至4
  （3）按时报送台账 得3 否则（2）不得分

3. 信用承诺信息上报情况（5分）
  承诺信息条数 排名赋分 最多5 最少1

三、工作创新（10分）
  国家级表扬 每项得4
  新闻客户端通报 每项得1 最高3

四、扣分情形（扣分，最高20分）
  行业协会乱收费案例 每例扣5 最高扣10
  养老托幼失信案例 每例扣5 最高扣10

等次
  30分以上 优秀
  27分以上 良好
  20分以上 一般
  其余 较差
  重大失信事件 降一档
"""
"""The scheme by which the language is described."""


def laid_out(text: str) -> str:
    found = layout(Source("x", text))
    assert found.diagnostics == ()
    assert found.text is not None
    return found.text


@pytest.mark.parametrize(
    "text", [SAMPLE, *(p.read_text("utf-8") for p in SCHEMES)], ids=["sample", *(p.parent.name for p in SCHEMES)]
)
def test_published_schemes_are_laid_out_already(text: str) -> None:
    assert laid_out(text) == text


def test_a_scheme_without_any_layout_is_given_it() -> None:
    squeezed = "\r\n".join(line.strip() for line in SAMPLE.splitlines() if line)
    folded = squeezed.translate({ord("（"): "(", ord("）"): ")", ord("："): ":"})
    wide = re.sub("[0-9]", lambda m: chr(ord(m.group()) + 0xFEE0), folded.replace("16号", "〇号")).replace(
        "〇号", "16号"
    )
    assert laid_out(folded) == SAMPLE
    assert laid_out(wide) == SAMPLE.replace("小数：2位", "小数：２位").replace("2022", "２０２２")


RULES = [
    ("甲数  1 以上,加 3分。", "甲数 1以上 加3"),
    ("甲事 的 扣2分；其他 不加分", "甲事 扣2 其余 不得分"),
    ("甲事 得3 否则 第( 2 )条不得分", "甲事 得3 否则（2）不得分"),
    ("甲率 >= ８０ ％ 不满 90% 记 2", "甲率 ≥80%不满90% 记2"),
    ("甲率 不低于 80% 得2", "甲率 不低于80% 得2"),
    ("甲率 超过 乙率 得2", "甲率 超过 乙率 得2"),
    ("甲率 不低于 - 5% 得2", "甲率 不低于-5% 得2"),
    ("甲数 0 ~ 4条 得2", "甲数 0至4条 得2"),
    ("非 甲事 且 乙事 得2", "非 甲事 且 乙事 得2"),
    ("甲数 每 5 篇 计 1 最多得3", "甲数 每5篇计1 最高3"),
    ("甲率 每1% 扣 2 最多扣 4", "甲率 每1百分点扣2 最高扣4"),
    ("得分＝(1-迟报率)*10 最低得1", "得 （1−迟报率）×10 最低1"),
    ("得 - 甲数 / ( - 2 )", "得 -甲数÷（-2）"),
    ("甲数 排名赋分 从低到高 最低得1 最高得5分", "甲数 排名赋分 由低到高 最少1 最多5"),
    ("甲数 排名赋分 前三名 得5 后 3 名 得0 否则 依次", "甲数 排名赋分 前三名 得5 后3名 得0 否则 依次"),
    ("「甲 1-2」 得1", "“甲 1-2” 得1"),
    ("( 3 )甲事 得1", "（3）甲事 得1"),
    ("酌情扣 0.5 ~ 2分", "酌情扣 0.5至2"),
    ("得合计 ( 甲,乙 )", None),
    ("得 合计 ( 甲 、乙率 )*5", "得 合计（甲、乙率）×5"),
    ("得 甲数/全体最高 (甲数)* 6", "得 甲数÷全体最高（甲数）×6"),
    ("甲数 超过 全体平均 ( 甲数 ) 加 2分", "甲数 超过 全体平均（甲数） 加2"),
    ("甲率 95%以上 得2分，每低于 1% 扣0.2分，低于90%不得分", "甲率 95%以上 得2 每低1百分点扣0.2 低于90% 不得分"),
    ("甲率 100% 以上 得6 每超出 10 个百分点 加 2", "甲率 100%以上 得6 每超10百分点加2"),
    ("甲数 等于 5起 得6 每升1起扣 0.2 每降 1 起 得0.2", "甲数 等于5起 得6 每升1起扣0.2 每降1起得0.2"),
    ("甲奖 选项 一等奖 得 5分 二等奖 得3 其他 不加分", "甲奖 选项 一等奖 得5 二等奖 得3 其余 不得分"),
    ("甲数 排名赋分 第一名 得10 每下降1名 扣 2分 扣完为止", "甲数 排名赋分 第一名 得10 每降一名扣2 扣完为止"),
    ("甲数 排名赋分 第一名 得10 每降一名 减 0.5分", "甲数 排名赋分 第一名 得10 每降一名 减0.5"),
    ("甲数 排名赋分 第一名 得10 每降1名扣2", "甲数 排名赋分 第一名 得10 每降一名扣2"),
    ("甲数 排名赋分 前 20 ％ 得10 末名 得0 其余 得 5", "甲数 排名赋分 前20% 得10 末名 得0 其余 得5"),
    ("甲事 得2 ( 非产区 0.8分 )（所得 1）最高5", "甲事 得2（非产区0.8）（所得 1） 最高5"),
    ("得 甲数/乙数 分母为零 得满分", "得 甲数÷乙数 分母为零 得满分"),
    ("甲数 不低于 0条 等于 0 得2", "甲数 不低于0条等于0 得2"),
    ("甲事 得1 否则 一/3不得分", "甲事 得1 否则 一/3 不得分"),
    ("甲事 得1 否则 本大项不得分", "甲事 得1 否则 本大项不得分"),
]


@pytest.mark.parametrize(("typed", "canonical"), RULES)
def test_rules(typed: str, canonical: str | None) -> None:
    head = "附件1\n\n一、项\n"
    if canonical is None:
        assert layout(Source("x", f"{head}{typed}\n")).text is None
        return
    assert laid_out(f"{head}{typed}\n") == f"{head}  {canonical}\n"


DECLARATIONS = [
    ("甲数 、乙数:条 0 ~ 9 ,说明, 文字", "甲数、乙数：条 0至9，说明, 文字"),
    ("甲率=乙/( 丙-2 )", "甲率 = 乙 ÷ （丙 − 2）"),
    ("评分:酌情 0至5分", "评分：酌情 0至5"),
    ("ＰＭ２．５浓度：数值", "PM2.5浓度：数值"),
    ("甲奖:选项 无、 一等奖 、二等奖,说明", "甲奖：选项 无、一等奖、二等奖，说明"),
    ("甲:年度 酌情 0 ~ 100分", "甲：年度 酌情 0至100"),
    ("甲率=部门抽查 . 瞒报率 最大值", "甲率 = 部门抽查.瞒报率 最大值"),
    ("甲数 = 合计( 乙、丙 )-1", "甲数 = 合计（乙、丙） − 1"),
    ("增速：比率 - 5% 至 5%", "增速：比率 -5%至5%"),
]


@pytest.mark.parametrize(("typed", "canonical"), DECLARATIONS)
def test_declarations(typed: str, canonical: str) -> None:
    head = "附件1\n\n数据\n"
    assert laid_out(f"{head}{typed}\n") == f"{head}  {canonical}\n"


HEADINGS = [
    ("一、 机制( 15 分 )", "一、机制（15分）"),
    ("１.机制（最高 ５分、加分）", "1. 机制（加分，最高5分）"),
    ("2、2022年", None),
    ("2、“2022年”（含）", "2. “2022年”（含）"),
    ("3.#机制", "3.#机制"),
    ("(一) 机制", "（一）机制"),
    ("附表 2 :考核(满分 100分)", "附表2 考核（满分100分）"),
    ("附件：1 号表", "附件：1 号表"),
    ("工作创新 (10.50分)", "工作创新（10.5分）"),
    ("1. 机制 (权重 15.0%、100分)", "1. 机制（100分，权重15%）"),
    ("1. 机制（可为负，满分起扣；5分）", "1. 机制（5分，满分起扣，可为负）"),
    ("附件 2 积分规则 ( 积分 )", "附件2 积分规则（积分）"),
]


@pytest.mark.parametrize(("typed", "canonical"), HEADINGS)
def test_headings(typed: str, canonical: str | None) -> None:
    found = layout(Source("x", typed + "\n"))
    assert found.text == (None if canonical is None else canonical + "\n")


BLOCKS = [
    ("名单", "单位 : 甲局 、乙局,丙局。", "单位：甲局、乙局、丙局"),
    ("等次", "第 11 ~ 第 20 名 良好", "第11至20名 良好"),
    ("等次", "90分 以上且甲数 3个以上 优秀", "90分以上 且 甲数 3个以上 优秀"),
    ("等次", "后10名 不合格", "后10名 不合格"),
    ("等次", "前 20 % 优秀", "前20% 优秀"),
    ("等次", "70分 至 79分 合格", "70分至79分 合格"),
    ("等次", "甲事 评为 不合格", "甲事 评为不合格"),
    ("等次", "90分以上 且 达标 且 前 2 名 优秀", "90分以上 且 前2名 且 达标 优秀"),
    ("等次", "达标 且 甲数 3件 以上 且 前30% 且 90分以上 优秀", "90分以上 且 前30% 且 达标 且 甲数 3件以上 优秀"),
    ("等次", "达标 且 县区、市直 各前30% 向上取整 优秀", "县区、市直 各前30% 向上取整 且 达标 优秀"),
    ("等次", "甲数 3件 以上 不得评为 优秀", "甲数 3件以上 不得评为优秀"),
    ("等次", "甲事 一票否决", "甲事 一票否决"),
    ("表彰", "前 10 名 “先进 单位”", "前10名 “先进 单位”"),
    ("表彰", "前 10 名 且 评为优秀 且 达标 先进单位", "评为优秀 且 前10名 且 达标 先进单位"),
    ("表彰", "评为优秀 且 达标 且 前10名 先进单位", "评为优秀 且 前10名 且 达标 先进单位"),
    ("通报", "第 9至11 名 通报批评", "第9至11名 通报批评"),
]


@pytest.mark.parametrize(("block", "typed", "canonical"), BLOCKS)
def test_blocks(block: str, typed: str, canonical: str) -> None:
    head = f"附件1\n\n{block}\n"
    assert laid_out(f"{head}# 注\n{typed}\n") == f"{head}  # 注\n  {canonical}\n"


def test_the_years_total_stands_alone() -> None:
    typed = "附件1\n一、项\n甲事 得1\n# 全年\n  年度总分=月度合计 * 90%+年终测评/( 2-甲 )\n等次\n其余 合格\n"
    assert laid_out(typed) == (
        "附件1\n\n一、项\n  甲事 得1\n\n# 全年\n年度总分 = 月度合计×90% + 年终测评÷（2 − 甲）\n\n等次\n  其余 合格\n"
    )


def test_comments_stay_with_their_line() -> None:
    typed = "# 文件\n\n附件1   # 表\n# 数据在此\n数据 #\n一、项\n#规则\n甲事 得1    # 为何\n\n\n\n# 末尾"
    assert laid_out(typed) == (
        "# 文件\n\n附件1  # 表\n\n# 数据在此\n数据  #\n\n一、项\n  #规则\n  甲事 得1  # 为何\n\n# 末尾\n"
    )


def test_blank_lines() -> None:
    typed = "\n\n方案：x\n\n\n附件1\n一、项\n\n\n  甲事 得1\n\n\n\n  乙事 得1\n1. 项\n附件2\n一、项\n\n\n"
    assert laid_out(typed) == ("方案：x\n\n附件1\n\n一、项\n\n  甲事 得1\n\n  乙事 得1\n\n1. 项\n\n\n附件2\n\n一、项\n")


def test_fields_come_first_and_in_order() -> None:
    typed = "附件1\n一、项\n  甲事 得1\n# 谁\n方式：年底\n内容：机制\n"
    assert laid_out(typed) == "附件1\n\n一、项\n内容：机制\n# 谁\n方式：年底\n  甲事 得1\n"


def test_fields_behind_a_block_stay() -> None:
    typed = "附件1\n\n数据\n  甲：条\n备注：乙\n对象：丙\n"
    assert laid_out(typed) == typed


def test_an_unreadable_line_stops_everything() -> None:
    found = layout(Source("x", "附件1\n一、项\n甲事 德1\n乙事 得 1\n"))
    assert found.text is None
    assert [(type(d.fault), d.span.line) for d in found.diagnostics if d.span] == [(UnreadableLine, 3)]


def test_a_layout_that_would_change_the_meaning_is_refused() -> None:
    found = layout(Source("x", "附件1\n数据\n甲÷乙：比率\n一、项\n甲 ÷ 乙 1以上 得1\n"))
    assert found.text is None
    assert [d.fault for d in found.diagnostics] == [MeaningWouldChange()]


@pytest.mark.parametrize("text", ["", "\n", " \n\n\t"])
def test_nothing_stays_nothing(text: str) -> None:
    assert laid_out(text) == ""
