"""`docs`: a folder of pages."""

from pathlib import Path

import pytest

from creditdsl.cli.main import main

SCHEME = str(Path(__file__).parents[3] / "schemes" / "lvliang-2022" / "scheme.credit")


def test_writes_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "规则文档"
    assert main(["docs", SCHEME, "-o", str(folder)]) == 0
    assert capsys.readouterr().out == f"已写入 {folder / 'index.html'} 等 5 个网页。\n"
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(made) == {"index.html", "table-1.html", "table-2.html", "data.html", "names.html"}
    assert "双公示准确率 100% 得8 其余 排名赋分 最多7.5 最少0" in made["table-1.html"].decode()
    assert "<td>0至4分</td>" in made["data.html"].decode()
    assert main(["规则文档", SCHEME, "-o", str(folder)]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == made


def test_periods_and_terms_of_items(tmp_path: Path) -> None:
    scheme, folder = tmp_path / "方案.credit", tmp_path / "规则文档"
    scheme.write_text(
        "方案：甲\n周期：月度\n附件1 乙\n数据\n  年终测评：年度 酌情 0至100\n  奖项：选项 一等、二等\n"
        "一、丙（9分，满分起扣）\n缺报：零分\n  迟报条数 每条扣1\n二、丁（5分）\n  奖项 选项 一等 得5 二等 得3\n"
        "年度总分 = 月度合计×90% + 年终测评×10%\n",
        encoding="utf-8",
    )
    assert main(["docs", str(scheme), "-o", str(folder)]) == 0
    rules = (folder / "table-1.html").read_text(encoding="utf-8")
    assert "<dd>从满分9分起扣</dd>" in rules and "<dd>缺报的计零分</dd>" in rules
    assert "年度总分=月度合计×90%＋年终测评×10%" in rules
    data = (folder / "data.html").read_text(encoding="utf-8")
    assert "第二列是“期”" in data and "<td>酌情，填在年度行</td>" in data and "<td>选项（一等、二等）</td>" in data
    assert "<td>年度总分</td>" in data


def test_no_folder_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", SCHEME]) == 2
    assert "缺少选项 --output" in capsys.readouterr().err


def test_templates_of_the_users_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    templates, folder = tmp_path / "模板", tmp_path / "规则文档"
    templates.mkdir()
    command = ["docs", SCHEME, "-o", str(folder), "--template", str(templates)]
    (templates / "rule.html.jinja").write_text("甲", encoding="utf-8")
    assert main(command) == 2
    assert "要写的可能是“rules.html.jinja”。" in capsys.readouterr().err
    (templates / "rule.html.jinja").rename(templates / "rules.html.jinja")
    assert main(command) == 0
    assert (folder / "table-1.html").read_text(encoding="utf-8") == "甲"
    assert "数据字典" in (folder / "index.html").read_text(encoding="utf-8")
    (templates / "rules.html.jinja").write_text("{{ tabel.name }}", encoding="utf-8")
    assert main(command) == 2
    assert "没有“tabel”这个值。" in capsys.readouterr().err
    assert (folder / "table-1.html").read_text(encoding="utf-8") == "甲"
