"""What the text of a field may say: the words that it knows, names of units, and texts of the same field elsewhere."""

import re
from collections.abc import Iterable, Iterator

from creditdsl.publish.table.printed_columns import PRESETS
from creditdsl.server.features.code_offers import code_offers
from creditdsl.server.features.known_names import KnownNames
from creditdsl.server.features.occurrences import Kind
from creditdsl.server.features.offer import Offer, OfferKind
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.keywords import FieldWord, keywords
from creditdsl.syntax.tree import FieldLine, SchemeTree

_LONGEST = 60
"""Characters of a text that is offered whole."""


def field_offers(field: FieldWord, before: str, names: KnownNames, tree: SchemeTree) -> Iterator[Offer]:
    """Yield what may follow in a field. before: its text up to the word."""
    table = keywords()
    match field.stem:
        case "period":
            yield from _words(table.periods)
        case "unreported":
            yield from _words(table.unreported)
        case "inapplicable":
            yield from _words(table.consequences)
        case "digits":
            yield from _digits(fold_plain(before).strip())
        case "columns":
            yield from _words(PRESETS)
        case "total":
            yield from code_offers(before, "total", names)
        case "applies":
            yield from (Offer(name, OfferKind.GROUP, 0) for name in names.named(Kind.GROUP))
            yield from (Offer(name, OfferKind.GROUP, 1) for name in names.named(Kind.UNIT, Kind.MENTION))
        case "rank":
            yield from _rank_keys(names)
        case _:
            yield from _texts(field.stem, before, tree)


def _words(words: Iterable[str]) -> Iterator[Offer]:
    return (Offer(word, OfferKind.VALUE, 0) for word in words)


def _digits(before: str) -> Iterator[Offer]:
    values = keywords().values
    if not before:
        yield Offer(f"2{values['digits']}", OfferKind.VALUE, 0)
    elif before[-1].isdigit():
        yield Offer(values["digits"], OfferKind.MEASURE_WORD, 0)
    else:
        yield from _words((values["half_up"], values["half_even"]))


def _rank_keys(names: KnownNames) -> Iterator[Offer]:
    """Yield the words of 名次 and the measures that it may name."""
    table = keywords()
    yield from (Offer(words[0], OfferKind.KEYWORD, 0) for words in table.rank_keys.values())
    for way in ("FALLING", "RISING"):
        yield Offer(table.words[way].canonical, OfferKind.KEYWORD, 0)
    yield from (names.measure(name, 1) for name, of_table in names.measures.items() if of_table)


def _texts(stem: str, before: str, tree: SchemeTree) -> Iterator[Offer]:
    """Yield what the same field says elsewhere: whole texts, and the parts of lists."""
    texts = [line.text for line in tree.lines if isinstance(line, FieldLine) and line.stem == stem]
    if not before.strip():
        yield from _words(text for text in dict.fromkeys(texts) if len(text) <= _LONGEST)
    parts = (part.strip() for text in texts for part in re.split("[、，；。]", text))
    yield from (Offer(part, OfferKind.VALUE, 1) for part in dict.fromkeys(parts) if part)
