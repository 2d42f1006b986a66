"""The words for the cells and units that each row of a table of columns waits for.

Receives the scores of a period in which some rows wait. Promises the words that the interpreter's reasons give.

An example: a thousand rows wait in state 5, for a cell of 甲数. The template of state 5 is “甲数”未填（⟨0⟩格）, written
once; each row puts its cell, B2 or B3, in the place of the mark ⟨0⟩.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np

from creditdsl.backends.columns.facts import Known
from creditdsl.backends.columns.graph import width
from creditdsl.backends.columns.reasons import Reason
from creditdsl.backends.parts import Part
from creditdsl.data.binding.reading import CellKey, Reading
from creditdsl.data.tables import Address
from creditdsl.explain.record import FEW, waiting
from creditdsl.ir.outcome import Fault, Pending
from creditdsl.scoring.scored import PEOPLE_DECIDE, PERIODS_WAIT

_MARK = re.compile("\0(\\d+)\0")
"""The mark of a cell in a template; between the NUL characters is the number of the measure."""


class Waits:
    """The states of the rows of a part.

    All are arrays by row. cells: the reasons that are cells of the row. among: those of them for which others wait
    too. through: the rankings and populations that the row waits for. periods: whether it waits for its periods.
    """

    def __init__(self, part: Part, cell: Callable[[int, str], str | None]) -> None:
        self.part, self.cell, program = part, cell, part.program
        self.measures = [measure.name for measure in program.measures]
        self.known = known = Known(program, part.table, [program.total, *([program.grade] if program.grade else [])])
        reasons = known.engine.reasons
        total = known.states(program.total)
        grade = known.states(program.grade) if program.grade else np.zeros_like(total)
        states = np.where(total != 0, total, grade)
        states = states.astype(width(0, max(reasons.bits.values(), default=0) * 2))
        through = sum(bit for reason, bit in reasons.bits.items() if reason.source is not None)
        self.through, self.among = states & through, np.zeros_like(states)
        self.periods = states & reasons.bits.get(Reason(False, (program.period_sum,)), 0) != 0
        self.named: set[int] = set()
        for state in np.unique(self.through).tolist():
            waits = self.through == state
            for reason, rows in known.reached(state).items():
                self.among[rows & waits] |= reasons.bits[reason]
                self.periods |= waits if reason.measures == (program.period_sum,) else False
                self.named.update(np.flatnonzero(rows)[:FEW].tolist())
        self.cells = (states & ~through) | self.among
        self._numbers, self._template = cache(self._measures_of), cache(self._words_of)
        self._of_others: dict[tuple[int, int, int], str] = {}

    def of(self, rows: slice) -> Iterator[str]:
        """Yield the words for what the total of each row waits for, else its grade."""
        columns = (states[rows].tolist() for states in (self.cells, self.among, self.through, self.periods))
        for row, (cells, among, through, periods) in enumerate(zip(*columns, strict=True), rows.start):
            if periods:
                yield PERIODS_WAIT
            else:
                words = (
                    self._cell_words(cells, row),
                    self._other_words(through, among, row if row in self.named else -1, row),
                )
                yield "；".join(filter(None, words)) or PEOPLE_DECIDE

    def _cell_words(self, state: int, row: int) -> str:
        """Return the words for the cells of the row that it waits for."""
        if not state:
            return ""
        at = row if self.part.at is None else int(self.part.at[row])
        cells = {number: self.cell(at, self.measures[number]) for number in self._numbers(state)}
        words = self._template(state, frozenset(number for number, cell in cells.items() if cell is not None))
        return _MARK.sub(lambda mark: str(cells[int(mark[1])]), words)

    def _measures_of(self, state: int) -> tuple[int, ...]:
        """Return the numbers of the measures whose cells the words of a state name."""
        named = {reason.measures[0] for reason in self.known.engine.reasons.named(state) if reason.measures}
        return tuple(number for number, measure in enumerate(self.measures) if measure in named)

    def _words_of(self, state: int, there: frozenset[int]) -> str:
        """Return the template of a state. there: the numbers of the measures with a cell, each of which has a mark."""
        faults = frozenset(Fault("", one.measures, one.zero) for one in self.known.engine.reasons.named(state))
        addresses: dict[CellKey, Address] = {
            ("", self.measures[number]): Address("", f"\0{number}\0") for number in there
        }
        return waiting(Pending(faults), "", Reading((), {}, (), (), addresses=addresses)) if faults else ""

    def _other_words(self, state: int, among: int, named: int, row: int) -> str:
        """Return the words for the other units that a row waits for; rows with the same key have the same words."""
        key = (state, among, named)
        if key not in self._of_others:
            crowds = self.known.others(state, row) if state else frozenset()
            self._of_others[key] = waiting(Pending(frozenset(crowds)), "", Reading((), {}, (), ())) if crowds else ""
        return self._of_others[key]
