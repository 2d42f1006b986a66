"""Forms written, filled in and read back score like the tables they were filled in from: all vectors."""

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from creditdsl.cli.main import main
from tests.sheets.filling import REPORT, YEAR, fill, grid, names

SCHEMES = Path(__file__).parents[2] / "schemes"
TABLES = sorted(path for path in SCHEMES.glob("*/data/*.csv") if "-" not in path.stem)
Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The output of a command that has nothing to complain of."""

    def call(*words: object) -> str:
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert (status, err) == (0, "")
        return out

    return call


def rows(path: Path) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(StringIO(path.read_text("utf-8-sig")))


def scored(out: str) -> dict[str, Any]:
    """The results without the receipt, which names the files."""
    found = json.loads(out)
    found.pop("receipt")
    assert isinstance(found, dict)
    return found


def answers_of(row: dict[str, str], content: bytes, sheet: str) -> dict[str, str]:
    """What of a row the sheet asks; every answer that is left over must be blank."""
    asked = {line[0].removeprefix("指标:") for line in grid(content, sheet)}
    reasons = {f"{name}理由" for name in asked}
    return {name: cell for name, cell in row.items() if cell and (name in asked or name in reasons)}


def write_filled(form: bytes, row: dict[str, str], target: Path, word: str = "填报数据") -> None:
    period = row.get("期", "")
    sheet = YEAR if YEAR in names(form) and len(period) == 4 else REPORT
    given = answers_of(row, form, sheet)
    assert {name for name, cell in row.items() if cell} - given.keys() <= {"单位", "期"}
    top = {"单位": row["单位"], **({"期": period} if period else {})}
    target.write_bytes(fill(form, {**top, **given}, word, sheet))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_vector_scores_as_its_table_does(path: Path, tmp_path: Path, run: Run) -> None:
    scheme, table = path.parents[1] / "scheme.credit", path.stem
    run("sheet", scheme, "--table", table, "-o", tmp_path / "空白.xlsx")
    form = (tmp_path / "空白.xlsx").read_bytes()
    word = "自评数据" if "列:自评数据" in grid(form)[0] else "填报数据"
    back = tmp_path / "返回"
    back.mkdir()
    for number, row in enumerate(rows(path)):
        write_filled(form, row, back / f"{number:03}.xlsx", word)
    words = ("score", scheme, "--table", table, "--format", "json", "--data")
    assert scored(run(*words, back)) == scored(run(*words, path))
