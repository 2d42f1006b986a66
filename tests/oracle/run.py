"""make oracle: a second opinion on scores, written from the manual by someone who had not read the program.

The reader of schemes (`scan`, `rules`, `reader`), the reader of files (`datafile`) and the evaluator (`values`,
`ranks`, `scores`, `totals`, `periods`, `details`) follow docs/language.md and import nothing of creditdsl. `case`,
`commands`, `relations` and `mutants` set them beside the program: its public API on every engine, and whole commands.

A case is a random scheme as text (`rule_texts`, `entry_texts`, `schemes`) and a random table (`tables`) as files
(`files`): clean, with blank cells, dirty in ways that change no score, or with wrong cells whose codes and places are
foreseen. A relation changes what must not matter. What differs is a defect of the program, of the manual or of the
oracle; never bend the oracle to the program unless the manual says so.

    python -m tests.oracle.run --cases 20000 --relations 20000 --commands 300   # all of make oracle
    python -m tests.oracle.run --cases 1 --seed 1285                            # one case again, shrunk
    python -m tests.oracle.mutants --mutants 5000                               # changes that nobody would notice
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.oracle.case import Case, actual, differences, engines_of, expected, make_case
from tests.oracle.commands import command_failure
from tests.oracle.datafile import Reading
from tests.oracle.details import detail_kinds, detail_rows, write_details
from tests.oracle.files import Dirt, grid, write_csv
from tests.oracle.periods import is_year
from tests.oracle.reader import read_scheme
from tests.oracle.relations import RELATIONS, same, write_variant
from tests.oracle.scan import Unreadable, plain
from tests.oracle.schemes import random_scheme
from tests.oracle.shrink import shrunk
from tests.oracle.tables import Table, columns_of, random_table

CHUNK = 40


@dataclass(frozen=True)
class Failure:
    """A seed at which two answers differ."""

    seed: int
    what: str
    report: str
    engine: str | None = None


def clean_case(case: Case, text: str, table: Table, folder: Path) -> Case:
    """Return a case with the same table as one clean file."""
    scheme = read_scheme(text)
    path = folder / "小.csv"
    write_csv(path, grid(scheme, table, columns_of(scheme), Random(0), Dirt()), Random(0))
    rows = {}
    for name, file in case.details:
        if detail_kinds(scheme, name):
            of_table = detail_rows(file, detail_kinds(read_scheme(case.text), name), Reading())
            rows[name] = [line for line in of_table if line[0] in table]
    (apart := folder / "小").mkdir(exist_ok=True)
    details = write_details(apart, scheme, rows, Random(0), Dirt())
    return Case(case.seed, case.kind, text, (path,), case.partial, tuple(details.items()))


def smallest(case: Case, engine: str | None, lines: list[str], folder: Path) -> str:
    """Return the smallest scheme and table that differ in the same part, as text."""
    from tests.oracle.datafile import read_files

    table = read_files(list(case.paths), read_scheme(case.text)).table
    columns = columns_of(read_scheme(case.text))
    table = {unit: {name: cells.get(name) for name in columns} for unit, cells in table.items()}
    part = lines[0].split(":")[0].split()[-1]

    def difference(text: str, table: Table) -> list[str]:
        small = clean_case(case, text, {unit: dict(cells) for unit, cells in table.items()}, folder)
        return [
            line for line in differences(expected(small), actual(small, engine)) if line.split(":")[0].endswith(part)
        ]

    try:
        if not difference(case.text, table):
            return "only in the files as they are"
        text, table = shrunk(case.text, table, lambda *pair: bool(difference(*pair)))
        small = clean_case(case, text, table, folder)
        return "\n".join([*difference(text, table)[:4], text, small.paths[0].read_bytes().decode("utf-8", "replace")])
    except Unreadable as error:
        return f"not shrunk: {error!r}"


def case_failure(seed: int, folder: Path) -> Failure | None:
    """Return the first difference of a case, on any of its engines."""
    case = make_case(seed, folder)
    want = expected(case)
    for engine in engines_of(case):
        if lines := differences(want, actual(case, engine)):
            kind = f"{engine or 'default'} {case.kind} {case.paths[0].suffix} {what(lines)}"
            return Failure(seed, kind, "\n".join(lines[:6]), engine)
    return None


def shrunk_report(failure: Failure) -> str:
    """Return the smallest scheme and table that show the failure of a case."""
    with tempfile.TemporaryDirectory() as name:
        case = make_case(failure.seed, Path(name))
        return smallest(case, failure.engine, differences(expected(case), actual(case, failure.engine)), Path(name))


def what(lines: list[str]) -> str:
    """Return the parts in which answers differ."""
    return " ".join(sorted({line.split(":")[0].split()[-1] for line in lines}))


def relation_failures(seed: int, folder: Path) -> tuple[int, list[Failure]]:
    """Return how many relations were checked at a seed, and those that do not hold."""
    random = Random(seed)
    text, units = random_scheme(random)
    scheme = read_scheme(text)
    table = random_table(random, scheme, units, blanks=random.choice([0.0, 0.0, 0.05]))
    base = same(text, table)
    paths = write_variant(folder, base, scheme, random)
    engine = random.choice(["exact", "columns"])
    want = actual(Case(seed, "relation", text, tuple(paths), partial=True), engine)
    failures = []
    for name, relation in RELATIONS.items():
        variant = relation(text, table, random)
        moved = read_scheme(variant.alike or variant.text)
        paths = write_variant(folder, variant, moved, random)
        got = actual(Case(seed, "relation", variant.text, tuple(paths), partial=True), engine)
        if "units" in got:
            old = {plain(name): plain(before) for name, before in variant.units.items()}
            back = {old[unit]: answer for unit, answer in got["units"].items()}
            got = {"units": {unit: back.get(unit) for unit in want.get("units", back)}}
        for row in (*want.get("units", {}).items(), *got.get("units", {}).items()):
            if is_year(row[0]):
                row[1]["items"] = {}  # their names are those of measures
        lines = [line.replace("manual", "before").replace("program", "after") for line in differences(want, got)]
        if lines:
            failures.append(Failure(seed, f"{name} {what(lines)}", "\n".join([*lines[:6], variant.text])))
    return len(RELATIONS), failures


def relation_results(seed: int, folder: Path) -> tuple[int, list[Failure]]:
    """Check the relations at a seed; a text that the second opinion cannot read is a difference, too."""
    try:
        return relation_failures(seed, folder)
    except Unreadable as error:
        return len(RELATIONS), [Failure(seed, "unreadable", str(error))]


def case_chunk(seeds: range) -> tuple[int, list[Failure]]:
    """Check cases in this process."""
    with tempfile.TemporaryDirectory() as name:
        failures = [failure for seed in seeds if (failure := case_failure(seed, Path(name)))]
    return len(seeds), failures


def relation_chunk(seeds: range) -> tuple[int, list[Failure]]:
    """Check relations in this process."""
    with tempfile.TemporaryDirectory() as name:
        results = [relation_results(seed, Path(name)) for seed in seeds]
    return sum(count for count, _ in results), [failure for _, failures in results for failure in failures]


def command_chunk(seeds: range) -> tuple[int, list[Failure]]:
    """Run whole commands from this process."""
    failures = []
    with tempfile.TemporaryDirectory() as name:
        for seed in seeds:
            if report := command_failure(seed, Path(name)):
                failures.append(Failure(seed, f"command {report.splitlines()[0].split(':')[0]}", report))
    return len(seeds), failures


def chunks(first: int, count: int, size: int) -> Iterator[range]:
    """Yield the seeds in pieces."""
    for start in range(first, first + count, size):
        yield range(start, min(start + size, first + count))


def campaign(title: str, check: Callable[[range], tuple[int, list[Failure]]], pieces: list[range], workers: int,
             show: int) -> int:  # fmt: skip
    """Run one kind of check, print what differs, and return how many do."""
    began = time.monotonic()
    count, failures = 0, []
    with ProcessPoolExecutor(workers) as pool:
        for done, found in pool.map(check, pieces):
            count += done
            failures += found
    print(f"{title}: {count} checked, {len(failures)} differ, {time.monotonic() - began:.0f} s")
    for kind, number in Counter(failure.what for failure in failures).most_common():
        seeds = [failure.seed for failure in failures if failure.what == kind]
        print(f"  {number:5} {kind}  seeds {seeds[:8]}")
    shown: Counter[str] = Counter()
    for failure in failures:
        shown[failure.what] += 1
        if shown[failure.what] <= show:
            small = shrunk_report(failure) if title == "cases" else ""
            print(f"--- {title} seed {failure.seed}: {failure.what}\n{failure.report}\n{small}\n")
    return len(failures)


def main(arguments: list[str] | None = None) -> int:
    """Run the campaigns that the command asks for."""
    parser = argparse.ArgumentParser(
        prog="make oracle", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=0)
    parser.add_argument("--relations", type=int, default=0)
    parser.add_argument("--commands", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", type=int, default=1, help="how many of each kind of difference to print in full")
    asked = parser.parse_args(arguments)
    print(f"seeds from {asked.seed}")
    schemes = -(-asked.relations // len(RELATIONS))
    plans = [("cases", case_chunk, list(chunks(asked.seed, asked.cases, CHUNK))),
             ("relations", relation_chunk, list(chunks(asked.seed, schemes, CHUNK // 4))),
             ("commands", command_chunk, list(chunks(asked.seed, asked.commands, 10)))]  # fmt: skip
    differing = sum(
        campaign(title, check, pieces, asked.workers, asked.show) for title, check, pieces in plans if pieces
    )
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
