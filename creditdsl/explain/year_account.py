"""The account of a year: what each period and each measure of the year brought to the year's total, and what it lost.

Receives what the periods gave and the formula of the year. Promises parts whose lost points sum exactly to full marks
less the total, where the formula is a weighted sum; of any other formula only what the periods gave.

Worked example: 年度总分 = 季度合计÷4×90%＋年终测评×10%, quarters of 100 points, 年终测评 酌情 0至100.

    2025年第1季度    59.66 of 100, weight 22.5%    loses 40.34×22.5% = 9.0765
    年终测评         88 of 100, weight 10%         loses 12×10% = 1.2
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from creditdsl.base.exact import is_exact, show
from creditdsl.base.node import node
from creditdsl.explain.explanation_nodes import Account, Loss
from creditdsl.explain.phrases import PENDING, Score, period_words, printed_score
from creditdsl.explain.record import UnitRecord
from creditdsl.explain.weighted_sum import BESIDE, Weights, weighted_sum
from creditdsl.forms import wording
from creditdsl.ir.outcome import Pending
from creditdsl.ir.program import Program
from creditdsl.ir.types import Count, Mark, Number, Ratio, Type
from creditdsl.syntax.nodes import Expression, Name, Scheme

ZERO = Fraction(0)
FORMULA = "年度算式"
"""The name of what the formula gives beside its periods and measures."""

MAX_ITEMS = 3
"""The most items that the line of a period names."""


@node
class YearPart:
    """A period or a measure of the year. name: as printed. full: the most it can be; None without full marks."""

    name: str
    full: Fraction | None
    score: Score
    weight: Fraction

    @property
    def counted(self) -> Fraction | Pending:
        """The points that it brings to the year's total."""
        return self.score * self.weight if isinstance(self.score, Fraction) else Pending(frozenset())

    @property
    def lost(self) -> Fraction | Pending:
        """The points of the year's total that it lost; negative where points are gained."""
        counted = self.counted
        return (self.full or ZERO) * self.weight - counted if isinstance(counted, Fraction) else counted


@node
class YearParts:
    """What a year's total is made of. measures: those of the year. beside: the points that the formula adds itself."""

    periods: tuple[YearPart, ...]
    measures: tuple[YearPart, ...]
    beside: Fraction

    @property
    def full(self) -> Fraction | None:
        """Full marks of the year; None where its periods have none."""
        if any(part.full is None for part in self.periods):
            return None
        return sum(((part.full or ZERO) * part.weight for part in (*self.periods, *self.measures)), self.beside)

    def left(self, total: Fraction) -> Fraction:
        """Return what rounding took from the total; negative where it added."""
        counted = [part.counted for part in (*self.periods, *self.measures)]
        return sum((points for points in counted if isinstance(points, Fraction)), self.beside) - total


def year_parts(
    formula: Expression,
    year: Program,
    full: Fraction | None,
    periods: Sequence[tuple[str, Score]],
    amount: Callable[[str], Fraction | None],
) -> YearParts | None:
    """Return the parts of a unit's year; None where the formula is no weighted sum of them.

    full: full marks of a period. periods: with the unit's totals. amount: the unit's value of a measure.
    """
    kinds = {measure.name: measure.type for measure in year.measures if measure.name != year.period_sum}
    names = [item.ref for item in year.items]
    weights = weighted_sum(formula, names, amount) or weighted_sum(formula, {year.period_sum}, amount)
    if weights is None:
        return None
    weight = weights.get(year.period_sum, ZERO)
    return YearParts(
        tuple(YearPart(period_words(period), full, score, weight) for period, score in periods),
        tuple(_measures(weights, kinds, year.period_sum, full is not None, amount)),
        weights.get(BESIDE, ZERO),
    )


def _measures(
    weights: Weights,
    kinds: Mapping[str, Type],
    period_sum: str,
    closed: bool,
    amount: Callable[[str], Fraction | None],
) -> Iterator[YearPart]:
    """Yield the measures of the year. closed: whether the periods have full marks."""
    for name, weight in weights.items():
        if name not in (period_sum, BESIDE):
            best = _best(kinds.get(name), weight) if closed else None
            value = amount(name)
            yield YearPart(name, best, Pending(frozenset()) if value is None else value, weight)


def _best(kind: Type | None, weight: Fraction) -> Fraction | None:
    """Return the value of a measure that brings most; None where it has no end."""
    match kind:
        case (
            Mark(low=low, high=high) | Count(low=low, high=high) | Number(low=low, high=high) | Ratio(ends=(low, high))
        ):
            return high if weight > 0 else low
        case _:
            return None


@node
class PeriodAccount:
    """A period of the year: its name as in the data, and the account of the unit in it."""

    period: str
    account: Account


def account_of_year(
    parts: YearParts | None,
    total: Score,
    periods: Sequence[PeriodAccount],
    names: Mapping[str, Name],
    record: UnitRecord,
    scheme: Scheme,
) -> Account:
    """Return the account of a year: every period, the measures that lost points, and what rounding took.

    names: those of the formula. record: that of the unit in the year.
    """
    if parts is None:
        return Account(None, total, tuple(_of_formula(total, periods, scheme.digits)))
    lines = [
        Loss(None, part.name, None, part.lost, f"{_of_period(each.account, scheme.digits)}{_weighed(part.weight)}")
        for part, each in zip(parts.periods, periods, strict=True)
    ]
    lines += [_of_measure(part, names[part.name], record) for part in parts.measures if part.lost != 0]
    if parts.full is None and parts.beside:
        lines.append(Loss(None, FORMULA, None, -parts.beside, f"按算式另计{wording.points(parts.beside)}"))
    if isinstance(total, Fraction) and (left := parts.left(total)):
        lines.append(
            Loss(None, scheme.rounding.value, None, left, f"保留{scheme.digits}位小数（{scheme.rounding.value}）")
        )
    return Account(parts.full, total, tuple(lines))


def _of_formula(total: Score, periods: Iterable[PeriodAccount], digits: int) -> Iterator[Loss]:
    """Yield the lines of a year whose formula weighs nothing: what the periods gave, and the rest."""
    rest = -total if isinstance(total, Fraction) else None
    for each in periods:
        score = each.account.total
        lost = -score if isinstance(score, Fraction) else Pending(frozenset())
        rest = None if rest is None or not isinstance(lost, Fraction) else rest - lost
        yield Loss(None, period_words(each.period), None, lost, _of_period(each.account, digits))
    if rest:
        yield Loss(None, FORMULA, None, rest, "年度总分按算式由各期总分得出")


def _of_period(account: Account, digits: int) -> str:
    """Write what a period gave, and where most points went: `本期满分100分，得80.00分，失20分：一、1.丁失15分……`."""
    if not isinstance(account.total, Fraction):
        return f"本期总分{PENDING}"
    scored = f"得{printed_score(account.total, digits)}分"
    named = [(line.name, line.lost) for line in account.lines if isinstance(line.lost, Fraction)]
    if account.full is None:
        return f"本期{scored}{_items(named, '扣')}"
    lost, items = account.full - account.total, _items(named, "失")
    much = f"失{_points(lost)}{items}" if lost else "未失分"
    return f"本期满分{wording.points(account.full)}，{scored}，{much}"


def _items(named: Sequence[tuple[str, Fraction]], losing: str) -> str:
    """Write the items: what was lost first, most points first; of many only the first, the others together.

    named: the items with what they lost. losing: the word for it.
    """
    ordered = sorted(named, key=lambda item: (item[1] < 0, -abs(item[1])))
    kept = ordered if len(ordered) <= MAX_ITEMS + 1 else ordered[:MAX_ITEMS]
    parts = [name + _turned(lost, losing) for name, lost in kept]
    if rest := ordered[len(kept) :]:
        parts.append(f"其余{len(rest)}项共{_turned(sum((lost for _, lost in rest), ZERO), losing)}")
    return f"：{'，'.join(parts)}" if parts else ""


def _turned(lost: Fraction, losing: str) -> str:
    return f"{losing if lost > 0 else '加'}{_points(abs(lost))}"


def _points(value: Fraction) -> str:
    return f"{show(value)}分"


def _weighed(weight: Fraction) -> str:
    """Write by what a part counts in the year: `（按22.5%计入年度总分）`, `（按1/15计入年度总分）`."""
    shown = f"{show(weight * 100)}%" if is_exact(weight * 100) else str(weight)
    return "" if weight == 1 else f"（按{shown}计入年度总分）"


def _of_measure(part: YearPart, measure: Name, record: UnitRecord) -> Loss:
    why = f"{record.show(measure)}{_weighed(part.weight)}"
    if part.full is None:
        return Loss(None, part.name, None, part.lost, why)
    most = part.full * part.weight
    remedy = f"{part.name}为{record.display.cell(part.name, part.full)}的，得{_points(most)}"
    return Loss(None, part.name, most, part.lost, why, remedy)
