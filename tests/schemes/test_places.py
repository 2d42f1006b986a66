"""Every place end to end: every figure of every table through the command line, as expected."""

import csv
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from creditdsl.cli.main import main

SCHEMES = Path(__file__).parents[2] / "schemes"
EXPECTED = sorted(SCHEMES.glob("*/data/*.expected.json"))
HUANGSHI = SCHEMES / "huangshi-2020"
NOT_COMPARED = {"unit", "period", "items", "total"}

Rows = list[dict[str, Any]]
Score = Callable[..., dict[str, Any]]


@pytest.fixture
def score(capsys: pytest.CaptureFixture[str]) -> Score:
    """The JSON of `score` for one table of a place, from files in its data folder."""

    def call(place: str, table: str, *data: str) -> dict[str, Any]:
        folder = SCHEMES / place
        words = ["score", str(folder / "scheme.credit"), "--table", table, "--format", "json"]
        for name in data:
            label, colon, file = name.rpartition(":")
            words += ["--data", f"{label}{colon}{folder / 'data' / file}.csv"]
        status = main(words)
        out, err = capsys.readouterr()
        assert (status, err) == (0, "")
        value = json.loads(out)
        assert isinstance(value, dict)
        return value

    return call


def expected(place: str, name: str) -> Rows:
    units = json.loads((SCHEMES / place / "data" / f"{name}.expected.json").read_text("utf-8"))["units"]
    assert isinstance(units, list)
    return units


def agree(found: Rows, wanted: Rows) -> None:
    """Every row, item and key that is wanted is found; null is absent, null or 不适用, never 0."""
    rows = {(row["unit"], row["period"]): row for row in found}
    assert len(rows) == len(found)
    for want in wanted:
        name = (want["unit"], want["period"])
        row = rows[name]
        for ref, score in want["items"].items():
            got = row["items"].get(ref)
            assert got in (None, "不适用") if score is None else Fraction(got) == Fraction(score), (name, ref, got)
        assert Fraction(row["total"]) == Fraction(want["total"]), name
        for key in set(want) - NOT_COMPARED:
            assert row[key] == want[key], (name, key)


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parts[-3]}-{path.name.partition('.')[0]}")
def test_every_figure(path: Path, score: Score) -> None:
    place, name = path.parts[-3], path.name.partition(".")[0]
    table, _, label = name.partition("-")
    if label != "差额":
        agree(score(place, table, name)["units"], expected(place, name))
    else:
        wanted = [{key: row[key] for key in NOT_COMPARED} for row in expected(place, name)]
        agree(score(place, table, "自评:附件-自评", "复核:附件")["difference"], wanted)


def test_all_tables_of_all_places() -> None:
    assert len({path.parts[-3] for path in EXPECTED}) == 5 and len(EXPECTED) == 11


def test_both_sets_beside_each_other(score: Score) -> None:
    found = score("huangshi-2020", "附件", "复核:附件", "自评:附件-自评")
    assert list(found) == ["scheme", "table", "receipt", "units", "sets", "difference"]
    assert list(found["sets"]) == ["自评", "复核"] and found["units"] == found["sets"]["复核"]
    agree(found["sets"]["自评"], expected("huangshi-2020", "附件-自评"))
    agree(found["units"], expected("huangshi-2020", "附件"))
    assert len(found["receipt"]["data_sha256"]) == 2


def test_every_number_of_the_differences_is_text(score: Score) -> None:
    found = score("huangshi-2020", "附件", "自评:附件-自评", "复核:附件")["difference"]
    second = next(row for row in found if row["unit"] == "乙区")
    assert second["total"] == "-22.33" and second["items"]["1/3"] == "不适用" and second["items"]["6"] == "10.00"


def test_periods_come_in_their_order_and_years_last(score: Score) -> None:
    found = score("changzhi-2023", "附表二", "附表二")["units"]
    periods = list(dict.fromkeys(row["period"] for row in found))
    assert periods == [*(f"2023-{month:02}" for month in range(1, 13)), "2023"]
    assert [row["period"] for row in found] == [period for period in periods for _ in range(14)]
    assert found[0]["items"].get("四/18") is None and found[0]["sections"]["一"] and found[0]["rank"] is None
    assert found[-1]["sections"] == {} and list(found[-1]["items"]) == ["月度合计", "年终测评"]


def test_the_year_is_explained_by_its_overrides(score: Score) -> None:
    years = {row["unit"]: row for row in score("changzhi-2023", "附表一", "附表一")["units"] if row["period"] == "2023"}
    assert years["亥局"]["notes"] == ["因“年底未退出失信名单”评为“不合格”，等次由“优秀”改为“不合格”"]
    assert years["庚局"]["notes"] == []


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("年终测评", "", "甲县 2023 缺“年终测评”"),
        ("宣传稿件篇数", "1", "宣传稿件篇数"),
        ("期", "2023-12", "甲县 2023-12 "),
    ],
)
def test_a_fault_names_its_period(
    column: str, cell: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = SCHEMES / "changzhi-2023"
    rows = list(csv.reader((folder / "data" / "附表二.csv").read_text("utf-8-sig").splitlines()))
    year = next(row for row in rows if row[:2] == ["甲县", "2023"])
    year[rows[0].index(column)] = cell
    data = tmp_path / "数据.csv"
    with data.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    status = main(["score", str(folder / "scheme.credit"), "--table", "附表二", "--data", str(data)])
    out, err = capsys.readouterr()
    assert (status, out) == (1, "") and message in err


def test_a_quarterly_scheme_scores_one_quarter_or_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without 期 the data are one quarter; with it each quarter is scored, and ranked, by itself."""
    folder = SCHEMES / "jiaxian-2022"
    first, *rows = (folder / "data/附件1.csv").read_text("utf-8-sig").splitlines()
    several = tmp_path / "各季.csv"
    unit, columns = first.split(",", 1)
    lines = [f"{unit},期,{columns}"]
    lines += [
        f"{name},{quarter},{rest}" for quarter in ("2022Q1", "2022Q2") for name, rest in (r.split(",", 1) for r in rows)
    ]
    several.write_text("\n".join(lines), "utf-8")
    words = ["score", str(folder / "scheme.credit"), "--table", "附件1", "--format", "json", "--data"]
    assert main([*words, str(folder / "data/附件1.csv")]) == 0
    once = json.loads(capsys.readouterr().out)["units"]
    assert main([*words, str(several)]) == 0
    twice = json.loads(capsys.readouterr().out)["units"]
    assert [unit["period"] for unit in twice] == ["2022Q1"] * len(once) + ["2022Q2"] * len(once)
    for quarter in (twice[: len(once)], twice[len(once) :]):
        assert [(u["unit"], u["total"], u["rank"]) for u in quarter] == [
            (u["unit"], u["total"], u["rank"]) for u in once
        ]
