"""The account of each unit's year as rows of a worksheet: from the periods and measures to the year's total.

Receives results. Promises, for every unit and year, rows whose counted points sum exactly to the total, and whose
lost points to full marks less the total. A year whose formula is no weighted sum has no rows.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.reference import EntryRef
from creditdsl.explain.account import full_marks
from creditdsl.explain.phrases import PENDING, Score, exact_text
from creditdsl.explain.year_account import FORMULA, year_parts
from creditdsl.ir.outcome import Pending
from creditdsl.ir.program import Program
from creditdsl.results.printed import Results
from creditdsl.results.unit import UnitResult

HEAD = ("单位", "期", "数据", "项目", "满分", "得分", "计入年度总分", "失分")
KEYS = HEAD[:4]
"""The headings that tell rows apart."""

TOTAL = "年度总分"


def year_rows(results: Results) -> Iterator[Sequence[str]]:
    """Yield the rows of every unit, set by set; none where no year is composed of periods."""
    for label, parts in results.parts.items():
        years = {part.period: part.program for part in parts if part.program.period_sum}
        by_unit: dict[str, list[UnitResult]] = {}
        for row in results.sets[label] if years and results.sets else results.units if years else ():
            by_unit.setdefault(row.unit, []).append(row)
        for unit, rows in by_unit.items():
            for row in rows:
                if row.period in years:
                    before = (unit, row.period or "", label if results.sets else "")
                    yield from ((*before, *figures) for figures in _figures(results, years[row.period], row, rows))


def _figures(
    results: Results, program: Program, year: UnitResult, rows: Sequence[UnitResult]
) -> Iterator[Sequence[str]]:
    """Yield the figures of a unit's year: item, full marks, score, counted and lost points."""
    formula, within = results.compiled.table.year, year.period or ""
    inside = [row for row in rows if row.period != within and (row.period or "").startswith(within)]
    periods = [(row.period or "", _score(row.total)) for row in sorted(inside, key=lambda row: row.period or "")]
    if formula is None or not periods:
        return
    parts = year_parts(formula, program, full_marks(results.compiled.table), periods, lambda name: _measure(year, name))
    if parts is None:
        return
    for part in (*parts.periods, *parts.measures):
        yield part.name, *map(_text, (part.full, part.score, part.counted, part.lost))
    if parts.beside:
        lost = None if parts.full is not None else -parts.beside
        yield FORMULA, *map(_text, (None, parts.beside, parts.beside, lost))
    total = _score(year.total)
    if isinstance(total, Fraction) and (left := parts.left(total)):
        yield program.rounding.value, *map(_text, (None, None, -left, left))
    lost_of_year = (parts.full or Fraction(0)) - total if isinstance(total, Fraction) else total
    yield TOTAL, *map(_text, (parts.full, total, total, lost_of_year))


def _score(text: str) -> Score:
    return Pending(frozenset()) if text == PENDING else Fraction(text)


def _measure(year: UnitResult, name: str) -> Fraction | None:
    text = year.items.get(EntryRef(name), PENDING)
    return None if text == PENDING else Fraction(text)


def _text(value: Score) -> str:
    return "" if value is None else exact_text(value)
