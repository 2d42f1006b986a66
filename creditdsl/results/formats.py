"""In which format results are shown or written: what was asked for together with what it allows.

Receives words as typed; promises a format and a day that go together, or a Failure that says what to leave out.
"""

import os
import re
from collections.abc import Sequence
from datetime import date

from creditdsl.backends.engines import EXACT
from creditdsl.base.failure import Failure
from creditdsl.base.spelling import plain
from creditdsl.results.errors import DateUnused, NotADate, NotForScreen, ParquetRefused, TooManyForScreen
from creditdsl.scoring.engines import needs_packages

FORMATS = ("text", "json", "csv", "parquet", "xlsx")
_SUFFIXES = {".json": "json", ".csv": "csv", ".parquet": "parquet", ".xlsx": "xlsx"}
_DAY = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})日?")


def chosen_format(form: str | None, output: str | None) -> str:
    """Return the format that is asked for, else the one that the name of the file asks for.

    output: None for the screen.
    """
    chosen = form or _SUFFIXES.get(os.path.splitext(output or "")[1].lower(), "text")
    if chosen == "xlsx" and output is None:
        raise Failure(NotForScreen(chosen, "成绩.xlsx"))
    return chosen


def dated_by(typed: str | None, form: str) -> date | None:
    """Return the day that was typed, as 2026-01-15 or 2026年1月15日; Failure where the format has no place for it."""
    if typed is None:
        return None
    if form != "xlsx":
        raise Failure(DateUnused())
    match = _DAY.fullmatch(plain(typed))
    try:
        return date(*map(int, match.groups())) if match else date.fromisoformat(typed)
    except ValueError:
        raise Failure(NotADate(typed)) from None


def check_parquet(data: Sequence[str], form: str, output: str | None, engine: str | None) -> None:
    """Raise Failure where Parquet is asked for and cannot be read or written as asked.

    data: paths as typed. output: None for the screen. engine: None where none is asked for.
    """
    if form == "parquet":
        needs_packages()
    if len(data) == 1 and engine != EXACT:
        parquet = form == "parquet" or data[0].lower().endswith(".parquet")
        if parquet and (form not in ("csv", "parquet", "json") or (output is None and form != "json")):
            raise Failure(TooManyForScreen())
    elif form == "parquet":
        raise Failure(ParquetRefused())
