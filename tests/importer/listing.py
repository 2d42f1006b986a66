"""An outline as lines that a person can check against the document."""

import re
from collections.abc import Iterator, Sequence

from creditdsl.base.exact import show
from creditdsl.importer.document_grid import Document
from creditdsl.importer.outline import Outline, OutlineEntry, Side
from creditdsl.importer.structure.outlining import outline


def listed(document: Document) -> str:
    """Return the tables of a document with their entries, points and the length of their words."""
    return "\n".join(_lines(outline(document))) + "\n"


def _lines(said: Outline) -> Iterator[str]:
    for table in said.tables:
        full = "" if table.full is None else f" 满分{show(table.full)}"
        yield f"{table.name or '（无编号）'} {table.title}{full}"
        yield "  栏目 " + "、".join(f"{heading}={kind.value}" for kind, heading in table.columns)
        yield from _entries(table.entries, 1)
        yield from (f"  注 {squeezed(note.text)[:40]}" for note in table.notes)


def _entries(entries: Sequence[OutlineEntry], depth: int) -> Iterator[str]:
    for entry in entries:
        points = f" {show(entry.points)}分" if entry.points is not None else ""
        side = "" if entry.side is Side.BASE else f" {entry.side.value}"
        words = "".join(f" {one.kind.value}{len(squeezed(one.text))}" for one in entry.words)
        yield f"{'  ' * depth}{entry.number} {entry.title}{points}{side}{words}"
        yield from _entries(entry.children, depth + 1)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def all_words(said: Outline) -> str:
    """Return every word of an outline, without blanks, so that a word that is lost can be seen."""
    parts = [one.text for one in said.body]
    parts += [cell.text for grid in said.other_grids for cell in grid.cells]
    parts += [cell.text for cell in said.grades.cells] if said.grades is not None else []
    parts += [aside.text for aside in said.asides]
    for table in said.tables:
        parts += [table.name, table.title, table.unit_line, *(heading for _, heading in table.columns)]
        parts += [one.text for one in (*table.notes, *table.left_out)]
        parts += list(_words(table.entries))
    return squeezed("|".join(parts))


def _words(entries: Sequence[OutlineEntry]) -> Iterator[str]:
    for entry in entries:
        yield f"{entry.number}{entry.title}{entry.stated}"
        yield from (one.text for one in entry.words)
        yield from _words(entry.children)
