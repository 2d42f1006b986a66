"""A missing space never changes a meaning in silence: the line reads the same, or it is stopped."""

import inspect
import re
from collections.abc import Iterator
from itertools import product

import pytest

from creditdsl.forms import FORMS
from tests.syntax.reading import SCHEMES, meaning

# The lines of the language's own description.
DESCRIBED = """
制定工作机制 得3
水费条数÷企业数 1以上 得2
按时报送台账 得3 否则（2）不得分
完成建设 得5 否则 扣5
共享信息类数 每类得2 最高10
乱收费案例 每例扣5 最高扣10
宣传篇数 每5篇得1
迟报条数 每条扣0.5
得 7×贷款增速 最高7
得 （1−迟报率）×10
得分 = 合格率×5
整改比率 100%以上 得10 80%以上 得6 40%以上 得3 其余 得0
合格率 80%以上不满90% 得3
合格率 超过 全国占比 得3
合格率 不低于-5% 得3
承诺信息条数 排名赋分 最多5 最少1
承诺信息条数 排名赋分 由低到高 零不得分 并列占位 最多5 最少1
承诺信息条数 排名赋分 按差距赋分 最多5 最少1
报送量 排名赋分 前3名 得5 后3名 得0 其余 依次
双公示准确率 100% 得8 其余 排名赋分 最多7.5 最少0
宣传成效 酌情 0至5
整改情况 酌情扣 0.5至2
排名赋分 最多5 最少1
每例扣5 最高扣10
酌情 0至5
瞒报条数 0条 得4 5条以上 得0 其余 瞒报酌情得分 酌情 0至4
甲制度 且 乙制度 得3
甲制度 或 乙制度 得3 其余 本项不得分
甲制度 且 乙条数 3条以上 得3 否则 不得分
甲制度 得满分
案例数 每3例得1 最高5 不足一步按一步计
案例数 每3例扣1 扣完为止 按比例计
合格率 95%以上 得2 每低1百分点扣0.2 低于90% 不得分
完成率 100%以上 得6 每超10百分点得2 最高10
合格率 等于 全国占比 得3
发案数 等于 上年发案数 得6 每升1起扣0.2 每降1起得0.2
创新奖项 选项 创新奖 得5 特别创新奖 得10 其余 得0
得 合计（甲率、乙率）×5
得 完成量÷全体最高（完成量）×6
完成量 超过 全体平均（完成量） 得3
入库总量 排名赋分 第一名 得10 每降一名扣2 扣完为止
种类数 排名赋分 第一名 得10 第二名 得5 其余 得0
种类数 排名赋分 前20% 得10 前50% 得5 其余 得0
建立机制 得2（非产区0.8）
得 完成量÷计划量 分母为零 得满分
按时报送 得3 否则 一/3 不得分
按时报送 得3 否则 本大项不得分
""".strip().splitlines()
# Sentences with noise: ，；。 between parts, 的 before points, 分 behind them.
NOISY = """
报送台账 的 ，得 3 分 。
报送台账 的 得3 分，否则 不得分
乱收费案例 ，每例 的 ，扣 5 分 ，最高扣 10 分
整改比率 100%以上 的，得 10 分 ；80%以上 的，得 6 分
瞒报条数 0条 的 ，得 4 分 ，其余 瞒报酌情得分 酌情 0至4 分
创新奖项 选项 创新奖 得 5 分 ，特别创新奖 得 10 分
奖项 选项 甲 得3 分 得2
条数 等于5条 分 酌情 0至5
入库总量 排名赋分 第一名 的，得 10 分 ，每降一名扣2 分
测评 90分以上 的 得3 分
信息条数 排名赋分 最多 5 分 最少 1 分
案例数 每3例的 扣 5 分 最高扣 10 分 按比例计
""".strip().splitlines()
DECLARED = """
双公示准确率 = 正确报送量 ÷ 报送量
明确分工：是否，明确分管领导、责任科室和联络员
瞒报条数：条 0至100000
甲、乙：家，说明
合格率：比率 0%至100%
奖金：金额 0至500
得分：酌情 0至5
总数 = 甲 + 2 × （乙 − 丙）
总数 = 合计（甲、乙） + 最大（甲、乙）
创新奖项：选项 创新奖、特别创新奖
年终测评：年度 酌情 0至100
瞒报率 = 部门抽查.瞒报率 最大值
增速：比率 -5%至5%
""".strip().splitlines()
GRADES = {
    "30分以上 优秀": "grade",
    "20分以上不满30分 良好": "grade",
    "其余 较差": "grade_rest",
    "前10名 优秀": "grade",
    "第11至20名 良好": "grade",
    "后10名 不合格": "grade",
    "前20% 优秀": "grade",
    "90分以上 且 合同段数 3个以上 优秀": "grade",
    "前10名 且 合同段数 3个以上 优秀": "grade",
    "重大失信事件 降一档": "grade_override",
    "失信条数 3条以上 降两档": "grade_override",
    "重大失信事件 评为不合格": "grade_override",
    "重大失信事件 一票否决": "grade_override",
    "重大失信事件 不得评为头等": "grade_override",
    "弄虚作假 且 拒不整改 取消评优资格": "grade_override",
    "前10名 先进单位": "honour",
    "后三名 通报批评": "honour",
    "第4至6名 表扬": "honour",
    "总分：加分后不超过100，扣分后不低于0": "total",
    "总分：折算100": "total",
    "年度总分 = 月度合计×90% + 年终测评×10%": "year",
}


def taught() -> Iterator[str]:
    """The examples in the forms' docstrings."""
    for form in FORMS:
        module = inspect.getdoc(inspect.getmodule(form)) or ""
        yield from (line.strip() for line in module.partition("例：\n")[2].splitlines() if line.strip())


BLOCKS = {"数据": "declaration", "名单": "roster", "等次": "grade", "表彰": "honour", "通报": "honour"}


def published() -> Iterator[tuple[str, str]]:
    """The lines of the published schemes that are code."""
    kind = "rule"
    for line in (line for path in SCHEMES for line in path.read_text("utf-8").splitlines()):
        kind = BLOCKS.get(line, kind if line.startswith(" ") else "rule")
        code = re.split("，|  #", line.rstrip())[0].strip()  # behind a comma stands free text
        if line.startswith("年度总分"):
            yield "year", code
        elif line.startswith("  ") and kind != "roster" and not code.startswith("#"):
            yield grade(code) if kind == "grade" else kind, code


def grade(code: str) -> str:
    if code.startswith("其余"):
        return "grade_rest"
    return "grade_override" if re.search("档$|评为|取消", code) else "grade"


CASES = sorted(
    {("rule", line) for line in (*DESCRIBED, *NOISY, *taught())}
    | {("declaration", line) for line in DECLARED}
    | {(kind, line) for line, kind in GRADES.items()}
    | set(published())
)


def without_spaces(line: str) -> Iterator[str]:
    """The line without each subset of its spaces."""
    parts = re.split(" +", line)
    assert len(parts) <= 11
    for gaps in product(" ", *[("", " ")] * (len(parts) - 1)):
        yield "".join(gap + part for gap, part in zip(gaps, parts, strict=True))


def test_there_are_many_lines() -> None:
    assert len(CASES) > 350


@pytest.mark.parametrize(("kind", "line"), CASES)
def test_a_missing_space_changes_nothing_in_silence(kind: str, line: str) -> None:
    whole = meaning(kind, line)
    assert whole is not None, "the example itself is read"
    misread = [shorter for shorter in without_spaces(line) if meaning(kind, shorter) not in (None, whole)]
    assert misread == []
