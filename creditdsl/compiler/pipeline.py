"""The whole compiler on one page.

    source ─ read_lines ─▶ lines ─ build ─▶ AST ─ resolve ─▶ names ─ typecheck ─▶ types ─ lower ─▶ programs

Each pass is a function from the results of earlier passes to its own result and messages. No pass reports a
line that an earlier pass has reported. Tables are lowered to programs only where there is no error.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from creditdsl.base.diagnostic import Diagnostic, has_errors, in_order
from creditdsl.base.memo import Memo
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.base.watch import Watch, unwatched
from creditdsl.compiler.build import build
from creditdsl.compiler.resolve import Names, resolve
from creditdsl.compiler.typecheck import Types, typecheck
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.nodes import Scheme, Table
from creditdsl.syntax.tree import SchemeTree

if TYPE_CHECKING:
    from creditdsl.ir.program import Program


@node
class Analysis:
    """A scheme with its names and types, without programs; `check` needs no more."""

    tree: SchemeTree
    scheme: Scheme
    names: Mapping[str, Names]
    types: Mapping[str, Types]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        return has_errors(self.diagnostics)


@node
class CompiledTable:
    """A table as written, with its names and types, and as a program."""

    table: Table
    names: Names
    types: Types
    program: "Program"


@node
class Compilation:
    """A compiled scheme. tables: empty if there is an error."""

    tree: SchemeTree
    scheme: Scheme
    tables: Mapping[str, CompiledTable]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        return has_errors(self.diagnostics)


def analyse(source: Source, memo: Memo | None = None) -> Analysis:
    """Read and check a scheme; its faults are diagnostics in the order of the file.

    memo: of earlier versions of the text, whose lines are neither read nor built again where they stand as they did.
    """
    tree, unread = read_lines(source, memo)
    scheme, misfits = build(tree, memo)
    return analyse_scheme(tree, scheme, (*unread, *misfits))


def analyse_scheme(tree: SchemeTree, scheme: Scheme, diagnostics: tuple[Diagnostic, ...] = ()) -> Analysis:
    """Check what is built; `diagnostics`: the messages of the passes before."""
    names, unnamed = resolve(scheme, tree.source.name)
    types, mistyped = typecheck(scheme, names, tree.source.name)
    return Analysis(tree, scheme, names, types, in_order((*diagnostics, *unnamed, *mistyped)))


def compile_source(source: Source) -> Compilation:
    """Check a scheme and, where it has no error, lower each of its tables to a program."""
    return compile_analysis(analyse(source))


def compile_analysis(analysis: Analysis, watch: Watch = unwatched) -> Compilation:
    """Lower each table of a scheme that has no error; `watch` may abandon it."""
    from creditdsl.compiler.lower import lower  # `check` must start fast and lowers nothing

    tables = {}
    for table in () if analysis.failed else analysis.scheme.tables:
        watch()
        names, types = analysis.names[table.name], analysis.types[table.name]
        tables[table.name] = CompiledTable(table, names, types, lower(analysis.scheme, table, names, types))
    return Compilation(analysis.tree, analysis.scheme, tables, analysis.diagnostics)
