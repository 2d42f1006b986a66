"""All tables of schemes/: a program gets the very scores that the command prints, whoever computes."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import creditdsl
from creditdsl.cli.main import main
from tests.published_tables import DATA_FILES, SCHEMES, by_data_file, scheme_of


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
    assert len(DATA_FILES) == 9


@pytest.mark.parametrize("data", by_data_file(DATA_FILES))
def test_every_way_gives_the_scores_of_the_command(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    scheme = scheme_of(data)
    table = table_of(scheme, data)
    with data.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "数据.parquet")
    expected = by_command(scheme, data, capsys)
    assert printed(table.score(data)) == expected
    assert printed(table.score(rows)) == expected
    assert printed(table.score(data, engine="columns")) == expected
    assert printed(table.score(tmp_path / "数据.parquet")) == expected


LVLIANG = SCHEMES / "lvliang-2022" / "data" / "附件1.csv"


@pytest.mark.parametrize("engine", ["exact", "columns", "duckdb"])
def test_every_engine(engine: creditdsl.Engine, capsys: pytest.CaptureFixture[str]) -> None:
    scheme = LVLIANG.parents[1] / "scheme.credit"
    assert printed(table_of(scheme, LVLIANG).score(LVLIANG, engine=engine)) == by_command(scheme, LVLIANG, capsys)


@pytest.mark.parametrize("engine", [None, "columns"])
@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "txt"])
def test_files_are_those_of_the_command(engine: creditdsl.Engine | None, suffix: str, tmp_path: Path) -> None:
    ours, theirs = tmp_path / f"成绩.{suffix}", tmp_path / f"命令.{suffix}"
    scheme, table = LVLIANG.parents[1] / "scheme.credit", LVLIANG.stem
    words = [*(["--engine", engine] if engine else []), *(["--format", "text"] if suffix == "txt" else [])]
    main(["score", str(scheme), "--table", table, "--data", str(LVLIANG), "-o", str(theirs), *words])
    written = table_of(scheme, LVLIANG).score(LVLIANG, engine=engine).write(ours)
    assert ours.read_bytes() == theirs.read_bytes()
    assert written.files == (str(ours),)


@pytest.mark.parametrize("data", [LVLIANG, SCHEMES / "changzhi-2023" / "data" / "附表二.csv"], ids=["rows", "periods"])
def test_explanations_are_those_of_the_command(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme = data.parents[1] / "scheme.credit"
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
