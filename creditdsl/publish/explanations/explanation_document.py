"""Build 得分说明 as a document for paper: one unit's explanation, or that of two labelled sets side by side.

Receives the data of explain/explanation.py or explain/comparison.py; promises blocks with the same words as
the lines of text, in columns: the rule, how its points came about, the points.
"""

from collections.abc import Iterable, Iterator, Sequence

from creditdsl.explain import comparison_text, explanation_text
from creditdsl.explain.comparison import DIFFERENCE, EntryComparison, UnitComparison
from creditdsl.explain.explanation import EntryExplanation, RuleExplanation, UnitExplanation
from creditdsl.explain.phrases import Score, heading, period_words, stated_points
from creditdsl.publish.document import Align, Block, Document, Grid, GridCell, GridColumn, GridRow, Paragraph, Title
from creditdsl.publish.grid_cells import COVERED, score_cell, text_cell, value_cell

_SENTENCE, _HOW, _POINTS = 38, 52, 10


def explanation_document(explanation: UnitExplanation) -> Document:
    """Return the document of one unit."""
    return Document(explanation_text.headline(explanation), False, tuple(_single(explanation)), dense=True)


def comparison_document(both: UnitComparison) -> Document:
    """Return the document of one unit in two sets."""
    return Document(comparison_text.headline(both), False, tuple(_compared(both)), dense=True)


def _single(explanation: UnitExplanation) -> Iterator[Block]:
    yield source(explanation)
    yield Title(
        explanation_text.headline(explanation), "" if explanation.item else explanation_text.result(explanation)
    )
    if explanation.periods:
        totals = [(period, (total,)) for period, total in explanation.periods]
        yield _periods(totals, ("总分",), explanation.digits)
    else:
        columns = (
            GridColumn("计分规则", _SENTENCE),
            GridColumn("得分由来", _HOW),
            GridColumn("得分", _POINTS, Align.RIGHT),
        )
        rows = (row for section in explanation.sections for row in _rows(section, explanation.digits))
        yield Grid(columns, tuple(rows), small=True)
    yield from map(Paragraph, explanation_text.conclusions(explanation))


def _rows(explained: EntryExplanation, digits: int) -> Iterator[GridRow]:
    yield _head(explained, (explained.score,), digits)
    words = ([explanation_text.rule_words(rule)] for rule in explained.rules)
    yield from _rules(((rule,) for rule in explained.rules), words)
    for child in explained.children:
        yield from _rows(child, digits)
    if explained.notes:
        yield _notes(explained, ("".join(explained.notes),), 3)


def _compared(both: UnitComparison) -> Iterator[Block]:
    last = both.last
    yield source(last)
    yield Title(comparison_text.headline(both))
    if not last.item:
        yield from (Paragraph(comparison_text.labelled(pair), bold=True) for pair in comparison_text.results(both))
    names = (*both.labels, DIFFERENCE)
    if both.periods:
        totals = [(period, (*scores, less)) for period, scores, less in both.periods]
        yield _periods(totals, names, last.digits)
    else:
        points = (GridColumn(name, _POINTS, Align.RIGHT) for name in names)
        columns = (GridColumn("计分规则", _SENTENCE), GridColumn("得分由来", _HOW), *points)
        rows = (row for section in both.sections for row in _compared_rows(section, both))
        yield Grid(columns, tuple(rows), small=True)
    yield from (Paragraph(comparison_text.labelled(pair)) for pair in comparison_text.conclusions(both))


def _compared_rows(compared: EntryComparison, both: UnitComparison) -> Iterator[GridRow]:
    digits = both.last.digits
    yield _head(compared.each[0], (*(entry.score for entry in compared.each), compared.difference), digits)
    words = (comparison_text.rule_words(rules, both) for rules in compared.rules)
    yield from _rules(compared.rules, (list(map(comparison_text.labelled, pairs)) for pairs in words), 1)
    for child in compared.children:
        yield from _compared_rows(child, both)
    notes = tuple(map(comparison_text.labelled, comparison_text.notes(compared, both)))
    if notes:
        yield _notes(compared.each[0], notes, len(both.labels) + 3)


def source(explanation: UnitExplanation) -> Paragraph:
    """Return the line above the title: `吕梁市社会信用体系建设工作考核办法　附件1`."""
    return Paragraph("　".join(word for word in (explanation.scheme, explanation.table) if word))


def _periods(totals: Sequence[tuple[str, tuple[Score, ...]]], names: Sequence[str], digits: int) -> Grid:
    """Return the grid of a year: one row a period."""
    columns = (GridColumn("期", 20), *(GridColumn(name, 20, Align.RIGHT) for name in names))
    rows = (
        GridRow((text_cell(period_words(period)), *(score_cell(score, digits) for score in scores)))
        for period, scores in totals
    )
    return Grid(columns, tuple(rows), small=True)


def _head(explained: EntryExplanation, scores: Iterable[Score], digits: int) -> GridRow:
    points = stated_points(explained.entry)
    title = GridCell((heading(explained.entry) + (f"（{points}）" if points else ""),), columns=2, bold=True)
    cells = (score_cell(score, digits, bold=True) for score in scores)
    return GridRow((title, COVERED, *cells), heads=bool(explained.rules or explained.children))


def _rules(
    rules: Iterable[tuple[RuleExplanation, ...]], words: Iterable[Sequence[str]], blank: int = 0
) -> Iterator[GridRow]:
    """Yield a row a rule: its sentence, how its points came about in each set, the points of each.

    `words`: for each rule a paragraph a set. `blank`: the number of empty cells behind the points.
    """
    for each, paragraphs in zip(rules, words, strict=True):
        points = (value_cell(rule.points) for rule in each)
        sentence = text_cell(each[0].number + each[0].sentence)
        yield GridRow((sentence, GridCell(tuple(paragraphs)), *points, *[GridCell(())] * blank))


def _notes(explained: EntryExplanation, notes: tuple[str, ...], columns: int) -> GridRow:
    """Return the row from the parts to the score; an entry with entries below repeats its number."""
    number = f"{explained.entry.number}、" if explained.children and explained.entry.number else ""
    paragraphs = (number + notes[0], *notes[1:])
    return GridRow((GridCell(paragraphs, columns=columns), *[COVERED] * (columns - 1)))
