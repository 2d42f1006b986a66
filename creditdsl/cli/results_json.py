"""Results as JSON for other programs: the shape is fixed in the interface, keys are never left out.

表彰 and 通报 are keys where the table has them; sets and difference where data come in labelled sets.
"""

from creditdsl.cli.results import Results
from creditdsl.cli.results_compare import Difference
from creditdsl.cli.results_unit import UnitResult


def as_json(results: Results) -> dict[str, object]:
    """The value of `score --format json`."""
    receipt = results.receipt
    value: dict[str, object] = {
        "scheme": results.scheme,
        "table": results.table,
        "receipt": {
            "tool": receipt.tool,
            "scheme_sha256": receipt.scheme_sha256,
            "data_sha256": list(receipt.data_sha256),
            "engine": receipt.engine,
        },
        "units": [_unit(unit) for unit in results.units],
    }
    if results.sets:
        value["sets"] = {label: [_unit(unit) for unit in units] for label, units in results.sets.items()}
        value["difference"] = [_difference(difference) for difference in results.differences]
    return value


def _unit(unit: UnitResult) -> dict[str, object]:
    return {
        "unit": unit.unit,
        "period": unit.period,
        "items": dict(unit.items),
        "sections": dict(unit.sections),
        "total": unit.total,
        "grade": unit.grade,
        "rank": unit.rank,
        **unit.honours,
        "notes": list(unit.notes),
    }


def _difference(difference: Difference) -> dict[str, object]:
    return {
        "unit": difference.unit,
        "period": difference.period,
        "items": dict(difference.items),
        "sections": dict(difference.sections),
        "total": difference.total,
    }
