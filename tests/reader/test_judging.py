"""The judge tells readings apart by all that they say, and by which lines share a measure."""

import pytest

from tests.reader.judging import meaning


def test_names_and_the_order_of_lines_do_not_count() -> None:
    assert meaning(["甲 得1", "乙数 每条扣2"]) == meaning(["丙数 每条扣2", "丁 得1"])


@pytest.mark.parametrize(
    "other",
    [
        ["甲 得1", "乙 得3"],
        ["甲 得1", "乙 扣2"],
        ["甲 得1"],
        ["甲 得1", "乙 得2", "标题：就高"],
        ["甲 得1", "甲 得2"],
    ],
    ids="；".join,
)
def test_everything_else_counts(other: list[str]) -> None:
    assert meaning(["甲 得1", "乙 得2"]) != meaning(other)


def test_which_line_shares_a_measure_counts() -> None:
    assert meaning(["甲 得1", "乙 得2", "甲 得3"]) != meaning(["甲 得1", "乙 得2", "乙 得3"])
