"""The codes and their manual pages: numbered, complete, written for a clerk."""

import re

import pytest

from creditdsl.base.diagnostic import Code, Severity
from creditdsl.data import errors, sheet_errors
from creditdsl.data.errors import CODES, UNREADABLE

_TOUCHING = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")


def test_every_code_is_listed_once_in_order() -> None:
    assert set(CODES) == {value for value in vars(errors).values() if isinstance(value, Code)}
    assert len({code.id for code in CODES}) == len(CODES)
    assert sorted(CODES, key=lambda c: ("EWN".index(c.id[0]), c.id)) == list(CODES)
    assert set(UNREADABLE) <= set(CODES)


def test_the_codes_of_forms_follow_those_of_tables() -> None:
    found = sheet_errors.CODES
    assert set(found) == {value for value in vars(sheet_errors).values() if isinstance(value, Code)}
    assert sorted(found, key=lambda c: ("EWN".index(c.id[0]), c.id)) == list(found)
    assert not {code.id for code in found} & {code.id for code in CODES}


@pytest.mark.parametrize("code", [*CODES, *sheet_errors.CODES], ids=lambda code: code.id)
def test_a_page_is_complete(code: Code) -> None:
    assert re.fullmatch(r"[EWN]05\d\d", code.id)
    assert code.severity in Severity
    for text in (code.title, code.why, code.fix):
        assert text
        assert "编程" not in text
        assert not _TOUCHING.search(text), text
    assert code.why.endswith("。")
    assert code.fix.endswith("。")
