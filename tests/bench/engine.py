"""One engine on the workload, timed as the peers time themselves.

    python tests/bench/engine.py DATA.parquet [--engine NAME] [--runs N] [--once] [--save FILE.npz]

Prints one line of JSON: the seconds of each run from file to scores in memory (e2e_s) and from
columns in memory to scores (compute_s), and the largest memory of this process (peak_rss_kib). What is
asked of the engine is what the peers compute: the score of every item, the total and the grade.
"""

import argparse
import gc
import json
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from creditdsl.backends.engines import BACKENDS, table_engine
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.data.large.batches import open_large
from creditdsl.data.large.read import read_large
from creditdsl.ir.columns import Scores, Table
from creditdsl.ir.program import Program
from tests.bench.names import SCORES

SCHEME = Path(__file__).with_name("workload.credit")
_ADDRESSES = {"spark": "local[2]"}
_Result = TypeVar("_Result")


def program() -> Program:
    """Without what no peer computes: sections and places of the total."""
    whole = compile_source(Source(SCHEME.name, SCHEME.read_text(encoding="utf-8"))).tables["附件1"].program
    return replace(whole, sections=(), rank=None)


def load(path: Path, compiled: Program) -> Table:
    return read_large(open_large(path), compiled.measures).table


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
    parser.add_argument("--engine", choices=list(BACKENDS), default="columns")
    parser.add_argument("--address", help="of a database or a cluster; Spark's is this machine where none is given")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--save")
    words = parser.parse_args()
    compiled = program()
    run = table_engine(words.engine, words.address or _ADDRESSES.get(words.engine, ""))
    first, found = timed(lambda: run(compiled, load(words.path, compiled)))
    if words.save:
        np.savez(words.save, **as_peers(found))
    del found
    out: dict[str, object] = {"first_e2e_s": first}
    if not words.once:
        out["e2e_s"] = [timed(lambda: run(compiled, load(words.path, compiled)))[0] for _ in range(words.runs)]
        table = load(words.path, compiled)
        run(compiled, table)
        out["compute_s"] = [timed(lambda: run(compiled, table))[0] for _ in range(words.runs)]
    out["peak_rss_kib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps(out))


if __name__ == "__main__":
    main()
