"""Scores of very many units as CSV, with the columns of `score --format csv`, or as Parquet.

Receives scored parts; promises the rows of a part in the order of the data, written bit by bit. In
Parquet scores are exact decimals, blank where a value waits or does not concern the unit.
"""

import codecs
import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from typing import Any, BinaryIO

import numpy as np

from creditdsl.backends.parts import Part
from creditdsl.base.exact import fixed_units
from creditdsl.base.reference import EntryRef
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.explain.phrases import INAPPLICABLE, PENDING
from creditdsl.ir.columns import Array, Scores
from creditdsl.ir.program import Item
from creditdsl.results.large_notes import Notes
from creditdsl.results.plain import plain
from creditdsl.scoring.large import LargeScored
from creditdsl.syntax.walk import entries

_CHUNK = 1 << 16
_Seen = Callable[[int], None]


def write_csv(stream: BinaryIO, compiled: CompiledTable, scored: LargeScored, seen: _Seen) -> None:
    """All parts below one header."""
    stream.write(codecs.BOM_UTF8)
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_header(compiled, scored))
    done = 0
    for part in scored.parts:
        notes = Notes(compiled, scored, part)
        for rows in chunks(part):
            writer.writerows(zip(*_columns(scored, part, rows, notes), strict=True))
            done += rows.stop - rows.start
            seen(done)
    text.flush()
    text.detach()


def write_parquet(stream: BinaryIO, compiled: CompiledTable, scored: LargeScored, seen: _Seen) -> None:
    """The same columns, in their own types."""
    import pyarrow as pa
    from pyarrow import parquet

    names = _header(compiled, scored)
    writer = None
    done = 0
    with ExitStack() as opened:  # after Ctrl-C too the writer ends before the stream
        for part in scored.parts:
            notes = Notes(compiled, scored, part)
            for rows in chunks(part):
                table = pa.table(dict(zip(names, _typed(scored, part, rows, notes), strict=True)))
                if writer is None:
                    writer = opened.enter_context(parquet.ParquetWriter(stream, table.schema, store_schema=False))
                writer.write_table(table)
                done += rows.stop - rows.start
                seen(done)


def chunks(part: Part) -> Iterator[slice]:
    for at in range(0, part.table.rows, _CHUNK):
        yield slice(at, min(at + _CHUNK, part.table.rows))


def _header(compiled: CompiledTable, scored: LargeScored) -> list[str]:
    titles = {entry.ref: entry.title for entry in entries(compiled.table)}
    period = ["期"] if scored.reading.columns.period is not None else []
    items = [_heading(ref, titles) for ref in items_of(scored)]
    sections = [f"大项{_heading(ref, titles)}" for ref in sections_of(scored)]
    return ["单位", *period, *items, *sections, "总分", "名次", "等次", *mentions_of(scored), "备注"]


def _heading(ref: EntryRef, titles: Mapping[EntryRef, str]) -> str:
    return f"{ref} {titles[ref]}" if ref in titles else ref


def items_of(scored: LargeScored) -> list[EntryRef]:
    return list(dict.fromkeys(item.ref for part in scored.parts for item in part.program.items))


def sections_of(scored: LargeScored) -> list[EntryRef]:
    return list(dict.fromkeys(section.ref for part in scored.parts for section in part.program.sections))


def mentions_of(scored: LargeScored) -> list[str]:
    return list(dict.fromkeys(honour.mention for part in scored.parts for honour in part.program.honours))


# Text


def _columns(scored: LargeScored, part: Part, rows: slice, notes: Notes) -> Iterator[Sequence[str]]:
    """Of some rows every column as printed."""
    yield [plain(unit) for unit in part.table.units[rows]]
    many = rows.stop - rows.start
    if scored.reading.columns.period is not None:
        yield [part.period or ""] * many
    for scores, outside in figures(scored, part, rows):
        yield [""] * many if scores is None else printed(scores, rows, part.program.digits, outside)
    rank = part.program.rank
    yield [""] * many if rank is None else words(part.scores[rank], rows, str)
    yield from _texts(scored, part, rows, notes)


def _texts(scored: LargeScored, part: Part, rows: slice, notes: Notes) -> Iterator[Sequence[str]]:
    """Grades, honours and remarks."""
    program, scores_of, many = part.program, part.scores, rows.stop - rows.start
    names = [plain(name) for name in program.grade_names]
    yield [""] * many if program.grade is None else words(scores_of[program.grade], rows, names.__getitem__)
    honours = {honour.mention: honour for honour in program.honours}
    for mention in mentions_of(scored):
        honour = honours.get(mention)
        said = [] if honour is None else [*map(plain, honour.names), ""]
        yield [""] * many if honour is None else words(scores_of[honour.definition], rows, said.__getitem__)
    yield ["；".join(remarks) for remarks in notes.of(rows)]


def printed(
    scores: Scores, rows: slice, digits: int, outside: Array | None, quoted: Callable[[str], str] = str
) -> Sequence[str]:
    """Each different score is written once."""
    values, places = np.unique(scores.value[rows], return_inverse=True)
    texts = [fixed_units(value, digits) for value in values.tolist()]
    return _said([*map(quoted, (*texts, PENDING, INAPPLICABLE))], places, scores.state[rows] != 0, outside)


def words(scores: Scores, rows: slice, word: Callable[[int], str]) -> Sequence[str]:
    waits = scores.state[rows] != 0
    values, places = np.unique(np.where(waits, 0, scores.value[rows]), return_inverse=True)
    texts = [word(int(value)) if not waits.all() else "" for value in values]
    return _said([*texts, "", ""], places, waits, None)


def _said(texts: Sequence[str], places: Array, waits: Array, outside: Array | None) -> list[str]:
    """texts: of the values, then of a row that waits, then of one that is not concerned."""
    places = np.where(waits, len(texts) - 2, places)
    if outside is not None:
        places = np.where(outside, len(texts) - 1, places)
    found: list[str] = np.array(texts, dtype=object)[places].tolist()
    return found


def figures(scored: LargeScored, part: Part, rows: slice) -> Iterator[tuple[Scores | None, Array | None]]:
    """Items, sections and the total, None of those that the period has not; and which rows one does not concern."""
    items = {item.ref: item for item in part.program.items}
    for ref in items_of(scored):
        item = items.get(ref)
        yield (None, None) if item is None else (part.scores[item.definition], _outside([item], part, rows))
    sections = {section.ref: section.definition for section in part.program.sections}
    for ref in sections_of(scored):
        below = [item for one, item in items.items() if ref.holds(one)]
        name = sections.get(ref)
        yield (None, None) if name is None else (part.scores[name], _outside(below, part, rows))
    yield part.scores[part.program.total], None


def _outside(items: Sequence[Item], part: Part, rows: slice) -> Array | None:
    """The rows that none of these items concerns."""
    concerned = [item.units for item in items if item.units is not None]
    if not concerned or len(concerned) < len(items):
        return None
    units = frozenset().union(*concerned)
    names = part.table.units[rows]
    return np.fromiter((name not in units for name in names), np.bool_, len(names))


# Parquet


def _typed(scored: LargeScored, part: Part, rows: slice, notes: Notes) -> Iterator[Any]:
    import pyarrow as pa

    many = rows.stop - rows.start
    yield pa.array(list(part.table.units[rows]), pa.string())
    if scored.reading.columns.period is not None:
        yield pa.array([part.period or ""] * many, pa.string())
    for scores, outside in figures(scored, part, rows):
        blank = np.ones(many, np.bool_) if scores is None else scores.state[rows] != 0
        cents = np.zeros(many, np.int64) if scores is None else scores.value[rows]
        yield _decimals(cents, blank if outside is None else blank | outside, scored.program.digits)
    rank = part.scores[part.program.rank] if part.program.rank else None
    unranked = np.ones(many, np.bool_) if rank is None else rank.state[rows] != 0
    yield pa.array(np.zeros(many, np.int64) if rank is None else rank.value[rows].astype(np.int64), mask=unranked)
    yield from map(_encoded, _texts(scored, part, rows, notes))


def _encoded(column: Sequence[str]) -> Any:
    """Each different text once."""
    import pyarrow as pa

    places = {text: at for at, text in enumerate(dict.fromkeys(filter(None, column)))}
    indexes = pa.array([places.get(text) for text in column], pa.int32())
    return pa.DictionaryArray.from_arrays(indexes, pa.array(list(places), pa.string()))


def _decimals(cents: Array, blank: Array, digits: int) -> Any:
    """Exact decimals: 16 bytes each, of which the upper half repeats the sign."""
    import pyarrow as pa

    halves = np.empty((len(cents), 2), np.int64)
    halves[:, 0] = cents
    halves[:, 1] = halves[:, 0] >> 63
    validity = pa.array(~blank).buffers()[1]
    return pa.Array.from_buffers(pa.decimal128(18, digits), len(cents), [validity, pa.py_buffer(halves.tobytes())])
