"""One case: a random scheme as text, a random table as files, and whether blank cells are allowed; all from a seed."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from tests.oracle.answer import Answer, oracle_answer, program_answer
from tests.oracle.datafile import read_files
from tests.oracle.details import random_details, read_details, write_details
from tests.oracle.files import ALONE, DOUBTFUL, FILLED, Dirt, write_files
from tests.oracle.model import Scheme
from tests.oracle.periods import MARK, name_of, period_of
from tests.oracle.reader import read_scheme
from tests.oracle.schemes import random_scheme
from tests.oracle.tables import Table, random_table

BEYOND_DATABASE = "E0044"
"""What a database says of numbers that it cannot hold; scale.md names the limits."""
TOTALS = 0.5
"""The share of dirty files with rows that are no unit's: totals, notes, signatures, headings."""
ROSTER = 0.1
"""The share of tables with a roster in which a unit is missing, and of those with a unit that is not on it."""
STRANGER = "外地局"
OF_SCORES = {"E0530", "E0531", "E0549"}
"""The faults that scoring finds, not reading."""
KINDS = ("clean", "blank", "dirty", "wrong")


@dataclass(frozen=True)
class Case:
    """A scheme and files of data, and how they are to be scored."""

    seed: int
    kind: str
    text: str
    paths: tuple[Path, ...]
    partial: bool
    details: tuple[tuple[str, Path], ...] = ()
    """The files of detail tables by their names."""


def make_case(seed: int, folder: Path) -> Case:
    """Write the files of a case; the same seed makes the same case, and four neighbours share a scheme."""
    kind = KINDS[seed % len(KINDS)]
    text, units = random_scheme(Random(seed // len(KINDS)), rich=True)
    scheme = read_scheme(text)
    random = Random(seed)
    table = random_table(random, scheme, units, blanks=0.06 if kind == "blank" else 0.0)
    if kind in ("blank", "wrong"):
        table = off_roster(table, scheme, random, stranger=kind == "wrong")
    dirt = {
        "dirty": Dirt(spelling=0.1, around=True, apart=apart(random, [*FILLED, *ALONE, "单位"], TOTALS), names=0.1),
        "wrong": Dirt(spelling=0.05, wrong=0.04, around=True, apart=apart(random, DOUBTFUL, 0.1)),
    }.get(kind, Dirt())
    paths = write_files(folder, scheme, table, random, dirt)
    partial = kind == "blank" and random.random() < 0.7
    own = {row: cells for row, cells in table.items() if name_of(row) != STRANGER}
    details = random_details(random, scheme, own, blanks=0.03 if kind == "blank" else 0.0)
    files = write_details(folder, scheme, details, random, Dirt(spelling=dirt.spelling))
    return Case(seed, kind, text, tuple(paths), partial, tuple(files.items()))


def apart(random: Random, words: list[str], share: float) -> tuple[str, ...]:
    """Draw what rows begin with that are no unit's, for a share of the files."""
    return tuple(random.sample(words, random.randint(1, 3))) if random.random() < share else ()


def off_roster(table: Table, scheme: Scheme, random: Random, *, stranger: bool) -> Table:
    """Leave a unit of the roster out, or add one that is not on it, sometimes."""
    units = list(dict.fromkeys(map(name_of, table)))
    if "单位" not in scheme.roster or len(units) < 2:
        return table
    if random.random() < ROSTER:
        absent = random.choice(units)
        table = {row: cells for row, cells in table.items() if name_of(row) != absent}
    if stranger and random.random() < ROSTER:
        periods = list(dict.fromkeys(map(period_of, table)))
        rows = [f"{STRANGER}{MARK}{period}" if period else STRANGER for period in periods]
        table |= dict(zip(rows, list(table.values()), strict=False))
    return table


def engines(case: Case) -> list[str | None]:
    """Return the engines that read the files of a case; None is the default."""
    if case.details:
        return ["exact"]  # scale.md: the other engines have no detail tables
    parquet = case.paths[0].suffix == ".parquet"
    return [None, "columns", "duckdb"] if parquet else ["exact", "columns", "duckdb"]


def engines_of(case: Case) -> list[str | None]:
    """Return the engines to try on a case: DuckDB is slow to begin, so it takes every eighth scheme."""
    slow = case.seed // len(KINDS) % 8 == 0
    return [engine for engine in engines(case) if engine != "duckdb" or slow]


def expected(case: Case) -> Answer:
    """Return what the manual says of a case."""
    scheme = read_scheme(case.text)
    reading = read_files(list(case.paths), scheme, partial=case.partial)
    if reading.faults:
        return {"faults": sorted({code for code, _ in reading.faults}), "cells": sorted(set(reading.faults))}
    read_details(dict(case.details), scheme, reading)
    answer = oracle_answer(scheme, reading.table, partial=case.partial)
    if answer.get("blanks"):
        places = {cell: reading.several.get(cell) or [reading.address[cell]] for cell in answer["blanks"]}
        answer["cells"] = sorted({("E0530", place) for several in places.values() for place in several})
    return {**answer, "warnings": sorted(reading.warnings)}


@lru_cache(maxsize=4)
def program_table(text: str) -> Any:
    """Return the table of a scheme as the program reads it."""
    import creditdsl

    return creditdsl.read(text=text).table(scored_table(text))


def scored_table(text: str) -> str:
    """Return the name of the table that is scored, where a scheme has several."""
    return re.findall(r"(?m)^\s*(附件\d)\s+考核指标", text)[-1]


def actual(case: Case, engine: str | None) -> Answer:
    """Return what the program says of a case through its public API."""
    import creditdsl

    try:
        table = program_table(case.text)
    except creditdsl.Failure as failure:
        return {"scheme": str(failure)}
    try:
        details = {name: str(path) for name, path in case.details}
        scores = table.score(*map(str, case.paths), partial=case.partial, engine=engine, details=details or None)
        warnings = {finding.code for finding in scores.findings if finding.severity == "warning"}
        return {**program_answer(scores), "warnings": sorted(warnings)}
    except creditdsl.Failure as failure:
        errors = [finding for finding in failure.findings if finding.severity == "error"]
        return {
            "faults": sorted({finding.code for finding in errors}),
            "cells": sorted({(finding.code, finding.cell.rpartition("!")[2]) for finding in errors if finding.cell}),
            "report": str(failure),
        }
    except Exception as error:
        return {"faults": [f"crash {error!r}"]}


def differences(want: Answer, got: Answer) -> list[str]:
    """Return how two answers differ, a line each; nothing, where they agree."""
    if got.get("faults") == [BEYOND_DATABASE]:
        return []
    if "scheme" in got:
        return [f"scheme: {got['scheme']}"]
    if asks_for_more(want, got):
        return [f"asks-for-more: manual {want.get('cells', [])}, program {got['cells']}"]
    if "units" not in want or "units" not in got:
        if "faults" in got and not set(want.get("faults", ())) <= OF_SCORES:
            got = without_consequences(got)
        if want.get("faults") != got.get("faults"):
            return [f"faults: manual {want.get('faults')}, program {got.get('faults')}"]
        if (
            not {"E0531", "E0549"} & set(want.get("faults", ()))
            and want.get("cells")
            and want["cells"] != got.get("cells")
        ):
            return [f"cells: manual {want['cells']}, program {got.get('cells')}"]
        return []
    if list(want["units"]) != list(got["units"]):
        return [f"units: manual {list(want['units'])}, program {list(got['units'])}"]
    lines = []
    if "warnings" in want and "warnings" in got and want["warnings"] != got["warnings"]:
        lines.append(f"warnings: manual {want['warnings']}, program {got['warnings']}")
    for unit, mine in want["units"].items():
        theirs = got["units"][unit]
        for part in mine:
            if mine[part] != theirs[part]:
                lines.append(f"{unit} {part}: manual {changed(mine[part], theirs[part])}, "
                             f"program {changed(theirs[part], mine[part])}")  # fmt: skip
    return lines


def asks_for_more(want: Answer, got: Answer) -> bool:
    """Return whether the program only asks for blank cells that no score needs, where these are known."""
    if "faults" in want and "cells" not in want:
        return False
    asked = set(got.get("cells", []))
    return (
        got.get("faults") == ["E0530"]
        and want.get("faults") in (None, ["E0530"])
        and set(want.get("cells", [])) < asked
    )


def without_consequences(got: Answer) -> Answer:
    """Return faults without those of scores, which the manual does not promise beside wrong cells."""
    cells = [cell for cell in got["cells"] if cell[0] not in OF_SCORES]
    return {"faults": [code for code in got["faults"] if code not in OF_SCORES], "cells": cells}


def changed(mine: Any, theirs: Any) -> Any:
    """Return only what differs of two records."""
    if isinstance(mine, dict):
        return {key: value for key, value in mine.items() if theirs.get(key) != value}
    return mine
