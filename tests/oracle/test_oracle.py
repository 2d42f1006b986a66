"""A few cases and relations of the second opinion; `make oracle` runs very many."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.oracle.commands import command_failure
from tests.oracle.reader import read_scheme
from tests.oracle.run import case_failure, relation_failures
from tests.oracle.scores import fire
from tests.oracle.totals import total_of
from tests.oracle.values import Unit

pytest.importorskip("pyarrow")

FEW, MANY = range(400_024, 400_074), range(2_000)
"""Seeds of the ordinary run, and of `make full`."""
LARGE = 3
"""A command above the size at which the default engine changes."""


def failed(seeds: range, folder: Path) -> list[str]:
    """Return what differs at the seeds."""
    failures = [failure for seed in seeds if (failure := case_failure(seed, folder))]
    return [f"seed {failure.seed}: {failure.what}\n{failure.report}" for failure in failures]


def test_the_program_agrees_with_the_manual(tmp_path: Path) -> None:
    assert failed(FEW, tmp_path) == []


@pytest.mark.full
def test_the_program_agrees_with_the_manual_on_many_cases(tmp_path: Path) -> None:
    assert failed(MANY, tmp_path) == []


def test_what_must_not_matter_does_not(tmp_path: Path) -> None:
    assert [failure.what for seed in range(3) for failure in relation_failures(seed, tmp_path)[1]] == []


def test_a_command_agrees_with_the_manual(tmp_path: Path) -> None:
    assert command_failure(LARGE, tmp_path) is None


def test_the_oracle_can_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one point more on every sum of the oracle, every case differs."""
    monkeypatch.setattr("tests.oracle.totals.total_of", lambda points: total_of([*points, Fraction(bool(points))]))
    assert len(failed(range(400_024, 400_064, 4), tmp_path)) == 10


@pytest.mark.parametrize(
    ("rule", "value", "points"),
    [
        ("合格率 80%以上 得5 60%以上 得3 其余 得0", "0.8", 5),
        ("合格率 80%以上 得5 60%以上 得3 其余 得0", "0.79", 3),
        ("合格率 95%以上 得2 每低1百分点扣0.2", "0.93", "8/5"),
        ("合格率 每5%得1 不足一步按一步计", "0.11", 3),
        ("得 7×合格率", "0.5", "7/2"),
    ],
)
def test_a_rule_is_read_as_the_manual_says(rule: str, value: str, points: int | str) -> None:
    scheme = read_scheme(f"方案：示例\n附件1 考核指标\n数据\n  合格率：比率\n一、考核（10分）\n  {rule}\n")
    unit = Unit("甲局", {"合格率": Fraction(value)}, scheme)
    assert fire(scheme.sections[0].rules[0], [unit], scheme.sections[0])["甲局"][0] == Fraction(points)
