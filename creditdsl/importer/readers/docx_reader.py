"""DOCX: from the bytes of a word document to its paragraphs and grids.

Receives bytes. Promises every word that a person sees, once, in the order of the document, with the numbers that the
word processor makes. Source: ECMA-376 part 1, 17.3 (paragraphs), 17.4 (tables), 17.13 (annotations).
"""

from collections.abc import Iterator, Mapping, Sequence

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data.files.xlsx_parts import Package
from creditdsl.importer.document_grid import Aside, Cell, Document, Grid, Paragraph
from creditdsl.importer.errors import ChangesAccepted, Damage, HiddenLeftOut
from creditdsl.importer.readers.reading_limits import MAX_COLUMNS, MAX_PLACES, RowCount, Unreadable
from creditdsl.importer.readers.word_numbering import Numbering
from creditdsl.importer.readers.word_styles import Styles
from creditdsl.importer.readers.word_text import Line, inside_controls, line, paragraph_marks_deleted
from creditdsl.importer.readers.xml_tree import Element, tree

_KINDS = {"footnote": "脚注", "endnote": "尾注", "comment": "批注"}


def read_docx(file: str, content: bytes) -> Document:
    """Read the bytes of a .docx file; Unreadable, or an error of zipfile, where it is damaged."""
    package = Package(content)
    body = _main(package)
    return _Reader(package, body).document(file)


def _main(package: Package) -> str:
    """Return the name of the main part, by the relations of the package."""
    if "_rels/.rels" in package.names:
        for relation in tree(package, "_rels/.rels").children:
            if relation.attributes.get("Type", "").endswith("/officeDocument"):
                return relation.attributes.get("Target", "").lstrip("/")
    return "word/document.xml"


class _Reader:
    """Reads the parts of one document; numbers and tables are counted in their order."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        self._folder = main.rpartition("/")[0]
        self._numbering = Numbering(self._part("numbering"))
        self._styles = Styles(self._part("styles"))
        self._notes = {kind: self._texts(kind) for kind in _KINDS}
        self._asides: list[Aside] = []
        self._paragraphs = self._tables = self._changes = self._places = 0
        self._hidden: list[str] = []
        self._count = RowCount()

    def document(self, file: str) -> Document:
        root = tree(self._package, self._main)
        body = root.child("body")
        if body is None:
            raise Unreadable(Damage.UNSAFE, self._main)
        blocks = tuple(self._blocks(body))
        remarks = [Diagnostic(ChangesAccepted(self._changes), file)] if self._changes else []
        remarks += [Diagnostic(HiddenLeftOut("文字"), file, cell=where) for where in self._hidden]
        return Document(blocks, tuple(self._asides), tuple(remarks))

    def _part(self, kind: str) -> Element | None:
        """Return a part that stands beside the main one under its usual name."""
        name = f"{self._folder}/{kind}.xml" if self._folder else f"{kind}.xml"
        return tree(self._package, name) if name in self._package.names else None

    def _texts(self, kind: str) -> Mapping[str, str]:
        """Return the words of the notes of a kind by their ids."""
        root = self._part(f"{kind}s")
        if root is None:
            return {}
        real = [note for note in root.all(kind) if note.attributes.get("type", "normal") == "normal"]
        return {
            note.attributes.get("id", ""): "\n".join(line(part, False).text.strip() for part in note.all("p")).strip()
            for note in real
        }

    def _blocks(self, body: Element) -> Iterator[Paragraph | Grid]:
        """Yield paragraphs and tables of a body or a box; a paragraph whose end was deleted goes on in the next."""
        open_end = ""
        for element in inside_controls(body):
            match element.tag:
                case "p":
                    self._paragraphs += 1
                    where = f"第{self._paragraphs}段"
                    style = self._styles.of(element.child("pPr"))
                    number, words = self._numbered(element, where)
                    text = open_end + number + words.text
                    open_end = text if paragraph_marks_deleted(element) else ""
                    if not open_end and text.strip():
                        self._count.paragraph()
                        centred, right = style.side == "center", style.side in ("right", "end")
                        yield Paragraph(_tidy(text), style.level, centred, right, where)
                    for box in words.boxes:
                        yield from self._blocks(box)
                case "tbl":
                    self._tables += 1
                    yield self._grid(element, f"表{self._tables}")
                case _:
                    pass
        if open_end.strip():
            yield Paragraph(_tidy(open_end), where=f"第{self._paragraphs}段")

    def _numbered(self, paragraph: Element, where: str) -> tuple[str, Line]:
        """Return the number that the list gives and the words; a paragraph without words takes no number."""
        style = self._styles.of(paragraph.child("pPr"))
        words = line(paragraph, style.bold)
        seen = bool(words.text.strip())
        number = self._numbering.number(style.place.name, style.place.level) if style.place and seen else ""
        self._changes += words.changed
        if words.hidden:
            self._hidden.append(where)
        for kind, identity in words.notes:
            if text := self._notes.get(kind, {}).get(identity, ""):
                self._asides.append(Aside(_KINDS[kind], text, _tidy(words.text), where))
        return number, words

    def _grid(self, table: Element, name: str) -> Grid:
        """Read a table; a cell that is merged downwards grows with each row that goes on with it."""
        cells: list[_Open] = []
        above: dict[int, _Open] = {}
        width = header_rows = height = 0
        for row in inside_controls(table):
            properties = row.child("trPr")
            if row.tag != "tr" or (properties is not None and properties.child("del") is not None):
                self._changes += row.tag == "tr"
                continue
            if properties is not None and properties.is_on("hidden"):
                self._hidden.append(f"{name} 第{height + 1}行")
                continue
            self._count.rows(1, name)
            column = _count(properties.value("gridBefore") if properties is not None else None)
            reached: dict[int, _Open] = {}
            for element in inside_controls(row):
                if element.tag != "tc":
                    continue
                span, merged, sideways = _merging(element.child("tcPr"))
                if sideways and cells and cells[-1].row == height:
                    cells[-1].width += span
                    column += span
                    continue
                if column + span > MAX_COLUMNS:
                    raise Unreadable(Damage.UNSAFE, f"{name} 第{height + 1}行")
                cell = above.get(column) if merged == "continue" else None
                if cell is not None and cell.width == span:
                    cell.height += 1
                else:
                    cell = _Open(height, column, span, f"{name} 第{height + 1}行第{column + 1}列")
                    cells.append(cell)
                self._fill(cell, element, name)
                reached[column] = cell
                self._places += span
                column += span
            if self._places > MAX_PLACES:
                raise Unreadable(Damage.UNSAFE, f"{name} 第{height + 1}行")
            header_rows += header_rows == height and properties is not None and properties.is_on("tblHeader")
            above, width, height = reached, max(width, column), height + 1
        closed = tuple(cell.closed() for cell in cells)
        return Grid(name, height, width, closed, header_rows)

    def _fill(self, cell: "_Open", element: Element, name: str) -> None:
        """Add the paragraphs and the tables of a cell, or of the rows that go on with it."""
        for part in inside_controls(element):
            if part.tag == "p":
                number, words = self._numbered(part, cell.where)
                if words.text.strip():
                    cell.lines.append(_tidy(number + words.text))
                    cell.bold.append(words.bold)
                for box in words.boxes:
                    cell.lines += [_tidy(line(inner, False).text) for inner in box.all("p")]
            elif part.tag == "tbl":
                grid = self._grid(part, f"{name}（{cell.where.rpartition(' ')[2]}）")
                cell.nested.append((sum(map(bool, cell.lines)), grid))


class _Open:
    """A cell that may still grow downwards."""

    def __init__(self, row: int, column: int, width: int, where: str) -> None:
        self.row, self.column, self.width, self.height, self.where = row, column, width, 1, where
        self.lines: list[str] = []
        self.bold: list[bool] = []
        self.nested: list[tuple[int, Grid]] = []

    def closed(self) -> Cell:
        text = "\n".join(one for one in self.lines if one)
        bold = bool(self.bold) and all(self.bold)
        return Cell(self.row, self.column, text, self.height, self.width, bold, tuple(self.nested), self.where)


def _merging(properties: Element | None) -> tuple[int, str, bool]:
    """Return how many columns a cell spans, how it is merged downwards, and whether it goes on with the last cell."""
    if properties is None:
        return 1, "", False
    span = max(1, _count(properties.value("gridSpan")))
    down = properties.child("vMerge")
    merged = "" if down is None else down.attributes.get("val", "continue")
    sideways = properties.child("hMerge")
    return span, merged, sideways is not None and sideways.attributes.get("val", "continue") == "continue"


def _count(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 5 else 0


def _tidy(text: str) -> str:
    """Return the words without blanks at the ends of their lines and without characters that are not seen."""
    kept = text.translate(_UNSEEN)
    lines: Sequence[str] = [one.strip(" \t\u3000\xa0") for one in kept.split("\n")]
    return "\n".join(one for one in lines if one)


_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
