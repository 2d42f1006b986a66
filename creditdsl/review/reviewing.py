"""`review`: everything that is to be said of a scheme without errors.

Receives a compilation; promises its warnings and every finding, in the order of the document, each with the
drafter's reason where it is acknowledged. Of a scheme with errors the rest is reviewed, without the items that they
stand in; a note says what was left out.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from creditdsl.base.diagnostic import Code, Diagnostic, in_order
from creditdsl.base.fault import Worded, pages
from creditdsl.base.node import node
from creditdsl.compiler import block_errors, errors, name_errors, type_errors
from creditdsl.compiler.pipeline import Compilation
from creditdsl.review import findings
from creditdsl.review.acknowledgements import UNUSED, acknowledge
from creditdsl.review.alike import Alike, joined
from creditdsl.review.findings import FINDINGS
from creditdsl.review.partial import partial
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.standards.compared import Standards

NOT_REVIEWED = Code(
    "N0681",
    "草案没有审查",
    "有错误的项分值加不全、规则读不全，审查不出结果，这一项和要看全表才知道的都没有审查，其余照常审查。",
    "先改好错误，再检查一遍。",
    "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n  建立机制 得\n",
    "没有列出提醒，不等于没有问题。",
)

CODES = (*findings.CODES, NOT_REVIEWED)


@node
class Review:
    """What is to be said of a scheme, and how many of its standards were compared with their rules."""

    diagnostics: tuple[Diagnostic, ...]
    standards: Standards


def review(compilation: Compilation) -> tuple[Diagnostic, ...]:
    """Return the compiler's messages and those of the findings, acknowledged or not."""
    return reviewed(compilation).diagnostics


def reviewed(compilation: Compilation) -> Review:
    """Return the messages with the count of standards."""
    if compilation.failed:
        return _review_of_rest(compilation)
    draft = ReviewedDraft(compilation)
    diagnostics = (*compilation.diagnostics, *_reported(draft))
    return Review(tuple(joined(in_order(acknowledge(draft.tree, diagnostics, _known)))), _counted(draft))


def _counted(draft: ReviewedDraft) -> Standards:
    compared = sum(standard.compared for standard in draft.standards)
    return Standards(compared, len(draft.standards) - compared)


def _review_of_rest(compilation: Compilation) -> Review:
    """Return the messages of a scheme with errors, and the findings about what they leave."""
    rest, diagnostics, standards = partial(compilation), compilation.diagnostics, Standards()
    if rest is not None:
        draft = ReviewedDraft(compilation, rest)
        places, standards = _reported(draft), _counted(draft)
        of_rest = [one for one in places if not rest.concerns(one.table, one.ref, one.span.line if one.span else None)]
        marked = acknowledge(compilation.tree, (*diagnostics, *of_rest), _known)
        diagnostics = tuple(joined(in_order(one for one in marked if one.code is not UNUSED)))
    message = (
        "方案里有错误，草案没有审查。"
        if rest is None
        else f"方案里有错误，没有审查的有：{rest.words()}；其余已经审查。"
    )
    note = Diagnostic(Worded(NOT_REVIEWED, message, NOT_REVIEWED.fix), compilation.tree.source.name)
    return Review((*diagnostics, note), standards)


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
