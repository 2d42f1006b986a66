"""The list of codes is whole."""

import re
from pathlib import Path

from creditdsl.base.diagnostic import Code
from creditdsl.reports import codes

PACKAGE = Path(codes.__file__).parents[1]


def defined() -> set[str]:
    """The number of every code that a module of the program defines."""
    pattern = re.compile(r'(?:= Code\(\s*"|""")([EWN]\d{4})')
    return {number for path in PACKAGE.rglob("*.py") for number in pattern.findall(path.read_text("utf-8"))}


def test_no_code_is_left_out() -> None:
    assert defined() == {code.id for code in codes.all_codes()}


def test_they_are_codes() -> None:
    assert all(isinstance(code, Code) for code in codes.all_codes())
