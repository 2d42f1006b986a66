"""Cells of two outcomes beside each other.

Receives what two engines give for the same rows; promises how many cells were compared and those that differ:
items, sections, total, rank, grade and honours of every unit in every period, and of each whether it waits.
"""

from collections.abc import Iterator

from creditdsl.ir.outcome import Outcome, Pending, UnitOutcome


def compared(expected: Outcome, found: Outcome) -> tuple[int, list[str]]:
    """The number of cells, and what to read of those that differ."""
    if [(one.unit, one.period) for one in expected.units] != [(one.unit, one.period) for one in found.units]:
        return 1, ["units"]
    cells = 0
    differ = []
    for left, right in zip(expected.units, found.units, strict=True):
        wanted, given = dict(_cells(left)), dict(_cells(right))
        cells += len(wanted)
        names = (name for name in {**wanted, **given} if wanted.get(name, "absent") != given.get(name, "absent"))
        differ += [f"{left.unit} {left.period} {name}: {wanted.get(name)} but {given.get(name)}" for name in names]
    return cells, differ


def _cells(unit: UnitOutcome) -> Iterator[tuple[str, object]]:
    for kind, scores in (("item", unit.items), ("section", unit.sections), ("total", {"": unit.total})):
        for ref, score in scores.items():
            yield f"{kind} {ref}", "waits" if isinstance(score, Pending) else score
    yield "rank", unit.rank
    yield "grade", unit.grade
    for mention, said in unit.honours.items():
        yield f"honour {mention}", said
