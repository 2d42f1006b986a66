"""Whole commands: `python -m creditdsl score`, small and above the size at which the default engine changes."""

import json
import re
import subprocess
import sys
from pathlib import Path
from random import Random

from tests.oracle.answer import PENDING, oracle_answer
from tests.oracle.case import differences, make_case, scored_table
from tests.oracle.datafile import read_files
from tests.oracle.details import read_details
from tests.oracle.files import Dirt, write_files
from tests.oracle.periods import MARK
from tests.oracle.reader import read_scheme
from tests.oracle.scan import plain
from tests.oracle.schemes import random_scheme
from tests.oracle.tables import random_table

LARGE = 40_000
"""Bytes of data, well above the 24 KB at which the default engine changes."""
PER_CELL = 4


def large_case(seed: int, folder: Path) -> tuple[str, list[Path], bool]:
    """Write a table of so many units that the default engine changes."""
    random = Random(seed)
    text, _ = random_scheme(random)
    text = re.sub(r"名单\n(  .*\n)+", "", text)
    text = re.sub(r"(?m)^(适用|不适用)：.*\n|（(?:执法单位|县区|市直)[\d.]+）|(?m:\S+ 各(?=[前后]))", "", text)
    scheme = read_scheme(text)
    count = LARGE // (PER_CELL * max(len(scheme.kinds), 1))
    units = [f"第{index}单位" for index in range(1, count + 1)]
    blanks = random.choice([0.0, 0.0, 0.0, 0.001])
    table = random_table(random, scheme, units, blanks=blanks)
    return text, write_files(folder, scheme, table, random, Dirt(spelling=0.01, around=True)), blanks > 0


def command_failure(seed: int, folder: Path) -> str | None:
    """Return how the output and exit status of a command differ from the manual; None, where they do not."""
    if seed % 3 == 0:
        text, paths, partial = large_case(seed, folder)
        details = {}
    else:
        case = make_case(seed, folder)
        text, paths, partial = case.text, list(case.paths), case.partial
        details = dict(case.details)
    scheme = read_scheme(text)
    reading = read_files(paths, scheme, partial=partial)
    read_details(details, scheme, reading)
    want = oracle_answer(scheme, reading.table, partial=partial) if not reading.faults else {
        "faults": sorted({code for code, _ in reading.faults}), "cells": sorted(set(reading.faults))}  # fmt: skip
    want.pop("blanks", None)
    file = folder / "方案.credit"
    file.write_text(text, encoding="utf-8")
    data = [word for path in paths for word in ("--data", str(path))]
    data += [word for name, path in details.items() for word in ("--data", f"{name}:{path}")]
    data += ["--table", scored_table(text)]
    run = subprocess.run([sys.executable, "-m", "creditdsl", "score", str(file), *data, "--format", "json",
                          *(["--partial"] if partial else [])], capture_output=True, text=True)  # fmt: skip
    lines = [f"exit: manual {1 if 'faults' in want else 0}, program {run.returncode}"]
    if run.returncode == (1 if "faults" in want else 0):
        lines = differences(in_json(want), printed(run.stdout) if run.returncode == 0 else reported(run.stderr))
    return "\n".join([*lines[:6], run.stderr[:1500], text]) if lines else None


def printed(output: str) -> dict:
    """Return the scores that a command printed as JSON."""
    units = {}
    for row in json.loads(output)["units"]:
        scores = {key: row[key] for key in ("items", "sections", "total", "grade", "rank")}
        period = f"{MARK}{row['period']}" if row["period"] else ""
        units[plain(row["unit"]) + period] = scores
        scores["honours"] = {block: row[block] for block in ("表彰", "通报") if row.get(block)}
    return {"units": units}


def in_json(answer: dict) -> dict:
    """Return an answer as JSON has it: a grade or place that waits is null, as one that is not there."""
    for row in answer.get("units", {}).values():
        for key in ("grade", "rank"):
            row[key] = None if row[key] == PENDING else row[key]
    return answer


def reported(report: str) -> dict:
    """Return the codes and cells of the errors in a report."""
    errors = re.findall(r":(?:[^\s:!]+!)?([A-Z]+\d+): 错误 ([EW]\d{4})", report)
    codes = {code for _, code in errors} | set(re.findall(r"错误 (E\d{4})", report))
    return {"faults": sorted(codes), "cells": sorted({(code, cell) for cell, code in errors})}
