"""The results of a table as printed: every value in words, alike for all formats.

Receives scored tables, of a set of data or of two that are compared. Promises the same columns to every format, and
their words in chunks of rows. Formats that arrange units use `units`, which holds them all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.base.version import __version__
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.results.chunks import Chunk, chunks
from creditdsl.results.difference import Difference, differences
from creditdsl.results.unit import UnitResult, unit_results
from creditdsl.scoring.scored import Part, Scored
from creditdsl.syntax.nodes import SectionRole
from creditdsl.syntax.walk import entries

_Name = TypeVar("_Name", bound=str)


@node
class Receipt:
    """The inputs and the tool of a result. data: the names of the files, in the order of their hashes."""

    tool: str
    scheme_sha256: str
    data_sha256: tuple[str, ...]
    engine: str
    data: tuple[str, ...] = ()


@dataclass(frozen=True)
class Results:
    """The results of a table; a unit has a result for each period, in the order of the periods, years last.

    parts: by label the periods of each set of data; the last set counts.
    """

    compiled: CompiledTable
    receipt: Receipt
    parts: Mapping[str, tuple[Part, ...]]

    @property
    def scheme(self) -> str:
        return self.compiled.program.scheme

    @property
    def table(self) -> str:
        return self.compiled.program.table

    @property
    def title(self) -> str:
        return self.compiled.table.title

    @property
    def digits(self) -> int:
        return self.compiled.program.digits

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades, the best first."""
        return (self.compiled.program.year or self.compiled.program).grade_names

    @cached_property
    def titles(self) -> Mapping[EntryRef, str]:
        """The titles of items and sections, by reference."""
        return {entry.ref: entry.title for entry in entries(self.compiled.table)}

    @cached_property
    def points(self) -> Mapping[EntryRef, Fraction]:
        """The stated points of items and sections, by reference."""
        return {entry.ref: entry.points for entry in entries(self.compiled.table) if entry.points is not None}

    @cached_property
    def deductions(self) -> frozenset[EntryRef]:
        """The references of deductions."""
        return frozenset(e.ref for e in entries(self.compiled.table) if e.role is SectionRole.DEDUCTION)

    @property
    def last(self) -> tuple[Part, ...]:
        """The parts of the set that counts."""
        return [*self.parts.values()][-1]

    @property
    def items(self) -> tuple[EntryRef, ...]:
        return _distinct(item.ref for part in self.last for item in part.program.items)

    @property
    def sections(self) -> tuple[EntryRef, ...]:
        return _distinct(section.ref for part in self.last for section in part.program.sections)

    @property
    def mentions(self) -> tuple[str, ...]:
        """表彰 and 通报, where the table has them."""
        return _distinct(honour.mention for part in self.last for honour in part.program.honours)

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods, in the order of the units; empty where there are none."""
        return tuple(part.period for part in self.last if part.period is not None)

    @property
    def rows(self) -> int:
        """The number of rows: units, each as often as it has periods."""
        return sum(len(part.units) for part in self.last)

    @property
    def unit_count(self) -> int:
        """The number of distinct units."""
        return self.rows if len(self.last) == 1 else len({unit for part in self.last for unit in part.units})

    def chunks(self, parts: Sequence[Part] | None = None) -> Iterator[Chunk]:
        """Yield all rows in words. parts: those of a set of data; None means the set that counts."""
        for part in self.last if parts is None else parts:
            yield from chunks(part, self.compiled.table.grades)

    @cached_property
    def units(self) -> tuple[UnitResult, ...]:
        return self._units(self.last)

    @cached_property
    def sets(self) -> Mapping[str, tuple[UnitResult, ...]]:
        """The results of each labelled set of data, the last of them `units`; empty without labels."""
        if len(self.parts) == 1:
            return {}
        *before, last = self.parts
        return {**{label: self._units(self.parts[label]) for label in before}, last: self.units}

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The differences of the last set from the first."""
        return differences(next(iter(self.sets.values())), self.units, self.digits) if self.sets else ()

    def of_period(self, period: str) -> "Results":
        """Return the results of one period."""
        chosen = {label: tuple(part for part in parts if part.period == period) for label, parts in self.parts.items()}
        return replace(self, parts=chosen)

    def by_place(self) -> list[UnitResult]:
        """Return the units by place, those without one behind, each in the order of the data."""
        return sorted(self.units, key=lambda unit: (unit.rank is None, unit.rank or 0))

    def _units(self, parts: Sequence[Part]) -> tuple[UnitResult, ...]:
        return tuple(unit for chunk in self.chunks(parts) for unit in unit_results(chunk))


def results(
    compiled: CompiledTable, scored: Mapping[str, Scored], scheme_sha256: str, engine: str = "exact"
) -> Results:
    """Return the results of a table, of one set of data under any label, or of two that are compared."""
    sources = [(label, name, sha256) for label, table in scored.items() for name, sha256 in table.sources]
    receipt = Receipt(
        f"creditdsl {__version__}",
        scheme_sha256,
        tuple(sha256 for _, _, sha256 in sources),
        engine,
        tuple(f"{label}：{name}" if label else name for label, name, _ in sources),
    )
    return Results(compiled, receipt, {label: table.parts for label, table in scored.items()})


def _distinct(names: Iterable[_Name]) -> tuple[_Name, ...]:
    return tuple(dict.fromkeys(names))
