"""`explain`: formats, one item, and every way to name what is not there."""

import json
from pathlib import Path

import pytest

from creditdsl.cli.main import main

LVLIANG = Path(__file__).parents[2] / "schemes" / "lvliang-2022"
SCHEME, DATA = str(LVLIANG / "scheme.credit"), str(LVLIANG / "data" / "附件1.csv")
COMMAND = ["explain", SCHEME, "--table", "附件１", "--data", DATA]


def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--unit", "乙局"]) == 0
    out = capsys.readouterr().out
    assert "乙局得分说明\n\n总分90.00分，第3名，等次优秀\n" in out
    assert "水费信息条数÷企业数=48261条÷48260家≈1.0000207" in out.replace("\n            ", "")
    assert out.endswith("总分90.00分，在90分以上，为优秀。\n")


def test_one_item_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--unit", " 乙局 ", "--item", "七", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["unit"], value["total"], value["rank"], value["grade"]) == ("乙局", "90.00", 3, "优秀")
    (item,) = value["items"]
    assert (item["ref"], item["points"], item["score"]) == ("七", "10", "9.00")
    assert item["rules"][0] == {
        "sentence": "（1）中央表扬批示项数每项得4分。",
        "explanation": "中央表扬批示项数1项，得4×1=4分",
        "points": "4",
        "limit": None,
    }
    assert item["notes"] == ["合计：4＋3＋0＋2=9分。"]


def test_page_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "一.html", tmp_path / "二.html"
    assert main([*COMMAND, "--unit", "乙局", "-o", str(first)]) == 0
    assert capsys.readouterr().out == f"已写入 {first}：乙局得分说明。\n"
    assert main(["说明", *COMMAND[1:], "--unit", "乙局", "--format", "html", "-o", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert "A4 portrait" in first.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "code", "hint"),
    [
        (["--unit", "乙县"], "E0031", "要写的可能是：乙局"),
        (["--unit", "市政府办公厅"], "E0031", "可以写的有：甲局、乙局"),
        (["--unit", "乙局", "--item", "二/30"], "E0032", "要写的可能是：二/3"),
    ],
)
def test_unknown_unit_or_item(more: list[str], code: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, *more]) == 2
    err = capsys.readouterr().err
    assert code in err and hint in err


def test_every_fault_at_once_and_partial(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, first, second, *rest = Path(DATA).read_text(encoding="utf-8").splitlines()
    data = tmp_path / "数据.csv"
    data.write_text("\n".join([head, first, second.replace(",1.57,", ",,", 1), *rest]), encoding="utf-8")
    command = ["explain", SCHEME, "--table", "附件1", "--data", str(data), "--unit", "乙局", "--item", "二/3"]
    assert main(command) == 1
    assert "I3: 错误 E0530：乙局缺“瞒报酌情得分”" in capsys.readouterr().err
    assert main([*command, "--partial"]) == 0
    assert "待定：“瞒报酌情得分”未填（I3格）。" in capsys.readouterr().out
    zero = second.replace(",48260,", ",0,").replace(",1.57,", ",,", 1)
    data.write_text("\n".join([head, first, zero, *rest]), encoding="utf-8")
    assert main(command) == 1
    err = capsys.readouterr().err
    assert "E0531：乙局的“企业数”是 0" in err and "E0530" in err
    assert main([*command, "--partial"]) == 1
