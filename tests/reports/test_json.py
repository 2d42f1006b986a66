"""The same diagnostics for programs: JSON as the interface fixes it, and SARIF 2.1.0."""

import json
import os

from creditdsl.base.diagnostic import Code, Diagnostic, Related
from creditdsl.base.fault import Worded
from creditdsl.base.source import Span
from creditdsl.reports.json import as_json
from creditdsl.reports.sarif import as_sarif

CODE = Code("E0203", "重复的档", "为什么", "怎么改")
NOTE = Code("N0401", "提示", "为什么", "怎么改")
FULL = Diagnostic(
    Worded(CODE, "写了两次。", "删去一个。"), "我的 方案.credit", Span(12, 3, 12, 9),
    (Related("第一次", Span(3, 1, 3, 4)),), table="附件2", ref="三",
)  # fmt: skip
BARE = Diagnostic(Worded(NOTE, "整个文件。"), "数据.xlsx", cell="数据!C7")


def test_json() -> None:
    assert as_json(["我的 方案.credit"], [FULL]) == {
        "files": ["我的 方案.credit"],
        "diagnostics": [
            {
                "code": "E0203",
                "severity": "error",
                "message": "写了两次。",
                "file": "我的 方案.credit",
                "line": 12,
                "column": 3,
                "end_line": 12,
                "end_column": 9,
                "ref": "三",
                "table": "附件2",
                "help": "删去一个。",
                "related": [{"message": "第一次", "file": "我的 方案.credit", "line": 3, "column": 1}],
            }
        ],
    }


def test_json_of_a_message_without_a_place() -> None:
    (value,) = json.loads(json.dumps(as_json([], [BARE])))["diagnostics"]
    assert [value[key] for key in ("line", "column", "end_line", "end_column", "ref", "table")] == [None] * 6
    assert (value["help"], value["related"], value["cell"]) == ("", [], "数据!C7")


def test_sarif() -> None:
    log = json.loads(json.dumps(as_sarif([BARE, FULL, FULL])))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "creditdsl"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E0203", "N0401"]
    assert [(r["ruleId"], r["ruleIndex"], r["level"]) for r in run["results"]] == [
        ("E0203", 0, "error"),
        ("E0203", 0, "error"),
        ("N0401", 1, "note"),
    ]
    first, _, last = run["results"]
    assert first["message"]["text"] == "写了两次。\n改法：删去一个。"
    (place,) = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "%E6%88%91%E7%9A%84%20%E6%96%B9%E6%A1%88.credit"},
        "region": {"startLine": 12, "startColumn": 3, "endLine": 12, "endColumn": 9},
    }
    assert first["relatedLocations"][0]["message"] == {"text": "第一次"}
    assert last["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "数据!C7"}]
    assert "region" not in last["locations"][0]["physicalLocation"]


def test_sarif_of_an_absolute_path() -> None:
    path = os.path.abspath("a.credit")
    (run,) = json.loads(json.dumps(as_sarif([Diagnostic(Worded(CODE, ""), path)])))["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///") and uri.endswith("/a.credit")
