"""Work out the columns of a printed table: the wording of 栏目, and what fills each column.

Receives the table's field 栏目 (a preset, or the words themselves); promises columns in that order,
each with its part of a row. A word that names nothing of the scheme is a column left blank for
people to fill, such as 自评得分.
"""

import re

from creditdsl.base.node import node
from creditdsl.syntax.column_words import ColumnKind, kind_of
from creditdsl.syntax.nodes import Entry, Table
from creditdsl.syntax.walk import entries


@node
class PrintedColumn:
    """A column of the indicator table.

    stem: what fills it, `blank` for nothing. weight: its share of the width.
    """

    stem: str
    heading: str
    weight: int


_WIDTHS = {
    "number": 5,
    "section": 11,
    "title": 15,
    "part": 15,
    "points": 5,
    "content": 24,
    "standard": 36,
    "basis": 6,
    "method": 6,
    "responsible": 7,
    "remark": 6,
    "blank": 6,
}
_OPTIONAL = ("points", "content", "basis", "method", "responsible", "remark")
"""Columns of a preset that are left out where no row has anything for them."""

_LVLIANG = ("序号", "考核指标", "分值", "考核内容", "评分标准", "考核依据", "考核方式", "责任单位", "备注")
PRESETS = {
    "吕梁式": _LVLIANG,
    "郏县式": _LVLIANG,
    "黄石式": (
        "序号", "考评项目", "考评指标", "分值", "考评内容", "评分办法", "考评方式", "自评得分", "复核得分",
    ),
    "长治式": ("序号", "工作任务", "分值", "工作内容", "积分标准", "责任部门", "备注"),
}  # fmt: skip

_STEMS = {
    ColumnKind.NUMBER: "number",
    ColumnKind.ITEM: "title",
    ColumnKind.POINTS: "points",
    ColumnKind.WEIGHT: "points",
    ColumnKind.CONTENT: "content",
    ColumnKind.CRITERION: "standard",
    ColumnKind.BASIS: "basis",
    ColumnKind.SOURCE: "basis",
    ColumnKind.METHOD: "method",
    ColumnKind.RESPONSIBLE: "responsible",
    ColumnKind.REMARK: "remark",
}
_BELOW = re.compile(r"^(?P<over>.*)（(?P<words>[^（）\d]+)）$")
"""A heading below a wide one, as 栏目 words both: 分值（自评分）."""


def columns_of(table: Table) -> tuple[PrintedColumn, ...]:
    """Return the columns as 栏目 words them; 吕梁式 without 栏目."""
    text = table.fields.get("columns")
    wanted = "吕梁式" if text is None else text.text.strip()
    preset = PRESETS.get(wanted)
    words = preset or tuple(word for word in re.split(r"[、，,；;|\s]+", wanted) if word)
    filled = {"number", "section", "title", "standard", "blank"}
    filled |= {stem for stem in _OPTIONAL if any(has(entry, stem) for entry in entries(table))}
    stems = _stems(words, has_content="content" in filled)
    word_stems = zip(words, stems, strict=True)
    return tuple(
        PrintedColumn(stem, word, _width(table, stem)) for word, stem in word_stems if preset is None or stem in filled
    )


def _width(table: Table, stem: str) -> int:
    """Return a column's share: more for long texts in a narrow column, less for a wide one that is mostly empty."""
    texts = [len(entry.fields[stem].text) for entry in entries(table) if stem in entry.fields]
    if stem in ("basis", "method", "responsible", "remark"):
        return _WIDTHS[stem] + min(max(texts, default=0) // 4, 10)
    if stem == "content" and len(texts) * 3 < sum(bool(entry.rules) for entry in entries(table)):
        return _WIDTHS[stem] // 2
    return _WIDTHS[stem]


def has(entry: Entry, stem: str) -> bool:
    """Return whether the entry fills a column that a preset may leave out."""
    if stem == "points":
        return entry.points is not None or entry.weight is not None
    return stem in entry.fields


def _stems(words: tuple[str, ...], *, has_content: bool) -> list[str]:
    """Return what fills the column of each word.

    Of two words for a title the first is the column of the sections, and a third is that of the sub-items. Where no
    word is one for a title, the first words for a content are (工作内容 工作目标 … 考核内容). Where only one is and no
    entry has a content, the word for a content right behind it is that of the items (考核项目 考核内容). has_content:
    whether an entry has a content, so that the last of these columns is needed for it.
    """
    stems = [_stem(word) for word in words]
    titles = [position for position, stem in enumerate(stems) if stem == "title"]
    if not titles:
        contents = [position for position, stem in enumerate(stems) if stem == "content"]
        titles = contents[:2] if len(contents) > 2 else contents[: len(contents) - has_content]
    elif len(titles) == 1 and not has_content and stems[titles[0] + 1 : titles[0] + 2] == ["content"]:
        titles.append(titles[0] + 1)
    names = ("title",) if len(titles) == 1 else ("section", "title", "part")
    for position, name in zip(titles, names, strict=False):
        stems[position] = name
    seen: set[str] = set()
    for position, stem in enumerate(stems):
        if stem in seen:
            stems[position] = "blank"
        elif stem != "blank":
            seen.add(stem)
    return stems


def _stem(word: str) -> str:
    """Return what fills the column of a word, by the words below a wide heading, else by those of the wide one."""
    below = _BELOW.match(word)
    kinds = [kind_of(part) for part in ((below["words"], below["over"]) if below else (word,))]
    return next((_STEMS.get(kind, "blank") for kind in kinds if kind is not None), "blank")
