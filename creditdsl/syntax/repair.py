"""The keyword that a misspelt word most likely was, or the few that are equally likely.

Receives a line and the place where the parser stopped. Promises a replacement of one run of letters with
which the line can be read, or read further; else nothing. A slip is seldom where the parser stops:
排名付分 reads as a name, and the fault shows at the word behind it.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache

from creditdsl.base.node import node
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.parser import ParseFault, parse_line
from creditdsl.syntax.terminals import LETTER

MAX_LINE = 200
"""Longer lines are no slips, and every trial reads the whole line."""

_RUN = re.compile(rf"(?:(?![得扣]\d){LETTER})+")
_RUNS_BEFORE = 3


@node
class Repair:
    """A replacement: one of the words instead of the characters from start to end."""

    start: int
    end: int
    words: tuple[str, ...]


def find_repair(fault: ParseFault, line: str, start: str) -> Repair | None:
    """Return the first replacement with which the line is read, else the first that is read past the slip."""
    if len(line) > MAX_LINE:
        return None
    further = None
    for repair in _candidates(fault, line):
        read, past = [], []
        for word in repair.words:
            trial = parse_line(line[: repair.start] + word + line[repair.end :], start)
            growth = len(word) - (repair.end - repair.start)
            if not isinstance(trial, ParseFault):
                read.append(word)
            elif repair.start <= fault.start and trial.start > fault.end + growth:
                past.append(word)
        if read:
            return Repair(repair.start, repair.end, tuple(read))
        if past and further is None:
            further = Repair(repair.start, repair.end, tuple(past))
    return further


def _candidates(fault: ParseFault, line: str) -> Iterator[Repair]:
    """Yield replacements of runs of letters, from the fault backwards, then of the run behind it."""
    runs = list(_RUN.finditer(line))
    near = [run for run in runs if run.start() <= fault.start][-_RUNS_BEFORE:][::-1]
    behind = [run for run in runs if run.start() > fault.start][:1]
    slips = keywords().slips
    for run in [*near, *behind]:
        text = run.group()
        if text in _spellings() and text not in slips:
            continue
        for length in range(min(len(text), 4), 0, -1):
            if word := slips.get(text[-length:]):
                yield Repair(run.end() - length, run.end(), (word,))
        for words in _alike(text):
            yield Repair(run.start(), run.end(), words)


@lru_cache(maxsize=1024)
def _alike(text: str) -> list[tuple[str, ...]]:
    """Return keywords of about the same length that share at least half of their characters, the most alike first."""
    from difflib import SequenceMatcher  # costs start-up time; only a faulty file needs it

    by_likeness: dict[Fraction, list[str]] = {}
    for word in _spellings():
        if len(word) > 1 and abs(len(word) - len(text)) <= 1 and set(word) & set(text):
            shared = sum(block.size for block in SequenceMatcher(None, text, word).get_matching_blocks())
            likeness = Fraction(shared, len(text) + len(word))  # 1/2 where the words are equal
            if 4 * likeness >= 1:
                by_likeness.setdefault(likeness, []).append(word)
    return [tuple(by_likeness[likeness]) for likeness in sorted(by_likeness, reverse=True)]


@cache
def _spellings() -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for word in keywords().words.values() for s in word.spellings if s[0].isalpha()))
