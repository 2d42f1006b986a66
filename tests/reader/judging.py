"""Verdicts of the reader over gold entries: right, open, none, guess or wrong.

    python -m tests.reader.judging lvliang corpus      # a line an entry, and the counts of each file
    python -m tests.reader.judging --only wrong corpus
    python -m tests.reader.judging --freeze            # write verdicts.txt, which the tests compare

A reading is right if it means what a gold reading means: its lines are the same up to the names of measures, or both
give the same scores (values.py). It is open if some answer to its question is right. A certain reading of what has no
single meaning is a guess if it is one of its meanings, else wrong; any reading of what no line can say is wrong.

Of an entry with `不同` the given rules are not what the text says: there a reading that means the same is wrong.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction

from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.forms.answers import NoPoints
from creditdsl.reader.meanings import HOLE, Certain, Context, Open, Reading, Unread
from creditdsl.reader.sentence_reader import read
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.nodes import Name
from tests.reader.gold.entries import BREAK, FOLDER, Entry, entries, target
from tests.reader.gold.test_gold import AROUND
from tests.reader.values import equal, opposite, plain

_LEFT_OUT = ("span", "text", "number", "unwritten", "written", "word")


class Verdict(StrEnum):
    RIGHT = "right"
    OPEN = "open"
    NONE = "none"
    GUESS = "guess"
    WRONG = "wrong"


def judge(entry: Entry) -> tuple[Verdict, tuple[tuple[str, ...], ...]]:
    """Return the verdict on an entry, with the lines of each reading."""
    context = Context(entry.title, Fraction(entry.points) if entry.points else None)
    answer = read(entry.text.replace(BREAK, "\n"), context)
    lines = tuple(reading.lines for reading in _readings(answer))
    match answer:
        case Unread():
            return Verdict.NONE, lines
        case Certain():
            if not entry.readings and _among(lines[0], entry.asked, entry.points):
                return Verdict.GUESS, lines
            right = bool(entry.differs) != _among(lines[0], entry.readings, entry.points)
            return Verdict.RIGHT if right else Verdict.WRONG, lines
        case Open():
            wanted = (*entry.readings, *entry.asked)
            right = bool(entry.differs) or any(_among(answer, wanted, entry.points) for answer in lines)
            return Verdict.OPEN if right else Verdict.WRONG, lines


def _among(lines: tuple[str, ...], readings: Iterable[tuple[str, ...]], points: str) -> bool:
    return any(same(lines, reading, points) for reading in readings)


def same(some: Sequence[str], others: Sequence[str], points: str = "") -> bool:
    """Return whether two readings mean the same: by their shape, else by their scores."""
    shape, names = shapes(some)
    other, partners = shapes(others)
    alike = shape == other and not any(map(opposite, names, partners))
    return alike or equal(some, others, points)


def _readings(answer: Certain | Open | Unread) -> tuple[Reading, ...]:
    match answer:
        case Certain(reading=reading):
            return (reading,)
        case Open(answers=answers):
            return tuple(reading for _, reading in answers)
        case Unread():
            return ()


def shapes(lines: Iterable[str]) -> tuple[tuple[object, ...], tuple[str, ...]]:
    """Return what lines say, their names numbered in the order of use, with the names; fields in any order."""
    names: dict[str, int] = {}
    fields = sorted(plain(line) for line in lines if target(line))
    said = (*fields, *(_shape(line, names) for line in lines if not target(line)))
    return said, tuple(names)


def _shape(line: str, names: dict[str, int]) -> object:
    tree, _ = read_lines(Source("甲", f"{AROUND}  {line.replace(HOLE, '某指标')}\n"))
    scheme, _ = build(tree)
    rules = scheme.tables[0].sections[0].children[0].rules
    return tuple(_parts((rules[0].body, rules[0].limits), names)) if rules else line


def _parts(node: object, names: dict[str, int]) -> Iterator[object]:
    match node:
        case Name(text=text):
            yield names.setdefault(text, len(names))
        case NoPoints():
            yield "NoPoints"
        case tuple():
            for part in node:
                yield tuple(_parts(part, names))
        case _ if is_dataclass(node):
            yield type(node).__name__
            for attribute in fields(node):
                if attribute.name not in _LEFT_OUT:
                    yield attribute.name, tuple(_parts(getattr(node, attribute.name), names))
        case _:
            yield str(node)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--freeze", action="store_true", help="write verdicts.txt")
    parser.add_argument("--only", choices=[verdict.value for verdict in Verdict])
    parser.add_argument("--counts", action="store_true", help="the counts alone, for what must not be looked at")
    options = parser.parse_args()
    if options.freeze:
        from tests.reader.verdicts import freeze

        freeze()
    for name in options.names:
        counts: Counter[str] = Counter()
        for entry in entries(FOLDER / f"{name}.txt"):
            verdict, lines = judge(entry)
            kind = "readable" if entry.readings else "ambiguous" if entry.asked else "unreadable"
            counts[f"{kind} {verdict}"] += 1
            if not options.counts and options.only in (None, verdict.value):
                print(f"{verdict:5} {entry.where}  {entry.text}")
                print("".join(f"        读 {' ; '.join(reading)}\n" for reading in lines), end="")
                if verdict != Verdict.RIGHT:
                    expected = [*entry.readings, *entry.asked, (entry.unreadable,)]
                    print(
                        "".join(f"        应 {' ; '.join(reading)}\n" for reading in expected if any(reading)), end=""
                    )
        print(name, dict(sorted(counts.items())))


if __name__ == "__main__":
    main()
