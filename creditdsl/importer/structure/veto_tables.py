"""A table of 一票否决 beside the indicators, as notes in its own words.

Receives a grid that is no table of indicators. Promises a note for each of its rows, with all of its words; none where
no heading speaks of a veto.
"""

from creditdsl.importer.document_grid import Grid
from creditdsl.importer.outline import Words
from creditdsl.importer.structure.heading_numbers import lone_number
from creditdsl.syntax.column_words import ColumnKind, squashed

_VETO = "否决"


def veto_notes(grid: Grid) -> tuple[Words, ...]:
    """Return a note for each row: 一票否决：发生重大失信事件的，年度考核评为不合格。"""
    rows: dict[int, list[str]] = {}
    places: dict[int, str] = {}
    for cell in grid.cells:
        if cell.text and lone_number(cell.text) is None:
            rows.setdefault(cell.row, []).append(squashed(cell.text) if not rows else cell.text.replace("\n", ""))
            places.setdefault(cell.row, cell.where)
    first = next(iter(rows), 0)
    if len(rows) < 2 or not any(_VETO in heading for heading in rows[first]):
        return ()
    return tuple(
        Words(ColumnKind.REMARK, "", f"一票否决：{'：'.join(words)}", places[row])
        for row, words in rows.items()
        if row != first
    )
