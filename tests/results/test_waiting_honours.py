"""表彰 that waits for a blank cell is printed 待定: on every engine, in every form of results, and explained."""

import csv
import json
from pathlib import Path

import pytest

import creditdsl

SCHEME = """\
方案：示例
附件1 考核指标
一、考核（100分）
  得 综合得分
等次
  90分以上 优秀
  其余 一般
表彰
  前1名 且 创新项目数 1个以上 创新单位
"""
ROWS = [
    {"单位": "甲县", "综合得分": 95, "创新项目数": None},
    {"单位": "乙县", "综合得分": 80, "创新项目数": 3},
]


@pytest.mark.parametrize("engine", ["exact", "columns", "duckdb"])
def test_an_honour_that_waits(engine: str, tmp_path: Path) -> None:
    scores = creditdsl.read(text=SCHEME).table().score(ROWS, partial=True, engine=engine)
    waiting = scores["甲县"].honours["表彰"]
    assert isinstance(waiting, creditdsl.Pending) and waiting.columns == ("创新项目数",)
    assert scores["乙县"].honours == {"表彰": None}
    for name in ("成绩.csv", "成绩.json"):
        scores.write(tmp_path / name)
    with (tmp_path / "成绩.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["表彰"] for row in csv.DictReader(file)] == ["待定", ""]
    units = json.loads((tmp_path / "成绩.json").read_text("utf-8"))["units"]
    assert [unit["表彰"] for unit in units] == ["待定", None]
    explained = scores["甲县"].explain().text()
    assert "第1名，等次优秀，表彰：待定" in explained
    assert "表彰待定：“创新项目数”未填（" in explained


@pytest.mark.parametrize("engine", ["exact", "columns", "duckdb"])
def test_one_disqualification_is_enough(engine: str) -> None:
    """Where one event takes the honour away, nobody waits for the others, whichever is written first."""
    scheme = SCHEME.replace("表彰\n", "  弄虚作假 取消评优资格\n  拖欠账款 取消评优资格\n表彰\n")
    rows = [
        {"单位": "甲县", "综合得分": 95, "创新项目数": 1, "弄虚作假": None, "拖欠账款": "是"},
        {"单位": "乙县", "综合得分": 94, "创新项目数": 1, "弄虚作假": "是", "拖欠账款": None},
        {"单位": "丙县", "综合得分": 93, "创新项目数": 1, "弄虚作假": None, "拖欠账款": "否"},
    ]
    scores = creditdsl.read(text=scheme).table().score(rows, partial=True, engine=engine)
    assert [scores[unit].honours["表彰"] for unit in ("甲县", "乙县")] == [None, None]
    assert isinstance(scores["丙县"].honours["表彰"], creditdsl.Pending)
