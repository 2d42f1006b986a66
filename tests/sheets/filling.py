"""A 填报表 filled in as people do: answers put into the cells of the file, the rest of it left as it is.

The file is edited as text inside the package, so that styles and identifiers stay as they were written.
Where a cell stands is found in the file, not asked of the program that is tested.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from html import escape
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

REPORT, YEAR = "填报表", "年度填报"
Change = Callable[[str], str]

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NUMBER = re.compile(r"-?\d+(\.\d+)?%?")
_CELL = r'<c r="{at}"(?P<style>(?: s="\d+")?)(?:(?: t="\w+")?>.*?</c>| ?/>)'


def letters(column: int) -> str:
    """The name of a 0-based column below 26."""
    return chr(ord("A") + column)


@cache
def grid(content: bytes, sheet: str = REPORT) -> list[list[str]]:
    """The texts of a sheet, the hidden ones too."""
    found = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet)
    return [[str(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]


@cache
def names(content: bytes) -> list[str]:
    """The sheets of a workbook."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names


def column(content: bytes, word: str, sheet: str = REPORT) -> str:
    """The letters of the column with this hidden identifier."""
    return letters(grid(content, sheet)[0].index(f"列:{word}"))


def row(content: bytes, identifier: str, sheet: str = REPORT) -> int:
    """The number of the row with this hidden identifier."""
    return [line[0] for line in grid(content, sheet)].index(identifier) + 1


def at(content: bytes, measure: str, word: str = "填报数据", sheet: str = REPORT) -> str:
    """The address of a measure's answer."""
    return f"{column(content, word, sheet)}{row(content, f'指标:{measure}', sheet)}"


def repack(content: bytes, changes: Mapping[str, Change]) -> bytes:
    """The workbook with some of its sheets (by number, `1`) changed as text; other parts by their path."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            for key, change in changes.items():
                if info.filename in (key, f"xl/worksheets/sheet{key}.xml"):
                    part = change(part.decode("utf-8")).encode("utf-8")
            new.writestr(info, part)
    return stream.getvalue()


def put(cell: str, inside: str, kind: str = "") -> Change:
    """A cell with this XML inside; its style stays."""

    def change(xml: str) -> str:
        pattern = re.compile(_CELL.format(at=cell))
        assert len(pattern.findall(xml)) == 1, cell
        kinds = f' t="{kind}"' if kind else ""
        return pattern.sub(lambda found: f'<c r="{cell}"{found["style"]}{kinds}>{inside}</c>', xml)

    return change


def text(cell: str, words: str) -> Change:
    """A cell with text in it, escaped as office programs do."""
    words = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", words)
    return put(cell, f'<is><t xml:space="preserve">{escape(words, quote=False)}</t></is>', "inlineStr")


def typed(cell: str, words: str) -> Change:
    """A cell as an office program stores what was typed: numbers as numbers, 95.5% as 0.955."""
    if not _NUMBER.fullmatch(words):
        return text(cell, words)
    number = Decimal(words.rstrip("%")).scaleb(-2 if words.endswith("%") else 0)
    return put(cell, f"<v>{number:f}</v>")


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(xml: str) -> str:
        for one in changes:
            xml = one(xml)
        return xml

    return change


def fill(content: bytes, answers: Mapping[str, str], word: str = "填报数据", sheet: str = REPORT) -> bytes:
    """The form with answers by measure, `<mark>理由` the reason of a mark, 单位 and 期 the cells on top."""
    lines = [line[0] for line in grid(content, sheet)]
    value, measures = column(content, word, sheet), column(content, "填报内容", sheet)
    changes = []
    for name, words in answers.items():
        place = {"单位": "行:单位", "期": "行:期"}.get(name)
        if place is not None:
            changes.append(text(f"{measures}{lines.index(place) + 1}", words))
        elif f"指标:{name}" in lines:
            changes.append(typed(f"{value}{lines.index(f'指标:{name}') + 1}", words))
        else:
            mark = name.removesuffix("理由")
            changes.append(text(f"{column(content, '评分理由', sheet)}{lines.index(f'指标:{mark}') + 1}", words))
    return repack(content, {str(names(content).index(sheet) + 1): both(*changes)})


def _position(cell: str) -> tuple[int, int]:
    """1-based row and 0-based column."""
    return int(cell[1:]), ord(cell[0]) - ord("A")


def rearranged(place: Callable[[int, int], tuple[int, int] | None]) -> Change:
    """Every cell put where `place` says, by 1-based row and 0-based column; None deletes it."""

    def change(xml: str) -> str:
        root = ElementTree.fromstring(xml)
        data = root.find(f"{_SPACE}sheetData")
        assert data is not None
        rows: dict[int, dict[int, ElementTree.Element]] = {}
        for cell in data.iter(f"{_SPACE}c"):
            to = place(*_position(cell.attrib["r"]))
            if to is not None:
                cell.attrib["r"] = f"{letters(to[1])}{to[0]}"
                rows.setdefault(to[0], {})[to[1]] = cell
        for old in list(data):
            data.remove(old)
        for number, cells in sorted(rows.items()):
            line = ElementTree.SubElement(data, f"{_SPACE}row", {"r": str(number)})
            line.extend(cell for _, cell in sorted(cells.items()))
        for merge in root.iter(f"{_SPACE}mergeCell"):
            ends = [place(*_position(end)) for end in merge.attrib["ref"].split(":")]
            merge.attrib["ref"] = ":".join(f"{letters(end[1])}{end[0]}" for end in ends if end) or "Z999:Z999"
        return ElementTree.tostring(root, encoding="unicode")

    return change


def copied(source: int, target: int) -> Change:
    """A row copied over another place."""

    def change(xml: str) -> str:
        found = re.search(rf'<row r="{source}".*?</row>', xml, re.DOTALL)
        assert found is not None
        line = re.sub(rf'r="([A-Z]?){source}"', rf'r="\g<1>{target}"', found[0])
        return xml.replace("</sheetData>", line + "</sheetData>")

    return change
