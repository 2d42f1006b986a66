"""得分说明 as a document: one unit's explanation, or that of two labelled sets beside each other, for paper.

Receives the data of explain/explanation.py or explain/comparison.py; promises blocks with the same words as
the lines of text. Its own step because paper has columns: the rule, how its points came about, the points.
"""

from collections.abc import Iterable, Iterator, Sequence

from creditdsl.explain import comparison_text, explanation_text
from creditdsl.explain.comparison import DIFFERENCE, EntryComparison, UnitComparison
from creditdsl.explain.explanation import EntryExplanation, RuleExplanation, UnitExplanation
from creditdsl.explain.phrases import Score, heading, period_words, stated_points
from creditdsl.publish.document import Align, Block, Column, Document, Grid, GridCell, GridRow, Paragraph, Title
from creditdsl.publish.grid_cells import COVERED, score_cell, text_cell, value_cell

_SENTENCE, _HOW, _POINTS = 38, 52, 10


def explanation_document(one: UnitExplanation) -> Document:
    """The paper of one unit."""
    return Document(explanation_text.headline(one), False, tuple(_single(one)), dense=True)


def comparison_document(both: UnitComparison) -> Document:
    """The paper of one unit in two sets."""
    return Document(comparison_text.headline(both), False, tuple(_compared(both)), dense=True)


def _single(one: UnitExplanation) -> Iterator[Block]:
    yield source(one)
    yield Title(explanation_text.headline(one), "" if one.item else explanation_text.result(one))
    if one.periods:
        totals = [(period, (total,)) for period, total in one.periods]
        yield _periods(totals, ("总分",), one.digits)
    else:
        columns = (Column("计分规则", _SENTENCE), Column("得分由来", _HOW), Column("得分", _POINTS, Align.RIGHT))
        rows = (row for section in one.sections for row in _rows(section, one.digits))
        yield Grid(columns, tuple(rows), small=True)
    yield from map(Paragraph, explanation_text.conclusions(one))


def _rows(one: EntryExplanation, digits: int) -> Iterator[GridRow]:
    yield _head(one, (one.score,), digits)
    yield from _rules(((rule,) for rule in one.rules), [[explanation_text.rule_words(rule)] for rule in one.rules])
    for child in one.children:
        yield from _rows(child, digits)
    if one.notes:
        yield _notes(one, ("".join(one.notes),), 3)


def _compared(both: UnitComparison) -> Iterator[Block]:
    last = both.last
    yield source(last)
    yield Title(comparison_text.headline(both))
    if not last.item:
        yield from (Paragraph(comparison_text.labelled(said), bold=True) for said in comparison_text.results(both))
    names = (*both.labels, DIFFERENCE)
    if both.periods:
        totals = [(period, (*scores, less)) for period, scores, less in both.periods]
        yield _periods(totals, names, last.digits)
    else:
        points = (Column(name, _POINTS, Align.RIGHT) for name in names)
        columns = (Column("计分规则", _SENTENCE), Column("得分由来", _HOW), *points)
        rows = (row for section in both.sections for row in _compared_rows(section, both))
        yield Grid(columns, tuple(rows), small=True)
    yield from (Paragraph(comparison_text.labelled(said)) for said in comparison_text.conclusions(both))


def _compared_rows(one: EntryComparison, both: UnitComparison) -> Iterator[GridRow]:
    digits = both.last.digits
    yield _head(one.each[0], (*(entry.score for entry in one.each), one.difference), digits)
    said = [[comparison_text.labelled(text) for text in comparison_text.rule_words(rules, both)] for rules in one.rules]
    yield from _rules(one.rules, said, 1)
    for child in one.children:
        yield from _compared_rows(child, both)
    notes = tuple(comparison_text.labelled(said) for said in comparison_text.notes(one, both))
    if notes:
        yield _notes(one.each[0], notes, len(both.labels) + 3)


def source(one: UnitExplanation) -> Paragraph:
    """`吕梁市社会信用体系建设工作考核办法　附件1`, above the title."""
    return Paragraph("　".join(word for word in (one.scheme, one.table) if word))


def _periods(totals: Sequence[tuple[str, tuple[Score, ...]]], names: Sequence[str], digits: int) -> Grid:
    """The parts of a year, one below the other."""
    columns = (Column("期", 20), *(Column(name, 20, Align.RIGHT) for name in names))
    rows = (
        GridRow((text_cell(period_words(period)), *(score_cell(score, digits) for score in scores)))
        for period, scores in totals
    )
    return Grid(columns, tuple(rows), small=True)


def _head(one: EntryExplanation, scores: Iterable[Score], digits: int) -> GridRow:
    points = stated_points(one.entry)
    title = GridCell((heading(one.entry) + (f"（{points}）" if points else ""),), columns=2, bold=True)
    cells = (score_cell(score, digits, bold=True) for score in scores)
    return GridRow((title, COVERED, *cells), heads=bool(one.rules or one.children))


def _rules(
    rules: Iterable[tuple[RuleExplanation, ...]], said: Iterable[Sequence[str]], blank: int = 0
) -> Iterator[GridRow]:
    """Rule, how its points came about in each set, the points of each. blank: columns behind them."""
    for each, how in zip(rules, said, strict=True):
        points = (value_cell(rule.points) for rule in each)
        sentence = text_cell(each[0].number + each[0].sentence)
        yield GridRow((sentence, GridCell(tuple(how)), *points, *[GridCell(())] * blank))


def _notes(one: EntryExplanation, notes: tuple[str, ...], columns: int) -> GridRow:
    """From the parts to the score. An entry with others below it is named again."""
    number = f"{one.entry.number}、" if one.children and one.entry.number else ""
    said = (number + notes[0], *notes[1:])
    return GridRow((GridCell(said, columns=columns), *[COVERED] * (columns - 1)))
