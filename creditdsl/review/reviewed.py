"""A draft under review: each table in all its forms, and what is worked out about it on demand.

Receives a compilation without errors, or what is left of one with errors; promises findings the same view of it, and
that nothing is worked out twice.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from creditdsl.base.source import Source
from creditdsl.base.watch import Watch, unwatched
from creditdsl.compiler.pipeline import Compilation, CompiledTable
from creditdsl.ir.program import Program
from creditdsl.review.bounds import Bounds
from creditdsl.review.ladder import Ladder
from creditdsl.review.ladders import ladders
from creditdsl.review.partial import Partial
from creditdsl.review.prover.budget import Budget
from creditdsl.review.standards.compared import ComparedStandard, standards_of
from creditdsl.review.texts import Printed, printed
from creditdsl.syntax.nodes import Scheme, Table
from creditdsl.syntax.tree import SchemeTree

if TYPE_CHECKING:
    from creditdsl.review.bodies.checking import CheckedSentence


class ReviewedTable:
    """One table: as written, and as a program with its bounds."""

    def __init__(self, scheme: Scheme, compiled: CompiledTable, budget: Budget) -> None:
        self.scheme, self.compiled, self.budget = scheme, compiled, budget

    @property
    def table(self) -> Table:
        return self.compiled.table

    @property
    def program(self) -> Program:
        return self.compiled.program

    @cached_property
    def bounds(self) -> Bounds:
        """The attainable points of every rule, of every entry and of the total."""
        listed = frozenset(unit for group in self.table.roster.values() for unit in group)
        return Bounds(self.program, listed or None, self.budget)


class ReviewedDraft:
    """A scheme; tables in document order.

    scheme: all of it, as written. whole_tables: those of which nothing is left out, for findings about what is
    missing. watch: called between the steps of what takes long.
    """

    def __init__(self, compilation: Compilation, partial: Partial | None = None, watch: Watch = unwatched) -> None:
        self.watch = watch
        self.scheme = compilation.scheme
        self.compilation = compilation if partial is None else partial.compilation
        assert not self.compilation.failed
        self.budget = Budget(watch)
        self.tables = tuple(ReviewedTable(self.scheme, one, self.budget) for one in self.compilation.tables.values())
        left_out = {} if partial is None else partial.left_out
        self.whole_tables = tuple(one for one in self.tables if one.table.name not in left_out)

    def unwatch(self) -> None:
        """Let what is asked of the draft from now on go on to its end."""
        self.watch = self.budget.watch = unwatched

    @property
    def tree(self) -> SchemeTree:
        """The lines as typed, with comments and free text."""
        return self.compilation.tree

    @property
    def source(self) -> Source:
        return self.tree.source

    @cached_property
    def texts(self) -> tuple[Printed, ...]:
        """Every stretch of printed text, in document order."""
        return tuple(printed(self.tree, self.scheme))

    @cached_property
    def standards(self) -> tuple[ComparedStandard, ...]:
        """Every standard that stands beside rules, compared with them."""
        return tuple(one for table in self.tables for one in standards_of(self.scheme, table.compiled, self.watch))

    @cached_property
    def body_sentences(self) -> "tuple[CheckedSentence, ...]":
        """Every sentence of the document's text that states something of the tables; none where tables are left out."""
        if len(self.whole_tables) != len(self.scheme.tables) or not self.scheme.bodies:
            return ()
        from creditdsl.review.bodies.checking import checked_sentences  # most schemes are without a text

        return tuple(checked_sentences(self.scheme))

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """Every list of cases that decides by one value."""
        return tuple(
            ladder
            for table in self.compilation.tables.values()
            for ladder in ladders(table, self.scheme.digits, self.source)
        )
