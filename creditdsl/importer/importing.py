"""Importing on one page.

    bytes ─ read_document ─▶ document ─ outline ─▶ tables ─ draft ─▶ text of a scheme, clauses

Receives the name and the bytes of a file. Promises a draft with a report on each table and clause, or a Failure that
says what the file is and what to do instead.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import show
from creditdsl.base.failure import UNUSABLE, Failure
from creditdsl.base.node import node
from creditdsl.importer.document_grid import Document, Grid
from creditdsl.importer.draft_lines import TableLines, stated_points
from creditdsl.importer.drafting import Draft, DraftClause, draft
from creditdsl.importer.errors import (
    AsideLeftOut,
    BodyAlone,
    GradesTaken,
    GradesUnread,
    NameAdded,
    NoTable,
    OtherTable,
    RowsLeftOut,
    SumDiffers,
    TextGrades,
    VetoNoted,
)
from creditdsl.importer.outline import Outline, OutlineEntry, OutlineTable, Side
from creditdsl.importer.readers.any_file import read_document
from creditdsl.importer.structure.outlining import outline
from creditdsl.importer.structure.veto_tables import veto_rows
from creditdsl.reader.meanings import Certain, Open

_SCHEME = re.compile(r"办法|方案|细则|规则|制度|意见|通知")
_NOTICE = re.compile(r"关于印发《?(.+?)》?的通知")
"""The title of a notice, and the document that comes with it."""
_ABOUT = re.compile(r"(?:考[核评]|评[价估分议比]|测评|绩效).*(?:表|体系|标准|指标|规定)")
_HEAD = 3
"""Paragraphs at the beginning among which the title of the document stands."""
_MAX_TITLE = 60
_ENDS = "。：；，"
_BEGINNING = 12


@node
class Imported:
    """What became of a document. text: the draft; the rest is its report."""

    file: str
    text: str
    tables: tuple[TableLines, ...]
    clauses: tuple[DraftClause, ...]
    messages: tuple[Diagnostic, ...]

    def count(self, reading: str) -> int:
        """Return how many clauses are read so: certain, open or none."""
        return sum(clause.reading == reading for clause in self.clauses)


def import_document(file: str, content: bytes) -> Imported:
    """Return the draft of a document and its report."""
    document = read_document(file, content)
    outlined = outline(document)
    if not outlined.tables and not outlined.body:
        grids = sum(isinstance(block, Grid) for block in document.blocks)
        raise Failure(Diagnostic(NoTable(grids), file), exit_code=UNUSABLE)
    written: Draft = draft(outlined, _title(file, outlined))
    return Imported(
        file, written.text, written.tables, written.clauses, tuple(_messages(file, document, outlined, written))
    )


def _title(file: str, outlined: Outline) -> str:
    """Return the title of the scheme: of what a notice issues, of the body, of the first table, else of the file."""
    lines = [(re.sub(r"\s", "", one.text), one.level or one.centred) for one in outlined.body]
    titled = [text for text, stands_out in lines if stands_out and _SCHEME.search(text) and len(text) <= _MAX_TITLE]
    noticed = [match[1] for text, _ in lines if len(text) <= _MAX_TITLE and (match := _NOTICE.fullmatch(text))]
    headed = [
        text for text, stands_out in lines[:_HEAD] if stands_out and _ABOUT.search(text) and len(text) <= _MAX_TITLE
    ]
    tables = [table.title for table in outlined.tables[:1] if table.title]
    first = [
        text for text, _ in lines[:1] if _SCHEME.search(text) and len(text) <= _MAX_TITLE and text[-1] not in "。：；"
    ]
    return next(
        iter([*noticed, *titled, *headed, *tables, *first]), re.sub(r".*[/\\]|\.[^.]*$", "", file) or "考核办法"
    )


def _messages(file: str, document: Document, outlined: Outline, written: Draft) -> Iterator[Diagnostic]:
    yield from document.remarks
    if not outlined.tables:
        yield Diagnostic(BodyAlone(), file)
    for table, lines in zip(outlined.tables, written.tables, strict=True):
        name = lines.heading.partition(" ")[0]
        if name != table.name:
            yield Diagnostic(NameAdded(name, table.title), file, cell=table.where)
        yield from _sums(file, table)
        if table.left_out:
            rows = tuple(words.text.replace("\n", "")[:_BEGINNING] for words in table.left_out)
            yield Diagnostic(RowsLeftOut(rows), file, cell=table.where)
    yield from _grades(file, outlined, written)
    for grid in outlined.other_grids:
        beginning = next((cell.text.partition("\n")[0] for cell in grid.cells if cell.text), "")
        yield Diagnostic(OtherTable(grid.name, beginning[:_BEGINNING]), file, cell=grid.name)
    for aside in outlined.asides:
        anchor = aside.anchor.replace("\n", "")[:_BEGINNING]
        yield Diagnostic(AsideLeftOut(aside.kind, aside.text.replace("\n", " "), anchor), file, cell=aside.where)


def _grades(file: str, outlined: Outline, written: Draft) -> Iterator[Diagnostic]:
    """Yield what became of the grades and of the tables of 一票否决."""
    stated = written.grades
    if outlined.grades is not None:
        rows = "；".join("　".join(row) for row in outlined.grades.rows() if any(row))
        words = "：".join(filter(None, (outlined.grades_caption, rows)))
        taken = stated is not None and isinstance(stated.answer, Certain)
        question = stated.answer.question if stated is not None and isinstance(stated.answer, Open) else ""
        yield Diagnostic(
            GradesTaken(words) if taken else GradesUnread(words, question), file, cell=outlined.grades.name
        )
    elif stated is not None:
        question = stated.answer.question if isinstance(stated.answer, Open) else ""
        yield Diagnostic(TextGrades(stated.words, question), file, cell="正文")
    rows_of_vetoes = sum(len(veto_rows(grid)) for grid in outlined.vetoes) + sum(
        len(table.vetoes) for table in outlined.tables
    )
    if rows_of_vetoes:
        places = [*(table.where for table in outlined.tables if table.vetoes), *(grid.name for grid in outlined.vetoes)]
        yield Diagnostic(VetoNoted(rows_of_vetoes, written.vetoes), file, cell=places[0])


def _sums(file: str, table: OutlineTable) -> Iterator[Diagnostic]:
    """Yield each sum that the document states and that its parts do not make."""
    base = [entry for entry in table.entries if entry.side is Side.BASE]
    if table.full is not None and (parts := _sum(base)) is not None and parts != table.full and not _weighted(base):
        yield Diagnostic(SumDiffers(table.title, show(table.full), show(parts)), file, cell=table.where)
    for entry in _all(table.entries):
        parts = _sum(entry.children) if entry.children and not _weighted(entry.children) else None
        if entry.points is not None and parts is not None and parts != entry.points and entry.side is Side.BASE:
            yield Diagnostic(SumDiffers(entry.title, show(entry.points), show(parts)), file, cell=entry.where)


def _sum(entries: Sequence[OutlineEntry]) -> Fraction | None:
    points = [stated_points(entry) for entry in entries]
    return sum((one for one in points if one is not None), Fraction(0)) if points and None not in points else None


def _weighted(entries: Sequence[OutlineEntry]) -> bool:
    return any(entry.weight is not None for entry in entries)


def _all(entries: Sequence[OutlineEntry]) -> Iterator[OutlineEntry]:
    for entry in entries:
        yield entry
        yield from _all(entry.children)
