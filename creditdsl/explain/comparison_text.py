"""A comparison as lines of text and as a JSON value; what both sets say alike is said once.

Receives the data of explain/comparison.py; promises the same words in the same order as the web page.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.explain import explanation_text as single
from creditdsl.explain.comparison import DIFFERENCE, EntryComparison, UnitComparison
from creditdsl.explain.explanation import RuleExplanation
from creditdsl.explain.explanation_text import Line
from creditdsl.explain.phrases import Score, heading, printed_score, said_period, score_text, stated_points

Said = tuple[str, str]
"""The label of a set and what is said of it; no label where it is said of both."""


def headline(both: UnitComparison) -> str:
    """`甲局2023年1月自评、复核得分说明`."""
    period = said_period(both.last.period) if both.last.period else ""
    return f"{both.last.unit}{period}{'、'.join(both.labels)}得分说明"


def results(both: UnitComparison) -> tuple[Said, ...]:
    """`自评`, `总分90.00分，第3名` for each set, then the difference of the totals."""
    said = zip(both.labels, map(single.result, both.each), strict=True)
    return (*said, (DIFFERENCE, f"{_said(both.difference, both.last.digits)}（{_formula(both)}）"))


def said_scores(one: EntryComparison, both: UnitComparison) -> tuple[Said, ...]:
    """`自评`, `得5.00分` for each set, then the difference; without a label where there is no score in either."""
    said = [single.said_score(entry, both.last.digits) for entry in one.each]
    if not any(isinstance(entry.score, Fraction) for entry in one.each) and len(set(said)) == 1:
        return (("", said[0]),)
    return (*zip(both.labels, said, strict=True), (DIFFERENCE, _said(one.difference, both.last.digits)))


def said_rules(rules: tuple[RuleExplanation, ...], both: UnitComparison) -> tuple[Said, ...]:
    """How the points of a rule came about in each set."""
    return _once(both.labels, [single.said_rule(rule) for rule in rules])


def notes(one: EntryComparison, both: UnitComparison) -> tuple[Said, ...]:
    """How the parts became the score in each set."""
    return tuple((label, note) for label, note in _once(both.labels, ["".join(e.notes) for e in one.each]) if note)


def said_periods(both: UnitComparison) -> tuple[tuple[str, tuple[Said, ...]], ...]:
    """`2023年1月` with the total of each set and the difference."""
    digits = both.last.digits
    return tuple(
        (said_period(period), tuple(zip(_columns(both), (_said(x, digits) for x in (*scores, less)), strict=True)))
        for period, scores, less in both.periods
    )


def conclusions(both: UnitComparison) -> tuple[Said, ...]:
    """How total, place and grade came about in each set."""
    said = (single.conclusions(one) for one in both.each)
    return tuple((label, note) for label, every in zip(both.labels, said, strict=True) for note in every)


def labelled(said: Said) -> str:
    """`自评：总分=5.00分。`"""
    label, text = said
    return f"{label}：{text}" if label else text


def lines(both: UnitComparison) -> Iterator[Line]:
    """The whole page."""
    one = both.last
    if one.scheme:
        yield Line(one.scheme)
    yield Line(f"{one.table} {one.title}".strip())
    yield Line(headline(both))
    yield Line("")
    if not one.item:
        yield from (Line(labelled(said)) for said in results(both))
        yield Line("")
    for section in both.sections:
        yield from _entry(section, both, 0)
        yield Line("")
    if both.periods:
        yield from (Line(f"{period}  {_together(totals)}") for period, totals in said_periods(both))
        yield Line("")
    yield from (Line(labelled(said)) for said in conclusions(both))


def _entry(one: EntryComparison, both: UnitComparison, depth: int) -> Iterator[Line]:
    points = stated_points(one.entry)
    at = 2 * depth
    scores = _together(said_scores(one, both))
    yield Line(heading(one.entry) + (f"（{points}）" if points else "") + f"  {scores}", at, at + 4)
    for rules in one.rules:
        yield Line(f"规则{rules[0].number}  {rules[0].sentence}", at + 4, at + 10)
        yield from (Line(f"{label or '得分'}  {text}", at + 4, at + 10) for label, text in said_rules(rules, both))
    for child in one.children:
        yield from _entry(child, both, depth + 1)
    yield from (Line(labelled(said), at + 4, at + 10) for said in notes(one, both))


def as_json(both: UnitComparison) -> dict[str, object]:
    """The value of `explain --format json` for labelled sets: that of the last set, then each set and the difference.

    The difference is in numbers as `score --format json` writes it.
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


def _items(one: EntryComparison) -> Iterator[EntryComparison]:
    if not one.children:
        yield one
    for child in one.children:
        yield from _items(child)


def _once(labels: Sequence[str], texts: Sequence[str]) -> tuple[Said, ...]:
    return (("", texts[0]),) if len(set(texts)) == 1 else tuple(zip(labels, texts, strict=True))


def _columns(both: UnitComparison) -> tuple[str, ...]:
    return (*both.labels, DIFFERENCE)


def _together(said: Sequence[Said]) -> str:
    """`自评得5.00分，复核得3.00分，差额－2.00分`."""
    return "，".join(label + text for label, text in said)


def _said(score: Score, digits: int) -> str:
    return printed_score(score, digits) + ("分" if isinstance(score, Fraction) else "")


def _formula(both: UnitComparison) -> str:
    return f"{both.labels[-1]}减{both.labels[0]}"
