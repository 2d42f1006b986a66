"""Scheme and data brought together for the commands that score.

Receives files or tables of values. Promises a scored table, or a Failure with every fault at once: of the data, of
blank cells that are needed, and of zero denominators. Rows and columns are accepted, refused and reported alike.
"""

from collections.abc import Mapping
from dataclasses import replace

from creditdsl.backends import periods
from creditdsl.backends.rescoring import Rescoring
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.details import with_details
from creditdsl.data.binding.reading import Reading
from creditdsl.data.binding.roster import roster_of
from creditdsl.data.file_errors import FileTooBig
from creditdsl.data.files.loading import TableSource, load
from creditdsl.data.sheets.returned import Wanted
from creditdsl.data.unit_reader import has_periods, read_units
from creditdsl.ir.program import Program
from creditdsl.scoring.data_faults import Files, of_outcome, refuse
from creditdsl.scoring.data_set import DataSet, source_name
from creditdsl.scoring.engines import INTERPRETER, Engine, file_of_columns
from creditdsl.scoring.errors import UnevenRows
from creditdsl.scoring.interpreted import Interpreted
from creditdsl.scoring.kept_run import Asked, KeptRun, read_again
from creditdsl.scoring.scored import Scored
from creditdsl.syntax.walk import spellings, units_of
from creditdsl.terminal.progress import Report, quiet


def score_units(
    compiled: CompiledTable,
    data: DataSet,
    partial: bool = False,
    engine: Engine = INTERPRETER,
    label: str = "",
    progress: Report = quiet,
    earlier: Scored | None = None,
) -> Scored:
    """Read the data and score it; Failure with every fault at once.

    partial: blank cells are allowed and what waits for them is 待定; wrong cells still are not. label: of
    the set, which says what column of a 填报表 is read. earlier: a run that is built on where it differs little.
    """
    path = None if engine.run is None or compiled.program.details else file_of_columns(data.tables)
    if path is not None:
        from creditdsl.data.large.batches import ForRows
        from creditdsl.scoring.table_scoring import score_file

        try:
            return score_file(compiled, path, partial, engine, progress)
        except ForRows as odd:
            file = load(path)
            if any(isinstance(diagnostic.fault, FileTooBig) for diagnostic in file.loaded.diagnostics):
                raise Failure(UnevenRows(str(path)), exit_code=FAULTY) from odd
            data = replace(data, tables=(file,))
    return _score_rows(compiled, data, partial, engine, label, earlier)


def detail_sheets(program: Program) -> frozenset[str]:
    """The names of the detail tables; a data file is given for each (`--data 名称:文件`)."""
    return frozenset(detail.sheet for detail in program.details)


def read_data(
    compiled: CompiledTable, data: DataSet, partial: bool = False, label: str = ""
) -> tuple[Program, Reading]:
    """Read the rows of any files and tables; return the program for their periods, and what was read."""
    program, asked = _asked(compiled, data, partial, label)
    return program, read_units(*asked)


def _asked(compiled: CompiledTable, data: DataSet, partial: bool, label: str) -> tuple[Program, Asked]:
    program = compiled.program
    if program.by_period and not program.periodic:
        program = replace(program, periodic=has_periods([*data.tables, *data.details.values()]))
    missing = detail_sheets(program) - data.details.keys()
    wanted = Wanted(program.scheme, program.table, units_of(compiled.table), label, missing)
    spelt, roster = spellings(compiled.table), roster_of(compiled.table.roster, partial)
    return program, Asked(data.tables, program.data_measures, program.periodic, wanted, spelt, roster, program.cycle)


def _score_rows(
    compiled: CompiledTable, data: DataSet, partial: bool, engine: Engine, label: str, earlier: Scored | None
) -> Scored:
    """Read the rows of any files and tables and score them."""
    kept = earlier.kept if isinstance(earlier, Interpreted) else None
    program, asked = _asked(compiled, data, partial, label)
    rows_read = reading = read_again(asked, kept)
    if program.details:
        reading = _with_details(reading, program, data.details, data.name)
    names = {sheet: source_name(source) for sheet, source in data.details.items()}
    files = Files(data.name, {detail.cell: names.get(detail.sheet, detail.sheet) for detail in program.details})
    if engine.run is not None:
        from creditdsl.backends.rows import from_rows
        from creditdsl.scoring.origin import ByRows
        from creditdsl.scoring.table_scoring import compute

        table = from_rows(program, reading.units)
        return compute(compiled, program, ByRows(reading, program), table, partial, engine, files)
    interpreter = Rescoring(None if kept is None else kept.interpreter)
    outcome = periods.score(program, reading.units, interpreter)
    refuse(reading, 0, of_outcome(outcome, reading, partial, files.details), files)
    return Interpreted(compiled, reading, outcome, KeptRun(asked, rows_read, interpreter))


def _with_details(reading: Reading, program: Program, details: Mapping[str, TableSource], main: str) -> Reading:
    """The units with their cells of detail tables, and the files of these among the sources.

    main: the file of the units, at which a missing detail table is reported.
    """
    files = {sheet: load(source) for sheet, source in details.items()}
    detailed = with_details(reading.units, files, program.details, reading.details)
    faults = (replace(fault, file=fault.file or main) for fault in detailed.diagnostics)
    hashes = ((file.name, file.sha256) for file in files.values() if file.sha256 is not None)
    return replace(
        reading,
        units=detailed.units,
        blanks=detailed.blanks,
        sources=(*reading.sources, *hashes),
        diagnostics=(*reading.diagnostics, *faults),
    )
