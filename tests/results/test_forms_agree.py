"""One result table: whichever engine scored, and whichever form is written, the words are the same."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from creditdsl.cli.score_results import render, score
from creditdsl.results import chunks
from creditdsl.results.printed import Results

np = pytest.importorskip("numpy")

SCHEME = """附件1
不适用：不计分
一、考核（20分）
1. 甲项（10分）
  条数 排名赋分 最多5 最少1
2. 乙项（10分）
适用：甲局、乙局
  办结数 每件得1
等次
  6分以上 优秀
  其余 一般
  被通报 降一档
"""
DATA = """单位,条数,办结数,被通报
甲局,3,4,是
=乙局,,2,否
丙局,8,,否
丁局,8,,是
"""

Scored = Callable[[str], Results]


@pytest.fixture
def scored(tmp_path: Path) -> Scored:
    scheme, data = tmp_path / "方案.credit", tmp_path / "数据.csv"
    scheme.write_text(SCHEME, encoding="utf-8")
    data.write_text(DATA, encoding="utf-8")
    return lambda engine: score(str(scheme), None, [str(data)], partial=True, engine=engine)


@pytest.mark.parametrize("form", ["csv", "text"])
def test_engines_give_the_same_bytes(form: str, scored: Scored) -> None:
    assert render(scored("columns"), form) == render(scored("exact"), form)


@pytest.mark.parametrize("rows", [1, 3, 100])
@pytest.mark.parametrize("form", ["csv", "json", "text"])
def test_chunks_leave_no_seam(rows: int, form: str, scored: Scored, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = render(scored("columns"), form)
    monkeypatch.setattr(chunks, "CHUNK", rows)
    assert render(scored("columns"), form) == whole


def test_json_has_the_figures_of_csv(scored: Scored) -> None:
    results = scored("columns")
    _, *rows = csv.reader(StringIO(render(results, "csv").decode("utf-8-sig")))
    units = json.loads(render(results, "json"))["units"]
    assert [row[-5] for row in rows] == [unit["total"] for unit in units]
    assert [row[0].removeprefix("'") for row in rows] == [unit["unit"] for unit in units]
    assert [row[-1] for row in rows] == ["；".join(unit["notes"]) for unit in units]
