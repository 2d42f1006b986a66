"""Word documents as text of their parts: fast, and with the habits of people who edit them for years."""

import io
import zipfile
from collections.abc import Collection, Iterator
from xml.sax.saxutils import escape

from creditdsl.importer.document_grid import Cell, Document, Grid

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HABITS = ("content controls", "tracked changes", "footnotes", "comments", "soft hyphens", "nested tables")
_NOTE = "以台账为准"


def word_file(document: Document, habits: Collection[str] = ()) -> bytes:
    """Write a document; each habit shows in all paragraphs and cells that can have it."""
    body = "".join(_Writer(habits).blocks(document))
    note = f'<w:{{0}} w:id="1"><w:p><w:r><w:t>{_NOTE}</w:t></w:r></w:p></w:{{0}}>'
    parts = {"document": f"<w:body>{body}</w:body>"}
    parts |= {f"{kind}s": note.format(kind) for kind in ("footnote", "comment") if f"{kind}s" in habits}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{text}</w:{name}>')
    return out.getvalue()


class _Writer:
    def __init__(self, habits: Collection[str]) -> None:
        self._habits = habits

    def blocks(self, document: Document) -> Iterator[str]:
        for block in document.blocks:
            if isinstance(block, Grid):
                yield self._table(block)
                continue
            level = f'<w:outlineLvl w:val="{block.level - 1}"/>' if block.level else ""
            side = '<w:jc w:val="center"/>' if block.centred else ""
            yield self._paragraph(block.text, level + side)

    def _paragraph(self, text: str, properties: str = "") -> str:
        paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{self._runs(text)}</w:p>"
        return _control(paragraph) if "content controls" in self._habits else paragraph

    def _runs(self, text: str) -> str:
        half = len(text) // 2
        words = [escape(part).replace("\n", "</w:t><w:br/><w:t>") for part in (text[:half], text[half:])]
        hyphen = "<w:softHyphen/>" if "soft hyphens" in self._habits else ""
        first, second = (f'<w:r><w:t xml:space="preserve">{part}</w:t>{hyphen}</w:r>' for part in words)
        if "tracked changes" in self._habits:
            first = f"<w:del><w:r><w:delText>原来的话</w:delText></w:r></w:del><w:ins>{first}</w:ins>"
        notes = "".join(
            f'<w:r><w:{kind}Reference w:id="1"/></w:r>'
            for kind in ("footnote", "comment")
            if f"{kind}s" in self._habits and text
        )
        return first + second + notes

    def _table(self, grid: Grid) -> str:
        starts = {(cell.row, cell.column): cell for cell in grid.cells}
        covered = {(cell.row + down, cell.column): cell for cell in grid.cells for down in range(1, cell.height)}
        rows = []
        for row in range(grid.height):
            cells, column = [], 0
            while column < grid.width:
                cell = starts.get((row, column))
                above = covered.get((row, column))
                cells.append(self._cell(cell, "restart") if cell is not None else self._cell(above, "continue"))
                column += (cell or above or Cell(0, 0, "")).width
            header = "<w:trPr><w:tblHeader/></w:trPr>" if row < grid.header_rows else ""
            rows.append(f"<w:tr>{header}{''.join(cells)}</w:tr>")
        return f"<w:tbl>{''.join(_control(row) if 'content controls' in self._habits else row for row in rows)}</w:tbl>"

    def _cell(self, cell: Cell | None, merge: str) -> str:
        if cell is None:
            return "<w:tc><w:p/></w:tc>"
        properties = f'<w:gridSpan w:val="{cell.width}"/>' * (cell.width > 1)
        properties += f'<w:vMerge w:val="{merge}"/>' * (cell.height > 1)
        lines = cell.text.split("\n") if merge == "restart" else [""]
        if "nested tables" in self._habits and len(cell.text) > 40 and merge == "restart":
            inner = "".join(f"<w:tr><w:tc>{self._paragraph(line)}</w:tc></w:tr>" for line in lines)
            content = f"<w:tbl>{inner}</w:tbl><w:p/>"
        else:
            content = "".join(self._paragraph(line) for line in lines)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
