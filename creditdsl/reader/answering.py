"""What a rule line that failed means, as lines that were proved: one meaning, a question, or the place of no meaning.

Receives the words of a line and the item that it stands in. Promises lines that stand in a scheme without an error. A
meaning is sure only where the reader of sentences is certain and no space divides its names.
"""

import re

from creditdsl.base.node import node
from creditdsl.reader.items import Item
from creditdsl.reader.meanings import Certain, Context, GradeLine, Heading, Open, Reading, RuleLine, Unread
from creditdsl.reader.offers import offer
from creditdsl.reader.proving import is_sound
from creditdsl.reader.sentence_reader import read
from creditdsl.syntax.fold import STRAY_MARK, fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Trait
from creditdsl.syntax.terminals import DECLARED_MARK, LETTER

_LABEL = re.compile(r"\s*\(\s*\d+\s*\)\s*")
_CIRCLED = re.compile(r"\s*[①-⑳]\s*")
_CIRCLED_INSIDE = re.compile("[①-⑳]\\s*(?=[得扣加减])")
"""A circled number behind words of a name, which it may belong to."""
_MARKS = re.compile(f"[{DECLARED_MARK}{STRAY_MARK}]")
"""What stands for a character that no line may hold."""
_QUOTED = re.compile("“[^”]*”")
_APART = re.compile(rf"{LETTER}\s+(?![得扣加计积记赋减]\s*\d|最[高低多少]|扣完为止|每|其余|否则|酌情|排名){LETTER}")
"""Words set apart by a space, of which nobody knows whether they are one name."""


@node
class Meaning:
    """Lines of a meaning. traits: what the heading must say for it and does not. grades: lines of 等次.

    sure: nothing is left to the drafter; else some name was written with a space inside, or one reader alone offers it.
    """

    rules: tuple[str, ...]
    traits: tuple[Trait, ...] = ()
    grades: tuple[str, ...] = ()
    sure: bool = False
    apart: str = ""


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
    folded = fold(words)
    label = _LABEL.match(folded) or _CIRCLED.match(words)
    start = label.end() if label else 0
    number = folded[:start].strip().replace("(", "（").replace(")", "）") if _LABEL.match(folded) else ""
    text = words[start:]
    if inside := _CIRCLED_INSIDE.search(text):
        return Nothing(start + inside.start(), start + inside.end())
    answer = read(text, item.context)
    match answer:
        case Certain(reading=reading):
            meaning = _meaning(reading, item, number)
            apart = _APART.search(_QUOTED.sub("“”", fold(text)))
            quoted = {name for rule in meaning.rules for name in _QUOTED.findall(rule)} if meaning else set()
            if meaning is not None and quoted <= {name for name in _QUOTED.findall(fold(text))}:
                return _apart(meaning, text) if apart else meaning
        case Open(question=question, answers=answers):
            meanings = [(word, _meaning(reading, item, number)) for word, reading in answers]
            whole = tuple((word, meaning) for word, meaning in meanings if meaning is not None)
            if len(whole) == len(answers):
                return Asked(question, whole)
        case Unread():
            pass
    if offered := offer(text):
        return Asked("", (("", Meaning((number + offered[0], *offered[1:]))),))
    return Nothing(start + answer.start, start + answer.end) if isinstance(answer, Unread) else Nothing(0, len(words))


def _meaning(reading: Reading, item: Item, label: str) -> Meaning | None:
    """Return the lines of a reading; None where they do not stand without an error."""
    rules = tuple(target.text for target in reading.targets if isinstance(target, RuleLine))
    grades = tuple(target.text for target in reading.targets if isinstance(target, GradeLine))
    stems = keywords().traits
    headings = [stems.get(target.trait) for target in reading.targets if isinstance(target, Heading)]
    if None in headings or (rules and not is_sound(rules, item.deducts)):
        return None
    held = {*item.entry.traits, *([Trait.FROM_FULL] if item.entry.starts_full else [])}
    traits = tuple(trait for stem in headings if stem and (trait := Trait(stem)) not in held)
    if any(_MARKS.search(line) for line in rules):
        return None
    return Meaning((label + rules[0], *rules[1:]) if rules else (), traits, grades, sure=True)


def _apart(meaning: Meaning, text: str) -> Meaning:
    """Return the meaning as a mere offer, with the words that a space divides."""
    plain = fold(text)
    apart = _APART.search(plain)
    assert apart is not None
    before = re.search(rf"{LETTER}+$", plain[: apart.start() + 1])
    behind = re.match(rf"{LETTER}+?(?=[得扣加减]\d|{LETTER}*$|\s|\W|$)", plain[apart.end() - 1 :])
    words = f"{before.group() if before else ''} {behind.group() if behind else ''}"
    return Meaning(meaning.rules, meaning.traits, meaning.grades, False, words)
