"""make agree: very many random cases on all cores, and the counts in print.

Receives how many cases, how many of them on Spark, and for how many seconds at most; promises an exit code that
is 0 only where no cell differs and nothing that is wanted was missed. Spark plans a query for longer than others
run it: it takes many tables of a scheme at once, in a second round.
"""

import argparse
import gc
import multiprocessing as mp
import multiprocessing.pool
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import count

from creditdsl.backends.columns.run import score_columns
from creditdsl.backends.engines import table_engine
from creditdsl.backends.periods import Engine
from creditdsl.ir.program import Program
from tests.agreement.cases import ENDS, Counts, run
from tests.agreement.coverage import WANTED, of_program
from tests.agreement.engines import by_periods
from tests.agreement.tables import TABLES

CHUNK = 4
"""Schemes that a process takes at a time."""
SPARK_TABLES = 400
"""For each scheme, about."""
ADDRESSES = {
    "postgres": os.environ.get("CREDITDSL_TEST_POSTGRES", ""),
    "spark": os.environ.get("CREDITDSL_TEST_SPARK", "local[1]"),
}

Work = tuple[int, int, tuple[str, ...], int]
"""The first seed of a chunk and the step to the next, the engines, and about how many tables of each scheme."""


@cache
def opened(name: str) -> Engine:
    """Once a process; the processes take the cores."""
    one_core = partial(score_columns, workers=1)
    return by_periods(one_core if name == "columns" else table_engine(name, ADDRESSES.get(name, "")))


def chunk(work: Work) -> Counts:
    first, step, names, tables = work
    gc.collect()
    gc.disable()
    engines = {name: opened(name) for name in names}
    return run(
        range(first, first + CHUNK * step, step),
        engines,
        tables,
        few_rankings if "spark" in names else lambda program: True,
    )


def few_rankings(program: Program) -> bool:
    """Whether Spark plans its query in seconds: it writes out all that stands before a ranking once more for each."""
    found = of_program(program)
    return found["Ranking"] + found["Population"] <= 3


def main() -> int:
    options = argparse.ArgumentParser(prog="make agree", description=__doc__)
    options.add_argument("--cases", type=int, default=300_000)
    options.add_argument("--spark", type=int, default=20_000, help="cases on Spark; 0 for none")
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--seconds", type=int, default=24 * 3600, help="stop each round after so many")
    options.add_argument("--ends", action="store_true", help="only schemes of grades, quotas and second keys")
    chosen = options.parse_args()
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", "--driver-memory 3g pyspark-shell")
    quick = ("columns", "duckdb", *(["postgres"] if ADDRESSES["postgres"] else []))
    rounds = [(quick, TABLES, chosen.cases)]
    if chosen.spark and shutil.which("java") is not None:
        rounds.append((("spark",), SPARK_TABLES, chosen.spark))
    failed = False
    for names, tables, cases in rounds:
        start, step = (ENDS * chosen.first + 1, ENDS) if chosen.ends else (chosen.first, 1)
        work = ((first, step, names, tables) for first in count(start, CHUNK * step))
        with mp.get_context("spawn").Pool(os.cpu_count()) as pool:
            counts = _round(_paced(pool, work), names[0], cases, time.monotonic() + chosen.seconds)
        failed = report(names, counts, all_wanted=not chosen.ends) or failed
    return int(failed)


def _round(chunks: Iterator[Counts], name: str, cases: int, end: float) -> Counts:
    """Until the engine had so many cases, or what it is given of time has run out."""
    counts, told = Counts(), 0
    for found in chunks:
        if counts.cases[name] >= cases or time.monotonic() > end:
            break
        counts.add(found)
        for line in found.differ:
            print(line, flush=True)
        if counts.cases[name] >= told + 5_000:
            told = counts.cases[name]
            print(f"  {told} cases on {name}, {sum(counts.wrong.values())} cells differ", flush=True)
    return counts


def _paced(pool: "mp.pool.Pool", work: Iterator[Work]) -> Iterator[Counts]:
    """In the order of the seeds; no more is handed out than the processes can take, so that a round can end."""
    waiting: list[mp.pool.AsyncResult[Counts]] = []
    for one in work:
        waiting.append(pool.apply_async(chunk, (one,)))
        if len(waiting) > 2 * (os.cpu_count() or 1):
            yield waiting.pop(0).get()


def report(names: Sequence[str], counts: Counts, all_wanted: bool) -> bool:
    """Print the counts; whether a cell differs or something was not met that is wanted."""
    met = counts.met
    print("engine       cases   cells compared  that differ  cases refused")
    for name in names:
        cells, wrong, refused = counts.cells[name], counts.wrong[name], counts.refused[name]
        print(f"{name:<9} {counts.cases[name]:>8} {cells:>16} {wrong:>12} {refused:>14}")
    for reason, cases in counts.reasons.items():
        print(f"refused by {reason}: {cases} cases")
    on, off = met["comparison on its boundary"], met["comparison off its boundary"]
    missed = [name for name in WANTED if not met[name]]
    print(f"comparisons on their boundary: {on} of {on + off} ({100 * on // max(on + off, 1)} %)")
    print(f"schemes that are texts: {met['scheme of a text']}; tables without periods: {met['table without periods']}")
    print(f"nodes, options and turns met: {len(WANTED) - len(missed)} of {len(WANTED)}", *missed)
    rarest = sorted(WANTED, key=lambda name: met[name])[:5]
    print("met least:", ", ".join(f"{name} {met[name]}" for name in rarest), flush=True)
    return bool(missed and all_wanted) or any(counts.wrong.values())


if __name__ == "__main__":
    sys.exit(main())
