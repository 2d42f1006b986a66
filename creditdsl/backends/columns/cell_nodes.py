"""The data as the engine reads them: cells of a measure as numbers or truths of all rows.

Receives a table of columns; promises one node for each column, bounded by the least and the greatest of its cells.
"""

import numpy as np

from creditdsl.backends.columns.graph import apply
from creditdsl.backends.columns.numbers import Numbers, Truths
from creditdsl.backends.columns.operands import Array, Node, Op, Operand, leaf, width
from creditdsl.backends.columns.reasons import Reason, Reasons
from creditdsl.ir.columns import Booleans, Decimals, Options, Table


class CellNodes:
    """The columns of a table as nodes."""

    def __init__(self, table: Table, reasons: Reasons) -> None:
        self.table, self.reasons = table, reasons
        self.nodes: dict[str, Node] = {}
        self.blanks: dict[str, Operand] = {}

    def value(self, measure: str) -> Numbers | Truths:
        """Return the cells of a measure that has no options."""
        column = self.table.columns[measure]
        state = self._state(measure)
        match column:
            case Decimals(num=num, den=den):
                return Numbers(self._node(measure, num), den, state)
            case Booleans(holds=holds):
                return Truths(self._node(measure, holds), state)
            case Options():
                raise AssertionError(measure)  # an option is asked for by OptionIs

    def option(self, measure: str, option: str) -> Truths:
        """Return whether the cells of a measure are this option."""
        column = self.table.columns[measure]
        assert isinstance(column, Options)
        codes, words = self._node(measure, column.code), column.words
        return Truths(apply(Op.EQ, codes, words.index(option)) if option in words else False, self._state(measure))

    def blank(self, measure: str) -> Operand:
        """Return whether the cells of a measure are blank."""
        if measure not in self.blanks:
            blank = self.table.columns[measure].blank
            self.blanks[measure] = False if blank is None else leaf(blank, 0, 1)
        return self.blanks[measure]

    def _state(self, measure: str) -> Operand:
        blank = self.blank(measure)
        return 0 if blank is False else apply(Op.WHERE, blank, self.reasons.bit(Reason(False, (measure,))), 0)

    def _node(self, measure: str, array: Array) -> Node:
        if measure not in self.nodes:
            known = len(array) > 0 and array.dtype != np.bool_
            low, high = (int(array.min()), int(array.max())) if known else (0, 1)
            if array.dtype.hasobject:  # only rows of other periods may be so wide
                array = array.astype(width(low, high))
            self.nodes[measure] = leaf(array, low, high)
        return self.nodes[measure]
