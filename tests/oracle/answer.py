"""The answers to compare: what the oracle and what the program say of a scheme and a table, in the words of JSON."""

from fractions import Fraction
from typing import Any

from tests.oracle.grades import Outcome
from tests.oracle.model import Scheme
from tests.oracle.periods import blanks_of, is_year, name_of, score_periods
from tests.oracle.scan import plain
from tests.oracle.tables import Table
from tests.oracle.values import Hole, Unit

PENDING = "待定"
Answer = dict[str, Any]


def points_text(value: Fraction | Hole | str | None, digits: int) -> str | None:
    """Return points as the program writes them."""
    if isinstance(value, Hole):
        return PENDING
    if not isinstance(value, Fraction):
        return value
    whole = round(abs(value) * 10**digits)
    text = f"{whole // 10**digits}.{whole % 10**digits:0{digits}}" if digits else str(whole)
    return f"-{text}" if value < 0 else text


def outcome_answer(outcome: Outcome, digits: int) -> Answer:
    """Return what one unit gets, in words."""
    return {
        "items": {label: points_text(value, digits) for label, value in outcome.items.items()},
        "sections": {label: points_text(value, digits) for label, value in outcome.sections.items()},
        "total": points_text(outcome.total, digits),
        "grade": PENDING if isinstance(outcome.grade, Hole) else outcome.grade,
        "rank": PENDING if isinstance(outcome.rank, Hole) else outcome.rank,
        "honours": {
            block: PENDING if isinstance(name, Hole) else name for block, name in outcome.honours.items() if name
        },
    }


def blame(scheme: Scheme, outcomes: dict[str, Outcome]) -> tuple[set, set]:
    """Return the blank cells that scores wait for, and the cells that make a divisor zero."""
    blanks: set = set()
    zeros: set = set()
    for row, outcome in outcomes.items():
        waited = (*outcome.items.values(), outcome.total, outcome.grade, outcome.rank, *outcome.honours.values())
        for value in waited:
            if isinstance(value, Hole):
                own = scheme.yearly if is_year(row) else scheme.kinds.keys() - scheme.yearly
                wanted = own | scheme.details.keys()
                blanks |= {cell for cell in blanks_of(row, value) if cell[1] in wanted}
                zeros |= value.zeros
    return blanks, zeros


def oracle_answer(scheme: Scheme, table: Table, *, partial: bool) -> Answer:
    """Return the scores that the manual asks for, or the codes of the faults that stop them."""
    rows = {
        name: Unit(name_of(name), {column: value for column, value in row.items() if value is not None}, scheme)
        for name, row in table.items()
    }
    outcomes = score_periods(scheme, rows)
    cells, zeros = blame(scheme, outcomes)
    empty = {cell for cell in zeros if cell[1] == "总分"}
    zero_codes = (("E0531",) if zeros - empty else (), ("E0549",) if empty else ())
    faults = sorted({*zero_codes[0], *zero_codes[1], *(("E0530",) if cells and not partial else ())})
    if faults:
        return {"faults": faults, "blanks": sorted(cells) if not partial else []}
    return {"units": {name: outcome_answer(outcome, scheme.digits) for name, outcome in outcomes.items()}}


def program_answer(scores: Any) -> Answer:
    """Return the scores of the program in the same words."""
    return {
        "units": {
            plain(row.unit) + (f"@{row.period}" if row.period else ""): {
                "items": {label: words(value) for label, value in row.items.items()},
                "sections": {label: words(value) for label, value in row.sections.items()},
                "total": words(row.total),
                "grade": words(row.grade),
                "rank": row.rank if isinstance(row.rank, int) else words(row.rank),
                "honours": {block: str(name) for block, name in row.honours.items() if name is not None},
            }
            for row in scores
        }
    }


def words(value: Any) -> str | None:
    """Return a value of the program as text."""
    return None if value is None else str(value)
