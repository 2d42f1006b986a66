"""As what a number format shows a number."""

import pytest

from creditdsl.data.files.xlsx_parts import MAX_FORMAT, Shown, Unsafe, format_of


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0%", Shown.PERCENT),
        ("0.00%;[Red]-0.00%", Shown.PERCENT),
        ('0.0"%"', Shown.PLAIN),
        (r"0.0\%", Shown.PLAIN),
        ("[$%-804]0", Shown.PLAIN),
        ("General", Shown.PLAIN),
        ("_%0", Shown.PLAIN),
        ("yyyy-mm-dd", Shown.DATE),
        ('yyyy"年"m"月"d"日"', Shown.DATE),
        ("yyyy年m月", Shown.DATE),
        ("[h]:mm", Shown.DATE),
        ("[Red]0.00", Shown.PLAIN),
        ('0"days"', Shown.PLAIN),
        ("0.00E+00", Shown.PLAIN),
        ("@", Shown.PLAIN),
        ("#,##0", Shown.PLAIN),
        ("#,##0.00_);[Red](#,##0.00)", Shown.PLAIN),
        ("# ?/?", Shown.PLAIN),
        ("#,##0,", Shown.SCALED),
        ('0.0,,"百万"', Shown.SCALED),
        ("0,.0", Shown.SCALED),
        ('0!.0,"万"', Shown.SCALED),
        (r"0\.0000万", Shown.SCALED),
        ('0"."0000', Shown.SCALED),
    ],
)
def test_number_formats(code: str, shown: Shown) -> None:
    assert format_of(code).shown is shown


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('0"元"', "元"),
        ('#,##0.00 "万元"', "万元"),
        ("General\\元", "元"),
        ("[Red]0元;-0元", "元"),
        ('0"μg/m³"', ""),
        ('"￥"#,##0.00', ""),
        ("0_);(0)", ""),
    ],
)
def test_measure_words_behind_a_number(code: str, unit: str) -> None:
    assert format_of(code).unit == unit


def test_a_format_longer_than_any_is_refused() -> None:
    with pytest.raises(Unsafe):
        format_of("[" * (MAX_FORMAT + 1))
