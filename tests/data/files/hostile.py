"""Workbooks made to do harm: a table or a 填报表 of one unit, changed in one of many ways, drawn from a seed."""

import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from random import Random
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

from xlsxwriter import Workbook

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKSHEET = f"{RELATIONS}/worksheet"

Parts = dict[str, bytes]


def base(random: Random) -> Parts:
    """The parts of a harmless workbook: a table, or a 填报表."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("数据")
    if random.random() < 0.5:
        rows: list[list[object]] = [["单位", "值", "备注"], ["甲局", 1, ""], ["乙局", 2.5, "好"]]
    else:
        rows = [["填报单位（盖章）：", "甲局"], ["填报内容", "填报数据"], ["值", 1]]
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    with ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    with ZipFile(stream, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def _in_data(parts: Parts, cells: str) -> bytes:
    """The workbook with these rows behind its own."""
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", cells.encode() + b"</sheetData>")
    return packed(parts)


def many_cells(random: Random, parts: Parts) -> bytes:
    row = "<row>" + random.choice(["<c><v>1</v></c>", '<c t="b"><v>1</v></c>']) * random.randrange(50, 5000) + "</row>"
    return _in_data(parts, row * (random.randrange(2_000_000, 6_000_000) // row.count("<c")))


def many_empty_cells(random: Random, parts: Parts) -> bytes:
    row = "<row>" + random.choice(["<c/>", '<c s="1"/>', "<c></c>"]) * random.randrange(50, 10_000) + "</row>"
    return _in_data(parts, row * (random.randrange(5_000_000, 15_000_000) // row.count("<c")))


def many_rows(random: Random, parts: Parts) -> bytes:
    return _in_data(parts, random.choice(["<row/>", "<row></row>", "<row><c><v>1</v></c></row>"]) * 5_000_000)


def cells_below_the_bound(random: Random, parts: Parts) -> bytes:
    """As many cells as are still read, all of them outside the header or wrong."""
    width = random.choice([1, 2, 5, 100, 2_000])
    count = random.randrange(1_000_000, 1_590_000) // (18 + 4 * width)
    row = "<row>" + "<c><v>1.5e3</v></c>" * width + "</row>"
    return _in_data(parts, row * count)


def one_part_for_many_sheets(random: Random, parts: Parts) -> bytes:
    count = random.randrange(2, 5_000)
    sheets = "".join(f'<sheet name="s{at}" sheetId="{at + 9}" r:id="rId1"/>' for at in range(count))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", sheets.encode() + b"</sheets>")
    return packed(parts)


def zip_bomb(random: Random, parts: Parts) -> bytes:
    name = random.choice([SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
    filler = random.choice([b" ", b"<a/>", b"<!-- x -->", b"\0"])
    parts[name] = parts[name] + filler * (random.randrange(120, 200) * 2**20 // len(filler))
    return packed(parts)


def many_entries(random: Random, parts: Parts) -> bytes:
    for at in range(random.randrange(12_000, 40_000)):
        parts[f"xl/media/{at}"] = b""
    return packed(parts, ZIP_STORED)


def slow_packing(random: Random, parts: Parts) -> bytes:
    parts[SHEET] += b" " * random.randrange(10**6, 10**7)
    return packed(parts, random.choice([ZIP_BZIP2, ZIP_LZMA]))


def huge_texts(random: Random, parts: Parts) -> bytes:
    count, length = random.choice([(1, 50_000_000), (500_000, 50), (2_000, 40_000), (3_000_000, 3)])
    items = f"<si><t>{'字' * (length // 3)}</t></si>" * count
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SPACE}">{items}</sst>'.encode()
    return packed(parts)


def huge_inline_text(random: Random, parts: Parts) -> bytes:
    text = random.choice(["甲", "&amp;", "x"]) * random.randrange(10**6, 10**7)
    return _in_data(parts, f'<row><c t="inlineStr"><is><t>{text}</t></is></c></row>')


def deep_elements(random: Random, parts: Parts) -> bytes:
    depth = random.randrange(10_000, 4_000_000)
    return _in_data(parts, "<x>" * depth + "</x>" * depth)


def entity_bomb(random: Random, parts: Parts) -> bytes:
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    if random.random() < 0.3:
        lines = ['<!ENTITY a11 SYSTEM "file:///etc/hostname">']
    name = random.choice([SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
    parts[name] = f"<!DOCTYPE x [{''.join(lines)}]><x>&a11;</x>".encode()
    return packed(parts)


def wrong_relations(random: Random, parts: Parts) -> bytes:
    target = random.choice(["../../etc/passwd", "worksheets/none.xml", "http://x.invalid/", "", "workbook.xml", "/"])
    mode = random.choice(["", ' TargetMode="External"'])
    links = f'<Relationship Id="rId1" Type="{WORKSHEET}" Target="{target}"{mode}/>' * random.choice([1, 2, 100_000])
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{links}</Relationships>".encode()
    return packed(parts)


def absurd_places(random: Random, parts: Parts) -> bytes:
    cells = [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="999999999"><c><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        "<c><v>1</v></c>",
        '<row r="9"><c r="ZZZ9999999"><v>1</v></c></row>',
        '<row r="-1"><c><v>1</v></c></row>',
        '<row r="1_0"><c><v>1</v></c></row>',
        '<row r="１０"><c><v>1</v></c></row>',
        '<row r="9"><c r="b9"><v>1</v></c></row>',
        '<row r="1000000"><c r="A1000000"><v>1</v></c></row>',
    ]
    return _in_data(parts, random.choice(cells))


def odd_numbers(random: Random, parts: Parts) -> bytes:
    number = random.choice(["1_0", "１", " 1", "+1e5", "0x10", "nan", "inf", "1e308", "1e-308", "9" * 10_000, "1e9999"])
    kind = random.choice(["n", "s", "b", "e", "d", "z"])
    style = random.choice(["1_0", "0", "99"])
    return _in_data(parts, f'<row r="9"><c r="A9" t="{kind}" s="{style}"><v>{number}</v></c></row>')


def said_twice(random: Random, parts: Parts) -> bytes:
    cell = '<c r="B9"><v>1</v></c>'
    return _in_data(
        parts,
        random.choice(
            [
                f'<row r="9">{cell}{cell}</row>',
                f'<row r="9">{cell}</row><row r="9">{cell}</row>',
                '<row r="9"><c r="B9"><v>1</v><v>2</v></c></row>',
                '<row r="9"><c r="B9" t="inlineStr"><is><t>1</t></is><v>2</v></c></row>',
            ]
        ),
    )


def many_merges(random: Random, parts: Parts) -> bytes:
    ranges = '<mergeCell ref="A3:C900000"/>' * random.randrange(1_000, 500_000)
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(10, random.randrange(20, 60_000)))
    parts[SHEET] = parts[SHEET].replace(
        b"</sheetData>", f"{rows}</sheetData><mergeCells>{ranges}</mergeCells>".encode()
    )
    return packed(parts)


def many_columns(random: Random, parts: Parts) -> bytes:
    columns = '<col min="1" max="16384" hidden="1"/>' * random.randrange(10_000, 800_000)
    parts[SHEET] = parts[SHEET].replace(b"<sheetData>", f"<cols>{columns}</cols><sheetData>".encode())
    return packed(parts)


def many_styles(random: Random, parts: Parts) -> bytes:
    formats = "".join(f"<numFmt numFmtId='{at}' formatCode='[0%'/>" for at in range(500_000))
    code = random.choice(["[", "_", "%", "\\", "[]"]) * 400_000
    long = f'<numFmt numFmtId="200" formatCode="{code}"/>'
    chosen = random.choice([formats, long, "<xf/>" * 3_000_000])
    parts["xl/styles.xml"] = f"<styleSheet><cellXfs>{chosen}</cellXfs></styleSheet>".encode()
    return packed(parts)


def long_attribute(random: Random, parts: Parts) -> bytes:
    text = random.choice(["A", "'", "&lt;", ">"]) * random.randrange(10**6, 2 * 10**7)
    return _in_data(parts, f'<row r="9"><c r="{text}"><v>1</v></c></row>')


def damaged_bytes(random: Random, parts: Parts) -> bytes:
    content = bytearray(packed(parts))
    for _ in range(random.randrange(1, 200)):
        content[random.randrange(len(content))] = random.randrange(256)
    return bytes(content)


def lying_sizes(random: Random, parts: Parts) -> bytes:
    """A package whose directory says other sizes than its entries have."""
    content = bytearray(packed(parts))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 24 : at + 28] = struct.pack("<I", random.randrange(2**32))
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


KINDS: tuple[Callable[[Random, Parts], bytes], ...] = (
    many_cells,
    many_empty_cells,
    many_rows,
    cells_below_the_bound,
    one_part_for_many_sheets,
    zip_bomb,
    many_entries,
    slow_packing,
    huge_texts,
    huge_inline_text,
    deep_elements,
    entity_bomb,
    wrong_relations,
    absurd_places,
    odd_numbers,
    said_twice,
    many_merges,
    many_columns,
    many_styles,
    long_attribute,
    damaged_bytes,
    lying_sizes,
)


def hostile(number: int) -> tuple[str, bytes]:
    """The workbook of a number, with the name of its kind: the kinds in turn, each drawn anew every time."""
    random = Random(number)
    kind = KINDS[number % len(KINDS)]
    return kind.__name__, kind(random, base(random))
