"""A table scored, whichever engine computed it.

Promises what results and explanations ask of a scored table: the parts of each period, the values of a result
by column, why a grade was changed, what a row waits for, and all that explains one unit. `interpreted` and
`computed` keep these promises, for the reference engine and for engines of columns.
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
"""What a row waits for where no cell of its own and no other unit is to be named."""


class Part(Protocol):
    """The rows of one period, scored among each other."""

    @property
    def program(self) -> Program: ...

    @property
    def period(self) -> str | None: ...

    @property
    def units(self) -> Sequence[str]: ...

    def column(self, definition: DefinitionId, rows: slice) -> Coded[int | None]:
        """Return a result in parts of which `Program.scale` make one, an index of words whole; None where it waits."""

    def fired(self, stage: GradeStage, rows: slice) -> Coded[int | None]:
        """Return 1 where the override of a stage of the grade fired."""

    def causes(self, rows: slice) -> Sequence[str]:
        """Return what the total of each row waits for, else its grade; any words where neither does."""

    def sums(self, row: int) -> Mapping[EntryRef, str]:
        """Return the exact value of items and sections before caps and rounding, where the engine kept it."""


@node
class UnitFacts:
    """What explains units. outcome: theirs for every period, maybe among others.

    fields: by period, the units beside a single one; None where the outcome has them all.
    """

    reading: Reading
    outcome: Outcome
    fields: Mapping[str | None, Field] | None


class Scored(Protocol):
    """parts: period by period as the data have them, the years last."""

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
        """What the readers remark, no errors."""

    def facts(self, units: Collection[str]) -> UnitFacts:
        """Return the facts of these units, maybe among others. The scores may make room for it."""
