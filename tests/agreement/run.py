"""make agree: very many random cases on all cores, and the counts in print.

Receives how many cases, of how many the SQL engines take one, and for how many seconds at most; promises an
exit code that is 0 only where no cell differs and nothing that is wanted was missed.
"""

import argparse
import gc
import multiprocessing as mp
import multiprocessing.pool
import os
import shutil
import sys
import time
from collections.abc import Iterator
from functools import cache

from creditdsl.backends.columns.run import engine as columns
from creditdsl.backends.engines import engine
from creditdsl.backends.periods import Engine
from creditdsl.backends.rows import on_rows
from creditdsl.backends.sql.faults import Refused
from tests.agreement.cases import TABLES, Counts, run
from tests.agreement.coverage import WANTED

CHUNK = 25
"""Schemes that a process takes at a time."""
ADDRESSES = {
    "postgres": os.environ.get("CREDITDSL_TEST_POSTGRES", ""),
    "spark": os.environ.get("CREDITDSL_TEST_SPARK", ""),
}


@cache
def engines(every: tuple[tuple[str, int], ...]) -> dict[str, tuple[Engine, int]]:
    """Opened once a process."""
    one_core = on_rows(columns(workers=1))  # the processes take the cores
    others = {name: (engine(name, ADDRESSES.get(name, "")), take) for name, take in every}
    return {"columns": (one_core, 1), **others}


def chunk(work: tuple[int, tuple[tuple[str, int], ...]]) -> Counts:
    first, every = work
    gc.collect()
    gc.disable()
    return run(range(first, first + CHUNK), TABLES, engines(every), (Refused,))


def main() -> int:
    options = argparse.ArgumentParser(prog="make agree", description=__doc__)
    options.add_argument("--cases", type=int, default=300_000)
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--every", type=int, default=100, help="DuckDB and PostgreSQL take one case in so many")
    options.add_argument("--spark", type=int, default=10_000, help="Spark takes one case in so many, 0 none")
    options.add_argument("--seconds", type=int, default=24 * 3600, help="stop after so many")
    chosen = options.parse_args()
    every = [("duckdb", chosen.every)]
    every += [("postgres", chosen.every)] if ADDRESSES["postgres"] else []
    every += [("spark", chosen.spark)] if chosen.spark and (ADDRESSES["spark"] or shutil.which("java")) else []
    ADDRESSES["spark"] = ADDRESSES["spark"] or "local[1]"
    counts, end = Counts(), time.monotonic() + chosen.seconds

    def work() -> Iterator[tuple[int, tuple[tuple[str, int], ...]]]:
        for first in range(chosen.first, chosen.first + -(-chosen.cases // TABLES), CHUNK):
            if time.monotonic() > end:
                return
            yield first, tuple(every)

    with mp.get_context("spawn").Pool(os.cpu_count()) as pool:
        for at, found in enumerate(_paced(pool, work()), start=1):
            counts.add(found)
            for line in found.differ:
                print(line, flush=True)
            if at % 40 == 0:
                print(f"  {counts.cases['columns']} cases, {sum(counts.wrong.values())} cells differ", flush=True)
    return report(counts)


def _paced(pool: "mp.pool.Pool", work: Iterator[tuple[int, tuple[tuple[str, int], ...]]]) -> Iterator[Counts]:
    """In the order of the seeds; no more is handed out than the processes can take, so that time can end it."""
    waiting: list[mp.pool.AsyncResult[Counts]] = []
    for one in work:
        waiting.append(pool.apply_async(chunk, (one,)))
        if len(waiting) > 2 * (os.cpu_count() or 1):
            yield waiting.pop(0).get()
    for left in waiting:
        yield left.get()


def report(counts: Counts) -> int:
    met = counts.met
    print("engine       cases   cells compared  that differ  cases refused")
    for name, cases in counts.cases.items():
        cells, wrong, refused = counts.cells[name], counts.wrong[name], counts.refused[name]
        print(f"{name:<9} {cases:>8} {cells:>16} {wrong:>12} {refused:>14}")
    on, off = met["comparison on its boundary"], met["comparison off its boundary"]
    missed = [name for name in WANTED if not met[name]]
    print(f"comparisons on their boundary: {on} of {on + off} ({100 * on // max(on + off, 1)} %)")
    print(f"schemes that are texts: {met['scheme of a text']}")
    print(f"nodes, options and turns met: {len(WANTED) - len(missed)} of {len(WANTED)}", *missed)
    rarest = sorted(WANTED, key=lambda name: met[name])[:5]
    print("met least:", ", ".join(f"{name} {met[name]}" for name in rarest))
    return 1 if missed or any(counts.wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
