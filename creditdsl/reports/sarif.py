"""Diagnostics as SARIF 2.1.0, which code-review sites and editors read.

Receives diagnostics; promises a log with one run whose rules are the codes that occur, in order of
first occurrence, each with its manual page.
"""

import os
from collections.abc import Iterable
from urllib.parse import quote

from creditdsl.base.diagnostic import Code, Diagnostic, Edit, in_order
from creditdsl.base.source import Span
from creditdsl.base.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_Json = dict[str, object]


def as_sarif(diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    """Return the value of `check --format sarif`."""
    ordered = in_order(diagnostics)
    codes = list(dict.fromkeys(diagnostic.code for diagnostic in ordered))
    index = {code: number for number, code in enumerate(codes)}
    driver: _Json = {"name": "creditdsl", "version": __version__, "language": "zh-CN", "rules": list(map(_rule, codes))}
    run: _Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, index[diagnostic.code]) for diagnostic in ordered],
    }
    return {"version": "2.1.0", "$schema": SCHEMA, "runs": [run]}


def _rule(code: Code) -> _Json:
    return {
        "id": code.id,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.why},
        "help": {"text": code.fix},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(diagnostic: Diagnostic, rule: int) -> _Json:
    text = diagnostic.message + (f"\n改法：{diagnostic.help}" if diagnostic.help else "")
    location = _location(diagnostic.file, diagnostic.span)
    if diagnostic.cell is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.cell}]
    result: _Json = {
        "ruleId": diagnostic.code.id,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": text},
        "locations": [location],
    }
    if diagnostic.acknowledged:
        result["suppressions"] = [{"kind": "inSource", "justification": diagnostic.acknowledged}]
    if (edits := _edits(diagnostic)) is not None:
        result["fixes"] = [_fix(diagnostic, edits)]
    if diagnostic.related:
        result["relatedLocations"] = [
            {**_location(related.file or diagnostic.file, related.span), "message": {"text": related.message}}
            for related in diagnostic.related
        ]
    return result


def _edits(diagnostic: Diagnostic) -> tuple[Edit, ...] | None:
    """Return all edits of one diagnostic, which belong together, also those that keep the document's words."""
    wording = () if diagnostic.reread is None else diagnostic.reread.wording
    return None if not diagnostic.edits or wording is None else (*diagnostic.edits, *wording)


def _fix(diagnostic: Diagnostic, edits: tuple[Edit, ...]) -> _Json:
    changes = [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in edits]
    artifact = {"artifactLocation": {"uri": _uri(diagnostic.file)}, "replacements": changes}
    return {"description": {"text": diagnostic.help or diagnostic.message}, "artifactChanges": [artifact]}


def _region(span: Span) -> _Json:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _location(file: str, span: Span | None) -> _Json:
    physical: _Json = {"artifactLocation": {"uri": _uri(file)}}
    if span is not None:
        physical["region"] = _region(span)
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    """Return a relative path as a relative URI, an absolute one as file://."""
    path = quote(file.replace(os.sep, "/"), errors="replace")
    if not os.path.isabs(file):
        return path
    return "file://" + (path if path.startswith("/") else "/" + path)
