"""Damaged and hostile files of every kind and format that the importer reads, the same in every run."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from creditdsl.importer.errors import MAX_ROWS

DOCUMENTS = Path(__file__).with_name("documents")
HEADER = ("序号", "考核指标", "分值", "评分标准")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
FORMATS = ("docx", "xlsx", "html", "tsv", "md")
Sample = tuple[str, str, bytes]
"""The kind of the damage, the name of the file, its bytes."""


def samples() -> Iterator[Sample]:
    """Yield all files, kind by kind."""
    for kind, make in KINDS.items():
        for name, content in make():
            yield kind, name, content


def package(parts: dict[str, str | bytes], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def word(body: str, start: str = "") -> bytes:
    """Return a Word file with this body; start: what stands before its root."""
    return package({"word/document.xml": f'{start}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'})


def book(rows: str, merges: str = "", start: str = "") -> bytes:
    """Return a workbook with one sheet."""
    sheet = f'{start}<worksheet xmlns="{S}"><sheetData>{rows}</sheetData>{merges}</worksheet>'
    sheets = '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>'
    return package(
        {
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": relations("r1", "worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def relations(identity: str, kind: str, target: str) -> str:
    relation = f'<Relationship Id="{identity}" Type="{R}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def word_cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def word_row(cells: tuple[str, ...]) -> str:
    return f"<w:tr>{''.join(map(word_cell, cells))}</w:tr>"


def book_row(number: int, cells: tuple[str, ...]) -> str:
    texts = (
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for letter, text in zip("ABCDEFGH", cells, strict=False)
    )
    return f'<row r="{number}">{"".join(texts)}</row>'


def table(rows: list[tuple[str, ...]], kind: str) -> bytes:
    """Return a table as a file of a format."""
    match kind:
        case "docx":
            return word(f"<w:tbl>{''.join(map(word_row, rows))}</w:tbl>")
        case "xlsx":
            return book("".join(book_row(at, row) for at, row in enumerate(rows, 1)))
        case "html":
            cells = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()
        case "md":
            lines = [f"| {' | '.join(row)} |" for row in rows]
            return "\n".join([lines[0], "| --- | --- | --- | --- |", *lines[1:]]).encode()
        case _:
            return "\n".join("\t".join(row) for row in rows).encode()


def _documents(*suffixes: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(DOCUMENTS.iterdir()):
        if path.suffix in suffixes:
            yield path.name, path.read_bytes()


def _cut() -> Iterator[tuple[str, bytes]]:
    """Cut files off, as a download that broke."""
    for name, content in _documents(".docx", ".xlsx", ".html"):
        for share in (0.1, 0.6, 0.99):
            yield name, content[: int(len(content) * share)]


def _flipped() -> Iterator[tuple[str, bytes]]:
    """Change bits, as a broken disk."""
    for name, content in _documents(".docx", ".xlsx", ".html"):
        chance = random.Random(name)
        for flips in (1, 40):
            damaged = bytearray(content)
            for _ in range(flips):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            yield name, bytes(damaged)


def _inside() -> Iterator[tuple[str, bytes]]:
    """Change the text of the parts and pack them rightly again."""
    for name, content in _documents(".docx", ".xlsx"):
        chance = random.Random(name)
        for _ in range(2):
            out = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
                for entry in old.namelist():
                    part = bytearray(old.read(entry))
                    for _ in range(chance.choice([0, 1, 10])):
                        at = chance.randrange(len(part) or 1)
                        part[at : at + chance.randrange(4)] = bytes(
                            chance.choices(b'<>&"/=09aw:', k=chance.randrange(5))
                        )
                    new.writestr(entry, bytes(part))
            yield name, out.getvalue()


def _parts(content: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _wrong_parts() -> Iterator[tuple[str, bytes]]:
    """Leave each part out, and put another one in the place of the main one."""
    for name in ("fire.docx", "fire.xlsx"):
        parts = _parts((DOCUMENTS / name).read_bytes())
        for part in parts:
            yield name, package({other: text for other, text in parts.items() if other != part})
        main = "word/document.xml" if name.endswith("docx") else "xl/worksheets/sheet1.xml"
        for wrong in (b"", b"\x89PNG\r\n", b"<html/>", next(iter(parts.values())), b"<a>" * 9, b"\xff\xfe<\0a\0/\0>\0"):
            yield name, package({**parts, main: wrong})
        yield name, package({part.upper(): text for part, text in parts.items()})
        yield name.translate(str.maketrans("dx", "xd")), package(parts)


def _spans() -> Iterator[tuple[str, bytes]]:
    """Span far more than there is."""
    for number in ("201", "65535", "999999999", "-1", "9" * 400, "a", ""):
        cells = word_cell("考核指标", f'<w:gridSpan w:val="{number}"/>') + word_cell("分值")
        yield "宽.docx", word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
        yield (
            "缩进.docx",
            word(f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{number}"/></w:trPr>{word_cell("分值")}</w:tr></w:tbl>'),
        )
        for attribute in ("colspan", "rowspan"):
            spanned = f'<td {attribute}="{number}">考核指标</td>' * 9
            yield "宽.html", f"<table><tr>{spanned}<td>分值</td></tr><tr><td>甲<td>1</table>".encode()
    for place in ("A1:XFD1048576", "A1:A1048576", "B2:A1", "A0:ZZZZ9", "A1", "A1:B2:C3", ""):
        merges = f'<mergeCells><mergeCell ref="{place}"/></mergeCells>'
        yield "合并.xlsx", book(book_row(1, HEADER) + book_row(2, ("1", "甲", "5", "得5分。")), merges)


def _overlaps() -> Iterator[tuple[str, bytes]]:
    """Merge over one another."""
    rows = book_row(1, HEADER) + book_row(2, ("1", "甲", "5", "得5分。"))
    for places in (("A1:B2", "B2:C3"), ("A1:C1", "B1:D1"), ("A1:B2", "A1:B2"), ("A1:D4", "B2:C3"), ("A1:A9",) * 3_000):
        merged = "".join(f'<mergeCell ref="{place}"/>' for place in places)
        yield "重叠.xlsx", book(rows, f"<mergeCells>{merged}</mergeCells>")
    for height, width in ((9, 2), (2, 9), (0, 0)):
        cells = f"<td rowspan={height} colspan={width}>甲</td><td>1</td>"
        yield "重叠.html", f"<table>{f'<tr>{cells}</tr>' * 30}</table>".encode()
    for second in ('<w:vMerge/><w:gridSpan w:val="3"/>', "<w:vMerge/>", '<w:vMerge/><w:hMerge/><w:hMerge w:val="x"/>'):
        first = word_cell("甲", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>') + word_cell("1")
        yield "重叠.docx", word(f"<w:tbl><w:tr>{first}</w:tr>{f'<w:tr>{word_cell(str(), second)}</w:tr>' * 30}</w:tbl>")


def _long() -> Iterator[tuple[str, bytes]]:
    """Go on for ten thousand rows and more."""
    for kind in FORMATS:
        for count in (MAX_ROWS - 1, 10_000, 60_000):
            rows = [(str(n), f"指标{n}", "1", f"每少{n}次扣0.1分，扣完为止。") for n in range(1, count)]
            yield f"长.{kind}", table([HEADER, *rows], kind)
    yield "稀.xlsx", book(book_row(1, HEADER) + book_row(1_048_576, HEADER))
    yield "稀.xlsx", book("".join(f'<row r="{n}"/>' for n in range(1, 100_000)))


def _bombs() -> Iterator[tuple[str, bytes]]:
    """Expand entities and parts to far more than the file."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    types = {
        "laughs": f'<!DOCTYPE x [<!ENTITY l0 "哈">{laughs}]>',
        "quadratic": f'<!DOCTYPE x [<!ENTITY l9 "{"a" * 100_000}">]>',
        "outside": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
        "parameter": '<!DOCTYPE x [<!ENTITY % p "a"><!ENTITY l9 "%p;">]>',
    }
    for start in types.values():
        yield "实体.docx", word("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", start)
        yield "实体.xlsx", book('<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>', start=start)
        yield "实体.html", f"{start}<table><tr><td>&l9;</table>".encode()
    zeros = b"0" * 150_000_000
    yield "膨胀.docx", package({"word/document.xml": zeros})
    yield "膨胀.xlsx", package({"xl/workbook.xml": b"<a/>", "xl/sharedStrings.xml": zeros})
    yield "膨胀.docx", package({"word/document.xml": b"<w:p/>" * 20_000_000})
    yield "零件.docx", package({f"word/{n}.xml": "" for n in range(20_000)}, stored=True)
    inner = package({"word/document.xml": "<a/>"})
    yield "套.docx", package({"word/document.xml": inner})


def _deep() -> Iterator[tuple[str, bytes]]:
    """Stand inside one another without an end."""
    for depth in (50, 399, 5_000, 100_000):
        yield "深.docx", word("<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth)
        yield "深.docx", word("<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth)
        yield "深.xlsx", book("<row><c>" * depth + "</c></row>" * depth)
        yield "深.html", ("<table><tr><td>" * depth + "甲").encode()
        yield "深.html", ("<div>" * depth + "甲" + "</div>" * depth).encode()
        yield "深.html", ("</p>" * depth + "<table>" + "<tr>" * depth).encode()


def _encodings() -> Iterator[tuple[str, bytes]]:
    """Are no text, or text in another encoding."""
    text = "\t".join(HEADER) + "\n1\t甲\t5\t完成的得5分。\n"
    for encoding in ("utf-16", "utf-16-le", "utf-32", "gb18030", "big5", "utf-7"):
        yield "字.tsv", text.encode(encoding, "replace")
    for content in (b"\xff\xfe", b"\xef\xbb\xbf", b"\0" * 5_000, b"\xed\xa0\x80" * 9, bytes(range(256)) * 40, b" \n\t"):
        yield "字.txt", content
        yield "字.html", b"<table><tr><td>" + content + b"</table>"


def _words() -> Iterator[tuple[str, bytes]]:
    """Say more in a cell than a page, in words that invite to look again and again."""
    texts = {
        "每次扣1分，": 5_000,
        "（": 50_000,
        "1": 100_000,
        "一": 100_000,
        "第一条 ": 5_000,
        "得5分": 20_000,
        "、": 60_000,
        "以上的得5分；95%": 4_000,
        "①": 20_000,
        "（一）": 20_000,
        "[" * 9: 4_000,
        "　": 100_000,
        "甲": 300_000,
        "“": 30_000,
        "1.1.": 20_000,
        "小计": 20_000,
        "＃#": 20_000,
        "附件": 20_000,
        "满分": 20_000,
    }
    for text, times in texts.items():
        yield "话.tsv", table([HEADER, ("1", "甲", "5", text * times)], "tsv")
        yield "名.docx", table([HEADER, ("1", text * times, "5", "得5分。")], "docx")
        yield "段.html", f"<p>{text * times}</p>".encode() + table([HEADER, ("1", "甲", text * 99, "得5分。")], "html")


def _many() -> Iterator[tuple[str, bytes]]:
    """Hold more tables, sheets and paragraphs than any office writes."""
    one = f"<w:tbl>{word_row(HEADER)}{word_row(('1', '甲', '5', '得5分。'))}</w:tbl>"
    yield "表.docx", word(one * 499)
    yield "表.docx", word((paragraph("附件1") + one) * 499)
    yield "表.docx", word((paragraph("一、基本分（5分）") + one) * 499)
    yield "表.html", (table([HEADER, ("1", "甲", "5", "得5分。")], "html").decode() * 499).encode()
    yield "段.docx", word(paragraph("第一段。") * 30_000)
    yield "段.txt", "第一段。\n".encode() * 300_000
    yield "点.html", f"<table><tr>{'<td>分值' * 199}</tr>{('<tr>' + '<td>5' * 199) * 900}</table>".encode()


def _circles() -> Iterator[tuple[str, bytes]]:
    """Refer to themselves, or to what is not there."""
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p></w:body></w:document>'
    styles = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%9%1%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )
    used = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        "<w:r><w:t>甲</w:t></w:r></w:p>"
        for level in (0, 8, -1, 99)
        for number in (1, 2, 3)
    )
    yield (
        "圈.docx",
        package({"word/document.xml": body, "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'}),
    )
    yield (
        "号.docx",
        package(
            {
                "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{used}</w:body></w:document>',
                "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{lists}</w:numbering>',
            }
        ),
    )
    for main in ("_rels/.rels", "word/nothing.xml", "../../etc/passwd", "http://a/", ""):
        yield "指.docx", package({"word/document.xml": body, "_rels/.rels": relations("a", "officeDocument", main)})
    for cell in ('<c r="A1" t="s"><v>99</v></c>', '<c r="A1" t="s"><v>-1</v></c>', '<c r="A1" s="999"><v>1</v></c>'):
        yield "指.xlsx", book(f'<row r="1">{cell}</row>')
    for place in ("A0", "ZZZZ1", "1A", "A99999999999", "甲1"):
        yield "格.xlsx", book(f'<row r="1"><c r="{place}"><v>1</v></c></row>')
    for value in ("1e999", "NaN", "9" * 5_000, "-1E-400", "０"):
        yield (
            "数.xlsx",
            book(f'{book_row(1, HEADER)}<row r="2"><c r="B2" t="str"><v>甲</v></c><c r="C2"><v>{value}</v></c></row>'),
        )


KINDS: dict[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
    "cut off": _cut,
    "bits changed": _flipped,
    "text changed inside": _inside,
    "parts missing or wrong": _wrong_parts,
    "huge spans": _spans,
    "overlapping merges": _overlaps,
    "thousands of rows": _long,
    "bombs": _bombs,
    "deep": _deep,
    "encodings": _encodings,
    "words without end": _words,
    "thousands of tables": _many,
    "circles and wild references": _circles,
}
"""What is wrong with the files of each kind."""
