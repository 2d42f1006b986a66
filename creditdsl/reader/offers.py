"""The readings of a line that failed, where its words leave the drafter a choice.

Receives the lines of a scheme and the number of one. Promises lines that stand without an error in the place of the
line, with the answer that each takes for right.
"""

from collections.abc import Iterator

from creditdsl.base.node import node
from creditdsl.reader.answering import Asked, Meaning, understood
from creditdsl.reader.items import items
from creditdsl.reader.wordings import typed_words
from creditdsl.syntax.tree import BodyLine, SchemeTree


@node
class Offer:
    """answer: what the drafter agrees to, empty where nothing is asked. rules: the lines in the place of `line`."""

    answer: str
    rules: tuple[str, ...]
    line: BodyLine


def offers(tree: SchemeTree, number: int) -> Iterator[Offer]:
    """Yield the readings of a line; none that needs other places of the scheme changed, too."""
    item_and_line = items(tree).get(number)
    if item_and_line is None:
        return
    item, line = item_and_line
    match understood(typed_words(tree.source, line.span), item):
        case Meaning() as meaning:
            answers: tuple[tuple[str, Meaning], ...] = ((meaning.apart and "去掉空格", meaning),)
        case Asked(answers=answers):
            pass
        case _:
            return
    for answer, meaning in answers:
        if meaning.rules and not meaning.headings and not meaning.elsewhere:
            yield Offer(answer, meaning.rules, line)
