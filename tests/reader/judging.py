"""Verdicts of the reader over gold entries: right, open, none or wrong.

    python -m tests.reader.judging lvliang corpus      # a line an entry, and the counts of each file
    python -m tests.reader.judging --only wrong corpus

A reading is right if its targets are those of a gold reading up to the names of measures; open if some answer to its
question is. A certain reading of what has no single meaning, and any of what no line can say, is wrong.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
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

_LEFT_OUT = ("span", "text", "number", "unwritten")


class Verdict(StrEnum):
    RIGHT = "right"
    OPEN = "open"
    NONE = "none"
    WRONG = "wrong"


def judge(entry: Entry) -> tuple[Verdict, tuple[tuple[str, ...], ...]]:
    """Return the verdict on an entry, with the lines of each reading."""
    context = Context(entry.title, Fraction(entry.points) if entry.points else None)
    answer = read(entry.text.replace(BREAK, "\n"), context)
    readings = _readings(answer)
    lines = tuple(reading.lines for reading in readings)
    shapes = {meaning(block) for block in lines}
    certain = {meaning(block) for block in entry.readings}
    match answer:
        case Unread():
            return Verdict.NONE, lines
        case Certain():
            return (Verdict.RIGHT if shapes <= certain else Verdict.WRONG), lines
        case Open():
            return (
                Verdict.OPEN if shapes & (certain | {meaning(block) for block in entry.asked}) else Verdict.WRONG
            ), lines


def _readings(answer: Certain | Open | Unread) -> tuple[Reading, ...]:
    match answer:
        case Certain(reading=reading):
            return (reading,)
        case Open(answers=answers):
            return tuple(reading for _, reading in answers)
        case Unread():
            return ()


def meaning(lines: Iterable[str]) -> tuple[object, ...]:
    """Return what some lines say, in any order, whatever their names; lines that share a name share it still."""
    uses: dict[str, list[str]] = {}
    shapes = []
    for line in lines:
        shapes.append(shape(line, names := {}))
        for name, number in names.items():
            uses.setdefault(name, []).append(f"{number} {shapes[-1]}")
    return tuple(sorted(shapes, key=repr)), tuple(sorted(tuple(sorted(use)) for use in uses.values()))


def shape(line: str, names: dict[str, int]) -> object:
    """Return what a line says, its names numbered; names: filled with their numbers."""
    if target(line):
        return line.replace(" ", "")
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
    parser.add_argument("names", nargs="+")
    parser.add_argument("--only", choices=[verdict.value for verdict in Verdict])
    parser.add_argument("--counts", action="store_true", help="the counts alone, for what must not be looked at")
    options = parser.parse_args()
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
