"""What each reader makes of the habits of its format."""

import io
import zipfile
from collections.abc import Mapping

import pytest
import xlsxwriter

from creditdsl.importer.document_grid import Document, Grid, Paragraph
from creditdsl.importer.readers.any_file import read_document, read_text
from creditdsl.importer.readers.word_numbering import in_form

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, parts: Mapping[str, str] | None = None) -> Document:
    """Read a word document with this body, and with further parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in (parts or {}).items():
            package.writestr(f"word/{name}.xml", text)
    return read_document("文件.docx", out.getvalue())


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grid(document: Document) -> Grid:
    (found,) = (block for block in document.blocks if isinstance(block, Grid))
    return found


def places(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.height, c.width, c.text) for c in grid(document).cells]


def test_word_merges_become_spans() -> None:
    document = word(
        table(
            row(cell("一", '<w:vMerge w:val="restart"/>'), cell("甲乙", '<w:gridSpan w:val="2"/>')),
            row(cell("", "<w:vMerge/>"), cell("丙"), cell("丁")),
        )
    )
    assert places(document) == [(0, 0, 2, 1, "一"), (0, 1, 1, 2, "甲乙"), (1, 1, 1, 1, "丙"), (1, 2, 1, 1, "丁")]


def test_word_rows_may_begin_later() -> None:
    document = word(table(row(cell("甲"), cell("乙")), row(cell("丙"), properties='<w:gridBefore w:val="1"/>')))
    assert places(document)[-1] == (1, 1, 1, 1, "丙")


def test_word_changes_are_taken_as_accepted() -> None:
    document = word(
        "<w:p><w:r><w:t>扣</w:t></w:r><w:del><w:r><w:delText>1</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>2</w:t></w:r></w:ins><w:r><w:t>分</w:t></w:r></w:p>"
    )
    assert paragraphs(document) == ["扣2分"]
    assert [remark.code.id for remark in document.remarks] == ["N0901"]


def test_word_rows_that_were_deleted_are_gone() -> None:
    document = word(table(row(cell("甲")), row(cell("乙"), properties="<w:del/>")))
    assert places(document) == [(0, 0, 1, 1, "甲")]


def test_word_content_controls_and_links_are_seen() -> None:
    document = word(
        f"<w:sdt><w:sdtContent>{p('标题')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink></w:p>"
    )
    assert paragraphs(document) == ["标题", "网址"]


def test_word_breaks_hyphens_and_fields() -> None:
    document = word(
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:softHyphen/><w:noBreakHyphen/></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert paragraphs(document) == ["甲\n乙-"]


def test_word_hidden_words_are_told() -> None:
    document = word("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r><w:r><w:t>公开</w:t></w:r></w:p>")
    assert paragraphs(document) == ["公开"]
    assert [remark.code.id for remark in document.remarks] == ["W0901"]


def test_word_notes_stand_aside() -> None:
    document = word(
        '<w:p><w:r><w:t>指标</w:t><w:footnoteReference w:id="2"/></w:r></w:p>',
        {
            "footnotes": f'<w:footnotes {W}><w:footnote w:id="2">{p("以台账为准")}</w:footnote>'
            f'<w:footnote w:id="0" w:type="separator">{p("—")}</w:footnote></w:footnotes>'
        },
    )
    assert [(aside.kind, aside.text, aside.anchor) for aside in document.asides] == [("脚注", "以台账为准", "指标")]


def test_word_numbers_are_written() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate([("chineseCounting", "%1、"), ("decimal", "%2."), ("decimal", "%2.%3")])
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )

    def numbered(level: int, text: str) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    body = "".join(numbered(*one) for one in [(0, "甲"), (1, "乙"), (2, "丙"), (1, "丁"), (0, "戊"), (1, "己")])
    assert paragraphs(word(body, {"numbering": numbering})) == ["一、甲", "1. 乙", "1.1 丙", "2. 丁", "二、戊", "1. 己"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("chineseCountingThousand", {1: "一", 10: "十", 12: "十二", 20: "二十", 105: "一百零五", 110: "一百一十"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "21"}),
        ("upperRoman", {4: "IV", 19: "XIX"}),
        ("lowerLetter", {1: "a", 27: "aa"}),
        ("chineseLegalSimplified", {12: "壹拾贰"}),
        ("decimalZero", {3: "03"}),
    ],
)
def test_numbers_in_every_form(form: str, numbers: Mapping[int, str]) -> None:
    assert {number: in_form(number, form) for number in numbers} == numbers


def test_nested_tables_are_kept_apart() -> None:
    inner = table(row(cell("情形"), cell("扣分")))
    document = word(table(row(f"<w:tc>{p('按下表')}{inner}{p('以统计为准')}</w:tc>")))
    (outer,) = grid(document).cells
    assert outer.text == "按下表\n以统计为准"
    assert [(above, one.text) for above, nested in outer.nested for one in nested.cells] == [(1, "情形"), (1, "扣分")]


def test_pages_close_what_they_leave_open() -> None:
    document = read_text("网页", "<table><tr><td>甲<td colspan=2>乙<tr><td rowspan=9>丙<td>丁<td>戊</table>后面")
    assert places(document) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 2, "乙"),
        (1, 0, 1, 1, "丙"),
        (1, 1, 1, 1, "丁"),
        (1, 2, 1, 1, "戊"),
    ]
    assert paragraphs(document) == ["后面"]


def test_clipboards_say_where_the_part_begins() -> None:
    head = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000200\r\n"
    document = read_text("剪贴板", f"{head}<html><body><!--StartFragment--><p>甲</p><!--EndFragment--></body></html>")
    assert paragraphs(document) == ["甲"]


def test_pages_number_their_lists_and_leave_out_what_is_hidden() -> None:
    document = read_text(
        "网页",
        "<html><ol><li>甲<li>乙</ol><p style='display: none'>内部</p><p>a<del>b</del><ins>c</ins><script>x</script>",
    )
    assert paragraphs(document) == ["1. 甲", "2. 乙", "ac"]
    assert [remark.code.id for remark in document.remarks] == ["N0901", "W0901"]


def test_pages_of_word_show_their_conditional_numbers() -> None:
    document = read_text("网页", "<html><p><![if !supportLists]><span>1.&nbsp;</span><![endif]>建立制度</p>")
    assert paragraphs(document) == ["1. 建立制度"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_pages_in_every_encoding(encoding: str) -> None:
    charset = "gb2312" if encoding == "gb18030" else "utf-8"
    page = f'<html><meta charset="{charset}"><p>镕喆考核</p>'
    assert paragraphs(read_document("网页.html", page.encode(encoding))) == ["镕喆考核"]


def test_quoted_cells_hold_breaks_and_quotation_marks() -> None:
    document = read_text("粘贴", '标题\n序号\t内容\n1\t"甲\n乙""丙"""\n2\t“丁”\n')
    assert [text for *_, text in places(document)] == ["序号", "内容", "1", '甲\n乙"丙"', "2", "“丁”"]


def test_markdown_tables() -> None:
    document = read_text("文字", "# 附件1\n\n| 序号 | 内容 |\n|---|:-:|\n| 1 | 甲\\|乙<br>**丙** |\n")
    assert [text for *_, text in places(document)] == ["序号", "内容", "1", "甲|乙\n丙"]
    assert document.blocks[0] == Paragraph("附件1", 1, where="第1段")


def test_workbooks_leave_out_what_is_hidden() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, other = book.add_worksheet("考核表"), book.add_worksheet("旧表")
    sheet.merge_range(0, 0, 0, 2, "标题")
    sheet.write_row(1, 0, ["甲", "乙", "丙"])
    sheet.write_row(2, 0, ["丁", "戊", "己"])
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    other.write(0, 0, "旧")
    other.hide()
    book.close()
    document = read_document("表.xlsx", out.getvalue())
    assert places(document) == [(0, 0, 1, 2, "标题"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "丙")]
    assert [remark.message for remark in document.remarks] == [
        "“考核表”第 3 行是隐藏的，没有导入",
        "“考核表”B 列是隐藏的，没有导入",
        "工作表“旧表”是隐藏的，没有导入",
    ]


def test_a_workbook_keeps_the_words_of_text_that_is_struck_through() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, crossed = book.add_worksheet("表"), book.add_format({"font_strikeout": True})
    sheet.write("A1", "每例扣5", crossed)
    sheet.write_rich_string("A2", "每例", crossed, "扣3", "扣5")
    book.close()
    document = read_document("表.xlsx", out.getvalue())
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["每例扣5", "每例扣3扣5"]
