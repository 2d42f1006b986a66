"""The page tables.md, executed: every engine and both readers print the same, on faults and on scores."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from creditdsl.cli.main import main

PAGE = Path(__file__).with_name("tables.md")
CASES = re.split(r"(?m)^(?=## )", PAGE.read_text(encoding="utf-8"))[1:]
ENGINES = ("exact", "columns", "columns, large", "duckdb")


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
