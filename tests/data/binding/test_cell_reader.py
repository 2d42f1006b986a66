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
        ("-3%", RATIO, Fraction(-3, 100)),
        ("120%", RATIO, Fraction(6, 5)),
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
        ("约95", COUNT, "E0521", "不写“约”"),
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
        ("5分", COUNT, "请写 5"),
        ("1,200", COUNT, "请写 1200"),
        ("12,345.5%", RATIO, "请写 12345.5%"),
        ("约95%左右", RATIO, "如果就是 95%，请写 95%"),
        ("特别创新", AWARD, "如果就是“特别创新奖”，请改写成它"),
    ],
)
def test_offers_what_to_write(text: str, kind: Type, help: str) -> None:
    result = cell(text, kind)
    assert isinstance(result, Diagnostic)
    assert result.help == help


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
