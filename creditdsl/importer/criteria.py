"""The words of a criterion as rules, as far as they are read.

Receives the words of a cell and the item that they stand in. Promises stretches that together are all of the words, in
order: each with its one meaning, with a question, or unread. A stretch is as long as it can be, because a clause may
hold for those before it; but it does not end inside a rule. What is left unread keeps the item 待定.

A stretch that is not all of the words is read without the points of its item, because these are the points of all
clauses together. Clauses that start from full points are no rules beside clauses that do not.
"""

import re
from collections.abc import Iterator, Sequence

from creditdsl.base.node import node
from creditdsl.importer.structure.heading_numbers import numbered
from creditdsl.reader.meanings import Answer, Certain, Context, Heading, Open, Unread
from creditdsl.reader.sentence_reader import read

MAX_STRETCH = 12
"""Clauses of the longest stretch that is read as one."""
MAX_CLAUSES = 60
"""Clauses of a cell that are read one by one; a longer cell is no criterion."""
MAX_CRITERION = 4_000
"""Characters of the longest cell that is read: some pages."""
MAX_TITLE = 200
"""Characters of the longest title that may be the subject of a clause."""
_END = re.compile(
    r"(?<=[。；;！\n])|(?<=[^\n。；;：:，,、])(?=[（(]\d{1,2}[）)]|[①-⑳])|(?<=[。；;\s])(?=\d{1,2}[.．、](?!\d))"
)


@node
class Stretch:
    """Some clauses that follow one another, and what they mean."""

    text: str
    answer: Answer


def stretches(text: str, context: Context) -> tuple[Stretch, ...]:
    """Return the words in stretches that are read as far as they can be."""
    parts = [part for part in _END.split(text) if part.strip()]
    if not parts:
        return ()
    if len(context.title) > MAX_TITLE:
        context = Context("", context.points, context.measures)
    if len(parts) > MAX_CLAUSES or len(text) > MAX_CRITERION:
        return (Stretch(text.strip(), Unread(0, len(text))),)
    whole = read(text.strip(), context)
    if not isinstance(whole, Unread):
        return (Stretch(text.strip(), whole),)
    context = Context(context.title, None, context.measures)
    done: list[Stretch] = []
    at = 0
    while at < len(parts):
        end, answer = _longest(parts, at, context)
        if (start := _rule_across(parts, at, end, context)) is not None:
            end, answer = _longest(parts[:start], at, context)
        if _takes_the_title(parts, at, answer):
            end, answer = at + 1, Unread(0, len(parts[at]))
        if isinstance(answer, Unread) and done and isinstance(done[-1].answer, Unread):
            done[-1] = Stretch(done[-1].text + parts[at], answer)
        else:
            done.append(Stretch("".join(parts[at:end]).lstrip(), answer))
        at = end
    return tuple(Stretch(stretch.text.strip(), stretch.answer) for stretch in _alike(done))


def _takes_the_title(parts: Sequence[str], at: int, answer: Answer) -> bool:
    """Return whether a clause behind others has its subject from the title: it may be that of the clause before it."""
    titled = isinstance(answer, Certain) and answer.reading.titled
    return titled and at > 0 and not parts[at - 1].endswith("\n") and numbered(parts[at].lstrip())[0] is None


def _rule_across(parts: Sequence[str], at: int, end: int, context: Context) -> int | None:
    """Return where one rule begins inside a stretch and goes on behind it, as the cases of a ladder do."""
    for start in range(at + 1, end if end < len(parts) else at):
        answer = read("".join(parts[start : end + 1]).strip(), context)
        is_rule = isinstance(answer, Certain) and len(answer.reading.lines) == 1
        if is_rule and not _takes_the_title(parts, start, answer):
            return start
    return None


def _alike(read_alone: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches; where some change the item and others do not, those that do are unread."""
    traits = {_traits(stretch.answer) for stretch in read_alone if isinstance(stretch.answer, Certain)}
    for stretch in read_alone:
        mixed = len(traits) > 1 and isinstance(stretch.answer, Certain) and _traits(stretch.answer)
        yield Stretch(stretch.text, Unread(0, len(stretch.text))) if mixed else stretch


def _traits(answer: Answer) -> tuple[str, ...]:
    """Return what a reading of rules writes into the heading of the item."""
    if not isinstance(answer, Certain) or all(isinstance(target, Heading) for target in answer.reading.targets):
        return ()
    return tuple(target.trait for target in answer.reading.targets if isinstance(target, Heading))


def _longest(parts: Sequence[str], at: int, context: Context) -> tuple[int, Answer]:
    """Return the end of the longest stretch with one meaning, else with a question, else of one clause."""
    last = min(len(parts), at + MAX_STRETCH)
    asked: tuple[int, Answer] | None = None
    for end in range(last, at, -1):
        answer = read("".join(parts[at:end]).strip(), context)
        if isinstance(answer, Certain):
            return end, answer
        if isinstance(answer, Open) and asked is None:
            asked = (end, answer)
    return asked if asked is not None else (at + 1, Unread(0, len(parts[at])))
