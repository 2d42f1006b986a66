"""The requests beside LSP say what the commands say, of texts that no file holds."""

import base64
import json
import subprocess
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

import creditdsl
from creditdsl.api.published_schemes import DOCUMENTS, Document, document_files
from creditdsl.api.starters import TOPICS
from creditdsl.cli.main import main
from creditdsl.server.session import Session
from tests.pace import within
from tests.server.test_session import URI, notify, request, started

ROOT = Path(__file__).parents[2]
LVLIANG = ROOT / "schemes" / "lvliang-2022"
CHANGZHI = ROOT / "schemes" / "changzhi-2023"
SCHEME = """方案：示例
附件1 考核指标
一、信息归集（8分）
  信息条数 每条得0.5 最多8
二、机制（2分）
  建立机制 得2
等次
  8分以上 优秀
  其余 一般
"""
DATA = "单位\t信息条数\t建立机制\n甲局\t20\t是\n乙局\t4\t否\n丙局\t10\t是\n"


def opened(text: str = SCHEME) -> Session:
    session = started()
    session.handle(notify("textDocument/didOpen", {"textDocument": {"uri": URI, "version": 1, "text": text}}))
    return session


def answer(session: Session, method: str, **params: object) -> Any:
    (message,) = session.handle(request(f"creditdsl/{method}", {"textDocument": {"uri": URI}, **params}))
    return message.get("result", message.get("error"))


def codes(result: Any) -> list[str]:
    return [problem["code"] for problem in result["problems"]]


def test_scores_a_pasted_table_as_the_command_does() -> None:
    session = opened((LVLIANG / "scheme.credit").read_text(encoding="utf-8"))
    text = (LVLIANG / "data" / "附件1.csv").read_text(encoding="utf-8-sig")
    result = answer(session, "score", table="附件1", data=text)
    expected = json.loads((LVLIANG / "data" / "附件1.expected.json").read_text(encoding="utf-8"))
    keys = ("unit", "period", "items", "total", "grade", "rank")
    assert result["problems"] == []
    assert [{key: unit[key] for key in keys} for unit in result["scores"]["units"]] == [
        {key: unit[key] for key in keys} for unit in expected["units"]
    ]


def test_scores_come_with_the_headings_of_their_sections() -> None:
    text = SCHEME.replace("二、机制（2分）", "二、机制（加分，最高2分）")
    text = text.replace("等次", "三、通报（扣分）\n  通报 扣1\n等次")
    data = "单位\t信息条数\t建立机制\t通报\n甲局\t20\t是\t否\n"
    assert answer(opened(text), "score", data=data)["scores"]["sections"] == [
        {"ref": "一", "heading": "一、信息归集", "points": "8分"},
        {"ref": "二", "heading": "二、机制", "points": "加分，最高2分"},
        {"ref": "三", "heading": "三、通报", "points": "扣分"},
    ]
    capped = text.replace("（扣分）", "（扣分，最高5分）").replace("（8分）", "")
    sections = answer(opened(capped), "score", data=data)["scores"]["sections"]
    assert [section["points"] for section in sections] == ["", "加分，最高2分", "最高扣5分"]


def test_tabs_and_commas_mean_the_same() -> None:
    session = opened()
    tabs, commas = (answer(session, "score", data=data)["scores"] for data in (DATA, DATA.replace("\t", ",")))
    assert tabs["units"] == commas["units"] != []


def test_faults_of_the_data_name_their_cells() -> None:
    result = answer(opened(), "score", data='单位\t信息条数\t建立机制\n"甲\n局"\t约20\t是\n乙局\t4\t\n')
    assert result["scores"] is None
    assert [(problem["cell"], problem["code"]) for problem in result["problems"]] == [("B2", "E0521"), ("C3", "E0530")]


@pytest.mark.parametrize("method", ["score", "explain", "whatIf", "preview"])
def test_errors_of_the_text_are_the_answer(method: str) -> None:
    change = {"cell": "B2", "text": "1"}
    result = answer(opened(SCHEME.replace("最多8", "最多")), method, data=DATA, unit="甲局", change=change)
    assert codes(result) == ["E0101"] and result["problems"][0]["line"] == 4
    assert [value for key, value in result.items() if key != "problems"] == [None]


def test_a_text_that_no_encoding_writes_has_no_table() -> None:
    """JSON can hold half of a pair of UTF-16."""
    assert codes(answer(opened(SCHEME.replace("示例", "示例\ud800")), "preview")) == ["E0008"]


@pytest.mark.parametrize("method", ["score", "explain", "whatIf", "preview"])
def test_a_body_alone_has_no_table_to_answer_with(method: str) -> None:
    change = {"cell": "B2", "text": "1"}
    session = opened("方案：示例\n正文\n第一条　制定本办法。\n正文完\n")
    assert codes(answer(session, method, data=DATA, unit="甲局", change=change)) == ["E0092"]


@pytest.mark.parametrize("method", ["score", "explain"])
def test_remarks_on_the_data_stand_beside_the_scores(method: str) -> None:
    result = answer(opened(), method, data=f"{DATA}合计\t34\t\n", unit="甲局")
    assert [problem["severity"] for problem in result["problems"]] == ["warning"]
    assert None not in result.values()


def test_explains_a_unit() -> None:
    result = answer(opened(), "explain", data=DATA, unit="乙局")["explanation"]
    assert result["headline"] == "乙局得分说明"
    assert result["data"]["total"] == "2.00" and "信息条数4条" in result["html"]
    assert codes(answer(opened(), "explain", data=DATA, unit="丁局")) == ["E0091"]


@pytest.mark.parametrize(("cell", "text"), [("B2", "3"), ("B3", "16"), ("C4", "否"), ("A4", "丁局")])
def test_what_if_one_cell(cell: str, text: str) -> None:
    """Before and after are the scores of the two tables; a unit that only one has stands on one side."""
    rows = [line.split("\t") for line in DATA.splitlines()]
    rows[int(cell[1]) - 1]["ABC".index(cell[0])] = text
    session = opened()
    result = answer(session, "whatIf", data=DATA, change={"cell": cell, "text": text})
    changed = "".join("\t".join(row) + "\n" for row in rows)
    for side, data in (("before", DATA), ("after", changed)):
        units = answer(session, "score", data=data)["scores"]["units"]
        ends = {unit["unit"]: {key: unit[key] for key in ("total", "rank", "grade")} for unit in units}
        assert {change["unit"]: change[side] for change in result["changes"] if change[side]} == ends


def test_what_if_one_number_of_the_scheme() -> None:
    place = {"start": {"line": 3, "character": 10}, "end": {"line": 3, "character": 13}}
    changes = answer(opened(), "whatIf", data=DATA, change={"range": place, "newText": "1"})["changes"]
    assert [change["difference"] for change in changes] == [
        {"total": "0.00", "rank": 0},
        {"total": "2.00", "rank": 0},
        {"total": "3.00", "rank": -1},
    ]
    assert changes[1]["items"] == [{"ref": "一", "before": "2.00", "after": "4.00", "difference": "2.00"}]
    assert changes[2]["after"]["rank"] == 1


def test_scores_follow_whatever_they_depend_on() -> None:
    """What was scored last is kept: for other data, another table, other options and another text it is not right."""
    session = opened(SCHEME)
    place = {"start": {"line": 3, "character": 10}, "end": {"line": 3, "character": 13}}

    def totals(**params: object) -> list[str] | None:
        scores = answer(session, "score", **params)["scores"]
        return scores and [unit["total"] for unit in scores["units"]]

    assert totals(data=DATA) == totals(data=DATA) == ["10.00", "2.00", "7.00"]
    assert totals(data=DATA.replace("20", "2")) == ["3.00", "2.00", "7.00"]
    blank = DATA.replace("\t20\t", "\t\t")
    assert totals(data=blank) is None
    assert totals(data=blank, partial=True) == ["待定", "2.00", "7.00"]
    assert totals(data=blank) is None
    change = {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"range": place, "text": "1"}]}
    session.handle(notify("textDocument/didChange", change))
    assert totals(data=DATA) == ["10.00", "4.00", "10.00"]


def test_what_if_on_many_rows_is_quick_and_right() -> None:
    """Before and after are those of texts and tables scored alone: nothing is left over from a trial before."""
    text = (CHANGZHI / "scheme.credit").read_text(encoding="utf-8")
    data = (CHANGZHI / "data" / "附表一.csv").read_text(encoding="utf-8-sig")
    table = {"table": "附表一", "data": data}
    session = opened(text)
    answer(session, "score", **table)
    line = text.splitlines().index("  转发文件数 每个得1")
    place = {"start": {"line": line, "character": 11}, "end": {"line": line, "character": 12}}
    tried = (({"range": place, "newText": "3"}, 0.4), ({"cell": "C4", "text": "3"}, 0.5))
    changes = []
    for change, seconds in tried:
        answer(session, "whatIf", **table, change=change)
        with within(seconds):
            changes.append(answer(session, "whatIf", **table, change=change)["changes"])
    rows = [row.split(",") for row in data.splitlines()]
    rows[3][2] = "3"
    alone = (
        (text.replace("  转发文件数 每个得1\n", "  转发文件数 每个得3\n"), data),
        (text, "".join(",".join(row) + "\n" for row in rows)),
    )
    for found, (changed_text, changed_data) in zip(changes, alone, strict=True):
        after = creditdsl.read(text=changed_text).table("附表一").score(creditdsl.pasted(changed_data)).data()["units"]
        assert [{key: unit[key] for key in ("total", "rank", "grade")} for unit in after] == [
            change["after"] for change in found
        ]
        assert any(change["difference"]["total"] != "0.00" for change in found)


def test_what_if_leaves_the_open_text_alone() -> None:
    session = opened()
    place = {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 14}}
    assert codes(answer(session, "whatIf", data=DATA, change={"range": place, "newText": "  得"})) == ["E0101"]
    assert session.texts[URI].document.source.text == SCHEME


def test_imports_the_bytes_of_a_file_and_a_clipboard() -> None:
    table = "序号\t考核指标\t分值\t评分标准\n一\t信息归集\t8\t每归集1条得0.5分，最高8分。\n"
    page = '<meta charset="gb2312"><table><tr><td>' + table.replace("\t", "<td>").replace("\n", "<tr><td>") + "</table>"
    session = started()
    pasted, tabbed, stored = (
        session.handle(request("creditdsl/import", params))[0]["result"]
        for params in ({"text": page}, {"text": table}, {"content": base64.b64encode(table.encode()).decode()})
    )
    expected = creditdsl.draft(content=table.encode(), name="剪贴板")
    assert pasted["draft"]["text"] == tabbed["draft"]["text"] == expected.text  # type: ignore[index]
    assert stored["draft"] == {"text": expected.text, "report": expected.data()}  # type: ignore[index]


def test_says_what_a_file_is_that_cannot_be_imported() -> None:
    content = base64.b64encode(b"%PDF-1.7").decode()
    (message,) = started().handle(request("creditdsl/import", {"content": content}))
    assert message["result"]["draft"] is None and codes(message["result"]) == ["E0901"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("score", {}),
        ("score", {"data": 3}),
        ("score", {"data": DATA, "details": {"抽查": 1}}),
        ("explain", {"data": DATA}),
        ("whatIf", {"data": DATA}),
        ("whatIf", {"data": DATA, "change": {}}),
        ("whatIf", {"data": DATA, "change": {"cell": "B9", "text": "1"}}),
        ("whatIf", {"data": DATA, "change": {"cell": "B1", "text": "1"}}),
        ("whatIf", {"data": DATA, "change": {"cell": "B2"}}),
        ("preview", {"table": 1}),
        ("import", {"content": "甲"}),
        ("import", {}),
    ],
)
def test_wrong_parameters_are_refused(method: str, params: dict[str, object]) -> None:
    assert answer(opened(), method, **params)["code"] == -32602


def test_a_session_starts_without_what_a_request_needs() -> None:
    code = (
        "import sys, creditdsl.server.session;"
        "print(*{'creditdsl.importer.drafting', 'creditdsl.api.scores', 'creditdsl.publish.pages'} & {*sys.modules})"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True).stdout.strip() == b""


@pytest.mark.parametrize("kind", ["print", "sheet", "rank", "summary", "scores"])
def test_makes_the_files_of_the_commands(kind: str, tmp_path: Path) -> None:
    """The bytes are those that the API writes, and so those of the command."""
    file = answer(opened(), "file", kind=kind, format="xlsx", data=DATA)["file"]
    table = creditdsl.read(text=SCHEME).table()
    scores = table.score(creditdsl.pasted(DATA))
    writers = {"print": table.print, "sheet": table.sheet, "rank": scores.rank, "summary": scores.summary}
    writers.get(kind, scores.write)(tmp_path / file["name"])
    assert b64decode(file["content"]) == (tmp_path / file["name"]).read_bytes()


@pytest.mark.parametrize("format_", ["docx", "html", "pdf"])
def test_saves_the_explanation_of_a_unit_as_the_command_does(format_: str, tmp_path: Path) -> None:
    (tmp_path / "方案.credit").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "数据.csv").write_text(DATA.replace("\t", ","), encoding="utf-8")
    output = tmp_path / f"说明.{format_}"
    words = ["explain", str(tmp_path / "方案.credit"), "--data", str(tmp_path / "数据.csv"), "--unit", "乙局"]
    assert main([*words, "-o", str(output)]) == 0
    file = answer(opened(), "file", kind="explanation", format=format_, unit="乙局", data=DATA)["file"]
    assert file["name"] == f"附件1得分说明-乙局.{format_}"
    assert b64decode(file["content"]) == output.read_bytes()
    assert codes(answer(opened(), "file", kind="explanation", format=format_, unit="丁局", data=DATA)) == ["E0091"]
    assert answer(opened(), "file", kind="explanation", format=format_, data=DATA)["code"] == -32602


def test_a_kind_of_file_that_is_not_there_is_a_wrong_parameter() -> None:
    assert answer(opened(), "file", kind="诗", format="xlsx")["code"] == -32602
    assert codes(answer(opened(), "file", kind="print", format="诗")) == ["E0082"]


def test_cells_of_a_file_score_as_the_file(tmp_path: Path) -> None:
    book = tmp_path / "数据.xlsx"
    with Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        for number, line in enumerate(DATA.splitlines()):
            for column, text in enumerate(line.split("\t")):
                sheet.write(number, column, int(text) if text.isdigit() else text)
    content = b64encode(book.read_bytes()).decode()
    rows = answer(opened(), "cells", name="数据.xlsx", content=content)["rows"]
    assert rows == [line.split("\t") for line in DATA.splitlines()]
    assert codes(answer(opened(), "cells", name="数据.doc", content="")) != []
    assert answer(opened(), "cells", name="数据.csv", content="?")["code"] == -32602


def test_cells_that_hold_no_value_stay_faults(tmp_path: Path) -> None:
    """As text they would be blank, and a blank cell may be allowed."""
    book = tmp_path / "数据.xlsx"
    with Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["单位", "信息条数", "建立机制"])
        sheet.write_column(1, 0, ["甲局", "乙局", "丙局"])
        sheet.write_column(1, 2, ["是", "是", "否"])
        sheet.merge_range(1, 1, 2, 1, 7)
        sheet.write_formula(3, 1, "=1+1", None, "")
        sheet.set_row(2, None, None, {"hidden": True})
    result = answer(opened(), "cells", name="数据.xlsx", content=b64encode(book.read_bytes()).decode())
    assert [row[1] for row in result["rows"]] == ["信息条数", "7", "合并单元格", "公式没有结果"]
    assert codes(result) == ["W0520"]
    text = "\n".join("\t".join(row) for row in result["rows"])
    scored = answer(opened(), "score", data=text)
    assert [(problem["cell"], problem["code"]) for problem in scored["problems"]] == [("B3", "E0521"), ("B4", "E0521")]


def test_names_merged_over_a_header_of_two_rows_are_no_merged_data(tmp_path: Path) -> None:
    book = tmp_path / "数据.xlsx"
    with Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        sheet.merge_range("A1:A2", "单位")
        sheet.merge_range("B1:C1", "信用信息")
        sheet.merge_range("D1:D2", "建立机制")
        sheet.write_row("B2", ["信息条数", "上报日期"])
        sheet.write_row("A3", ["甲局", 20, "6月", "是"])
    rows = answer(opened(), "cells", name="数据.xlsx", content=b64encode(book.read_bytes()).decode())["rows"]
    assert rows[1] == ["", "信息条数", "上报日期", ""]
    text = "\n".join("\t".join(row) for row in rows)
    assert answer(opened(), "score", data=text)["scores"]["units"][0]["total"] == "10.00"


def test_lists_columns_starters_and_pages_of_codes() -> None:
    assert [column["name"] for column in answer(opened(), "columns")["data"]["columns"]] == ["信息条数", "建立机制"]
    assert answer(opened(), "columns")["data"]["details"] == {}
    assert [starter["name"] for starter in answer(opened(), "starters")["starters"]] == [topic.name for topic in TOPICS]
    published = answer(opened(), "documents")["documents"]
    assert [document["name"] for document in published] == [document.name for document in DOCUMENTS]
    assert answer(opened(), "finding", code="e0101")["page"].startswith("E0101")
    assert codes(answer(opened(), "finding", code="E9999")) == ["E0065"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.folder)
def test_data_of_a_published_scheme_score_by_its_first_table(document: Document) -> None:
    scheme, data = document_files(document)
    scored = answer(opened(scheme.decode()), "score", data=data.decode("utf-8-sig"))
    assert not [problem for problem in scored["problems"] if problem["severity"] == 1]
    assert scored["scores"]["units"]
