"""The result of a unit in words, for formats that arrange units by place or side by side."""

from collections.abc import Iterator, Mapping

from creditdsl.base.node import field, node
from creditdsl.base.reference import EntryRef
from creditdsl.results.chunks import Chunk


@node
class UnitResult:
    """The result of a unit, in a period where there are periods.

    items, sections: by reference. grade, rank: None where there is none (yet). honours: by 表彰 and 通报.
    graded, placed: whether units of the period have a grade, a place at all.
    """

    unit: str
    period: str | None
    items: Mapping[EntryRef, str]
    sections: Mapping[EntryRef, str]
    total: str
    grade: str | None
    rank: int | None
    notes: tuple[str, ...]
    honours: Mapping[str, str | None] = field(default_factory=dict)
    graded: bool = True
    placed: bool = True


def unit_results(chunk: Chunk) -> Iterator[UnitResult]:
    """Yield the rows of a chunk."""
    items, sections = ({ref: words.rows() for ref, words in each.items()} for each in (chunk.items, chunk.sections))
    honours = {mention: words.rows() for mention, words in chunk.honours.items()}
    grades = None if chunk.grade is None else chunk.grade.rows()
    ranks = None if chunk.rank is None else chunk.rank.rows()
    for row, (unit, total, remarks) in enumerate(zip(chunk.units, chunk.total.rows(), chunk.notes.rows(), strict=True)):
        yield UnitResult(
            unit=unit,
            period=chunk.period,
            items={ref: words[row] for ref, words in items.items()},
            sections={ref: words[row] for ref, words in sections.items()},
            total=total,
            grade=None if grades is None else grades[row],
            rank=None if ranks is None else ranks[row],
            notes=remarks,
            honours={mention: words[row] for mention, words in honours.items()},
            graded=grades is not None,
            placed=ranks is not None,
        )
