"""`check --against`: what changed since an earlier scheme, told to a reader.

Receives the earlier file's path and the newer source; promises the changes, or a Failure that lists
the errors of the earlier scheme. Its own step because most checks compare nothing.
"""

from collections.abc import Sequence

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.files.inputs import read_file
from creditdsl.reader.helped import helped
from creditdsl.reports.checked import Checked
from creditdsl.reports.errors import OldSchemeFaulty, OneToCompare
from creditdsl.reports.text import visible
from creditdsl.review.against import Change, against
from creditdsl.review.reviewing import CODES as REVIEW


def changes(old: str, new: Source) -> tuple[Change, ...]:
    """The changes from the file to the source, which has no error."""
    reading = read_file(old)
    if reading.source is None or not reading.ok:
        raise Failure(*reading.diagnostics)
    before = compile_source(reading.source)
    if before.failed:
        faults = helped(before.tree, before.diagnostics)
        raise Failure(OldSchemeFaulty(), *faults, sources=(reading.source,), exit_code=FAULTY)
    return against(before, compile_source(new))


def compared(old: str, checked: Sequence[Checked]) -> tuple[Change, ...] | None:
    """Return what changed from the file to the one scheme that was checked; None where this cannot be read.

    Faults of the draft do not matter.
    """
    if len(checked) != 1:
        raise Failure(OneToCompare())
    (new,) = checked
    unread = has_errors([diagnostic for diagnostic in new.diagnostics if diagnostic.code not in REVIEW])
    return None if new.source is None or unread else changes(old, new.source)


def told(old: str, found: Sequence[Change] | None) -> str:
    """The changes grouped by table and item; None says that nothing was compared."""
    if found is None:
        return f"\n方案有错误，没有和 {visible(old)} 比较。\n"
    if not found:
        return f"\n和 {visible(old)} 相比，没有改动。\n"
    lines = ["", f"和 {visible(old)} 相比，有 {len(found)} 处改动："]
    place = ""
    for change in found:
        here = f"{change.table} {change.ref}".strip() or "全文"
        if here != place:
            lines += ["", f"【{here}】"]
            place = here
        lines.append(f"  {f'第 {change.line} 行：' if change.line else ''}{visible(change.message)}")
    return "\n".join(lines) + "\n"
