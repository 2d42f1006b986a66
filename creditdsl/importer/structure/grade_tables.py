"""A small table of grades and scores beside the indicators, as the sentence that says the same.

Receives a grid that is no table of indicators. Promises a sentence in the words of its cells, which `reader/` reads as
any other; empty where the grid says anything besides grades and scores.
"""

import re
from collections.abc import Sequence

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
_WIDE = str.maketrans("０１２３４５６７８９．（）［］，＜＞＝", "0123456789.()[],<>=")


def grade_sentence(grid: Grid) -> str:
    """Return what a table of grades says; empty where it is none. Grades stand in a column or in a row."""
    rows = [[re.sub(r"\s", "", text) for text in row] for row in grid.rows()]
    columns = [column for column in zip(*(row for row in rows if any(row)), strict=True) if any(column)]
    return _sentence(list(zip(*columns, strict=True))) or _sentence(columns)


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
