"""Files that cannot be imported: each ends with a message that says what it is and what to do instead."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from creditdsl.base.failure import Failure
from creditdsl.importer.errors import MAX_ROWS
from creditdsl.importer.importing import import_document
from creditdsl.importer.readers.any_file import MAX_BYTES
from creditdsl.importer.readers.reading_limits import MAX_PARAGRAPHS
from tests.importer.damage import KINDS
from tests.importer.test_readers import cell, p, row, table
from tests.pace import within

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENTS = Path(__file__).with_name("documents")
SECONDS = 5


def refused(file: str, content: bytes) -> str:
    with pytest.raises(Failure) as failure:
        import_document(file, content)
    (problem,) = failure.value.diagnostics
    assert problem.help
    return f"{problem.code.id} {problem.message}"


def package(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def word(body: str) -> bytes:
    return package(word__document_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>")


OLD = bytes.fromhex("D0CF11E0A1B11AE1") + b"x"
"""A file of the formats before 2007, or one with a password."""
LIST = table(row(cell("姓名"), cell("电话")), row(cell("甲"), cell("1")))


@pytest.mark.parametrize(
    ("file", "content", "kind"),
    [
        ("办法.doc", OLD, "旧版 Word 或 WPS 文字的文件"),
        ("办法.wps", OLD, "旧版 Word 或 WPS 文字的文件"),
        ("表.et", OLD, "旧版 Excel 或 WPS 表格的文件"),
        ("表.xls", OLD, "旧版 Excel 或 WPS 表格的文件"),
        ("办法.docx", OLD, "旧版或者加了密码的 Office、WPS 文件"),
        ("办法.pdf", b"%PDF-1.7\n", " PDF 文件"),
        ("扫描.jpg", b"\xff\xd8\xff\xe0", "图片"),
        ("办法.rtf", b"{\\rtf1 }", " RTF 文件"),
        ("办法.zip", package(a_txt="甲"), "压缩文件"),
        ("办法.odt", package(content_xml="<a/>"), " OpenDocument 文件"),
    ],
)
def test_foreign_files(file: str, content: bytes, kind: str) -> None:
    assert refused(file, content) == f"E0901 这是{kind}，不能直接导入"


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("空.docx", b"", "E0902 文件是空的"),
        ("坏.docx", b"PK\x03\x04" + b"x" * 100, "E0902 文件打不开，可能没有下载完整或者已经损坏"),
        ("坏.txt", b"\xff\xff\x00\x01" * 9, "E0902 文件不是文字，或者编码不认识"),
        ("大.txt", b"a" * (MAX_BYTES + 1), "E0902 文件太大"),
        ("空白.html", b"<html><p> </p></html>", "E0903 文件里没有表格"),
        ("名单.docx", word(LIST), "E0903 文件里有 1 个表格，都没有考核表的表头"),
        ("炸弹.docx", word("<w:p>" * 500 + "</w:p>" * 500), "E0902 文件里面有办公软件不会写的内容"),
        ("宽.docx", word(table(row(cell("甲", '<w:gridSpan w:val="9999"/>')))), "E0902 文件里面有办公软件不会写的内容"),
    ],
)
def test_unusable_files(file: str, content: bytes, problem: str) -> None:
    assert refused(file, content) == problem


@pytest.mark.parametrize(
    ("file", "content", "where"),
    [
        ("坏.docx", package(word__document_xml="<w:document>"), "word/document.xml"),
        ("坏.docx", package(word__document_xml="<a/>", word__styles_xml="<a>"), "word/styles.xml"),
        ("宽.docx", word(table(row(cell("甲")), row(cell("甲", '<w:gridSpan w:val="9999"/>')))), "表1 第2行"),
        ("宽.html", "<table><tr><td>甲</td><tr><td colspan=999>甲</table>".encode(), "表1 第2行"),
        ("深.html", b"<html>\n" + b"<div>" * 500, "第2行"),
        ("长.tsv", "序号\t指标\n".encode() * 2_000, "表1"),
    ],
)
def test_a_message_says_where(file: str, content: bytes, where: str) -> None:
    with pytest.raises(Failure) as failure:
        import_document(file, content)
    assert [problem.cell for problem in failure.value.diagnostics] == [where]


@pytest.mark.full
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_of_every_kind(kind: str) -> None:
    """More than 300 files: each is read, or refused with a message, in bounded time."""
    for name, content in KINDS[kind]():
        ends_with_a_message(name, content)


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert refused("炸弹.docx", package(word__document_xml=f"{bomb}<x>&b;</x>")).startswith("E0902")


@pytest.mark.parametrize("name", ["fire.docx", "fire.xlsx", "city.docx", "city.xlsx", "openness.docx"])
def test_damaged_packages_end_with_a_message(name: str) -> None:
    content = (DOCUMENTS / name).read_bytes()
    chance = random.Random(name)
    for number in range(8):
        damaged = bytearray(content)
        if number % 2:
            del damaged[chance.randrange(len(damaged)) :]
        else:
            for _ in range(40):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        ends_with_a_message(name, bytes(damaged))


def ends_with_a_message(name: str, content: bytes) -> None:
    codes: list[str] = []
    with within(SECONDS):
        try:
            import_document(name, content)
        except Failure as failure:
            codes = [problem.code.id for problem in failure.diagnostics]
    assert all(code.startswith("E09") for code in codes)


def test_ten_thousand_rows_are_read_or_refused_in_time() -> None:
    rows = "".join(row(cell(str(n)), cell(f"指标{n}"), cell("1"), cell("每次扣1分")) for n in range(10_000))
    header = row(cell("序号"), cell("考核指标"), cell("分值"), cell("评分标准"))
    with within(SECONDS):
        assert refused("长.docx", word(p("考核表") + table(header + rows))).startswith("E0902")


def test_the_longest_table_that_is_read_is_read_in_time() -> None:
    rows = "".join(f"{n}\t指标{n}\t1\t每次扣1分。\n" for n in range(MAX_ROWS - 1))
    with within(SECONDS):
        text = import_document("长.tsv", f"序号\t考核指标\t分值\t评分标准\n{rows}".encode()).text
    assert f"指标{MAX_ROWS - 2}（1分，满分起扣）" in text


def test_more_paragraphs_than_a_book_has_are_refused() -> None:
    assert refused("长.txt", "第一段。\n".encode() * (MAX_PARAGRAPHS + 1)) == "E0902 文件太大"


def test_a_number_as_long_as_a_page_is_no_points() -> None:
    ends_with_a_message("长.tsv", f"序号\t指标\t分值\t评分标准\n1\t公开\t{'9' * 5000}\t得{'9' * 5000}分。\n".encode())
