"""The parts of a workbook that calamine does not report: percent formats, formulas, merges, errors.

Receives the bytes of an .xlsx file. Promises the checked parts, the visible worksheets, and the marks of the cells
of each sheet, with all sizes bounded and no entity ever expanded. It is the guard before calamine, which gets only
a package rebuilt from checked parts.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import XMLParser
from zipfile import ZIP_STORED, ZipFile

from creditdsl.base.node import node
from creditdsl.data.tables import Merge

MAX_EXPANDED = 200 * 1024 * 1024
"""Bytes of all parts together; a workbook of 50 MB of real data has less."""

Cell = tuple[int, int]
"""1-based row, 0-based column."""

_PERCENT_FORMATS = frozenset({9, 10})
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')


class Unsafe(Exception):
    """The package is too big when expanded, or holds a document type, as no office program writes."""


@node
class Sheet:
    """A worksheet. part: the name of its part in the package."""

    name: str
    part: str


@dataclass(slots=True)
class Marks:
    """The special cells of a sheet, and the last row and column with content."""

    percent: set[Cell] = field(default_factory=set)
    unfinished: set[Cell] = field(default_factory=set)
    errors: dict[Cell, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    last_row: int = 0
    last_column: int = -1

    @property
    def area(self) -> int:
        return self.last_row * (self.last_column + 1)


def read_parts(content: bytes) -> dict[str, bytes]:
    """Return the XML parts by name; Unsafe where they are too big together."""
    parts: dict[str, bytes] = {}
    left = MAX_EXPANDED
    with ZipFile(BytesIO(content)) as package:
        for entry in package.infolist():
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            with package.open(entry) as stream:
                part = stream.read(left + 1)
            left -= len(part)
            if left < 0:
                raise Unsafe
            parts[entry.filename] = part
    if len({name.lower() for name in parts}) < len(parts):
        raise Unsafe
    return parts


def rebuild(parts: Mapping[str, bytes]) -> BytesIO:
    """Build a package of these parts, so that the next reader sees the same bytes and no others."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    stream.seek(0)
    return stream


def visible_sheets(parts: Mapping[str, bytes]) -> tuple[Sheet, ...]:
    """Return the worksheets that are not hidden, in the order of their tabs."""
    targets: dict[str, str] = {}
    sheets: list[dict[str, str]] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes["Target"].removeprefix("/")
            targets[attributes["Id"]] = target if target.startswith("xl/") else f"xl/{target}"

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            sheets.append(attributes)

    _walk(parts["xl/_rels/workbook.xml.rels"], relation)
    _walk(parts["xl/workbook.xml"], sheet)
    if len({attributes["name"] for attributes in sheets}) < len(sheets):
        raise Unsafe
    return tuple(
        Sheet(attributes["name"], targets[relation_id])
        for attributes in sheets
        for relation_id in (next(value for name, value in attributes.items() if name.endswith("}id")),)
        if attributes.get("state", "visible") == "visible" and relation_id in targets
    )


def percent_styles(parts: Mapping[str, bytes]) -> frozenset[int]:
    """Return the cell styles (by number) that show a number in percent."""
    formats, styles = set(_PERCENT_FORMATS), list[int]()
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            number = int(attributes["numFmtId"])
            # a file may define a built-in number anew
            (formats.add if is_percent(attributes["formatCode"]) else formats.discard)(number)
        elif tag in ("cellXfs", "cellStyleXfs"):
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            styles.append(int(attributes.get("numFmtId", "0")))

    _walk(parts.get("xl/styles.xml", b"<styleSheet/>"), start)
    return frozenset(index for index, number in enumerate(styles) if number in formats)


def is_percent(code: str) -> bool:
    """Return whether a number format shows the number in percent: % that is not literal text."""
    return "%" in _LITERAL.sub("", code)


def read_marks(part: bytes, percent: frozenset[int]) -> Marks:
    """Return the marks of one worksheet."""
    scan = _SheetScan(percent)
    _walk(part, scan.start, scan.end, scan.text)
    return scan.marks


class _SheetScan:
    """Follows the cells of a worksheet; a row or cell without a reference follows the last one."""

    def __init__(self, percent: frozenset[int]) -> None:
        self.marks = Marks()
        self._percent = percent
        self._row, self._column = 0, -1
        self._kind, self._style = "n", 0
        self._formula = self._inside = self._value = False
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), -1
            case "c":
                self._row, self._column = self._place(attributes.get("r"))
                self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", "0"))
                self._formula = self._inside = self._value = False
                self._text.clear()
            case "f":
                self._formula = True
            case "v" | "is":
                self._inside = self._value = True
            case "mergeCell":
                self._merge(attributes["ref"])

    def text(self, text: str) -> None:
        if self._inside:
            self._text.append(text)

    def end(self, tag: str) -> None:
        match tag:
            case "v" | "is":
                self._inside = False
            case "c":
                self._cell()

    def _cell(self) -> None:
        cell, text = (self._row, self._column), "".join(self._text)
        # a text formula may well have the empty text as its result; a number may not
        computed = bool(text) or (self._kind == "str" and self._value)
        if not self._value and not self._formula:
            return
        marks = self.marks
        marks.last_row, marks.last_column = max(marks.last_row, cell[0]), max(marks.last_column, cell[1])
        if self._formula and not computed:
            marks.unfinished.add(cell)
        elif self._kind == "e":
            marks.errors[cell] = text
        elif self._kind == "n" and self._style in self._percent:
            marks.percent.add(cell)

    def _place(self, reference: str | None) -> Cell:
        return (self._row, self._column + 1) if reference is None else _position(reference)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _position(first), _position(last or first)
        self.marks.merges.append(Merge(top, left, bottom, right))


def _position(reference: str) -> Cell:
    """Return the cell of a reference such as `C7`.

    Unsafe beyond any real sheet, where calamine would ask for all memory.
    """
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise Unsafe
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


class _Target:
    """The target of the XML parser, by local names; it refuses a document type at its first word."""

    def __init__(
        self,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        self._start, self._end, self.data = start, end, text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._start(_local(tag), attributes)

    def end(self, tag: str) -> None:
        self._end(_local(tag))

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise Unsafe

    def close(self) -> None:
        pass


def _walk(
    part: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda tag: None,
    text: Callable[[str], None] = lambda text: None,
) -> None:
    # calamine reads UTF-8 whatever the declaration says; both must see the same
    parser = XMLParser(target=_Target(start, end, text), encoding="utf-8")
    parser.feed(part)
    parser.close()


def _local(name: str) -> str:
    return name.rpartition("}")[2]
