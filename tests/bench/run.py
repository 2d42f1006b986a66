"""`make bench`: this program and its peers on one workload, in turn, as ratios.

    python tests/bench/run.py --peers DIR [--openfisca PYTHON] [--spark PYTHON] [--data DIR] [--rounds N] [--runs N]

DIR holds the peers (gen.py, peer_polars.py …); they are called, not copied. Data is made once. Each
round starts everybody once, so that a drift of the machine falls on all: compare the ratios, not the
milliseconds. A figure is the least of all runs, also of all rounds. Every cell of every engine is
compared with the peers' own oracle at 1e5 units before anything is timed. What cannot be measured,
because a peer's program is not there, is printed with the reason.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import compute, csv, parquet

from tests.bench.names import MEASURES, SCORES

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SMALL, MIDDLE, LARGE = 1_000, 100_000, 1_000_000


@dataclass(slots=True)
class Measured:
    """Seconds of every run by what was timed; peak in KiB."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    peak: int = 0

    def add(self, out: dict[str, object]) -> None:
        for name in ("compute_s", "e2e_s", "whole_s"):
            found = out.get(name, [])
            assert isinstance(found, list)
            self.seconds.setdefault(name, []).extend(found)
        peak = out.get("peak_rss_kib", 0)
        assert isinstance(peak, int)
        self.peak = max(self.peak, peak)

    def least(self, name: str) -> float:
        return min(self.seconds[name])


def make_data(peers: Path, data: Path) -> None:
    """The peers' tables, and the same under the names of our measures."""
    data.mkdir(parents=True, exist_ok=True)
    for size in (SMALL, MIDDLE, LARGE):
        if not (data / f"units_{size}.parquet").exists():
            subprocess.run([sys.executable, "gen.py", data, str(size)], cwd=peers, check=True)
        if not (data / f"ours_{size}.csv").exists():
            table = parquet.read_table(data / f"units_{size}.parquet").select(["unit_id", *MEASURES])
            table = table.rename_columns(["单位", *MEASURES.values()])
            parquet.write_table(table, data / f"ours_{size}.parquet", row_group_size=122_880)
            csv.write_csv(
                pa.table([_words(one) for one in table.columns], table.column_names), data / f"ours_{size}.csv"
            )


def _words(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return compute.if_else(column, "是", "否") if pa.types.is_boolean(column.type) else column


def check_cells(peers: Path, data: Path, python: Path | str, engine: str) -> int:
    """How many cells of the engine differ from the oracle's."""
    oracle, ours = data / f"oracle_{MIDDLE}.npz", data / "ours.npz"
    if not oracle.exists():
        words = ["peer_python.py", data / f"units_{MIDDLE}.parquet", "--once", "--save", oracle]
        subprocess.run([sys.executable, *words], cwd=peers, check=True, stdout=subprocess.DEVNULL)
    run([*_engine(python, engine, data, MIDDLE), "--once", "--save", ours])
    expected, found = np.load(oracle), np.load(ours)
    return sum(int((expected[name] != found[name]).sum()) for name in (*SCORES, "grade"))


def _engine(python: Path | str, engine: str, data: Path, size: int) -> list[object]:
    return [python, HERE / "engine.py", data / f"ours_{size}.parquet", "--engine", engine]


def _env(**more: str) -> dict[str, str]:
    """What every process is given; it may keep its compiled modules, as an installed program does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    beside = os.environ.get("PYTHONPATH", "").split(os.pathsep)  # where polars may stand
    return {**kept, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, beside)]), **more}


def run(words: Sequence[object], **env: str) -> dict[str, object]:
    """What a process says of itself, in its last line."""
    done = subprocess.run([str(word) for word in words], env=_env(**env), check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def whole(words: Sequence[object]) -> dict[str, object]:
    """How long a process takes from its start to its end."""
    start = time.perf_counter()
    subprocess.run([str(word) for word in words], env=_env(), check=True, capture_output=True)
    return {"whole_s": [time.perf_counter() - start]}


def measure(words: argparse.Namespace) -> dict[str, Measured]:
    peers, data, here = words.peers, words.data, sys.executable
    runs = ["--runs", str(words.runs)]
    cli = [here, "-m", "creditdsl", "score", HERE / "workload.credit", "--data", data / f"ours_{SMALL}.csv"]
    found: dict[str, Measured] = {}

    def add(name: str, out: dict[str, object]) -> None:
        found.setdefault(name, Measured()).add(out)

    def peer(python: Path | str, name: str, size: int, **env: str) -> None:
        file = name.partition(" ")[0]
        add(name, run([python, peers / f"peer_{file}.py", data / f"units_{size}.parquet", *runs], **env))

    for _ in range(words.rounds):
        for size in (MIDDLE, LARGE):
            add(f"columns {size}", run([*_engine(here, "columns", data, size), *runs]))
            peer(here, f"polars {size}", size)
        add("columns once", run([*_engine(here, "columns", data, LARGE), "--once"]))
        add("duckdb engine", run([*_engine(here, "duckdb", data, LARGE), *runs]))
        peer(here, "duckdb", LARGE, RANKED="join")
        if words.spark:
            add("spark engine", run([*_engine(words.spark, "spark", data, LARGE), *runs]))
            peer(words.spark, "spark", LARGE, RANKED="join")
        if words.openfisca:
            peer(words.openfisca, "openfisca", LARGE)
        if shutil.which("soffice"):
            peer(here, "libreoffice", SMALL)
        for _ in range(words.runs):
            add("numpy whole", whole([here, peers / "peer_numpy.py", data / f"units_{SMALL}.csv", "--once"]))
            add("exact whole", whole([*cli, "--format", "json"]))
            add("columns whole", whole([*cli, "--format", "json", "--engine", "columns"]))
    return found


def report(found: dict[str, Measured], differ: dict[str, int]) -> None:
    print("| figure | ratio | at most | |\n|---|---|---|---|")
    for engine, cells in differ.items():
        print(
            f"| cells of {engine} that differ from the oracle at 1e5 | {cells} | 0 | {'**missed**' if cells else ''} |"
        )

    def row(what: str, mine: str, other: str, timed: str, most: float, other_timed: str = "") -> None:
        if missing := [name for name in (mine, other) if name not in found]:
            print(f"| {what} | | {most:.2g} | not measured: {_REASONS[missing[-1]]} |")
            return
        above, below = found[mine].least(timed), found[other].least(other_timed or timed)
        _line(what, above / below, most, f"{above * 1000:.0f} / {below * 1000:.0f} ms")

    ours = f"columns {LARGE}"
    row("1e6 columns to scores ÷ Polars rank", ours, f"polars {LARGE}", "compute_s", 0.6)
    row("1e6 Parquet to scores ÷ Polars rank", ours, f"polars {LARGE}", "e2e_s", 0.8)
    row("1e6 columns to scores ÷ OpenFisca", ours, "openfisca", "compute_s", 0.4)
    row("columns to scores, 1e6 ÷ 1e5", ours, f"columns {MIDDLE}", "compute_s", 11)
    peak = found["columns once"].peak / 1024
    _line("peak memory at 1e6 ÷ 500 MiB", peak / 500, 1, f"{peak:.0f} / 500 MiB")
    row("1e6 Parquet to scores, DuckDB ÷ hand-written join", "duckdb engine", "duckdb", "e2e_s", 1.2)
    row("1e6 Parquet to scores, Spark ÷ hand-written join", "spark engine", "spark", "e2e_s", 1.2)
    row("1e3 whole process, exact ÷ NumPy script", "exact whole", "numpy whole", "whole_s", 1.5)
    row("1e3 whole process, columns ÷ NumPy script", "columns whole", "numpy whole", "whole_s", 1.5)
    row("1e3 whole process, columns ÷ LibreOffice", "columns whole", "libreoffice", "whole_s", 1 / 7, "e2e_s")
    packages = ("creditdsl", "numpy", "pyarrow", "polars", "duckdb", "openfisca-core", "pyspark")
    print(
        f"\n{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.system()};", end=" "
    )
    print(", ".join([f"Python {platform.python_version()}", *(f"{one} {_version(one)}" for one in packages)]))


def _line(what: str, ratio: float, most: float, detail: str) -> None:
    print(f"| {what} | {ratio:.2f} | {most:.2g} | {detail}{'' if ratio <= most else ' **missed**'} |")


_REASONS = {
    "openfisca": "--openfisca names no Python",
    "spark engine": "no pyspark here, and --spark names no Python",
    "spark": "no pyspark here, and --spark names no Python",
    "libreoffice": "soffice is not there",
}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", type=Path, required=True, help="the folder of the peers")
    parser.add_argument("--openfisca", type=Path, help="the Python that has OpenFisca-Core")
    parser.add_argument("--spark", type=Path, help="the Python that has pyspark, and what creditdsl needs")
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=4)
    words = parser.parse_args()
    words.peers, words.data = words.peers.resolve(), words.data.resolve()
    make_data(words.peers, words.data)
    words.spark = words.spark or (sys.executable if find_spec("pyspark") else None)
    engines = {"columns": sys.executable, "duckdb": sys.executable} | ({"spark": words.spark} if words.spark else {})
    differ = {name: check_cells(words.peers, words.data, python, name) for name, python in engines.items()}
    report(measure(words), differ)


if __name__ == "__main__":
    main()
