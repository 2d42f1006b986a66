"""The manual of findings is whole: every code says what is wrong, why, and what to do."""

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

import creditdsl
from creditdsl.base.diagnostic import Code
from creditdsl.base.fault import pages
from creditdsl.reports.codes import SOURCES, all_codes
from creditdsl.review import reviewing as review

_BEFORE_REVIEW = ("creditdsl.syntax", "creditdsl.compiler", "creditdsl.forms")
ABOUT_SCHEMES = (
    *(code for source in SOURCES if source.startswith(_BEFORE_REVIEW) for code in pages(import_module(source))),
    *review.CODES,
)
codes = pytest.mark.parametrize("code", all_codes(), ids=lambda code: code.id)


def test_numbers_are_unique() -> None:
    assert [number for number, count in Counter(code.id for code in all_codes()).items() if count > 1] == []


def test_every_fault_of_the_program_has_its_page() -> None:
    """A module that defines faults and is not among SOURCES could take a number that is in use."""
    listed = {code.id for code in all_codes()}
    defined = {
        (match[1], path.stem)
        for path in Path(creditdsl.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and (match := re.match(r"([EWN]\d{4}) ", ast.get_docstring(node) or ""))
    }
    assert {number for number, _ in defined} <= listed
    assert [number for number, count in Counter(number for number, _ in defined).items() if count > 1] == []
    assert {stem for _, stem in defined} <= {source.rpartition(".")[2] for source in SOURCES}


def test_titles_are_unique() -> None:
    assert [title for title, count in Counter(code.title for code in all_codes()).items() if count > 1] == []


@codes
def test_page_is_whole(code: Code) -> None:
    assert re.fullmatch(r"[EWN]\d{4}", code.id)
    for text in (code.title, code.why, code.fix):
        assert text == text.strip() and re.search("[\u4e00-\u9fff]", text)
    assert not code.title.endswith("。") and "\n" not in code.title
    assert code.why.endswith("。") and code.fix.endswith(("。", "……"))


@pytest.mark.parametrize("code", ABOUT_SCHEMES, ids=lambda code: code.id)
def test_what_is_about_a_scheme_has_a_whole_small_scheme(code: Code) -> None:
    assert code.example.startswith("方案：")
    assert code.example.endswith("\n")
    assert len(code.example.splitlines()) <= 12


@codes
def test_what_is_about_a_scheme_is_in_the_list(code: Code) -> None:
    """Codes of schemes are 01 to 03, and 06 of the review; their examples are compiled and reviewed in tests."""
    assert (code in ABOUT_SCHEMES) == bool(re.match("E0[123]|W0[23]|N02|[EWN]06", code.id))
