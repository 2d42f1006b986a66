"""The page tables.md, executed: every engine and both readers print the same, on faults and on scores."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from creditdsl.cli.main import main

PAGE = Path(__file__).with_name("tables.md")
CASES = re.split(r"(?m)^(?=## )", PAGE.read_text(encoding="utf-8"))[1:]
ENGINES = ("exact", "columns", "columns, large", "duckdb")

ROSTER = """方案：示例
附件1 考核指标
名单
  单位：甲局、乙局、丙局
一、考核（10分）
  报送量 每条得1
"""


def title(case: str) -> str:
    return case.splitlines()[0].removeprefix("## ")


def blocks(case: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the words behind the name of each block, and its text."""
    return ((match[1].strip(), match[2]) for match in re.finditer(rf"```{name}([^\n]*)\n(.*?)```", case, re.DOTALL))


def scheme(case: str) -> str:
    ((_, text),) = blocks(case, "credit")
    return text if text.startswith("方案") else f"方案：示例\n附件1 考核指标\n{text}"


def score(case: str, engine: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return all that the command prints, in a folder of its own."""
    Path("方案.credit").write_text(scheme(case), encoding="utf-8")
    words = ["score", "方案.credit", "--engine", engine]
    for number, (options, text) in enumerate(blocks(case, "csv"), 1):
        Path(f"数据{number}.csv").write_text(text, encoding="utf-8")
        words += ["--data", f"数据{number}.csv", *options.split()]
    status = main(words)
    printed = capsys.readouterr()
    return f"{printed.err}{printed.out}退出状态：{status}\n"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=title)
def test_case_is_as_printed(
    case: str, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if engine != "exact":
        pytest.importorskip("pyarrow")
        from creditdsl.data.large import batches

        monkeypatch.setattr(batches, "_SMALL", 0 if "large" in engine else 1 << 20)
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    ((_, expected),) = blocks(case, "text")
    assert score(case, engine.partition(",")[0], capsys) == expected


@pytest.mark.parametrize("partial", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        ["score", "-o", "成绩.xlsx"],
        ["rank", "-o", "排名.html"],
        ["summary", "-o", "概况.html"],
        ["explain", "--unit", "甲局"],
        ["explain", "-o", "说明"],
        ["compare", "-o", "对照.html"],
    ],
    ids=" ".join,
)
def test_every_command_holds_to_the_roster(
    words: list[str], partial: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("方案.credit").write_text(ROSTER, encoding="utf-8")
    Path("数据.csv").write_text("单位,报送量\n甲局,3\n乙局,5\n合计,8\n", encoding="utf-8")
    Path("多了.csv").write_text("单位,报送量\n甲局,3\n乙局,5\n丁局,8\n", encoding="utf-8")
    labels = ["自评:", "复核:"] if words[0] == "compare" else [""]
    data = [word for label in labels for word in ("--data", f"{label}数据.csv")]
    status = main([words[0], "方案.credit", *data, *words[1:], *(["--partial"] if partial else [])])
    printed = capsys.readouterr().err
    assert (status, "W0511" in printed, "E0572" in printed) == ((0, True, False) if partial else (1, False, True))
    assert "W0510：第 4 行“合计”" in printed
    other = [word.replace("数据", "多了") for word in data]
    assert main([words[0], "方案.credit", *other, *words[1:], *(["--partial"] if partial else [])]) == 1
    assert "E0571：名单里没有“丁局”" in capsys.readouterr().err
