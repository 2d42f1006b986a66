"""A scored table, whichever engine computed it.

Promises, for results and explanations, the parts of each period, the values of a result by column, the overrides of
grades, the causes of waiting rows, and the facts that explain a unit. `interpreted` keeps these promises for the
reference engine, `computed` for engines of columns.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.reading import Reading
from creditdsl.explain.conclusion import Field
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import Outcome
from creditdsl.ir.program import GradeStage, Program
from creditdsl.scoring.coded import Coded

RowKey = tuple[str, str | None]
"""A unit, and its period where there are periods."""

PERIODS_WAIT, PEOPLE_DECIDE = "要等各期的总分都确定", "方案里有待定的项"
"""The causes of a waiting row that are neither cells of the row nor other units."""


class Part(Protocol):
    """The rows of a period, scored among each other."""

    @property
    def program(self) -> Program: ...

    @property
    def period(self) -> str | None: ...

    @property
    def units(self) -> Sequence[str]: ...

    def column(self, definition: DefinitionId, rows: slice) -> Coded[int | None]:
        """Return a result in units of 1/`Program.scale`, an index of names as it is; None where a row waits."""

    def fired(self, stage: GradeStage, rows: slice) -> Coded[int | None]:
        """Return 1 for rows in which the override of a stage of the grade fired."""

    def causes(self, rows: slice) -> Sequence[str]:
        """Return the words for what the total of each row waits for, else its grade; any words where neither waits."""

    def sums(self, row: int) -> Mapping[EntryRef, str]:
        """Return the exact value of items and sections before caps and rounding, where the engine kept it."""


@node
class UnitFacts:
    """The facts that explain units. outcome: theirs for every period, maybe among others.

    fields: by period, the units beside a single one; None where the outcome has them all.
    """

    reading: Reading
    outcome: Outcome
    fields: Mapping[str | None, Field] | None


class Scored(Protocol):
    """A scored table. parts: by period in the order of the data, the years last."""

    @property
    def compiled(self) -> CompiledTable: ...

    @property
    def parts(self) -> tuple[Part, ...]: ...

    @property
    def names(self) -> Sequence[str]:
        """The unit of each row that was read."""

    @property
    def periodic(self) -> bool:
        """Whether rows have periods."""

    @property
    def keys(self) -> Sequence[RowKey]:
        """The rows that were scored, in the order of the data."""

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The name and the SHA-256 of every file that was read."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The warnings and notes of the readers; no errors."""

    def facts(self, units: Collection[str]) -> UnitFacts:
        """Return the facts of the units, maybe among others. The scores may be released for it."""
