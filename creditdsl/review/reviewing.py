"""`review`: everything that is to be said of a scheme without errors.

Receives a compilation; promises its warnings and every finding, in the order of the document, each with the
drafter's reason where it is acknowledged. A scheme with errors is not reviewed, because half a table cannot be
summed; a note says so.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from creditdsl.base.diagnostic import Code, Diagnostic, in_order
from creditdsl.base.fault import Worded, pages
from creditdsl.compiler import block_errors, errors, name_errors, type_errors
from creditdsl.compiler.pipeline import Compilation
from creditdsl.review import findings
from creditdsl.review.acknowledgements import acknowledge
from creditdsl.review.alike import Alike, joined
from creditdsl.review.findings import FINDINGS
from creditdsl.review.reviewed import ReviewedDraft

NOT_REVIEWED = Code(
    "N0681",
    "草案没有审查",
    "方案里有错误的时候，分值加不全、规则读不全，审查不出结果，所以只列错误。",
    "先改好错误，再检查一遍。",
    "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n  建立机制 得\n",
    "没有列出提醒，不等于没有问题。",
)

CODES = (*findings.CODES, NOT_REVIEWED)


def review(compilation: Compilation) -> tuple[Diagnostic, ...]:
    """Return the compiler's messages and those of the findings, acknowledged or not."""
    if compilation.failed:
        message = "方案里有错误，草案没有审查。"
        note = Diagnostic(Worded(NOT_REVIEWED, message, NOT_REVIEWED.fix), compilation.tree.source.name)
        return (*compilation.diagnostics, note)
    draft = ReviewedDraft(compilation)
    diagnostics = (*compilation.diagnostics, *_reported(draft))
    return tuple(joined(in_order(acknowledge(draft.tree, diagnostics, _known))))


@cache
def _known() -> Mapping[str, Code]:
    """Return the codes that may stand in a scheme that compiles, and those of the compiler's errors, by number."""
    modules = (errors, block_errors, name_errors, type_errors)
    return {code.id: code for code in (*CODES, *(code for module in modules for code in pages(module)))}


def _reported(draft: ReviewedDraft) -> Iterator[Diagnostic]:
    for finding in FINDINGS:
        for place in finding.find(draft):
            kind = Alike if place.alike else Worded
            yield Diagnostic(
                kind(finding.CODE, place.message, place.help),
                draft.source.name,
                place.span,
                place.related,
                place.table,
                place.ref,
                edits=place.edits,
            )
