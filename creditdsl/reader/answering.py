"""What a rule line that failed means in its item: lines that were proved, a question, or the place of no meaning.

Receives the words of a line and the item that it stands in. Promises lines that stand in a scheme without an error. A
meaning is sure only where the reader of sentences is certain and nothing in its names is left to the drafter.
"""

import re
from typing import assert_never

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import node
from creditdsl.reader.items import Item
from creditdsl.reader.meanings import (
    Certain,
    FieldLine,
    GradeLine,
    Heading,
    HonourLine,
    Open,
    Reading,
    RuleLine,
    Target,
    Unread,
)
from creditdsl.reader.proving import is_sound
from creditdsl.reader.sentence_reader import read
from creditdsl.syntax.fold import STRAY_MARK, fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Trait
from creditdsl.syntax.terminals import DECLARED_MARK, LETTER

_LABEL = re.compile(r"\s*\(\s*\d+\s*\)\s*")
_CIRCLED = re.compile(r"\s*[①-⑳]\s*")
_CIRCLED_INSIDE = re.compile(r"[①-⑳]\s*(?=[得扣加减])")
"""A circled number behind the words of a name, to which it may belong."""
_MARKS = re.compile(f"[{DECLARED_MARK}{STRAY_MARK}]")
"""What stands for a character that no line may hold."""
_QUOTED = re.compile("“[^”]*”")
_APART = re.compile(rf"{LETTER}\s+(?![得扣加计积记赋减]\s*\d|最[高低多少]|扣完为止|每|其余|否则|酌情|排名){LETTER}")
"""Words set apart by a space, of which nobody knows whether they are one name."""


@node
class Meaning:
    """rules: lines in the place of the line. headings: what the heading must say and does not: 满分起扣, 最高10.

    elsewhere: lines for other places, each with its block or field: 等次：90分以上 优秀. apart: a name that the line
    writes with a space inside. sure: nothing is left to the drafter.
    """

    rules: tuple[str, ...]
    headings: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    apart: str = ""
    sure: bool = True

    @property
    def traits(self) -> tuple[Trait, ...] | None:
        """The traits of the heading; None where it must say more than traits."""
        stems = keywords().traits
        words = self.headings
        return tuple(Trait(stems[word]) for word in words) if all(word in stems for word in words) else None


@node
class Asked:
    """A question with the meaning of each answer; without a question, one meaning with a hole."""

    question: str
    answers: tuple[tuple[str, Meaning], ...]


@node
class Nothing:
    """No meaning. start, end: the first phrase that is not understood, in the words of the line."""

    start: int
    end: int


Understood = Meaning | Asked | Nothing


def understood(words: str, item: Item) -> Understood:
    """Return what the words of a line mean in their item."""
    label = _LABEL.match(fold(words))
    before = label or _CIRCLED.match(words)
    start = before.end() if before else 0
    text = words[start:]
    if inside := _CIRCLED_INSIDE.search(text):
        return Nothing(start + inside.start(), start + inside.end())
    number = label.group().strip().replace("(", "（").replace(")", "）") if label else ""
    match read(text, item.context):
        case Certain(reading=reading):
            meaning = _meaning(reading, item, number)
            return Nothing(0, len(words)) if meaning is None else _checked(meaning, text)
        case Open(question=question, answers=answers):
            meanings = [(word, _meaning(reading, item, number)) for word, reading in answers]
            whole = tuple((word, meaning) for word, meaning in meanings if meaning is not None)
            return Asked(question, whole) if len(whole) == len(answers) else Nothing(0, len(words))
        case Unread(start=first, end=last):
            return Nothing(start + first, start + last)
        case other:
            assert_never(other)


def _meaning(reading: Reading, item: Item, label: str) -> Meaning | None:
    """Return the lines of a reading; None where they do not stand without an error."""
    rules = tuple(target.text for target in reading.targets if isinstance(target, RuleLine))
    if any(map(_MARKS.search, rules)) or (rules and not is_sound(rules, item.deducts)):
        return None
    words = [target.trait for target in reading.targets if isinstance(target, Heading)]
    held = {*item.entry.traits, *([Trait.FROM_FULL] if item.entry.starts_full else [])}
    missing = tuple(word for word in words if keywords().traits.get(word) not in held and word != _cap_of(item))
    elsewhere = tuple(line for target in reading.targets if (line := _elsewhere(target)))
    return Meaning((label + rules[0], *rules[1:]) if rules else (), missing, elsewhere)


def _cap_of(item: Item) -> str:
    """Return the cap that the points of a heading are, as the reader writes it."""
    points = item.entry.points
    return "" if points is None else f"{keywords().headings['cap']}{show(points, MAX_DIGITS)}"


def _elsewhere(target: Target) -> str:
    match target:
        case GradeLine(text=text):
            return f"等次：{text}"
        case HonourLine(text=text):
            return f"表彰：{text}"
        case FieldLine(name=name, text=text):
            return f"{name}：{text}"
        case RuleLine() | Heading():
            return ""
        case _:
            assert_never(target)


def _checked(meaning: Meaning, text: str) -> Meaning:
    """Return a certain meaning, less sure where a space divides one of its names: 甲事 乙事."""
    plain = fold(text)
    apart = _APART.search(_QUOTED.sub(lambda match: "“" * len(match.group()), plain))
    if apart is None:
        return meaning
    before = re.search(rf"{LETTER}+$", plain[: apart.start() + 1])
    behind = re.match(rf"(?:(?![得扣加减]\d){LETTER})+", plain[apart.end() - 1 :])
    name = f"{before.group() if before else ''} {behind.group() if behind else ''}"
    return Meaning(meaning.rules, meaning.headings, meaning.elsewhere, name, sure=False)
