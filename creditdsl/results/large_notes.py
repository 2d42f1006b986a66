"""The remarks of very many units, in the words of `score` for rows.

Receives a scored part; promises the remarks of its rows. Its own step because words are made once for each
different combination of what a remark depends on, not for each row. What rows wait for is found in
large_waits.py, which is loaded only where some do.
"""

from collections.abc import Callable, Sequence

import numpy as np

from creditdsl.backends.parts import Part
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.ir.columns import Array, Flags
from creditdsl.results.remarks import override_note, overrides_of
from creditdsl.scoring.large import LargeScored

Remarks = tuple[str, ...]


class Notes:
    """Of the rows of one part."""

    def __init__(self, compiled: CompiledTable, scored: LargeScored, part: Part) -> None:
        grades, scores, program = compiled.table.grades, part.scores, part.program
        overrides = {} if grades is None else overrides_of(grades, program)
        stages = program.grade_stages
        self.names = program.grade_names
        self.fired = [(overrides[one.label], scores[one.definition.fired]) for one in stages if one.when is not None]
        self.grades = [scores[one.definition] for one in (*stages[:1], *stages[-1:])]  # before overrides, and after
        last = [scores[name] for name in (program.total, program.grade, program.rank) if name is not None]
        self.waits = None
        if any(one.state.any() for one in last):
            from creditdsl.results.large_waits import Waits

            self.waits = Waits(scored, part)

    def of(self, rows: slice) -> list[Remarks]:
        """Empty where nothing is to be remarked."""
        changed: list[Remarks] = [(text,) if text else () for text in self._changed(rows)]
        if self.waits is None:
            return changed
        return [change + waits for change, waits in zip(changed, self.waits.of(rows), strict=True)]

    def _changed(self, rows: slice) -> list[str]:
        """Why the grade was changed."""
        if not self.fired:
            return [""] * (rows.stop - rows.start)
        columns = [np.where(one.state[rows] != 0, -1, one.value[rows]) for _, one in self.fired]
        before, after = (np.where(one.state[rows] != 0, -1, one.value[rows]) for one in self.grades)

        def words(at: int) -> str:
            fired = [override for (override, _), column in zip(self.fired, columns, strict=True) if column[at] == 1]
            return override_note(fired, self.names[before[at]] if before[at] >= 0 else None, self.names[after[at]])

        some = np.logical_or.reduce([column == 1 for column in columns]) & (after >= 0)
        return worded(some, [*columns, before, after], words)


def worded(some: Flags, columns: Sequence[Array], words: Callable[[int], str]) -> list[str]:
    """The words of some rows, made once for those in which all columns agree; of the others nothing."""
    texts = np.full(len(some), "", dtype=object)
    at = np.flatnonzero(some)
    if len(at):
        code = np.zeros(len(at), np.int64)
        for column in columns:
            _, place = np.unique(column[at], return_inverse=True)
            _, code = np.unique(code * len(at) + place, return_inverse=True)
        _, different = np.unique(code, return_index=True)
        texts[at] = np.array([words(int(at[one])) for one in different], dtype=object)[code]
    found: list[str] = texts.tolist()
    return found
