"""Engines beside the interpreter on dirty files: the same scores, places, grades, exit status and messages.

    python tests/agreement/dirty.py [--cases N] [--duckdb N] [--first SEED] [--processes N]

Receives how many files; promises the files on which an engine parts from the interpreter, and an exit code that is
0 only where there is none. A seed is a scheme with some files. The reader of large files is an engine of its own: it
is made to read files of any size.
"""

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice
from pathlib import Path

from creditdsl.api import score_request
from creditdsl.api.score_request import ScoreRequest
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.data.large import batches
from creditdsl.scoring.data_set import DataSet
from creditdsl.scoring.errors import CannotCompute
from tests.agreement import dirty_files

FILES = 10
"""Files of each scheme."""
LARGE = "large"
ENGINES = ("columns", "duckdb", LARGE)
_CRASHED = 99


@dataclass(frozen=True, slots=True)
class Seen:
    """What a user sees of a scoring: messages by code, file, cell and words, and the rows of results in words."""

    exit_code: int
    messages: tuple[tuple[str, str, str | None, str], ...]
    rows: tuple[str, ...] = ()


@dataclass(slots=True)
class Counts:
    """cases: by kind of file. runs: by engine. met: codes of the interpreter. differ: a line for each file."""

    cases: Counter[str] = field(default_factory=Counter)
    runs: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        self.cases.update(other.cases)
        self.runs.update(other.runs)
        self.met.update(other.met)
        self.refused.update(other.refused)
        self.differ += other.differ


@contextmanager
def read_as_large(size: int) -> Iterator[None]:
    """Have every CSV file read as a large one, in blocks of so many bytes."""
    small, block = batches._SMALL, batches._BLOCK
    batches._SMALL, batches._BLOCK = -1, size
    try:
        yield
    finally:
        batches._SMALL, batches._BLOCK = small, block


def seen(compilation: Compilation, path: Path, engine: str, part: bool) -> Seen | None:
    """Score a file, maybe with blank cells; None where the engine cannot compute the scheme."""
    sets = {"": DataSet((path,))}
    request = ScoreRequest(compilation.scheme, compilation.tables["附件1"], "", sets, part, engine, None)
    try:
        scored = score_request.score(request)
        return Seen(0, _messages(scored.diagnostics), tuple(map(repr, scored.rows(0, len(scored)))))
    except Failure as failure:
        if any(isinstance(diagnostic.fault, CannotCompute) for diagnostic in failure.diagnostics):
            return None
        return Seen(failure.exit_code, _messages(failure.diagnostics))
    except Exception as error:  # any failure of an engine is a finding
        return Seen(_CRASHED, (("", "", None, f"{type(error).__name__}: {error}"),))


def _messages(diagnostics: Iterable[Diagnostic]) -> tuple[tuple[str, str, str | None, str], ...]:
    return tuple((one.code.id, one.file, one.cell, f"{one.message} {one.help}") for one in diagnostics)


def of_seed(seed: int, folder: Path, duckdb: int = 1) -> Counts:
    """Score the files of a seed with every engine. duckdb: with DuckDB one file in so many."""
    counts, chance = Counts(), random.Random(f"dirty {seed}")
    drawn = dirty_files.scheme(chance)
    compilation = compile_source(Source("示例", drawn.text))
    assert not compilation.failed, (drawn.text, [one.message for one in compilation.diagnostics])
    for number in range(FILES):
        file, part = dirty_files.file(chance, drawn), chance.random() < 0.5
        path = folder / f"数据{file.suffix}"
        path.write_bytes(file.content)
        expected = seen(compilation, path, "exact", part)
        assert expected is not None
        counts.cases[file.suffix] += 1
        counts.met.update({code for code, *_ in expected.messages} or {"no message"})
        counts.met["scored"] += expected.exit_code == 0
        if expected.exit_code == _CRASHED:
            counts.differ.append(f"exact, scheme {seed}, file {number}: {expected.messages[0][3]}")
        for engine in ENGINES:
            if (engine == LARGE and file.suffix != ".csv") or (engine == "duckdb" and number % duckdb):
                continue
            counts.runs[engine] += 1
            with read_as_large(chance.choice((1 << 23, 4096)) if engine == LARGE else batches._BLOCK):
                outcome = seen(compilation, path, "columns" if engine == LARGE else engine, part)
            if outcome is None:
                counts.refused[engine] += 1
            elif outcome != expected:
                counts.differ.append(
                    f"{engine}, scheme {seed}, file {number}{file.suffix}: {parting(expected, outcome)}"
                )
    return counts


def parting(expected: Seen, outcome: Seen) -> str:
    """Say in what an engine parts from the interpreter."""
    if expected.exit_code != outcome.exit_code:
        return f"exit {expected.exit_code} but {outcome.exit_code}: {expected.messages[:2]} but {outcome.messages[:2]}"
    pairs = [(expected.messages, outcome.messages), (expected.rows, outcome.rows)]
    for left, right in pairs:
        for one, other in zip((*left, *[None] * len(right)), (*right, *[None] * len(left)), strict=True):
            if one != other:
                return f"{one} but {other}"
    raise ValueError("the same")


def in_folder(seed: int, duckdb: int) -> Counts:
    """Score the files of a seed in a folder that is removed behind them."""
    with tempfile.TemporaryDirectory() as folder:
        return of_seed(seed, Path(folder), duckdb)


def main() -> int:
    options = argparse.ArgumentParser(prog="make dirty", description=__doc__)
    options.add_argument("--cases", type=int, default=20_000)
    options.add_argument("--duckdb", type=int, default=1, help="DuckDB scores one file in so many")
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--processes", type=int, default=os.cpu_count())
    chosen = options.parse_args()
    seeds, counts = islice(count(chosen.first), -(-chosen.cases // FILES)), Counts()
    with multiprocessing.get_context("spawn").Pool(chosen.processes) as pool:
        for of_one in pool.imap(partial(in_folder, duckdb=chosen.duckdb), seeds, chunksize=4):
            counts.add(of_one)
            for line in of_one.differ:
                print(line, flush=True)
            if counts.cases.total() % 1_000 == 0:
                print(f"  {counts.cases.total()} files, {len(counts.differ)} differences", flush=True)
    report(counts)
    return int(bool(counts.differ))


def report(counts: Counts) -> None:
    """Print what was met and how much differs."""
    kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(counts.cases.items()))
    print(f"files: {counts.cases.total()} ({kinds}); scored {counts.met['scored']}")
    for engine, runs in counts.runs.items():
        print(f"{engine}: {runs} files, {counts.refused[engine]} refused")
    print("met:", ", ".join(f"{code} {number}" for code, number in sorted(counts.met.items())))
    print(f"files on which an engine parts from the interpreter: {len(counts.differ)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
