"""排名表, 考核概况, 自评复核对照表, 得分说明 as documents: what they say, on how many pages, and nothing but text."""

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from pypdf import PdfReader

from creditdsl.explain import explanation_text
from creditdsl.explain.comparison import compare
from creditdsl.explain.explanation_nodes import EntryExplanation, UnitExplanation, numbered_rules
from creditdsl.publish.document import Block, Document, Figure, Grid, Paragraph, Title
from creditdsl.publish.explanations.contrast import contrast_document
from creditdsl.publish.explanations.explanation_document import comparison_document, explanation_document
from creditdsl.publish.grid_cells import number_cell
from creditdsl.publish.standings.rank_list import rank_list
from creditdsl.publish.standings.standings import Component, SetFigures, Standings, UnitStanding
from creditdsl.publish.standings.summary import summary_document
from creditdsl.publish.writers import DOCUMENT_WRITERS, docx, html_document, pdf, xlsx
from creditdsl.publish.writers.faces import faces
from creditdsl.publish.writers.layout import BLACK_FACE, BODY_FACE
from tests.publish.helpers import ROOT, compiled, explained
from tests.publish.payloads import FORBIDDEN, HARMLESS
from tests.publish.pdf_text import pages, squeezed
from tests.publish.printing import every_block, grid_of


def standing(unit: str, *parts: str, total: str, rank: int | None = 1, **more: Any) -> UnitStanding:
    given = {"tied": False, "grade": "优秀", "honours": (), "notes": (), **more}
    return UnitStanding(unit, (SetFigures("", parts, total),), rank, **given)


def standings(
    *units: UnitStanding, parts: tuple[Component, ...] = (Component("机制", Fraction(15)),), **more: Any
) -> Standings:
    given = {"period": "", "placed": True, "grades": ("优秀", "一般"), "mentions": (), "digits": 2, **more}
    return Standings("办法", "附件1", "考核指标", parts=parts, units=units, **given)


def wide(count: int) -> Standings:
    """Many sections, whose figures are all different."""
    parts = tuple(Component(f"第{index}个考核大项的名称", Fraction(2000)) for index in range(count))
    units = (
        standing(f"市直第{unit}局", *(f"{n}{unit}.{n:02}" for n in range(10, 10 + count)), total=f"-{unit}234.50")
        for unit in range(1, 9)
    )  # fmt: skip
    return standings(*units, parts=parts)


def rows(document: Document) -> list[list[str]]:
    grid = grid_of(document)
    return [["".join(cell.paragraphs) for cell in row.cells] for row in grid.rows]


@cache
def units(place: str, table: str, file: str) -> dict[str, UnitExplanation]:
    folder = ROOT / "schemes" / place
    return explained(compiled((folder / "scheme.credit").read_text("utf-8")), table, folder / "data" / file)


def huangshi(unit: str) -> dict[str, UnitExplanation]:
    return {
        "自评": units("huangshi-2020", "附件", "附件-自评.csv")[unit],
        "复核": units("huangshi-2020", "附件", "附件.csv")[unit],
    }


# 排名表


def test_ties_grades_honours_and_notes() -> None:
    found = standings(
        standing("甲局", "15.00", total="90.00", honours=("先进单位",)),
        standing("乙局", "14.00", total="80.00", rank=2, tied=True, honours=("",)),
        standing("丙局", "待定", total="待定", rank=None, grade=None, honours=("",), notes=("总分待定：“件数”未填",)),
        mentions=("表彰",),
        period="2023-01",
    )
    document = rank_list(found)
    assert [column.heading for column in grid_of(document).columns] == ["名次", "单位", "机制", "总分", "等次", "表彰"]
    assert rows(document) == [
        ["1", "甲局", "15.00", "90.00", "优秀", "先进单位"],
        ["2（并列）", "乙局", "14.00", "80.00", "优秀", ""],
        ["—", "丙局", "待定", "待定", "", ""],
    ]
    assert document.blocks[1] == Title("考核排名表", "（2023年1月）")
    assert document.blocks[-1] == Paragraph("丙局：总分待定：“件数”未填。", "1.")


def test_a_table_without_places_and_grades_has_no_such_columns() -> None:
    document = rank_list(standings(standing("甲局", "15.00", total="-1.00"), placed=False, grades=()))
    assert [column.heading for column in grid_of(document).columns] == ["单位", "机制", "总分"]
    assert rows(document) == [["甲局", "15.00", "－1.00"]]


def test_each_unit_has_a_row_of_each_set() -> None:
    lines = (
        SetFigures("自评", ("3.00",), "3.00"),
        SetFigures("复核", ("1.00",), "1.00"),
        SetFigures("差额", ("-2.00",), "-2.00"),
    )
    document = rank_list(standings(UnitStanding("甲县", lines, 1, False, None, (), ()), grades=()))
    assert rows(document) == [
        ["1", "甲县", "自评", "3.00", "3.00"],
        ["", "", "复核", "1.00", "1.00"],
        ["", "", "差额", "－2.00", "－2.00"],
    ]
    grid = grid_of(document)
    assert [row.heads for row in grid.rows] == [True, True, False], "a unit stays on one page"
    assert [row.cells[1].rows for row in grid.rows] == [3, 0, 0]
    assert [row.cells[-1].bold for row in grid.rows] == [False, True, False]


@pytest.mark.parametrize("count", [1, 6, 11, 12, 30])
def test_no_number_is_split(count: int) -> None:
    found = wide(count)
    lines = [line for one in found.units for line in one.lines]
    figures = {figure.replace("-", "－") for line in lines for figure in (*line.parts, line.total)}
    assert figures <= set(words_of(pdf.write(rank_list(found))))


def words_of(made: bytes) -> list[str]:
    """What stands on one line without a blank."""
    return [word for page in PdfReader(BytesIO(made)).pages for word in page.extract_text().split()]


# 考核概况


def test_the_summary_says_what_it_draws() -> None:
    found = standings(
        standing("甲局", "15.00", total="90.00"),
        standing("乙局", "10.00", total="90.00", tied=True),
        standing("丙局", "5.00", total="-1.00", rank=3, grade="一般"),
        standing("丁局", "待定", total="待定", rank=None, grade=None),
        parts=(Component("机制", Fraction(15)),),
    )
    blocks = summary_document(found).blocks
    assert blocks[2:4] == (
        Paragraph(
            "4个单位参加考核，其中1个单位的总分待定，总分平均59.67分，最高90.00分（甲局、乙局），最低－1.00分（丙局）。"
        ),
        Paragraph("等次：优秀2个，一般1个，未定1个。"),
    )
    says = [block.says for block in blocks if isinstance(block, Figure)]
    assert says == [
        "各单位总分：甲局90.00，乙局90.00，丙局－1.00，丁局待定。",
        "等次：优秀2个，一般1个，未定1个。",
        "平均得分：机制10.00分（分值15分）。",
    ]


def test_a_deduction_is_said_to_be_one() -> None:
    parts = (Component("扣减项目", Fraction(20), deducts=True),)
    found = standings(standing("甲局", "3.00", total="90.00"), parts=parts)
    assert "扣减项目扣3.00分（最高扣20分）" in summary_document(found).blocks[-1].says  # type: ignore[union-attr]
    assert [column.heading for column in grid_of(rank_list(found)).columns][2] == "扣减项目（扣）"


@pytest.mark.parametrize("count", [1, 24, 50, 200, 400])
def test_the_summary_is_one_page(count: int) -> None:
    parts = tuple(Component(f"第{index}大项", Fraction(10)) for index in range(8))
    each = (
        standing(f"单位{number}", *["1.00"] * 8, total=f"{1000 - number}.00", rank=number)
        for number in range(1, count + 1)
    )
    document = summary_document(standings(*each, parts=parts, grades=("优秀", "良好", "合格", "不合格")))
    (page,) = pages(pdf.write(document))
    cut = re.search(r"只画前(\d+)个单位", page)
    assert (cut is not None) == (count > 140)
    assert f"单位{cut[1] if cut else count}" in page and (cut is None or int(cut[1]) > 120)


# 得分说明, 自评复核对照表


def entries(explanations: tuple[EntryExplanation, ...]) -> list[EntryExplanation]:
    return [found for one in explanations for found in (one, *entries(one.children))]


@pytest.mark.parametrize("table", ["附件1", "附件2"])
def test_an_explanation_says_all_on_two_pages(table: str) -> None:
    for unit, one in units("lvliang-2022", table, f"{table}.csv").items():
        made = pages(pdf.write(explanation_document(one)))
        assert len(made) <= 2
        text = "".join(made)
        assert squeezed(explanation_text.headline(one)) in made[0] and unit in text
        for note in explanation_text.conclusions(one):
            assert squeezed(note) in text
        grids = [block for block in explanation_document(one).blocks if isinstance(block, Grid)]
        said = ["".join(cell.paragraphs) for grid in grids for row in grid.rows for cell in row.cells]
        above = explanation_text.explained_above(one)
        for entry in entries(one.sections):
            for identity, rule in numbered_rules(entry):
                sentence = rule.sentence.rstrip("。").removesuffix("，否则不得分")
                assert any(sentence in cell for cell in said)
                if identity in above:
                    assert any(rule.explanation in loss.why for loss in one.account.lines)
                else:
                    assert explanation_text.rule_words(rule) in said


def test_a_cut_number_is_not_split() -> None:
    one = units("lvliang-2022", "附件1", "附件1.csv")["丙局"]
    made = pdf.write(comparison_document(compare({"自评": one, "复核": one})))
    assert {"约2.67", "约4.33"} <= set(words_of(made))


def test_a_comparison_has_a_column_for_each_set() -> None:
    both = compare(huangshi("乙区"))
    lost, grid = (block for block in comparison_document(both).blocks if isinstance(block, Grid))
    assert [column.heading for column in lost.columns] == ["失分项目", "失分", "原因", "怎样得分"]
    assert [column.heading for column in grid.columns] == ["计分规则", "得分由来", "自评", "复核", "差额"]
    first = ["".join(cell.paragraphs) for cell in grid.rows[0].cells]
    assert first == ["1.信用信息归集、披露与共享（80分）", "", "49.37", "42.04", "－7.33"]


def test_one_page_a_unit_with_every_item() -> None:
    document = contrast_document([compare(huangshi(unit)) for unit in ("大冶市", "乙区", "己区")])
    made = pages(pdf.write(document))
    assert [unit in page for unit, page in zip(("大冶市", "乙区", "己区"), made, strict=True)] == [True] * 3
    assert rows(document)[-1] == ["总分", "", "94.74", "94.74", "0.00"]
    assert "差额为复核减自评；以复核为准：第1名。" in made[0] and "盖章" in made[2]


def test_a_year_has_its_periods() -> None:
    found = units("changzhi-2023", "附表一", "附表一.csv")
    one = next(page for page in found.values() if page.periods)
    grid = grid_of(explanation_document(one))
    assert len(grid.rows) == len(one.account.lines) > len(one.periods)
    assert grid.rows[0].cells[0].paragraphs == ("2023年1月",) and grid.columns[1].heading == "得分"
    both = compare({"自评": one, "复核": one})
    beside = [block for block in comparison_document(both).blocks if isinstance(block, Grid)][-1]
    assert [column.heading for column in beside.columns] == ["期", "自评", "复核", "差额"]
    assert rows(contrast_document([both]))[-1][0] == "年度总分"


# Texts that look like something else


def explanation_of(word: str) -> UnitExplanation:
    """An explanation in which everything that people write is one word."""

    def with_word(one: EntryExplanation) -> EntryExplanation:
        return replace(
            one,
            entry=replace(one.entry, title=word),
            rules=tuple(replace(rule, sentence=word, explanation=word, limit=word) for rule in one.rules),
            notes=(word,),
            children=tuple(map(with_word, one.children)),
        )

    one = units("lvliang-2022", "附件2", "附件2.csv")["甲县"]
    return replace(
        one, scheme=word, table=word, unit=word, total_note=word, sections=tuple(map(with_word, one.sections[:1]))
    )


def documents(word: str) -> tuple[Document, ...]:
    one = explanation_of(word)
    both = compare({"自评": one, "复核": one})
    found = standings(
        standing(word, "1.00", total="1.00", grade=word, honours=(word,), notes=(word,)),
        parts=(Component(word, Fraction(1)),),
        grades=(word,),
        mentions=(word,),
    )
    found = replace(found, scheme=word, table=word, title=word)
    of_unit = (explanation_document(one), comparison_document(both), contrast_document([both]))
    return (*of_unit, rank_list(found), summary_document(found))


def together(word: str) -> Document:
    return Document(word, False, tuple(block for one in documents(word) for block in one.blocks))


def elements(file: bytes) -> list[str]:
    """The elements of every part; their attributes of layout are left out."""
    with ZipFile(BytesIO(file)) as parts:
        named = [name for name in sorted(parts.namelist()) if name.endswith((".xml", ".rels"))]
        found = (etree.fromstring(parts.read(name)).iter() for name in named)
        layout = {"ind", "row", "brk", "rowBreaks"}
        return [name for part in found for one in part if (name := etree.QName(one).localname) not in layout]


@cache
def usual(writer: str) -> list[str]:
    return elements({"docx": docx, "xlsx": xlsx}[writer].write(together("字")))


PAYLOADS = [text for text in HARMLESS[::4] if text.strip()]


@pytest.mark.parametrize("text", PAYLOADS, ids=ascii)
def test_texts_stay_texts(text: str) -> None:
    lines = ("br", "t")  # a longer title has more of them
    assert [name for name in elements(docx.write(together(text))) if name not in lines] == [
        name for name in usual("docx") if name not in lines
    ]
    page = html_document.write(together(text)).decode().replace("<wbr>", "")
    shape = re.findall(r"<(/?[a-z0-9]+)", page)
    assert shape == re.findall(r"<(/?[a-z0-9]+)", html_document.write(together("字")).decode().replace("<wbr>", ""))


@pytest.mark.parametrize("text", [*PAYLOADS[::3], *FORBIDDEN[:3]], ids=ascii)
def test_no_formula_in_a_worksheet(text: str) -> None:
    made = elements(xlsx.write(rank_list(standings(standing(text, "1.00", total="1.00", notes=(text,))))))
    assert not set(made) & {"f", "hyperlink", "hyperlinks"}


def test_pdf_takes_them_as_they_are() -> None:
    chosen = faces()
    known = chosen.by_role[BODY_FACE].characters & chosen.by_role[BLACK_FACE].characters
    words = [text for text in HARMLESS if known.issuperset(text) and text.strip()]
    assert len(words) > 80
    found = standings(*(standing(text, "1.00", total="1.00") for text in words))
    said = "".join(pages(pdf.write(rank_list(found))))
    for text in words:
        assert squeezed(text) in said, text


# Formats


def test_the_web_page_has_every_block() -> None:
    page = html_document.write(every_block("字<b>")).decode()
    assert "字<b>" not in page and page.count("字&lt;b&gt;") == 32
    assert (
        '<td class="right number" data-head="字&lt;b&gt;"><p>3.50</p></td>' in page
        and 'rowspan="2"' in page
        and 'class="break"' in page
    )
    assert "<svg" in page and "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


@pytest.mark.parametrize("writer", DOCUMENT_WRITERS, ids=lambda one: one.suffix)
def test_the_same_document_is_the_same_bytes(writer: Any) -> None:
    assert writer.write(together("字")) == writer.write(together("字"))


def test_what_counts_as_a_number() -> None:
    assert [number_cell(text).number for text in ("1.50", "-2")] == ["1.50", "-2"]
    assert not any(number_cell(text).number for text in ("待定", "", "1.2.3", "１", "-", ".", "1."))
    assert number_cell("-2").paragraphs == ("－2",)


def test_small_type_and_narrow_margins() -> None:
    one = explanation_document(units("lvliang-2022", "附件2", "附件2.csv")["甲县"])
    assert one.dense and grid_of(one).small
    official = replace(one, dense=False, blocks=tuple(plain(block) for block in one.blocks))
    assert len(pages(pdf.write(one))) < len(pages(pdf.write(official)))


def plain(block: Block) -> Block:
    return replace(block, small=False) if isinstance(block, Grid) else block
