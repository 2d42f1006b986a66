"""`textDocument/completion`: what may be written at the caret, found by Chinese, by pinyin and by initials.

A client filters the list by itself, by the text that it finds in the document. So that it accepts initials, what an
item is filtered by begins with what is typed; and it asks again at every letter, because the list is never complete.
"""

from collections.abc import Iterator

from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.caret_line import CaretLine, TypedWord, caret_line, typed_words
from creditdsl.server.features.known_names import KnownNames
from creditdsl.server.features.line_offers import line_offers
from creditdsl.server.features.occurrences import numbered_tables, occurrences
from creditdsl.server.features.offer import Offer, OfferKind
from creditdsl.server.open_document import Document
from creditdsl.server.pinyin.syllables import spelled
from creditdsl.server.pinyin.typed_match import Extent, Match, match
from creditdsl.server.request_params import Params

MAX_ITEMS = 50
_PLAIN_TEXT, _SNIPPET = 1, 2


@node
class _Found:
    """An offer with how it matches a word before the caret. guess: the number of the word among those tried."""

    offer: Offer
    word: TypedWord
    match: Match
    guess: int

    @property
    def order(self) -> tuple[int, ...]:
        """The least is the best.

        A whole word counts as one only by its chief readings, and not by a single letter. Where nothing is typed,
        whole rules come first, and offers of one tier keep their order.
        """
        extent, rare, start = self.match
        if rare or len(self.word.typed) == 1:
            extent = max(extent, Extent.BEGINNING)
        tier = -1 if self.offer.kind is OfferKind.SNIPPET and not self.word.typed else self.offer.tier
        length = len(self.offer.label) if self.word.typed else 0
        return (extent, self.guess, rare > 0, tier, start, length)


def completion(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the completion list of a position."""
    caret = document.caret(params.item("position"))
    at = caret_line(analysis.tree, caret)
    items = [_item(each, number, at, document) for number, each in enumerate(_best(at, analysis))]
    return {"isIncomplete": True, "items": items}


def _best(at: CaretLine, analysis: Analysis) -> list[_Found]:
    """Return the offers that match, the best first, each label once."""
    table = analysis.once(numbered_tables).get(at.table)
    types = {} if table is None else analysis.passes.types.get(table.name, {})
    names = KnownNames(analysis.once(occurrences), at.table, at.number, types)
    matching = (
        _Found(offer, word, matched, guess)
        for guess, word in enumerate(typed_words(at.typed))
        for offer in line_offers(at, word, names, analysis.tree)
        if (matched := _match(word.typed, offer)) is not None and offer.text != word.typed
    )
    by_label: dict[str, _Found] = {}
    for each in sorted(matching, key=lambda each: each.order):
        by_label.setdefault(each.offer.label, each)
    return list(by_label.values())[:MAX_ITEMS]


def _match(typed: str, offer: Offer) -> Match | None:
    matches = (match(typed, text) for text in (offer.label, offer.also) if text)
    return min((each for each in matches if each is not None), default=None)


def _item(each: _Found, number: int, at: CaretLine, document: Document) -> dict[str, object]:
    """Return LSP's item; it replaces what is typed of the word."""
    offer, word = each.offer, each.word
    start = len(word.before) - word.in_quotes
    end = len(at.typed) + (word.in_quotes and at.closes)
    span = Span(at.number, start + 1, at.number, end + 1)
    item: dict[str, object] = {
        "label": offer.label,
        "kind": int(offer.kind),
        "sortText": f"{number:03}",
        "filterText": " ".join(filter(None, (at.typed[start:], *_spellings(offer)))),
        "textEdit": {"range": document.range(span), "newText": _written(offer, word)},
        "insertTextFormat": _SNIPPET if offer.snippet else _PLAIN_TEXT,
    }
    return item | ({"detail": offer.detail} if offer.detail else {})


def _spellings(offer: Offer) -> Iterator[str]:
    for text in filter(None, (offer.also, offer.label)):
        yield from (spelled(text, initials=True), spelled(text, initials=False), text)


def _written(offer: Offer, word: TypedWord) -> str:
    """Return what is inserted: apart from a word directly before it, in quotation marks behind an opening one."""
    if word.in_quotes:
        return f"“{offer.label}”"
    text = offer.text
    apart = word.before[-1:].isalpha() and not offer.joined and offer.kind is not OfferKind.MEASURE_WORD
    return f" {text}" if apart else text
