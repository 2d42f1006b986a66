"""The nine tables as DOCX and XLSX in short: what a change of layout changes shows in the golden text.

For each row of a table: flags (H head, K kept with the next, W whole), its cells with what they cover
(↓ rows, → columns) and the first characters of each; then the rows that begin a page of the worksheet.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table

from creditdsl.publish.document import Document
from creditdsl.publish.writers import docx as docx_writer
from creditdsl.publish.writers import xlsx as xlsx_writer
from tests.publish.printing import TABLES, printed

_SHOWN = 6
_PLACES = sorted({place for place, _ in TABLES})


def outline(document: Document) -> Iterator[str]:
    package = docx.Document(BytesIO(docx_writer.write(document)))
    section = package.sections[0]
    yield f"{round(section.page_width.mm)}×{round(section.page_height.mm)}毫米"
    for one in package.element.body:
        if one.tag == qn("w:tbl"):
            yield from _rows(Table(one, package))
        elif one.tag == qn("w:p"):
            style, text = one.pPr.pStyle.val, "".join(node.text or "" for node in one.iter(qn("w:t")))
            if style != "thin":
                yield f"{style}: {text[:30]}"


def _rows(table: Table) -> Iterator[str]:
    yield " ".join(str(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
    below: dict[int, int] = {}
    for row in reversed(table._tbl.tr_lst):
        for cell in row.tc_lst:
            if cell.vMerge == "continue":
                below[cell.grid_offset] = below.get(cell.grid_offset, 1) + 1
            elif cell.vMerge == "restart":
                cell.set("rows", str(below.pop(cell.grid_offset)))
    for row in table._tbl.tr_lst:
        names = {"tblHeader": "H", "keepNext": "K", "cantSplit": "W"}
        flags = "".join(flag for name, flag in names.items() if next(row.iter(qn(f"w:{name}")), None) is not None)
        yield f"{flags:<2} " + "｜".join(_cell(cell) for cell in row.tc_lst)


def _cell(cell: docx.oxml.table.CT_Tc) -> str:
    if cell.vMerge == "continue":
        return "↑"
    rows = f"↓{cell.get('rows')}" if cell.vMerge else ""
    columns = f"→{cell.grid_span}" if cell.grid_span > 1 else ""
    return "".join(node.text or "" for node in cell.iter(qn("w:t")))[:_SHOWN] + rows + columns


def breaks(document: Document) -> str:
    with ZipFile(BytesIO(xlsx_writer.write(document))) as parts:
        found = re.findall(r'<brk id="(\d+)"', parts.read("xl/worksheets/sheet1.xml").decode("utf-8"))
    return " ".join(str(int(row) + 1) for row in found)


@pytest.mark.parametrize("place", _PLACES)
def test_the_tables_of_the_schemes(place: str, golden: Callable[[str, str], None]) -> None:
    lines: list[str] = []
    for document in (printed(*table) for table in TABLES if table[0] == place):
        lines += [*outline(document), f"XLSX的分页：{breaks(document)}", ""]
    golden(f"office-{place}.txt", "\n".join(lines))
