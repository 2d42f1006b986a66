"""The changes between two runs of scoring: every figure that is another one now, and what changed beside.

Receives two records of one kind. Promises the changes in the order of the later file: unit, item, before, after.
"""

from collections.abc import Iterator, Mapping, Sequence

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import parse_decimal
from creditdsl.base.failure import Failure
from creditdsl.base.node import node
from creditdsl.results.recorded import EXACT, SCORES, Record, RecordedRow
from creditdsl.results.verification_errors import NotARecord, OtherKinds

ABSENT = "没有"
_KEYS = ("单位", "期")
_SCORE = "得分"
_PLACE = "名次"


@node
class RunChange:
    """A figure that changed. period: None where there is none. before, after: 没有 where the file has no such unit."""

    unit: str
    period: str | None
    item: str
    before: str
    after: str


@node
class RunChanges:
    """What changed from one file to another. beside: scheme, data and tool, in sentences; empty without receipts."""

    before: str
    after: str
    changes: tuple[RunChange, ...]
    beside: tuple[str, ...]

    def count_words(self) -> str:
        """Return `2 个单位、5 处变动`."""
        return f"{len({change.unit for change in self.changes})} 个单位、{len(self.changes)} 处变动"


def run_changes(before: Record, after: Record) -> RunChanges:
    """Compare two records; Failure where they are of two kinds."""
    if before.kind != after.kind:
        raise Failure(OtherKinds((before.kind, after.kind)))
    earlier, later = _rows(before), _rows(after)
    changes = [
        change
        for key in (*later, *(key for key in earlier if key not in later))
        for change in _of_row(key, earlier.get(key), later.get(key))
    ]
    return RunChanges(before.file, after.file, tuple(changes), tuple(_beside(before, after)))


_Row = Mapping[str, str]


def _rows(record: Record) -> dict[tuple[str, str | None], _Row]:
    """Return the figures of each unit and period by their headings; Failure where no column is called 单位."""
    table = record.tables.get(SCORES)
    heads = [] if table is None else [at for at, row in enumerate(table.rows) if "单位" in (cell.text for cell in row)]
    if table is None or not heads:
        raise Failure(Diagnostic(NotARecord(), record.file))
    at = heads[0]
    headings = [cell.text for cell in table.rows[at]]
    digits = _digits(record)
    rows: dict[tuple[str, str | None], _Row] = {}
    for row in table.rows[at + 1 :]:
        words = dict(zip(headings, _words(headings, row, digits), strict=True))
        unit, period = words.pop("单位"), words.pop("期", "")
        rows[unit, period or None] = words
    return rows


def _words(headings: Sequence[str], row: RecordedRow, digits: int) -> Iterator[str]:
    """Yield the cells, scores with the decimals that they are printed with."""
    for heading, cell in zip(headings, row, strict=True):
        whole, _, decimals = cell.text.partition(".")
        number = heading not in (*_KEYS, _PLACE) and digits and parse_decimal(cell.text) is not None
        yield f"{whole}.{decimals.ljust(digits, '0')}" if number else cell.text


def _digits(record: Record) -> int:
    """Return the decimals of scores, which a number in a worksheet does not keep but its exact text does."""
    table = record.tables.get(EXACT)
    if table is None or not table.rows or _SCORE not in (heads := [cell.text for cell in table.rows[0]]):
        return 0
    scores = (row[heads.index(_SCORE)].text for row in table.rows[1:])
    return max((len(text.partition(".")[2]) for text in scores), default=0)


def _of_row(key: tuple[str, str | None], before: _Row | None, after: _Row | None) -> Iterator[RunChange]:
    unit, period = key
    if before is None or after is None:
        states = [ABSENT if row is None else "有" for row in (before, after)]
        yield RunChange(unit, period, "单位", *states)
        return
    for heading in dict.fromkeys((*after, *before)):
        earlier, later = before.get(heading, ABSENT), after.get(heading, ABSENT)
        if earlier != later:
            yield RunChange(unit, period, heading, earlier, later)


def _beside(before: Record, after: Record) -> Iterator[str]:
    """Yield what the receipts say of scheme, data and tool."""
    if not before.receipt or not after.receipt:
        return
    for word in ("方案", "数据", "工具"):
        earlier, later = ([line[1:] for line in record.receipt if line[0] == word] for record in (before, after))
        hashes = [[line[-1] or line[0] for line in lines] for lines in (earlier, later)]
        names = "、".join(line[0] for line in later if line[-1] not in hashes[0] and line[0])
        yield f"{word}没有变。" if hashes[0] == hashes[1] else f"{word}变了{f'：{names}' if names else ''}。"
