"""What each of very many units waits for, in the words of `score` for rows.

Receives a scored part in which some rows wait; promises the remarks of its rows about that. Words are made once
for each different combination of what they depend on; only the number of a row, in the address of its blank
cell, is put in by row.
"""

from collections.abc import Iterator
from functools import cache, cached_property

import numpy as np

from creditdsl.backends.columns.facts import Known
from creditdsl.backends.columns.operands import width
from creditdsl.backends.columns.reasons import Reason
from creditdsl.backends.parts import Part
from creditdsl.data.binding.reading import CellKey, Reading
from creditdsl.data.tables import Address, column_name
from creditdsl.explain.record import FEW, waiting
from creditdsl.ir.columns import Array
from creditdsl.ir.outcome import Fault, Pending
from creditdsl.results.large_notes import Remarks, worded
from creditdsl.results.remarks import PEOPLE_DECIDE, PERIODS_WAIT, waiting_notes
from creditdsl.scoring.large import LargeScored

_NUMBER = "\0"
"""Stands for the number of the row in the words of many rows."""


class Waits:
    """What the rows of a part wait for, where some do.

    By row: own, the reasons that are cells of its own; among, those of them for which others wait too; through,
    the rankings and populations that it waits for; periods, whether the sum of its periods is not known.
    """

    def __init__(self, scored: LargeScored, part: Part) -> None:
        self.part, self.reading, program = part, scored.reading, part.program
        self.known = known = Known(program, part.table, [program.total, *([program.grade] if program.grade else [])])
        reasons = known.engine.reasons
        total = known.states(program.total)
        grade = known.states(program.grade) if program.grade else np.zeros_like(total)
        told = np.where(total != 0, total, grade)
        self.total, self.grade = total != 0, grade != 0
        self.rank = part.scores[program.rank].state != 0 if program.rank else np.zeros_like(self.total)
        told = told.astype(width(0, max(reasons.bits.values(), default=0) * 2))
        through = sum(bit for reason, bit in reasons.bits.items() if reason.source is not None)
        self.through, self.among = told & through, np.zeros_like(told)
        self.periods = told & reasons.bits.get(Reason(False, (program.period_sum,)), 0) != 0
        self.named: set[int] = set()
        for state in np.unique(self.through).tolist():
            waits = self.through == state
            for reason, rows in known.reached(state).items():
                self.among[rows & waits] |= reasons.bits[reason]
                self.periods |= waits if reason.measures == (program.period_sum,) else False
                self.named.update(np.flatnonzero(rows)[:FEW].tolist())
        self.own = (told & ~through) | self.among
        self.letters = {role.name: column_name(at) for at, role in self.reading.columns.roles}

    @cached_property
    def numbers(self) -> Array:
        """Of each row of the file the number that WPS or Excel shows."""
        return np.fromiter(self.reading.file.numbers(), np.int64)

    def of(self, rows: slice) -> Iterator[Remarks]:
        total, grade, rank, periods = (one[rows] for one in (self.total, self.grade, self.rank, self.periods))
        own, among, through = (one[rows] for one in (self.own, self.among, self.through))
        here = np.arange(rows.start, rows.stop)
        named = np.where(np.isin(here, list(self.named)), here, -1)
        mine = worded(total | grade, [own], lambda at: self._own(int(own[at])))
        others = worded(
            total | grade, [among, through, named], lambda at: self._others(int(through[at]), rows.start + at)
        )

        @cache
        def words(mine: str, others: str, total: bool, grade: bool, rank: bool, periods: bool) -> Remarks:
            causes = PERIODS_WAIT if periods else "；".join(filter(None, (mine, others))) or PEOPLE_DECIDE
            return tuple(waiting_notes(causes if total else "", causes if grade else "", rank))

        flags = (one.tolist() for one in (total, grade, rank, periods))
        for row, parts in enumerate(zip(mine, others, *flags, strict=True), rows.start):
            remarks = words(*parts)
            if _NUMBER in parts[0]:
                remarks = tuple(one.replace(_NUMBER, str(self._number(row))) for one in remarks)
            yield remarks

    def _own(self, state: int) -> str:
        """With _NUMBER in the place of the row's number."""
        faults = frozenset(Fault("", one.measures, one.zero) for one in self.known.engine.reasons.named(state))
        measures = (fault.measures[0] for fault in faults if fault.measures)
        addresses: dict[CellKey, Address] = {
            ("", measure): Address("", self.letters[measure] + _NUMBER)
            for measure in measures
            if measure in self.letters
        }
        return waiting(Pending(faults), "", Reading((), {}, (), (), addresses=addresses)) if faults else ""

    def _others(self, state: int, row: int) -> str:
        crowds = self.known.others(state, row)
        return waiting(Pending(frozenset(crowds)), "", Reading((), {}, (), ())) if crowds else ""

    def _number(self, row: int) -> int:
        of_table = row if self.part.at is None else int(self.part.at[row])
        return int(self.numbers[self.reading.place(of_table)])
