"""Workbooks drawn and damaged by chance: what was written comes back, and no damage raises."""

import datetime
from fractions import Fraction
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from creditdsl.data.files.xlsx_reader import read_xlsx
from tests.data.files.test_xlsx import good

TEXTS = st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cn"], exclude_characters="_"), min_size=1)
DECIMALS = st.decimals(min_value=-(10**9), max_value=10**9, places=5)


@given(st.lists(st.tuples(TEXTS, DECIMALS), max_size=5))
def test_every_cell_comes_back_as_written(rows: list[tuple[str, object]]) -> None:
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["单位", "值"])
    for number, (text, value) in enumerate(rows, start=1):
        sheet.write_string(number, 0, text)
        sheet.write_number(number, 1, float(str(value)))
    book.close()
    table = read_xlsx("a.xlsx", stream.getvalue()).table
    assert table is not None
    assert [(r.cell(0).text, Fraction(r.cell(1).text)) for r in table.rows] == [(t, Fraction(str(v))) for t, v in rows]


@given(st.binary())
def test_no_bytes_raise(content: bytes) -> None:
    assert read_xlsx("a.xlsx", content).table is None
    assert read_xlsx("a.xlsx", b"PK\x03\x04" + content).table is None


@cache
def good_workbook() -> bytes:
    """Written once: a workbook holds the time of its making, and examples must not depend on that."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2022, 1, 1)})
    good(book, book.add_worksheet("数据"))
    book.close()
    return stream.getvalue()


@given(st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    content = bytearray(good_workbook())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    result = read_xlsx("a.xlsx", bytes(content))
    assert result.table is not None or result.diagnostics


@given(st.data())
def test_no_damaged_part_raises(data: st.DataObject) -> None:
    damaged = BytesIO()
    with ZipFile(BytesIO(good_workbook())) as old, ZipFile(damaged, "w") as new:
        hit = data.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == hit:
                start = data.draw(st.integers(0, len(part) - 1))
                part[start : start + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
            new.writestr(name, bytes(part))
    result = read_xlsx("a.xlsx", damaged.getvalue())
    assert result.table is not None or result.diagnostics
