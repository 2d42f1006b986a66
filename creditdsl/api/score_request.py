"""Where the API meets scoring and results: from sources of data to rows of results.

Receives a request; promises every row of results, the values behind it and its explanation, whichever engine
computed, or a Failure with every fault.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from creditdsl.backends.engines import EXACT
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import Pending
from creditdsl.ir.program import Program
from creditdsl.results.chunks import chunk
from creditdsl.results.printed import Results, results
from creditdsl.results.unit import UnitResult, unit_results
from creditdsl.scoring.data_set import DataSet
from creditdsl.scoring.engines import engine_for
from creditdsl.scoring.scored import Part, RowKey, Scored
from creditdsl.scoring.sets import score_sets
from creditdsl.syntax.nodes import Scheme
from creditdsl.terminal.progress import Report, quiet

if TYPE_CHECKING:
    from creditdsl.scoring.explained import Explained

_ROWS = 1 << 12
"""Rows that are put into words together."""


@node
class ScoreRequest:
    """What is to be scored. sha256: of the scheme.

    sets: data by label, under an empty one where nothing is compared. engine: None for the one that suits.
    """

    scheme: Scheme
    compiled: CompiledTable
    sha256: str
    sets: Mapping[str, DataSet]
    partial: bool
    engine: str | None
    address: str | None

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are to be read."""
        return tuple(dict.fromkeys(path for data in self.sets.values() for path in data.paths))


def score(
    request: ScoreRequest, *, traced: bool = False, shown: Report = quiet, earlier: "ScoredRows | None" = None
) -> "ScoredRows":
    """The scores; Failure with the faults of all sets.

    traced: exact values before limits and rounding are wanted, which only the interpreter keeps. shown: what shows
    the progress. earlier: scores that are built on where the scheme or the data differ little.
    """
    engine = engine_for(request.engine, request.paths, request.address, traced=traced)
    known = {} if earlier is None else earlier.scored
    scored = score_sets(request.compiled, request.sets, request.partial, engine, shown, known)
    return ScoredRows(request, scored, results(request.compiled, scored, request.sha256, engine.name))


class ScoredRows:
    """Results of one table, row by row: period by period in the order of the data, years last.

    scored: by label, the set that counts last. period: the one that is left of several.
    """

    def __init__(
        self, request: ScoreRequest, scored: Mapping[str, Scored], results: Results, period: str | None = None
    ) -> None:
        self.request, self.scored, self.results, self.period = request, scored, results, period

    def __len__(self) -> int:
        return self.results.rows

    def names(self) -> Iterator[RowKey]:
        """Unit and period of every row."""
        return ((unit, part.period) for part in self.results.last for unit in part.units)

    def rows(self, start: int, stop: int) -> Iterator[UnitResult]:
        """Some rows as they are printed."""
        grades = self.request.compiled.table.grades
        for part, end in zip(self.results.last, self._ends, strict=True):
            first = end - len(part.units)
            low, high = max(start, first) - first, min(stop, end) - first
            for at in range(low, high, _ROWS):
                yield from unit_results(chunk(part, grades, slice(at, min(at + _ROWS, high))))

    def program(self, at: int) -> Program:
        """What scored a row: of a whole year it is another program."""
        part, _ = self._place(at)
        return part.program

    def waiting(self, at: int, definition: DefinitionId) -> tuple[Pending, str]:
        """What a result of a row waits for, and the words for it."""
        part, row = self._place(at)
        return part.waiting(definition, row)

    def explanations(self, chosen: Mapping[str, str | None]) -> "Iterator[Explained]":
        """How the scores of units came about, each in its period; without those that a set does not have."""
        from creditdsl.scoring.explained import explain_units

        return explain_units(self.request.scheme, self.request.compiled, self.scored, chosen)

    def of_period(self, period: str) -> "ScoredRows":
        return ScoredRows(self.request, self.scored, self.results.of_period(period), period)

    @property
    def sets(self) -> Mapping[str, "ScoredRows"]:
        """Of labelled sets the rows of each."""
        return {label: self._of_set(label) for label in self.scored} if len(self.scored) > 1 else {}

    @property
    def traced(self) -> Results:
        """The results with exact values before limits and rounding, where it was not said who computes."""
        if self.request.engine is not None or self.results.receipt.engine == EXACT:
            return self.results
        again = score(self.request, traced=True).results
        return again if self.period is None else again.of_period(self.period)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the readers remark."""
        return tuple(diagnostic for scored in self.scored.values() for diagnostic in scored.diagnostics)

    def _of_set(self, label: str) -> "ScoredRows":
        request = replace(self.request, sets={label: self.request.sets[label]})
        scored = {label: self.scored[label]}
        scored_rows = ScoredRows(
            request, scored, results(request.compiled, scored, request.sha256, self.results.receipt.engine)
        )
        return scored_rows if self.period is None else scored_rows.of_period(self.period)

    @cached_property
    def _ends(self) -> list[int]:
        """Of each part the row behind its last one."""
        return list(accumulate(len(part.units) for part in self.results.last))

    def _place(self, at: int) -> tuple[Part, int]:
        """The part of a row, and which of its rows it is."""
        which = bisect_right(self._ends, at)
        part = self.results.last[which]
        return part, at - (self._ends[which] - len(part.units))
