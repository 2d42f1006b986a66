"""The names that a text holds already, as they may be written again.

Receives where names stand; promises them by kind, in document order, for one table. The line that is being written is
left out: what is typed in it is no name yet.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from creditdsl.compiler.typecheck import Types
from creditdsl.ir.types import describe
from creditdsl.server.features.occurrences import Kind, Occurrence
from creditdsl.server.features.offer import Offer, OfferKind
from creditdsl.syntax.guard import MEASURE_WORDS
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.quantities import amount_words
from creditdsl.syntax.terminals import DECLARED_MARK

_COUNTED = re.compile("([^\\W\\d_])[数量]$")


class KnownNames:
    """The names of one table; those of others come behind them."""

    def __init__(self, uses: Iterable[Occurrence], table: int, line: int, types: Types) -> None:
        self.types = types
        elsewhere = [use for use in uses if use.span.line != line]
        self._uses = sorted(elsewhere, key=lambda use: use.table != table)  # stable: document order within each
        self.table = table

    def named(self, *kinds: Kind) -> tuple[str, ...]:
        """Return the names of some kinds, each once."""
        return tuple(dict.fromkeys(use.text for use in self._uses if use.kind in kinds))

    @cached_property
    def measures(self) -> Mapping[str, bool]:
        """The measures, each with whether this table has it."""
        of_table = {use.text for use in self._uses if use.kind is Kind.MEASURE and use.table == self.table}
        return {name: name in of_table for name in self.named(Kind.MEASURE)}

    def measure(self, name: str, tier: int) -> Offer:
        """Return the offer of a measure: with its type, and in quotation marks where it stands so elsewhere."""
        kind = self.types.get(name)
        written = f"“{name}”" if name in self._quoted else ""
        return Offer(name, OfferKind.MEASURE, tier, "" if kind is None else describe(kind), written)

    @cached_property
    def _quoted(self) -> frozenset[str]:
        return frozenset(use.text for use in self._uses if use.quoted)

    @cached_property
    def declared(self) -> frozenset[str]:
        """The measures that 数据 of this table has."""
        uses = (use for use in self._uses if use.kind is Kind.MEASURE and use.declares)
        return frozenset(use.text for use in uses if use.table == self.table)

    def options(self, measure: str) -> tuple[str, ...]:
        """Return the options of a measure; those of all where it has none."""
        options = [use for use in self._uses if use.kind is Kind.OPTION]
        of_it = [use.text for use in options if use.measure == measure]
        return tuple(dict.fromkeys((*(of_it or [use.text for use in options]), keywords().values["none"])))

    def measure_words(self, measure: str) -> tuple[str, ...]:
        """Return the words that count a measure: the likely ones, the text's own, all others."""
        of_text = self.named(Kind.MEASURE_WORD)
        return tuple(dict.fromkeys((*self.likely_words(measure), *of_text, *MEASURE_WORDS, *amount_words())))

    def likely_words(self, measure: str) -> tuple[str, ...]:
        """Return the word that 数据 counts a measure by, and the one that its name ends in: 条 of 信息条数."""
        by_name = _COUNTED.search(measure)
        likely = (self._counting.get(measure), by_name[1] if by_name and by_name[1] in MEASURE_WORDS else None)
        return tuple(filter(None, likely))

    @cached_property
    def _counting(self) -> Mapping[str, str]:
        """Measure words by the measures that are declared in a line with them."""
        by_line = {(use.table, use.span.line): use.text for use in self._uses if use.kind is Kind.MEASURE_WORD}
        declared = [use for use in self._uses if use.kind is Kind.MEASURE and use.declares]
        words = {use.text: by_line.get((use.table, use.span.line)) for use in reversed(declared)}
        return {name: word for name, word in words.items() if word}

    def marked(self, code: str) -> str:
        """Return folded code with a mark over names that cannot be written bare, as the compiler reads it."""
        if self._marked is None:
            return code
        return self._marked.sub(lambda found: DECLARED_MARK * len(found.group()), code)

    @cached_property
    def _marked(self) -> re.Pattern[str] | None:
        names = sorted((name for name in self.declared if re.search(r"[\W\d_]", name)), key=len, reverse=True)
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, names))})") if names else None
