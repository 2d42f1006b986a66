"""`docs`: a folder of pages."""

from pathlib import Path

import pytest

from creditdsl.cli.main import main

SCHEME = str(Path(__file__).parents[2] / "schemes" / "lvliang-2022" / "scheme.credit")


def test_writes_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "规则文档"
    assert main(["docs", SCHEME, "-o", str(folder)]) == 0
    assert capsys.readouterr().out == f"已写入 {folder / 'index.html'} 等 4 个网页。\n"
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(made) == {"index.html", "table-1.html", "table-2.html", "data.html"}
    assert "双公示准确率 100% 得8 其余 排名赋分 最多7.5 最少0" in made["table-1.html"].decode()
    assert "<td>0至4分</td>" in made["data.html"].decode()
    assert main(["规则文档", SCHEME, "-o", str(folder)]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == made


def test_no_folder_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", SCHEME]) == 2
    assert "缺少选项 --output" in capsys.readouterr().err
