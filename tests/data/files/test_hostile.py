"""Workbooks made to do harm are read, or refused with a message, in bounded time and memory."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.data.files.hostile import KINDS, hostile
from tests.pace import slowness

SECONDS, MEGABYTES = 3, 300
"""Of the processor, because other tests run beside; the most memory that the process ever held."""
RUNS = 3
"""Runs of which the fastest counts, where the first is too slow: what else the machine does only adds to a run."""

READ = """
import gc, json, re, sys, time
from pathlib import Path
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Number

gc.disable()  # as every command does
for path in map(Path, sys.argv[1:]):
    before = time.process_time()
    reading = read_units([path], (Measure("值", Number()),))
    seconds = time.process_time() - before
    codes = sorted({diagnostic.code.id for diagnostic in reading.diagnostics})
    # not ru_maxrss, which a process takes over from the one that starts it
    memory = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
    print(json.dumps([path.name, seconds, memory, len(reading.units), codes]))
"""


def check(folder: Path, numbers: Iterable[int]) -> None:
    """Read the workbooks of these numbers, each in a process of its own, and compare with the bounds."""
    slow = []
    for number in numbers:
        kind, content = hostile(number)
        path = folder / f"{number}-{kind}.xlsx"
        path.write_bytes(content)
        runs = [read(path)]
        while runs[-1][0] > SECONDS and len(runs) < RUNS:
            runs.append(read(path))
        seconds, memory, codes = min(runs)
        if (seconds > SECONDS and seconds > SECONDS * slowness()) or memory > MEGABYTES:
            slow.append((path.name, round(seconds, 1), round(memory), codes))
        path.unlink()
    assert not slow


def read(path: Path) -> tuple[float, float, list[str]]:
    """Return the seconds and the megabytes that reading a workbook takes, and the codes of what it says."""
    ran = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, timeout=120)
    assert not ran.returncode, (path.name, ran.stderr[-2000:])
    name, seconds, memory, units, codes = json.loads(ran.stdout)
    assert units or codes, name
    return seconds, memory, codes


SAMPLE = {1: "many_empty_cells", 4: "one_part_for_many_sheets", 5: "zip_bomb", 15: "said_twice", 84: "many_styles"}


def test_a_few(tmp_path: Path) -> None:
    assert {number: KINDS[number % len(KINDS)].__name__ for number in SAMPLE} == SAMPLE
    check(tmp_path, SAMPLE)


@pytest.mark.full
def test_many(tmp_path: Path) -> None:
    """Two of each kind; `make hostile` takes 200."""
    check(tmp_path, range(int(os.environ.get("CREDITDSL_WORKBOOKS", str(2 * len(KINDS))))))
