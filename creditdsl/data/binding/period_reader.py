"""The 期 of a row: a month 2023-01, a quarter 2023Q1, or the year 2023.

Receives the cell. Promises the period in its canonical writing, or a message; the message has the right writing
wherever the cell has a single meaning. The period decides which measures have a cell in the row.
"""

import re
from collections.abc import Iterable

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.spelling import plain
from creditdsl.data.binding.cell_reader import unusable
from creditdsl.data.cell_errors import BadPeriod, DateValue, PeriodSlip
from creditdsl.data.tables import PERIOD, Address, Kind, RawCell, fault_at
from creditdsl.ir.program import Cycle

_PERIOD = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])|Q[1-4])?", re.ASCII)
_YEAR = r"([12]\d{3})\s*"
_MONTH_SLIP = re.compile(
    # a number 2023.1 may be 2023.10 in a workbook: no month is offered for it
    _YEAR + r"(?:[-/年–—−]\s*(1[0-2]|0?[1-9])|\.(1[0-2]|0[1-9])|(1[0-2]|0[1-9]))\s*(?:月份?|[-/]\d{1,2})?",
    re.ASCII,
)
_QUARTER_SLIP = re.compile(_YEAR + r"[-/年–—−]?\s*(?:[Qq]\s*([1-4])|第?\s*([1-4一二三四])\s*季度?)", re.ASCII)
_YEAR_SLIP = re.compile(_YEAR + r"(?:年度?|全年|年全年)", re.ASCII)
_DATE = re.compile(r"([12]\d{3}-\d\d)-\d\d.*", re.ASCII)
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}


def read_period(cell: RawCell, who: str, address: Address) -> str | Diagnostic:
    """Return the period, or the message about it. who: the row as messages name it."""
    if cell.kind is Kind.DATE:
        date = _DATE.fullmatch(cell.text)
        return fault_at(DateValue(who, PERIOD, cell.text, date[1] if date else ""), address)
    if fault := unusable(cell, who, PERIOD):
        return fault_at(fault, address)
    text = plain(cell.text)
    if _PERIOD.fullmatch(text):
        return text
    if cell.blank:
        return fault_at(BadPeriod(who, PERIOD, "", PeriodSlip.BLANK), address)
    return fault_at(BadPeriod(who, PERIOD, cell.text, PeriodSlip.UNREADABLE, _meant(text)), address)


def is_year(period: str) -> bool:
    """Return whether the period is a whole year."""
    return period == year_of(period)


def of_cycle(period: str, cycle: Cycle) -> bool:
    """Return whether a scheme of the cycle has the period: a year, or a month or quarter as it scores."""
    return is_year(period) or ("Q" in period) == (cycle is Cycle.QUARTERLY)


def skipped(periods: Iterable[str]) -> tuple[str, ...]:
    """Return the months or quarters between the first and the last of those given that are not among them."""
    parts = sorted(each for each in periods if not is_year(each))
    if not parts:
        return ()
    endings = [f"Q{number}" for number in range(1, 5)] if "Q" in parts[0] else [f"-{m:02}" for m in range(1, 13)]
    years = range(int(year_of(parts[0])), int(year_of(parts[-1])) + 1)
    every = (f"{year}{ending}" for year in years for ending in endings)
    return tuple(each for each in every if parts[0] < each < parts[-1] and each not in parts)


def year_of(period: str) -> str:
    """Return the year of the period; a year is its own."""
    return period[:4]


def belongs(yearly: bool, period: str | None) -> bool:
    """Return whether a measure has a cell in the rows of the period; without periods every measure has."""
    return period is None or yearly == is_year(period)


def _meant(text: str) -> str:
    """Return the canonical writing of a text with a single meaning; empty where it may have several."""
    if slip := _MONTH_SLIP.fullmatch(text):
        return f"{slip[1]}-{(slip[2] or slip[3] or slip[4]).zfill(2)}"
    if slip := _QUARTER_SLIP.fullmatch(text):
        number = slip[2] or slip[3]
        return f"{slip[1]}Q{_QUARTERS.get(number, number)}"
    if slip := _YEAR_SLIP.fullmatch(text):
        return slip[1]
    return ""
