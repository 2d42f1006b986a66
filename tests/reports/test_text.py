"""What a reader of diagnostics sees."""

from creditdsl.base.diagnostic import Code, Diagnostic, Related
from creditdsl.base.failure import Failure
from creditdsl.base.fault import Worded
from creditdsl.base.source import Source, Span
from creditdsl.reports.text import failure_text, report, visible

E0203 = Code("E0203", "重复的档", "说明", "改法")
W0301 = Code("W0301", "措辞", "说明", "改法")
N0401 = Code("N0401", "提示", "说明", "改法")

SOURCE = Source("方案.credit", "一、工作机制（5分）\n\t“双公示”率 0条 得4\n  瞒报条数 0条 得4\n")


def diagnostic(
    span: Span | None = None, code: Code = E0203, message: str = "有错。", help: str = "", **more: object
) -> Diagnostic:
    return Diagnostic(Worded(code, message, help), "方案.credit", span, **more)  # type: ignore[arg-type]


def shown(*diagnostics: Diagnostic, source: Source = SOURCE) -> str:
    return report(diagnostics, [source])


def test_a_caret_stands_below_wide_characters() -> None:
    assert shown(diagnostic(Span(3, 8, 3, 10), message="0 条写了两次。", help="删去一个。")) == (
        "方案.credit:3:8: 错误 E0203：0 条写了两次。\n"
        "   3 │   瞒报条数 0条 得4\n"
        "     │            ^^^\n"
        "  改法：删去一个。\n"
        "\n"
        "共 1 个错误。\n"
    )


def test_tabs_and_ambiguous_quotes() -> None:
    lines = shown(diagnostic(Span(2, 9, 2, 11))).splitlines()
    assert lines[1:3] == ["   2 │     “双公示”率 0条 得4", "     │ " + " " * 15 + "^^^"]


def test_related_places_show_their_line() -> None:
    related = (Related("第一次写在这里", Span(1, 3, 1, 7)), Related("另一个文件", Span(9, 1, 9, 2), "数据.csv"))
    assert shown(diagnostic(Span(3, 1, 3, 1), related=related)).splitlines()[3:-2] == [
        "  另见 方案.credit:1:3：第一次写在这里",
        "   1 │ 一、工作机制（5分）",
        "     │     ^^^^^^^^",
        "  另见 数据.csv:9:1：另一个文件",
    ]


def test_a_span_of_several_lines_marks_its_first() -> None:
    assert shown(diagnostic(Span(1, 1, 3, 2))).splitlines()[2] == "     │ " + "^" * 19


def test_a_span_at_or_behind_the_end_of_a_line_has_one_caret() -> None:
    for column in (10, 99):
        lines = shown(diagnostic(Span(1, column + 1, 1, column + 2))).splitlines()
        assert lines[2].endswith(" ^") or lines[2].strip() == "│ " + " " * 19 + "^"


def test_a_place_without_its_text() -> None:
    assert report([diagnostic(Span(3, 1, 3, 2))]).splitlines()[:2] == ["方案.credit:3:1: 错误 E0203：有错。", ""]
    assert shown(diagnostic(Span(99, 1, 99, 2))).splitlines()[1] == ""


def test_a_data_cell_takes_the_place_of_the_line() -> None:
    assert shown(diagnostic(Span(3, 1, 3, 2), cell="数据!C7")).startswith("方案.credit:数据!C7: 错误 E0203：有错。\n\n")


def test_a_whole_file() -> None:
    assert shown(diagnostic()).startswith("方案.credit: 错误 E0203：有错。\n\n")


def test_in_order_and_counted() -> None:
    text = shown(diagnostic(Span(3, 1, 3, 2), N0401), diagnostic(Span(2, 1, 2, 2), W0301), diagnostic(Span(1, 1, 1, 2)))
    heads = [line.split("：")[0] for line in text.splitlines() if line.startswith("方案")]
    assert heads == ["方案.credit:1:1: 错误 E0203", "方案.credit:2:1: 提醒 W0301", "方案.credit:3:1: 说明 N0401"]
    assert text.endswith("\n共 1 个错误、1 个提醒、1 个说明。\n")


def test_nothing_wrong() -> None:
    assert shown() == "没有发现问题。\n"


def test_more_than_can_be_read() -> None:
    text = shown(*(diagnostic(Span(1, 1, 1, 2)) for _ in range(205)))
    assert text.count("错误 E0203") == 200
    assert text.endswith("……另有 5 处，改好上面的再检查一遍。\n\n共 205 个错误。\n")


def test_a_long_line_is_cut_around_the_fault() -> None:
    source = Source("方案.credit", "甲" * 5000 + "乙" + "丙" * 5000)
    lines = shown(diagnostic(Span(1, 5001, 1, 5002)), source=source).splitlines()
    assert lines[1] == "   1 │ …" + "甲" * 60 + "乙" + "丙" * 60 + "…"
    assert lines[2] == "     │ " + " " * 121 + "^^"


def test_a_long_fault_is_cut() -> None:
    source = Source("方案.credit", "甲" * 5000)
    lines = shown(diagnostic(Span(1, 1, 1, 5001)), source=source).splitlines()
    assert lines[1] == "   1 │ " + "甲" * 120 + "…"


def test_the_text_of_a_file_cannot_steer_the_terminal() -> None:
    source = Source("方案.credit", "甲\x1b[31m\u202e乙")
    text = shown(diagnostic(Span(1, 2, 1, 3), message="\x1b[2J有错"), source=source)
    assert "   1 │ 甲□[31m□乙\n" in text
    assert "\x1b" not in text and "\u202e" not in text
    assert visible("甲\t乙") == "甲\t乙"


def test_colour_only_when_asked() -> None:
    assert "\x1b[1;31m错误 E0203\x1b[0m" in report([diagnostic()], colour=True)
    assert "\x1b" not in report([diagnostic()])


def test_a_fault_of_the_command_is_a_line_without_a_count() -> None:
    fault = Worded(E0203, "没有“甲\u202e”。\n请看下面。", "写成乙。")
    assert failure_text(Failure(fault)) == "错误 E0203：没有“甲□”。\n请看下面。\n  改法：写成乙。\n"


def test_a_fault_of_the_command_stands_before_those_of_a_file() -> None:
    failure = Failure(Worded(E0203, "不能比较："), diagnostic(Span(1, 1, 1, 2)), sources=[SOURCE])
    assert failure_text(failure) == f"错误 E0203：不能比较：\n{shown(diagnostic(Span(1, 1, 1, 2)))}"
