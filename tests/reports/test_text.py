"""What a reader of diagnostics sees."""

import pytest

from creditdsl.base.diagnostic import Code, Diagnostic, Related
from creditdsl.base.failure import Failure
from creditdsl.base.fault import Worded
from creditdsl.base.source import Source, Span
from creditdsl.reports.excerpts import visible
from creditdsl.reports.text import failure_text, report
from creditdsl.review.extent import Extent
from creditdsl.review.standards.compared import Standards

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


def test_a_long_line_goes_on_in_rows_below_each_other() -> None:
    source = Source("方案.credit", "甲" * 40 + "乙" * 40)
    lines = shown(diagnostic(Span(1, 34, 1, 42)), source=source).splitlines()
    assert lines[1:6] == [
        "   1 │ " + "甲" * 35,
        "     │ " + " " * 66 + "^^^^",
        "     │ " + "甲" * 5 + "乙" * 30,
        "     │ " + "^" * 12,
        "     │ " + "乙" * 10,
    ]


def test_of_a_very_long_line_the_rows_around_the_fault_are_shown() -> None:
    source = Source("方案.credit", "甲" * 5000 + "乙" + "丙" * 5000)
    lines = shown(diagnostic(Span(1, 5001, 1, 5002)), source=source).splitlines()
    assert lines[1:5] == [
        "   1 │ …" + "甲" * 35,
        "     │ " + "甲" * 30 + "乙" + "丙" * 4,
        "     │ " + " " * 60 + "^^",
        "     │ " + "丙" * 35 + "…",
    ]


def test_a_long_fault_is_cut() -> None:
    source = Source("方案.credit", "甲" * 5000)
    lines = shown(diagnostic(Span(1, 1, 1, 5001)), source=source).splitlines()
    assert lines[1:7] == [
        "   1 │ " + "甲" * 35,
        "     │ " + "^" * 70,
        "     │ " + "甲" * 35,
        "     │ " + "^" * 70,
        "     │ " + "甲" * 35 + "…",
        "     │ " + "^" * 70,
    ]


def test_long_words_are_folded_below_their_beginning() -> None:
    text = shown(diagnostic(Span(1, 1, 1, 2), message="有错，" * 20, help="改" * 50))
    assert text.splitlines() == [
        "方案.credit:1:1: 错误 E0203：" + "有错，" * 8 + "有",
        "  错，" + "有错，" * 11,
        "   1 │ 一、工作机制（5分）",
        "     │ ^^",
        "  改法：" + "改" * 36,
        "        " + "改" * 14,
        "",
        "共 1 个错误。",
    ]


def test_a_path_stays_whole() -> None:
    path = "考核/" * 20 + "方案.credit"
    fault = Diagnostic(Worded(E0203, "有错。", ""), path, Span(1, 1, 1, 2))
    assert report([fault]).splitlines()[:2] == [f"{path}:1:1: 错误 E0203：", "  有错。"]


def test_entries_follow_the_document_whatever_their_weight() -> None:
    first = diagnostic(Span(1, 1, 1, 2), N0401, table="附件1")
    item = diagnostic(Span(2, 1, 2, 2), W0301, table="附件1", ref="一/1")
    last = diagnostic(Span(3, 1, 3, 2), E0203, table="附件1")
    whole = diagnostic(None, N0401)
    lines = shown(whole, last, item, first).splitlines()
    assert [line for line in lines if line.startswith(("【", "方案"))] == [
        "【附件1】",
        "方案.credit:1:1: 说明 N0401：有错。",
        "【附件1 一/1】",
        "方案.credit:2:1: 提醒 W0301：有错。",
        "【附件1】",
        "方案.credit:3:1: 错误 E0203：有错。",
        "【全文】",
        "方案.credit: 说明 N0401：有错。",
    ]


def test_one_kind_of_finding_is_one_entry_of_its_table() -> None:
    def place(line: int, ref: str, message: str, help: str = "写明。", table: str = "附件1") -> Diagnostic:
        return diagnostic(Span(line, 1, line, 2), W0301, message, help, table=table, ref=ref)

    alike = [place(2, "一/2", "“等”含糊。"), place(3, "一/3", "“等”含糊。"), place(4, "二/1", "“等”含糊。")]
    lines = shown(
        place(1, "一/1", "“及时”含糊。"),
        *alike,
        place(5, "二/2", "“及时”含糊。", help="写明几天。"),
        place(6, "一/1", "“等”含糊。", table="附件2"),
    ).splitlines()
    assert lines == [
        "【附件1 一/1】",
        "方案.credit:1:1: 提醒 W0301：“及时”含糊。",
        "   1 │ 一、工作机制（5分）",
        "     │ ^^",
        "  改法：写明。",
        "  本表另有 4 处 W0301：",
        "    第 2、3、4 行（一/2、一/3、二/1）：“等”含糊。",
        "    第 5 行（二/2）：也是这样。",
        "      改法：写明几天。",
        "",
        "【附件2 一/1】",
        "方案.credit:6:1: 提醒 W0301：“等”含糊。",
        "  改法：写明。",
        "",
        "共 6 个提醒。",
    ]


def test_errors_are_never_gathered() -> None:
    faults = [diagnostic(Span(line, 1, line, 2), table="附件1", ref="一/1") for line in (1, 2, 3)]
    assert shown(*faults).count("错误 E0203") == 3


def test_the_gravest_are_kept_where_there_are_too_many() -> None:
    notes = [diagnostic(Span(1, place, 1, place), N0401) for place in range(1, 9)]
    text = report([*notes, diagnostic(Span(3, 1, 3, 2))], [SOURCE], most=3)
    assert text.count("说明 N0401") == 2 and text.index("说明 N0401") < text.index("错误 E0203")
    assert "……另有 6 处" in text


@pytest.mark.parametrize(
    ("extent", "last"),
    [
        (Extent(), "没有发现问题。"),
        (Extent(reviewed=False), "没有发现读不懂的地方，草案没有审查。"),
        (Extent(left_out=2), "没有发现问题，有 2 处没有审查。"),
        (Extent(undecided=3), "没有发现问题，有 3 处没有核对完。"),
        (Extent(standards=Standards(5, 2)), "没有发现问题。标准和规则核对了 5 条，未核对 2 条。"),
    ],
)
def test_what_was_not_checked_is_said_in_numbers(extent: Extent, last: str) -> None:
    assert report((), extent=extent) == f"{last}\n"


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
