"""The scheme of a command: its compiled file, and the wanted table.

Receives a path and a name as typed. Promises a table without an error, or a Failure with every error.
"""

from collections.abc import Iterable

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.failure import FAULTY, UNUSABLE, Failure
from creditdsl.base.nearest import nearest
from creditdsl.base.source import Source
from creditdsl.base.spelling import name_key
from creditdsl.compiler.pipeline import Compilation, CompiledTable, compile_source
from creditdsl.files import inputs as files
from creditdsl.files.decode import Reading
from creditdsl.reader.helped import helped
from creditdsl.reports.text import report
from creditdsl.scoring.errors import TableNotNamed, UnknownTable
from creditdsl.terminal import console


def load_scheme(path: str) -> tuple[Reading, Compilation]:
    """Load and compile the scheme. Failure lists the errors (2: the file is not readable as text)."""
    reading = files.read_file(path)
    return reading, error_free(reading, compile_source(readable(reading)))


def readable(reading: Reading) -> Source:
    """Return the text of a scheme; Failure where it may not be used."""
    if reading.source is None:
        raise Failure(*reading.diagnostics, exit_code=UNUSABLE)
    if not reading.ok:
        raise Failure(*reading.diagnostics, sources=(reading.source,), exit_code=FAULTY)
    return reading.source


def error_free(reading: Reading, compilation: Compilation) -> Compilation:
    """Return the compilation of a text; Failure lists its errors, and what the reader remarks."""
    if compilation.failed:
        diagnostics = helped(compilation.tree, compilation.diagnostics)
        raise Failure(*reading.diagnostics, *diagnostics, sources=(readable(reading),), exit_code=FAULTY)
    return compilation


def choose_table(compilation: Compilation, name: str | None) -> CompiledTable:
    """Return the table called `name`, in any width; without a name, the only table. Failure where there is none."""
    tables = compilation.tables
    offered = tuple(tables)
    if name is None or not tables:
        if len(tables) != 1:
            raise Failure(TableNotNamed(offered))
        return next(iter(tables.values()))
    chosen = next((table for key, table in tables.items() if name_key(key) == name_key(name)), None)
    if chosen is None:
        similar = nearest(name_key(name), tables, most=1)
        raise Failure(UnknownTable(name, similar[0] if similar and len(tables) > 1 else "", offered))
    return chosen


def warn(reading: Reading, compilation: Compilation, of_data: Iterable[Diagnostic] = ()) -> None:
    """Write warnings and notes on a scheme and its data, which stop no command, to standard error."""
    diagnostics = (*reading.diagnostics, *compilation.diagnostics, *of_data)
    milder = [diagnostic for diagnostic in diagnostics if diagnostic.severity is not Severity.ERROR]
    if milder:
        console.write_error(report(milder, () if reading.source is None else (reading.source,)))
