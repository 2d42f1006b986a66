"""The vocabulary of a 填报表 (the form a unit fills in): identity, identifiers, labels.

`publish` writes these words and `data` reads them back, so both mean the same cells wherever these are
moved. A hidden cell holds the sheet's identity; its row holds the identifiers of the columns, its column
those of the rows.
"""

import json
from dataclasses import asdict
from enum import StrEnum

from creditdsl.base.node import node

_KEY = "填报表"
_START = f'{{"{_KEY}":'


class SheetKind(StrEnum):
    """What one sheet asks for."""

    REPORT = "填报表"
    """All measures; in data by period those of a month or quarter."""
    YEAR = "年度填报"
    """The yearly measures of data by period."""
    DETAIL = "明细"
    """The rows of one detail table."""
    SUPPLIED = "数据提供表"
    """What one supplier of data says of all units: a table, not a form of lines."""


@node
class Identity:
    """The table and the unit of a sheet.

    unit: empty in a blank form. detail: the name of a detail table, or of the supplier of data.
    """

    part: SheetKind
    scheme: str
    table: str
    unit: str = ""
    detail: str = ""

    @property
    def text(self) -> str:
        """The identity as one cell holds it."""
        return json.dumps({_KEY: 1, **asdict(self)}, ensure_ascii=False, separators=(",", ":"))


def read_identity(text: str) -> Identity | None:
    """Parse the identity in a cell; None where the cell holds none."""
    if not text.startswith(_START):
        return None
    try:
        fields = json.loads(text)
        words = {name: fields[name] for name in ("scheme", "table", "unit", "detail")}
        kind = SheetKind(fields["part"])
    except (ValueError, KeyError, RecursionError):
        return None
    return Identity(kind, **words) if all(isinstance(word, str) for word in words.values()) else None


class SheetColumn(StrEnum):
    """The columns that are read, by their headings."""

    MEASURE = "填报内容"
    VALUE = "填报数据"
    SELF = "自评数据"
    REVIEW = "复核数据"
    REASON = "评分理由"

    @property
    def identifier(self) -> str:
        """The text of the hidden row above the column."""
        return f"列:{self.value}"


INPUTS = (SheetColumn.VALUE, SheetColumn.SELF, SheetColumn.REVIEW)
"""The columns of answers; a sheet has the first, or the other two."""

UNIT_ROW, PERIOD_ROW, HEADING_ROW = "行:单位", "行:期", "行:表头"
UNIT_LABEL, PERIOD_LABEL = "填报单位（盖章）：", "考核期："
_MEASURE = "指标:"


def measure_row(name: str) -> str:
    """Return the identifier of a measure's row."""
    return _MEASURE + name


def measure_of(identifier: str) -> str | None:
    """Return the measure that a row's identifier names; None for another row."""
    return identifier.removeprefix(_MEASURE) if identifier.startswith(_MEASURE) else None
