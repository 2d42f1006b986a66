"""Mutants of schemes: one number, sign, comparison word, measure word or bound changed.

Either some score of a table at the bounds changes, or the program says something that it did not say of the scheme, or
the mutant is listed as silent, by kind and reason. The scores are the program's: what is looked for are changes of
meaning that neither scores nor `check` show.

    PYTHONPATH=. python -m tests.oracle.mutants --mutants 5000
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.oracle.case import Case, actual
from tests.oracle.files import Dirt, grid, write_csv
from tests.oracle.model import Scheme
from tests.oracle.reader import read_scheme
from tests.oracle.schemes import random_scheme
from tests.oracle.tables import Table, columns_of, random_table

WORDS = {
    "以上": ["以下", "以外"],
    "以下": ["以上"],
    "不低于": ["低于", "不超过", "超过"],
    "不超过": ["超过", "不低于"],
    "超过": ["不超过", "不低于"],
    "低于": ["不低于", "不超过"],
    "不满": ["不超过", "超过"],
    "高于": ["不高于", "低于"],
}
SIGNS = {
    "得": "扣", "扣": "得", "且": "或", "或": "且", "×": "÷", "÷": "×", "+": "−", "−": "+", "由高到低": "由低到高",
    "由低到高": "由高到低", "前": "后", "每低": "每超", "每超": "每低", "最高": "最低", "其余 得": "其余 扣",
}  # fmt: skip
MEASURES = {"条": "件", "件": "条", "例": "次", "篇": "例", "%": "", "百分点": "", "户": "条", "场": "次", "次": "场"}
MARKED = r"(?<![\u4e00-\u9fffA-Za-z])"


@dataclass(frozen=True)
class Mutant:
    """A scheme with one change, and what was changed."""

    kind: str
    change: str
    text: str


def rule_lines(text: str) -> list[int]:
    """Return the numbers of the lines that hold rules, grades or headings with points."""
    lines = text.splitlines()
    first = next(index for index, line in enumerate(lines) if re.match(r"一、|1\. ", line))
    return list(range(first, len(lines)))


def spots(line: str) -> Iterator[tuple[str, re.Match[str], str]]:
    """Yield kind, place and replacement of the changes that a line permits."""
    for match in re.finditer(r"\d+(?:\.\d+)?", line):
        kind = "number of points" if re.search(r"[得扣加计多少高低]$", line[: match.start()]) else "bound or size"
        if line[: match.start()].strip() in ("", "（") or re.match(r"^（?\d+[）.]", line[match.start() :]):
            continue
        value = float(match[0])
        for changed in (value + 1, value * 10 if value else 1, max(value - 1, 0)):
            if changed != value:
                yield kind, match, f"{changed:g}"
    for word, others in WORDS.items():
        for match in re.finditer(rf"(?<!不){word}" if not word.startswith("不") else word, line):
            for other in others:
                yield "comparison word", match, other
    for sign, other in SIGNS.items():
        pattern = rf"(?<=[ \d]){sign}(?=[ \d])|{MARKED}{sign}(?=\d)" if len(sign) == 1 else sign
        for match in re.finditer(pattern, line):
            yield "sign", match, other
    for word, other in MEASURES.items():
        for match in re.finditer(rf"(?<=\d){word}|(?<=每){word}(?=[得扣加计])", line):
            yield "measure word", match, other


def mutate(text: str, random: Random) -> Mutant | None:
    """Return a mutant of a scheme; None, where the line drawn has nothing to change."""
    lines = text.splitlines()
    at = random.choice(rule_lines(text))
    options = list(spots(lines[at]))
    if not options:
        return None
    kinds = sorted({kind for kind, _, _ in options})
    chosen = random.choice(kinds)
    kind, match, other = random.choice([option for option in options if option[0] == chosen])
    line = lines[at][: match.start()] + other + lines[at][match.end() :]
    change = f"{lines[at].strip()}  →  {line.strip()}"
    return Mutant(kind, change, "\n".join([*lines[:at], line, *lines[at + 1 :], ""]))


def scores_of(text: str, tables: list[Path]) -> list[dict]:
    """Return the scores of every table."""
    return [actual(Case(0, "mutant", text, (path,), partial=False), "exact") for path in tables]


def findings_of(text: str) -> list[tuple[str, str]]:
    """Return what check says, or that it broke off."""
    import creditdsl

    try:
        findings = creditdsl.read(text=text).findings
    except Exception as error:
        return [("crash", repr(error))]
    return sorted((finding.code, finding.message) for finding in findings)


def fate(mutant: Mutant, tables: list[Path], before: tuple[list, list]) -> str:
    """Return whether a mutant shows: in scores, in check, or not at all."""
    scores, findings = before
    after = findings_of(mutant.text)
    if any(code.startswith("E") and code != "E0623" for code, _ in after):
        return "error"
    if after and after[0][0] == "crash":
        return "crash"
    if scores_of(mutant.text, tables) != scores:
        return "scores"
    return "check" if after != findings else "silent"


def boundary_tables(scheme: Scheme, units: list[str], mutant: str, folder: Path, random: Random) -> list[Path]:
    """Write tables with numbers at the bounds of the scheme and of its mutant."""
    paths = []
    schemes = [scheme]
    with suppress(Exception):  # a mutant may be no scheme at all
        schemes.append(read_scheme(mutant))
    for index in range(4):
        drawn = schemes[index % len(schemes)]
        table: Table = random_table(random, drawn, units)
        columns = columns_of(scheme)
        table = {row: {name: cells.get(name) for name in columns} for row, cells in table.items()}
        path = folder / f"表{index}.csv"
        write_csv(path, grid(scheme, table, columns, random, Dirt()), random)
        paths.append(path)
    return paths


def reason(mutant: Mutant, text: str, tables: list[Path], more: list[Path]) -> str:
    """Return why a mutant shows nowhere: what it would take for its scores to part."""
    if mutant.kind == "measure word":
        return "names a unit only"
    if scores_of(mutant.text, more) != scores_of(text, more):
        return "scores, in other tables"
    before, after = without_limits(text), without_limits(mutant.text)
    with suppress(Exception):
        if scores_of(before, [*tables, *more]) != scores_of(after, [*tables, *more]):
            return "a limit swallows it"
    if re.search("[名%]", mutant.change):
        return "too few units or values for places and shares"
    return "other"


def without_limits(text: str) -> str:
    """Return a scheme whose headings and rules hold hardly any points back, in more decimals."""
    lines = text.splitlines()
    first = rule_lines(text)[0]
    open_ended = [re.sub(r" ?(?:最高|最低)(?:扣|得)?[\d.]+| ?扣完为止", "", line) for line in lines[first:]]
    higher = [re.sub(r"([（，,]|最高)(\d+)分", r"\1\g<2>000分", line) for line in open_ended]
    finer = [re.sub(r"^小数：.*", "小数：6位，四舍五入", line) for line in lines[:first]]
    return "\n".join([*finer, *higher, ""])


def folder_in(folder: Path, number: int) -> Path:
    (path := folder / str(number)).mkdir(exist_ok=True)
    return path


def check_seed(seed: int) -> list[tuple[str, str, str]]:
    """Return kind, fate and change of the mutants of one scheme."""
    random = Random(seed)
    text, units = random_scheme(random)
    scheme = read_scheme(text)
    results = []
    with tempfile.TemporaryDirectory() as name:
        findings = findings_of(text)
        for _ in range(4):
            mutant = mutate(text, random)
            if mutant is None or mutant.text == text:
                continue
            tables = boundary_tables(scheme, units, mutant.text, Path(name), random)
            before = scores_of(text, tables), findings
            what = fate(mutant, tables, before)
            if what == "silent":
                more = [
                    path
                    for at in range(4)
                    for path in boundary_tables(scheme, units, mutant.text, folder_in(Path(name), at), Random(at))
                ]
                what = f"silent: {reason(mutant, text, tables, more)}"
            results.append((mutant.kind, what, f"seed {seed}: {mutant.change}"))
    return results


def main(arguments: list[str] | None = None) -> int:
    """Try mutants until the number asked for is reached, and list the silent ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", type=Path, help="a file with the seeds to try, in place of a range")
    asked = parser.parse_args(arguments)
    fates: Counter[tuple[str, str]] = Counter()
    silent = []
    with ProcessPoolExecutor(asked.workers) as pool:
        seeds = range(asked.seed, asked.seed + asked.mutants // 3)
        chosen = map(int, asked.seeds.read_text().split()) if asked.seeds else seeds
        for results in pool.map(check_seed, chosen, chunksize=8):
            for kind, what, change in results:
                fates[kind, what] += 1
                if what.startswith("silent") or what == "crash":
                    silent.append(f"{what}, {kind}: {change}")
    unseen = sum(number for (_, what), number in fates.items() if what.startswith("silent"))
    print(f"{fates.total()} mutants, {unseen} silent")
    for (kind, what), number in sorted(fates.items()):
        print(f"  {number:5} {kind}: {what}")
    print("\n".join(silent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
