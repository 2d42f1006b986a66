"""A small scheme that shows most of what a table can hold, and its data."""

from collections.abc import Callable

import pytest

import creditdsl

SCHEME = """方案：示例考核办法
附件1 考核指标
一、信息归集（10分）
1. 信息报送（6分）
  信息条数 排名赋分 最多6 最少1
2. 信息质量（4分）
  准确率 98%以上 得4 90%以上 得2 其余 得0
二、工作机制（5分）
  建立机制 得3
  整改酌情得分 酌情 0至2
等次
  12分以上 优秀
  其余 合格
"""
MONTHLY = """方案：积分办法
周期：月度
附件1 积分规则（积分）
数据
  件数：件
  测评：年度 酌情 0至100
一、报送
1. 报送件数
  件数 每件得1
年度总分 = 月度合计×90% + 测评×10%
等次
  前1名 优秀
  其余 合格
表彰
  前1名 先进单位
"""
DETAILED = """方案：示例
附件1 考核指标
数据
  瞒报率 = 部门抽查.瞒报率 最大值
一、考核（5分）
  瞒报率 1%以下 得5 其余 得0
"""

REVIEWED = """方案：考评细则
附件 细则
名单
  单位：甲县、乙县
数据
  件数：件
  种类数：种
1. 报送（10分）
  件数 每件得1
2. 采集（5分）
适用：甲县
不适用：不计分
  种类数 每种得1
"""

Rows = list[dict[str, object]]


def units() -> Rows:
    """Three units, all cells filled."""
    return [
        {"单位": "甲局", "信息条数": 120, "准确率": 0.985, "建立机制": True, "整改酌情得分": 1.5},
        {"单位": "乙局", "信息条数": 60, "准确率": "95%", "建立机制": False, "整改酌情得分": 0.1},
        {"单位": "丙局（本级）", "信息条数": 90, "准确率": 1, "建立机制": True, "整改酌情得分": 2},
    ]


@pytest.fixture
def rows() -> Rows:
    return units()


@pytest.fixture
def table() -> creditdsl.Table:
    return creditdsl.read(text=SCHEME).table()


@pytest.fixture
def codes() -> Callable[..., list[tuple[str, str | None]]]:
    """Code and cell of every finding of the Failure that a call raises."""

    def run(call: Callable[..., object], *args: object, **named: object) -> list[tuple[str, str | None]]:
        with pytest.raises(creditdsl.Failure) as raised:
            call(*args, **named)
        return [(found.code, found.cell) for found in raised.value.findings]

    return run
