"""The keyword table, read once from grammar/keywords.toml.

Promises every Chinese keyword of the language by a Latin stem. No other Python file spells a keyword, so
grammar, formatter, messages and completion agree on the words.
"""

import re
from collections.abc import Mapping
from functools import cache

from creditdsl.base.node import node
from creditdsl.syntax.grammar_files import words_of


@node
class Word:
    """A keyword terminal.

    words: its spellings, first the canonical one; empty with a pattern. shapes: examples of what a pattern is like.
    keep: spellings that the formatter leaves as typed, because spellings of one terminal read
    differently in a sentence (以上, 及以上); in the table `true` for all, or a list.
    """

    terminal: str
    words: tuple[str, ...]
    pattern: str
    shapes: tuple[str, ...]
    until: str
    group: str
    canonical: str
    keep: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """The spellings; with a pattern, the runs of two and more Han characters in it."""
        bare = re.sub(r"\[[^]]*\]|\{.\}", " ", self.pattern)
        return self.words or tuple(re.findall("[\u4e00-\u9fff]{2,}", bare))


@node
class FieldWord:
    """The word of a field.

    where: the places of a scheme that may hold it. lines: whether it may be written several times, each time for a
    further paragraph.
    """

    stem: str
    word: str
    where: tuple[str, ...]
    lines: bool


@node
class Keywords:
    """The keyword table."""

    words: Mapping[str, Word]
    """Keyword by the name of its terminal."""
    fields: Mapping[str, FieldWord]
    """Field by the Chinese word."""
    blocks: Mapping[str, str]
    """Stem by the Chinese word."""
    body: Mapping[str, str]
    """The words that open and close the text of the document."""
    headings: Mapping[str, str]
    tables: tuple[str, ...]
    traits: Mapping[str, str]
    """Stem by the Chinese word."""
    consequences: Mapping[str, str]
    """Stem by the Chinese word."""
    unreported: Mapping[str, str]
    """Stem by the Chinese word."""
    rank_keys: Mapping[str, tuple[str, ...]]
    """The words of 名次, by what they say."""
    year: Mapping[str, str]
    periods: Mapping[str, str]
    """Stem by the Chinese word."""
    values: Mapping[str, str]
    slips: Mapping[str, str]
    """The word that is meant, by the word that is often typed for it."""
    usual: Mapping[str, tuple[str, ...]]
    """What schemes usually call their grades and honours; lines of their blocks, by the start symbol."""

    def field(self, stem: str) -> str:
        """Return the Chinese word of a field."""
        return next(field.word for field in self.fields.values() if field.stem == stem)


@cache
def keywords() -> Keywords:
    """Return the keyword table, read once a process."""
    table = words_of("keywords.toml")
    words = {
        name: Word(
            terminal=name,
            words=tuple(entry.get("words", ())),
            pattern=entry.get("pattern", ""),
            shapes=tuple(entry.get("shapes", ())),
            until=entry["until"],
            group=entry["group"],
            canonical=entry.get("canonical", entry.get("words", [""])[0]),
            keep=tuple(entry["words"] if (keep := entry.get("keep", ())) is True else keep),
        )
        for name, entry in table["words"].items()
    }
    fields = {
        entry["word"]: FieldWord(stem, entry["word"], tuple(entry["where"]), entry.get("lines", False))
        for stem, entry in table["fields"].items()
    }
    headings = dict(table["headings"])
    tables = tuple(headings.pop("table"))
    traits = {word: stem for stem, word in headings.pop("traits").items()}
    unreported = {word: stem for stem, word in table["unreported"].items()}
    consequences = {word: stem for stem, word in table["consequences"].items()}
    periods = {word: stem for stem, word in table["periods"].items()}
    blocks = {word: stem for stem, word in table["blocks"].items()}
    rank_keys = {stem: tuple(words) for stem, words in table["rank_keys"].items()}
    year, values, slips = table["year"], table["values"], table["slips"]
    usual = {stem: tuple(words) for stem, words in table["usual"].items()}
    others = (traits, consequences, unreported, rank_keys, year, periods, values, slips, usual)
    return Keywords(words, fields, blocks, table["body"], headings, tables, *others)
