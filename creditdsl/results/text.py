"""Results as a table for a reader, the best unit first, in at most COLUMNS columns.

Columns that do not fit beside the totals go into a further block below, under the same units. Only the last period
is shown, which is the year where there is one. Labelled sets of data are shown side by side.
"""

from collections.abc import Iterator, Sequence

from creditdsl.reports.excerpts import visible
from creditdsl.results.difference import DIFFERENCE, key
from creditdsl.results.printed import Results
from creditdsl.results.unit import UnitResult
from creditdsl.terminal.width import fold, pad, width

COLUMNS = 100
_GAP = "  "
_WIDEST_NAME = 36
_WORDS = frozenset({"等次", "单位", "表彰", "通报"})
"""Headings of columns of words, which are aligned to the left."""

_Column = list[str]
"""A heading, then a cell for each unit."""


def as_text(results: Results) -> str:
    """Return the text of `score`."""
    shown = results.of_period(results.periods[-1]) if results.periods else results
    units = shown.by_place()
    lines = [shown.scheme, f"{shown.table} {shown.title}".rstrip(), *(f"期：{period}" for period in shown.periods), ""]
    for block in _blocks(shown, units):
        lines += [*block, ""]
    lines += _sections(shown)
    remarks = [line for unit in units for note in unit.notes for line in _remark(unit.unit, note)]
    if remarks:
        lines += [*([""] if shown.sections else []), "说明", *remarks]
    if remarks or shown.sections:
        lines.append("")
    return "\n".join([*lines, _summary(shown), *_others(results)]) + "\n"


def _blocks(results: Results, units: Sequence[UnitResult]) -> Iterator[list[str]]:
    lead = [["单位", *(_short(visible(unit.unit)) for unit in units)]]
    if any(unit.placed for unit in units):
        lead.insert(0, ["名次", *("-" if unit.rank is None else str(unit.rank) for unit in units)])
    first = _totals(results, units)
    if any(unit.graded for unit in units) and results.grades:
        first.append(["等次", *(unit.grade or "-" for unit in units)])
    first += [[mention, *(unit.honours.get(mention) or "-" for unit in units)] for mention in results.mentions]
    room = COLUMNS - sum(map(_width, lead)) - len(_GAP) * (len(lead) - 1)
    block, left = first, room - sum(_width(column) + len(_GAP) for column in first)
    for group in _figures(results, units):
        needed = sum(_width(column) + len(_GAP) for column in group)
        if needed > left and block:
            yield _table([*lead, *block])
            block, left = [], room
        block, left = [*block, *group], left - needed
    yield _table([*lead, *block])


def _totals(results: Results, units: Sequence[UnitResult]) -> list[_Column]:
    """Return the column of totals; with labelled sets a column for each, and one of the difference."""
    if not results.sets:
        return [["总分", *(unit.total for unit in units)]]
    columns = []
    for label, rows in results.sets.items():
        totals = {key(row): row.total for row in rows}
        columns.append([f"{label}总分", *(totals.get(key(unit), "-") for unit in units)])
    less = {key(row): row.total for row in results.differences}
    return [*columns, [DIFFERENCE, *(less.get(key(unit), "-") for unit in units)]]


def _figures(results: Results, units: Sequence[UnitResult]) -> Iterator[list[_Column]]:
    """Yield the columns of each section, or of each component of the year.

    There is a single column, or with labelled sets three that stay together.
    """
    refs = results.sections or results.items
    sources = {label: {key(row): {**row.items, **row.sections} for row in rows} for label, rows in results.sets.items()}
    if sources:
        sources[DIFFERENCE] = {key(row): {**row.items, **row.sections} for row in results.differences}
    else:
        sources[""] = {key(unit): {**unit.items, **unit.sections} for unit in units}
    for ref in refs:
        yield [
            [f"{ref} {label}".rstrip(), *(rows.get(key(unit), {}).get(ref, "-") for unit in units)]
            for label, rows in sources.items()
        ]


def _table(columns: Sequence[_Column]) -> list[str]:
    aligned = [_left(column) if column[0] in _WORDS else _right(column) for column in columns]
    head, *rows = (_GAP.join(cells).rstrip() for cells in zip(*aligned, strict=True))
    rule = "-" * (sum(map(_width, aligned)) + len(_GAP) * (len(aligned) - 1))
    return [head, rule, *rows]


def _left(column: _Column) -> _Column:
    return [pad(cell, _width(column)) for cell in column]


def _right(column: _Column) -> _Column:
    return [" " * (_width(column) - width(cell)) + cell for cell in column]


def _width(column: _Column) -> int:
    return max(map(width, column))


def _short(name: str) -> str:
    """Return the name, cut where it would take the whole line; the other formats have it whole."""
    if width(name) <= _WIDEST_NAME:
        return name
    while width(name) > _WIDEST_NAME - 2:
        name = name[:-1]
    return name + "…"


def _sections(results: Results) -> list[str]:
    """Return the lines that explain the headings of the section columns."""
    names = "；".join(f"{ref} {results.titles[ref]}" for ref in results.sections)
    return fold(f"大项：{names}。", COLUMNS) if names else []


def _remark(unit: str, note: str) -> list[str]:
    first, *more = fold(f"{visible(unit)}：{note}。", COLUMNS - 2)
    return ["  " + line for line in (first, *more)]


def _summary(results: Results) -> str:
    graded = results.grades and any(unit.graded for unit in results.units)
    counts = [(grade, sum(unit.grade == grade for unit in results.units)) for grade in results.grades]
    waiting = sum(unit.grade is None for unit in results.units) if graded else 0
    parts = [f"{grade} {count} 个" for grade, count in counts if count]
    parts += [f"等次待定 {waiting} 个"] if waiting else []
    return f"共 {len(results.units)} 个单位" + (f"：{'，'.join(parts)}。" if parts else "。")


def _others(results: Results) -> list[str]:
    """Return the lines on how to see the other periods."""
    others = results.periods[:-1]
    if not others:
        return []
    which = others[0] if len(others) == 1 else f"{others[0]} 至 {others[-1]}"
    text = f"另有 {len(others)} 期：{which}。加 --period {others[-1]} 看其中一期，写 -o 成绩.csv 看全部。"
    return fold(text, COLUMNS)
