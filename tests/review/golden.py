"""Pages that show a finding and are executed: `<module>.md`, one case a `## ` heading.

A case holds a ```credit block (a whole scheme, or lines of one under `附件1 考核指标`) and, where the
finding speaks, a ```diagnostics block: code, line:column and message, then 改法 and any edits. A case
without one promises silence. Other findings may speak too; a page tells of its own only.
"""

import re
from collections.abc import Iterator

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.review.reviewing import review

_HEAD = "方案：示例\n附件1 考核指标\n"
_BLOCKS = re.compile(r"```credit\n(?P<source>.*?)```\n(?:\n```diagnostics\n(?P<said>.*?)```\n)?", re.DOTALL)


def cases(page: str) -> list[str]:
    """The cases of a page, each from its heading on; what stands before the first is prose."""
    return re.split(r"^(?=## )", page, flags=re.MULTILINE)[1:]


def reviewed(source: str) -> tuple[tuple[Diagnostic, ...], int]:
    """What the review says of a case's source, and how many lines were put before it."""
    whole = source if source.startswith("方案：") else _HEAD + source
    compilation = compile_source(Source("示例.credit", whole))
    assert not compilation.failed, compilation.diagnostics
    return review(compilation), whole.count("\n") - source.count("\n")


def filled(case: str, codes: set[str]) -> str:
    """The case with what the finding says computed anew."""
    match = _BLOCKS.search(case)
    assert match, "a case holds its source"
    found, skipped = reviewed(match["source"])
    said = [line for one in found if one.code.id in codes for line in _lines(one, skipped)]
    block = "".join(f"{line}\n" for line in said)
    blocks = f"```credit\n{match['source']}```\n" + (f"\n```diagnostics\n{block}```\n" if said else "")
    return case[: match.start()] + blocks + case[match.end() :]


def _lines(found: Diagnostic, skipped: int) -> Iterator[str]:
    place = "" if found.span is None else f" {found.span.line - skipped}:{found.span.column}"
    yield f"{found.code.id}{place} {found.message}"
    if found.acknowledged:
        yield f"已核：{found.acknowledged}"
    if found.help:
        yield f"改法：{found.help}"
    for related in found.related:
        yield f"另见 {related.span.line - skipped}:{related.span.column}：{related.message}"
    for edit in found.edits:
        yield f"可改 {edit.span.line - skipped}:{edit.span.column}：{edit.text}"
