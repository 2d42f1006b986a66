"""Write a comparison as lines of text and as a JSON value; words common to all sets appear once.

Receives the data of explain/comparison.py; promises the same words in the same order as the web page.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.explain import explanation_text as single
from creditdsl.explain.account_text import basis, foot
from creditdsl.explain.comparison import DIFFERENCE, EntryComparison, UnitComparison
from creditdsl.explain.explanation_nodes import RuleExplanation
from creditdsl.explain.explanation_text import TextLine
from creditdsl.explain.phrases import Score, heading, period_words, printed_score, score_text, stated_points

LabelledText = tuple[str, str]
"""The label of a set and its text; an empty label where the text is that of all sets."""


def headline(both: UnitComparison) -> str:
    """Write the headline: `甲局2023年1月自评、复核得分说明`."""
    period = period_words(both.last.period) if both.last.period else ""
    return f"{both.last.unit}{period}{'、'.join(both.labels)}得分说明"


def results(both: UnitComparison) -> tuple[LabelledText, ...]:
    """Write the result of each set, `自评`, `总分90.00分，第3名`, then the difference of the totals."""
    totals = zip(both.labels, map(single.result, both.each), strict=True)
    return (*totals, (DIFFERENCE, f"{_score_words(both.difference, both.last.digits)}（{_formula(both)}）"))


def score_words(compared: EntryComparison, both: UnitComparison) -> tuple[LabelledText, ...]:
    """Write the score of each set, `自评`, `得5.00分`, then the difference.

    Where no set has a score and all say the same, the text has no label.
    """
    scores = [single.score_words(entry, both.last.digits) for entry in compared.each]
    if not any(isinstance(entry.score, Fraction) for entry in compared.each) and len(set(scores)) == 1:
        return (("", scores[0]),)
    return (*zip(both.labels, scores, strict=True), (DIFFERENCE, _score_words(compared.difference, both.last.digits)))


def rule_words(rules: tuple[RuleExplanation, ...], both: UnitComparison) -> tuple[LabelledText, ...]:
    """Write how the points of a rule came about in each set."""
    return _once(both.labels, [single.rule_words(rule) for rule in rules])


def notes(compared: EntryComparison, both: UnitComparison) -> tuple[LabelledText, ...]:
    """Write how the parts became the score in each set."""
    texts = ["".join(explained.notes) for explained in compared.each]
    return tuple((label, note) for label, note in _once(both.labels, texts) if note)


def period_totals(both: UnitComparison) -> tuple[tuple[str, tuple[LabelledText, ...]], ...]:
    """Write each period, `2023年1月`, with the total of each set and the difference."""
    digits = both.last.digits

    def totals(scores: Sequence[Score]) -> tuple[LabelledText, ...]:
        return tuple(zip(_columns(both), (_score_words(score, digits) for score in scores), strict=True))

    return tuple((period_words(period), totals((*scores, less))) for period, scores, less in both.periods)


def conclusions(both: UnitComparison) -> tuple[LabelledText, ...]:
    """Write how total, place and grade came about in each set."""
    notes = (single.conclusions(one) for one in both.each)
    return tuple((label, note) for label, every in zip(both.labels, notes, strict=True) for note in every)


def labelled(pair: LabelledText) -> str:
    """Join the label to its text: `自评：总分=5.00分。`"""
    label, text = pair
    return f"{label}：{text}" if label else text


def lines(both: UnitComparison) -> Iterator[TextLine]:
    """Write the whole page."""
    last = both.last
    if last.scheme:
        yield TextLine(last.scheme)
    yield TextLine(f"{last.table} {last.title}".strip())
    yield TextLine(headline(both))
    yield TextLine("")
    if not last.item:
        yield from (TextLine(labelled(pair)) for pair in results(both))
        yield from (TextLine(note) for note in single.top_notes(last))
        yield TextLine("")
        if single.has_account(last):
            yield from single.account_lines(last)
            yield TextLine("")
    for section in both.sections:
        yield from _entry(section, both, 0)
        yield TextLine("")
    if both.periods:
        yield from (TextLine(f"{period}  {_together(totals)}") for period, totals in period_totals(both))
        yield TextLine("")
    yield from (TextLine(labelled(pair)) for pair in conclusions(both))
    if foot(last):
        yield TextLine("")
        yield from (TextLine(line) for line in foot(last))


def _entry(compared: EntryComparison, both: UnitComparison, depth: int) -> Iterator[TextLine]:
    points = stated_points(compared.entry)
    at = 2 * depth
    scores = _together(score_words(compared, both))
    yield TextLine(heading(compared.entry) + (f"（{points}）" if points else "") + f"  {scores}", at, at + 4)
    if basis(compared.each[-1]):
        yield TextLine(basis(compared.each[-1]), at + 4, at + 4)
    for rules in compared.rules:
        yield TextLine(f"规则{rules[0].number}  {rules[0].sentence}", at + 4, at + 10)
        yield from (TextLine(f"{label or '得分'}  {text}", at + 4, at + 10) for label, text in rule_words(rules, both))
    for child in compared.children:
        yield from _entry(child, both, depth + 1)
    yield from (TextLine(labelled(pair), at + 4, at + 10) for pair in notes(compared, both))


def as_json(both: UnitComparison) -> dict[str, object]:
    """Return the value of `explain --format json` for labelled sets.

    It is the value of the last set with each set and the difference added. The difference is in numbers as
    `score --format json` writes it.
    """
    digits = both.last.digits
    items = [item for section in both.sections for item in _items(section)]
    return {
        **single.as_json(both.last),
        "sets": {label: single.as_json(one) for label, one in zip(both.labels, both.each, strict=True)},
        "difference": {
            "items": {one.entry.ref: score_text(one.difference, digits) for one in items},
            "sections": {one.entry.ref: score_text(one.difference, digits) for one in both.sections},
            "periods": {period: score_text(less, digits) for period, _, less in both.periods},
            "total": score_text(both.difference, digits),
        },
    }


def _items(compared: EntryComparison) -> Iterator[EntryComparison]:
    if not compared.children:
        yield compared
    for child in compared.children:
        yield from _items(child)


def _once(labels: Sequence[str], texts: Sequence[str]) -> tuple[LabelledText, ...]:
    """Pair labels and texts; equal texts become one without a label."""
    return (("", texts[0]),) if len(set(texts)) == 1 else tuple(zip(labels, texts, strict=True))


def _columns(both: UnitComparison) -> tuple[str, ...]:
    return (*both.labels, DIFFERENCE)


def _together(pairs: Sequence[LabelledText]) -> str:
    """Join all sets on one line: `自评得5.00分，复核得3.00分，差额－2.00分`."""
    return "，".join(label + text for label, text in pairs)


def _score_words(score: Score, digits: int) -> str:
    return printed_score(score, digits) + ("分" if isinstance(score, Fraction) else "")


def _formula(both: UnitComparison) -> str:
    return f"{both.labels[-1]}减{both.labels[0]}"
