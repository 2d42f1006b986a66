"""The results of a part in words, by columns and chunks of rows.

Receives a scored part. Promises every figure as printed: decimal text with the scheme's digits, 待定 for a value that
waits, 不适用 for an item that does not apply to the unit. Only the words of a single chunk are held at a time.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from creditdsl.base.exact import fixed_units
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.explain.phrases import INAPPLICABLE, PENDING
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.program import Honour, Item
from creditdsl.results.notes import Remarks, notes
from creditdsl.scoring.coded import Coded
from creditdsl.scoring.scored import Part
from creditdsl.syntax.nodes import Grades

CHUNK = 1 << 16
"""Rows of a chunk."""


@node
class Chunk:
    """Consecutive rows of a period. items, sections: by reference. honours: by 表彰 and 通报.

    grade, rank: None where the period has none at all; a value is None where the row has none (yet).
    An honour that waits is 待定.
    """

    units: Sequence[str]
    period: str | None
    items: Mapping[EntryRef, Coded[str]]
    sections: Mapping[EntryRef, Coded[str]]
    total: Coded[str]
    grade: Coded[str | None] | None
    rank: Coded[int | None] | None
    honours: Mapping[str, Coded[str | None]]
    notes: Coded[Remarks]


def chunks(part: Part, grades: Grades | None) -> Iterator[Chunk]:
    """Yield all rows of a part in order."""
    for start in range(0, len(part.units), CHUNK):
        yield chunk(part, grades, slice(start, min(start + CHUNK, len(part.units))))


def chunk(part: Part, grades: Grades | None, rows: slice) -> Chunk:
    """Some rows of a part."""
    program = part.program
    units = part.units[rows]
    below = {
        section.ref: [item for item in program.items if section.ref.holds(item.ref)] for section in program.sections
    }
    return Chunk(
        units=units,
        period=part.period,
        items={item.ref: _figures(part, item.definition, rows, [item], units) for item in program.items},
        sections={
            section.ref: _figures(part, section.definition, rows, below[section.ref], units)
            for section in program.sections
        },
        total=_figures(part, program.total, rows, (), units),
        grade=None if program.grade is None else _words(part, program.grade, rows, program.grade_names),
        rank=None if program.rank is None else part.column(program.rank, rows),
        honours={honour.mention: _honours(part, honour, rows) for honour in program.honours},
        notes=notes(grades, part, rows),
    )


def _figures(
    part: Part, definition: DefinitionId, rows: slice, items: Collection[Item], units: Sequence[str]
) -> Coded[str]:
    """Return a score as printed. items: its items; the score is 不适用 for a unit to which none applies."""
    digits = part.program.digits
    column = part.column(definition, rows)
    words = column.each(lambda value: PENDING if value is None else fixed_units(value, digits))
    limited = [item.units for item in items if item.units is not None]
    if not limited or len(limited) < len(items):
        return words
    scored = tuple(dict.fromkeys(limited))
    outside = (row for row, unit in enumerate(units) if not any(unit in each for each in scored))
    return words.put(outside, INAPPLICABLE)


def _honours(part: Part, honour: Honour, rows: slice) -> Coded[str | None]:
    """Return the honour of each row; 待定 for one that waits, None for none."""
    column = part.column(honour.definition, rows)
    return column.each(lambda at: PENDING if at is None else None if at < 0 else honour.names[at])


def _words(part: Part, definition: DefinitionId, rows: slice, names: Sequence[str]) -> Coded[str | None]:
    """Return the name of each index; None for a value that waits."""
    column = part.column(definition, rows)
    return column.each(lambda index: None if index is None else names[index])
