"""Diagnostics as JSON for other programs: the shape is fixed in the interface, keys are never left out.

Lines and columns are 1-based characters, ends exclusive; null where a message has no place. A message
about a data cell has one more key, `cell`, an acknowledged one `acknowledged`, its reason, and a fault with
facts `data`, the facts by name.
"""

from collections.abc import Iterable

from creditdsl.base.diagnostic import Diagnostic, in_order
from creditdsl.review.against import Change
from creditdsl.review.standards.compared import NO_STANDARDS, Standards


def as_json(
    files: Iterable[str],
    diagnostics: Iterable[Diagnostic],
    changes: Iterable[Change] | None = None,
    left_out: int | None = None,
    standards: Standards = NO_STANDARDS,
    sentences: Standards = NO_STANDARDS,
) -> dict[str, object]:
    """Return the value of `check --format json`.

    It has one more key with --against, `changes`, one with --select or --ignore, `left_out`, one where standards
    stand beside rules, `standards`, and one where the text of a document states something of its tables, `body`.
    """
    value: dict[str, object] = {
        "files": list(files),
        "diagnostics": [_diagnostic(one) for one in in_order(diagnostics)],
    }
    if standards != NO_STANDARDS:
        value["standards"] = {"compared": standards.compared, "left": standards.left}
    if sentences != NO_STANDARDS:
        value["body"] = {"compared": sentences.compared, "left": sentences.left}
    if left_out is not None:
        value["left_out"] = left_out
    if changes is not None:
        value["changes"] = [change.data() for change in changes]
    return value


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    value: dict[str, object] = {
        "code": diagnostic.code.id,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": diagnostic.file,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "ref": diagnostic.ref,
        "table": diagnostic.table,
        "help": diagnostic.help,
        "related": [
            {
                "message": related.message,
                "file": related.file or diagnostic.file,
                "line": related.span.line,
                "column": related.span.column,
            }
            for related in diagnostic.related
        ],
    }
    if facts := diagnostic.fault.data():
        value["data"] = facts
    if diagnostic.cell is not None:
        value["cell"] = diagnostic.cell
    if diagnostic.acknowledged:
        value["acknowledged"] = diagnostic.acknowledged
    return value
