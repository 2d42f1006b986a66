"""What may be written on a line: fields, blocks, brackets of headings, the words of fields, and code.

Receives the line of a caret and a word before it; promises the offers. What a line is shows in what stands before the
word: nothing, `词：` of a field, the number of a heading, or code.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from creditdsl.server.features.caret_line import TEXT, CaretLine, TypedWord
from creditdsl.server.features.code_offers import code_offers
from creditdsl.server.features.field_offers import field_offers
from creditdsl.server.features.known_names import KnownNames
from creditdsl.server.features.line_snippets import line_snippets
from creditdsl.server.features.occurrences import Kind
from creditdsl.server.features.offer import Offer, OfferKind
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.lines import HEADINGS
from creditdsl.syntax.tree import SchemeTree

_FIELD = re.compile(r"\s*([^\W\d_]{1,10})\s*:(.*)")
_BRACKET = re.compile(r"\(([^()]*)$")
_COMMENT = re.compile(r"(?:^|\s)#")


def line_offers(at: CaretLine, word: TypedWord, names: KnownNames, tree: SchemeTree) -> Iterator[Offer]:
    """Yield what may stand where a word is typed."""
    before = word.before
    folded = fold_plain(before)
    if at.start == TEXT:
        if not before:
            yield Offer(keywords().body["closing"], OfferKind.BLOCK, 0)
        return
    if _COMMENT.search(folded):
        return
    if word.in_quotes:
        yield from (names.measure(name, 1 - of_table) for name, of_table in names.measures.items())
        return
    if not before.strip():
        yield from _line_start(at, names, indented=bool(before))
    elif (field := _FIELD.match(folded)) and (entry := keywords().fields.get(field[1])):
        yield from field_offers(entry, before[field.start(2) :], names, tree)
    elif at.start == "roster":
        yield from _roster(folded, names)
    elif any(pattern.match(f"{folded.strip()} x") for _, pattern in HEADINGS) or _is_table(folded):
        yield from _attributes(folded)
    else:
        yield from code_offers(before, at.start, names)
        if at.start == "rule":
            yield from _attributes(folded)


def _line_start(at: CaretLine, names: KnownNames, indented: bool) -> Iterator[Offer]:
    table = keywords()
    tier = 2 if indented else 0
    for field in table.fields.values():
        if at.where in field.where:
            yield Offer(field.word, OfferKind.FIELD, tier, written=f"{field.word}：")
    if at.where != "scheme":
        yield from (Offer(word, OfferKind.BLOCK, tier) for word in table.blocks)
        yield Offer(table.year["total"], OfferKind.BLOCK, tier, written=f"{table.year['total']} = ")
    yield from (Offer(word, OfferKind.BLOCK, tier) for word in (*table.tables, table.body["opening"]))
    if at.start == "roster":
        yield from _roster("", names)
    elif at.start != "rule" or at.where == "entry":
        for offer in code_offers("", at.start, names):
            yield offer if indented else replace(offer, tier=offer.tier + 2)
    if at.start != "rule" or at.where == "entry":
        yield from line_snippets(at.start)


def _is_table(folded: str) -> bool:
    return folded.strip().startswith(keywords().tables)


def _attributes(folded: str) -> Iterator[Offer]:
    """Yield what the bracket at a heading's end may say."""
    bracket = _BRACKET.search(folded)
    if bracket is None:
        return
    headings = keywords().headings
    part = re.split("[,、;]", bracket[1])[-1].strip()
    if part and part[-1].isdigit():
        yield Offer(headings["point"], OfferKind.MEASURE_WORD, 0)
    if not part:
        words = (headings["full"], headings["bonus"], headings["deduction"], headings["cap"], headings["weight"])
        yield from (Offer(word, OfferKind.KEYWORD, 1) for word in (*words, *keywords().traits))


def _roster(folded: str, names: KnownNames) -> Iterator[Offer]:
    """Yield groups at the start of a line of 名单, units behind its colon."""
    if ":" in folded:
        yield from (Offer(name, OfferKind.GROUP, 0) for name in names.named(Kind.UNIT, Kind.MENTION))
    else:
        groups = dict.fromkeys((keywords().values["all_units"], *names.named(Kind.GROUP, Kind.MENTION)))
        yield from (Offer(name, OfferKind.GROUP, 0, written=f"{name}：") for name in groups)
