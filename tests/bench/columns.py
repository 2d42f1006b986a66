"""The columns engine on the workload, timed as the peers time themselves.

    python tests/bench/columns.py DATA.parquet [--runs N] [--once] [--save FILE.npz]

Prints one line of JSON: the seconds of each run from file to scores in memory (e2e_s) and from
columns in memory to scores (compute_s), and the largest memory of the process (peak_rss_kib).
"""

import argparse
import gc
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from creditdsl.backends.columns.run import Scores, score_columns
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.data.large import read_large
from creditdsl.data.large_files import open_large
from creditdsl.ir.columns import Table
from creditdsl.ir.program import Program
from tests.bench.names import SCORES

SCHEME = Path(__file__).with_name("workload.credit")
_Result = TypeVar("_Result")


def program() -> Program:
    return compile_source(Source(SCHEME.name, SCHEME.read_text(encoding="utf-8"))).tables["附件1"].program


def load(path: Path, compiled: Program) -> Table:
    table = read_large(open_large(path), compiled.measures).table
    assert table is not None
    return table


def timed(task: Callable[[], _Result]) -> tuple[float, _Result]:
    gc.collect()
    start = time.perf_counter()
    result = task()
    return time.perf_counter() - start, result


def as_peers(found: dict[str, Scores]) -> dict[str, np.ndarray]:
    """In the peers' names; their grade counts from the worst."""
    return {name: found[ours].value for name, ours in SCORES.items()} | {"grade": 3 - found["等次"].value}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--save")
    words = parser.parse_args()
    compiled = program()
    first, found = timed(lambda: score_columns(compiled, load(words.path, compiled)))
    if words.save:
        np.savez(words.save, **as_peers(found))
    del found
    out: dict[str, object] = {"first_e2e_s": first}
    if not words.once:
        out["e2e_s"] = [
            timed(lambda: score_columns(compiled, load(words.path, compiled)))[0] for _ in range(words.runs)
        ]
        table = load(words.path, compiled)
        score_columns(compiled, table)
        out["compute_s"] = [timed(lambda: score_columns(compiled, table))[0] for _ in range(words.runs)]
    out["peak_rss_kib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps(out))


if __name__ == "__main__":
    main()
