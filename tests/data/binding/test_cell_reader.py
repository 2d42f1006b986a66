"""What one cell may hold, type by type, and what is said of a cell that holds something else."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data.binding.cell_reader import Value, read_cell
from creditdsl.data.tables import Address, Kind, RawCell
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type, describe

TRUTH, COUNT, RATIO, NUMBER = Truth(), Count("条"), Ratio(), Number()
MARK = Mark(Fraction(0), Fraction(4))
AWARD = Choice(("创新奖", "特别创新奖", "突出创新奖（省级）"))
ADDRESS = Address("数据.csv", "C7")


def cell(text: str, kind: Type, stored: Kind = Kind.TEXT) -> Value | Diagnostic | None:
    return read_cell(RawCell(text, stored), Measure("报送量", kind), "甲局", ADDRESS)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("是", TRUTH, True),
        (" 否\u3000", TRUTH, False),
        ("320", COUNT, Fraction(320)),
        ("３２０", COUNT, Fraction(320)),
        ("\u3000320 ", COUNT, Fraction(320)),
        ("3.0", COUNT, Fraction(3)),
        ("-3", Count(low=None), Fraction(-3)),
        ("95.5%", RATIO, Fraction(955, 1000)),
        ("９５．５％", RATIO, Fraction(955, 1000)),
        ("95.5 %", RATIO, Fraction(955, 1000)),
        ("0%", RATIO, Fraction(0)),
        ("100%", RATIO, Fraction(1)),
        ("-3%", Ratio(low=Fraction(-1)), Fraction(-3, 100)),
        ("-3%", Ratio(usual_low=Fraction(-1)), Fraction(-3, 100)),
        ("120%", Ratio(Fraction(0), Fraction(2)), Fraction(6, 5)),
        ("9500%", Ratio(usual_high=Fraction(95)), Fraction(95)),
        ("0.1", NUMBER, Fraction(1, 10)),
        ("-0.0000001", NUMBER, Fraction(-1, 10**7)),
        ("12345678901234567", NUMBER, Fraction(12345678901234567)),
        ("9" * 40, NUMBER, Fraction(10**40 - 1)),
        ("1.57", MARK, Fraction(157, 100)),
        ("创新奖", AWARD, "创新奖"),
        ("\u3000特别创新奖 ", AWARD, "特别创新奖"),
        ("突出创新奖(省级)", AWARD, "突出创新奖（省级）"),
        ("无", AWARD, "无"),
        ("Ａ级", Choice(("A级", "B级")), "A级"),
    ],
)
def test_reads_exactly(text: str, kind: Type, value: Value) -> None:
    result = cell(text, kind)
    assert (type(result), result) == (type(value), value)


@pytest.mark.parametrize("kind", [TRUTH, COUNT, RATIO, NUMBER, MARK, AWARD])
@pytest.mark.parametrize("text", ["", "  ", "\u3000", "\t\n"])
def test_blank_is_missing_never_zero(text: str, kind: Type) -> None:
    assert cell(text, kind) is None


@pytest.mark.parametrize(
    ("text", "kind", "code", "part"),
    [
        ("√", TRUTH, "E0520", "写的是“√”，这一列只写“是”或“否”"),
        ("有", TRUTH, "E0520", "只写“是”或“否”"),
        ("1", TRUTH, "E0520", "只写“是”或“否”"),
        ("TRUE", TRUTH, "E0520", "只写“是”或“否”"),
        ("是的", TRUTH, "E0520", "只写“是”或“否”"),
        ("5分", COUNT, "E0521", "只写数，不写“分”"),
        ("3.5 万元", NUMBER, "E0521", "只写数，不写“万元”"),
        ("约95", COUNT, "E0521", "要写确切的数，不写“约”"),
        ("1,200", COUNT, "E0521", "千分位"),
        ("１，２００", COUNT, "E0521", "千分位"),
        ("1.2E+15", COUNT, "E0521", "科学计数法"),
        ("三", COUNT, "E0521", "不是一个数"),
        ("1 200", COUNT, "E0521", "不是一个数"),
        ("1.2.3", NUMBER, "E0521", "不是一个数"),
        ("二十%", RATIO, "E0521", "不是一个数"),
        ("٣", COUNT, "E0521", "不是一个数"),
        ("3.5", COUNT, "E0522", "应当是整数"),
        ("-1", COUNT, "E0523", "不能小于 0"),
        ("6", Count(low=Fraction(0), high=Fraction(5)), "E0523", "应在 0 到 5 之间"),
        ("6", Number(high=Fraction(5)), "E0523", "不能大于 5"),
        ("4.01", MARK, "E0523", "应在 0 到 4 之间"),
        ("101%", Ratio(Fraction(0), Fraction(1)), "E0523", "应在 0% 到 100% 之间"),
        ("0.955", RATIO, "E0524", "写成 95.5%"),
        ("95.5", RATIO, "E0524", "写成 95.5%"),
        ("1,2", NUMBER, "E0521", "不要写逗号"),
        ("1,20,300", NUMBER, "E0521", "不要写逗号"),
        ("100余件", COUNT, "E0521", "要写确切的数"),
        ("30多", COUNT, "E0521", "要写确切的数"),
        ("95%左右", RATIO, "E0521", "要写确切的数"),
        ("95%", COUNT, "E0525", "不该有 %"),
        ("3%", MARK, "E0525", "不该有 %"),
        ("9" * 41, COUNT, "E0526", "数太长，最多 40 个字符"),
        ("9" * 41 + "%", RATIO, "E0526", "数太长"),
        ("#N/A", COUNT, "E0527", "“#N/A”，这是公式算出的错误"),
        ("#DIV/0!", TRUTH, "E0527", "公式算出的错误"),
        ("特别创新", AWARD, "E0532", "这一列只写“特别创新奖”、“创新奖”、“突出创新奖（省级）”或“无”"),
        ("没有", AWARD, "E0532", "这一列只写“创新奖”、“特别创新奖”、“突出创新奖（省级）”或“无”"),
        ("有", Choice(("甲", "无")), "E0532", "这一列只写“甲”或“无”"),
        ("有", Choice(()), "E0532", "这一列只写“无”"),
        ("1", AWARD, "E0532", "写的是“1”，这一列只写"),
        ("#N/A", AWARD, "E0527", "公式算出的错误"),
    ],
)
def test_says_what_is_wrong(text: str, kind: Type, code: str, part: str) -> None:
    result = cell(text, kind)
    assert isinstance(result, Diagnostic)
    assert result.code.id == code
    assert part in result.message
    assert result.message.startswith("甲局的“报送量”写的是“")
    assert result.help
    assert (result.file, result.cell) == ("数据.csv", "C7")
    own_words = re.sub("“[^”]*”", "", f"{result.message}。{result.help}")
    assert not re.search("[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]", own_words)


@pytest.mark.parametrize(
    ("text", "kind", "help"),
    [
        ("5条", COUNT, "请写 5"),
        ("5 条", COUNT, "请写 5"),
        ("5分", COUNT, "这一列以“条”计，核对是多少，再只写数"),
        ("2.5分", MARK, "请写 2.5"),
        ("1.2万", COUNT, "请写 12000"),
        ("1.2万条", COUNT, "请写 12000"),
        ("1.23456万条", COUNT, "这一列以“条”计，核对是多少，再只写数"),
        ("3亿", NUMBER, "请写 300000000"),
        ("2百万", NUMBER, "请写 2000000"),
        ("12件", NUMBER, "核对是多少，再只写数"),
        ("1200.00 万元", Number("万元"), "请写 1200.00"),
        ("1200.00 万元", Number("元"), "请写 12000000"),
        ("1200元", Number("万元"), "请写 0.12"),
        ("1.2亿元", Number("百万元"), "请写 120"),
        ("1.2万", Number("万元"), "这一列以“万元”计，核对是多少，再只写数"),
        ("3美元", Number("元"), "这一列以“元”计，核对是多少，再只写数"),
        ("3个百分点", RATIO, "核对是多少，再只写数"),
        ("1,200", COUNT, "请写 1200"),
        ("12,345.5%", RATIO, "请写 12345.5%"),
        ("1,2", NUMBER, "小数点写成“.”；分不清是小数点还是逗号的，核对后重写"),
        ("约95", COUNT, "查清是多少，再写"),
        ("约95%左右", RATIO, "查清是多少，再写"),
        ("特别创新", AWARD, "如果就是“特别创新奖”，请改写成它"),
    ],
)
def test_offers_what_to_write(text: str, kind: Type, help: str) -> None:
    result = cell(text, kind)
    assert isinstance(result, Diagnostic)
    assert result.help == help


@pytest.mark.parametrize(
    ("text", "kind", "part", "help"),
    [
        ("9500%", RATIO, "读到的是 9500%，一般不超过 100%", "如果是 95%，就写 95%"),
        ("9550%", RATIO, "读到的是 9550%", "如果是 95.5%，就写 95.5%"),
        ("120%", RATIO, "一般不超过 100%", "“报送量：比率 0%至200%”"),
        ("-5%", RATIO, "读到的是 -5%，一般不小于 0%", "“报送量：比率 -100%至100%”"),
        ("-105%", Ratio(usual_low=Fraction(-1)), "一般不小于 -100%", "“报送量：比率 -200%至100%”"),
        ("300%", Ratio(usual_high=Fraction(2)), "一般不超过 200%", "如果是 3%，就写 3%"),
        ("9500%", Ratio(low=Fraction(0)), "一般不超过 100%", "在方案的“数据”里写明范围"),
    ],
)
def test_a_ratio_off_its_scale_is_asked_about(text: str, kind: Type, part: str, help: str) -> None:
    result = cell(text, kind)
    assert isinstance(result, Diagnostic)
    assert result.code.id == "E0581"
    assert part in result.message
    assert help in (result.help or "")


def test_advice_of_another_percentage_is_no_number() -> None:
    result = cell("50%", NUMBER)
    assert isinstance(result, Diagnostic)
    assert result.help == (
        "是比率的，在方案的“数据”里写“报送量：比率”；不是比率的，把单元格格式改为“常规”，再照原始资料填"
    )


@pytest.mark.parametrize(
    ("text", "stored", "code"),
    [
        ("TRUE", Kind.TRUTH, "E0520"),
        ("#REF!", Kind.ERROR, "E0527"),
        ("2022-03-05", Kind.DATE, "E0528"),
        ("", Kind.UNFINISHED, "E0529"),
    ],
)
def test_a_workbook_cell_that_holds_nothing_written(text: str, stored: Kind, code: str) -> None:
    result = cell(text, TRUTH, stored)
    assert isinstance(result, Diagnostic)
    assert result.code.id == code


def test_the_options_are_named_in_the_type() -> None:
    assert describe(Choice(("甲", "乙"))) == "选项（甲、乙）"


def test_long_and_invisible_content_is_shown_short() -> None:
    result = cell("很" * 30 + "长", COUNT)
    assert isinstance(result, Diagnostic)
    assert f"“{'很' * 20}…”" in result.message
    result = cell("5\u200b条", COUNT)
    assert isinstance(result, Diagnostic)
    assert "“5[U+200B]条”" in result.message


@given(
    st.text(),
    st.sampled_from([TRUTH, COUNT, RATIO, NUMBER, MARK]),
    st.sampled_from([kind for kind in Kind if kind is not Kind.NUMBER]),
)
def test_any_text_is_a_value_or_a_message(text: str, kind: Type, stored: Kind) -> None:
    result = cell(text, kind, stored)
    assert result is None or isinstance(result, bool | Fraction | Diagnostic)


@given(
    st.one_of(st.fractions(), st.decimals(allow_nan=False, allow_infinity=False), st.integers()),
    st.sampled_from([COUNT, RATIO, NUMBER, MARK]),
)
def test_a_number_of_a_program_is_itself_or_a_message(number: Fraction | Decimal | int, kind: Type) -> None:
    result = cell(str(number), kind, Kind.NUMBER)
    assert isinstance(result, Diagnostic) or result == Fraction(number)
    if kind is NUMBER:
        assert result == Fraction(number)


@pytest.mark.parametrize("kind", [COUNT, NUMBER, MARK, RATIO, Number("万元")])
@pytest.mark.parametrize(
    "text",
    ["9。4", "9·4", "3~4", "3～4", "3至4", "1/3", "1O", "1l", "3²", "1月12日", "2024年3月", "3、", "3+1", "3（含1）"],
)
def test_no_advice_to_leave_out_what_may_belong_to_the_number(text: str, kind: Type) -> None:
    result = cell(text, kind)
    assert isinstance(result, Diagnostic)
    assert result.code.id == "E0521"
    assert "不写" not in result.message
    assert "请写" not in (result.help or "")


@pytest.mark.parametrize("kind", [COUNT, NUMBER, MARK, RATIO])
@pytest.mark.parametrize("text", ["无", "没有", "—", "——", "-", "/", "不适用", "N/A", "未报"])
def test_a_word_for_nothing_is_neither_zero_nor_blank(text: str, kind: Type) -> None:
    result = cell(text, kind)
    assert isinstance(result, Diagnostic)
    assert result.code.id == "E0521"
    assert "看不出是 0 还是没有数" in result.message
    zero = "0%" if kind is RATIO else "0"
    assert result.help == f"是 0 的写 {zero}；没有数的、不适用的留空"


@pytest.mark.parametrize(
    ("text", "number"),
    [("5,401万元", "5401"), ("5,401 万元", "5401"), ("54,010,000元", "5401"), ("0.5401亿元", "5401")],
)
def test_a_measure_word_behind_thousands(text: str, number: str) -> None:
    result = cell(text, Number("万元"))
    assert isinstance(result, Diagnostic)
    assert result.help == f"请写 {number}"
