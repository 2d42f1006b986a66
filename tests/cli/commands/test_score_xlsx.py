"""`score -o 成绩.xlsx`: numbers, exact text beside them, and a receipt; nothing in it is a formula."""

import hashlib
import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from creditdsl import __version__
from creditdsl.cli.main import main
from creditdsl.data.binding.row_kinds import row_kind
from tests.publish.payloads import FORMULAS, MARKUP

SCHEMES = Path(__file__).parents[3] / "schemes"
SCHEME = """方案：示例办法
附件1 考核指标
数据
  件数：件
一、报送（5分）
  件数 排名赋分 最多5 最少1
二、加分（加分）
  件数 每7件得1
"""
DATA = "单位,件数\n{},70\n乙局,30\n丙局,3\n丁局,10\n"

REFUSED = ("#REF!", "#N/A")
"""What no unit is called: the reader takes it for a fault of the worksheet."""

Sheets = dict[str, list[list[object]]]
Run = Callable[..., Sheets]


def sheets(content: bytes) -> Sheets:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as parts:
        return parts.read(name).decode()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., bytes]:
    """The workbook of a small scheme; the first unit's name may be given."""
    scheme, data, out = tmp_path / "方案.credit", tmp_path / "数据.csv", tmp_path / "成绩.xlsx"
    scheme.write_text(SCHEME, "utf-8")

    def call(*words: str, unit: str = "甲局") -> bytes:
        quoted = '"' + unit.replace('"', '""') + '"'
        data.write_text(DATA.format(quoted), "utf-8", newline="")
        status = main(["score", str(scheme), "--data", str(data), "-o", str(out), *words])
        assert (status, capsys.readouterr().err) == (0, "")
        return out.read_bytes()

    return call


def test_numbers_are_numbers_and_exact_text_stands_beside(run: Callable[..., bytes]) -> None:
    found = sheets(run())
    assert list(found) == ["成绩", "精确值", "计分回执"]
    head, first, *_ = found["成绩"]
    assert head == ["单位", "一 报送", "二 加分", "大项一 报送", "大项二 加分", "总分", "名次", "等次", "备注"]
    assert first == ["甲局", 5.0, 10.0, 5.0, 10.0, 15.0, 1.0, "", ""]
    exact = [row for row in found["精确值"] if row[0] == "乙局"]
    assert exact == [
        ["乙局", "", "", "一", "报送", "3.67", "11/3"],
        ["乙局", "", "", "二", "加分", "4.00", "4"],
        ["乙局", "", "", "", "总分", "7.67", ""],
    ]


def test_the_receipt_says_what_and_with_what(run: Callable[..., bytes], tmp_path: Path) -> None:
    found = sheets(run("--date", "2026年1月5日"))["计分回执"]
    *lines, last = found
    assert lines == [
        ["项目", "内容", "校验码（SHA-256）"],
        ["方案", "示例办法", hashlib.sha256((tmp_path / "方案.credit").read_bytes()).hexdigest()],
        ["数据", "数据.csv", hashlib.sha256((tmp_path / "数据.csv").read_bytes()).hexdigest()],
        ["表", "附件1 考核指标", ""],
        ["单位", "4个", ""],
        ["计分日期", "2026年1月5日", ""],
        ["工具", f"creditdsl {__version__}", ""],
        ["算法", "exact", ""],
    ]
    assert last == ["核验码", "以上各行的校验码", hashlib.sha256(json.dumps(lines[1:]).encode()).hexdigest()]
    assert sheets(run())["计分回执"][5][1] == "没有写明（用--date写明）"
    assert run("--date", "2026-01-05") == run("--date", "2026年1月5日")


def test_head_and_unit_stay_and_can_be_filtered(run: Callable[..., bytes]) -> None:
    made = part(run(), "xl/worksheets/sheet1.xml")
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>' in made
    assert '<autoFilter ref="A1:I5"/>' in made and "<f>" not in made


def test_every_page_says_what_it_is(run: Callable[..., bytes]) -> None:
    content = run()
    for number in range(1, len(sheets(content)) + 1):
        made = part(content, f"xl/worksheets/sheet{number}.xml")
        assert "<oddHeader>&amp;C附件1考核指标成绩</oddHeader><oddFooter>&amp;C— &amp;P —</oddFooter>" in made


def test_the_same_bytes(run: Callable[..., bytes]) -> None:
    assert run() == run()


@pytest.mark.parametrize("text", [text for text in (*FORMULAS, *MARKUP) if text not in REFUSED], ids=ascii)
def test_names_stay_text(text: str, run: Callable[..., bytes]) -> None:
    is_name = text.strip() and row_kind(text, alone=False) is None  # a date alone is no unit
    made = run(unit=text if is_name else f"甲{text}")
    name = sheets(made)["成绩"][1][0]
    assert isinstance(name, str) and name.strip() in f"甲{text}"
    for number in (1, 2, 3):
        sheet = part(made, f"xl/worksheets/sheet{number}.xml")
        assert not re.search(r"<(f|hyperlink)\b", sheet)


@pytest.mark.parametrize("place", ["huangshi-2020", "changzhi-2023"])
def test_the_figures_are_those_of_json(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = SCHEMES / place / "data"
    data = ("自评:附件-自评.csv", "复核:附件.csv") if place == "huangshi-2020" else ("附表二.csv",)
    labelled = [one.rpartition(":") for one in data]
    words = [word for label, mark, name in labelled for word in ("--data", f"{label}{mark}{folder / name}")]
    table = [] if place == "huangshi-2020" else ["--table", "附表二"]
    command = ["score", str(folder.parent / "scheme.credit"), *table, *words]
    assert main([*command, "-o", str(tmp_path / "成绩.xlsx")]) == 0
    capsys.readouterr()
    assert main([*command, "--format", "json"]) == 0
    units = json.loads(capsys.readouterr().out)["units"]
    found = sheets((tmp_path / "成绩.xlsx").read_bytes())
    head, *rows = found["成绩"]
    total = head.index("总分（复核）" if len(data) > 1 else "总分")
    assert [str(row[0]) for row in rows] == [unit["unit"] for unit in units]
    assert [f"{row[total]:.2f}" for row in rows] == [unit["total"] for unit in units]
    files = [row[1] for row in found["计分回执"] if row[0] == "数据"]
    assert files == [one.replace(":", "：") for one in data]
    texts = [row for row in found["精确值"][1:] if row[4] == "总分" and row[2] in ("", "复核")]
    assert [row[5] for row in texts] == [unit["total"] for unit in units]
    assert all(isinstance(cell, str) for row in found["精确值"] for cell in row)


def test_sixteen_columns_stand_on_a_page(tmp_path: Path) -> None:
    names = [f"{name}数" for name in "乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"]
    items = "".join(f"{number}. {name}\n  {name} 每个得1\n" for number, name in enumerate(names, 1))
    (tmp_path / "宽.credit").write_text(f"附件1 甲（积分）\n{items}", "utf-8")
    (tmp_path / "宽.csv").write_text(f"单位,{','.join(names)}\n甲局{',1' * 17}\n", "utf-8")
    out = tmp_path / "宽.xlsx"
    assert main(["score", str(tmp_path / "宽.credit"), "--data", str(tmp_path / "宽.csv"), "-o", str(out)]) == 0
    sheet = part(out.read_bytes(), "xl/worksheets/sheet1.xml")
    assert 'fitToWidth="3" fitToHeight="0"' in sheet and "&amp;P" in sheet
