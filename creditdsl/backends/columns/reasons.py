"""What values wait for, as the bits of a state.

Receives each reason as it is met: a blank cell, a denominator that is zero, a ranking or a population
that waits for its rows; promises a bit for it. Scores need only two bits, of all blanks and of all zeros,
so that a state stays narrow; where reasons are told, each has a bit of its own.
"""

from threading import Lock

from creditdsl.base.node import node
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId

UNDECIDED, BLANK, ZERO_DIVISOR = 1, 2, 4

Source = DefinitionId | ir.Population
"""A ranking's name, or a population."""


@node
class Reason:
    """A reason to wait. `measures`: the blank cell, or the cells of a zero denominator, of the row itself.

    `source`: the ranking or population through which a row waits for such cells of other rows; None for its own.
    """

    zero: bool
    measures: tuple[str, ...] = ()
    source: Source | None = None


class Reasons:
    """The bits of the reasons. `blanks`, `zeros`: the union of the bits for blank cells and for zero denominators.

    `by_reason`: whether each reason has a bit of its own.
    """

    def __init__(self, by_reason: bool) -> None:
        self.by_reason = by_reason
        self.bits: dict[Reason, int] = {}
        self.blanks, self.zeros = (0, 0) if by_reason else (BLANK, ZERO_DIVISOR)
        self._lock = Lock()  # rankings are computed beside each other

    def bit(self, reason: Reason) -> int:
        """Return the bit of a reason."""
        if not self.by_reason:
            return self.zeros if reason.zero else self.blanks
        with self._lock:
            bit = self.bits.setdefault(reason, 1 << (len(self.bits) + 1))
            if reason.zero:
                self.zeros |= bit
            else:
                self.blanks |= bit
        return bit

    def of(self, source: Source, state: int) -> int:
        """Return the state of every reader of a source whose rows together have this state."""
        if not self.by_reason:
            return state
        waits = state & UNDECIDED
        for zero, bits in ((False, self.blanks), (True, self.zeros)):
            if state & bits:
                waits |= self.bit(Reason(zero, source=source))
        return waits

    def named(self, state: int) -> list[Reason]:
        """Return the reasons in a state."""
        return [reason for reason, bit in self.bits.items() if state & bit]
