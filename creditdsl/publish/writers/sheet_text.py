"""Write text into a cell of a worksheet as text, whatever it looks like.

Receives any text; promises that the cell shows it literally, never as a formula, a link or markup.
XlsxWriter's write_string alone does not promise this.
"""

import re

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from creditdsl.publish.writers.layout import plain

MAX_CELL_UNITS = 32767
"""The most UTF-16 units of a cell."""

_MISREAD = re.compile(r"(?<=\A<)(?=r>)|(?<=_x)(?=[0-9A-Fa-f]{4}_)")
"""The places at which a text is broken into runs.

XlsxWriter takes <r>…</r> for the markup of runs and writes it unescaped, and it does not always escape what
looks like an escape, such as _x0041_.
"""

_CUT = "……（以下超过电子表格一格的字数，全文见 DOCX 或 PDF）"


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write the text; one that is longer than a cell says so at its end."""
    shown = plain(text)
    if len(shown.encode("utf-16-le")) > 2 * MAX_CELL_UNITS:
        kept = shown.encode("utf-16-le")[: 2 * (MAX_CELL_UNITS - len(_CUT))]
        shown = kept.decode("utf-16-le", "ignore") + _CUT
    pieces = _MISREAD.split(shown)
    if len(pieces) == 1:
        sheet.write_string(row, column, shown, look)
    else:
        sheet.write_rich_string(row, column, *(part for piece in pieces for part in (look, piece)), look)
