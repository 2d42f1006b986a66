"""The whole compiler on one page.

    source ─ read_lines ─▶ lines ─ build ─▶ AST ─ resolve ─▶ names ─ typecheck ─▶ types ─ lower ─▶ programs

Each pass is a function from what the earlier ones gave to its own result and messages. No pass
speaks of a line that an earlier one has reported. Programs are made only where there is no error.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from creditdsl.base.diagnostic import Diagnostic, has_errors, in_order
from creditdsl.base.node import node
from creditdsl.base.source import Source
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
    """A scheme as far as its own text goes: what `check` needs, without programs."""

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
    """One table in all its forms: as written, typed, and as a program."""

    table: Table
    names: Names
    types: Types
    program: "Program"


@node
class Compilation:
    """tables is empty if there is an error."""

    tree: SchemeTree
    scheme: Scheme
    tables: Mapping[str, CompiledTable]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        return has_errors(self.diagnostics)


def analyse(source: Source) -> Analysis:
    """Read and check a scheme; every fault is a diagnostic, in the order of the file."""
    tree, unread = read_lines(source)
    scheme, misfits = build(tree)
    names, unnamed = resolve(scheme, source.name)
    types, mistyped = typecheck(scheme, names, source.name)
    return Analysis(tree, scheme, names, types, in_order((*unread, *misfits, *unnamed, *mistyped)))


def compile_source(source: Source) -> Compilation:
    """Check a scheme and, where it has no error, lower each of its tables to a program."""
    from creditdsl.compiler.lower import lower  # `check` must start fast and lowers nothing

    found = analyse(source)
    tables = {}
    for table in () if found.failed else found.scheme.tables:
        names, types = found.names[table.name], found.types[table.name]
        tables[table.name] = CompiledTable(table, names, types, lower(found.scheme, table, names, types))
    return Compilation(found.tree, found.scheme, tables, found.diagnostics)
