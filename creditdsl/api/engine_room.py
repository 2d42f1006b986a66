"""Where the API meets scoring and results: from sources of data to a board of results.

Receives an order; promises every row of results, the values behind it and its explanation, whether they were
computed by rows or by columns, or a Failure with every fault. Only this module and large_board.py import
scoring and results.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Protocol

from creditdsl.backends import periods
from creditdsl.backends.engines import EXACT
from creditdsl.base.diagnostic import Diagnostic, Severity, has_errors
from creditdsl.base.failure import FAULTY, UNUSABLE, Failure
from creditdsl.base.node import node
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.details import with_details
from creditdsl.data.binding.reading import Reading
from creditdsl.data.files.loading import DataFile, TableSource, load
from creditdsl.data.sheet_errors import UNREADABLE
from creditdsl.data.sheets.returned import Wanted
from creditdsl.data.tables import fold
from creditdsl.data.units import has_periods, read_units
from creditdsl.explain.comparison import UnitComparison, compare
from creditdsl.explain.explanation import UnitExplanation, explain
from creditdsl.ir.outcome import Pending, UnitOutcome
from creditdsl.ir.program import Program
from creditdsl.publish.standings.standings import Standings
from creditdsl.results import unit as unit_words
from creditdsl.results.results import Results, results
from creditdsl.results.standings import standings
from creditdsl.results.unit import UnitResult
from creditdsl.scoring import sets as scoring_sets
from creditdsl.scoring import units as scoring_units
from creditdsl.scoring.engines import of_rows
from creditdsl.scoring.large import UnevenRows, is_large
from creditdsl.scoring.units import Scored
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.walk import units_of

Explained = UnitExplanation | UnitComparison


@node
class Order:
    """What is to be scored. sha256: of the scheme.

    sets: sources by label, under an empty one where nothing is compared. details: by the name of the detail
    table. engine: None for the one that suits.
    """

    scheme: Scheme
    compiled: CompiledTable
    sha256: str
    sets: Mapping[str, Sequence[TableSource]]
    details: Mapping[str, TableSource]
    partial: bool
    engine: str | None
    address: str | None


class Board(Protocol):
    """Results of one table, row by row: period by period in the order of the data, years last."""

    def __len__(self) -> int: ...
    def names(self) -> Iterator[tuple[str, str | None]]:
        """Unit and period of every row."""
        ...

    def rows(self, start: int, stop: int) -> Iterator[UnitResult]:
        """Some rows as they are printed."""
        ...

    def waiting(self, at: int, definition: str) -> tuple[Pending, str]:
        """What the value of a definition waits for in a row, and the words for it."""
        ...

    def explanation(self, at: int) -> Explained | None:
        """How the scores of a row came about; None where a set has no such row."""
        ...

    def of_period(self, period: str) -> "Board": ...
    def writer(self, suffix: str) -> "Callable[[BinaryIO], None] | None":
        """What writes a file of this suffix bit by bit; None where `results` is to be written."""
        ...

    @property
    def order(self) -> Order: ...
    @property
    def sets(self) -> "Mapping[str, Board]": ...
    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...
    @property
    def periods(self) -> tuple[str, ...]: ...
    @property
    def results(self) -> Results: ...


def score(order: Order) -> Board:
    """The results by columns where that pays and the data allow it, else by rows."""
    single = [source for sources in order.sets.values() for source in sources]
    if len(single) == 1 and isinstance(single[0], Path) and is_large([str(single[0])], order.engine, "csv"):
        from creditdsl.api.large_board import LargeBoard

        try:
            return LargeBoard.of(order, single[0])
        except UnevenRows:
            if order.engine is not None:
                raise
    return RowBoard.of(order)


def standings_of(board: Board) -> Standings:
    """The results of the last period, the best unit first."""
    return standings(board.results)


@node
class RowBoard:
    """Results computed row by row. scored: by label, the set that counts last."""

    order: Order
    scored: Mapping[str, Scored]
    results: Results

    @classmethod
    def of(cls, order: Order) -> "RowBoard":
        """Every set scored; Failure with the faults of all."""
        run = of_rows(order.engine or EXACT, order.address)
        scored: dict[str, Scored] = {}
        failures: list[Failure] = []
        for label, sources in order.sets.items():
            try:
                scored[label] = _scored(order, sources, run, label)
            except Failure as failure:
                failures.append(failure)
        if failures:
            faults = dict.fromkeys(fault for failure in failures for fault in failure.diagnostics)
            sentences = dict.fromkeys(failure.message for failure in failures if failure.message)
            raise Failure("\n".join(sentences), faults, (), max(failure.exit_code for failure in failures))
        if not order.partial:
            scoring_sets._same_units(scored)
        return cls(order, scored, results(order.compiled, scored, order.sha256, order.engine or EXACT))

    def __len__(self) -> int:
        return len(self.results.units)

    def names(self) -> Iterator[tuple[str, str | None]]:
        return ((row.unit, row.period) for row in self.results.units)

    def rows(self, start: int, stop: int) -> Iterator[UnitResult]:
        return iter(self.results.units[start:stop])

    def waiting(self, at: int, definition: str) -> tuple[Pending, str]:
        row = self.results.units[at]
        last = self._last
        outcome = next(unit for unit in last.outcome.units if (unit.unit, unit.period) == (row.unit, row.period))
        return waiting(self.order.compiled, outcome, last.reading, definition)

    def explanation(self, at: int) -> Explained | None:
        row = self.results.units[at]
        by_set: dict[str, UnitExplanation] = {}
        for label, scored in self.scored.items():
            names = {unit.unit for unit in scored.reading.units if fold(unit.unit) == fold(row.unit)}
            if not names:
                return None
            each = explain(
                self.order.scheme, self.order.compiled, scored.reading, scored.outcome, names.pop(), row.period
            )
            explanation = next(each, None)
            if explanation is None:
                return None
            by_set[label] = explanation
        return compare(by_set) if len(by_set) > 1 else next(iter(by_set.values()))

    def of_period(self, period: str) -> "RowBoard":
        return replace(self, results=self.results.of_period(period))

    def writer(self, suffix: str) -> None:
        if suffix == ".parquet":
            raise Failure("只有一个数据文件、不用 exact 算法时才能写 parquet 文件。请写成 .csv 文件。")

    @property
    def sets(self) -> "Mapping[str, RowBoard]":
        if not self.results.sets:
            return {}
        return {
            label: RowBoard(self.order, {label: self.scored[label]}, replace(self.results, units=units, sets={}))
            for label, units in self.results.sets.items()
        }

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        diagnostics = [each for scored in self.scored.values() for each in scored.reading.diagnostics]
        return tuple(each for each in diagnostics if each.severity is not Severity.ERROR)

    @property
    def periods(self) -> tuple[str, ...]:
        return self.results.periods

    @property
    def _last(self) -> Scored:
        return list(self.scored.values())[-1]


def waiting(compiled: CompiledTable, outcome: UnitOutcome, reading: Reading, definition: str) -> tuple[Pending, str]:
    """What a value of a unit waits for, with the words that the results have for it."""
    value = outcome.values[definition]
    assert isinstance(value, Pending)
    program = unit_words.program_of(compiled, outcome.period)
    return value, unit_words._causes(value, program, outcome, reading)


def _scored(order: Order, sources: Sequence[TableSource], run: periods.Engine, label: str) -> Scored:
    """One set read and scored; Failure with every fault."""
    program, details = order.compiled.program, order.details
    if program.by_period and not program.periodic:
        program = replace(program, periodic=has_periods([*sources, *details.values()]))
    missing = scoring_units.detail_sheets(program) - details.keys()
    wanted = Wanted(program.scheme, program.table, units_of(order.compiled.table), label, missing)
    reading = read_units(sources, program.data_measures, program.periodic, wanted)
    main = _name(sources[0])
    if program.details:
        reading = _with_details(reading, program, details, main)
    outcome = periods.score(program, reading.units, run)
    names = {detail.cell: _name(details[detail.sheet]) for detail in program.details if detail.sheet in details}
    names = {detail.cell: detail.sheet for detail in program.details} | names
    faults = [*reading.diagnostics, *scoring_units._zeros(reading, outcome, names, main)]
    if not order.partial:
        faults += scoring_units._blanks(reading, outcome, names)
    if has_errors(faults):
        unreadable = any(diagnostic.code in UNREADABLE for diagnostic in faults)
        raise Failure("", faults, (), UNUSABLE if unreadable else FAULTY)
    return Scored(reading, outcome)


def _with_details(reading: Reading, program: Program, details: Mapping[str, TableSource], main: str) -> Reading:
    """The units with their cells of detail tables, and the files of these among the sources."""
    files = {sheet: load(source) for sheet, source in details.items()}
    units, faults = with_details(reading.units, files, program.details, reading.details)
    hashes = ((file.name, file.sha256) for file in files.values() if file.sha256 is not None)
    return replace(
        reading,
        units=units,
        sources=(*reading.sources, *hashes),
        diagnostics=(*reading.diagnostics, *(replace(fault, file=fault.file or main) for fault in faults)),
    )


def _name(source: TableSource) -> str:
    return source.path if isinstance(source, DataFile) else str(source)
