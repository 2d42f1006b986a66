"""Results as JSON for other programs.

表彰 and 通报 are keys where the table has them; sets and difference where data come in labelled sets.
"""

from creditdsl.results.difference import Difference
from creditdsl.results.results import Results
from creditdsl.results.shape import heading, unit_value
from creditdsl.results.unit import UnitResult


def as_json(results: Results) -> dict[str, object]:
    """The value of `score --format json`."""
    value = {
        **heading(results.scheme, results.table, results.receipt),
        "units": [_unit(unit) for unit in results.units],
    }
    if results.sets:
        value["sets"] = {label: [_unit(unit) for unit in units] for label, units in results.sets.items()}
        value["difference"] = [_difference(difference) for difference in results.differences]
    return value


def _unit(one: UnitResult) -> dict[str, object]:
    return unit_value(
        one.unit,
        one.period,
        one.items,
        one.sections,
        one.total,
        one.grade,
        one.rank,
        one.honours,
        list(one.notes),
    )


def _difference(difference: Difference) -> dict[str, object]:
    return {
        "unit": difference.unit,
        "period": difference.period,
        "items": dict(difference.items),
        "sections": dict(difference.sections),
        "total": difference.total,
    }
