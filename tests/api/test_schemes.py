"""What a program asks of a scheme: its findings, its tables, and the files that need no data."""

from collections.abc import Callable
from pathlib import Path

import pytest

import creditdsl
from creditdsl.cli.main import main
from tests.api.conftest import REVIEWED, SCHEME

Codes = Callable[..., list[tuple[str, str | None]]]

FAULTY = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n  建立机制 得\n"


def test_a_scheme_from_a_path_or_from_text(tmp_path: Path) -> None:
    path = tmp_path / "方案.credit"
    path.write_text(SCHEME, "utf-8")
    for scheme in (creditdsl.read(path), creditdsl.read(str(path)), creditdsl.read(text=SCHEME)):
        assert scheme.title == "示例考核办法"
        assert [*scheme.tables] == ["附件1"]
        table = scheme.table("附件１")
        assert (table.name, table.title) == ("附件1", "考核指标") and scheme.table().name == "附件1"
        assert table.titles["一/1"] == "信息报送"
        assert [(column.name, column.kind, column.required) for column in table.columns] == [
            ("信息条数", "数值", True),
            ("准确率", "比率", True),
            ("建立机制", "是否", True),
            ("整改酌情得分", "酌情", False),
        ]


def test_the_columns_of_detail_tables() -> None:
    text = """方案：示例
附件1 考核指标
数据
  平均分 = 抽查.得分 平均值
  抽查次数 = 抽查.日期 计数
  漏报数 = 巡查.漏报 合计
一、工作（10分）
  平均分 每分得0.1 最高10
  抽查次数 每次得1 最高5
  漏报数 每条扣1
"""
    details = creditdsl.read(text=text).table().details
    assert details == {"抽查": ("得分", "日期"), "巡查": ("漏报",)}


def test_findings_are_those_of_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    for text in (SCHEME, FAULTY, REVIEWED, "方案：示例\n附件1 考核\u200b指标\n"):
        path = tmp_path / "方案.credit"
        path.write_text(text, "utf-8")
        main(["check", str(path), "--format", "json"])
        shown = json.loads(capsys.readouterr().out)["diagnostics"]
        found = creditdsl.read(path).findings
        assert {(one.code, one.severity, one.message, one.line, one.column, one.table, one.ref) for one in found} == {
            tuple(one[key] for key in ("code", "severity", "message", "line", "column", "table", "ref"))
            for one in shown
        }


def test_errors_are_listed_and_raised_by_what_needs_the_tables(tmp_path: Path) -> None:
    scheme = creditdsl.read(text=FAULTY)
    error = next(found for found in scheme.findings if found.severity == "error")
    assert (error.code, error.line, error.file) == ("E0101", 4, "方案") and error.help
    for use in (scheme.table, lambda: scheme.tables, scheme.format, lambda: scheme.docs(tmp_path)):
        with pytest.raises(creditdsl.Failure) as raised:
            use()
        assert [found.code for found in raised.value.findings] == ["E0101"]
        assert "方案:4:" in str(raised.value) and "共 1 个错误。" in str(raised.value)


def test_a_file_that_is_no_text(tmp_path: Path, codes: Codes) -> None:
    assert codes(creditdsl.read, tmp_path / "没有.credit") == [("E0001", None)]
    with pytest.raises(TypeError):
        creditdsl.read()
    with pytest.raises(TypeError):
        creditdsl.read("方案.credit", text=SCHEME)


def test_a_table_that_is_not_there() -> None:
    scheme = creditdsl.read(text=SCHEME + "附件2 另一张\n一、工作（5分）\n  建立机制 得5\n")
    with pytest.raises(creditdsl.Failure, match="没有“附件3”这张表。要写的可能是：附件1、附件2。"):
        scheme.table("附件3")
    with pytest.raises(creditdsl.Failure, match="方案里有2张表：附件1、附件2，请写明要哪一张。"):
        scheme.table()


def test_an_engine_that_is_not_there(table: creditdsl.Table) -> None:
    with pytest.raises(creditdsl.Failure, match="没有“numpy”这种算法"):
        table.score([], engine="numpy")  # type: ignore[arg-type]
    with pytest.raises(creditdsl.Failure, match="address= 只用于 postgres 和 spark 算法"):
        table.score([], address="host=localhost")


def test_canonical_layout() -> None:
    assert creditdsl.read(text=SCHEME.replace("得3", "得３分")).format() == creditdsl.read(text=SCHEME).format()


@pytest.mark.parametrize("suffix", ["html", "docx", "xlsx"])
def test_the_printed_table_is_that_of_the_command(suffix: str, tmp_path: Path) -> None:
    path, ours, theirs = tmp_path / "方案.credit", tmp_path / f"甲.{suffix}", tmp_path / f"乙.{suffix}"
    path.write_text(SCHEME, "utf-8")
    assert creditdsl.read(path).table().print(ours).files == (str(ours),)
    assert main(["print", str(path), "-o", str(theirs)]) == 0
    assert ours.read_bytes() == theirs.read_bytes()
    with pytest.raises(
        creditdsl.Failure, match="template= 只用于 .html 文件" if suffix != "html" else "没有“无”这个模板"
    ):
        creditdsl.read(path).table().print(ours, template="无")


def test_sheets_and_pages_are_those_of_the_commands(tmp_path: Path) -> None:
    path = tmp_path / "方案.credit"
    path.write_text(REVIEWED, "utf-8")
    scheme = creditdsl.read(path)
    for command, ours in (("sheet", scheme.table().sheet(tmp_path / "甲")), ("docs", scheme.docs(tmp_path / "甲"))):
        assert main([command, str(path), "-o", str(tmp_path / "乙")]) == 0
        for file in ours.files:
            inside = Path(file).relative_to(tmp_path / "甲")
            assert Path(file).read_bytes() == (tmp_path / "乙" / inside).read_bytes()
    assert len([*(tmp_path / "甲").glob("*.xlsx")]) == 2
    scheme.table().sheet(tmp_path / "一.xlsx", unit="甲县")
    with pytest.raises(creditdsl.Failure, match="名单里没有“丙县”"):
        scheme.table().sheet(tmp_path / "一.xlsx", unit="丙县")
    with pytest.raises(creditdsl.Failure, match=r"不能写成 \.docx 文件"):
        scheme.table().sheet(tmp_path / "一.docx")
