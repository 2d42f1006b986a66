"""数据提供表: columns that another office fills in for all units are not asked of the units, and are read back."""

from pathlib import Path

import pytest

from creditdsl.cli.main import main
from tests.sheets.filling import both, fill, grid, letters, names, repack, typed

SCHEME = """方案：示例办法
附件1 考核指标
名单
  单位：甲县、乙县
数据
  走访次数：次，填报：本单位
  弄虚作假：是否，填报：县应急局，有处分决定的
  事故率：比率，填报：县应急局
  评估等级：选项 优、良，填报：县统计局
一、考核（100分）
1. 走访（60分）
  走访次数 每次得10
2. 安全（40分）
  事故率 1%以下 得40 其余 得10
二、评估（加分，最高10分）
  评估等级 选项 优 得10 良 得5
等次
  90分以上 优秀
  其余 合格
  弄虚作假 一票否决
"""
SHEET = "提供数据"
EMERGENCY, STATISTICS = (f"附件1数据提供表-{office}.xlsx" for office in ("县应急局", "县统计局"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The forms as they were written, beside the scheme."""
    (tmp_path / "方案.credit").write_text(SCHEME, encoding="utf-8")
    assert main(["sheet", str(tmp_path / "方案.credit"), "-o", str(tmp_path / "表")]) == 0
    return tmp_path


def supply(path: Path, answers: dict[str, dict[str, str]]) -> None:
    """Fill in cells by unit and measure."""
    content = path.read_bytes()
    cells = grid(content, SHEET)
    (heading,) = (number for number, row in enumerate(cells) if row[0] == "单位")
    rows = {row[0]: number for number, row in enumerate(cells) if number > heading}
    changes = [
        typed(f"{letters(cells[heading].index(measure))}{rows[unit] + 1}", words)
        for unit, cell in answers.items()
        for measure, words in cell.items()
    ]
    path.write_bytes(repack(content, {str(names(content).index(SHEET) + 1): both(*changes)}))


def report(folder: Path, unit: str, answers: dict[str, str]) -> None:
    path = folder / "表" / f"附件1填报表-{unit}.xlsx"
    path.write_bytes(fill(path.read_bytes(), answers))


def test_units_are_asked_for_their_own_columns_only(folder: Path) -> None:
    assert sorted(path.name for path in (folder / "表").iterdir()) == sorted(
        ["附件1填报表-甲县.xlsx", "附件1填报表-乙县.xlsx", EMERGENCY, STATISTICS]
    )
    form = grid((folder / "表" / "附件1填报表-甲县.xlsx").read_bytes())
    assert [row[0] for row in form if row[0].startswith("指标:")] == ["指标:走访次数"]


def test_a_supplier_gets_a_row_for_each_unit(folder: Path) -> None:
    cells = grid((folder / "表" / EMERGENCY).read_bytes(), SHEET)
    assert cells[2][0] == "提供数据的部门（盖章）：县应急局"
    assert [row[:3] for row in cells[3:]] == [["单位", "事故率", "弄虚作假"], ["甲县", "", ""], ["乙县", "", ""]]


def test_what_comes_back_is_scored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(folder, "甲县", {"走访次数": "6"})
    report(folder, "乙县", {"走访次数": "6"})
    supplied = {"甲县": {"事故率": "0.5%", "弄虚作假": "否"}, "乙县": {"事故率": "0.5%", "弄虚作假": "是"}}
    supply(folder / "表" / EMERGENCY, supplied)
    supply(folder / "表" / STATISTICS, {"甲县": {"评估等级": "优"}, "乙县": {"评估等级": "良"}})
    capsys.readouterr()
    status = main(["score", str(folder / "方案.credit"), "--data", str(folder / "表"), "--format", "csv"])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    lines = [line.split(",") for line in out.lstrip("\ufeff").splitlines()]
    total, grade = (lines[0].index(word) for word in ("总分", "等次"))
    assert {line[lines[0].index("单位")]: (line[total], line[grade]) for line in lines[1:3]} == {
        "甲县": ("110.00", "优秀"),
        "乙县": ("105.00", "合格"),
    }


def test_a_unit_that_returned_nothing_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(folder, "甲县", {"走访次数": "6"})
    (folder / "表" / "附件1填报表-乙县.xlsx").unlink()
    supply(folder / "表" / EMERGENCY, {"甲县": {"事故率": "0.5%", "弄虚作假": "否"}})
    capsys.readouterr()
    main(["score", str(folder / "方案.credit"), "--data", str(folder / "表"), "--partial"])
    assert "名单里还有 1 个单位没有填报表：乙县" in capsys.readouterr().err


def test_the_form_of_another_scheme_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "另一个.credit").write_text(SCHEME.replace("示例办法", "别的办法"), encoding="utf-8")
    capsys.readouterr()
    assert main(["score", str(folder / "另一个.credit"), "--data", str(folder / "表" / EMERGENCY)]) != 0
    assert "E0539" in capsys.readouterr().err


@pytest.mark.parametrize("note", ["填报：县应急局，填报：县审计局", "填报："])
def test_an_unclear_reporter_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str], note: str) -> None:
    (tmp_path / "方案.credit").write_text(SCHEME.replace("填报：县统计局", note), encoding="utf-8")
    assert main(["check", str(tmp_path / "方案.credit")]) != 0
    assert "E0266" in capsys.readouterr().out
