"""The steps of work that the prover may take, so that the review of any draft ends soon.

A step is a piece, a part of a condition or a few terms of a sum that are looked at. Steps are counted and never timed:
the same draft is decided alike on every machine. Every question has SHARE steps of its own. Beyond these it draws on
a store that all questions of a draft have in common, no question more than LOAN, so that none starves the others.
What a question does not need it leaves to those after it.

Worked example: a store of 24 000 steps, and a question that needs 8 000.

    asked     25 steps of its own, and a loan of 12 000: the store holds 12 000
    decided   after 8 000 steps; the 4 025 left go back, and the store holds 16 025
"""

from collections.abc import Iterator
from contextlib import contextmanager

from creditdsl.base.watch import Watch, unwatched

SHARE = 32
"""The steps that every question has of its own."""
LOAN = 4_000
"""The most steps that one question draws on the store."""
STORE = 14_000
"""The steps that all questions of a draft have in common."""
TERMS = 4
"""So many terms of sums are one step."""
DEPTH = 70
"""How many expressions stand within each other at most; each takes some ten frames of Python's stack."""


class TooMany(Exception):
    """A question needs more pieces, steps or depth than it may take."""


class Budget:
    """The steps of one draft. `taken`: all steps so far. `store`: what is left in common.

    watch: called at every step.
    """

    def __init__(self, watch: Watch = unwatched) -> None:
        self.watch = watch
        self.taken, self.store = 0, STORE
        self._left = self._depth = 0

    @contextmanager
    def question(self) -> Iterator[None]:
        """Give a question its steps; a question within another has its own."""
        outer, loan = self._left, min(LOAN, self.store)
        self.store -= loan
        self._left = SHARE + loan
        try:
            yield
        finally:
            self.store += self._left
            self._left = outer

    @property
    def spent(self) -> bool:
        """Return whether the question has no more steps."""
        return self._left == 0

    def take(self, steps: int = 1) -> None:
        """Count steps of the question; TooMany where it has no more."""
        self.watch()
        if steps > self._left:
            self._left = 0
            raise TooMany
        self._left -= steps
        self.taken += steps

    def take_terms(self, terms: int) -> None:
        """Count the terms of a sum, several a step."""
        self.take(-(-terms // TERMS))

    def enter(self) -> None:
        """Count one expression within another; TooMany where too many are. `leave` ends it."""
        if self._depth >= DEPTH:
            raise TooMany
        self._depth += 1

    def leave(self) -> None:
        self._depth -= 1
