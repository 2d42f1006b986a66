"""Lines of a text and spans in them."""

import pytest

from creditdsl.base.source import Source, Span


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_any_system(end: str) -> None:
    source = Source("方案", end.join(["甲", "", " 乙 ", ""]))
    assert source.lines == ("甲", "", " 乙 ", "")
    assert [source.line(number) for number in range(-1, 6)] == ["", "", "甲", "", " 乙 ", "", ""]


def test_other_line_separators_are_text() -> None:
    assert len(Source("方案", "甲\u2028乙\x0b丙\x85丁").lines) == 1


def test_sources_are_equal_by_name_and_text() -> None:
    assert Source("甲", "文") == Source("甲", "文") != Source("乙", "文")


def test_spans_count_from_one_with_the_end_outside() -> None:
    assert Span.of_line(3, 2, 5) == Span(3, 3, 3, 6)


def test_a_span_is_never_empty() -> None:
    assert Span.of_line(3, 4, 4) == Span(3, 5, 3, 6)


def test_from_one_span_to_another() -> None:
    assert Span(1, 2, 1, 4).to(Span(3, 1, 3, 5)) == Span(1, 2, 3, 5)
