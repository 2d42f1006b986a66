"""The faults of data and their manual pages: numbered, complete, written for a clerk."""

import re
from fractions import Fraction

import pytest

from creditdsl.base.code import Code, Severity
from creditdsl.base.fault import pages
from creditdsl.data import cell_errors, file_errors, sheet_errors, table_errors
from creditdsl.data.cell_errors import NotNumber, NumberSlip, OutOfRange
from creditdsl.data.tables import Address, fault_at

_TOUCHING = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")
CODES = [code for module in (file_errors, table_errors, cell_errors, sheet_errors) for code in pages(module)]


def test_every_number_stands_once_without_a_gap() -> None:
    numbers = {letter: sorted(int(code.id[1:]) for code in CODES if code.id[0] == letter) for letter in "EWN"}
    assert numbers == {"E": [*range(501, 548), *range(570, 577)], "W": [*range(501, 507), 510, 511], "N": [501]}


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


def test_facts_of_a_cell_are_data_beside_its_words() -> None:
    fault = OutOfRange("甲局", "报送率", "120%", Fraction(0), Fraction(1), percent=True)
    assert fault.words() == "甲局的“报送率”写的是“120%”，应在 0% 到 100% 之间"
    assert fault.data() == {
        "row": "甲局",
        "column": "报送率",
        "content": "120%",
        "low": "0",
        "high": "1",
        "percent": True,
    }


def test_a_slip_says_what_to_write() -> None:
    fault = NotNumber("甲局", "报送量", "5条", NumberSlip.QUANTIFIER, "5", "条")
    assert (fault.words(), fault.help()) == ("甲局的“报送量”写的是“5条”，只写数，不写“条”", "请写 5")
    assert fault.data()["slip"] == "quantifier"


def test_a_fault_is_told_at_its_cell() -> None:
    placed = fault_at(file_errors.EmptyFile(), Address("数据.csv", "C7"))
    assert (placed.file, placed.cell, placed.help) == ("数据.csv", "C7", file_errors.EmptyFile.page().fix)
