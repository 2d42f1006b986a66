"""The measures of a draft: told apart where two items use one name, and declared with their types.

A name that two items use may be two things: “完成” of each. One column for both would score one unit for the work of
another item, so each item gets a name of its own; a drafter who means one thing joins them again.
"""

import re
from collections.abc import Mapping

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.typecheck import Types
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type
from creditdsl.syntax.nodes import Table
from creditdsl.syntax.walk import entries

MAX_TITLE = 12
"""Characters of a title before a name."""
MAX_NAME = 20
"""Characters of the longest name that can head a column."""
_TAIL = re.compile(
    r"(?:案例|事项|项目|活动|信息|文件|企业|(?<!减)[少漏缺迟错])?(?:[个条次篇件例项家份笔起人处]数|数量|率|比例|占比|增速|得分)$"
)
_MARKS = re.compile(r"[“”\"（）()《》\s]")


@node
class Renamed:
    """A use of a measure that gets another name. before: the name that it had."""

    span: Span
    name: str
    before: str


def shortened(table: Table, types: Types) -> list[Renamed]:
    """Return the uses of measures whose names are as long as sentences, each with a short name."""
    uses: dict[str, list[tuple[str, Span]]] = {}
    for entry in entries(table):
        for use in (use for rule in entry.rules for use in names_in(rule)):
            uses.setdefault(use.text, []).append((entry.title, use.span))
    taken = set(uses)
    renamed = []
    for name, places in uses.items():
        if len(name) > MAX_NAME and name in types:
            new = _free(_short(name, places[0][0], types[name]), taken)
            renamed += [Renamed(span, f"“{new}”", name) for _, span in places]
    return renamed


def _short(name: str, title: str, of: Type) -> str:
    """Return a short name in words of the document: the phrase that says what is judged, else title and unit."""
    phrases = [phrase for phrase in re.split("[的、，]", _MARKS.sub("", name)) if 4 <= len(phrase) <= MAX_TITLE]
    start = _stem(title)
    tail = _TAIL.search(name)
    match of:
        case Count(unit=unit):
            return start + (tail[0] if tail is not None else f"{unit or '个'}数")
        case Truth() if phrases and name.startswith(phrases[0]):
            return phrases[0]
        case Number() | Ratio() if phrases and name.endswith(phrases[-1]):
            return phrases[-1]
    return start + (tail[0] if tail is not None else "")


def _stem(title: str) -> str:
    """Return what a title names, without the words that every title has, cut between words where it is long."""
    bare = re.sub(r"(?:的?情况|[①-⑳])$", "", _MARKS.sub("", title))
    parts = re.split(r"[、，。：:；和及与的]", bare)
    return bare if len(bare) <= MAX_TITLE else parts[0] if 4 <= len(parts[0]) <= MAX_TITLE + 2 else bare[:MAX_TITLE]


def qualified(table: Table) -> list[Renamed]:
    """Return the uses of measures that several entries have, each with a name of its entry's own.

    The entry whose title is the name keeps it.
    """
    titles = [entry.title for entry in entries(table)]
    uses: dict[str, dict[int, list[Span]]] = {}
    for at, entry in enumerate(entries(table)):
        for use in (use for rule in entry.rules for use in names_in(rule)):
            uses.setdefault(use.text, {}).setdefault(at, []).append(use.span)
    taken = set(uses)
    renamed = []
    for name, spans in uses.items():
        for at in spans if len(spans) > 1 else ():
            if titles[at] != name:
                new = _free(f"{_MARKS.sub('', titles[at])[:MAX_TITLE]}{name}", taken)
                renamed += [Renamed(span, f"“{new}”", name) for span in spans[at]]
    return renamed


def _free(name: str, taken: set[str]) -> str:
    """Return the name, or with a number where it is taken, and take it."""
    names = (name, *(f"{name}{number}" for number in range(2, len(taken) + 3)))
    free = next(one for one in names if one not in taken)
    taken.add(free)
    return free


def declarations(table: Table, types: Types, reporters: Mapping[str, str], notes: Mapping[str, str]) -> list[str]:
    """Return a line of 数据 for each measure, in the order of the rules.

    reporters: who fills it in, notes: what its words in the document are, both by its name.
    """
    names = dict.fromkeys(
        name.text for entry in entries(table) for rule in entry.rules for name in names_in(rule) if name.text in types
    )
    return [
        declaration(name, types[name])
        + (f"，填报：{reporters[name]}" if name in reporters else "")
        + (f"，{notes[name]}" if name in notes else "")
        for name in names
    ]


def declaration(name: str, of: Type) -> str:
    """Return the line of 数据 that declares a measure: `信息条数：条`."""
    return f"{_quoted(name)}：{_type(of)}"


def _quoted(name: str) -> str:
    return f"“{name}”" if any(sign in name for sign in "0123456789+-÷×（）、，。《》·/") else name


def _type(of: Type) -> str:
    match of:
        case Truth():
            return "是否"
        case Count(unit=unit):
            return unit or "个"
        case Ratio():
            return "比率"
        case Number(unit=unit):
            return unit or "数值"
        case Mark(low=low, high=high):
            return f"酌情 {show(low)}至{show(high)}"
        case Choice(options=options):
            return f"选项 {'、'.join(options)}"
