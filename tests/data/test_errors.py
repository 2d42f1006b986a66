"""The faults of data and their manual pages: numbered, complete, written for a clerk."""

import re

import pytest

from creditdsl.base.code import Code, Severity
from creditdsl.base.fault import pages
from creditdsl.data import cell_errors, file_errors, sheet_errors, table_errors

_TOUCHING = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")
CODES = [code for module in (file_errors, table_errors, cell_errors, sheet_errors) for code in pages(module)]


def test_every_number_stands_once_without_a_gap() -> None:
    numbers = {letter: sorted(int(code.id[1:]) for code in CODES if code.id[0] == letter) for letter in "EWN"}
    assert numbers == {"E": [*range(501, 547)], "W": [*range(501, 506)], "N": [501]}


def test_an_unreadable_file_is_known_by_its_code() -> None:
    assert set(sheet_errors.UNREADABLE) < set(CODES)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_a_page_is_complete(code: Code) -> None:
    assert re.fullmatch(r"[EWN]05\d\d", code.id)
    assert code.severity in Severity
    for text in (code.title, code.why, code.fix):
        assert text
        assert "编程" not in text
        assert not _TOUCHING.search(text), text
    assert code.why.endswith("。")
    assert code.fix.endswith("。")
