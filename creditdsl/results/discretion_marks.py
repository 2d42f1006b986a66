"""The marks that people gave (酌情), each with its reason, so that whoever verifies scores sees them.

Receives scored data; promises every mark that the data hold, in their order, and where no reason is written.
"""

from collections.abc import Iterator, Mapping

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.data.binding.reading import Reading
from creditdsl.ir.program import Program
from creditdsl.ir.types import Mark
from creditdsl.scoring.scored import Scored


@node
class DiscretionMark:
    """A mark. label: of the set of data, empty where there is one. points: as decimal text. reason: may be empty."""

    label: str
    unit: str
    period: str | None
    measure: str
    points: str
    reason: str

    def words(self) -> str:
        """Return `甲局 2023-01 宣传成效 4分，理由：按时完成`."""
        place = " ".join(filter(None, (self.label, self.unit, self.period, self.measure)))
        return f"{place} {self.points}分，" + (f"理由：{self.reason}" if self.reason else "没有写理由")


def discretion_marks(scored: Mapping[str, Scored]) -> tuple[DiscretionMark, ...]:
    """Return the marks of every set of data."""
    marks: dict[DiscretionMark, None] = {}
    for label, table in scored.items():
        if any(isinstance(measure.type, Mark) for measure in table.compiled.program.data_measures):
            for facts in table.facts(tuple(dict.fromkeys(table.names))):
                marks.update(dict.fromkeys(_marks(label, table.compiled.program, facts.reading)))
    return tuple(marks)


def _marks(label: str, program: Program, reading: Reading) -> Iterator[DiscretionMark]:
    names = [measure.name for measure in program.data_measures if isinstance(measure.type, Mark)]
    for row in reading.units:
        for name in names:
            points = row.cells.get(name)
            if points is not None and not isinstance(points, bool | str):
                reason = reading.reason(row.unit, name, row.period)
                yield DiscretionMark(label, row.unit, row.period, name, show(points), reason)
