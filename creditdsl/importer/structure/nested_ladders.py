"""A small table of bands and points inside a cell, as the sentence that says the same.

    办结率 │ 得分            “办结率”95%以上得10分，85%以上不足95%得6分。
    95%以上 │ 10
    85%以上不足95% │ 6

Receives a grid from a cell. Promises a sentence in the words of its cells, which `reader/` reads as any other; empty
where the grid says anything besides bands of one measure and points.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from creditdsl.importer.document_grid import Grid

_POINTS = re.compile(r".*(?:得分|分值|计分|赋分|分数|评分|分)(?:（分）|\(分\))?")
_TAKEN = re.compile(".*(?:扣|减)分.*")
_AWARD = re.compile(r"(?:得|计|为)?(\d+(?:\.\d+)?)分?")
_NOTHING = re.compile("不得分|0分?")
_BAND = re.compile(r"\d")
_REST = re.compile("其他|其余|其它|以外")
_MAX_MEASURE = 20
"""Characters of the longest name of a measure."""


def ladder_sentence(grid: Grid) -> str:
    """Return what a table of bands says; empty where it is none. Bands stand in a column or in a row."""
    rows = [[re.sub(r"\s", "", text) for text in row] for row in grid.rows()]
    columns = [column for column in zip(*(row for row in rows if any(row)), strict=True) if any(column)]
    return _sentence(list(zip(*columns, strict=True))) or _sentence(columns)


def is_lead(text: str, grid: Grid) -> bool:
    """Return whether words only lead to a table of bands: 按办结率计分："""
    rows = grid.rows()
    measure = re.sub(r"\s|（.*）", "", rows[0][0]) if rows and rows[0] else ""
    bare = re.sub(
        rf"{re.escape(measure)}|按照?|根据|依据|计分|得分|评分|赋分|打分|分档|如下|下表|下列|区间|标准|情况", "", text
    )
    return not re.sub(r"[\s：:。，,“”]", "", bare)


def _sentence(rows: Sequence[Sequence[str]]) -> str:
    if len(rows) < 3 or any(len(row) != 2 or not all(row) for row in rows):
        return ""
    measure, points = rows[0]
    is_headed = _POINTS.fullmatch(points) and not _TAKEN.fullmatch(points) and not _BAND.search(points)
    if not is_headed or _POINTS.fullmatch(measure) or len(measure) > _MAX_MEASURE:
        return ""
    bands = [_band(measure, *row) for row in rows[1:]]
    return "，".join(bands) + "。" if all(bands) else ""


def _band(measure: str, band: str, points: str) -> str:
    """Return one band in words; empty where it is no band or gives no points."""
    award = _AWARD.fullmatch(points)
    if award is None and not _NOTHING.fullmatch(points):
        return ""
    result = "不得分" if award is None or Fraction(award[1]) == 0 else f"得{award[1]}分"
    if _REST.fullmatch(band):
        return f"其余{result}"
    return f"“{measure}”{band}{result}" if _BAND.search(band) else ""
