"""The numbers of the headings of a draft: those of the document where the language has them, else by position.

Receives the entries of a table. Promises numbers that the language reads at their level: sections 一、 or 1.; items 1.
or （一） below 一、, and （一） below 1.; sub-items （1）. Numbers of one level rise. An item without a number keeps
none where the document has a column of numbers and the item has points, by which its heading is known.
"""

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from creditdsl.base.node import node
from creditdsl.importer.outline import OutlineEntry, OutlineTable, Side
from creditdsl.importer.structure.heading_numbers import Number, Style, lone_number, numbered
from creditdsl.syntax.column_words import ColumnKind
from creditdsl.syntax.numerals import to_chinese

_MANY = 100
"""The first number that is not counted in Chinese."""


class _Form(Enum):
    """How a heading of a draft is numbered."""

    HAN = "一、"
    PLAIN = "1. "
    HAN_BRACKET = "（一）"
    BRACKET = "（1）"
    NONE = ""


@node
class Mark:
    """The number before a heading, with its sign. reference: what other places call the entry, below its section."""

    text: str
    reference: str


def marks(entries: Sequence[OutlineEntry], level: int, table: OutlineTable, *, plain: bool) -> list[Mark]:
    """Return the marks of entries of one level that stand below one another. plain: of the table, by `are_plain`."""
    form = _form(entries, level, table, plain=plain)
    counts = [number.path[-1] for entry in entries if (number := _number(entry)) is not None]
    rises = (
        len(counts) == len(entries)
        and all(before < after for before, after in pairwise(counts))
        and counts[-1:] < [_MANY]
    )
    values = counts if rises and form is not _Form.NONE else range(1, len(entries) + 1)
    if max(values, default=0) >= _MANY and form in (_Form.HAN, _Form.HAN_BRACKET):
        form = _Form.PLAIN
    return [_mark(form, value) for value in values]


def _form(entries: Sequence[OutlineEntry], level: int, table: OutlineTable, *, plain: bool) -> _Form:
    match level:
        case 0:
            return _Form.PLAIN if plain else _Form.HAN
        case 1:
            if _are_unnumbered(entries, table):
                return _Form.NONE
            bracketed = plain or all(_style(entry) is Style.HAN_BRACKET for entry in entries)
            return _Form.HAN_BRACKET if bracketed else _Form.PLAIN
        case _:
            return _Form.BRACKET


def are_plain(table: OutlineTable) -> bool:
    """Return whether the sections are numbered 1. and nothing below them is."""
    below = [section.children for section in table.entries if section.children]
    return all(_style(section) is Style.PLAIN for section in table.entries) and all(
        _are_unnumbered(items, table) or all(_style(item) is Style.HAN_BRACKET for item in items) for items in below
    )


def _are_unnumbered(items: Sequence[OutlineEntry], table: OutlineTable) -> bool:
    """Return whether items without numbers can be told from rules, where the document numbers its rows."""
    has_numbers = any(kind is ColumnKind.NUMBER for kind, _ in table.columns)
    return has_numbers and all(
        _number(item) is None and item.points is not None and item.side is Side.BASE and item.title for item in items
    )


def _style(entry: OutlineEntry) -> Style | None:
    number = _number(entry)
    return None if number is None else number.style


def _number(entry: OutlineEntry) -> Number | None:
    return lone_number(entry.number) or numbered(entry.number)[0]


def _mark(form: _Form, value: int) -> Mark:
    match form:
        case _Form.HAN:
            return Mark(f"{to_chinese(value)}、", to_chinese(value))
        case _Form.PLAIN:
            return Mark(f"{value}. ", str(value))
        case _Form.HAN_BRACKET:
            return Mark(f"（{to_chinese(value)}）", to_chinese(value))
        case _Form.BRACKET:
            return Mark(f"（{value}）", str(value))
        case _Form.NONE:
            return Mark("", str(value))
