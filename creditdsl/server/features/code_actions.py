"""`textDocument/codeAction`: what can be done at a place.

Answers to the questions of a draft, fixes and readings of what is wrong there, a reason to keep a finding, a
declaration of a name, a rule moved to another item. Sentences are read only here, when they are asked for.
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Edit
from creditdsl.base.source import Span
from creditdsl.reports.fixes import fix
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.action import FIX_ALL, MOVE, QUICK_FIX, Action
from creditdsl.server.features.draft_questions import answered
from creditdsl.server.features.fixes_here import acknowledged, fixed, read_anew
from creditdsl.server.features.line_moves import moved
from creditdsl.server.features.name_declaring import declared
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params

KINDS = (QUICK_FIX, MOVE, FIX_ALL)


def code_actions(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the actions of the wanted kinds for a range."""
    span = document.span(params.item("range"))
    context = params.optional("context")
    only = context.texts("only") if context.value.get("only") is not None else [QUICK_FIX, MOVE]
    wanted = {kind for kind in KINDS for word in only if f"{kind}.".startswith(f"{word}.") or not word}
    return [action.shaped(document) for action in _actions(analysis, span, wanted)]


def _actions(analysis: Analysis, span: Span, wanted: set[str]) -> Iterator[Action]:
    if QUICK_FIX in wanted:
        yield from answered(analysis, span)
        yield from fixed(analysis, span)
        yield from read_anew(analysis, span)
        yield from declared(analysis, span)
        yield from acknowledged(analysis, span)
    if MOVE in wanted:
        yield from moved(analysis, span)
    if FIX_ALL in wanted and (whole := fix(analysis.source, analysis.known)) is not None:
        lines = analysis.source.lines
        everything = Span(1, 1, len(lines), len(lines[-1]) + 1)
        yield Action(f"能改的 {len(whole.fixed)} 处都改好", (Edit(everything, whole.text),), FIX_ALL, whole.fixed)
