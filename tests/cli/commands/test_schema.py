"""Every JSON that a command writes is what its schema says, and the schemas say all of it."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator

from creditdsl import draft
from creditdsl.base.diagnostic import Diagnostic, Edit, Related
from creditdsl.base.fault import Worded
from creditdsl.base.source import Span
from creditdsl.cli.commands.schema import CURRENT, FOLDER
from creditdsl.cli.main import COMMANDS, main
from creditdsl.files.decode import decode
from creditdsl.reports.checked import check
from creditdsl.reports.codes import all_codes
from creditdsl.reports.json import as_json
from tests.published_tables import DATA_FILES, SCHEMES, by_name

SETS = [f"复核:{SCHEMES / 'huangshi-2020/data/附件.csv'}", f"自评:{SCHEMES / 'huangshi-2020/data/附件-自评.csv'}"]

Run = Callable[..., Any]


def closed(schema: Any) -> Any:
    """The schema with no key allowed but those that it describes; the one that is handed out allows for new ones."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closing = {"additionalProperties": False} if "properties" in schema and "type" in schema else {}
    return {**closing, **{key: closed(part) for key, part in schema.items()}}


SCHEMA = {name: json.loads((FOLDER / file).read_text("utf-8")) for name, file in CURRENT.items()}
VALIDATORS = {name: Draft202012Validator(closed(schema)) for name, schema in SCHEMA.items()}


def faults(name: str, value: object) -> list[str]:
    """What is not as the schema of a command says."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATORS[name].iter_errors(value)]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The JSON of a command line, which is valid."""

    def call(*words: str, status: int = 0) -> Any:
        assert main([*words, "--format", "json"]) == status
        value = json.loads(capsys.readouterr().out)
        assert faults(words[0], value) == []
        return value

    return call


def test_every_command_that_writes_json_has_a_schema() -> None:
    writing = []
    for name, _, module, _ in COMMANDS:
        for param in import_module(module).command.params:
            if "--format" in param.opts and isinstance(param.type, click.Choice) and "json" in param.type.choices:
                writing.append(name)
    assert writing == list(CURRENT)


@pytest.mark.parametrize("name", CURRENT)
def test_a_schema_is_one_and_has_its_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Draft202012Validator.check_schema(SCHEMA[name])
    version = CURRENT[name].removeprefix(f"{name}-").removesuffix(".json")
    assert SCHEMA[name]["$id"] == f"urn:creditdsl:{name}:{version}"
    used = {ref.rpartition("/")[2] for ref in references(SCHEMA[name])}
    assert used - {"#"} == set(SCHEMA[name]["$defs"]), "every definition is used"
    assert main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA[name]


def references(schema: Any) -> Iterator[str]:
    """Every `$ref` in a schema."""
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == "$ref")
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from references(part)


def test_every_schema_that_was_ever_handed_out_is_kept() -> None:
    """A version stays as it is; whatever takes a key away has a new number."""
    assert {path.name for path in FOLDER.iterdir()} >= {"check-1.json", "score-1.json", "explain-1.json"}


# check


@pytest.mark.parametrize("place", sorted(path.parent.name for path in SCHEMES.glob("*/scheme.credit")))
def test_check_of_a_real_scheme(place: str, run: Run) -> None:
    run("check", str(SCHEMES / place / "scheme.credit"))


@pytest.mark.parametrize("code", [code for code in all_codes() if code.example], ids=lambda code: code.id)
def test_check_of_every_fault(code: Any) -> None:
    checked = check("例.credit", decode("例.credit", code.example.encode()))
    value = json.loads(json.dumps(as_json([checked.file], checked.diagnostics)))
    assert faults("check", value) == []


def test_check_of_all_that_a_diagnostic_may_carry() -> None:
    span = Span(3, 5, 4, 9)
    related = (Related("另一处", Span(1, 1, 1, 2)), Related("数据", Span(2, 1, 2, 2), "数据 1.csv"))
    for code in all_codes():
        worded = Worded(code, "不对。", "改正。")
        for one in (
            Diagnostic(worded, "一.credit", span, related, "附件1", "一/2", None, (Edit(span, "得5"),), "原文如此"),
            Diagnostic(worded, "数.xlsx", cell="表!C7"),
            Diagnostic(worded),
        ):
            assert faults("check", json.loads(json.dumps(as_json(["一.credit"], [one])))) == []


def test_check_of_what_is_no_scheme(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "坏.credit").write_bytes(b"\xff\xfe")
    (tmp_path / "空.credit").touch()
    run("check", str(tmp_path), str(tmp_path / "没有"), str(tmp_path / "*.x"), status=2)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\0\x1b[2J")))
    run("check", "-", status=1)


def test_check_with_changes_and_without_some_codes(run: Run, tmp_path: Path) -> None:
    old = SCHEMES / "lvliang-2022" / "scheme.credit"
    new = tmp_path / "新.credit"
    lines = old.read_text("utf-8").splitlines(keepends=True)
    new.write_text("".join(line for line in lines if "排名赋分" not in line).replace("吕梁市", "某市", 1), "utf-8")
    value = run("check", str(new), "--against", str(old), "--ignore", "W,N")
    assert value["left_out"] > 0 and any(change["line"] is None for change in value["changes"])


# score


@pytest.mark.parametrize(("place", "table"), by_name(DATA_FILES))
def test_score_and_explain_of_a_real_table(place: str, table: str, run: Run) -> None:
    words = (str(SCHEMES / place / "scheme.credit"), "--table", table)
    data = ("--data", str(SCHEMES / place / "data" / f"{table}.csv"))
    value = run("score", *words, *data)
    last = value["units"][-1]
    period = ("--period", last["period"]) if last["period"] else ()
    run("explain", *words, *data, *period, "--unit", last["unit"])
    first = value["units"][0]
    if first["period"] != last["period"]:
        run("explain", *words, *data, "--period", first["period"], "--unit", first["unit"])


@pytest.mark.parametrize(("place", "table"), by_name(DATA_FILES))
def test_what_waits(place: str, table: str, run: Run, tmp_path: Path) -> None:
    text = (SCHEMES / place / "data" / f"{table}.csv").read_text("utf-8-sig")
    head, first, *rest = text.splitlines()
    keep = 2 if head.split(",")[1] == "期" else 1
    cells = first.split(",")
    blank = ",".join([*cells[:keep], *[""] * (len(head.split(",")) - keep)])
    data = tmp_path / "数据.csv"
    data.write_text("\n".join([head, blank, *rest]) + "\n", "utf-8")
    words = (str(SCHEMES / place / "scheme.credit"), "--table", table, "--data", str(data), "--partial")
    assert "待定" in json.dumps(run("score", *words), ensure_ascii=False)
    period = ("--period", cells[1]) if keep == 2 else ()
    run("explain", *words, *period, "--unit", cells[0])


def test_labelled_sets(run: Run) -> None:
    words = [str(SCHEMES / "huangshi-2020" / "scheme.credit"), "--data", SETS[1], "--data", SETS[0]]
    assert list(run("score", *words)["sets"]) == ["自评", "复核"]
    assert list(run("explain", *words, "--unit", "阳新县")["sets"]) == ["自评", "复核"]


def test_score_of_very_many(run: Run, tmp_path: Path) -> None:
    """The writer of many units puts its JSON together from parts of text."""
    pytest.importorskip("numpy")
    data = str(SCHEMES / "lvliang-2022" / "data" / "附件2.csv")
    words = (str(SCHEMES / "lvliang-2022" / "scheme.credit"), "--table", "附件2", "--data", data)
    output = tmp_path / "成绩.json"
    assert main(["score", *words, "--engine", "columns", "-o", str(output)]) == 0
    value = json.loads(output.read_text("utf-8"))
    assert value["receipt"]["engine"] == "columns" and faults("score", value) == []


# The schemas refuse


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A value of every command."""
    folder = tmp_path_factory.mktemp("例")
    scheme = str(SCHEMES / "huangshi-2020" / "scheme.credit")
    (folder / "score.json").touch()
    sets = ["--data", SETS[1], "--data", SETS[0]]
    for name, more in (("score", []), ("explain", ["--unit", "阳新县"])):
        assert main([name, scheme, *sets, *more, "-o", str(folder / f"{name}.json")]) == 0
    checked = check("例.credit", decode("例.credit", "方案：甲\n附件1 乙\n一、丙（5分）\n  丁 得！\n".encode()))
    values = {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("score", "explain")}
    document = "附件1\n指标\n序号\t指标\t分值\t标准\n1\t报送\t5\t每条得1分。\n合计\t\t5\t\n"
    values["import"] = draft(content=document.encode()).data()
    return {**values, "check": json.loads(json.dumps(as_json(["例.credit"], checked.diagnostics)))}


@pytest.mark.parametrize("name", CURRENT)
def test_a_key_more_or_less_is_noticed(name: str, samples: dict[str, Any]) -> None:
    value = samples[name]
    assert faults(name, value) == []
    for key in SCHEMA[name]["required"]:
        assert faults(name, {other: part for other, part in value.items() if other != key}), key
    more = {**value, "另": 1}
    assert faults(name, more), "what is not described is noticed here"
    assert Draft202012Validator(SCHEMA[name]).is_valid(more), "and allowed by what is handed out"


@pytest.mark.parametrize(
    ("name", "path", "wrong"),
    [
        ("check", ["diagnostics", 0, "severity"], "fatal"),
        ("check", ["diagnostics", 0, "line"], 0),
        ("check", ["diagnostics", 0, "code"], "E1"),
        ("score", ["units", 0, "total"], 90.5),
        ("score", ["units", 0, "total"], "5.00分"),
        ("score", ["units", 0, "rank"], "1"),
        ("score", ["receipt", "scheme_sha256"], ""),
        ("score", ["sets", "自评", 0, "items"], None),
        ("import", ["clauses", 0, "reading"], "sure"),
        ("import", ["tables", 0, "sections"], -1),
        ("explain", ["items", 0, "points"], "1/"),
        ("explain", ["sets", "自评", "total"], None),
        ("explain", ["difference", "total"], "－1.00"),
    ],
)
def test_a_wrong_value_is_refused(name: str, path: list[Any], wrong: object, samples: dict[str, Any]) -> None:
    value = deepcopy(samples[name])
    part = value
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = wrong
    assert not Draft202012Validator(SCHEMA[name]).is_valid(value)


def test_a_command_that_writes_no_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["结果格式", "fmt"]) == 2
    assert "可以写：check、score、explain、import。" in capsys.readouterr().err
