"""Small tables for the tests of the data layer: measures of every type, CSV and XLSX written on the spot."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from creditdsl.data.binding.reading import Reading
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Count, Mark, Number, Ratio, Truth

MEASURES = (
    Measure("已建机制", Truth()),
    Measure("报送量", Count("条", Fraction(0), Fraction(1000))),
    Measure("报送率", Ratio()),
    Measure("金额", Number("万元")),
    Measure("酌情得分", Mark(Fraction(0), Fraction(4)), required=False),
)

Read = Callable[..., Reading]
Write = Callable[[Callable[[Workbook, Worksheet], None]], bytes]


@pytest.fixture
def measures() -> Sequence[Measure]:
    return MEASURES


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write contents (text or bytes) under their names and read them together."""

    def read_files(
        contents: Mapping[str, str | bytes] | str | bytes,
        measures: Sequence[Measure] = MEASURES,
        periodic: bool = False,
    ) -> Reading:
        named = {"数据.csv": contents} if isinstance(contents, str | bytes) else contents
        for name, content in named.items():
            (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return read_units([tmp_path / name for name in named], measures, periodic)

    return read_files


@pytest.fixture
def workbook() -> Write:
    """The bytes of a workbook whose first sheet, 数据, is filled by the function given."""

    def write(fill: Callable[[Workbook, Worksheet], None]) -> bytes:
        stream = BytesIO()
        book = Workbook(stream, {"in_memory": True})
        fill(book, book.add_worksheet("数据"))
        book.close()
        return stream.getvalue()

    return write


@pytest.fixture
def repack() -> Callable[[bytes, Mapping[str, Callable[[bytes], bytes]]], bytes]:
    """A workbook with some parts rewritten, as a damaged or hostile file would have them."""

    def rewrite(content: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
        stream = BytesIO()
        with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w") as new:
            for name in old.namelist():
                new.writestr(name, changes.get(name, lambda part: part)(old.read(name)))
        return stream.getvalue()

    return rewrite
