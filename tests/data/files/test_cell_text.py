"""What people see in a cell and its stored text does not say: struck-through text, raised digits, scaled numbers."""

from collections.abc import Callable, Sequence

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from creditdsl.data.binding.reading import Reading
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Choice, Count, Number, Ratio, Truth, Type

Read = Callable[..., Reading]
Write = Callable[[Callable[[Workbook, Worksheet], None]], bytes]

Run = tuple[dict[str, object], str]
RAISED: dict[str, object] = {"font_script": 1}
LOWERED: dict[str, object] = {"font_script": 2}
STRUCK: dict[str, object] = {"font_strikeout": True}
PLAIN: dict[str, object] = {"bold": True}


@pytest.fixture
def scored(read: Read, workbook: Write) -> Callable[..., Reading]:
    """Read a cell of 甲局 under the heading 值, which is of runs or of one number in a format."""

    def read_cell(
        kind: Type, cell: Sequence[Run] | float | str, form: dict[str, object] | None = None, unit: str = "甲局"
    ) -> Reading:
        def fill(book: Workbook, sheet: Worksheet) -> None:
            sheet.write_row("A1", ["单位", "值"])
            sheet.write("A2", unit)
            if isinstance(cell, float | str):
                sheet.write("B2", cell, book.add_format(form or {}))
            else:
                sheet.write_rich_string("B2", *(part for run, text in cell for part in (book.add_format(run), text)))

        return read({"a.xlsx": workbook(fill)}, (Measure("值", kind),))

    return read_cell


@pytest.mark.parametrize(
    ("kind", "runs", "code"),
    [
        (Count("条"), [(PLAIN, "11"), (RAISED, "2")], "E0521"),
        (Count("条"), [(PLAIN, "11"), (LOWERED, "2")], "E0521"),
        (Number("万元"), [(PLAIN, "3.5"), (RAISED, "1")], "E0521"),
        (Ratio(), [(PLAIN, "9"), (RAISED, "5"), (PLAIN, "%")], "E0521"),
        (Count("条"), [(STRUCK, "10"), (PLAIN, "12")], "E0582"),
        (Ratio(), [(STRUCK, "9"), (PLAIN, "95%")], "E0582"),
        (Truth(), [(STRUCK, "否"), (PLAIN, "是")], "E0582"),
        (Choice(("省级", "市级")), [(STRUCK, "市级"), (PLAIN, "省级")], "E0582"),
    ],
)
def test_marks_of_a_run_are_not_read_past(
    scored: Callable[..., Reading], kind: Type, runs: Sequence[Run], code: str
) -> None:
    reading = scored(kind, runs)
    (fault,) = reading.diagnostics
    assert (fault.code.id, fault.cell) == (code, "数据!B2")
    assert dict(reading.units[0].cells) == {}


@pytest.mark.parametrize(
    ("kind", "runs", "value"),
    [
        (Count("条"), [(PLAIN, "1"), ({"italic": True}, "2")], 12),
        (Choice(("PM2.5超标", "达标")), [(PLAIN, "PM"), (LOWERED, "2.5"), (PLAIN, "超标")], "PM2.5超标"),
    ],
)
def test_other_looks_change_nothing(
    scored: Callable[..., Reading], kind: Type, runs: Sequence[Run], value: object
) -> None:
    reading = scored(kind, runs)
    assert reading.diagnostics == ()
    assert reading.units[0].cells == {"值": value}


@pytest.mark.parametrize("cell", [12.0, "12", "无"])
def test_a_cell_struck_through_is_asked_about(scored: Callable[..., Reading], cell: float | str) -> None:
    reading = scored(Count("条"), cell, STRUCK)
    (fault,) = reading.diagnostics
    assert (fault.code.id, fault.cell) == ("E0582", "数据!B2")
    assert f"写的是“{cell if isinstance(cell, str) else 12}”，有加了删除线的字" in fault.message


def test_a_unit_struck_through_is_not_scored(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "值"])
        sheet.write_row("A2", ["甲局", 3])
        sheet.write_row("A3", ["乙局", 5], book.add_format(STRUCK))

    reading = read({"a.xlsx": workbook(fill)}, (Measure("值", Count("条")),))
    assert [unit.unit for unit in reading.units] == ["甲局"]
    assert ("E0582", "数据!A3") in [(d.code.id, d.cell) for d in reading.diagnostics]


@pytest.mark.parametrize(
    ("kind", "number", "form", "help_says"),
    [
        (Number("万元"), 54010000, '0!.0,"万"', "把单元格格式改为“常规”，核对是多少"),
        (Number("万元"), 5401000, "#,##0,", "把单元格格式改为“常规”，核对是多少"),
        (Number("万元"), 54010000, '0"元"', "如果是 54010000元，请写 5401"),
        (Number("元"), 5401, '#,##0"万元"', "如果是 5401万元，请写 54010000"),
        (Count("人"), 12, '0"万"', "如果是 12万，请写 120000"),
    ],
)
def test_a_number_shown_as_another_is_asked_about(
    scored: Callable[..., Reading], kind: Type, number: float, form: str, help_says: str
) -> None:
    reading = scored(kind, float(number), {"num_format": form})
    (fault,) = reading.diagnostics
    assert (fault.code.id, fault.cell) == ("E0583", "数据!B2")
    assert help_says in (fault.help or "")


@pytest.mark.parametrize(
    ("kind", "number", "form"),
    [
        (Number("万元"), 5401, '0"万元"'),
        (Number("万元"), 5401, '0"万"'),
        (Number("万元"), 0, '0!.0,"万"'),
        (Number(), 31, '0.0"微克"'),
        (Count("次"), 12, '0"回"'),
        (Number("万元"), 5401, "#,##0.00_);(#,##0.00)"),
    ],
)
def test_a_number_shown_as_it_is_counts(scored: Callable[..., Reading], kind: Type, number: float, form: str) -> None:
    reading = scored(kind, float(number), {"num_format": form})
    assert reading.diagnostics == ()
    assert reading.units[0].cells == {"值": number}
