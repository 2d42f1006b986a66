"""A board of results that were computed by columns: a row is made when it is asked for.

Receives an order with one data file; promises the rows that the board by rows has. It needs NumPy and pyarrow.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from creditdsl import __version__
from creditdsl.api.engine_room import Board, Explained, Order, RowBoard, waiting
from creditdsl.backends.columns.facts import Known
from creditdsl.backends.parts import Part
from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.data.binding.reading import Reading
from creditdsl.explain.explanation import explain
from creditdsl.ir.outcome import Outcome, Pending, UnitOutcome
from creditdsl.results.large_json import JsonWriter
from creditdsl.results.large_notes import Notes
from creditdsl.results.large_results import (
    figures,
    items_of,
    mentions_of,
    printed,
    sections_of,
    words,
    write_csv,
    write_parquet,
)
from creditdsl.results.results import Results, results
from creditdsl.results.shape import Receipt
from creditdsl.results.unit import UnitResult
from creditdsl.scoring.engines import of_tables
from creditdsl.scoring.explained_large import _field, _place, _reading
from creditdsl.scoring.large import LargeScored, of_period, score_large
from creditdsl.scoring.units import Scored
from creditdsl.terminal.progress import Progress

_CHUNK = 1 << 12
"""Rows that are put into words together."""


class LargeBoard:
    """path: the file. period: the one that is left of several."""

    def __init__(self, order: Order, path: Path, scored: LargeScored, period: str | None = None) -> None:
        self.order, self.path, self.scored, self.period = order, path, scored, period
        self._ends = list(accumulate(part.table.rows for part in scored.parts))
        self._notes: dict[int, Notes] = {}
        self._known: dict[int, Known] = {}

    @classmethod
    def of(cls, order: Order, path: Path) -> "LargeBoard":
        """The file scored; Failure with the first faults and the count of all."""
        run = of_tables(order.engine or "columns", order.address)
        return cls(
            order, path, score_large(order.compiled.program, str(path), order.partial, Progress(terminal=False), run)
        )

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def names(self) -> Iterator[tuple[str, str | None]]:
        return ((unit, part.period) for part in self.scored.parts for unit in part.table.units)

    def rows(self, start: int, stop: int) -> Iterator[UnitResult]:
        end = 0
        for number, part in enumerate(self.scored.parts):
            first, end = end, end + part.table.rows
            low, high = max(start, first), min(stop, end)
            for at in range(low, high, _CHUNK):
                yield from self._units(number, slice(at - first, min(at + _CHUNK, high) - first))

    def waiting(self, at: int, definition: str) -> tuple[Pending, str]:
        part, row = self._place(at)
        return waiting(self.order.compiled, self._outcome(part, row), self._read({part: row}), definition)

    def explanation(self, at: int) -> Explained | None:
        number, row = self._place(at)
        period, unit = self.scored.parts[number].period, self.scored.parts[number].table.units[row]
        parts = [*enumerate(self.scored.parts)] if period is not None else [(number, self.scored.parts[number])]
        rows = {which: place for which, part in parts if (place := _place(unit, part.table.units)) is not None}
        return next(
            explain(
                self.order.scheme,
                self.order.compiled,
                self._read(rows),
                Outcome(tuple(self._outcome(*place) for place in rows.items()), ()),
                unit,
                period,
                {part.period: _field(part, rows[which]) for which, part in parts if which in rows},
            )
        )

    def of_period(self, period: str) -> "LargeBoard":
        return LargeBoard(self.order, self.path, of_period(self.scored, period), period)

    def writer(self, suffix: str) -> Callable[[BinaryIO], None] | None:
        compiled, scored = self.order.compiled, self.scored
        match suffix:
            case ".csv":
                return lambda stream: write_csv(stream, compiled, scored, _unseen)
            case ".parquet":
                return lambda stream: write_parquet(stream, compiled, scored, _unseen)
            case ".json":
                return lambda stream: JsonWriter(compiled, scored, self._receipt).write(stream, _unseen)
        return None

    @property
    def sets(self) -> Mapping[str, Board]:
        return {}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(each for each in self.scored.reading.diagnostics if each.severity is not Severity.ERROR)

    @property
    def periods(self) -> tuple[str, ...]:
        return tuple(part.period for part in self.scored.parts if part.period is not None)

    @property
    def results(self) -> Results:
        if self.path.suffix.lower() == ".csv":  # rows also know every value before it was limited and rounded
            by_rows = RowBoard.of(self.order).results
            return by_rows if self.period is None else by_rows.of_period(self.period)
        nothing = {"": Scored(Reading((), {}, (), ()), Outcome((), ()))}
        empty = results(self.order.compiled, nothing, self.order.sha256, self._receipt.engine)
        return replace(empty, units=tuple(self.rows(0, len(self))), receipt=self._receipt)

    @property
    def _receipt(self) -> Receipt:
        name, sha256 = self.scored.reading.source
        tool, engine = f"creditdsl {__version__}", self.order.engine or "columns"
        return Receipt(tool, self.order.sha256, (sha256,), engine, (name,))

    def _place(self, at: int) -> tuple[int, int]:
        """The part of a row, and which of its rows it is."""
        part = bisect_right(self._ends, at)
        return part, at - (self._ends[part - 1] if part else 0)

    def _outcome(self, number: int, row: int) -> UnitOutcome:
        """The outcome that the interpreter gives of the row."""
        part = self.scored.parts[number]
        if number not in self._known:
            self._known[number] = Known(part.program, part.table)
        return replace(self._known[number].outcome(row), period=part.period)

    def _read(self, rows: Mapping[int, int]) -> Reading:
        """A row of each of these parts as the readers of rows have it."""
        parts = ((self.scored.parts[number].at, row) for number, row in rows.items())
        return _reading(self.scored, [row if at is None else int(at[row]) for at, row in parts])

    def _units(self, number: int, rows: slice) -> Iterator[UnitResult]:
        """Some rows of a part as they are printed."""
        part = self.scored.parts[number]
        if number not in self._notes:
            self._notes[number] = Notes(self.order.compiled, self.scored, part)
        program, scores, many = part.program, part.scores, rows.stop - rows.start
        items, sections = items_of(self.scored), sections_of(self.scored)
        *columns, total = [
            [] if figure is None else printed(figure, rows, program.digits, outside)
            for figure, outside in figures(self.scored, part, rows)
        ]
        ranks = [""] * many if program.rank is None else words(scores[program.rank], rows, str)
        names = program.grade_names
        grades = [""] * many if program.grade is None else words(scores[program.grade], rows, names.__getitem__)
        honours = _honours(self.scored, part, rows)
        notes = self._notes[number].of(rows)
        for at, unit in enumerate(part.table.units[rows]):
            yield UnitResult(
                unit=unit,
                period=part.period,
                items={ref: column[at] for ref, column in zip(items, columns, strict=False) if column},
                sections={
                    ref: column[at] for ref, column in zip(sections, columns[len(items) :], strict=True) if column
                },
                total=total[at],
                grade=grades[at] or None,
                rank=int(ranks[at]) if ranks[at] else None,
                notes=notes[at],
                honours={mention: words_of[at] or None for mention, words_of in honours.items()},
                graded=program.grade is not None,
                placed=program.rank is not None,
            )


def _honours(scored: LargeScored, part: Part, rows: slice) -> dict[str, list[str]]:
    """By 表彰 and 通报, what is said of each row."""
    honours = {honour.mention: honour for honour in part.program.honours}
    return {
        mention: list(words(part.scores[honours[mention].definition], rows, [*honours[mention].names, ""].__getitem__))
        for mention in mentions_of(scored)
        if mention in honours
    }


def _unseen(done: int) -> None:
    """A program is told nothing while it waits."""
