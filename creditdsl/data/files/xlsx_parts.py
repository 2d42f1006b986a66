"""The package of a workbook: its sheets, its styles and its shared texts.

Receives the bytes of an .xlsx file. Promises what its parts say, read as text; Unsafe where a part is too big or no
office program would write it. All sizes are bounded before a part is walked, and no entity is ever expanded.
"""

import re
from collections.abc import Callable, Mapping
from enum import Enum, auto
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from creditdsl.base.node import node
from creditdsl.data.files.cell_text import CellText, is_on

MAX_EXPANDED = 100 * 1024 * 1024
"""Bytes of all parts that are read, together."""

MAX_WORK = 1_600_000
"""Starts and ends of elements in all parts that are read, together: some 300,000 cells with a number each."""

_ROW = 16
"""What a row counts as, beside its cells."""

MAX_ENTRIES = 10_000
"""Files in the package."""

MAX_TOKEN = 1 << 20
"""Bytes between two tags; a cell holds at most 32,767 characters."""

MAX_FORMAT = 1_000
"""Characters of a number format; Excel allows 255."""

_WORKBOOK = "xl/workbook.xml"
_ENTRY = b"PK\x01\x02"
"""What each entry of a package's directory starts with."""

_PREFIXED = re.compile(rb"<[\w.-]+:")
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_", re.ASCII)
_LITERAL = re.compile(r'"[^"]*"|[\\!].|[_*].|\[[^\]]*\]')
_GENERAL = re.compile("general", re.ASCII | re.IGNORECASE)
_SIGN = re.compile(r'("[^"]*")|[\\!](.)|[_*].|\[[^\]]*\]|(.)', re.DOTALL)
"""A sign of a number format: literal text, an escaped character, layout and colour, anything else."""
_UNIT = re.compile("[一-鿿]+")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.ASCII | re.IGNORECASE)
_DATE_LETTER = re.compile("[dmyhs]", re.ASCII | re.IGNORECASE)

Start = Callable[[str, Mapping[str, str]], None]


class Unsafe(Exception):
    """The package is too big when expanded, or holds what no office program writes."""


class TooManyCells(Exception):
    """A part has more elements than are read."""


@node
class Sheet:
    """A worksheet. part: the name of its part in the package."""

    name: str
    part: str
    hidden: bool


class Shown(Enum):
    """As what a cell style shows a number."""

    PLAIN = auto()
    PERCENT = auto()
    DATE = auto()
    SCALED = auto()
    """As another number: `0!.0,` shows 54010000 as 5401.0."""


@node
class Format:
    """A number format: as what it shows a number, and the measure word that it writes behind it."""

    shown: Shown = Shown.PLAIN
    unit: str = ""


@node
class Style:
    """How a cell is shown."""

    format: Format = Format()
    struck: bool = False


@node
class Book:
    """What all sheets share. texts: the shared texts. styles: by number. from_1904: where dates are counted from."""

    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...]
    styles: tuple[Style, ...]
    from_1904: bool


_BUILT_IN = {
    **dict.fromkeys((9, 10), Format(Shown.PERCENT)),
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), Format(Shown.DATE)),
}
"""The formats that every workbook has without defining them, by number."""


class Package:
    """The parts of a workbook, each walked within the bounds that hold for all together."""

    def __init__(self, content: bytes) -> None:
        if content.count(_ENTRY) > MAX_ENTRIES:
            raise Unsafe
        self._package = ZipFile(BytesIO(content))
        entries = self._package.infolist()
        if len({entry.filename.lower() for entry in entries}) < len(entries):
            raise Unsafe
        self.names = frozenset(entry.filename for entry in entries)
        self._bytes, self._work = MAX_EXPANDED, MAX_WORK

    def walk(
        self,
        name: str,
        start: Start,
        end: Callable[[str], None] = lambda tag: None,
        text: Callable[[str], None] = lambda text: None,
    ) -> None:
        """Call back for every element of a part, by its local name, and for its text."""
        part = self._read(name)
        parser = expat.ParserCreate("utf-8")  # whatever the declaration says
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        if _PREFIXED.search(part):  # else the tags are local names already, which saves a call for each
            parser.StartElementHandler = lambda tag, attributes: start(_local(tag), attributes)
            parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.CharacterDataHandler = text
        parser.Parse(part, True)

    def _read(self, name: str) -> bytes:
        """Return the bytes of a part, within all bounds."""
        entry = self._package.getinfo(name)
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unsafe
        with self._package.open(entry) as stream:
            part = stream.read(self._bytes + 1)
        self._bytes -= len(part)
        if self._bytes < 0 or not _in_short_tokens(part):
            raise Unsafe
        rows = part.count(b"<row") + part.count(b":row")
        self._work -= part.count(b"<") + part.count(b"/>") + rows * _ROW
        if self._work < 0:
            raise TooManyCells
        return part


def read_book(package: Package) -> Book:
    """Read what all sheets share."""
    targets, others = _relations(package)
    texts, styles = others.get("sharedStrings"), others.get("styles")
    sheets, from_1904 = _sheets(package, targets)
    return Book(
        sheets,
        _texts(package, texts) if texts in package.names and texts is not None else (),
        _styles(package, styles) if styles in package.names and styles is not None else (),
        from_1904,
    )


def whole(text: str) -> int:
    """Return the number that ASCII digits write; ValueError for anything else that `int` would take."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def written(text: str) -> str:
    """Return a text with its characters that XML cannot hold, written `_x000D_`, in place."""
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def format_of(code: str) -> Format:
    """Return what a number format does to a number, by what is no literal text in it; Unsafe where it is too long."""
    if len(code) > MAX_FORMAT:
        raise Unsafe
    bare = _GENERAL.sub("", _LITERAL.sub("", code))
    if "%" in bare:
        return Format(Shown.PERCENT)
    if _ELAPSED.search(code) or _DATE_LETTER.search(bare):
        return Format(Shown.DATE)
    return _of_number(_GENERAL.sub("0", code))


def _of_number(code: str) -> Format:
    """Return what the first section of a number format does: the one for positive numbers, or for all."""
    behind, digits, thousands, scaled = "", False, False, False
    for literal, escaped, sign in _SIGN.findall(code):
        if sign == ";":
            break
        if sign and sign in "0#?":
            scaled = scaled or (digits and behind == ".")
            behind, digits, thousands = "", True, False
        elif sign == ",":
            thousands = digits
        elif sign == ".":
            scaled, thousands = scaled or thousands, False
        else:
            behind += literal.strip('"') + escaped + sign
    unit = behind.strip()
    return Format(Shown.SCALED if scaled or thousands else Shown.PLAIN, unit if _UNIT.fullmatch(unit) else "")


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return match[0] if "\ud800" <= character <= "\udfff" else character


def _relations(package: Package) -> tuple[dict[str, str], dict[str, str]]:
    """Return the parts of worksheets by the id of the relation, and other parts by its kind."""
    sheets: dict[str, str] = {}
    others: dict[str, str] = {}
    ids: set[str] = set()

    def relation(tag: str, attributes: Mapping[str, str]) -> None:
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        if attributes["Id"] in ids:
            raise Unsafe
        ids.add(attributes["Id"])
        target = attributes["Target"]
        part = target.removeprefix("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
        kind = attributes.get("Type", "").rpartition("/")[2]
        if kind == "worksheet":
            sheets[attributes["Id"]] = part
        else:
            others.setdefault(kind, part)

    package.walk("xl/_rels/workbook.xml.rels", relation)
    return sheets, others


def _sheets(package: Package, targets: Mapping[str, str]) -> tuple[tuple[Sheet, ...], bool]:
    """Return the worksheets in the order of their tabs, and whether dates are counted from 1904."""
    entries: list[Mapping[str, str]] = []
    from_1904 = False

    def element(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal from_1904
        if tag == "sheet":
            entries.append(attributes)
        elif tag == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")

    package.walk(_WORKBOOK, element)
    sheets = []
    for entry in entries:
        identity = next(value for name, value in entry.items() if name.endswith(":id"))
        if identity in targets:
            hidden = entry.get("state", "visible") != "visible"
            sheets.append(Sheet(entry["name"], targets[identity], hidden))
    if len({entry["name"] for entry in entries}) < len(entries) or len({s.part for s in sheets}) < len(sheets):
        raise Unsafe
    return tuple(sheets), from_1904


def _texts(package: Package, part: str) -> tuple[str, ...]:
    """Return the shared texts, without the readings that stand above them."""
    texts: list[str] = []
    cell = CellText()

    def end(tag: str) -> None:
        cell.end(tag)
        if tag == "si":
            texts.append(written(cell.take()))

    package.walk(part, cell.start, end, lambda text: cell.add(text) if cell.inside else None)
    return tuple(texts)


def _styles(package: Package, part: str) -> tuple[Style, ...]:
    """Return how each cell style shows a cell."""
    formats, fonts, cells = dict(_BUILT_IN), list[bool](), list[tuple[int, int]]()
    within = ""

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal within
        match tag:
            case "numFmt":
                # a file may define a built-in number anew
                formats[whole(attributes["numFmtId"])] = format_of(attributes["formatCode"])
            case "fonts" | "fills" | "cellXfs" | "cellStyleXfs" | "dxfs":
                within = tag
            case "font" if within == "fonts":
                fonts.append(False)
            case "strike" if within == "fonts" and fonts:
                fonts[-1] = is_on(attributes)
            case "xf" if within == "cellXfs":
                cells.append((whole(attributes.get("numFmtId", "0")), whole(attributes.get("fontId", "0"))))

    package.walk(part, start)
    return tuple(Style(formats.get(number, Format()), font < len(fonts) and fonts[font]) for number, font in cells)


def _in_short_tokens(part: bytes) -> bool:
    """Return whether no tag, and no text between two, is longer than `MAX_TOKEN`."""
    at = 0
    while len(part) - at > MAX_TOKEN:
        close = part.rfind(b">", at, at + MAX_TOKEN)
        if close < 0:
            return False
        at = close + 1
    return True


def _refuse_document_type(*_: object) -> None:
    raise Unsafe


def _local(name: str) -> str:
    return name.rpartition(":")[2]
