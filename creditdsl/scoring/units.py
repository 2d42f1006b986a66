"""Scheme and data brought together for the commands that score.

Receives paths as typed. Promises a scored table, or a Failure with every fault at once: of the data, of blank cells
that are needed, and of zero denominators. Rows and columns are accepted, refused and reported alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from creditdsl.backends import periods
from creditdsl.backends.interpret import interpret
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.details import with_details
from creditdsl.data.binding.reading import Reading
from creditdsl.data.sheets.returned import Wanted
from creditdsl.data.tables import MAX_BYTES
from creditdsl.data.unit_reader import has_periods, read_units
from creditdsl.ir.program import Program
from creditdsl.scoring.data_faults import Files, of_outcome, refuse
from creditdsl.scoring.engines import INTERPRETER, Engine, is_table
from creditdsl.scoring.errors import UnevenRows
from creditdsl.scoring.interpreted import Interpreted
from creditdsl.scoring.labelled_paths import split_details
from creditdsl.scoring.scored import Scored
from creditdsl.syntax.walk import units_of
from creditdsl.terminal.progress import Report, quiet


def score_units(
    compiled: CompiledTable,
    paths: Sequence[str],
    partial: bool = False,
    engine: Engine = INTERPRETER,
    label: str = "",
    progress: Report = quiet,
) -> Scored:
    """Read the data and score it; Failure with every fault at once.

    partial: blank cells are allowed and what waits for them is 待定; wrong cells still are not. label: of
    the set, which says what column of a 填报表 is read.
    """
    plain, sheets = split_details(paths, detail_sheets(compiled.program))
    if engine.run is not None and is_table(plain) and not compiled.program.details:
        from creditdsl.data.large.batches import ForRows
        from creditdsl.scoring.table_scoring import score_file

        try:
            return score_file(compiled, Path(plain[0]), partial, engine, progress)
        except ForRows as odd:
            if Path(plain[0]).stat().st_size > MAX_BYTES:
                raise Failure(UnevenRows(plain[0]), exit_code=FAULTY) from odd
    return _score_rows(compiled, plain, sheets, partial, engine, label)


def detail_sheets(program: Program) -> frozenset[str]:
    """Return the names of the detail tables; a data file is given for each (`--data 名称:文件`)."""
    return frozenset(detail.sheet for detail in program.details)


def _score_rows(
    compiled: CompiledTable,
    plain: Sequence[str],
    sheets: Mapping[str, str],
    partial: bool,
    engine: Engine,
    label: str,
) -> Scored:
    """Read the rows of any files; plain: those of the units, sheets: those of detail tables by name."""
    program = compiled.program
    data = [Path(path) for path in plain]
    if program.by_period and not program.periodic:
        program = replace(program, periodic=has_periods([*data, *map(Path, sheets.values())]))
    missing = detail_sheets(program) - sheets.keys()
    wanted = Wanted(program.scheme, program.table, units_of(compiled.table), label, missing)
    reading = read_units(data, program.data_measures, program.periodic, wanted)
    if program.details:
        reading = _with_details(reading, program, sheets, plain[0])
    files = Files(plain[0], {detail.cell: sheets.get(detail.sheet, detail.sheet) for detail in program.details})
    if engine.run is not None:
        from creditdsl.backends.rows import from_rows
        from creditdsl.scoring.origin import ByRows
        from creditdsl.scoring.table_scoring import compute

        table = from_rows(program, reading.units)
        return compute(compiled, program, ByRows(reading, program), table, partial, engine, files)
    outcome = periods.score(program, reading.units, interpret)
    refuse(reading, 0, of_outcome(outcome, reading, partial, files.details), files)
    return Interpreted(compiled, reading, outcome)


def _with_details(reading: Reading, program: Program, sheets: Mapping[str, str], main: str) -> Reading:
    """Return the units with their cells of detail tables, and the files of these among the sources.

    main: the file of the units, at which a missing detail table is reported.
    """
    files = {sheet: Path(path) for sheet, path in sheets.items()}
    units, faults = with_details(reading.units, files, program.details, reading.details)
    hashes = ((path.name, sha256(path.read_bytes()).hexdigest()) for path in files.values() if path.is_file())
    return replace(
        reading,
        units=units,
        sources=(*reading.sources, *hashes),
        diagnostics=(*reading.diagnostics, *(replace(fault, file=fault.file or main) for fault in faults)),
    )
