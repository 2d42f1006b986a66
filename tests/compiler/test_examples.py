"""The manual page of each code about a scheme is executable: its example shows this fault and no other error."""

from importlib import import_module

import pytest

from creditdsl.base.diagnostic import Code, Severity
from creditdsl.base.fault import pages
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.reports.codes import SOURCES

CODES = tuple(
    code
    for source in SOURCES
    if source.startswith(("creditdsl.syntax", "creditdsl.compiler", "creditdsl.forms"))
    for code in pages(import_module(source))
)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_example_shows_exactly_its_fault(code: Code) -> None:
    compilation = compile_source(Source("示例.credit", code.example))
    assert [found.code.id for found in compilation.diagnostics] == [code.id]
    (found,) = compilation.diagnostics
    assert found.message and found.help and found.file == "示例.credit"
    assert compilation.failed == (code.severity is Severity.ERROR) == (not compilation.tables)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_fault_is_shown_where_it_is(code: Code) -> None:
    source = Source("示例.credit", code.example)
    (found,) = compile_source(source).diagnostics
    assert found.span is not None
    for line, column in ((found.span.line, found.span.column), (found.span.end_line, found.span.end_column)):
        assert 1 <= line <= len(source.lines)
        assert 1 <= column <= max(len(source.line(line)), 1) + 1
