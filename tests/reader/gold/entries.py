"""Gold entries: official sentences with what they mean, written by hand from the manual alone.

Each text file of this folder holds entries, separated by empty lines; README.md says how one is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.txt"))
BREAK = "⏎"
"""Stands for a line break of the cell."""
FIELDS = ("标题", "分值", "原文", "读不了", "不同")
BLOCKS = ("读作", "可问")
TARGETS = ("标题", "等次", "缺报", "不适用", "适用", "总分", "表彰", "通报", "待定")
"""What a line of a block may be but a rule: the word before its colon."""
YEAR = "年度总分"
"""The line of the year has no colon: 年度总分 = 月度合计×90% + 年终测评×10%."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence with its readings.

    where: its place in the document. title, points: of its item, empty where not known. readings: any of them is
    right. asked: each is right as the answer to a question. unreadable: why nothing but silence is right.
    """

    where: str
    title: str
    points: str
    text: str
    readings: tuple[tuple[str, ...], ...]
    asked: tuple[tuple[str, ...], ...]
    unreadable: str
    differs: str = ""


def entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of a file; a ValueError names the first line that is none of the format's."""
    for chunk in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in chunk.splitlines() if line.strip()]
        if any(not line.startswith("#") for line in lines):
            yield _entry(lines)


def target(line: str) -> str:
    """Return the word that begins a line that is not a rule; nothing for a rule."""
    if line.startswith(f"{YEAR} = "):
        return YEAR
    word, colon, _ = line.partition("：")
    return word if colon and word in TARGETS else ""


def _entry(lines: list[str]) -> Entry:
    where = " ".join(line.strip("# ") for line in lines if line.startswith("#"))
    texts: dict[str, str] = {}
    blocks: dict[str, list[list[str]]] = {name: [] for name in BLOCKS}
    block: list[str] | None = None
    for line in lines:
        word, colon, rest = line.partition("：")
        if line.startswith("#"):
            continue
        if line[0].isspace() and block is not None:
            block.append(line.strip())
        elif word in BLOCKS and colon and not rest.strip():
            blocks[word].append(block := [])
        elif word in FIELDS and colon and word not in texts:
            block, texts[word] = None, rest.strip()
        else:
            raise ValueError(f"{where}: {line}")
    readings, asked = (tuple(tuple(block) for block in blocks[name]) for name in BLOCKS)
    title, points, text, unreadable, differs = (texts.get(name, "") for name in FIELDS)
    return Entry(where, title, points, text, readings, asked, unreadable, differs)
