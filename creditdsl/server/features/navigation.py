"""`textDocument/definition`, `references` and `documentHighlight`: where a name is introduced, and where it is used.

（2）不得分 and 一/3 不得分 lead to the rule and to the item that they name.
"""

import re
from collections.abc import Iterator

from creditdsl.base.reference import EntryRef
from creditdsl.base.source import Span
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.named_things import thing_at, uses_of
from creditdsl.server.features.occurrences import Occurrence
from creditdsl.server.open_document import Caret, Document
from creditdsl.server.request_params import Params
from creditdsl.syntax.homes import Home, homes
from creditdsl.syntax.tree import BodyLine, FieldLine
from creditdsl.syntax.walk import entries, target

_REFERENCE = re.compile(r"(?:[一二三四五六七八九十]+|\d+)(?:/(?:[一二三四五六七八九十]+|\d+))*")


def definition(analysis: Analysis, document: Document, params: Params) -> object:
    """Return where the name at a position is introduced; where nothing introduces it, its first use."""
    caret = document.caret(params.item("position"))
    span = next((to for place, to in references_in(analysis, caret.line) if _holds(place, caret)), None)
    if span is None and (named := thing_at(analysis, caret)) is not None:
        uses = uses_of(analysis, named[0])
        span = next((use.span for use in uses if use.declares), uses[0].span)
    return None if span is None else _location(span, document)


def references(analysis: Analysis, document: Document, params: Params) -> object:
    """Return every use of the name at a position."""
    declared = params.optional("context").flag("includeDeclaration", True)
    uses = _uses_at(analysis, document, params)
    return [_location(use.span, document) for use in uses if declared or not use.declares]


def highlights(analysis: Analysis, document: Document, params: Params) -> object:
    """Return every use of the name at a position, as read or written."""
    read, written = 2, 3
    uses = _uses_at(analysis, document, params)
    return [{"range": document.range(use.span), "kind": written if use.declares else read} for use in uses]


def _uses_at(analysis: Analysis, document: Document, params: Params) -> tuple[Occurrence, ...]:
    named = thing_at(analysis, document.caret(params.item("position")))
    return () if named is None else uses_of(analysis, named[0])


def references_in(analysis: Analysis, number: int) -> Iterator[tuple[Span, Span]]:
    """Yield the references of a line to rules and items: where each stands, and the line that it names."""
    home = analysis.once(homes_by_line).get(number)
    if home is None:
        return
    for place, text, is_rule in _references(analysis, home):
        if is_rule and home.entry is not None:
            rule_id = target(home.entry, int(text))
            if rule_id is not None:
                yield place, home.entry.rules[rule_id.position - 1].span
        else:
            ref = EntryRef(text)
            yield from ((place, entry.span) for entry in entries(home.table) if entry.ref == ref)


def homes_by_line(analysis: Analysis) -> dict[int, Home]:
    """Return where each line of a table stands, by its number."""
    return {home.line.number: home for home in homes(analysis.tree, analysis.scheme)}


def _references(analysis: Analysis, home: Home) -> Iterator[tuple[Span, str, bool]]:
    """Yield the references of a line: where each stands, the number or reference, and whether it is of a rule."""
    match home.line:
        case BodyLine(tree=tree) if tree is not None:
            for token in tree.leaves:
                if token.type in ("VOID_RULE", "VOID_REF"):
                    is_rule = token.type == "VOID_RULE"
                    target_text = re.search(r"\d+", token) if is_rule else _REFERENCE.search(token)
                    start = home.line.offset + token.start
                    if target_text:
                        place = Span.of_line(home.line.number, start, start + len(token))
                        yield place, target_text.group(), is_rule
        case FieldLine(stem="rank") as line:
            for key in home.table.rank_keys:
                if isinstance(key.by, EntryRef) and key.span.line == line.number:
                    yield key.span, key.by, False
        case _:
            pass


def _holds(span: Span, caret: Caret) -> bool:
    return span.line == caret.line and span.column <= caret.column <= span.end_column


def _location(span: Span, document: Document) -> dict[str, object]:
    return {"uri": document.uri, "range": document.range(span)}
