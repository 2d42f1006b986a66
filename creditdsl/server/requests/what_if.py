"""`creditdsl/whatIf`: what one other cell, or one other number of the scheme, changes for every unit."""

from typing import TYPE_CHECKING

from creditdsl.data.files.loading import DataFile
from creditdsl.data.files.pasted_table import with_cell
from creditdsl.server.analysis import Analysis, analyse
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import BadParams, Params
from creditdsl.server.requests.pasted_scores import pasted_data, pasted_details, scored, scored_open

if TYPE_CHECKING:
    from creditdsl.results.unit import UnitResult
    from creditdsl.results.unit_changes import UnitChange
from creditdsl.server.requests.request_answers import Answer, Made, answer, scheme_of


def what_if(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `changes`, one for each unit and period. The scores are those of the request `creditdsl/score`."""
    data, details = pasted_data(analysis, params), pasted_details(analysis, params)
    change = params.item("change")
    changed_data, changed_analysis, changed_document = data, analysis, document
    if "cell" in change.value:
        changed_data = _with_cell(data, change)
    else:
        changed_document = _with_text(document, change)
        changed_analysis = analyse(changed_document.source, analysis.memo.branch())

    def make() -> Made:
        before = scored_open(analysis, document, params, data, details)
        after = scored(scheme_of(changed_analysis, changed_document), params, changed_data, details, before)
        return [change_data(each) for each in before.changes_to(after)], after.findings

    return answer("changes", make)


def _with_cell(data: DataFile, change: Params) -> DataFile:
    """Return the table with `text` in the cell at an address such as `C7`; a table with faults as it is."""
    try:
        return with_cell(data, change.text("cell"), change.text("text"))
    except LookupError:
        raise BadParams("change.cell") from None


def _with_text(document: Document, change: Params) -> Document:
    """Return the document with `newText` in the place of `range`, as a TextEdit of LSP has it."""
    replacement = {"range": change.item("range").value, "text": change.text("newText")}
    return document.changed([Params(replacement)], document.version)


def change_data(change: "UnitChange") -> dict[str, object]:
    """Return what changed for a unit: before, after, the difference, and the items that are other ones."""
    after, difference = change.after, change.difference
    return {
        "unit": change.unit,
        "period": change.period,
        "before": _ends(change.before),
        "after": _ends(after),
        "difference": None if difference is None else {"total": difference.total, "rank": change.places},
        "items": [
            {"ref": ref, "before": change.before.items[ref], "after": after.items[ref], "difference": points}
            for ref, points in ({} if difference is None else difference.items).items()
            if change.before is not None and after is not None and change.before.items[ref] != after.items[ref]
        ],
    }


def _ends(row: "UnitResult | None") -> dict[str, object] | None:
    return None if row is None else {"total": row.total, "rank": row.rank, "grade": row.grade}
