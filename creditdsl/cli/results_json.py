"""Results as JSON for other programs: the shape is fixed in the interface, keys are never left out."""

from creditdsl.cli.results import Results, UnitResult


def as_json(results: Results) -> dict[str, object]:
    """The value of `score --format json`."""
    receipt = results.receipt
    return {
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


def _unit(unit: UnitResult) -> dict[str, object]:
    return {
        "unit": unit.unit,
        "period": None,
        "items": dict(unit.items),
        "sections": dict(unit.sections),
        "total": unit.total,
        "grade": unit.grade,
        "rank": unit.rank,
        "notes": list(unit.notes),
    }
