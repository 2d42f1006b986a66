"""Measure words in a header that are not those of the scheme: 元 over a column that counts in 万元.

Receives the header of a table, row by row, and the measure word of each column. Promises a message for the columns
whose numbers would all be read as larger or smaller than they are. Words that measure something else say nothing.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.base.spelling import name_key
from creditdsl.data.binding.conversion import in_unit
from creditdsl.data.table_errors import OtherMeasureWord
from creditdsl.data.tables import RawTable, Row, fault_at

_BEHIND = re.compile(r"(.+?)(?:\((?:单位:)?([^()]*)\)|[/,、:]([^/,、:()]+)|(%))")
_ALONE = re.compile(r"\(?([^()]+)\)?")
_ABOVE = re.compile(r"\(?(?:计量|金额|货币|数量|数据)?单位:([^()]+)\)?")
_SPLIT = re.compile(r"[、,/;]")


@node
class Units:
    """words: by the key of the name of each measure that has one, its measure word."""

    words: Mapping[str, str]

    def size(self, name: str, word: str) -> str:
        """Return how many of a column's measure word one of another is; empty where they do not measure the same."""
        unit = self.words.get(name, "")
        return in_unit("1", word, unit) if word and unit else ""

    def fault(self, columns: Sequence[str], word: str) -> OtherMeasureWord | None:
        """Return the fault of columns of one measure word that are in another; None where there is none."""
        size = self.size(columns[0], word)
        return OtherMeasureWord(tuple(columns), word, self.words[columns[0]], size) if size not in ("", "1") else None


def split_heading(text: str) -> tuple[str, str]:
    """Return the key of a heading without the measure word behind it, and that word; empty without one."""
    key = name_key(text)
    behind = _BEHIND.fullmatch(key)
    return (behind[1], behind[2] or behind[3] or behind[4] or "") if behind else (key, "")


def other_units(
    table: RawTable, below: Sequence[Row], names: Sequence[str], units: Units
) -> Iterator[tuple[Collection[int], Diagnostic]]:
    """Yield the columns that are in another measure word, with the message.

    table: as it was read. below: the further rows of its header. names: of each column the key of its name, which may
    have a measure word behind it.
    """
    spelt_out: set[int] = set()
    for at, name in enumerate(names):
        known = name if name in units.words else split_heading(name)[0]
        for row in (table.header, *below):
            word = _word(row.cell(at).text, known)
            spelt_out |= {at} if units.size(known, word) else set()
            if fault := units.fault((known,), word) if known in units.words else None:
                yield (at,), fault_at(fault, table.address(row, at))
    untold = {at: name for at, name in enumerate(names) if at not in spelt_out and name in units.words}
    for row in table.above:
        for place, cell in enumerate(row.cells):
            above = _ABOVE.fullmatch(name_key(cell.text))
            words = _SPLIT.split(above[1]) if above else []
            for unit in dict.fromkeys(units.words[name] for name in untold.values()):
                columns = [at for at, name in untold.items() if units.words[name] == unit and unit not in words]
                faults = (units.fault([names[at] for at in columns], word) for word in words) if columns else ()
                if fault := next(filter(None, faults), None):
                    yield columns, fault_at(fault, table.address(row, place))


def _word(text: str, name: str) -> str:
    """Return the measure word that a cell of the header tells: behind the name, or alone below it."""
    bare, behind = split_heading(text)
    if bare == name:
        return behind
    alone = _ALONE.fullmatch(name_key(text))
    return alone[1] if alone else ""
