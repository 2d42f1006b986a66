"""HTML as a browser, Word or WPS writes it to a file or puts it on the clipboard: to paragraphs and grids.

Receives text. Promises the words that a browser shows, once, in their order. Source: HTML Living Standard, 13.2.6
(implied end tags) and 15.3 (the blocks that begin a line); [MS-HTML] for `mso-` styles and conditional comments.
"""

import re
from html.parser import HTMLParser

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.importer.document_grid import Document, Grid, Paragraph
from creditdsl.importer.errors import ChangesAccepted, Damage, HiddenLeftOut
from creditdsl.importer.readers.placing import Loose, Placing
from creditdsl.importer.readers.reading_limits import MAX_DEPTH, RowCount, Unreadable
from creditdsl.importer.readers.word_numbering import in_form

_UNSEEN = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "select", "datalist", "object", "xml", "rp", "rt"}
)
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "ul",
    ]
)
_PARTS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_LISTS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLED_LISTS = {
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CLIPBOARD = re.compile(r"\AVersion:[\d.]+\s(?:\s*\w+:[^\n]*\n)+")
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def read_html(file: str, text: str) -> Document:
    """Read a page, or the part of one that a clipboard holds."""
    reader = _Reader()
    reader.feed(_CLIPBOARD.sub("", text))
    reader.close()
    return reader.document(file)


class _Open:
    """A tag that is open. seen: whether what is inside is shown."""

    __slots__ = ("attributes", "bold", "count", "form", "seen", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], seen: bool, bold: bool) -> None:
        self.tag, self.attributes, self.seen, self.bold = tag, attributes, seen, bold
        self.count, self.form = _whole(attributes.get("start"), 1) - 1, ""


class _Words:
    """The words of a paragraph outside tables, or of a cell, as they come."""

    def __init__(self) -> None:
        self.lines: list[str] = [""]
        self.bold: list[bool] = []

    def add(self, text: str, bold: bool, kept: bool) -> None:
        if not kept:
            text = _BLANKS.sub(" ", text)
            text = text.lstrip(" ") if not self.lines[-1] or self.lines[-1].endswith(" ") else text
        if text.strip():
            self.bold.append(bold)
        first, *more = text.split("\n")
        self.lines[-1] += first
        self.lines += more

    def break_line(self) -> None:
        self.lines.append("")

    def block(self) -> None:
        if self.lines[-1].strip():
            self.lines.append("")

    @property
    def height(self) -> int:
        """The lines that say something."""
        return sum(map(bool, self._tidied()))

    def _tidied(self) -> list[str]:
        return [one.translate(_INVISIBLE).replace("\xa0", " ").strip(" \t\u3000") for one in self.lines]

    def take(self) -> tuple[str, bool]:
        lines = self._tidied()
        bold = bool(self.bold) and all(self.bold)
        self.__init__()  # type: ignore[misc]
        return "\n".join(one for one in lines if one), bold


class _Table:
    """A table that is open, with the words of its open cell."""

    def __init__(self, name: str, count: RowCount) -> None:
        self.name, self.placing = name, Placing(name, count)
        self.header_rows = 0
        self.in_header = False
        self.words: _Words | None = None
        self.cell: dict[str, str] = {}
        self.nested: list[tuple[int, Grid]] = []
        self.row_open = False
        self.hidden_row = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._path: list[_Open] = []
        self._tables: list[_Table] = []
        self._words = _Words()
        self._blocks: list[Paragraph | Grid] = []
        self._counted = self._paragraphs = self._changes = 0
        self._count = RowCount()
        self._hidden = False

    def document(self, file: str) -> Document:
        while self._tables:
            self._end_table()
        self._paragraph()
        remarks = [Diagnostic(ChangesAccepted(self._changes), file)] if self._changes else []
        remarks += [Diagnostic(HiddenLeftOut("一部分内容"), file)] if self._hidden else []
        return Document(tuple(self._blocks), (), tuple(remarks))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        tag = tag.rpartition(":")[2]
        self._imply_ends(tag)
        if tag in _VOID:
            self._void(tag, attributes)
            return
        if len(self._path) >= MAX_DEPTH:
            raise Unreadable(Damage.UNSAFE, f"第{self.getpos()[0]}行")
        style = attributes.get("style", "")
        hidden = tag in _UNSEEN or "hidden" in attributes or bool(_HIDDEN.search(style))
        deleted = tag == "del" or "msodel" in attributes.get("class", "").lower()
        self._changes += deleted or tag == "ins"
        outer = self._path[-1] if self._path else None
        bold = tag in ("b", "strong", "th") or bool(_BOLD.search(style)) or (outer is not None and outer.bold)
        seen = not hidden and not deleted and (outer is None or outer.seen)
        self._hidden |= hidden and tag not in _UNSEEN
        self._path.append(_Open(tag, attributes, seen, bold))
        if seen:
            self._begin(tag, attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag.rpartition(":")[2] not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "br":
            self._void("br", {})
            return
        floor = self._floor(tag)
        at = next((n for n in range(len(self._path) - 1, floor - 1, -1) if self._path[n].tag == tag), None)
        if at is None:
            return
        while len(self._path) > at:
            self._close()

    def handle_data(self, data: str) -> None:
        opened = self._path[-1] if self._path else None
        if opened is not None and not opened.seen:
            return
        words = self._open_words()
        if words is None:  # between the cells of a table; a browser shows it before the table
            words = self._words
            if not data.strip():
                return
        kept = any(one.tag == "pre" for one in self._path)
        words.add(data, opened is not None and opened.bold, kept)

    def unknown_decl(self, data: str) -> None:
        """Leave out `<![if …]>` of Word; what stands between is shown."""

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        if self._path and not self._path[-1].seen:
            return
        words = self._open_words() or self._words
        if tag == "br":
            words.break_line()
        elif tag == "hr":
            self._block()
        elif tag == "input" and attributes.get("type", "text").lower() in ("text", "number"):
            words.add(attributes.get("value", ""), False, False)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self._begin_table()
        elif tag in _PARTS and self._tables:
            self._tables[-1].in_header = tag == "thead"
        elif tag == "tr" and self._tables:
            self._begin_row()
        elif tag in _CELLS and self._tables:
            self._begin_cell(attributes)
        elif tag in _BLOCKS:
            self._block()
            if tag == "li":
                self._number()

    def _close(self) -> None:
        opened = self._path.pop()
        if not opened.seen:
            return
        if opened.tag == "table" and self._tables:
            self._end_table()
        elif opened.tag in _PARTS and self._tables:
            self._tables[-1].in_header = False
        elif opened.tag == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].row_open = False
        elif opened.tag in _CELLS and self._tables:
            self._end_cell()
        elif opened.tag in _BLOCKS:
            self._block(opened)

    def _imply_ends(self, tag: str) -> None:
        """Close what the next tag closes without saying so."""
        closes: frozenset[str] = frozenset()
        if tag in _CELLS:
            closes = _CELLS
        elif tag == "tr":
            closes = _CELLS | {"tr"}
        elif tag in _PARTS:
            closes = _CELLS | {"tr"} | _PARTS
        elif tag == "li":
            closes = frozenset({"li"})
        elif tag in _BLOCKS or tag == "table":
            closes = frozenset({"p"})
        floor = self._floor(tag)
        for at in range(floor, len(self._path)):
            if self._path[at].tag in closes:
                while len(self._path) > at:
                    self._close()
                return

    def _floor(self, tag: str) -> int:
        """Return the position behind the innermost tag that an end of this tag does not reach through."""
        stops = {"table"} if tag != "table" else set()
        stops |= {"ul", "ol"} if tag == "li" else set()
        stops |= _CELLS if tag not in _CELLS | _PARTS | {"tr", "table"} else set()
        return next((n + 1 for n in range(len(self._path) - 1, -1, -1) if self._path[n].tag in stops), 0)

    def _begin_table(self) -> None:
        if self._tables and self._tables[-1].words is not None:
            self._tables[-1].words.block()
            outer = self._tables[-1]
            name = f"{outer.name}（第{outer.placing.height}行）"
        else:
            self._paragraph()
            self._counted += 1
            name = f"表{self._counted}"
        self._tables.append(_Table(name, self._count))

    def _begin_row(self) -> None:
        table = self._tables[-1]
        self._end_cell()
        table.placing.row()
        table.row_open = True
        table.header_rows += table.in_header and table.header_rows == table.placing.height - 1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        table = self._tables[-1]
        if not table.row_open:
            self._begin_row()
        table.words, table.cell, table.nested = _Words(), attributes, []

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.words is None:
            return
        text, bold = table.words.take()
        height = _whole(table.cell.get("rowspan"), 1)
        width = max(1, _whole(table.cell.get("colspan"), 1))
        table.placing.cell(Loose(text, height, width, bold, tuple(table.nested)))
        table.words = None

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        if not table.placing.height:
            return
        grid = table.placing.grid(table.header_rows)
        if self._tables and (words := self._tables[-1].words) is not None:
            self._tables[-1].nested.append((words.height, grid))
        else:
            self._blocks.append(grid)

    def _open_words(self) -> _Words | None:
        return self._tables[-1].words if self._tables else self._words

    def _block(self, closed: _Open | None = None) -> None:
        words = self._open_words()
        if words is self._words:
            self._paragraph(closed)
        elif words is not None:
            words.block()

    def _paragraph(self, closed: _Open | None = None) -> None:
        text, _ = self._words.take()
        if text:
            around = [*self._path, *([closed] if closed is not None else [])]
            heading = next((int(one.tag[1]) for one in around if re.fullmatch("h[1-6]", one.tag)), None)
            side = next((side for one in reversed(around) if (side := _side(one))), "")
            self._paragraphs += 1
            self._count.paragraph()
            where = f"第{self._paragraphs}段"
            self._blocks.append(Paragraph(text, heading, side == "center", side == "right", where))

    def _number(self) -> None:
        """Write the number that a browser shows before an item of an ordered list."""
        outer = next((one for one in reversed(self._path[:-1]) if one.tag in ("ol", "ul")), None)
        if outer is None or outer.tag == "ul":
            return
        outer.count = _whole(self._path[-1].attributes.get("value"), outer.count + 1)
        style = _LIST_STYLE.search(outer.attributes.get("style", ""))
        form = _STYLED_LISTS.get(
            style[1].lower() if style else "", _LISTS.get(outer.attributes.get("type", ""), "decimal")
        )
        if form != "none":
            sign = "、" if form == "chineseCounting" else ". "
            (self._open_words() or self._words).add(in_form(outer.count, form) + sign, False, True)


def _side(opened: _Open) -> str:
    style = _ALIGNED.search(opened.attributes.get("style", ""))
    if style:
        return style[1].lower()
    return "center" if opened.tag == "center" else opened.attributes.get("align", "").lower()


def _whole(text: str | None, otherwise: int) -> int:
    """Return the number at the start of an attribute, as a browser takes it, within what a table may span."""
    digits = re.match(r"\s*(\d{1,6})", text or "")
    return min(int(digits[1]), 10_000) if digits else otherwise
