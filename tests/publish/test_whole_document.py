"""The whole document: every word of the text in its order, set by GB/T 9704-2012, and the annexes behind it."""

import re
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from creditdsl.cli.main import main
from creditdsl.publish.body.body_blocks import body_blocks
from creditdsl.publish.body.body_parts import Part, parts_of
from creditdsl.publish.document import Align, Block, Document, Face, Mark, NewPages, OfficialLine, PageBreak, Title
from creditdsl.publish.whole_document import whole_document
from creditdsl.publish.writers import docx as word
from creditdsl.publish.writers import html_document, pdf
from creditdsl.publish.writers.layout import OFFICIAL_LINE, PORTRAIT, SAN_HAO, official_room, twips
from creditdsl.syntax.nodes import Body
from tests.publish.helpers import compiled
from tests.publish.pdf_text import pages, squeezed

DOCUMENTS = sorted((Path(__file__).parents[1] / "documents").glob("*.txt"))
NARROW = "附件1 甲表\n一、甲（5分）\n  甲事 得5\n"
WIDE = "附件2 乙表\n一、乙（5分）\n内容：乙\n  乙事 得5\n"
NOTICE = """\
某市信用办文件
某信用办发〔2026〕1号
关于印发《考核办法》的
通知
各县（市、区）人民政府，各有关单位：
现印发给你们，请认真执行。
附件：1.甲表
2.乙表
某市社会信用体系建设领导小组办公室
2026年3月1日
考核办法
（试行）
第一章 总则
第一条 为加强考核，制定本办法。
一、考核对象
（一）开展自查。各单位对照检查。
1.建立台账。
　　正文。
附件3
报送要求
按月报送。
抄送：市政府办公室。
某市信用办 2026年3月1日印发
"""
PARTS = [
    Part.ISSUER, Part.NUMBER, Part.TITLE, Part.TITLE, Part.ADDRESSEE, Part.PARAGRAPH, Part.ANNEXES, Part.ANNEXES,
    Part.SIGNATURE, Part.DATE, Part.TITLE, Part.UNDER, Part.CHAPTER, Part.ARTICLE, Part.SECTION, Part.SUBSECTION,
    Part.PARAGRAPH, Part.PARAGRAPH, Part.MARK, Part.TITLE, Part.PARAGRAPH, Part.IMPRINT, Part.IMPRINT,
]  # fmt: skip


def whole(body: str, tables: str = NARROW) -> Document:
    return whole_document(compiled(f"方案：某市\n正文\n{body}正文完\n{tables}"))


def blocks_of(text: str) -> list[Block]:
    lines = tuple(text.splitlines())
    return [block for block in body_blocks(Body(lines, 0, compiled(NARROW).scheme.tables[0].span)) if _says(block)]


def _says(block: Block) -> bool:
    return not isinstance(block, OfficialLine) or bool(block.words)


def line(text: str, words: str) -> OfficialLine:
    (found,) = (one for one in blocks_of(text) if isinstance(one, OfficialLine) and one.text == words)
    return found


def test_parts_of_a_notice_and_what_it_issues() -> None:
    lines = list(parts_of(NOTICE.splitlines()))
    assert [one.part for one in lines] == PARTS
    assert [one.text for one in lines] == [text.strip("　") for text in NOTICE.splitlines()]
    assert [one.text for one in lines if one.opens] == ["某市信用办文件", "考核办法", "附件3"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_word_is_printed_in_its_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = whole(text)
    written = docx.Document(BytesIO(word.write(document)))
    assert squeezed("".join(one.text for one in written.paragraphs)).startswith(squeezed(text))
    page = html_document.write(document).decode("utf-8")
    shown = unescape(re.sub("<[^>]*>", "", page.split("<body>")[1]))
    assert squeezed(shown).startswith(squeezed(text))


def test_a_text_is_never_markup() -> None:
    hostile = "<b>甲</b> &amp; {{ 7*7 }} #show \\n $x$ *乙*\n"
    document = whole("考核办法\n第一条 " + hostile)
    page = html_document.write(document).decode("utf-8")
    assert "&lt;b&gt;甲&lt;/b&gt; &amp;amp; {{ 7*7 }}" in page
    assert squeezed("#show \\n $x$ *乙*") in "".join(pages(pdf.write(document)))


def test_headings_have_their_faces() -> None:
    assert [one.face for one in line(NOTICE, "一、考核对象").words] == [Face.BLACK]
    assert [(one.text, one.face) for one in line(NOTICE, "（一）开展自查。各单位对照检查。").words] == [
        ("（一）开展自查。", Face.KAI),
        ("各单位对照检查。", Face.BODY),
    ]
    assert line(NOTICE, "第一条 为加强考核，制定本办法。").words[0].text == "第一条"
    assert [one.face for one in line(NOTICE, "1.建立台账。").words] == [Face.BODY]
    assert line(NOTICE, "正文。").first == 2


def test_the_head_of_a_notice() -> None:
    blocks = blocks_of(NOTICE)
    assert blocks[0] == Title("某市信用办文件")
    assert isinstance(blocks[1], OfficialLine) and blocks[1].align is Align.CENTRE
    assert blocks[2] == Title("关于印发《考核办法》的\n通知")
    addressee = line(NOTICE, "各县（市、区）人民政府，各有关单位：")
    assert (addressee.first, addressee.left) == (0, 0)
    assert Title("考核办法", "（试行）") in blocks and Mark("附件3") in blocks
    assert sum(isinstance(block, PageBreak) for block in blocks) == 2


def test_annexes_are_named_below_each_other() -> None:
    first, second = line(NOTICE, "附件：1.甲表"), line(NOTICE, "2.乙表")
    assert (first.first, first.left) == (2, 6)
    assert (second.first, second.left) == (5, 6)


@pytest.mark.parametrize(
    ("signature", "rooms"),
    [("某市社会信用体系建设领导小组办公室", (2, 11)), ("某市信用办", (5, 2)), ("", (4,))],
)
def test_the_date_begins_two_characters_behind_the_office(signature: str, rooms: tuple[float, ...]) -> None:
    """GB/T 9704-2012, 7.3.5.2: 2026年3月1日 is six characters wide."""
    end = f"{signature}\n2026年3月1日\n" if signature else "2026年3月1日\n"
    lines = [one for one in blocks_of(f"通知\n各单位：\n请执行。\n{end}") if isinstance(one, OfficialLine)]
    last = [one for one in lines if one.align is Align.RIGHT]
    assert tuple(one.right for one in last) == rooms
    if signature:
        begins = [28 - one.right - sum(0.5 if char.isascii() else 1 for char in one.text) for one in last]
        assert begins[1] - begins[0] == 2


def test_28_characters_and_22_lines_fill_the_block() -> None:
    width, height = twips(PORTRAIT.block_width) / 20, twips(PORTRAIT.block_height) / 20
    plain = OfficialLine(())
    assert official_room(plain, 28) <= width < official_room(plain, 29)
    assert 22 * OFFICIAL_LINE <= height < 23 * OFFICIAL_LINE
    assert OFFICIAL_LINE > SAN_HAO


def test_a_page_has_22_lines_of_28_characters() -> None:
    document = Document("文", False, tuple(blocks_of("第一条 " + "字" * 28 * 60)))
    page = PdfReader(BytesIO(pdf.write(document))).pages[1]
    assert [len(row.strip()) for row in page.extract_text().splitlines() if "字" in row] == [28] * 22


def test_annexes_lie_as_they_need() -> None:
    document = whole("办法\n正文。\n", NARROW + WIDE)
    assert [block.landscape for block in document.blocks if isinstance(block, NewPages)] == [False, True]
    sections = docx.Document(BytesIO(word.write(document))).sections
    assert [section.page_width > section.page_height for section in sections] == [False, False, True]
    page = html_document.write(document).decode("utf-8")
    assert re.findall('<section class="([a-z]+)">', page) == ["upright", "upright", "across"]
    texts = pages(pdf.write(document))
    assert len(texts) == 3
    assert all(f"—{number}—" in text for number, text in enumerate(texts, 1))


def test_texts_stand_where_they_are_written() -> None:
    texts = [f"正文\n{text}\n正文完\n" for text in ("甲文", "乙文。", "丙文。")]
    document = whole_document(compiled(texts[0] + NARROW + texts[1] + WIDE + texts[2]))
    marks = [block.text for block in document.blocks if isinstance(block, Title | OfficialLine) and _says(block)]
    assert marks == ["甲文", "甲表", "乙文。", "乙表", "丙文。"]


def test_the_same_document_gives_the_same_bytes() -> None:
    first, second = (whole(NOTICE, NARROW + WIDE) for _ in range(2))
    for writer in (word, html_document, pdf):
        assert writer.write(first) == writer.write(second)


def test_room_above_and_below() -> None:
    shown = list(body_blocks(Body(tuple(NOTICE.splitlines()), 0, compiled(NARROW).scheme.tables[0].span)))
    blanks = [
        after.text.split("\n")[0]
        for before, after in pairwise(shown)
        if not _says(before) and _says(after) and isinstance(after, OfficialLine | Title)
    ]
    expected = ["某信用办发〔2026〕1号", "关于印发《考核办法》的", "各县（市、区）人民政府，各有关单位："]
    assert blanks[:3] == expected
    assert blanks[3:5] == ["附件：1.甲表", "某市社会信用体系建设领导小组办公室"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme = tmp_path / "方案.credit"
    scheme.write_text(f"方案：某市\n正文\n{NOTICE}正文完\n{NARROW}{WIDE}", encoding="utf-8")
    out = tmp_path / "全文.html"
    assert main(["print", str(scheme), "--whole", "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"已写入 {out}：正文和附件1、附件2。\n"
    assert main(["print", str(scheme), "--whole", "--table", "附件1", "-o", str(out)]) == 2
    assert "不写 --whole" in capsys.readouterr().err
    assert main(["print", str(scheme), "--whole", "-o", str(tmp_path / "全文.xlsx")]) == 2
    assert "可以制作的有：.html（网页）、.docx（Word 文档）、.pdf（PDF 文件）" in capsys.readouterr().err
