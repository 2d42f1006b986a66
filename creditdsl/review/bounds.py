"""Attainable points: for every definition of a program the least and the most that data can reach.

Receives a program, whose measures declare their ranges; promises exact bounds, each with whether some
data reach it. Its own step because findings about points, bands and monotonicity all rest on it.
"""

from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.ir.program import Program


@node
class Bound:
    """value: None where there is no limit. met: whether some data reach it; else it is only never passed."""

    value: Fraction | None
    met: bool


@node
class Range:
    low: Bound
    high: Bound


class Bounds:
    """The ranges of one program's values."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def definition(self, name: str) -> Range:
        """Of a definition: `条:一#1` (a rule under its own cap), `项:一/1` (an entry's score), `总分`."""
        raise NotImplementedError

    def label(self, owner: str, part: str) -> Range:
        """Of a labelled value: `一#1.raw` is a rule before its cap, `一/1.sum` an entry before its points cap it."""
        raise NotImplementedError
