"""Compare a scheme with an earlier one and write the changes, for `check --against`.

Receives the earlier scheme and the newer one; promises the changes, or a Failure that lists the errors of the earlier
scheme.
"""

from collections.abc import Sequence

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.files.decode import Reading
from creditdsl.files.inputs import read_file
from creditdsl.reader.helped import helped
from creditdsl.reports.checked import Checked
from creditdsl.reports.errors import OldSchemeFaulty, OneToCompare
from creditdsl.reports.excerpts import visible
from creditdsl.review.against import Change, against
from creditdsl.review.reviewing import CODES as REVIEW


def changes(old: str, new: Source) -> tuple[Change, ...]:
    """Return the changes from the file to the source, which has no error."""
    return changes_since(read_file(old), compile_source(new))


def changes_since(earlier: Reading, new: Compilation) -> tuple[Change, ...]:
    """Return the changes from an earlier text to a scheme without an error."""
    if earlier.source is None or not earlier.ok:
        raise Failure(*earlier.diagnostics)
    before = compile_source(earlier.source)
    if before.failed:
        faults = helped(before.tree, before.diagnostics)
        raise Failure(OldSchemeFaulty(), *faults, sources=(earlier.source,), exit_code=FAULTY)
    return against(before, new)


def compared(old: str, checked: Sequence[Checked]) -> tuple[Change, ...] | None:
    """Return what changed from the file to the one scheme that was checked; None where this cannot be read.

    Faults of the draft do not matter.
    """
    if len(checked) != 1:
        raise Failure(OneToCompare())
    (new,) = checked
    unread = has_errors([diagnostic for diagnostic in new.diagnostics if diagnostic.code not in REVIEW])
    return None if new.source is None or unread else changes(old, new.source)


def changes_text(old: str, changed: Sequence[Change] | None) -> str:
    """Write the changes grouped by table and item.

    `changed`: the changes; None where nothing was compared.
    """
    if changed is None:
        return f"\n方案有错误，没有和 {visible(old)} 比较。\n"
    if not changed:
        return f"\n和 {visible(old)} 相比，没有改动。\n"
    lines = ["", f"和 {visible(old)} 相比，有 {len(changed)} 处改动："]
    place = ""
    for change in changed:
        heading = f"{change.table} {change.ref}".strip() or "全文"
        if heading != place:
            lines += ["", f"【{heading}】"]
            place = heading
        lines.append(f"  {f'第 {change.line} 行：' if change.line else ''}{visible(change.message)}")
    return "\n".join(lines) + "\n"
