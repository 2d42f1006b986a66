"""A ladder: a decision list over one value, each case with the stretch of the axis that it takes.

Receives the cases in order of reading; promises words for values and stretches of the axis. The
findings about bands read ladders and need not know in which form they were written.
"""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show, show_percent
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.review.stretches import Axis, Region, Stretch
from creditdsl.syntax.nodes import Quantity, Test


class Scope(Enum):
    """What the cases of a ladder decide: the points of a rule by value or place, the grade, who is named."""

    RULE = "任何一档"
    PLACES = "所列名次"
    GRADE = "任何一等"
    HONOUR = "所列名次之内"


@node
class Case:
    """One case of a ladder. `region`: what it takes of the axis, None where a limit is no constant.

    `typed`: its words in the source. `result`: what it gives, in words. `gives`: what is compared to tell whether
    two cases differ. `sure`: nothing but the value decides.
    """

    region: Region | None
    typed: str
    span: Span
    result: str
    gives: object
    sure: bool = True
    test: Test | None = None


@node
class Ladder:
    """A decision list over one value; `cases` in order of reading.

    `group`: the rule or block it belongs to. `others`: what units get that no case takes. `rest`: whether 其余 says
    so. `closed`: the cases alone decide, so that what none takes may be a gap. `units`: number of units that are
    placed, None where it is not known. `left`: the most points that no case gives, None where that is no number.
    """

    scope: Scope
    group: str
    axis: Axis
    subject: str
    unit: str
    cases: tuple[Case, ...]
    others: str
    rest: bool
    closed: bool
    units: int | None
    table: str
    ref: str | None
    left: Fraction | None = None

    def show(self, value: Fraction) -> str:
        """Return `5条`, `4.5%`, `60分`, `第11名`."""
        if self.unit == "%":
            return show_percent(value)
        return f"第{show(value)}名" if self.unit == "名" else show(value) + self.unit

    def say(self, stretch: Stretch) -> str:
        """Return `正好5条`, `5条至7条`, `90%以上不满95%`; the stretch has two ends."""
        first, last = self.axis.first(stretch), self.axis.last(stretch)
        if first is not None and first == last:
            return f"正好{self.show(first)}"
        if self.axis.step is not None and first is not None and last is not None:
            return f"{self.show(first)}至{self.show(last)}"
        low = f"超过{self.show(stretch.start[1])}" if first is None else f"{self.show(first)}以上"
        high = f"不满{self.show(stretch.end[1])}" if last is None else f"不超过{self.show(last)}"
        return low + high


def written_unit(tests: Iterable[Test]) -> str:
    """Return the first unit that a case is written with; empty where none has one."""
    operands = (bound.operand for test in tests for bound in test.bounds)
    return next((operand.unit for operand in operands if isinstance(operand, Quantity) and operand.unit), "")


def as_typed(first: Case, second: Case) -> tuple[Case, Case]:
    """Return both in the order of the text."""
    if (first.span.line, first.span.column) < (second.span.line, second.span.column):
        return first, second
    return second, first


def elsewhere(case: Case, others: Iterable[Case]) -> tuple[Related, ...]:
    """Return where the others stand, unless it is in the case's own line, which is shown already."""
    return tuple(Related(f"“{other.typed}”在这里", other.span) for other in others if other.span.line != case.span.line)
