"""`make bench`: this program and its peers on one workload, in turn, as ratios.

    python tests/bench/run.py --peers DIR [--openfisca PYTHON] [--data DIR] [--rounds N] [--runs N]

DIR holds the peers (gen.py, peer_polars.py …); they are called, not copied. Data is made once. Each
round starts everybody once, so that a drift of the machine falls on all: compare the ratios, not the
milliseconds. A figure is the least of all runs, also of all rounds. Every cell is compared with the
peers' own oracle at 1e5 units before anything is timed.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
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


def check_cells(peers: Path, data: Path) -> int:
    """How many cells differ from the oracle's."""
    oracle, ours = data / f"oracle_{MIDDLE}.npz", data / "ours.npz"
    if not oracle.exists():
        words = ["peer_python.py", data / f"units_{MIDDLE}.parquet", "--once", "--save", oracle]
        subprocess.run([sys.executable, *words], cwd=peers, check=True, stdout=subprocess.DEVNULL)
    ours_words = [HERE / "columns.py", data / f"ours_{MIDDLE}.parquet", "--once", "--save", ours]
    subprocess.run([sys.executable, *ours_words], env=_env(), check=True, stdout=subprocess.DEVNULL)
    expected, found = np.load(oracle), np.load(ours)
    return sum(int((expected[name] != found[name]).sum()) for name in (*SCORES, "grade"))


def _env(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


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
    peers, data = words.peers, words.data
    runs = ["--runs", str(words.runs)]
    cli = [sys.executable, "-m", "creditdsl", "score", HERE / "workload.credit", "--data", data / f"ours_{SMALL}.csv"]
    found: dict[str, Measured] = {}
    for _ in range(words.rounds):
        jobs: dict[str, dict[str, object]] = {}
        for size in (MIDDLE, LARGE):
            jobs[f"columns {size}"] = run([sys.executable, HERE / "columns.py", data / f"ours_{size}.parquet", *runs])
            peer = [sys.executable, peers / "peer_polars.py", data / f"units_{size}.parquet", *runs]
            jobs[f"polars {size}"] = run(peer)
        jobs["columns once"] = run([sys.executable, HERE / "columns.py", data / f"ours_{LARGE}.parquet", "--once"])
        if words.openfisca:
            peer = [words.openfisca, peers / "peer_openfisca.py", data / f"units_{LARGE}.parquet", *runs]
            jobs["openfisca"] = run(peer)
        for _ in range(words.runs):
            jobs["numpy whole"] = whole(
                [sys.executable, peers / "peer_numpy.py", data / f"units_{SMALL}.csv", "--once"]
            )
            jobs["exact whole"] = whole([*cli, "--format", "json"])
            jobs["columns whole"] = whole([*cli, "--format", "json", "--engine", "columns"])
            for name in ("numpy whole", "exact whole", "columns whole"):
                found.setdefault(name, Measured()).add(jobs.pop(name))
        for name, out in jobs.items():
            found.setdefault(name, Measured()).add(out)
    return found


def report(found: dict[str, Measured], differ: int) -> None:
    ours, polars, middle = found[f"columns {LARGE}"], found[f"polars {LARGE}"], found[f"columns {MIDDLE}"]
    rows = [("cells that differ from the oracle at 1e5", float(differ), 0.0, "")]

    def row(what: str, mine: float, other: float, most: float, unit: str = "ms") -> None:
        scale = 1000 if unit == "ms" else 1
        rows.append((what, mine / other, most, f"{mine * scale:.0f} / {other * scale:.0f} {unit}"))

    row("1e6 columns to scores ÷ Polars rank", ours.least("compute_s"), polars.least("compute_s"), 0.6)
    row("1e6 Parquet to scores ÷ Polars rank", ours.least("e2e_s"), polars.least("e2e_s"), 0.8)
    if "openfisca" in found:
        row("1e6 columns to scores ÷ OpenFisca", ours.least("compute_s"), found["openfisca"].least("compute_s"), 0.4)
    row("columns to scores, 1e6 ÷ 1e5", ours.least("compute_s"), middle.least("compute_s"), 11)
    row("peak memory at 1e6 ÷ 500 MiB", found["columns once"].peak / 1024, 500, 1, "MiB")
    for name in ("exact whole", "columns whole"):
        row(
            f"1e3 whole process, {name.split()[0]} ÷ NumPy script",
            found[name].least("whole_s"),
            found["numpy whole"].least("whole_s"),
            1.5,
        )
    print("| figure | ratio | at most | |\n|---|---|---|---|")
    for what, ratio, most, detail in rows:
        print(f"| {what} | {ratio:.2f} | {most:g} | {detail}{'' if ratio <= most else ' **missed**'} |")
    packages = ("creditdsl", "numpy", "pyarrow", "polars", "duckdb", "openfisca-core")
    print(
        f"\n{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.system()};", end=" "
    )
    print(", ".join([f"Python {platform.python_version()}", *(f"{one} {_version(one)}" for one in packages)]))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", type=Path, required=True, help="the folder of the peers")
    parser.add_argument("--openfisca", type=Path, help="the Python that has OpenFisca-Core")
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=4)
    words = parser.parse_args()
    words.peers, words.data = words.peers.resolve(), words.data.resolve()
    make_data(words.peers, words.data)
    differ = check_cells(words.peers, words.data)
    report(measure(words), differ)


if __name__ == "__main__":
    main()
