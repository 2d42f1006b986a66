"""Build 得分说明 as a document for paper: one unit's explanation, or that of two labelled sets side by side.

Receives the data of explain/explanation.py or explain/comparison.py; promises blocks with the same words as
the lines of text, in columns: the rule, how its points came about, the points.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from creditdsl.explain import account_text, comparison_text, explanation_text
from creditdsl.explain.comparison import DIFFERENCE, EntryComparison, UnitComparison
from creditdsl.explain.explanation_nodes import EntryExplanation, RuleExplanation, UnitExplanation, numbered_rules
from creditdsl.explain.phrases import Score, heading, period_words, stated_points
from creditdsl.publish.document import (
    Align,
    Block,
    Document,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Heading,
    Paragraph,
    Title,
)
from creditdsl.publish.grid_cells import COVERED, number_cell, score_cell, text_cell, value_cell

_ELSE = re.compile("，否则不[得加]分$")
_SENTENCE, _HOW, _POINTS = 38, 52, 10
_MANY_LOSSES = 20
"""Lines of the account from which on tables are set closer, so that an explanation of 25 items stays on two pages."""

_LOST_ITEM, _LOST, _REASON, _REMEDY = 24, 7, 40, 29


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
    yield from _account(explanation)
    if explanation.sections:
        columns = (
            GridColumn("计分规则", _SENTENCE),
            GridColumn("得分由来", _HOW),
            GridColumn("得分", _POINTS, Align.RIGHT),
        )
        above = explanation_text.explained_above(explanation)
        quoted = "；".join(loss.remedy for loss in explanation.account.lines)
        digits = explanation.digits
        rows = [row for section in explanation.sections for row in _rows(section, digits, above, quoted)]
        yield Grid(columns, tuple(rows), small=True, close=_is_long(explanation))
    if conclusions := explanation_text.conclusions(explanation):
        yield Paragraph("".join(conclusions))
    yield from map(Paragraph, account_text.foot(explanation))


def _is_long(explanation: UnitExplanation) -> bool:
    return len(explanation.account.lines) >= _MANY_LOSSES


def _account(explanation: UnitExplanation, label: str = "") -> Iterator[Block]:
    """Yield why there is no better grade, 失分一览, and the heading of what stands below.

    `label`: the set that counts.
    """
    if explanation.item:
        return
    yield from (Paragraph(note, bold=True) for note in explanation_text.top_notes(explanation))
    if not explanation_text.has_account(explanation):
        return
    title = account_text.account_title(explanation)
    yield Heading(f"{title}（{label}）" if label else title)
    account, digits = explanation.account, explanation.digits
    if account.lines:
        item, points = account_text.account_heads(account)
        columns = [
            GridColumn(item, _LOST_ITEM),
            GridColumn(points, _LOST, Align.RIGHT),
            GridColumn(account_text.REASON, _REASON),
        ]
        cells = [
            [text_cell(loss.name), number_cell(account_text.account_number(loss, account, digits)), text_cell(loss.why)]
            for loss in account.lines
        ]
        if any(loss.remedy for loss in account.lines):  # nothing would have earned what is only gained
            columns.append(GridColumn(account_text.REMEDY, _REMEDY))
            cells = [[*row, text_cell(loss.remedy)] for row, loss in zip(cells, account.lines, strict=True)]
        rows = tuple(GridRow(tuple(row)) for row in cells)
        yield Grid(tuple(columns), rows, small=True, close=_is_long(explanation))
    if explanation.sections or label:
        yield Heading("得分由来")


def _rows(explained: EntryExplanation, digits: int, above: frozenset[str], quoted: str) -> Iterator[GridRow]:
    """Yield the rows of an entry.

    `above`: what the account explains; such rules share a row. `quoted`: the words of the account; a rule that stands
    there in full is not repeated.
    """
    rules = [*numbered_rules(explained)]
    beside = [rule for identity, rule in rules if identity not in above]
    listed = (rule for identity, rule in rules if identity in above)
    once = [rule for rule in listed if _ELSE.sub("", rule.sentence.rstrip("。")) not in quoted]
    notes = "".join(explained.notes) if explained.entry.ref not in above else ""
    lone = not beside and not once and not explained.children
    yield _head(explained, (explained.score,), digits, notes if lone else "", heads=not lone)
    yield from _rules(((rule,) for rule in beside), ([explanation_text.rule_words(rule)] for rule in beside))
    sentences = "".join(rule.number + rule.sentence for rule in once)
    if sentences:
        cell = GridCell((f"{sentences}（{account_text.SEE_ACCOUNT}）",), columns=3)
        yield GridRow((cell, COVERED, COVERED))
    for child in explained.children:
        yield from _rows(child, digits, above, quoted)
    if notes and not lone:
        yield _notes(explained, (notes,), 3)


def _compared(both: UnitComparison) -> Iterator[Block]:
    last = both.last
    yield source(last)
    yield Title(comparison_text.headline(both))
    if not last.item:
        yield from (Paragraph(comparison_text.labelled(pair), bold=True) for pair in comparison_text.results(both))
    yield from _account(last, both.labels[-1])
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
    yield from map(Paragraph, account_text.foot(last))


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


def _head(
    explained: EntryExplanation, scores: Iterable[Score], digits: int, note: str = "", heads: bool = True
) -> GridRow:
    """Return the row of an entry: title, basis and scores.

    `note`: how the score came about, where no row below says so. `heads`: whether rows stand below.
    """
    points = stated_points(explained.entry)
    words = heading(explained.entry) + (f"（{points}）" if points else "")
    basis = account_text.basis(explained)
    title = GridCell(("　".join(part for part in (words, basis, note) if part),), columns=2, bold=True)
    cells = (score_cell(score, digits, bold=True) for score in scores)
    return GridRow((title, COVERED, *cells), heads=heads and bool(explained.rules or explained.children))


def _rules(
    rules: Iterable[tuple[RuleExplanation, ...]], words: Iterable[Sequence[str]], blank: int = 0
) -> Iterator[GridRow]:
    """Yield a row a rule: its sentence, how its points came about in each set, the points of each.

    `words`: for each rule a paragraph a set. `blank`: the number of empty cells behind the points.
    """
    for each, paragraphs in zip(rules, words, strict=True):
        points = (value_cell(rule.points, rule.digits) for rule in each)
        sentence = text_cell(each[0].number + each[0].sentence)
        yield GridRow((sentence, GridCell(tuple(paragraphs)), *points, *[GridCell(())] * blank))


def _notes(explained: EntryExplanation, notes: tuple[str, ...], columns: int) -> GridRow:
    """Return the row from the parts to the score; an entry with entries below repeats its number."""
    number = f"{explained.entry.number}、" if explained.children and explained.entry.number else ""
    paragraphs = (number + notes[0], *notes[1:])
    return GridRow((GridCell(paragraphs, columns=columns), *[COVERED] * (columns - 1)))
