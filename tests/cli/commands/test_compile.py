"""`compile`: one query for an office's own database, on the screen or in a file."""

from pathlib import Path

import pytest

from creditdsl.cli.main import main

pytest.importorskip("sqlglot", reason="the extra duckdb is not installed")

SCHEMES = Path(__file__).parents[3] / "schemes"
LVLIANG = str(SCHEMES / "lvliang-2022" / "scheme.credit")


@pytest.mark.parametrize(("dialect", "quote"), [("duckdb", '"'), ("spark", "`"), ("postgres", '"')])
def test_a_query_for_each_database(dialect: str, quote: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", LVLIANG, "--table", "附件1", "--dialect", dialect, "--source", "库.考核"]) == 0
    out, err = capsys.readouterr()
    assert err == "" and out.startswith("-- 吕梁市社会信用体系建设工作考核办法（暂行） 附件1\n-- 状态：0 已有结果")
    assert f"FROM {quote}库{quote}.{quote}考核{quote}" in out and out.endswith(";\n")


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*/scheme.credit")), ids=lambda path: path.parent.name)
def test_the_same_query_every_time(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for _ in range(2):
        assert main(["导出查询", str(path), "--table", "附件" if "huangshi" in str(path) else _first(path)]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1] and "SELECT" in texts[0]


def _first(path: Path) -> str:
    return "附表一" if "changzhi" in str(path) else "附件1"


def test_a_query_in_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "评分.sql"
    assert main(["compile", LVLIANG, "--table", "附件2", "-o", str(output)]) == 0
    assert capsys.readouterr().out == f"已写入 {output}：附件2的查询。\n"
    assert 'FROM "单位数据"' in output.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--source", "甲..乙"], "错误 E0075：--source 要写成 数据表、库.数据表 或 目录.库.数据表。"),
        (["--dialect", "oracle"], "错误 E0060：选项 --dialect 的内容“oracle”不对"),
        (["--table", "附件9"], "错误 E0034：方案里没有“附件9”这张表。"),
    ],
)
def test_what_is_refused(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", LVLIANG, "--table", "附件1", *words]) == 2
    assert message in capsys.readouterr().err


def test_a_range_that_must_be_declared_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme = tmp_path / "方案.credit"
    product = "×".join(["投资"] * 4)
    scheme.write_text(f"方案：示例\n附件1\n数据\n  投资：数值\n一、考核（5分）\n  得 {product} 最高5\n", "utf-8")
    assert main(["compile", str(scheme)]) == 1
    err = capsys.readouterr().err
    assert "请在“数据”里写明“投资”的范围" in err
