"""The manual page of each finding is executable: its example shows this finding and no other."""

import pytest

from creditdsl.base.diagnostic import Code
from creditdsl.review.findings import CODES
from tests.review.golden import reviewed


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_example_shows_exactly_its_finding(code: Code) -> None:
    found, _ = reviewed(code.example)
    assert {one.code.id for one in found} == {code.id}
    assert all(one.message and one.help for one in found)


def test_codes_are_in_order() -> None:
    assert [code.id[1:] for code in CODES] == sorted(code.id[1:] for code in CODES)
