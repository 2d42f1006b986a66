"""PDF: what is on which page, faces, same bytes, missing characters, and texts that look like markup."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from creditdsl.compiler.pipeline import Compilation
from creditdsl.publish.document import (
    Align,
    Document,
    Figure,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Title,
)
from creditdsl.publish.table.content import TableContent, table_content
from creditdsl.publish.table.indicator import indicator_document
from creditdsl.publish.writers import pdf
from creditdsl.publish.writers.faces import NoGlyph, faces
from creditdsl.publish.writers.layout import BODY_FACE, LANDSCAPE
from tests.publish.helpers import ROOT, compiled
from tests.publish.paper.boxes import page_faults
from tests.publish.payloads import FORBIDDEN, HARMLESS
from tests.publish.pdf_text import fonts, pages, squeezed
from tests.publish.printing import every_block

Golden = Callable[[str, str], None]
TYPST = (
    '#eval("1")', "#sys.inputs", "#{1+1}", '#import "a.typ"', '#include "/etc/passwd"', "#[a]", "$ sum_1^2 $",
    "\\u{41}", "*b*", "_i_", "```r```", "@ref", "= 标题", "- 甲", "+ 甲", "/ 甲: 乙", "---", "...", "->", "~", "[a]",
    "甲\n乙", "#pagebreak()", "#set page(width: 1pt)", "\\ ", "%PDF", "(甲) Tj", "endstream",
)  # fmt: skip
SCHEMES = sorted(path.parent.name for path in (ROOT / "schemes").glob("*/scheme.credit"))


def grid(*rows: tuple[str, ...], heads: frozenset[int] = frozenset()) -> Grid:
    columns = (GridColumn("序号", 5, Align.CENTRE), GridColumn("内容", 40))
    cells = (tuple(GridCell((text,)) for text in row) for row in rows)
    return Grid(columns, tuple(GridRow(row, number in heads) for number, row in enumerate(cells)))


def document(*blocks: object, landscape: bool = False) -> Document:
    return Document("试印", landscape, blocks)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", SCHEMES)
def test_the_tables_of_the_schemes(place: str, golden: Golden) -> None:
    """The golden text says which rows begin on which page; every word of the table is somewhere on its pages."""
    compilation = compiled((ROOT / "schemes" / place / "scheme.credit").read_text(encoding="utf-8"))
    said = []
    for name, one in compilation.tables.items():
        content = table_content(compilation.scheme, one)
        found = pages(pdf.write(indicator_document(content)))
        whole = "".join(found)
        assert all(squeezed(note) in whole for note in (*content.notes, *content.remarks))
        said.append(f"{name} {content.title}：{len(found)}页\n" + "".join(_rows_by_page(content, found)))
    golden(f"pdf-{place}.txt", "\n".join(said))


def _rows_by_page(content: TableContent, found: list[str]) -> list[str]:
    head = "".join(column.heading for column in content.columns)
    refs: list[list[str]] = [[] for _ in found]
    page, place = 0, 0
    for row in content.rows:
        merged = [span[0] > 1 for span in row.spans]
        assert all(squeezed("".join(cell)) in "".join(found) for cell in row.cells)
        cells = (cell for cell, over in zip(row.cells, merged, strict=True) if not over)
        text = squeezed("".join(paragraph for cell in cells for paragraph in cell))
        while (at := found[page].find(text, place)) < 0:
            page, place = page + 1, 0
        refs[page].append(row.ref)
        place = at
    assert all(head in text for text, begun in zip(found, refs, strict=True) if begun)
    return [f"第{number}页 {' '.join(begun) or '—'}\n" for number, begun in enumerate(refs, 1)]


def test_pages_are_numbered_and_of_the_standard_size(lvliang: Compilation) -> None:
    content = table_content(lvliang.scheme, lvliang.tables["附件1"])
    made = pdf.write(indicator_document(content))
    for number, (text, page) in enumerate(zip(pages(made), PdfReader(BytesIO(made)).pages, strict=True), 1):
        assert text.endswith(f"—{number}—")
        assert [round(float(length) / 72 * 25.4) for length in page.mediabox.upper_right] == [297, 210]
    assert PdfReader(BytesIO(made)).metadata.title == content.title  # type: ignore[union-attr]


def test_the_number_stands_outside() -> None:
    made = pdf.write(document(grid(*((str(number), "甲") for number in range(60)))))
    lefts: list[float] = []
    for page in PdfReader(BytesIO(made)).pages:
        page.extract_text(visitor_text=lambda text, cm, tm, *_: lefts.append(cm[4] + tm[4]) if "—" in text else None)
    assert lefts[0] > 297 > lefts[1]


def test_page_numbers_of_a_page_across_turn_with_the_sheet() -> None:
    """GB/T 9704-2012, 8: at the foot of the upright sheet, the left of the page; odd ones low, even ones high."""
    rows = tuple((str(number), "甲" * 90) for number in range(60))
    made = pdf.write(document(grid(*rows), landscape=True))
    places: list[tuple[float, float, bool]] = []

    def see(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if "—" in text:
            turned = cm[0] * tm[0] + cm[2] * tm[1] == pytest.approx(0, abs=1e-6)
            places.append((cm[0] * tm[4] + cm[2] * tm[5] + cm[4], cm[1] * tm[4] + cm[3] * tm[5] + cm[5], turned))

    for page in PdfReader(BytesIO(made)).pages:
        page.extract_text(visitor_text=see)
    millimetres = [(x / 72 * 25.4, y / 72 * 25.4) for x, y, _ in places]
    assert all(turned for *_, turned in places)
    assert all(20 < x < 28 for x, _ in millimetres)
    assert millimetres[0][1] < 60 < 150 < millimetres[1][1]


def test_all_faces_are_in_the_file() -> None:
    made = pdf.write(document(Mark("附件1"), Title("标题", "（满分100分）"), Paragraph("正文")))
    descriptors = list(fonts(made))
    names = {str(one["/FontName"]).partition("+")[2].partition("-")[0] for one in descriptors}
    assert names == {"CreditdslTitle", "CreditdslFang", "CreditdslSong", "CreditdslHei", "CreditdslKai"}
    assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)


def test_same_document_same_bytes(lvliang: Compilation) -> None:
    one, other = (
        indicator_document(table_content(lvliang.scheme, lvliang.tables[name])) for name in ("附件1", "附件2")
    )
    first = pdf.write(one)
    assert pdf.write(other) != first
    assert pdf.write(one) == first
    assert b"CreationDate" not in first


@pytest.mark.parametrize(
    "block",
    [Mark("龘"), Title("甲", "龘"), Heading("龘"), Paragraph("甲龘"), Paragraph("龘", bold=True), grid(("1", "龘"))],
)
def test_a_missing_character_is_named(block: object) -> None:
    with pytest.raises(NoGlyph) as caught:
        pdf.write(document(block))
    assert caught.value.characters == ("龘",) and "龘" in caught.value.text


def test_characters_of_place_names_are_there() -> None:
    names = "亳州、儋州、郏县、邙山、圪垯、浉河、沣东、漯河、盱眙、睢县、鄠邑、砀山、歙县、黟县、仡佬、𬇕、𬭩"
    assert names in "".join(pages(pdf.write(document(Paragraph(names)))))


@pytest.mark.parametrize("text", [*HARMLESS, *TYPST], ids=ascii)
def test_texts_that_look_like_markup_stay_texts(text: str) -> None:
    if set(text.strip()) - faces().by_role[BODY_FACE].characters - {"\n", "\t"}:
        with pytest.raises(NoGlyph):
            pdf.write(every_block(text))
    else:
        assert _unnumbered(text) == _unnumbered("字").replace("字", squeezed(text))


def _unnumbered(text: str) -> str:
    """What a document that says `text` everywhere says, without the numbers of its pages and heads said again."""
    first, *others = (re.sub("—[0-9]+—$", "", page) for page in pages(pdf.write(every_block(text))))
    heads = squeezed(text) * 3
    return first + "".join(
        page.removeprefix(heads) if page.startswith(heads + squeezed(text)) else page for page in others
    )


@pytest.mark.parametrize("text", FORBIDDEN, ids=ascii)
def test_characters_that_nobody_sees_become_boxes(text: str) -> None:
    found = pages(pdf.write(document(Paragraph(f"始{text}终"))))[0]
    assert re.fullmatch("始[甲乙31m[□]+终—1—", found) and "□" in found


def test_a_section_row_goes_with_what_it_heads() -> None:
    """Whatever stands above it: no page ends with 大项."""
    for above in range(18, 30):
        rows = [*((str(number), "甲") for number in range(above)), ("一", "大项"), ("二", "小项"), ("1", "下属")]
        found = pages(pdf.write(document(grid(*rows, heads=frozenset((above, above + 1))))))
        assert (
            len({next(page for page, text in enumerate(found) if row in text) for row in ("大项", "小项", "下属")}) == 1
        )


def test_no_row_is_split_unless_longer_than_a_page() -> None:
    row = "甲" * 200 + "终"
    found = pages(pdf.write(document(grid(*((str(number), row) for number in range(20))))))
    assert len(found) > 2 and all(text.count(row) == text.count("终") > 0 for text in found)
    long = "甲" * 3000 + "终"
    found = pages(pdf.write(document(grid(("1", "乙"), ("2", long), ("3", "丙")))))
    assert len(found) > 2 and sum(text.count("甲") for text in found) == 3000
    assert all("序号内容" in text for text in found) and "终3丙" in found[-1]


def test_a_section_row_over_a_row_longer_than_a_page() -> None:
    found = pages(pdf.write(document(grid(("一", "大项"), ("2", "甲" * 3000), heads=frozenset({0})))))
    assert sum(text.count("甲") for text in found) == 3000


def test_merged_cells_go_over_pages() -> None:
    rows = [GridRow((GridCell(("合并",), 60), GridCell(("第0行",))))]
    rows += [GridRow((GridCell((), 0, 0), GridCell((f"第{number}行",)))) for number in range(1, 60)]
    made = pdf.write(document(Grid((GridColumn("项目", 1), GridColumn("内容", 3)), tuple(rows))))
    whole = "".join(pages(made))
    assert whole.count("合并") == 1 and all(f"第{number}行" in whole for number in range(60))


def test_long_words_are_broken() -> None:
    word = "a" * 200
    narrow = Grid((GridColumn("序号", 1), GridColumn("内容", 20)), (GridRow((GridCell((word,)), GridCell((word,)))),))
    assert pages(pdf.write(document(narrow)))[0].count(word) == 2


def test_figures_breaks_and_empty_cells() -> None:
    words = '<text y="20" font-family="黑体">柱</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="40">{words}</svg>'
    blank = Grid((GridColumn("序号", 1),), (GridRow((GridCell(()),)),))
    found = pages(pdf.write(document(Figure(svg, "柱形图"), PageBreak(), blank)))
    assert len(found) == 2 and "柱" in found[0] and "序号" in found[1]
    with pytest.raises(NoGlyph):
        pdf.write(document(Figure(svg.replace("柱", "龘"), "")))


def test_rows_that_lie_in_merged_cells_only() -> None:
    rows = (GridRow((GridCell(("甲",), 2), GridCell(("乙",), 2))), GridRow((GridCell((), 0, 0), GridCell((), 0, 0))))
    assert "甲乙" in pages(pdf.write(document(Grid((GridColumn("一", 1), GridColumn("二", 1)), rows))))[0]


def test_heads_higher_than_a_page_are_set_smaller() -> None:
    """Twelve headings of sixty characters leave room for rows on every page."""
    columns = tuple(GridColumn(heading, 1) for heading in ("W" * 36, "考核内容和要求" * 9, "M_" * 18) * 4)
    rows = tuple(GridRow(tuple(GridCell((f"{row}行",)) for _ in columns)) for row in range(40))
    made = pdf.write(document(Title("题"), Grid(columns, rows), landscape=True))
    assert not list(page_faults(made, LANDSCAPE))
    texts = pages(made)
    assert len(texts) < 10 and all(text.count("考核内容和要求" * 9) == 4 for text in texts[-3:])


def test_heads_that_no_page_holds_are_split_over_pages() -> None:
    columns = tuple(GridColumn("考核内容和要求" * 9, 1) for _ in range(24))
    rows = tuple(GridRow(tuple(GridCell((f"{row}",)) for _ in columns)) for row in range(40))
    made = pdf.write(document(Grid(columns, rows), landscape=True))
    assert not list(page_faults(made, LANDSCAPE))
    whole = "".join(pages(made))
    assert whole.count("考") == 24 * 9 and whole.count("39") == 24


def test_heads_and_list_marks_are_texts_like_others() -> None:
    one = Grid(
        (GridColumn("甲\x07\n" + "a" * 100, 1), GridColumn("乙", 9)), (GridRow((GridCell(("1",)), GridCell(("2",)))),)
    )
    found = pages(pdf.write(document(Paragraph("丙", hanging="\x07."), one)))[0]
    assert "□.丙甲□" + "a" * 100 + "乙12" in found


def test_runs_of_wide_letters_stay_in_their_cells() -> None:
    """A W is wider than the mean of letters: a run is cut by the widths of its own."""
    made = pdf.write(document(grid(*[("W" * 40, "甲")] * 2)))
    rights: list[float] = []
    left: list[float] = []

    def see(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip("\u200b\n") == "甲":
            left.append(cm[4] + tm[4])
        elif "WW" in text:
            rights.append(cm[4] + tm[4] + 12 * 1.017 * text.count("W"))

    PdfReader(BytesIO(made)).pages[0].extract_text(visitor_text=see)
    assert rights and left and max(rights) <= min(left)
