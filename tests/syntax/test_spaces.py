"""A missing space never changes a meaning in silence: the line reads the same, or it is stopped."""

import inspect
import re
from collections.abc import Iterator
from itertools import product

import pytest

from creditdsl.forms import FORMS
from tests.syntax.reading import LVLIANG, meaning

# The lines of the language's own description that this version's grammar reads.
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
""".strip().splitlines()
GRADES = {
    "30分以上 优秀": "grade",
    "20分以上不满30分 良好": "grade",
    "其余 较差": "grade_rest",
    "重大失信事件 降一档": "grade_demotion",
    "失信条数 3条以上 降两档": "grade_demotion",
}


def taught() -> Iterator[str]:
    """The examples in the forms' docstrings."""
    for form in FORMS:
        module = inspect.getdoc(inspect.getmodule(form)) or ""
        yield from (line.strip() for line in module.partition("例：\n")[2].splitlines() if line.strip())


def published() -> Iterator[tuple[str, str]]:
    """The lines of the Lvliang scheme that are code."""
    kind = "rule"
    for line in LVLIANG.read_text("utf-8").splitlines():
        kind = {"数据": "declaration", "等次": "grade"}.get(line, kind if line.startswith(" ") else "rule")
        if line.startswith("  "):
            code = line.partition("，")[0]  # behind a comma stands free text
            yield ("grade_rest" if "其余" in line and kind == "grade" else kind), code.strip()


CASES = sorted(
    {("rule", line) for line in (*DESCRIBED, *taught())}
    | {("declaration", line) for line in DECLARED}
    | {(kind, line) for line, kind in GRADES.items()}
    | {("grade_demotion" if "档" in line else kind, line) for kind, line in published()}
)


def without_spaces(line: str) -> Iterator[str]:
    """The line without each subset of its spaces."""
    parts = re.split(" +", line)
    assert len(parts) <= 11
    for gaps in product(" ", *[("", " ")] * (len(parts) - 1)):
        yield "".join(gap + part for gap, part in zip(gaps, parts, strict=True))


def test_there_are_many_lines() -> None:
    assert len(CASES) > 130


@pytest.mark.parametrize(("kind", "line"), CASES)
def test_a_missing_space_changes_nothing_in_silence(kind: str, line: str) -> None:
    whole = meaning(kind, line)
    assert whole is not None, "the example itself is read"
    misread = [shorter for shorter in without_spaces(line) if meaning(kind, shorter) not in (None, whole)]
    assert misread == []
