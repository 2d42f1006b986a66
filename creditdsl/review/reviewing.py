"""`review`: everything that is to be said of a scheme without errors.

Receives a compilation; promises its warnings and every finding, in the order of the document, each with the
drafter's reason where it is acknowledged. Of a scheme with errors the rest is reviewed, without the items that they
stand in; a note says what was left out.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from creditdsl.base.diagnostic import Code, Diagnostic, in_order
from creditdsl.base.fault import Worded, pages
from creditdsl.base.node import field, node
from creditdsl.base.watch import Watch, unwatched
from creditdsl.compiler import block_errors, errors, name_errors, type_errors
from creditdsl.compiler.pipeline import Compilation
from creditdsl.review import findings
from creditdsl.review.acknowledgements import UNUSED, acknowledge
from creditdsl.review.alike import Alike, joined
from creditdsl.review.extent import Extent
from creditdsl.review.findings import FINDINGS, undecided
from creditdsl.review.partial import Partial, partial
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
    """What is to be said of a scheme, and how much of it was reviewed.

    diagnostics: as a report lists them, places alike joined. places: each place alone. draft: what was worked out of
    a scheme without errors, for what is asked of it later.
    """

    diagnostics: tuple[Diagnostic, ...]
    places: tuple[Diagnostic, ...]
    extent: Extent
    draft: ReviewedDraft | None = field(default=None, compare=False, repr=False)


def review(compilation: Compilation) -> tuple[Diagnostic, ...]:
    """Return the compiler's messages and those of the findings, acknowledged or not."""
    return reviewed(compilation).diagnostics


def reviewed(compilation: Compilation, watch: Watch = unwatched) -> Review:
    """Return the messages with the extent of the review; `watch` may abandon it."""
    if compilation.failed:
        return _review_of_rest(compilation, watch)
    draft = ReviewedDraft(compilation, watch=watch)
    diagnostics = (*compilation.diagnostics, *_reported(draft))
    places = in_order(acknowledge(draft.tree, diagnostics, _known))
    return Review(tuple(joined(places)), places, _extent(draft), draft)


def _extent(draft: ReviewedDraft, left_out: int = 0) -> Extent:
    compared = sum(standard.compared for standard in draft.standards)
    standards = Standards(compared, len(draft.standards) - compared)
    read = sum(bool(checked.verdicts) for checked in draft.body_sentences)
    sentences = Standards(read, len(draft.body_sentences) - read)
    return Extent(True, left_out, sum(map(undecided.count, draft.tables)), standards, sentences)


def _review_of_rest(compilation: Compilation, watch: Watch) -> Review:
    """Return the messages of a scheme with errors, and the findings about what they leave."""
    rest, places, extent = partial(compilation, watch), compilation.diagnostics, Extent(reviewed=False)
    if rest is not None:
        draft = ReviewedDraft(compilation, rest, watch)
        reported = _reported(draft)
        of_rest = [place for place in reported if not _concerned(rest, place)]
        marked = acknowledge(compilation.tree, (*compilation.diagnostics, *of_rest), _known)
        places = in_order(one for one in marked if one.code is not UNUSED)
        extent = _extent(draft, rest.count)
    message = (
        "方案里有错误，草案没有审查。"
        if rest is None
        else f"方案里有错误，没有审查的有：{rest.words()}；其余已经审查。"
    )
    note = Diagnostic(Worded(NOT_REVIEWED, message, NOT_REVIEWED.fix), compilation.tree.source.name)
    return Review((*joined(places), note), (*places, note), extent)


def _concerned(rest: Partial, place: Diagnostic) -> bool:
    """Return whether a place lies in what is not reviewed."""
    return rest.concerns(place.table, place.ref, place.span.line if place.span else None)


def _known(number: str) -> Code | None:
    """Return the code of a finding, or of a message of the compiler, which are imported only for that."""
    return _of_findings().get(number) or _of_compiler().get(number)


@cache
def _of_findings() -> Mapping[str, Code]:
    return {code.id: code for code in CODES}


@cache
def _of_compiler() -> Mapping[str, Code]:
    modules = (errors, block_errors, name_errors, type_errors)
    return {code.id: code for module in modules for code in pages(module)}


def _reported(draft: ReviewedDraft) -> Iterator[Diagnostic]:
    for finding in FINDINGS:
        draft.watch()
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
