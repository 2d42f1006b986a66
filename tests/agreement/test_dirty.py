"""Engines accept, refuse and say the same on dirty files. `make dirty` compares very many more."""

from pathlib import Path

import pytest

pytest.importorskip("duckdb")

from tests.agreement.dirty import FILES, Counts, Seen, of_seed, parting, report


def of_seeds(seeds: range, folder: Path) -> Counts:
    counts = Counts()
    for seed in seeds:
        counts.add(of_seed(seed, folder))
    report(counts)
    return counts


def test_fifty_files(tmp_path: Path) -> None:
    counts = of_seeds(range(50 // FILES), tmp_path)
    assert counts.differ == []
    assert counts.cases.total() == 50 and set(counts.cases) == {".csv", ".parquet", ".xlsx"}
    assert counts.met["scored"] > 10 and counts.met["W0506"] > 10


@pytest.mark.full
def test_a_thousand_files(tmp_path: Path) -> None:
    counts = of_seeds(range(10_000, 10_000 + 1_000 // FILES), tmp_path)
    assert counts.differ == []
    assert 200 < counts.met["scored"] < 700 and not counts.refused
    wanted = {f"E05{number:02}" for number in (4, 8, *range(10, 13), *range(14, 17), *range(19, 28), *range(30, 35))}
    assert wanted <= set(counts.met)


def test_a_difference_is_seen() -> None:
    refused = Seen(1, (("E0520", "数据.csv", "B2", "…"),))
    scored = Seen(0, (), ("甲局 5.00", "乙局 5.00"))
    assert "exit 1 but 0" in parting(refused, scored)
    assert "B2" in parting(refused, Seen(1, (("E0520", "数据.csv", "B3", "…"),)))
    assert "乙局 0.00" in parting(scored, Seen(0, (), ("甲局 5.00", "乙局 0.00")))
    assert "乙局" in parting(scored, Seen(0, (), ("甲局 5.00",)))
