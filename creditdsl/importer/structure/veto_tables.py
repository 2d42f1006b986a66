"""Vetoes: a table of 一票否决 beside the indicators, or rows of it among them.

Of a table, its words as notes, and the sentences that its rows are short for:

    情形 │ 处理            一票否决：弄虚作假：评为不合格      (the note)
    弄虚作假 │ 评为不合格    弄虚作假的，评为不合格。          (the sentence)

Receives a grid that is no table of indicators. Promises for each of its rows a note with all of its words and a
sentence that `reader/` reads as any other; none where no heading speaks of a veto.
"""

import re
from collections.abc import Sequence

from creditdsl.base.node import node
from creditdsl.importer.document_grid import Cell, Grid
from creditdsl.importer.outline import OutlineEntry, VetoedCase, Words
from creditdsl.importer.structure.heading_numbers import lone_number, numbered
from creditdsl.syntax.column_words import ColumnKind, kind_of, squashed

_VETO = "否决"
_TITLE = re.compile("一票否决(?:项|项目|事项|情形|指标)?")
"""The name of a section whose rows are vetoes."""
_RESULT = re.compile(r"处理|处置|处罚|结果|后果|等次|措施|意见|办法|方式|规定")
"""What the heading of the column says in which a row has its consequence."""
_OTHER = re.compile(r"序号|部门|单位|科室|机关|依据|来源|备注|说明|认定|负责|责任|牵头")
"""What the heading says of a column that holds neither the case nor its consequence."""


def without_vetoes(sections: Sequence[OutlineEntry]) -> tuple[tuple[OutlineEntry, ...], tuple[VetoedCase, ...]]:
    """Return the sections that are scored, and the rows of those behind the first that are called 一票否决.

    A section with points is no such one.
    """
    vetoed = [section for section in sections[1:] if _is_vetoes(section)]
    cases = tuple(_case(leaf, section) for section in vetoed for leaf in section.children or (section,))
    return tuple(section for section in sections if section not in vetoed), cases


def _is_vetoes(section: OutlineEntry) -> bool:
    return _TITLE.fullmatch(squashed(section.title)) is not None and not _has_points(section)


def _has_points(entry: OutlineEntry) -> bool:
    return entry.points is not None or any(map(_has_points, entry.children))


def _case(entry: OutlineEntry, section: OutlineEntry) -> VetoedCase:
    number = f"{entry.number}." if entry.number.isdigit() else entry.number
    names = [number + entry.title] if entry is not section else []
    shared = section.words if entry is not section and entry is section.children[0] else ()
    texts = [words.text.replace("\n", "") for words in (*shared, *entry.words)]
    sentences = [words.text for words in entry.words if words.kind in (ColumnKind.CRITERION, ColumnKind.CONTENT)]
    note = Words(ColumnKind.REMARK, "", "：".join([section.title, *names, *texts]), entry.where)
    return VetoedCase(note, sentences[-1] if sentences else "")


@node
class VetoRow:
    """A row of a table of vetoes. case: the words of what happens. result: what follows."""

    note: Words
    case: str
    result: str

    @property
    def sentence(self) -> str:
        return f"{self.case}的，{self.result}。"

    @property
    def quoted(self) -> str:
        """The sentence with the case as one name, whatever it says."""
        return f"“{self.case}”，{self.result}。"


def veto_rows(grid: Grid) -> tuple[VetoRow, ...]:
    """Return the rows below the headings, without those that only name the rows below them: 一、安全类."""
    heads, below, cases, results = _parts(grid)
    return tuple(_row(cells, cases, results) for cells in below if not _is_title(cells, heads))


def veto_notes(grid: Grid) -> tuple[Words, ...]:
    """Return all of the words as notes: the headings without that of the numbers, and each row."""
    heads, below, cases, results = _parts(grid)
    headings = [cell for cell in heads if kind_of(cell.text) is not ColumnKind.NUMBER]
    return tuple(_row(cells, cases, results).note for cells in (headings, *below)) if below else ()


def _parts(grid: Grid) -> tuple[Sequence[Cell], Sequence[Sequence[Cell]], Sequence[int], Sequence[int]]:
    """Return the headings, the rows, and the columns of the case and of what follows; no rows where it is none."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.text and lone_number(cell.text) is None:
            rows.setdefault(cell.row, []).append(cell)
    heads, *below = rows.values() or [[]]
    if not any(_VETO in squashed(cell.text) for cell in heads):
        return heads, (), (), ()
    known = [cell for cell in heads if not _OTHER.search(squashed(cell.text))]
    results = [cell.column for cell in known if _RESULT.search(squashed(cell.text))]
    cases = [cell.column for cell in known if cell.column not in results]
    return heads, below, cases[:1], results[:1]


def _is_title(cells: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    """Return whether a row is one cell across columns, or one in the column of the numbers."""
    numbers = {cell.column for cell in heads if kind_of(cell.text) is ColumnKind.NUMBER}
    return len(cells) == 1 and len(heads) > 1 and (cells[0].width > 1 or cells[0].column in numbers)


def _row(cells: Sequence[Cell], cases: Sequence[int], results: Sequence[int]) -> VetoRow:
    words = [cell.text.replace("\n", "") for cell in cells]
    note = Words(ColumnKind.REMARK, "", f"一票否决：{'：'.join(words)}", cells[0].where)
    case = next((_bare(cell.text) for cell in cells if cell.column in cases), "")
    result = next((_bare(cell.text) for cell in cells if cell.column in results), "一票否决")
    return VetoRow(note, re.sub(r"的$", "", case), result)


def _bare(text: str) -> str:
    """Return words on one line without a number before them and a stop behind them."""
    return re.sub(r"[。；;，,\s]+$", "", numbered(text.replace("\n", ""))[1])
