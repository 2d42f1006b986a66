"""Build 自评复核对照表 as a document: every item with its score in each set and the difference.

Receives comparisons of units; promises for each unit a separate page with a line to sign. 得分说明 says why,
自评复核对照表 how much, on one line an item.
"""

from collections.abc import Iterator, Sequence

from creditdsl.explain.comparison import DIFFERENCE, EntryComparison, UnitComparison
from creditdsl.explain.phrases import heading, period_words, stated_points
from creditdsl.publish.document import Align, Block, Document, Grid, GridColumn, GridRow, PageBreak, Paragraph, Title
from creditdsl.publish.explanations.explanation_document import source
from creditdsl.publish.grid_cells import score_cell, text_cell

_TITLE, _STATED, _SCORE = 46, 18, 12
_SIGNED = "自评单位（盖章）：　　　　　　　　　　　　复核人（签字）：　　　　　　　　　　　　"


def contrast_document(units: Sequence[UnitComparison], title: str = "") -> Document:
    """Return the document of the units one after another. title: empty for 甲局自评复核对照表."""
    blocks: list[Block] = []
    for position, both in enumerate(units):
        blocks += [PageBreak()] if position else []
        blocks += _unit(both, title)
    return Document(title or f"{''.join(units[0].labels)}对照表", False, tuple(blocks), dense=True)


def _unit(both: UnitComparison, title: str) -> Iterator[Block]:
    last = both.last
    period = period_words(last.period) if last.period else ""
    yield source(last)
    if title:
        yield Title(title, f"{last.unit}{f'（{period}）' if period else ''}")
    else:
        yield Title(f"{last.unit}{period}{''.join(both.labels)}对照表")
    names = (*both.labels, DIFFERENCE)
    scores = [GridColumn(name, _SCORE, Align.RIGHT) for name in names]
    totals = (*(one.total for one in both.each), both.difference)
    if both.periods:
        columns = (GridColumn("期", _TITLE), *scores)
        rows = [
            GridRow((text_cell(period_words(period)), *(score_cell(x, last.digits) for x in (*each, less))))
            for period, each, less in both.periods
        ]
        total = [text_cell("年度总分", bold=True)]
    else:
        columns = (GridColumn("考评指标", _TITLE), GridColumn("分值", _STATED, Align.CENTRE), *scores)
        rows = [row for section in both.sections for row in _rows(section, last.digits)]
        total = [text_cell("总分", bold=True), text_cell("")]
    rows.append(GridRow((*total, *(score_cell(score, last.digits, bold=True) for score in totals))))
    yield Grid(columns, tuple(rows), small=True)
    yield Paragraph(_place(both))
    yield Paragraph("")  # room for the seal
    yield Paragraph(_SIGNED)


def _rows(compared: EntryComparison, digits: int) -> Iterator[GridRow]:
    bold = not compared.entry.ref.depth
    scores = (*(entry.score for entry in compared.each), compared.difference)
    cells = (score_cell(score, digits, bold=bold) for score in scores)
    head = (text_cell(heading(compared.entry), bold=bold), text_cell(stated_points(compared.entry)))
    yield GridRow((*head, *cells), heads=bool(compared.children))
    for child in compared.children:
        yield from _rows(child, digits)


def _place(both: UnitComparison) -> str:
    """Write the foot: `差额为复核减自评；以复核为准：第2名，等次优秀。`"""
    last, label = both.last, both.labels[-1]
    words = [f"第{last.rank}名"] if last.rank is not None else []
    words += [f"等次{last.grade}"] if last.grade else []
    difference = f"差额为{label}减{both.labels[0]}"
    return f"{difference}；以{label}为准：{'，'.join(words)}。" if words else f"{difference}。"
