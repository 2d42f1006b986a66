"""Files of results verified, and compared with an older one, for programs and for the command."""

import os

from creditdsl.api.failures import Finding, failing, findings_of
from creditdsl.api.saving import Path, Written, save_document
from creditdsl.api.score_request import ScoredRows
from creditdsl.base.node import node
from creditdsl.publish.document import Document
from creditdsl.publish.standings.change_list import ListedChange
from creditdsl.publish.standings.change_list import change_list as listed
from creditdsl.results.discretion_marks import DiscretionMark, discretion_marks
from creditdsl.results.printed import Results
from creditdsl.results.recorded import Record, load_record
from creditdsl.results.run_changes import RunChange, RunChanges, run_changes
from creditdsl.results.verification import Checked, checked, traced
from creditdsl.results.verification_text import changes_text, checked_text


@node
class Verification:
    """A file of results compared with what scheme and data give now.

    findings: each cell that differs, at its address, and what changed of scheme, data and tool. marks: those that
    people gave (酌情), with their reasons.
    """

    file: str
    checked: Checked
    marks: tuple[DiscretionMark, ...]

    @property
    def agrees(self) -> bool:
        """Whether every cell and the receipt agree."""
        return self.checked.agrees

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What differs or changed, each at its cell."""
        return findings_of(self.checked.diagnostics)

    def text(self) -> str:
        """The report that `creditdsl verify` prints."""
        return checked_text(self.file, self.checked, self.marks)


@node
class ScoreChanges:
    """What changed between two files of results."""

    compared: RunChanges
    inputs: tuple[str, ...]

    @property
    def changes(self) -> tuple[RunChange, ...]:
        """unit, period, item, before and after of every figure that is another one now."""
        return self.compared.changes

    def text(self) -> str:
        """The list that `creditdsl verify` prints."""
        return changes_text(self.compared)

    def write(self, path: Path, *, fonts: Path | None = None) -> Written:
        """Write the list for the file: `.xlsx`, `.docx`, `.pdf` or `.html`."""
        with failing():
            return save_document(path, lambda: change_document(self.compared), fonts, self.inputs)


def verify(record: Record, rows: ScoredRows, results: Results | None = None) -> Verification:
    """Compare a record with scored rows. results: those of the rows that are wanted; None for all, traced as needed."""
    expected = results or (rows.traced if traced(record) else rows.results)
    return Verification(record.file, checked(record, expected), discretion_marks(rows.scored))


def score_changes(before: Path, after: Path) -> ScoreChanges:
    """Compare two files that scoring wrote, `.xlsx`, `.csv` or `.json`, of the same kind."""
    with failing():
        files = os.fspath(before), os.fspath(after)
        return ScoreChanges(run_changes(*map(load_record, files)), files)


def change_document(changes: RunChanges) -> Document:
    """Return the list of changes as a document."""
    rows = [
        ListedChange(change.unit, change.period or "", change.item, change.before, change.after)
        for change in changes.changes
    ]
    counted = f"共 {changes.count_words()}。" if rows else "成绩没有变动。"
    closing = "".join([counted.replace(" ", ""), *changes.beside])
    return listed(os.path.basename(changes.before), os.path.basename(changes.after), rows, closing)
