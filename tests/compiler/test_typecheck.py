"""Types of measures: inferred from use, declared, in conflict, and what points may not be."""

from fractions import Fraction

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.ir.types import Count, Mark, Number, Ratio, Truth, Type

HEAD = "附件1 考核指标\n"


def compiled(rules: str, data: str = "") -> Compilation:
    block = f"数据\n{data}" if data else ""
    return compile_source(Source("示例.credit", f"{HEAD}{block}一、考核（10分）\n{rules}"))


def types(rules: str, data: str = "") -> dict[str, Type]:
    compilation = compiled(rules, data)
    assert compilation.diagnostics == ()
    return dict(compilation.tables["附件1"].types)


def only(rules: str, data: str = "") -> Diagnostic:
    (message,) = compiled(rules, data).diagnostics
    return message


@pytest.mark.parametrize(
    ("rule", "inferred"),
    [
        ("甲量 得3", Truth()),
        ("非 甲量 得3", Truth()),
        ("甲量 且 甲量 得3", Truth()),
        ("甲量 每例得1", Count("例")),
        ("甲量 每5篇得1", Count("篇")),
        ("甲量 每5得1", Number()),
        ("甲量 每2%得1", Ratio()),
        ("甲量 每1百分点得1", Ratio()),
        ("甲量 5条以上 得3", Count("条")),
        ("甲量 0条 得3", Count("条")),
        ("甲量 1至4条 得3", Count("条")),
        ("甲量 80%以上 得3", Ratio()),
        ("甲量 80至90% 得3", Ratio()),
        ("甲量 不低于-5% 得3", Ratio(usual_low=Fraction(-1))),
        ("甲量 5以上 得3", Number()),
        ("甲量 0以上 得3", Number()),
        ("甲量 排名赋分 最多5 最少1", Number()),
        ("甲量 100% 得8 其余 排名赋分 最多5 最少1", Ratio()),
        ("甲量 排名赋分 前3名 得5 后3名 得0 其余 依次", Number()),
        ("甲量 酌情 0至5", Mark(Fraction(0), Fraction(5))),
        ("甲量 酌情扣 0.5至2", Mark(Fraction(1, 2), Fraction(2))),
        ("得 7×甲量", Number()),
        ("得 －甲量", Number()),
    ],
)
def test_inferred_from_use(rule: str, inferred: Type) -> None:
    assert types(f"  {rule}\n") == {"甲量": inferred}


@pytest.mark.parametrize(
    ("rules", "inferred"),
    [
        ("  甲量 排名赋分 最多5 最少1\n  甲量 每条得1\n", Count("条")),
        ("  甲量 每条得1\n  甲量 排名赋分 最多5 最少1\n", Count("条")),
        ("  得 甲量×5\n  甲量 90%以上 得1\n", Ratio()),
        ("  甲量 90%以上 得1\n  得 甲量×5\n", Ratio()),
        ("  甲量 每条得1\n  甲量 5以上 得1\n", Count("条")),
        ("  甲量 酌情 0至5\n  得 甲量×2\n", Mark(Fraction(0), Fraction(5))),
        ("  甲量 酌情 0至5\n  甲量 酌情 0至5\n", Mark(Fraction(0), Fraction(5))),
    ],
)
def test_uses_are_brought_together(rules: str, inferred: Type) -> None:
    assert types(rules) == {"甲量": inferred}


@pytest.mark.parametrize(
    ("declaration", "rule", "declared"),
    [
        ("是否", "甲量 得3", Truth()),
        ("条", "甲量 每条得1", Count("条")),
        ("条 1至100", "甲量 每条得1", Count("条", Fraction(1), Fraction(100))),
        ("条", "甲量 排名赋分 最多5 最少1", Count("条")),
        ("条", "甲量 5以上 得1", Count("条")),
        ("比率", "甲量 排名赋分 最多5 最少1", Ratio()),
        ("比率 0至100%", "甲量 90%以上 得1", Ratio(Fraction(0), Fraction(1))),
        ("数值", "得 甲量", Number()),
        ("数值 0至9.5", "得 甲量", Number("", Fraction(0), Fraction(19, 2))),
        ("金额", "甲量 每5得1", Number()),
        ("数值", "甲量 每个得1", Number()),
        ("酌情 0至5", "得 甲量×2", Mark(Fraction(0), Fraction(5))),
        ("酌情 0至5", "甲量 酌情 0至5", Mark(Fraction(0), Fraction(5))),
    ],
)
def test_declared(declaration: str, rule: str, declared: Type) -> None:
    assert types(f"  {rule}\n", f"  甲量：{declaration}\n") == {"甲量": declared}


def test_declared_come_first_in_their_order_and_only_where_used() -> None:
    shown = types("  丙数 每个得1\n  乙数 每个得1\n  甲数 每个得1\n", "  甲数、丁数、丙数：个\n")
    assert list(shown) == ["甲数", "丙数", "乙数"]


def test_of_derived_measures_the_parts_are_measures() -> None:
    shown = types("  占比 60%以上 得3\n", "  占比 = 甲数 ÷ 乙数\n  甲数、乙数：个\n")
    assert shown == {"甲数": Count("个"), "乙数": Count("个")}


def test_in_grades() -> None:
    compilation = compiled("  甲数 每个得1\n等次\n  6分以上 优秀\n  其余 较差\n  乙事 且 丙数 2例以上 降一档\n")
    assert dict(compilation.tables["附件1"].types) == {"甲数": Count("个"), "乙事": Truth(), "丙数": Count("例")}


@pytest.mark.parametrize(
    ("rules", "data", "code", "at", "earlier"),
    [
        ("  甲量 得3\n  甲量 每项得1\n", "", "E0301", 4, 3),
        ("  甲量 每项得1\n  甲量 得3\n", "", "E0301", 4, 3),
        ("  甲量 得3\n  甲量 酌情 0至5\n", "", "E0301", 4, 3),
        ("  甲量 酌情 0至4\n  甲量 酌情 0至5\n", "", "E0301", 4, 3),
        ("  甲量 90%以上 得1\n  甲量 每条得1\n", "", "E0301", 4, 3),
        ("  甲量 每条得1\n  甲量 90%以上 得1\n", "", "E0305", 4, 3),
        ("  甲量 每条得1\n", "  甲量：是否\n", "E0301", 5, 3),
        ("  甲量 90%以上 得1\n", "  甲量：条\n", "E0305", 5, 3),
        ("  甲量 90%以上 得1\n", "  甲量：数值\n", "E0301", 5, 3),
        ("  甲量 得2\n", "  甲量：酌情 0至5\n", "E0301", 5, 3),
        ("  甲量 酌情 0至5\n", "  甲量 = 乙数 + 1\n", "E0301", 5, 5),
    ],
)
def test_two_uses_in_conflict(rules: str, data: str, code: str, at: int, earlier: int) -> None:
    message = only(rules, data)
    assert (message.code.id, message.span and message.span.line) == (code, at)
    assert [related.span.line for related in message.related] == [earlier]


def test_a_conflict_is_said_once_a_name() -> None:
    rules = "  甲量 得3\n  甲量 每项得1\n  甲量 90%以上 得1\n  甲量 酌情 0至5\n  甲量 95以上 得1\n"
    assert only(rules).code.id == "E0301"


@pytest.mark.parametrize(
    ("rules", "data", "help"),
    [
        ("  甲率 90%以上 得3\n  甲率 95以上 得1\n", "", "写成“95%”。"),
        ("  甲率 95以上 得3\n  甲率 90%以上 得1\n", "", "写成“95%”。"),
        ("  甲率 99.5以上 得3\n", "  甲率：比率\n", "写成“99.5%”。"),
        ("  甲率 不低于-5 得3\n", "  甲率：比率\n", "写成“5%”。"),
    ],
)
def test_a_ratio_against_a_bare_number(rules: str, data: str, help: str) -> None:
    message = only(rules, data)
    assert (message.code.id, message.help) == ("E0302", help)


@pytest.mark.parametrize(
    ("rule", "data", "measure", "help"),
    [
        ("甲率 95%以上 得5 每低2扣0.2", "", "甲率", "写成“2%”。"),
        ("甲率 每2得1", "  甲率：比率\n", "甲率", "写成“2%”。"),
        ("甲率 不低于 目标 得5", "  甲率：比率\n  目标 = 95\n", "甲率", "写成“95%”。"),
        ("甲率 0.95以上 得5", "  甲率：比率\n", "甲率", "写成“95%”；是 0.95% 的，写成“0.95%”。"),
        ("乙率 95%以上 得5 每低2扣0.2", "  乙率 = 甲数 ÷ 乙数\n", "乙率", "写成“2%”。"),
        ("乙率 95%以上 得5 每低2分扣0.2", "  乙率 = 甲数 ÷ 乙数\n", "乙率", "写成“2%”。"),
        ("甲数÷乙数 95%以上 得5 90以上 得3", "", "甲数÷乙数", "写成“90%”。"),
        ("差值 每2得1", "  甲率：比率\n  差值 = 甲率 － 80%\n", "差值", "写成“2%”。"),
        ("1－甲率 每2扣1", "  甲率：比率\n", "1－甲率", "写成“2%”。"),
        ("（甲率＋乙率）÷2 95以上 得5", "  甲率、乙率：比率\n", "（甲率＋乙率）÷2", "写成“95%”。"),
        ("甲率－全体平均（甲率） 每2得1", "  甲率：比率\n", "甲率－全体平均（甲率）", "写成“2%”。"),
    ],
)
def test_a_bare_number_beside_what_is_always_a_ratio(rule: str, data: str, measure: str, help: str) -> None:
    message = only(f"  {rule}\n", data)
    assert (message.code.id, message.help) == ("E0302", help)
    assert message.message == f"“{measure}”是比率，这里的数没有带 %。"


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        ("甲率×100 95以上 得5", ""),
        ("甲率÷1% 每2得1", ""),
        ("甲率÷乙率 2以上 得5", "  乙率：比率，不为零\n"),
        ("甲率－80% 超过0 得5", ""),
        ("全体合计（甲率） 2以上 得5", ""),
        ("人均数 2以上 得5", "  人均数 = 甲数 ÷ 3\n"),
        ("甲率 不低于 目标 得5", "  目标 = 95%\n"),
    ],
)
def test_a_bare_number_beside_what_may_be_any_number(rule: str, data: str) -> None:
    assert compiled(f"  {rule}\n", f"  甲率：比率\n{data}").diagnostics == ()


@pytest.mark.parametrize("rule", ["甲率 0 得3", "甲率 90%以上 得3 0 得1"])
def test_zero_needs_no_percent(rule: str) -> None:
    assert types(f"  {rule}\n", "  甲率：比率\n") == {"甲率": Ratio()}


@pytest.mark.parametrize("rule", ["甲数÷乙数 得3", "甲数+1 得3", "甲率 得3", "（－甲数） 得3"])
def test_a_number_is_no_condition(rule: str) -> None:
    assert only(f"  {rule}\n", "  甲率 = 甲数 ÷ 乙数\n").code.id == "E0303"


@pytest.mark.parametrize("rule", ["得 甲率+5%", "得 5%－甲率", "甲数 每个得 2－1%"])
def test_a_percentage_is_no_points(rule: str) -> None:
    assert [d.code.id for d in compiled(f"  {rule}\n").diagnostics] in (["E0304"], ["E0101"])


def test_a_percentage_may_multiply_points() -> None:
    assert types("  得 甲数×5%+1\n") == {"甲数": Number()}


@pytest.mark.parametrize("data", ["  甲数：条 5至1\n", "  甲率：比率 100至5%\n", "  甲分：酌情 4至0\n"])
def test_a_range_from_high_to_low(data: str) -> None:
    assert only("  完成任务 得3\n", data).code.id == "E0306"


@pytest.mark.parametrize(
    "rule",
    [
        "得 甲数÷0",
        "得 甲数÷（2－2）",
        "甲数÷（3×零） 1以上 得2",
        "得 5÷（－0）",
        "得 甲数÷0%",
        "甲数÷差 排名赋分 最多5 最少1",
        "得 甲数÷（1÷一－1）",
    ],
)
def test_a_divisor_that_is_always_zero(rule: str) -> None:
    data = "  差 = 2 － 一 × 2\n  一 = 4 ÷ 2 ÷ 2\n  零 = 1 － 一\n"
    assert only(f"  {rule}\n", data).code.id == "E0307"


def test_a_zero_divisor_in_a_derived_measure() -> None:
    message = only("  得 丙率\n", "  丙率 = 甲数 ÷ 零\n  零 = 0\n  乙率 = 甲数 ÷ 零\n")
    assert (message.code.id, message.span and message.span.line) == ("E0307", 3)


@pytest.mark.parametrize("rule", ["得 甲数÷乙数", "得 甲数÷（乙数－乙数）", "得 0÷甲数", "得 甲数÷（1÷0.5）"])
def test_a_divisor_that_may_be_something(rule: str) -> None:
    assert "甲数" in types(f"  {rule}\n")


@pytest.mark.parametrize(
    "test", ["5至3例", "90%至80%", "80%以上不满70%", "80%以上不满80%", "超过5不超过5", "不低于-5%不超过-6%"]
)
def test_a_test_that_nothing_passes(test: str) -> None:
    assert only(f"  甲值 {test} 得2\n").code.id == "E0306"


@pytest.mark.parametrize(
    "test", ["5至5例", "80%以上不超过80%", "不低于-6%不超过-5%", "超过 乙数 不超过 丙数", "5以上 3以上"]
)
def test_a_test_that_something_may_pass(test: str) -> None:
    assert "甲值" in types(f"  甲值 {test} 得2\n")


@pytest.mark.parametrize(
    ("rules", "data", "at"),
    [
        ("  甲数 每篇得1\n", "  甲数：条\n", 5),
        ("  甲数 5篇以上 得1\n", "  甲数：条\n", 5),
        ("  甲数 每条得1\n  甲数 每篇得1\n", "", 4),
    ],
)
def test_units_that_differ_are_a_warning(rules: str, data: str, at: int) -> None:
    compilation = compiled(rules, data)
    (message,) = compilation.diagnostics
    assert (message.code.id, message.span and message.span.line, len(message.related)) == ("W0301", at, 1)
    assert compilation.tables["附件1"].types["甲数"] == Count("条")


AMOUNTS = [
    "元",
    "万元",
    "亿元",
    "百万元",
    "千元",
    "美元",
    "万美元",
    "吨",
    "万吨",
    "公里",
    "亩",
    "万亩",
    "平方米",
    "平方公里",
]
AMOUNTS += ["小时", "立方米", "公斤", "岁", "分", "倍", "万人次", "吨标准煤"]
COUNTED = ["条", "个", "件", "起", "人", "次", "篇", "人次", "单元", "天", "户"]


@pytest.mark.parametrize("unit", AMOUNTS)
def test_what_is_measured_may_have_decimals(unit: str) -> None:
    declared = types("  得 甲数\n", f"  甲数：{unit}\n")
    assert declared == {"甲数": Number(unit, Fraction(0))}


@pytest.mark.parametrize("unit", COUNTED)
def test_what_is_counted_is_whole(unit: str) -> None:
    assert types("  得 甲数\n", f"  甲数：{unit}\n") == {"甲数": Count(unit)}


def test_an_amount_keeps_its_range() -> None:
    assert types("  得 甲数\n", "  甲数：万元 -5至10\n") == {"甲数": Number("万元", Fraction(-5), Fraction(10))}


@pytest.mark.parametrize(
    ("rule", "name", "unit"),
    [
        ("专项经费 每万元得1", "专项经费", "万元"),
        ("专项经费 500万元以上 得1", "专项经费", "万元"),
        ("测评成绩 90分以上 得1", "测评成绩", "分"),
        ("平均年龄 不高于 全体平均（平均年龄） 得2 每超1岁扣0.5", "平均年龄", "岁"),
        ("人均发文数 每篇得1", "人均发文数", "篇"),
        ("户均人口 3人以上 得1", "户均人口", "人"),
        ("村均 每个得1", "村均", "个"),
        ("项目投资 每个得1", "项目投资", "个"),
        ("绿化面积 每块得1", "绿化面积", "块"),
        ("管网长度 每段得1", "管网长度", "段"),
        ("招商金额 每笔得1", "招商金额", "笔"),
    ],
)
def test_a_measured_name_is_no_whole_number(rule: str, name: str, unit: str) -> None:
    assert types(f"  {rule}\n")[name] == Number(unit, Fraction(0))


@pytest.mark.parametrize("name", ["均衡发展校数", "不均衡项数", "名额", "投资项目数"])
def test_a_name_that_only_looks_measured(name: str) -> None:
    assert types(f"  {name} 每个得1\n")[name] == Count("个")


def test_a_declared_average_of_things_counted_may_have_decimals() -> None:
    assert types("  得 平均发文数\n", "  平均发文数：篇\n") == {"平均发文数": Number("篇", Fraction(0))}


@pytest.mark.parametrize(
    ("rule", "ratios"),
    [
        ("得 完成比例×5", ["完成比例"]),
        ("得 覆盖率×5", ["覆盖率"]),
        ("得 工业占比×5", ["工业占比"]),
        ("得 三产比重×5", ["三产比重"]),
        ("得 达标百分比×5", ["达标百分比"]),
        ("办结率 排名赋分 最多5 最少1", ["办结率"]),
        ("办结率 不低于 目标值 得5", ["办结率", "目标值"]),
        ("目标值 高于 全体平均（办结率） 得5", ["办结率", "目标值"]),
        ("甲值 90%以上 得3 其余 得0\n  乙值 超过 甲值 得2", ["乙值"]),
    ],
)
def test_a_ratio_by_its_name_is_told(rule: str, ratios: list[str]) -> None:
    compilation = compiled(f"  {rule}\n")
    (note,) = compilation.diagnostics
    assert note.code.id == "N0210"
    assert sorted(note.fault.measures) == sorted(ratios)  # type: ignore[attr-defined]
    assert all(isinstance(compilation.tables["附件1"].types[name], Ratio) for name in ratios)


def test_one_note_tells_all_guesses_of_a_table() -> None:
    compilation = compiled("  得 甲率×5\n  得 乙比例×5\n  得 丙占比×5\n")
    (note,) = compilation.diagnostics
    assert note.message == "没有声明，读作比率：“甲率”、“乙比例”、“丙占比”。"
    assert note.help == "是比率的，在“数据”里写“甲率、乙比例、丙占比：比率”；不是的写“数值”。"


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        ("办结率 90%以上 得5", ""),
        ("得 办结率×5", "  办结率：比率\n"),
        ("得 容积率×5", ""),
        ("得 万人侵害率×5", ""),
        ("得 完成数×5", ""),
        ("得 完成率×5", "  完成率 = 甲数 ÷ 乙数\n"),
        ("得 完成率×5", "  完成率：数值\n"),
        ("完成率 不低于 目标值 得5", "  目标值：数值\n"),
        ("完成率 不低于 目标值 得5\n  上年完成率 不低于 目标值 得5", "  目标值：数值\n"),
        ("完成率 不低于 目标数 得5\n  目标数 每个得1", ""),
    ],
)
def test_nothing_is_guessed(rule: str, data: str) -> None:
    assert compiled(f"  {rule}\n", data).diagnostics == ()


@pytest.mark.parametrize(
    ("rule", "help"),
    [
        ("满意率 95以上 得5", "写成“95%”。不是比率的，在“数据”里写“满意率：数值”。"),
        ("满意率 每1得0.1", "写成“1%”。不是比率的，在“数据”里写“满意率：数值”。"),
        ("满意率 不低于 90 得1", "写成“90%”。不是比率的，在“数据”里写“满意率：数值”。"),
    ],
)
def test_a_name_of_a_ratio_with_a_bare_number_is_asked_about(rule: str, help: str) -> None:
    message = only(f"  {rule}\n")
    assert (message.code.id, message.help) == ("E0302", help)


@pytest.mark.parametrize(
    ("rule", "data", "low", "high"),
    [
        ("完成率 90%以上 得5", "", 0, 1),
        ("完成率 100%以上 得5", "", 0, 1),
        ("完成率 120%以上 得5", "", 0, 240),
        ("完成率 100%以上 得6 每超10%得2", "", 0, 2),
        ("完成率 不低于-5% 得2", "", -1, 1),
        ("得 营收增长率×5", "", -1, 2),
        ("得 贷款增速×5", "  贷款增速：比率\n", -1, 2),
        ("得 完成率×5", "  完成率：比率 0%至150%\n", 0, 1),
    ],
)
def test_the_usual_scale_of_a_ratio(rule: str, data: str, low: int, high: int) -> None:
    (kind,) = compiled(f"  {rule}\n", data).tables["附件1"].types.values()
    assert isinstance(kind, Ratio)
    assert (kind.usual_low, kind.usual_high) == (low, high if high < 100 else Fraction(high, 100))


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("日期", "没有日期这一类"),
        ("时间", "写“天”"),
        ("年月", "没有日期这一类"),
        ("文本", "选项 优、良"),
        ("文字", "文字不能计分"),
        ("文本型", "文字不能计分"),
        ("数字", "“数值”"),
        ("小数", "“数值”"),
        ("整数", "整数写量词"),
        ("整型", "整数写量词"),
        ("百分比", "“比率”"),
        ("百分数", "“比率”"),
        ("布尔", "“是否”"),
        ("是否类", "“是否”"),
        ("等级", "选项 优、良"),
        ("评分", "酌情 0至5"),
    ],
)
def test_a_word_that_is_no_type(word: str, part: str) -> None:
    message = only("  得 报送日\n", f"  报送日：{word}\n")
    assert message.code.id == "E0232"
    assert part in (message.help or "")


def test_an_amount_in_conflict_is_no_count() -> None:
    assert only("  专项经费 80%以上 得5\n", "  专项经费：万元\n").message == "“专项经费”以“万元”计，不能和百分数比较。"
    assert "前面当作数（万元）" in only("  专项经费 得5\n", "  专项经费：万元\n").message
