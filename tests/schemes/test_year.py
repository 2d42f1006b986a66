"""A year of 长治 at its real size scores in the time that a clerk will wait, as a whole process."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.schemes import year

SECONDS = 5


def test_a_year_of_55_departments(tmp_path: Path) -> None:
    data, output = tmp_path / "一年.csv", tmp_path / "成绩.json"
    year.write(data)
    words = ["score", str(year.SCHEME), "--table", year.TABLE, "--data", str(data), "-o", str(output)]
    root = Path(__file__).parents[2]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "creditdsl", *words],
        env=os.environ | {"PYTHONPATH": str(root)},
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    units = json.loads(output.read_text("utf-8"))["units"]
    assert len(units) == year.DEPARTMENTS * (year.MONTHS + 1)
    assert len(units[0]["items"]) == 31
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert taken <= SECONDS, "the time of the processor, so that tests at its side do not matter"


def test_the_data_are_the_same_every_time() -> None:
    assert year.rows() == year.rows() != year.rows(seed=1)
