"""On which side the points of a section count, where its rows say it and its own title does not.

    约束性指标 │ 安全环保 │ 扣分          二、约束性指标（扣分）
    加减分项   │ 加分     │ 5             三、加减分项——加分（加分，最高5分）
               │ 减分     │               四、加减分项——减分（扣分）

Receives the sections of a table. Promises the same rows in their order: a section whose rows all say one side is on it,
and one whose items are on both sides is as many sections.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from creditdsl.importer.outline import OutlineEntry, Side, Words
from creditdsl.importer.structure.stated_points import side_of
from creditdsl.syntax.column_words import ColumnKind, squashed

_LONE = re.compile(r"(?:(?:附加|奖励|奖惩)分?|(?:加|扣|减|加减|加扣)分)(?:项|项目|事项|情形|指标)?")
"""A name that says nothing but a side."""
_SIDES = {
    **dict.fromkeys(("加分", "加分项", "附加分", "奖励分"), Side.BONUS),
    **dict.fromkeys(("扣分", "扣分项", "减分", "减分项", "倒扣", "倒扣分"), Side.DEDUCTION),
}
"""The words that are written in place of points."""


def is_side(title: str) -> bool:
    """Return whether a name only says on which side its rows count, so that it is the name of a section."""
    return _LONE.fullmatch(squashed(title)) is not None


def on_their_sides(sections: Sequence[OutlineEntry]) -> tuple[OutlineEntry, ...]:
    """Return the sections, each on the side that its rows say."""
    return tuple(one for section in sections for one in _on_its_side(section))


def _on_its_side(section: OutlineEntry) -> Iterator[OutlineEntry]:
    sides = [side_of(child.title) for child in section.children]
    if section.side is not Side.BASE:
        yield section
    elif section.points is None and {*sides} == {Side.BONUS, Side.DEDUCTION}:
        for at, (child, side) in enumerate(zip(section.children, sides, strict=True)):
            assert side is not None
            words = (*section.words, *child.words) if at == 0 else child.words
            yield _sided(replace(child, title=f"{section.title}——{child.title}", words=words), side)
    elif section.points is None and (side := _side_of_points(section)) is not None:
        yield _sided(section, side)
    else:
        yield section


def _sided(entry: OutlineEntry, side: Side) -> OutlineEntry:
    """Return an entry on a side, without the words that say so in place of points."""
    words = tuple(one for one in entry.words if _side_in(one) is not side)
    return replace(entry, side=side, words=words, children=tuple(_sided(child, side) for child in entry.children))


def _side_of_points(entry: OutlineEntry) -> Side | None:
    """Return the one side that all rows say in place of points; None where one has points or says another."""
    leaves = [*_leaves(entry)]
    sides = {side for leaf in leaves for one in leaf.words if (side := _side_in(one)) is not None}
    every_row_says_it = all(leaf.points is None and any(map(_side_in, leaf.words)) for leaf in leaves)
    return sides.pop() if every_row_says_it and len(sides) == 1 else None


def _side_in(words: Words) -> Side | None:
    if words.kind not in (ColumnKind.POINTS, ColumnKind.WEIGHT):
        return None
    return _SIDES.get(squashed(words.text))


def _leaves(entry: OutlineEntry) -> Iterator[OutlineEntry]:
    if not entry.children:
        yield entry
    for child in entry.children:
        yield from _leaves(child)
