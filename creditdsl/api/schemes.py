"""A scheme and its tables, for programs."""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from creditdsl.api.errors import ArgumentUnused, UnknownEngine, WhichTable
from creditdsl.api.failures import Finding, failing, findings_of, refusal
from creditdsl.api.saving import Path, Written
from creditdsl.api.values import ByName
from creditdsl.base import failure
from creditdsl.base.failure import FAULTY
from creditdsl.base.node import node
from creditdsl.compiler.pipeline import Compilation, CompiledTable, compile_source
from creditdsl.data.files.loading import DataFile
from creditdsl.explain.phrases import heading, stated_points
from creditdsl.files.decode import Reading, decode
from creditdsl.files.inputs import read_file
from creditdsl.ir.types import Choice, describe
from creditdsl.reader.helped import helped
from creditdsl.scoring.compiled_scheme import error_free, readable
from creditdsl.syntax.homes import placed
from creditdsl.syntax.nodes import Entry, SectionRole
from creditdsl.syntax.walk import entries, units_of

if TYPE_CHECKING:
    from creditdsl.api.returned_files import JoinedData
    from creditdsl.api.scores import Scores
    from creditdsl.review.against import Change

Engine = Literal["exact", "columns", "duckdb", "postgres", "spark"]
"""Who computes: all give the same scores. docs/scale.md says when which pays."""


class ArrowStream(Protocol):
    """A table that Arrow reads: of pyarrow, pandas, polars, DuckDB and others."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


Rows = Iterable[Mapping[str, object]]
"""A row for each unit, its cells by the name of their column."""
Data = Path | ArrowStream | Rows | DataFile
"""A file, a table of values, or one that was pasted as text (`creditdsl.pasted`)."""
Sets = Mapping[str, Data | Sequence[Data]]
"""Two labelled sets of data that are compared, each of one table or several."""


@node
class Column:
    """A column that a table reads: its name, and what it holds in the words of the scheme (`计数（条）`).

    required: whether the data must have the column; a blank cell in it is an error only where a rule asks for it.
    options: the words that a cell may hold, where it holds one of some.
    """

    name: str
    kind: str
    required: bool
    options: tuple[str, ...] = ()


@node
class Section:
    """A section of a table: its reference, its heading as printed (`一、信息归集`), and what it states of its points.

    points: `20分`, `加分，最高5分`, `最高扣10分`; empty where it states none.
    """

    ref: str
    heading: str
    points: str


class Table:
    """One table of a scheme."""

    def __init__(self, scheme: "Scheme", compiled: CompiledTable) -> None:
        self._scheme, self._compiled = scheme, compiled

    @property
    def name(self) -> str:
        """`附件1`."""
        return self._compiled.table.name

    @property
    def title(self) -> str:
        """What the table is called beside its name; may be empty."""
        return self._compiled.table.title

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the data must have beside `单位` (and `期`), in the order of the scheme."""
        return tuple(
            Column(
                measure.name,
                describe(measure.type),
                measure.required,
                measure.type.options if isinstance(measure.type, Choice) else (),
            )
            for measure in self._compiled.program.data_measures
        )

    @property
    def details(self) -> Mapping[str, tuple[str, ...]]:
        """What each detail table must have beside `单位` (and `期`), by the table's name."""
        columns: dict[str, dict[str, None]] = {}
        for detail in self._compiled.program.details:
            columns.setdefault(detail.sheet, {})[detail.column] = None
        return ByName({sheet: tuple(names) for sheet, names in columns.items()}, "张明细表")

    @property
    def units(self) -> tuple[str, ...]:
        """The units of the roster (名单); empty where the scheme has none."""
        return units_of(self._compiled.table)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the order of the table."""
        return tuple(_section(entry) for entry in self._compiled.table.sections)

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of every section and item by its reference: `titles["一/1"]`."""
        return ByName({entry.ref: entry.title for entry in entries(self._compiled.table)}, "一项")

    def score(
        self,
        data: Data | Sets,
        *more: Data,
        details: Mapping[str, Data] | None = None,
        partial: bool = False,
        engine: Engine | None = None,
        address: str | None = None,
        earlier: "Scores | None" = None,
    ) -> "Scores":
        """Score all units; Failure with every fault of the data at once.

        data: a path (CSV, XLSX, a folder of returned 填报表, Parquet), a list of dictionaries, a table of pandas,
        polars or Arrow; two by labels (`{"自评": …, "复核": …}`) are compared and the last one counts.
        more: tables with further columns of the same units, or further periods. details: detail tables by name.
        partial: blank cells are allowed, and what waits for them is Pending. engine: who computes, None for what
        suits. address: of the database or the cluster. earlier: scores that differ little, by a scheme or data not much
        other; what they share is not computed again.
        """
        from creditdsl.api import score_request
        from creditdsl.api.data_sources import labelled
        from creditdsl.api.data_sources import source as source_of
        from creditdsl.api.scores import Scores

        if engine is not None and engine not in get_args(Engine):
            raise refusal(UnknownEngine(engine, get_args(Engine)))
        if address is not None and engine not in ("postgres", "spark"):
            raise refusal(ArgumentUnused("address", "postgres 和 spark 算法"))
        with failing():
            offered = [detail.sheet for detail in self._compiled.program.details]
            named = ByName({sheet: sheet for sheet in offered}, "张明细表")
            tables = {named[sheet]: source_of(table, named[sheet]) for sheet, table in (details or {}).items()}
            sets, scheme = labelled(data, more, tables), self._scheme
            request = score_request.ScoreRequest(
                scheme._compilation.scheme, self._compiled, scheme._reading.sha256, sets, partial, engine, address
            )
            known = None if earlier is None else earlier._rows
            return Scores(score_request.score(request, earlier=known), (*scheme._inputs, *request.paths))

    def print(self, path: Path, *, fonts: Path | None = None, template: Path | None = None) -> Written:
        """Write the indicator table as it is published: `.html`, `.docx`, `.pdf` or `.xlsx`.

        fonts: a folder of faces, for PDF. template: a template or a folder of them, for a web page.
        """
        from creditdsl.api.table_files import print_table

        scheme = self._scheme
        with failing():
            return print_table(scheme._compilation.scheme, self._compiled, path, fonts, template, scheme._inputs)

    def preview(self) -> str:
        """The printed table as a web page; `data-line` of a cell is the lines of the scheme that it comes from.

        Numbers from 1, with blanks between them, first the line of what is printed.
        """
        from creditdsl.api.table_files import preview_table

        with failing():
            return preview_table(self._scheme._compilation, self._compiled)

    def sheet(self, path: Path, *, unit: str | None = None, both: bool = False, title: str = "") -> Written:
        """Write 填报表, the form that a unit fills in: one `.xlsx` file, or a folder.

        A folder gets one for each unit, and one for each supplier of data.

        unit: for this unit only. both: with a column each for 自评 and 复核.
        """
        from creditdsl.api.table_files import write_sheets

        scheme = self._scheme
        with failing():
            return write_sheets(scheme._compilation.scheme, self._compiled, path, unit, both, title, scheme._inputs)

    def join(self, files: Mapping[str, bytes], *, label: str = "") -> "JoinedData":
        """Join returned 填报表 by unit, as scoring does, into rows of texts; Failure with what is wrong with a file.

        files: their bytes by name; data files may be among them. label: which column counts (`自评`, `复核`), where
        the forms have both.
        """
        from creditdsl.api.returned_files import joined

        return joined(self._compiled, files, label)

    def __repr__(self) -> str:
        return f"<{self.name} {self.title}>"


def _section(entry: Entry) -> Section:
    """Return what is said above the scores of a section. What adds to or takes from the total says so."""
    role = {SectionRole.BASE: "", SectionRole.BONUS: "加分", SectionRole.DEDUCTION: "扣分"}[entry.role]
    points = stated_points(entry)
    if not points.startswith("最高扣"):
        points = "，".join(filter(None, (role, points)))
    return Section(entry.ref, heading(entry), points)


class Scheme:
    """A scheme as read: its findings, and where it has no error its tables."""

    def __init__(self, reading: Reading, inputs: tuple[str, ...], compilation: Compilation | None = None) -> None:
        """compilation: of the text, where there is one already."""
        self._reading, self._inputs, self._compiled = reading, inputs, compilation
        # a text with faults is a scheme with findings; what is no text is none
        self._source = readable(reading) if reading.source is None else reading.source

    @property
    def title(self) -> str:
        """What the scheme is called (方案：…)."""
        with failing():
            readable(self._reading)
        title = self._any.scheme.fields.get("title")
        return title.text if title else ""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that `check` says, in the order of the text: errors, and what asks for a second look."""
        if not self._reading.ok:
            return findings_of(self._reading.diagnostics)
        from creditdsl.review.reviewing import review

        whole = self._any
        diagnostics = placed(helped(whole.tree, review(whole)), whole.tree, whole.scheme)
        return findings_of((*self._reading.diagnostics, *diagnostics))

    @property
    def tables(self) -> Mapping[str, Table]:
        """The tables by their names; Failure where the scheme has an error."""
        return ByName({name: Table(self, table) for name, table in self._compilation.tables.items()}, "张表")

    def table(self, name: str | None = None) -> Table:
        """The table called name, or the only one; Failure where there is none such, or the scheme has an error."""
        tables = self.tables
        if name is not None:
            return tables[name]
        if len(tables) != 1:
            raise refusal(WhichTable(tuple(tables)))
        return next(iter(tables.values()))

    def format(self) -> str:
        """The text in canonical layout; Failure where a line cannot be read."""
        from creditdsl.formatter.scheme import layout

        with failing():
            readable(self._reading)
            laid_out = layout(self._source)
            if laid_out.text is None:
                raise failure.Failure(*laid_out.diagnostics, sources=(self._source,), exit_code=FAULTY)
            return laid_out.text

    def print(self, path: Path, *, fonts: Path | None = None) -> Written:
        """Write the whole document, its text and all its tables: `.html`, `.docx` or `.pdf`.

        fonts: a folder of faces, for PDF.
        """
        from creditdsl.api.table_files import print_whole

        with failing():
            return print_whole(self._compilation, path, fonts, self._inputs)

    def changes_since(self, earlier: "Scheme") -> "tuple[Change, ...]":
        """What `check --against` says: every change that can alter a score, a grade or the printed table.

        Failure where either scheme has an error.
        """
        from creditdsl.reports.changes import changes_since

        with failing():
            return changes_since(earlier._reading, self._compilation)

    def docs(self, folder: Path, *, template: Path | None = None) -> Written:
        """Write web pages that say what every rule means, how it computes and which data it needs."""
        from creditdsl.api.table_files import write_docs

        with failing():
            return write_docs(self._compilation, folder, template, self._inputs)

    def __repr__(self) -> str:
        return f"<方案 {self._source.name}>"

    @cached_property
    def _any(self) -> Compilation:
        """The compilation, also where it failed."""
        return self._compiled or compile_source(self._source)

    @property
    def _compilation(self) -> Compilation:
        """The compilation without an error."""
        with failing():
            readable(self._reading)
            return error_free(self._reading, self._any)


def read(path: Path | None = None, *, text: str | None = None) -> Scheme:
    """Read a scheme from a file, or from its text; Failure where the file is not readable as text.

    Errors of the scheme are not raised here: they are among its `findings`, and raised by what needs its tables.
    """
    if (path is None) == (text is None):
        raise TypeError("read() takes a path or text=, one of the two")
    with failing():
        if text is not None:
            return Scheme(decode("方案", text.encode("utf-8", "surrogatepass")), ())
        name = os.fspath(path or "")
        return Scheme(read_file(name), (name,))
