"""A small table of grades and scores beside the indicators, as the sentence that says the same.

Receives a grid that is no table of indicators. Promises a sentence in the words of its cells, which `reader/` reads as
any other; empty where the grid says anything besides grades and scores.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.importer.document_grid import Grid

_GRADE = re.compile(r".*(?:等次|等级|档次|级别|评定结果|考核结果|评价结果)")
_SCORE = re.compile(r".*(?:得分|分数|总分|分值|区间|名次|排名|比例|标准|范围)(?:段|区间|范围|线)?")
_NUMBER = r"\d+(?:\.\d+)?"
_SIGNS = (
    (rf"\[0,({_NUMBER})\)", r"不足\1分"),
    (rf"\[({_NUMBER}),({_NUMBER})\]", r"\1分至\2分"),
    (rf"\[({_NUMBER}),({_NUMBER})\)", r"\1分以上不足\2分"),
    (rf"({_NUMBER})分?(?:≤|<=|≦)\w*(?:<)({_NUMBER})分?", r"\1分以上不足\2分"),
    (rf"\w*(?:≥|>=|≧)({_NUMBER})分?", r"\1分以上"),
    (rf"\w*<({_NUMBER})分?", r"不足\1分"),
    (rf"({_NUMBER})[-—–~～至]({_NUMBER})", r"\1—\2分"),
)
"""Scores in signs, and the words that say the same."""
_MAX_HEADING_ROW = 6
"""Rows from the top in which the headings of a table may stand."""
_FEWEST_BESIDE = 5
"""Headings of the smallest table of indicators with a table of grades beside it."""
_LEAST_TOTAL = 60
"""Points that at least one grade of a total has; those of a single indicator are fewer."""
_WIDE = str.maketrans("０１２３４５６７８９．（）［］，＜＞＝", "0123456789.()[],<>=")


def grade_sentence(grid: Grid) -> str:
    """Return what a table of grades says; empty where it is none. Grades stand in a column or in a row."""
    rows = [[re.sub(r"\s", "", text) for text in row] for row in grid.rows()]
    columns = [column for column in zip(*(row for row in rows if any(row)), strict=True) if any(column)]
    return _sentence(list(zip(*columns, strict=True))) or _sentence(columns)


def without_grades(grid: Grid) -> tuple[Grid, Grid] | None:
    """Return a grid without a table of grades in its outer columns, and that table; None where there is none.

    The headings stand in a row with those of the indicators, as 评分标准 │ 等次 │ 分数; the scores are those of totals.
    """
    for row in range(min(grid.height, _MAX_HEADING_ROW)):
        cells = grid.filled(row)
        for pair in (cells[-2:], cells[:2]):
            if len(cells) < _FEWEST_BESIDE or any(cell.width > 1 for cell in pair):
                continue
            first = pair[0].column
            apart = _columns_of(grid, first, row)
            rest = _without(grid, first, row) if apart is not None and _is_of_totals(apart) else None
            if apart is not None and rest is not None:
                return rest, apart
    return None


def _columns_of(grid: Grid, first: int, row: int) -> Grid | None:
    """Return two columns from a row on, down to the last row that says something; None where a row between is empty."""
    columns = (first, first + 1)
    inside = [cell for cell in grid.cells if cell.row >= row and cell.text and cell.column in columns]
    rows = sorted({cell.row for cell in inside})
    if any(cell.width > 1 for cell in inside) or rows != list(range(row, row + len(rows))):
        return None
    cells = tuple(replace(cell, row=cell.row - row, column=cell.column - first, height=1) for cell in inside)
    return Grid(grid.name, len(rows), 2, cells)


def _is_of_totals(grid: Grid) -> bool:
    """Return whether a table of grades is one of totals: no grade is there twice, and the best begins high up."""
    if not grade_sentence(grid):
        return False
    rows = grid.rows()
    column = 0 if _GRADE.fullmatch(re.sub(r"\s", "", rows[0][0])) else 1
    grades = [row[column] for row in rows[1:]]
    numbers = [Fraction(number) for row in rows[1:] for number in re.findall(_NUMBER, row[1 - column].translate(_WIDE))]
    return len(grades) > 1 and len(set(grades)) == len(grades) and max(numbers, default=0) >= _LEAST_TOTAL


def _without(grid: Grid, first: int, row: int) -> Grid | None:
    """Return a grid without two columns; wide cells above a row get narrower. None where one above stands in them."""
    gone = {first, first + 1}
    kept = []
    for cell in grid.cells:
        left = [column for column in range(cell.column, cell.column + cell.width) if column not in gone]
        if left:
            column = left[0] - 2 * (left[0] > first)
            kept.append(replace(cell, column=column, width=len(left)))
        elif cell.text and cell.row < row:
            return None
    return Grid(grid.name, grid.height, grid.width - 2, tuple(kept), grid.header_rows)


def _sentence(rows: Sequence[Sequence[str]]) -> str:
    if len(rows) < 3:
        return ""
    heads = rows[0]
    grade = next((n for n, text in enumerate(heads) if _GRADE.fullmatch(text)), None)
    score = next((n for n, text in enumerate(heads) if n != grade and _SCORE.fullmatch(text)), None)
    if grade is None or score is None or any(row[grade] == "" or row[score] == "" for row in rows[1:]):
        return ""
    return "；".join(f"{_in_words(row[score])}为{row[grade]}" for row in rows[1:]) + "。"


def _in_words(score: str) -> str:
    """Return a score in words, with its unit: 80≤得分<90 as 80分以上不足90分."""
    plain = score.translate(_WIDE)
    for signs, words in _SIGNS:
        if match := re.fullmatch(signs, plain):
            return match.expand(words)
    return score
