"""Write an explanation as lines of text and as a JSON value.

Receives the data of explain/explanation.py; promises the same words in the same order as the web
page. A line carries the columns it hangs by, so that the command line can fold it to its width.
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.explain.account_text import (
    REASON,
    REMEDY,
    SEE_ACCOUNT,
    account_json,
    account_title,
    basis,
    basis_json,
    foot,
    loss_name,
    points_lost,
    totals_of_others,
)
from creditdsl.explain.explanation_nodes import (
    EntryExplanation,
    Neighbour,
    RuleExplanation,
    UnitExplanation,
    numbered_rules,
)
from creditdsl.explain.phrases import (
    PENDING,
    exact_text,
    heading,
    period_words,
    printed_score,
    score_text,
    stated_points,
)
from creditdsl.ir.outcome import Inapplicable
from creditdsl.syntax.nodes import SectionRole


@node
class TextLine:
    """A line before it is folded.

    indent: columns before the text. hang: columns before its folded rest.
    """

    text: str
    indent: int = 0
    hang: int = 0


def score_words(explained: EntryExplanation, digits: int) -> str:
    """Write the score of an entry: `得5.00分`, `扣10.00分`, `待定`, `不适用`, `不计分`."""
    score = printed_score(explained.score, digits)
    if not isinstance(explained.score, Fraction):
        return score
    return f"{'扣' if explained.entry.role is SectionRole.DEDUCTION else '得'}{score}分"


def rule_words(rule: RuleExplanation) -> str:
    """Write how the points of a rule came about, with the limit that applied, as a sentence."""
    return f"{rule.explanation}{'，' if rule.limit else ''}{rule.limit}。"


def result(explanation: UnitExplanation) -> str:
    """Write the result: `总分90.00分，第3名，等次优秀，表彰：先进单位`."""
    total = printed_score(explanation.total, explanation.digits)
    words = [f"{'年度' if explanation.periods else ''}总分{total}" + ("" if total == PENDING else "分")]
    if explanation.rank_note:
        words.append(f"名次{PENDING}" if explanation.rank is None else f"第{explanation.rank}名")
    if explanation.grade_note:
        words.append(f"等次{explanation.grade or PENDING}")
    words += [f"{mention}：{named}" for mention, named in explanation.honours]
    return "，".join(words)


def headline(explanation: UnitExplanation) -> str:
    """Write the headline: `甲局2023年1月得分说明`."""
    return f"{explanation.unit}{period_words(explanation.period) if explanation.period else ''}得分说明"


def conclusions(explanation: UnitExplanation) -> tuple[str, ...]:
    """Write how total, place and grade came about; nothing where the explanation is limited to one item."""
    rank_notes = (explanation.rank_note, totals_of_others(explanation))
    notes = (explanation.total_note, *rank_notes, explanation.grade_note, *explanation.honour_notes)
    return () if explanation.item else tuple(note for note in notes if note)


def top_notes(explanation: UnitExplanation) -> tuple[str, ...]:
    """Write what stands below the result: why the unit has no better grade."""
    return (explanation.next_grade_note,) if explanation.next_grade_note and not explanation.item else ()


def account_lines(explanation: UnitExplanation, indent: int = 0) -> Iterator[TextLine]:
    """Write where the points went, a line an item, with its reason and what would have earned them."""
    yield TextLine(f"{account_title(explanation)}。", indent, indent)
    for loss in explanation.account.lines:
        points = points_lost(loss.lost, explanation.digits)
        yield TextLine(f"{loss_name(loss)}  {points}", indent + 2, indent + 6)
        yield TextLine(f"{REASON}  {loss.why}。", indent + 6, indent + 12)
        if loss.remedy:
            yield TextLine(f"{REMEDY}  {loss.remedy}。", indent + 6, indent + 16)


def explained_above(explanation: UnitExplanation) -> frozenset[str]:
    """Return the rules and entries that the account explains; none where the account is left out."""
    return explanation.account.explained if has_account(explanation) else frozenset()


def has_account(explanation: UnitExplanation) -> bool:
    """Return whether the account is written: not for one item."""
    return not explanation.item


def lines(explanation: UnitExplanation) -> Iterator[TextLine]:
    """Write the whole page."""
    if explanation.scheme:
        yield TextLine(explanation.scheme)
    yield TextLine(f"{explanation.table} {explanation.title}".strip())
    yield TextLine(headline(explanation))
    yield TextLine("")
    if not explanation.item:
        yield TextLine(result(explanation))
        yield from (TextLine(note) for note in top_notes(explanation))
        yield TextLine("")
        if has_account(explanation):
            yield from account_lines(explanation)
            yield TextLine("")
    for section in explanation.sections:
        yield from _entry(section, explanation.digits, explained_above(explanation))
        yield TextLine("")
    yield from (TextLine(note) for note in conclusions(explanation))
    if foot(explanation):
        yield TextLine("")
        yield from (TextLine(line) for line in foot(explanation))


def _entry(explained: EntryExplanation, digits: int, above: frozenset[str], depth: int = 0) -> Iterator[TextLine]:
    """Write an entry. `above`: the rules and entries that the account explains."""
    points = stated_points(explained.entry)
    at = 2 * depth
    title = heading(explained.entry) + (f"（{points}）" if points else "")
    yield TextLine(f"{title}  {score_words(explained, digits)}", at, at + 4)
    if basis(explained):
        yield TextLine(basis(explained), at + 4, at + 4)
    for identity, rule in numbered_rules(explained):
        yield TextLine(f"规则{rule.number}  {rule.sentence}", at + 4, at + 10)
        how = f"{SEE_ACCOUNT}。" if identity in above else rule_words(rule)
        yield TextLine(f"得分  {how}", at + 4, at + 10)
    for child in explained.children:
        yield from _entry(child, digits, above, depth + 1)
    if explained.entry.ref not in above:
        yield from (TextLine(note, at + 4, at + 10) for note in explained.notes)


def as_json(explanation: UnitExplanation) -> dict[str, object]:
    """Return the value of `explain --format json`; the points of a rule may be a fraction such as 31/7.

    An item that does not apply or is not scored has null for a score. A whole year has no items and sections
    but `periods`.
    """
    return {
        "scheme": explanation.scheme,
        "table": explanation.table,
        "unit": explanation.unit,
        "period": explanation.period or None,
        "items": [_json(entry, explanation.digits) for section in explanation.sections for entry in _items(section)],
        "sections": [_json(section, explanation.digits) for section in explanation.sections if section.children],
        "periods": {period: score_text(total, explanation.digits) for period, total in explanation.periods},
        **account_json(explanation.account),
        "total": score_text(explanation.total, explanation.digits),
        "total_note": explanation.total_note,
        "rank": explanation.rank,
        "rank_note": explanation.rank_note,
        "neighbours": [_neighbour(beside, explanation) for beside in explanation.neighbours],
        "grade": explanation.grade,
        "grade_note": explanation.grade_note,
        "next_grade_note": explanation.next_grade_note,
        "honours": dict(explanation.honours),
        "honour_notes": list(explanation.honour_notes),
        "foot": list(foot(explanation)),
    }


def _neighbour(beside: Neighbour, explanation: UnitExplanation) -> dict[str, object]:
    """Return the units of the place before or behind; their total only where it is asked for."""
    total = score_text(beside.total, explanation.digits) if explanation.extras.totals_of_others else None
    return {"place": beside.place, "units": list(beside.units), "number": beside.many, "total": total}


def _items(explained: EntryExplanation) -> Iterator[EntryExplanation]:
    """Yield the entries without entries below them; a section without items is one."""
    if not explained.children:
        yield explained
    for child in explained.children:
        yield from _items(child)


def _json(explained: EntryExplanation, digits: int) -> dict[str, object]:
    unscored = explained.score is None or isinstance(explained.score, Inapplicable)
    return {
        "ref": explained.entry.ref,
        "title": explained.entry.title,
        "points": None if explained.entry.points is None else exact_text(explained.entry.points),
        "score": None if unscored else score_text(explained.score, digits),
        "rules": [
            {
                "sentence": rule.number + rule.sentence,
                "explanation": rule.explanation,
                "points": None if rule.points is None else exact_text(rule.points),
                "limit": rule.limit or None,
            }
            for rule in explained.rules
        ],
        "notes": list(explained.notes),
        "basis": basis_json(explained),
    }
