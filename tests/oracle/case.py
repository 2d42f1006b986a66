"""One case: a random scheme as text, a random table as files, and whether blank cells are allowed; all from a seed."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from .answer import Answer, oracle_answer, program_answer
from .datafile import read_files
from .files import Dirt, write_files
from .reader import read_scheme
from .schemes import random_scheme
from .tables import random_table

KINDS = ("clean", "blank", "dirty", "wrong")


@dataclass(frozen=True)
class Case:
    """A scheme and files of data, and how they are to be scored."""

    seed: int
    kind: str
    text: str
    paths: tuple[Path, ...]
    partial: bool


def make_case(seed: int, folder: Path) -> Case:
    """Write the files of a case; the same seed makes the same case."""
    random = Random(seed)
    kind = KINDS[seed % len(KINDS)]
    text, units = random_scheme(random)
    scheme = read_scheme(text)
    table = random_table(random, scheme, units, blanks=0.06 if kind == "blank" else 0.0)
    dirt = {
        "dirty": Dirt(spelling=0.1, around=True, totals=False),
        "wrong": Dirt(spelling=0.05, wrong=0.04, around=True),
    }.get(kind, Dirt())
    paths = write_files(folder, scheme, table, random, dirt)
    return Case(seed, kind, text, tuple(paths), partial=kind == "blank" and random.random() < 0.7)


def expected(case: Case) -> Answer:
    """Return what the manual says of a case."""
    scheme = read_scheme(case.text)
    reading = read_files(list(case.paths), scheme)
    if reading.faults:
        return {"faults": sorted({code for code, _ in reading.faults}), "cells": sorted(set(reading.faults))}
    answer = oracle_answer(scheme, reading.table, partial=case.partial)
    if answer.get("blanks"):
        answer["cells"] = sorted(("E0530", reading.address[cell]) for cell in answer["blanks"])
    return answer


def actual(case: Case, engine: str | None) -> Answer:
    """Return what the program says of a case through its public API."""
    import creditdsl

    table = creditdsl.read(text=case.text).table()
    try:
        scores: Any = table.score(*map(str, case.paths), partial=case.partial, engine=engine)
    except creditdsl.Failure as failure:
        errors = [finding for finding in failure.findings if finding.severity == "error"]
        return {
            "faults": sorted({finding.code for finding in errors}),
            "cells": sorted({(finding.code, finding.cell) for finding in errors if finding.cell}),
            "report": str(failure),
        }
    return program_answer(scores)


def differences(want: Answer, got: Answer) -> list[str]:
    """Return how two answers differ, a line each; nothing, where they agree."""
    if "units" not in want or "units" not in got:
        if want.get("faults") != got.get("faults"):
            return [f"faults: manual {want.get('faults')}, program {got.get('faults')}"]
        if want.get("cells") and want["cells"] != got.get("cells"):
            return [f"cells: manual {want['cells']}, program {got.get('cells')}"]
        return []
    if list(want["units"]) != list(got["units"]):
        return [f"units: manual {list(want['units'])}, program {list(got['units'])}"]
    lines = []
    for unit, mine in want["units"].items():
        theirs = got["units"][unit]
        for part in mine:
            if mine[part] != theirs[part]:
                lines.append(f"{unit} {part}: manual {changed(mine[part], theirs[part])}, "
                             f"program {changed(theirs[part], mine[part])}")  # fmt: skip
    return lines


def changed(mine: Any, theirs: Any) -> Any:
    """Return only what differs of two records."""
    if isinstance(mine, dict):
        return {key: value for key, value in mine.items() if theirs.get(key) != value}
    return mine
