"""An explanation as lines of text and as a JSON value.

Receives the data of explain/explanation.py; promises the same words in the same order as the web
page. A line carries the columns it hangs by, so that the command line can fold it to its width.
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.explain.explanation import EntryExplanation, RuleExplanation, UnitExplanation
from creditdsl.explain.phrases import (
    PENDING,
    exact_text,
    heading,
    printed_score,
    said_period,
    score_text,
    stated_points,
)
from creditdsl.ir.outcome import Inapplicable
from creditdsl.syntax.nodes import SectionRole


@node
class Line:
    """indent: columns before the text. hang: columns before its folded rest."""

    text: str
    indent: int = 0
    hang: int = 0


def said_score(one: EntryExplanation, digits: int) -> str:
    """`得5.00分`, `扣10.00分`, `待定`, `不适用`, `不计分`."""
    score = printed_score(one.score, digits)
    if not isinstance(one.score, Fraction):
        return score
    return f"{'扣' if one.entry.role is SectionRole.DEDUCTION else '得'}{score}分"


def said_rule(rule: RuleExplanation) -> str:
    """How the points came about, with the limit that applied, as a sentence."""
    return f"{rule.explanation}{'，' if rule.limit else ''}{rule.limit}。"


def result(one: UnitExplanation) -> str:
    """`总分90.00分，第3名，等次优秀，表彰：先进单位`."""
    total = printed_score(one.total, one.digits)
    words = [f"{'年度' if one.periods else ''}总分{total}" + ("" if total == PENDING else "分")]
    if one.rank_note:
        words.append(f"名次{PENDING}" if one.rank is None else f"第{one.rank}名")
    if one.grade_note:
        words.append(f"等次{one.grade or PENDING}")
    words += [f"{mention}：{named}" for mention, named in one.honours]
    return "，".join(words)


def headline(one: UnitExplanation) -> str:
    """`甲局2023年1月得分说明`."""
    return f"{one.unit}{said_period(one.period) if one.period else ''}得分说明"


def said_periods(one: UnitExplanation) -> tuple[tuple[str, str], ...]:
    """`2023年1月`, `98.31分` for each period of the year."""
    return tuple(
        (said_period(period), printed_score(total, one.digits) + ("分" if isinstance(total, Fraction) else ""))
        for period, total in one.periods
    )


def conclusions(one: UnitExplanation) -> tuple[str, ...]:
    """How total, place and grade came about; nothing where the explanation is limited to one item."""
    notes = (one.total_note, one.rank_note, one.grade_note, *one.honour_notes)
    return () if one.item else tuple(note for note in notes if note)


def lines(one: UnitExplanation) -> Iterator[Line]:
    """The whole page."""
    if one.scheme:
        yield Line(one.scheme)
    yield Line(f"{one.table} {one.title}".strip())
    yield Line(headline(one))
    yield Line("")
    if not one.item:
        yield Line(result(one))
        yield Line("")
    for section in one.sections:
        yield from _entry(section, one.digits, 0)
        yield Line("")
    if one.periods:
        yield from (Line(f"{period}  总分{total}") for period, total in said_periods(one))
        yield Line("")
    yield from (Line(note) for note in conclusions(one))


def _entry(one: EntryExplanation, digits: int, depth: int) -> Iterator[Line]:
    points = stated_points(one.entry)
    at = 2 * depth
    yield Line(heading(one.entry) + (f"（{points}）" if points else "") + f"  {said_score(one, digits)}", at, at + 4)
    for rule in one.rules:
        yield Line(f"规则{rule.number}  {rule.sentence}", at + 4, at + 10)
        yield Line(f"得分  {said_rule(rule)}", at + 4, at + 10)
    for child in one.children:
        yield from _entry(child, digits, depth + 1)
    yield from (Line(note, at + 4, at + 10) for note in one.notes)


def as_json(one: UnitExplanation) -> dict[str, object]:
    """The value of `explain --format json`; a cut value of a rule is a fraction such as 31/7.

    An item that does not apply or is not scored has null for a score. items and sections of a whole year are empty:
    its periods stand in `periods`.
    """
    return {
        "scheme": one.scheme,
        "table": one.table,
        "unit": one.unit,
        "period": one.period or None,
        "items": [_json(entry, one.digits) for section in one.sections for entry in _items(section)],
        "sections": [_json(section, one.digits) for section in one.sections if section.children],
        "periods": {period: score_text(total, one.digits) for period, total in one.periods},
        "total": score_text(one.total, one.digits),
        "total_note": one.total_note,
        "rank": one.rank,
        "rank_note": one.rank_note,
        "grade": one.grade,
        "grade_note": one.grade_note,
        "honours": dict(one.honours),
        "honour_notes": list(one.honour_notes),
    }


def _items(one: EntryExplanation) -> Iterator[EntryExplanation]:
    """The entries that are scored by themselves: a section without items is one."""
    if not one.children:
        yield one
    for child in one.children:
        yield from _items(child)


def _json(one: EntryExplanation, digits: int) -> dict[str, object]:
    return {
        "ref": one.entry.ref,
        "title": one.entry.title,
        "points": None if one.entry.points is None else exact_text(one.entry.points),
        "score": None if one.score is None or isinstance(one.score, Inapplicable) else score_text(one.score, digits),
        "rules": [
            {
                "sentence": rule.number + rule.sentence,
                "explanation": rule.explanation,
                "points": None if rule.points is None else exact_text(rule.points),
                "limit": rule.limit or None,
            }
            for rule in one.rules
        ],
        "notes": list(one.notes),
    }
