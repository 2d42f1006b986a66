"""The report of a verification, and the list of changes between two runs, as text for a reader."""

from collections.abc import Mapping, Sequence

from creditdsl.base.fault import Fault
from creditdsl.reports.excerpts import COLUMNS, visible
from creditdsl.reports.text import report
from creditdsl.results.discretion_marks import DiscretionMark
from creditdsl.results.run_changes import RunChanges
from creditdsl.results.verification import Checked
from creditdsl.results.verification_errors import (
    DataAdded,
    DataChanged,
    DataLacking,
    SchemeChanged,
    SealDiffers,
    ToolChanged,
)
from creditdsl.terminal.aligned import aligned
from creditdsl.terminal.width import hang

_WIDTH = 100
_CHANGED: Mapping[type[Fault], str] = {
    SchemeChanged: "方案和评分时的不同。",
    DataChanged: "数据和评分时的不同。",
    DataLacking: "数据和评分时的不同。",
    DataAdded: "数据和评分时的不同。",
    ToolChanged: "工具的版本和评分时的不同。",
    SealDiffers: "计分回执改过。",
}
"""What is said at the end of what changed beside the scores."""


def checked_text(file: str, checked: Checked, marks: Sequence[DiscretionMark]) -> str:
    """Return what differs, the marks that people gave, and the conclusion."""
    parts = [report(checked.diagnostics)] if checked.diagnostics else []
    if marks:
        lines = [line for mark in marks for line in hang("  ", visible(mark.words()), COLUMNS, 4)]
        parts.append("\n".join(["酌情的分数：", *lines]) + "\n")
    return "\n".join([*parts, f"核验 {visible(file)}：{_verdict(checked)}\n"])


def _verdict(checked: Checked) -> str:
    """Return `成绩 16 行、120 格，和重算的都相符。方案、数据、工具和评分时的一样。`"""
    differing = f"有 {checked.differences} 处和重算的不同" if checked.differences else "和重算的都相符"
    figures = f"成绩 {checked.rows} 行、{checked.cells} 格，{differing}。"
    if not checked.receipt:
        return figures
    words = dict.fromkeys(_CHANGED[type(diagnostic.fault)] for diagnostic in checked.beside)
    return figures + ("".join(words) or "方案、数据、工具和评分时的一样。")


def changes_text(changes: RunChanges) -> str:
    """Return the changes as a table, and what changed beside."""
    lines = [f"{visible(changes.before)} → {visible(changes.after)}", ""]
    if changes.changes:
        periodic = any(change.period for change in changes.changes)
        head = ("单位", *(["期"] if periodic else []), "项", "原来", "现在")
        rows = (
            (change.unit, *([change.period or ""] if periodic else []), change.item, change.before, change.after)
            for change in changes.changes
        )
        lines += [*aligned([head, *(tuple(visible(word) or "（空）" for word in row) for row in rows)], _WIDTH), ""]
    counted = f"共 {changes.count_words()}。" if changes.changes else "成绩没有变动。"
    return "\n".join([*lines, counted + "".join(changes.beside)]) + "\n"
