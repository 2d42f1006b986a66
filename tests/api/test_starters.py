"""Every starter is what a drafter may copy: without a finding, laid out, and its data reach several grades."""

import io
from collections import Counter
from pathlib import Path

import pytest

from creditdsl.api.starters import TOPICS, starter_files
from creditdsl.base.source import Source
from creditdsl.cli.commands.new import DATA, SCHEME
from creditdsl.cli.main import main
from creditdsl.compiler.pipeline import compile_source
from creditdsl.files.inputs import read_file
from creditdsl.forms.base import form_of
from creditdsl.syntax.walk import entries, rules

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]
names = pytest.mark.parametrize("name", [topic.name for topic in TOPICS])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def start(name: str, capsys: Capture) -> None:
    assert main(["new", "样板", "--topic", name]) == 0
    capsys.readouterr()


@names
def test_check_has_nothing_to_say_and_fmt_nothing_to_do(name: str, capsys: Capture) -> None:
    start(name, capsys)
    assert main(["check", "--strict", f"样板/{SCHEME}"]) == 0
    assert capsys.readouterr() == ("没有发现问题。\n", "")
    assert main(["fmt", "--check", f"样板/{SCHEME}"]) == 0


@names
def test_it_is_as_large_as_a_real_one(name: str, capsys: Capture) -> None:
    start(name, capsys)
    source = read_file(f"样板/{SCHEME}").source
    assert source is not None
    (table,) = compile_source(source).tables.values()
    items = [entry for entry in entries(table.table) if entry.rules]
    forms = Counter(type(form_of(rule)).__name__ for _, _, rule in rules(table.table))
    assert 6 <= len(items) <= 17 and 2 <= len(table.table.sections) <= 6
    assert len(forms) >= 4, forms
    assert table.table.grades is not None and len(table.table.grades.names) >= 3


@names
def test_its_data_score_without_a_word_and_reach_several_grades(name: str, capsys: Capture) -> None:
    start(name, capsys)
    assert main(["score", f"样板/{SCHEME}", "--data", f"样板/{DATA}"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    count = next(line for line in shown.out.splitlines() if line.startswith("共 "))
    assert 8 <= int(count.split()[1]) <= 15 and count.count("，") >= 2, count


@names
def test_it_prints_explains_and_asks(name: str, capsys: Capture) -> None:
    start(name, capsys)
    unit = io.StringIO(Path(f"样板/{DATA}").read_text("utf-8-sig")).read().splitlines()[1].split(",")[0]
    assert main(["print", f"样板/{SCHEME}", "-o", "表.html"]) == 0
    assert main(["explain", f"样板/{SCHEME}", "--data", f"样板/{DATA}", "--unit", unit]) == 0
    assert main(["sheet", f"样板/{SCHEME}", "-o", "填报表", "--unit", unit]) == 0
    assert capsys.readouterr().err == ""


def test_several_show_suppliers_and_quotas_beside_lines() -> None:
    tables = []
    for topic in TOPICS:
        source = Source(topic.name, starter_files(topic)[0].decode("utf-8-sig"))
        (compiled,) = compile_source(source).tables.values()
        tables.append(compiled.table)
    supplied = [table for table in tables if any(line.reporter for line in table.declarations)]
    bands = [[band for band in table.grades.bands if band.quota] for table in tables if table.grades is not None]
    assert len(supplied) >= 2
    assert sum(any(band.test for band in of_table) for of_table in bands) >= 2
    assert any(band.quota is not None and band.quota.groups for of_table in bands for band in of_table)


def test_the_list_has_a_line_for_each(capsys: Capture, folder: Path) -> None:
    assert main(["new", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1 : len(TOPICS) + 1]] == [topic.name for topic in TOPICS]
    assert lines[-1] == "按主题新建，例如：creditdsl new 我的方案 --topic 安全生产"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("环境保护", "环保"),
        ("河湖长制", "河长制"),
        ("企业", "营商环境"),
        ("绩效", "机关效能"),
        ("信息公开", "政务公开"),
        ("双公示", "信用"),
        ("应急管理", "安全生产"),
        ("平安建设", "信访"),
        ("数字政府", "数据归集"),
        ("街道", "乡镇综合"),
    ],
)
def test_another_word_gets_the_nearest_topic(typed: str, meant: str, capsys: Capture) -> None:
    assert main(["new", "样板", "--topic", typed]) == 2
    assert capsys.readouterr().err == (f"错误 E0026：没有“{typed}”这个主题，相近的是 {meant}，请写：--topic {meant}\n")


def test_a_strange_topic_gets_them_all(capsys: Capture, folder: Path) -> None:
    assert main(["new", "样板", "--topic", "疫苗"]) == 2
    assert f"可以写：{'、'.join(topic.name for topic in TOPICS)}。" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_every_topic_is_named_for_readers() -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    assert all(topic.name in page for topic in TOPICS)
