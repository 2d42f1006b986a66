"""Results as standings, for 排名表 and 考核概况: one period, the best unit first.

Receives results; promises every unit with what each set says of it, and who shares a place with another.
"""

from collections import Counter
from collections.abc import Iterator

from creditdsl.base.reference import EntryRef
from creditdsl.explain.phrases import tighten
from creditdsl.publish.standings.standings import Component, SetFigures, Standings, UnitStanding
from creditdsl.results.difference import DIFFERENCE, Difference, key
from creditdsl.results.printed import Results
from creditdsl.results.unit import UnitResult


def standings(results: Results) -> Standings:
    """Of several periods the last, which is the year where there is one."""
    shown = results.of_period(results.periods[-1]) if results.periods else results
    refs = shown.sections or shown.items
    places = Counter(unit.rank for unit in shown.units)
    return Standings(
        scheme=shown.scheme,
        table=shown.table,
        title=tighten(shown.title),
        period=shown.periods[0] if shown.periods else "",
        parts=tuple(
            Component(tighten(shown.titles.get(ref, ref)), shown.points.get(ref), ref in shown.deductions)
            for ref in refs
        ),
        placed=any(unit.placed for unit in shown.units),
        grades=shown.grades if any(unit.graded for unit in shown.units) else (),
        mentions=shown.mentions,
        digits=shown.digits,
        units=tuple(
            UnitStanding(
                unit=unit.unit,
                lines=tuple(_lines(unit, shown, refs)),
                rank=unit.rank,
                tied=unit.rank is not None and places[unit.rank] > 1,
                grade=unit.grade,
                honours=tuple(unit.honours.get(mention) or "" for mention in shown.mentions),
                notes=unit.notes,
            )
            for unit in shown.by_place()
        ),
    )


def _lines(unit: UnitResult, results: Results, refs: tuple[EntryRef, ...]) -> Iterator[SetFigures]:
    """What each set says of the unit, and the difference; a set that does not have the unit says nothing."""
    if not results.sets:
        yield _line("", unit, refs)
        return
    for label, rows in results.sets.items():
        yield _line(label, next((row for row in rows if key(row) == key(unit)), None), refs)
    yield _line(DIFFERENCE, next((row for row in results.differences if key(row) == key(unit)), None), refs)


def _line(label: str, row: UnitResult | Difference | None, refs: tuple[EntryRef, ...]) -> SetFigures:
    if row is None:
        return SetFigures(label, ("",) * len(refs), "")
    figures = {**row.items, **row.sections}
    return SetFigures(label, tuple(figures.get(ref, "") for ref in refs), row.total)
