"""The most that a rule gives a unit, and what earns it, in words.

Receives a rule with the entry it stands in. Promises the most points where constants of the rule state them, and a
clause a unit's head understands: `明确分工的，得2分`, `迟报条数为0的，不扣分`; of a ranking the whole rule.
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import Award, Cases, ColumnMark, Counted, Ranked, Result, When
from creditdsl.forms.base import Form, form_of
from creditdsl.forms.places import order_words
from creditdsl.forms.sentence import rule_sentence
from creditdsl.syntax.nodes import Atom, Counting, Entry, Expression, Joined, Limits, Places, Quantity, Rule, Test


@node
class Earning:
    """The best case of a rule. points: None where they hang on the data."""

    points: Fraction | None
    words: str


def earning(rule: Rule, entry: Entry) -> Earning:
    """Return the best case of a rule within its limits."""
    form = form_of(rule)
    cases = [*_cases(form, rule.limits, entry)]
    points = [one.points for one in cases]
    known = [value for value in points if value is not None]
    if not cases or len(known) < len(points):
        return Earning(Fraction(0) if form.deducts else _most(rule.limits, None), rule_sentence(rule))
    best = max(known)
    if form.ladder() is None and form.ranked() is not None:  # the whole rule, which says what the other places give
        return Earning(_most(rule.limits, best), rule_sentence(rule))
    return Earning(_most(rule.limits, best), cases[points.index(best)].words)


def _most(limits: Limits, points: Fraction | None) -> Fraction | None:
    cap = None if limits.cap is None or limits.cap_deducts else limits.cap.value
    floor = Fraction(0) if limits.until_zero else None if limits.floor is None else limits.floor.value
    if points is None or (cap is not None and points > cap):
        return cap
    return points if floor is None else max(points, floor)


def _cases(form: Form, limits: Limits, entry: Entry) -> Iterator[Earning]:
    """Yield every case that may be the best: of the ladder, of the ranking, of the steps."""
    ladder, ranked, counted = form.ladder(), form.ranked(), form.counts_of()
    if ladder is not None:
        yield from _of_ladder(ladder, ranked, entry)
    if ranked is not None and ranked.best is not None:
        order = order_words(ranked.subject, ranked.options)
        yield Earning(ranked.best.value, f"{order}，首位得{wording.points(ranked.best.value)}")
    for steps in counted:
        if not steps.award.deducts:
            yield Earning(None, "")
        elif ladder is None:
            yield Earning(Fraction(0), _none_of(steps, limits))


def _of_ladder(ladder: Cases, ranked: Ranked | None, entry: Entry) -> Iterator[Earning]:
    for when, result in ladder.cases:
        yield Earning(_points(result, entry), f"{_when_words(when, ladder.subject, ranked)}的，{result.words()}")
    if ladder.otherwise is None:
        return
    points = _points(ladder.otherwise, entry)
    words = ladder.otherwise.words()
    if not ladder.cases:
        yield Earning(points, words)
    elif points == 0 and all((_points(result, entry) or Fraction(0)) < 0 for _, result in ladder.cases):
        yield Earning(points, f"{_else_words(ladder, ranked)}的，不扣分")
    else:
        yield Earning(points, f"{_else_words(ladder, ranked)}的，{words}")


def _else_words(ladder: Cases, ranked: Ranked | None) -> str:
    if len(ladder.cases) > 1:
        return "其余"
    return f"不属于“{_when_words(ladder.cases[0][0], ladder.subject, ranked)}”"


def _when_words(when: When, subject: Expression | None, ranked: Ranked | None) -> str:
    match when:
        case Test():
            return ("" if subject is None else wording.expression(subject)) + wording.test(when)
        case Places():
            order = "" if ranked is None else order_words(ranked.subject, ranked.options)
            return order + wording.places(when)
        case Atom() | Joined():
            return wording.predicate(when)
        case str():
            return ("" if subject is None else wording.expression(subject)) + f"为{when}"


def _points(result: Result, entry: Entry) -> Fraction | None:
    """Return the points of a result; None where they hang on the data or on the unit's group."""
    match result:
        case Award(value=None):
            return entry.points
        case Award(value=Quantity(value=value), deducts=deducts, prices=()):
            return -value if deducts else value
        case Award():
            return None
        case ColumnMark(low=low, high=high, deducts=deducts):
            return -low if deducts else high
        case _:
            return Fraction(0)


def _none_of(steps: Counted, limits: Limits) -> str:
    """Write what takes no points away: `迟报条数为0的，不扣分`, `宣传篇数不足5篇的，不扣分`."""
    stride = steps.stride
    none = "为0" if stride.size == 1 or limits.counting is not Counting.WHOLE else f"不足{stride.words()}"
    return f"{wording.expression(steps.subject)}{none}的，不扣分"
