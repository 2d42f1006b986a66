"""All tables of schemes/: a program gets the very scores that the command prints, whoever computes."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import creditdsl
from creditdsl.cli.main import main

SCHEMES = Path(__file__).parents[2] / "schemes"
TABLES = [
    (path.parents[1] / "scheme.credit", path)
    for path in sorted(SCHEMES.glob("*/data/*.csv"))
    if path.with_suffix(".expected.json").exists() and "自评" not in path.stem
]
EVERY = pytest.mark.parametrize(("scheme", "data"), TABLES, ids=lambda path: f"{path.parent.name}-{path.stem}")


def table_of(scheme: Path, data: Path) -> creditdsl.Table:
    return creditdsl.read(scheme).table(data.stem)


def printed(scores: creditdsl.Scores) -> list[dict[str, object]]:
    """The rows as `score --format json` has them."""
    return [
        {
            "unit": row.unit,
            "period": row.period,
            "items": {ref: str(score) for ref, score in row.items.items()},
            "sections": {ref: str(score) for ref, score in row.sections.items()},
            "total": str(row.total),
            "grade": row.grade,
            "rank": row.rank,
            **row.honours,
            "notes": list(row.notes),
        }
        for row in scores
    ]


def by_command(scheme: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> list[Mapping[str, object]]:
    words = ["score", str(scheme), "--table", data.stem, "--data", str(data), "--format", "json"]
    assert main(words) == 0
    units: list[Mapping[str, object]] = json.loads(capsys.readouterr().out)["units"]
    return units


def test_there_are_nine_tables() -> None:
    assert len(TABLES) == 9


@EVERY
@pytest.mark.parametrize("engine", [None, "exact", "columns", "duckdb"])
def test_the_scores_of_the_command(
    scheme: Path, data: Path, engine: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    table = table_of(scheme, data)
    expected = by_command(scheme, data, capsys)
    assert printed(table.score(data, engine=engine)) == expected


@EVERY
def test_values_and_columns_score_as_the_file_does(
    scheme: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    table = table_of(scheme, data)
    with data.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    arrow = pa.Table.from_pylist(rows)
    parquet.write_table(arrow, tmp_path / "数据.parquet")
    expected = by_command(scheme, data, capsys)
    assert printed(table.score(rows)) == expected
    assert printed(table.score(arrow)) == expected
    assert printed(table.score(tmp_path / "数据.parquet")) == expected


@EVERY
@pytest.mark.parametrize("engine", [None, "columns"])
@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_files_are_those_of_the_command(
    scheme: Path, data: Path, engine: str | None, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = tmp_path / f"成绩.{suffix}", tmp_path / f"命令.{suffix}"
    words = ["--engine", engine] if engine else []
    main(["score", str(scheme), "--table", data.stem, "--data", str(data), "-o", str(theirs), *words])
    written = table_of(scheme, data).score(data, engine=engine).write(ours)
    assert ours.read_bytes() == theirs.read_bytes()
    assert written.files == (str(ours),)


@EVERY
def test_explanations_are_those_of_the_command(scheme: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = table_of(scheme, data)
    by_rows, by_columns = table.score(data), table.score(data, engine="columns")
    unit = by_rows.units[-1]
    words = ["explain", str(scheme), "--table", data.stem, "--data", str(data), "--unit", unit]
    for form in ("text", "json", "html"):
        assert main([*words, "--format", form]) == 0
        shown = capsys.readouterr().out.rstrip("\n")
        for scores in (by_rows, by_columns):
            explanation = scores[unit].explain()
            found = {"text": explanation.text, "json": explanation.json, "html": explanation.html}[form]()
            assert found.rstrip("\n") == shown
