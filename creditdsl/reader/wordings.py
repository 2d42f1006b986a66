"""Keep the words of official documents as 标准 of an item, where rule lines take their place.

Receives an item and the sentences of its lines that are written anew; promises edits after which 标准 holds them. 标准
is printed instead of the sentences of the rules, so a new one holds all of them, in the order of the lines.
"""

import re
from collections.abc import Container, Mapping

from creditdsl.base.diagnostic import Edit
from creditdsl.base.source import Source, Span
from creditdsl.forms.sentence import rule_sentence
from creditdsl.reader.items import Item, items
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.terminals import LETTER
from creditdsl.syntax.tree import BodyLine

_POINTS = re.compile(r"\d\s*分|不得分|得满分")
_SPACED = re.compile(rf"{LETTER}\s+{LETTER}")
_ENDED = re.compile("[。；！？;]$")
_QUIET = re.compile(r"[\s,，、;；。:：.]")
"""Signs that do not tell a sentence from another."""


def is_quoted(line: str) -> bool:
    """Return whether a line holds words of a document: points with 分, and no words set apart as in rules."""
    text = fold(line)
    return _POINTS.search(text) is not None and _SPACED.search(text) is None


def wording_edits(source: Source, item: Item, words: Mapping[int, str], failed: Container[int]) -> tuple[Edit, ...]:
    """Return the edits that keep words in the item's 标准.

    words: by the number of a line, its words in the document, or nothing where they stand with the line before it.
    failed: lines with an error, which no rule says.
    """
    if not any(words.values()):
        return ()
    if item.wording is not None:
        known = _QUIET.sub("", fold(item.entry.fields["wording"].text))
        missing = [words[number] for number in sorted(words) if _QUIET.sub("", fold(words[number])) not in known]
        if not missing:
            return ()
        before = "" if not item.wording.text or _ENDED.search(item.wording.text) else "。"
        end = item.wording.span.end_column
        return (Edit(_insertion(item.wording.span.line, end), before + "".join(map(_ended, missing))),)
    heading = item.heading.number
    sentences = (_sentence(item, line, words, failed, source) for line in item.lines)
    text = "".join(_ended(sentence) for sentence in sentences if sentence)
    return (Edit(_insertion(heading, len(source.line(heading)) + 1), f"\n{keywords().field('wording')}：{text}"),)


def kept_words(source: Source, words: Mapping[int, str], failed: Container[int]) -> list[Edit]:
    """Return the edits that keep words in a scheme whose lines were written anew, one 标准 an item."""
    tree, _ = read_lines(source)
    of_items: dict[int, tuple[Item, dict[int, str]]] = {}
    for number, (item, _) in items(tree).items():
        if number in words:
            of_items.setdefault(item.heading.number, (item, {}))[1][number] = words[number]
    return [edit for item, kept in of_items.values() for edit in wording_edits(source, item, kept, failed)]


def _sentence(item: Item, line: BodyLine, words: Mapping[int, str], failed: Container[int], source: Source) -> str:
    """Return what 标准 says of a line: its words where they are the document's, else the sentence of its rule."""
    if line.number in words:
        return words[line.number]
    typed = typed_words(source, line.span)
    if is_quoted(typed):
        return typed
    rule = item.rules.get(line.number)
    if rule is None or line.number in failed:
        return ""
    return ("" if rule.number is None else f"（{rule.number}）") + rule_sentence(rule)


def typed_words(source: Source, span: Span) -> str:
    """Return the code of a line as typed."""
    return source.line(span.line)[span.column - 1 : span.end_column - 1]


def _insertion(line: int, column: int) -> Span:
    return Span(line, column, line, column)


def _ended(sentence: str) -> str:
    sentence = sentence.strip().rstrip("，,")
    return sentence if _ENDED.search(sentence) else f"{sentence}。"
