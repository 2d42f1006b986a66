"""The shape of every answer: what was asked for under its key, and `problems`, the findings of the API as objects.

Where a problem is an error, what was asked for is null.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from creditdsl.api.failures import Failure, Finding, failing, findings_of
from creditdsl.files.decode import decode
from creditdsl.server.analysis import Analysis
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params

if TYPE_CHECKING:
    from creditdsl.api.schemes import Scheme, Table

Answer = dict[str, object]
Made = tuple[object, Iterable[Finding]]
"""What was asked for, and what is remarked beside it."""


def answer(key: str, make: Callable[[], Made]) -> Answer:
    """Answer with what `make` returns, or with the findings of the Failure that it raises."""
    try:
        value, findings = make()
    except Failure as stop:
        value, findings = None, stop.findings
    return {key: value, "problems": [asdict(finding) for finding in findings]}


def scheme_of(analysis: Analysis, document: Document) -> "Scheme":
    """Return the scheme of an open text, which is not compiled again; Failure with its errors."""
    from creditdsl.api.schemes import Scheme

    if analysis.failed:
        raise Failure("", findings_of(analysis.diagnostics))
    content = document.source.text.encode("utf-8", "surrogatepass")
    with failing():
        return Scheme(decode(document.source.name, content), (), analysis.compilation)


def chosen_table(scheme: "Scheme", params: Params) -> "Table":
    """Return the table that `table` names; the first one where none is named."""
    name = params.optional_text("table")
    return scheme.table(name) if name or not scheme.tables else next(iter(scheme.tables.values()))
