"""What each row of a table of columns waits for, in words.

Receives the scores of a period in which some rows wait; promises the words that the interpreter's reasons give.
They are made once for each different combination of what they depend on: state 5 of a thousand rows, say, is
“甲数”未填（B\0格）, and only the cell of each row takes the place of its mark.
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
"""Stands for the cell of a measure in the words of many rows; between the marks is the measure's number."""


class Waits:
    """The states of the rows of a part.

    By row: own, the reasons that are cells of its own; among, those of them for which others wait too; through,
    the rankings and populations that it waits for; periods, whether the sum of its periods is not known.
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
        self.own = (states & ~through) | self.among
        self._numbers, self._template = cache(self._measures_of), cache(self._words_of)
        self._of_others: dict[tuple[int, int, int], str] = {}

    def of(self, rows: slice) -> Iterator[str]:
        """Say of each row what its total waits for, else its grade."""
        columns = (one[rows].tolist() for one in (self.own, self.among, self.through, self.periods))
        for row, (own, among, through, periods) in enumerate(zip(*columns, strict=True), rows.start):
            if periods:
                yield PERIODS_WAIT
            else:
                words = (self._own_cells(own, row), self._others(through, among, row if row in self.named else -1, row))
                yield "；".join(filter(None, words)) or PEOPLE_DECIDE

    def _own_cells(self, state: int, row: int) -> str:
        """Return the words for the cells of its own that a row of this state waits for."""
        if not state:
            return ""
        at = row if self.part.at is None else int(self.part.at[row])
        cells = {number: self.cell(at, self.measures[number]) for number in self._numbers(state)}
        words = self._template(state, frozenset(number for number, cell in cells.items() if cell is not None))
        return _MARK.sub(lambda mark: str(cells[int(mark[1])]), words)

    def _measures_of(self, state: int) -> tuple[int, ...]:
        """Return the measures in a state whose cells the words name."""
        named = {reason.measures[0] for reason in self.known.engine.reasons.named(state) if reason.measures}
        return tuple(number for number, measure in enumerate(self.measures) if measure in named)

    def _words_of(self, state: int, there: frozenset[int]) -> str:
        """Return the words of a state, a mark for each cell. there: the measures that have one."""
        faults = frozenset(Fault("", one.measures, one.zero) for one in self.known.engine.reasons.named(state))
        addresses: dict[CellKey, Address] = {
            ("", self.measures[number]): Address("", f"\0{number}\0") for number in there
        }
        return waiting(Pending(faults), "", Reading((), {}, (), (), addresses=addresses)) if faults else ""

    def _others(self, state: int, among: int, named: int, row: int) -> str:
        """Return the words for what other units a row of this state waits for; the same for all rows of one key."""
        key = (state, among, named)
        if key not in self._of_others:
            crowds = self.known.others(state, row) if state else frozenset()
            self._of_others[key] = waiting(Pending(frozenset(crowds)), "", Reading((), {}, (), ())) if crowds else ""
        return self._of_others[key]
