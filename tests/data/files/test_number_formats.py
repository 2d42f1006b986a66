"""As what a number format shows a number."""

import pytest

from creditdsl.data.files.xlsx_parts import MAX_FORMAT, Shown, Unsafe, shown_as


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
    ],
)
def test_number_formats(code: str, shown: Shown) -> None:
    assert shown_as(code) is shown


def test_a_format_longer_than_any_is_refused() -> None:
    with pytest.raises(Unsafe):
        shown_as("[" * (MAX_FORMAT + 1))
