"""One sentence, or one cell of several clauses, to its meaning: the only way in.

Receives a text and its context; promises an answer that is certain only where every phrase was used, no hole and no
question is left, each line read back to the same tree, and the rules stand together in one item.
"""

import re
from collections.abc import Sequence

from creditdsl.reader.caps import capped_against
from creditdsl.reader.clause_lines import written
from creditdsl.reader.grade_block import holds_together
from creditdsl.reader.joined import Joined, Question
from creditdsl.reader.joiner import Stuck, join
from creditdsl.reader.lexer import phrases
from creditdsl.reader.meanings import (
    HOLE,
    Answer,
    Certain,
    Context,
    GradeLine,
    Heading,
    Open,
    Reading,
    RuleLine,
    Target,
    Unread,
)
from creditdsl.reader.own.own_sentence import own_line
from creditdsl.reader.proving import stand_together
from creditdsl.reader.segmenting import Misfit, segments
from creditdsl.reader.segments import Segment
from creditdsl.syntax.fold import fold

NOWHERE = Context()
_BRACKET = re.compile(
    r"\([^()]*[-+×÷*/][^()]*\)\s*[×÷*/]|[-×÷*/]\s*\([^()]*[-+×÷*/]|(?:全体(?:最高|最低|平均|合计)|合计|最大|最小)\("
)
"""A bracket of a formula, which no reading may lose."""
_QUOTIENT = re.compile(r"([=＝]\s*)[（(]([^（）()＝=+＋×*－-]*[÷/／][^（）()＝=+＋×*－-]*)[）)](?=\s*[×*]\s*100[%％])")
"""The bracket around the quotient of a definition, which is needless: 完工率=（完工数/计划数）×100%."""
_NORM = re.compile(
    r"以\s*(?P<norm>\d+(?:\.\d+)?[%％])为(?:标准|基准|基数)[,，;；。](?=[^,，;；。]*?(?:≤|<=|≥|>=|不超过|不高于|不低于|达到|等于|=)(?P=norm))"
)
"""A standard that the comparison behind it says again: 以100%为标准。控制率≤100%，得5分."""
MAX_SENTENCE = 600
"""Characters of the longest cell that is read."""


def read(text: str, context: Context = NOWHERE) -> Answer:
    """Return what a text means in its context."""
    if len(text) > MAX_SENTENCE:
        return Unread(MAX_SENTENCE, len(text))
    if (line := own_line(text, context.measures)) is not None:
        return Certain(Reading((line,)))
    text = _QUOTIENT.sub(r"\1 \2 ", text)
    text = _NORM.sub(lambda norm: " " * len(norm[0]), text)
    parts = segments(phrases(text))
    if isinstance(parts, Misfit):
        return Unread(parts.phrase.start, parts.phrase.end)
    if not parts:
        return Unread(0, len(text))
    if bracket := _BRACKET.search(fold(text)):
        answer = _joined(text, parts, context)
        kept = isinstance(answer, Certain) and any("（" in line for line in answer.reading.lines)
        return answer if kept else Unread(bracket.start(), bracket.end())
    return _joined(text, parts, context)


def _joined(text: str, parts: Sequence[Segment], context: Context) -> Answer:
    match join(parts, context):
        case Stuck(segment=segment):
            return Unread(segment.start, segment.end)
        case Question(words=words, answers=answers):
            readings = [(answer, _reading(joined)) for answer, joined in answers]
            whole = tuple((answer, reading) for answer, reading in readings if reading is not None)
            if len(whole) < len(answers):
                return Unread(0, len(text))
            alike = len(whole) > 1 and len({reading.lines for _, reading in whole}) == 1
            return _proven(text, whole[0][1]) if alike else Open(words, whole)
        case Joined() as joined:
            reading = _reading(joined)
            if reading is None:
                return Unread(0, len(text))
            unnamed = any(HOLE in line for line in reading.lines)
            return Open("", (("", reading),)) if unnamed else _proven(text, reading)


def _proven(text: str, reading: Reading) -> Certain | Unread:
    """Return a reading as certain, if its rules stand together."""
    rules = [target for target in reading.targets if isinstance(target, RuleLine)]
    return Certain(reading) if not rules or stand_together(rules) else Unread(0, len(text))


def _reading(joined: Joined) -> Reading | None:
    """Return the lines of clauses; None where the language cannot say one of them."""
    targets: list[Target] = [Heading("满分起扣")] if joined.from_full else []
    targets += [Heading("就高")] if joined.best else []
    targets += [Heading(trait) for trait in joined.headings]
    for clause in joined.clauses:
        line = None if capped_against(clause) else written(clause)
        if line is None:
            return None
        targets.append(line)
    grades = [target.text for target in targets if isinstance(target, GradeLine)]
    if grades and not holds_together(grades):
        return None
    return Reading(tuple(targets), joined.titled)


def shown(readings: Sequence[Reading]) -> str:
    """Return the lines of readings, for a report."""
    return " / ".join("；".join(reading.lines) for reading in readings)
