"""What can be done about the diagnostics of a range: their fixes, the readings of lines that failed, a reason."""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Diagnostic, Edit, Severity
from creditdsl.base.source import Span
from creditdsl.reader.advice import with_advice
from creditdsl.reader.offers import offers
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.action import Action
from creditdsl.syntax.tree import TextLine

MAX_READ = 20
"""Lines of a range that are read as sentences."""


def fixed(analysis: Analysis, span: Span) -> Iterator[Action]:
    """Yield the fixes that need no reading."""
    for diagnostic in _of_range(analysis, span):
        if diagnostic.edits and diagnostic.reread is None and not diagnostic.acknowledged:
            title = f"改好 {diagnostic.code.id}：{diagnostic.help or diagnostic.message}"
            yield Action(title, diagnostic.edits, solves=(diagnostic,), preferred=True)


def read_anew(analysis: Analysis, span: Span) -> Iterator[Action]:
    """Yield what lines that failed mean: the sure meaning with all its edits, or each answer to a question."""
    if not analysis.passes.failed:
        return
    failed = [one for one in _of_range(analysis, span) if one.severity is Severity.ERROR]
    items = {(one.table, one.ref) for one in failed}
    around = [one for one in analysis.diagnostics if (one.table, one.ref) in items]
    advised = {one.span: one for one in with_advice(analysis.tree, around) if one.reread is not None}
    for diagnostic in failed[:MAX_READ]:
        assert diagnostic.span is not None
        sure = advised.get(diagnostic.span)
        if sure is not None and sure.reread is not None:
            written = " · ".join(sure.reread.written)
            edits = (*sure.edits, *(sure.reread.wording or ()))
            yield Action(f"改写成：{written}", edits, solves=(diagnostic,), preferred=True)
            continue
        for offer in offers(analysis.tree, diagnostic.span.line):
            line = offer.line.span
            indent = analysis.source.line(line.line)[: line.column - 1]
            answer = f"{offer.answer}的，" if offer.answer else ""
            edit = Edit(line, f"\n{indent}".join(offer.rules))
            yield Action(f"{answer}改写成：{' · '.join(offer.rules)}", (edit,), solves=(diagnostic,))


def acknowledged(analysis: Analysis, span: Span) -> Iterator[Action]:
    """Yield for each finding the edit that keeps it; the drafter has to write the reason behind it."""
    for diagnostic in _of_range(analysis, span):
        if diagnostic.severity is not Severity.ERROR and not diagnostic.acknowledged:
            assert diagnostic.span is not None
            title = f"注明已核 {diagnostic.code.id}，写明理由"
            yield Action(title, (_mark(analysis, diagnostic.span.line, diagnostic.code.id),))


def _mark(analysis: Analysis, number: int, code: str) -> Edit:
    """Return the edit that acknowledges a code on a line, or above it where the line has a comment."""
    lines = analysis.tree.lines
    while isinstance(lines[number - 1], TextLine):
        number -= 1
    typed = analysis.source.line(number)
    if lines[number - 1].comment:
        indent = typed[: len(typed) - len(typed.lstrip())]
        return Edit(Span(number, 1, number, 1), f"{indent}# 已核：{code} \n")
    end = len(typed.rstrip()) + 1
    return Edit(Span(number, end, number, len(typed) + 1), f"  # 已核：{code} ")


def _of_range(analysis: Analysis, span: Span) -> list[Diagnostic]:
    """Return the diagnostics whose lines meet the range."""

    def meets(place: Span | None) -> bool:
        return place is not None and place.line <= span.end_line and span.line <= place.end_line

    return [one for one in analysis.known if meets(one.span)]
