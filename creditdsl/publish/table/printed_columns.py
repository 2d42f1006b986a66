"""Work out the columns of a printed table: the wording of 栏目, and what fills each column.

Receives the table's field 栏目 (a preset, or the words themselves); promises columns in that order,
each with its part of a row. A word that names nothing of the scheme is a column left blank for
people to fill, such as 自评得分.
"""

import re

from creditdsl.base.node import node
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
_PRESETS = {
    "吕梁式": _LVLIANG,
    "郏县式": _LVLIANG,
    "黄石式": (
        "序号", "考评项目", "考评指标", "分值", "考评内容", "评分办法", "考评方式", "自评得分", "复核得分",
    ),
    "长治式": ("序号", "工作任务", "分值", "工作内容", "积分标准", "责任部门", "备注"),
}  # fmt: skip

_STEMS = (
    ("number", r"序号|编号"),
    ("standard", r"标准|办法|规则|细则"),
    ("blank", r"自评|复核|评审|核定|得分|扣分|评分$|考评分"),
    ("points", r"分值|满分|权重|分数"),
    ("basis", r"依据|材料|来源|佐证"),
    ("method", r"方式|方法|途径"),
    ("responsible", r"责任|部门|牵头"),
    ("remark", r"备注|说明"),
    ("title", r"指标|项目|任务|目标|事项|名称"),
    ("content", r"内容|要求|要点"),
)


def columns_of(table: Table) -> tuple[PrintedColumn, ...]:
    """Return the columns as 栏目 words them; 吕梁式 without 栏目."""
    text = table.fields.get("columns")
    wanted = "吕梁式" if text is None else text.text.strip()
    preset = _PRESETS.get(wanted)
    words = preset or tuple(word for word in re.split(r"[、，,；;|\s]+", wanted) if word)
    filled = {"number", "section", "title", "standard", "blank"}
    filled |= {stem for stem in _OPTIONAL if any(has(entry, stem) for entry in entries(table))}
    word_stems = zip(words, _stems(words), strict=True)
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


def _stems(words: tuple[str, ...]) -> list[str]:
    """Return what fills the column of each word.

    Of two words for a title the first is the column of the sections. So is a first 内容 before the title,
    where another 内容 follows it (工作内容 工作目标 … 考核内容).
    """
    stems = [next((stem for stem, pattern in _STEMS if re.search(pattern, word)), "blank") for word in words]
    titles = [position for position, stem in enumerate(stems) if stem == "title"]
    contents = [position for position, stem in enumerate(stems) if stem == "content"]
    if len(titles) > 1:
        stems[titles[0]] = "section"
    elif titles and len(contents) > 1 and contents[0] < titles[0]:
        stems[contents[0]] = "section"
    seen: set[str] = set()
    for position, stem in enumerate(stems):
        if stem in seen:
            stems[position] = "blank"
        elif stem != "blank":
            seen.add(stem)
    return stems
