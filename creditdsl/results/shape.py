"""The shape of `score --format json`, which is fixed in the interface: keys are never left out.

Receives figures as printed, or what stands for them; promises the values of JSON. Its own step because rows
and tables of very many units must not differ in it.
"""

from collections.abc import Mapping, Sequence

from creditdsl.base.node import node


@node
class Receipt:
    """What the result was computed from and with. data: the names of the files, in the order of their hashes."""

    tool: str
    scheme_sha256: str
    data_sha256: tuple[str, ...]
    engine: str
    data: tuple[str, ...] = ()


def heading(scheme: str, table: str, receipt: Receipt) -> dict[str, object]:
    """What stands before the units."""
    return {
        "scheme": scheme,
        "table": table,
        "receipt": {
            "tool": receipt.tool,
            "scheme_sha256": receipt.scheme_sha256,
            "data_sha256": list(receipt.data_sha256),
            "engine": receipt.engine,
        },
    }


def unit_value(
    unit: str,
    period: str | None,
    items: Mapping[str, str],
    sections: Mapping[str, str],
    total: str,
    grade: str | None,
    rank: object,
    honours: Mapping[str, str | None],
    notes: Sequence[str] | str,
) -> dict[str, object]:
    """One unit, of one period where there are periods. honours: what is said under 表彰 and 通报."""
    return {
        "unit": unit,
        "period": period,
        "items": dict(items),
        "sections": dict(sections),
        "total": total,
        "grade": grade,
        "rank": rank,
        **honours,
        "notes": notes,
    }
