"""The frozen verdicts of the reader over the gold files: verdicts.txt.

`python -m tests.reader.judging --freeze` writes it: below the name of a file a line for each of its entries, with
verdict and place. `wrong` is never frozen. Of the files in UNSEEN only counts are frozen and shown: their sentences
measure the reader and must not be looked at.
"""

from collections import Counter
from functools import cache
from pathlib import Path

from tests.reader.gold.entries import FILES, entries
from tests.reader.judging import Verdict, judge

FROZEN = Path(__file__).with_name("verdicts.txt")
UNSEEN = ("corpus_frozen", "unseen_domains_kept")
_HEAD = "# The reader's verdicts on the gold files: python -m tests.reader.judging --freeze\n"


@cache
def verdicts(name: str) -> tuple[tuple[str, Verdict], ...]:
    """Return the verdict of each entry of a file, by its place."""
    path = next(path for path in FILES if path.stem == name)
    return tuple((entry.where, judge(entry)[0]) for entry in entries(path))


def lines(name: str) -> list[str]:
    """Return what is frozen of a file."""
    judged = verdicts(name)
    if name in UNSEEN:
        counts = Counter(verdict for _, verdict in judged)
        return [f"{verdict} {counts[verdict]}" for verdict in Verdict if verdict is not Verdict.WRONG]
    return [f"{verdict} {where}" for where, verdict in judged if verdict is not Verdict.WRONG]


def freeze() -> None:
    """Write the verdicts of all files."""
    blocks = ("".join(f"{line}\n" for line in (path.stem, *lines(path.stem))) for path in FILES)
    FROZEN.write_text("\n".join([_HEAD, *blocks]), encoding="utf-8")


def frozen(name: str) -> list[str]:
    """Return the frozen lines of a file."""
    for block in FROZEN.read_text(encoding="utf-8").split("\n\n"):
        title, *rest = block.strip().splitlines()
        if title == name:
            return rest
    return []
