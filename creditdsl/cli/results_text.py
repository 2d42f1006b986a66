"""Results as a table for a reader, the best unit first, in at most COLUMNS columns.

What does not fit beside the totals goes into a further block below, under the same units.
"""

from collections.abc import Iterator, Sequence

from creditdsl.cli.report import visible
from creditdsl.cli.results import Results, UnitResult
from creditdsl.cli.width import fold, pad, width

COLUMNS = 100
_GAP = "  "
_WIDEST_NAME = 36

_Column = list[str]
"""A heading and a cell for each unit."""


def as_text(results: Results) -> str:
    """The text of `score`."""
    units = results.by_place()
    lines = [results.scheme, f"{results.table} {results.title}".rstrip(), ""]
    for block in _blocks(results, units):
        lines += [*block, ""]
    lines += _sections(results)
    remarks = [line for unit in units for note in unit.notes for line in _remark(unit.unit, note)]
    if remarks:
        lines += ["", "说明", *remarks]
    return "\n".join([*lines, "", _summary(results)]) + "\n"


def _blocks(results: Results, units: Sequence[UnitResult]) -> Iterator[list[str]]:
    places = ["名次", *("-" if unit.rank is None else str(unit.rank) for unit in units)]
    names = ["单位", *(_short(visible(unit.unit)) for unit in units)]
    first = [["总分", *(unit.total for unit in units)]]
    if results.grades:
        first.append(["等次", *(unit.grade or "-" for unit in units)])
    rest = [[ref, *(unit.sections[ref] for unit in units)] for ref in results.sections]
    room = COLUMNS - _width(places) - len(_GAP) - _width(names)
    block, left = first, room - sum(_width(column) + len(_GAP) for column in first)
    for column in rest:
        needed = _width(column) + len(_GAP)
        if needed > left:
            yield _table(places, names, block)
            block, left = [], room
        block, left = [*block, column], left - needed
    yield _table(places, names, block)


def _table(places: _Column, names: _Column, columns: Sequence[_Column]) -> list[str]:
    aligned = [_right(places), _left(names), *(_left(c) if c[0] == "等次" else _right(c) for c in columns)]
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
    """The name, cut where it would take the whole line; the other forms have it whole."""
    if width(name) <= _WIDEST_NAME:
        return name
    while width(name) > _WIDEST_NAME - 2:
        name = name[:-1]
    return name + "…"


def _sections(results: Results) -> list[str]:
    """What the headings of the section columns mean."""
    names = "；".join(f"{ref} {results.titles[ref]}" for ref in results.sections)
    return fold(f"大项：{names}。", COLUMNS)


def _remark(unit: str, note: str) -> list[str]:
    first, *more = fold(f"{visible(unit)}：{note}。", COLUMNS - 2)
    return ["  " + line for line in (first, *more)]


def _summary(results: Results) -> str:
    counts = [(grade, sum(unit.grade == grade for unit in results.units)) for grade in results.grades]
    waiting = sum(unit.grade is None for unit in results.units) if results.grades else 0
    parts = [f"{grade} {count} 个" for grade, count in counts if count]
    parts += [f"等次待定 {waiting} 个"] if waiting else []
    return f"共 {len(results.units)} 个单位" + (f"：{'，'.join(parts)}。" if parts else "。")
