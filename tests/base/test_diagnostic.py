"""Messages: severity by code, order by place, and how a pass collects them."""

import pytest

from creditdsl.base.collect import Collector, Stop
from creditdsl.base.diagnostic import Code, Diagnostic, Related, Severity, has_errors, in_order
from creditdsl.base.fault import Worded
from creditdsl.base.source import Span

ERROR = Code("E9001", "题", "因", "改")
WARNING = Code("W9001", "题", "因", "改")
NOTE = Code("N9001", "题", "因", "改")


def at(code: Code, line: int, column: int = 1, file: str = "甲") -> Diagnostic:
    return Diagnostic(Worded(code, "话"), file, Span(line, column, line, column + 1))


@pytest.mark.parametrize(
    ("code", "severity"), [(ERROR, Severity.ERROR), (WARNING, Severity.WARNING), (NOTE, Severity.NOTE)]
)
def test_severity_is_the_letter_of_the_code(code: Code, severity: Severity) -> None:
    assert code.severity is severity is at(code, 1).severity


def test_has_errors() -> None:
    assert has_errors([at(NOTE, 1), at(ERROR, 2)])
    assert not has_errors([at(NOTE, 1), at(WARNING, 2)])
    assert not has_errors([])


def test_order_is_file_place_code() -> None:
    nowhere = Diagnostic(Worded(WARNING, "话"), "甲")
    expected = [nowhere, at(ERROR, 1, 2), at(ERROR, 2, 1), at(WARNING, 2, 1), at(ERROR, 2, 10), at(NOTE, 1, 1, "申")]
    assert list(in_order(reversed(expected))) == expected


def test_equal_places_keep_the_order_of_finding() -> None:
    first, second = (Diagnostic(Worded(ERROR, message), "甲", Span(1, 1, 1, 2)) for message in ("先", "后"))
    assert in_order([first, second]) == (first, second)
    assert in_order([second, first]) == (second, first)


def test_a_collector_names_file_table_and_item() -> None:
    collector = Collector("甲.credit", "附件1")
    collector.ref = "一/1"
    related = (Related("这里", Span(1, 1, 1, 2)),)
    fault = Worded(ERROR, "话", "改")
    collector.add(fault, Span(2, 1, 2, 2), related)
    assert collector.diagnostics == [Diagnostic(fault, "甲.credit", Span(2, 1, 2, 2), related, "附件1", "一/1")]


def test_what_stops_a_line_is_recorded_whole() -> None:
    collector = Collector("甲.credit")
    related = (Related("这里", Span(1, 1, 1, 2)),)
    fault = Worded(ERROR, "话", "改")
    with pytest.raises(Stop, match="话") as caught:
        raise Stop(fault, None, related)
    collector.stop(caught.value)
    assert collector.diagnostics == [Diagnostic(fault, "甲.credit", None, related)]
