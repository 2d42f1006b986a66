"""`creditdsl/file` of 填报表 and `creditdsl/returned`: what `sheet` writes, and what `score` reads of a folder."""

from base64 import b64decode, b64encode
from csv import writer
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from creditdsl.cli.main import main
from tests.server.test_own_requests import answer, codes, opened
from tests.sheets import test_damage as damage
from tests.sheets import test_gathered as gathered
from tests.sheets import test_supplied as supplied
from tests.sheets.filling import fill, repack, text

Capture = pytest.CaptureFixture[str]
Rows = list[list[str]]


def sent(files: dict[str, bytes]) -> list[dict[str, str]]:
    return [{"name": name, "content": b64encode(content).decode()} for name, content in files.items()]


def csv_text(rows: Rows) -> str:
    stream = StringIO()
    writer(stream).writerows(rows)
    return stream.getvalue()


def scored(session: Any, joined: Any, **params: object) -> Any:
    """The answer to `score` for what `returned` answered."""
    details = {name: csv_text(rows) for name, rows in joined["details"].items()}
    return answer(session, "score", data=csv_text(joined["rows"]), details=details, **params)


@pytest.mark.parametrize(
    ("scheme", "suppliers"), [(supplied.SCHEME, 2), (damage.SCHEME.partition("附件2")[0], 0), (gathered.SCHEME, 0)]
)
def test_sends_out_the_files_of_the_command(scheme: str, suppliers: int, tmp_path: Path) -> None:
    (tmp_path / "方案.credit").write_text(scheme, encoding="utf-8")
    assert main(["sheet", str(tmp_path / "方案.credit"), "-o", str(tmp_path / "发出")]) == 0
    file = answer(opened(scheme), "file", kind="sheets", format="zip")["file"]
    written = {path.name: path.read_bytes() for path in (tmp_path / "发出").iterdir()}
    with ZipFile(BytesIO(b64decode(file["content"]))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == written
    assert file["name"] == "附件1填报表.zip"
    assert sum("数据提供表" in name for name in written) == suppliers


@pytest.mark.parametrize("format_", ["xlsx", "docx", ""])
def test_forms_of_all_units_are_an_archive(format_: str) -> None:
    assert answer(opened(), "file", kind="sheets", format=format_)["code"] == -32602


def test_joins_what_came_back(capsys: Capture) -> None:
    session = opened(damage.SCHEME)
    result = answer(session, "returned", files=sent(damage.whole()))
    assert result["problems"] == [] and result["joined"]["details"] == {}
    assert result["joined"]["rows"] == [
        ["单位", "建立机制", "报送量", "准确率", "投入资金", "创新奖项", "宣传成效", "宣传成效理由"],
        ["甲局", "是", "12", "95.5%", "130.5", "二等奖", "3.5", "按时"],
        ["乙局", "否", "40", "80%", "130.5", "无", "3.5", "按时"],
    ]
    assert scored(session, result["joined"])["scores"]["units"] == damage.scored({**damage.whole()}, capsys)[1]


KINDS = {**damage.READ, **{kind: harm for kind, (harm, *_) in damage.REPORTED.items()}}


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_form_fares_as_with_the_command(kind: str, capsys: Capture) -> None:
    """The same scores, or a refusal with the codes of the command: of a file at once, of a cell at its cell."""
    files, session = {**damage.whole()}, opened(damage.SCHEME)
    KINDS[kind](files)
    _, units, err = damage.scored(files, capsys)
    if "E0528" in err or "E0529" in err:  # a date, and a formula without a result, are texts in the joined table
        err += "E0521"
    result = answer(session, "returned", files=sent(files))
    if result["joined"] is None:
        assert units is None
        assert [code for code in codes(result) if code not in err] == []
        return
    again = scored(session, result["joined"])
    assert (again["scores"] and again["scores"]["units"]) == units
    assert [problem["code"] for problem in again["problems"] if problem["code"] not in err] == []


def test_a_fault_of_a_cell_is_marked_in_the_joined_table() -> None:
    files, session = {**damage.whole()}, opened(damage.SCHEME)
    for kind in ("数带着量词", "是否画了勾", "百分数没有写%"):
        damage.REPORTED[kind][0](files)
    result = answer(session, "returned", files=sent(files))
    assert result["problems"] == []
    problems = scored(session, result["joined"])["problems"]
    assert {(problem["cell"], problem["code"]) for problem in problems} == {
        ("B2", "E0520"), ("C2", "E0521"), ("D2", "E0524"),
    }  # fmt: skip


def test_a_fault_of_a_file_stops_and_names_the_file() -> None:
    result = answer(opened(damage.SCHEME), "returned", files=sent({**damage.whole(), "丁.xlsx": b"PK"}))
    assert result["joined"] is None
    assert [(problem["file"], problem["code"]) for problem in result["problems"]] == [("丁.xlsx", "E0505")]


def test_a_reason_that_is_no_text_is_not_taken_for_one() -> None:
    harmed = damage.sheet(damage.put(damage.cell("宣传成效", "评分理由"), "<v>#REF!</v>", "e"))
    files = {**damage.whole()}
    harmed(files)
    result = answer(opened(damage.SCHEME), "returned", files=sent(files))
    assert result["joined"] is None and codes(result) == ["E0527"]


def test_a_unit_without_a_form_is_told_and_waits() -> None:
    session = opened(damage.SCHEME)
    result = answer(session, "returned", files=sent({"甲.xlsx": damage.whole()["甲.xlsx"]}))
    assert codes(result) == ["W0504"] and len(result["joined"]["rows"]) == 2
    units = scored(session, result["joined"], partial=True)["scores"]["units"]
    assert [unit["total"] for unit in units] == ["34.25"]


def test_data_of_suppliers_come_beside_the_forms(tmp_path: Path) -> None:
    (tmp_path / "方案.credit").write_text(supplied.SCHEME, encoding="utf-8")
    assert main(["sheet", str(tmp_path / "方案.credit"), "-o", str(tmp_path / "表")]) == 0
    for unit, visits in (("甲县", "6"), ("乙县", "3")):
        supplied.report(tmp_path, unit, {"走访次数": visits})
    harm = {"甲县": {"弄虚作假": "否", "事故率": "0.5%"}, "乙县": {"弄虚作假": "是", "事故率": "2%"}}
    supplied.supply(tmp_path / "表" / supplied.EMERGENCY, harm)
    supplied.supply(tmp_path / "表" / supplied.STATISTICS, {"甲县": {"评估等级": "优"}, "乙县": {"评估等级": "良"}})
    files = {path.name: path.read_bytes() for path in (tmp_path / "表").iterdir()}
    assert answer(opened(supplied.SCHEME), "returned", files=sent(files))["joined"]["rows"] == [
        ["单位", "走访次数", "弄虚作假", "事故率", "评估等级"],
        ["甲县", "6", "否", "0.5%", "优"],
        ["乙县", "3", "是", "2%", "良"],
    ]


def test_detail_tables_come_along(tmp_path: Path) -> None:
    forms = {}
    for unit, rates in (("甲局", ("0.5%", "2%")), ("乙局", ("10%",))):
        lines = damage.both(*(text(f"C{4 + place * 2}", rate) for place, rate in enumerate(rates)))
        forms[f"{unit}.xlsx"] = repack(gathered.form(tmp_path, unit, "3"), {"2": lines})
    session = opened(gathered.SCHEME)
    joined = answer(session, "returned", files=sent(forms))["joined"]
    header, *rows = joined["details"]["部门抽查"]
    at = header.index("瞒报率")
    assert [(row[0], row[at]) for row in rows] == [("甲局", "0.5%"), ("甲局", "2%"), ("乙局", "10%")]
    units = scored(session, joined)["scores"]["units"]
    assert [(unit["unit"], unit["total"]) for unit in units] == [("甲局", "12.80"), ("乙局", "12.00")]


def test_the_column_that_counts(tmp_path: Path) -> None:
    scheme = "方案：示例\n附件1 表\n一、工作（10分）\n  报送量 每条得1 最高10\n"
    (tmp_path / "方案.credit").write_text(scheme, encoding="utf-8")
    assert main(["sheet", str(tmp_path / "方案.credit"), "--both", "-o", str(tmp_path / "表.xlsx")]) == 0
    form = fill((tmp_path / "表.xlsx").read_bytes(), {"单位": "甲局", "报送量": "9"}, "自评数据")
    files = sent({"甲.xlsx": fill(form, {"报送量": "7"}, "复核数据")})
    session = opened(scheme)
    assert codes(answer(session, "returned", files=files)) == ["E0546"]
    for label, amount in (("自评", "9"), ("复核", "7")):
        rows = answer(session, "returned", files=files, label=label)["joined"]["rows"]
        assert rows == [["单位", "报送量"], ["甲局", amount]]


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"files": []},
        {"files": "x"},
        {"files": [{"name": "甲.xlsx"}]},
        {"files": [{"name": "甲.xlsx", "content": "?"}]},
        {"files": [{"name": "甲.xlsx", "content": ""}, {"name": "甲.xlsx", "content": ""}]},
        {"files": [{"name": "甲.xlsx", "content": ""}], "label": 1},
    ],
)
def test_wrong_parameters_are_refused(params: dict[str, object]) -> None:
    assert answer(opened(damage.SCHEME), "returned", **params)["code"] == -32602
