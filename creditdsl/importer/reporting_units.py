"""Who fills a measure in, by the column 填报单位 of the rows that use it.

Receives the entries of an outline. Promises one reporting unit of a measure only where every row that uses it states
the same one; a row below one with a merged cell has the unit of that cell. Several units in a cell are no unit.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from creditdsl.compiler.name_uses import names_in
from creditdsl.importer.draft_lines import EntryLines
from creditdsl.importer.outline import OutlineEntry
from creditdsl.syntax.column_words import ColumnKind
from creditdsl.syntax.nodes import Table
from creditdsl.syntax.walk import entries

ITSELF = re.compile(r"本(?:单位|部门|级)|各.*|被(?:考核|考评|评价).*|(?:责任|有关|相关|所有|全部)(?:单位|部门)")
"""Words for the unit that is assessed, which fills in what nobody else does."""
_ONE = re.compile(r"[\u4e00-\u9fff]{2,20}")


def stated_unit(entry: OutlineEntry) -> str:
    """Return the words of 填报单位 of a row; empty where it has none."""
    texts = (words.text for words in entry.words if words.kind is ColumnKind.SUPPLIER)
    return re.sub(r"\s", "", "、".join(texts))


def is_one_unit(text: str) -> bool:
    return _ONE.fullmatch(text) is not None


def reporting_units(table: Table, lines: Sequence[EntryLines]) -> Mapping[str, str]:
    """Return the reporting unit of each measure that has one besides the units that are assessed.

    table: as compiled from the lines.
    """
    stated: dict[str, set[str]] = {}
    for entry, unit in zip(entries(table), _inherited(lines), strict=True):
        for name in (name.text for rule in entry.rules for name in names_in(rule)):
            stated.setdefault(name, set()).add(unit)
    return {name: unit for name, units in stated.items() for unit in units if len(units) == 1 and is_one_unit(unit)}


def _inherited(lines: Sequence[EntryLines]) -> Iterator[str]:
    """Yield what each entry states, else what the one above it does; empty for the assessed units themselves."""
    path: list[str] = []
    for line in lines:
        unit = stated_unit(line.entry)
        above = path[line.level - 1] if line.level else ""
        path[line.level :] = [unit or above]
        yield "" if ITSELF.fullmatch(path[-1]) else path[-1]
