"""Scores of very many units as `score --format json` writes them.

Receives scored parts; promises the bytes that rows give, bit by bit. Its own step because a JSON value for each
unit would take longer to make than the scores: the text of a unit is made once, with a gap for each figure.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from creditdsl.backends.parts import Part
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.ir.columns import Scores
from creditdsl.results.large_notes import Notes, Remarks
from creditdsl.results.large_results import chunks, figures, items_of, printed, sections_of, words
from creditdsl.results.shape import Receipt, heading, unit_value
from creditdsl.scoring.large import LargeScored

_GAP = "\ue000"
"""Stands for a figure while the text of a unit is made; no name of a scheme holds it."""


class JsonWriter:
    """ascii_only: for a stream that cannot hold Chinese."""

    def __init__(
        self, compiled: CompiledTable, scored: LargeScored, receipt: Receipt, *, ascii_only: bool = False
    ) -> None:
        self.compiled, self.scored, self.receipt = compiled, scored, receipt
        self.dumped = json.JSONEncoder(ensure_ascii=ascii_only, indent=2).encode

    def write(self, stream: BinaryIO, seen: Callable[[int], None]) -> None:
        """All parts in one list of units."""
        program = self.scored.program
        head = self.dumped(heading(program.scheme, program.table, self.receipt)).removesuffix("\n}")
        stream.write(f'{head},\n  "units": ['.encode())
        done, before = 0, "\n    "
        for part in self.scored.parts:
            unit, notes = self._unit(part), Notes(self.compiled, self.scored, part)
            for rows in chunks(part):
                units = ",\n    ".join(unit % row for row in zip(*self._columns(part, rows, notes), strict=True))
                stream.write((before + units).encode())
                before = ",\n    "
                done += rows.stop - rows.start
                seen(done)
        stream.write(b"\n  ]\n}\n")

    def _unit(self, part: Part) -> str:
        """The text of a unit of this part, a gap for each of its columns."""
        program = part.program
        items, sections = ({one.ref for one in each} for each in (program.items, program.sections))
        value = unit_value(
            _GAP,
            part.period,
            {ref: _GAP for ref in items_of(self.scored) if ref in items},
            {ref: _GAP for ref in sections_of(self.scored) if ref in sections},
            _GAP,
            None if program.grade is None else _GAP,
            None if program.rank is None else _GAP,
            {honour.mention: _GAP for honour in program.honours},
            _GAP,
        )
        text = self.dumped(value).replace("\n", "\n    ").replace("%", "%%")
        return text.replace(self.dumped(_GAP), "%s")

    def _columns(self, part: Part, rows: slice, notes: Notes) -> Iterator[Sequence[str]]:
        """Of some rows what fills the gaps."""
        program, scores = part.program, part.scores
        yield [self.dumped(unit) for unit in part.table.units[rows]]
        for one, outside in figures(self.scored, part, rows):
            if one is not None:
                yield printed(one, rows, program.digits, outside, self.dumped)
        if program.grade is not None:
            yield self._named(scores[program.grade], rows, program.grade_names)
        if program.rank is not None:
            yield [place or "null" for place in words(scores[program.rank], rows, str)]
        for honour in program.honours:
            yield self._named(scores[honour.definition], rows, [*honour.names, ""])
        yield [self._remarks(remarks) for remarks in notes.of(rows)]

    def _remarks(self, remarks: Remarks) -> str:
        return self.dumped(remarks).replace("\n", "\n      ") if remarks else "[]"

    def _named(self, scores: Scores, rows: slice, names: Sequence[str]) -> list[str]:
        quoted = [self.dumped(name) if name else "null" for name in names]
        return [name or "null" for name in words(scores, rows, quoted.__getitem__)]
