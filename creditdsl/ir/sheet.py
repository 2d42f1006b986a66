"""What a 填报表 (the form a unit fills in) carries so that it can be read back: identity, identifiers, labels.

Receives nothing; promises that the writer and the reader mean the same cells, wherever these are moved
to. A sheet's identity stands in one cell; the identifiers of its columns stand in the row of that cell
and those of its rows in the column of that cell, both hidden. Its own step because `publish` writes
these words and `data` reads them.
"""

import json
from dataclasses import asdict
from enum import StrEnum

from creditdsl.base.node import node

_KEY = "填报表"
_START = f'{{"{_KEY}":'


class Part(StrEnum):
    """What one sheet asks for."""

    REPORT = "填报表"
    """All measures; in data by period those of a month or quarter."""
    YEAR = "年度填报"
    """The yearly measures of data by period."""
    DETAIL = "明细"
    """The rows of one detail table."""


@node
class Identity:
    """Of which table, and for whom, a sheet is. unit: empty in a blank form. detail: a detail table's name."""

    part: Part
    scheme: str
    table: str
    unit: str = ""
    detail: str = ""

    @property
    def text(self) -> str:
        """The identity as one cell holds it."""
        return json.dumps({_KEY: 1, **asdict(self)}, ensure_ascii=False, separators=(",", ":"))


def read_identity(text: str) -> Identity | None:
    """The identity in a cell; None where the cell holds none."""
    if not text.startswith(_START):
        return None
    try:
        found = json.loads(text)
        words = {name: found[name] for name in ("scheme", "table", "unit", "detail")}
        part = Part(found["part"])
    except (ValueError, KeyError, RecursionError):
        return None
    return Identity(part, **words) if all(isinstance(word, str) for word in words.values()) else None


class Column(StrEnum):
    """The columns that are read, by their headings."""

    MEASURE = "填报内容"
    VALUE = "填报数据"
    SELF = "自评数据"
    REVIEW = "复核数据"
    REASON = "评分理由"

    @property
    def identifier(self) -> str:
        """What stands in the hidden row above the column."""
        return f"列:{self.value}"


INPUTS = (Column.VALUE, Column.SELF, Column.REVIEW)
"""The columns of answers; a sheet has the first, or the other two."""

UNIT_ROW, PERIOD_ROW, HEADING_ROW = "行:单位", "行:期", "行:表头"
UNIT_LABEL, PERIOD_LABEL = "填报单位（盖章）：", "考核期："
_MEASURE = "指标:"


def measure_row(name: str) -> str:
    """The identifier of a measure's row."""
    return _MEASURE + name


def measure_of(identifier: str) -> str | None:
    """The measure that a row's identifier names."""
    return identifier.removeprefix(_MEASURE) if identifier.startswith(_MEASURE) else None
