"""名次：总分相同的，按什么排.

Receives the field of a table. Promises its keys in order. The text is read by pattern, as those of 小数 and 缺报 are:
a name stands in it with or without spaces around, because offices write it so.
"""

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache

from creditdsl.base.collect import Collector, Stop
from creditdsl.base.reference import EntryRef
from creditdsl.base.source import Span
from creditdsl.base.spelling import cleaned
from creditdsl.compiler import block_errors
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Entry, Name, RankKey, Text, Trait

_REFERENCE = re.compile(r"(?:[一二三四五六七八九十百]+|\d+)(?:/(?:[一二三四五六七八九十百]+|\d+))*")


def build_rank_keys(field: Text) -> tuple[RankKey, ...]:
    """Build the keys of `总分相同的，按 信息条数 由高到低排；仍相同的，按 二/1 由高到低排`."""
    code = fold(field.text)
    offset = field.span.end_column - 1 - len(field.text)  # the text stands at the end of its line
    keys: list[RankKey] = []
    at = 0
    while at < len(code):
        first, further = _patterns()
        match = (further if keys else first).match(code, at)
        if match is None:
            span = Span.of_line(field.span.line, offset + at, offset + len(code))
            raise Stop(block_errors.UnreadableRankKey(field.text[at:].strip()), span)
        start, end = match.span("by")
        span = Span.of_line(field.span.line, offset + start, offset + end)
        typed = cleaned(field.text[start:end])
        quoted = typed[0] in _OPENING and typed[-1] in _CLOSING
        name = typed[1:-1] if quoted else typed
        by = EntryRef(name) if not quoted and _REFERENCE.fullmatch(name) else Name(name, quoted, span=span)
        falling = match.group("way") in keywords().words["FALLING"].words
        keys.append(RankKey(by, falling, span))
        at = match.end()
    return tuple(keys)


def check_rank_keys(
    keys: Iterable[RankKey], sections: Iterable[Entry], declared: Set[str], by_year: bool, problems: Collector
) -> None:
    """Report a key that is no scored entry of the table, or a title where data of that name may be meant.

    declared: the names in 数据. by_year: whether the place is that of the year, which has no entries.
    """
    scored = {entry.ref: entry for entry in _scored(sections)}
    titles = {entry.title: entry.ref for entry in reversed(scored.values())}
    for key in keys:
        if isinstance(key.by, EntryRef):
            if by_year or key.by not in scored:
                problems.add(block_errors.UnknownRankEntry(key.by, by_year), key.span)
        elif not key.by.quoted and key.by.text in titles and key.by.text not in declared:
            problems.add(block_errors.TitleAsRankKey(key.by.text, titles[key.by.text]), key.span)


def _scored(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        if Trait.UNSCORED not in entry.traits:
            yield entry
            yield from _scored(entry.children)


_OPENING, _CLOSING = '“"「', '”"」'


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of the first key and that of each further one."""
    words = keywords()
    ways = "|".join((*words.words["FALLING"].words, *words.words["RISING"].words))
    ordered = "|".join(words.rank_keys["ordered"])

    def pattern(tied: str) -> re.Pattern[str]:
        heads = "|".join(words.rank_keys[tied])
        by = rf"\s*(?:{heads})\s*[,:]?\s*{words.rank_keys['by'][0]}\s*(?P<by>“[^”]+”|\S.*?)\s*(?:的)?\s*(?P<way>{ways})"
        return re.compile(rf"{by}\s*(?:的次序)?\s*(?:{ordered})?\s*[;,。]?\s*")

    return pattern("tied"), pattern("still_tied")
