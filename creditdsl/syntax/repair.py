"""The keyword that a misspelt word most likely was, or the few that are equally likely.

Receives a line and the place where the parser stopped. Promises a replacement of one run of letters with
which the line can be read, or read further; else nothing. A slip is seldom where the parser stops:
排名付分 reads as a name, and the fault shows at the word behind it. No word is replaced by one of another sense.
"""

import re
from collections.abc import Iterator
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
        if words := _alike(text):
            yield Repair(run.start(), run.end(), words)


@lru_cache(maxsize=1024)
def _alike(text: str) -> tuple[str, ...]:
    """Return the keywords that the text may be with one character mistyped."""
    return tuple(word for word in _spellings() if len(word) == len(text) > 1 and _is_slip(text, word))


def _is_slip(text: str, word: str) -> bool:
    """Return whether one character differs and says nothing of its own: 不德分 is 不得分, 只得分 and 不扣分 are not."""
    differing = [(typed, meant) for typed, meant in zip(text, word, strict=True) if typed != meant]
    if len(differing) != 1 or set(text) & set(word) <= set(_PARTICLES):
        return False
    typed, meant = differing[0]
    return typed not in _TELLING and meant not in _DENYING and not (typed in _GIVING and meant in _TAKING)


_TELLING = "不未没无非仅均各除扣减高低多少大小上下内外前后升降超加每最第"
"""Characters that a word is not mistyped with: with one of them it is another word."""
_DENYING = "不未零非"
_GIVING, _TAKING = "得加计积记赋", "扣减"
_PARTICLES = "到于过"
"""Endings of verbs: what shares no more than one with a keyword is another verb (抽到, 达到)."""


@cache
def _spellings() -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for word in keywords().words.values() for s in word.spellings if s[0].isalpha()))
