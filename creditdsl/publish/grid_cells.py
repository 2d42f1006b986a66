"""Cells of the score documents: a text, a score as printed, an exact value.

Promises that a number is marked as one, so that it stays on one line and is a number in a worksheet.
"""

import re
from fractions import Fraction

from creditdsl.base.exact import is_exact, show
from creditdsl.explain.phrases import CUT_DIGITS, Score, cut_text, printed_score, score_text
from creditdsl.publish.document import GridCell

COVERED = GridCell((), 0, 0)
"""A place that another cell covers."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def text_cell(text: str, *, rows: int = 1, bold: bool = False) -> GridCell:
    return GridCell((text,) if text else (), rows, bold=bold)


def number_cell(text: str, *, rows: int = 1, bold: bool = False) -> GridCell:
    """Return a cell of decimal text as a number; of any other text, such as 待定, as text."""
    number = text if _NUMBER.fullmatch(text) else ""
    shown = text.replace("-", "－") if number else text
    return GridCell((shown,) if shown else (), rows, bold=bold, number=number)


def score_cell(score: Score, digits: int, *, bold: bool = False) -> GridCell:
    """Return a cell of a score: `5.00`, or 待定, 不适用, 不计分."""
    number = score_text(score, digits) if isinstance(score, Fraction) else ""
    return GridCell((printed_score(score, digits),), bold=bold, number=number)


def value_cell(value: Score, digits: int = CUT_DIGITS) -> GridCell:
    """Return a cell of a rule's points: `2.5`, `约4.43`, `－1`; empty where the rule was not applied.

    `digits`: decimals of points that are cut.
    """
    if value is None:
        return GridCell(())
    if isinstance(value, Fraction) and is_exact(value):
        return number_cell(show(value))
    if isinstance(value, Fraction):
        return text_cell("约" + cut_text(value, digits))
    return text_cell(printed_score(value, 0))
