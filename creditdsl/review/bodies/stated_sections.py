"""Sections: the list of them, 包括工作机制、信息归集两个方面, against those of the tables."""

import re
from collections.abc import Iterator, Sequence

from creditdsl.base.diagnostic import Related
from creditdsl.base.spelling import name_key
from creditdsl.review.bodies.sentences import Sentence
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.syntax.nodes import SectionRole, Table
from creditdsl.syntax.numerals import count_of

_LIST = re.compile(
    r"(?P<lead>包括|包含|设置|分为|分|由|为|有|:|是|考核|考评|评价|评估|围绕|从|对)(?P<names>[^,;:。]+?(?:[、和及与][^,;:。、]+?)+?)(?P<open>等)?"
    r"(?P<count>[一二两三四五六七八九十]+|\d+)?(?:个|大)*(?P<word>方面|部分|大项|大类|项内容|项指标|类指标|类|项)"
)
_GENERAL = re.compile("社会信用体系|建设|工作|情况|开展|推进")
_SINGLED_OUT = re.compile(r"抽[查取检]|重点|复核|牵头|实地|自查|督[查导]|约谈|整改")
"""What a sentence says that speaks of some of the sections."""


def check(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict for each list of sections in a sentence."""
    for match in _LIST.finditer(sentence.plain):
        yield from _list(match, tables)


def _list(match: re.Match[str], tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on a list of sections: two thirds of its names must be like titles for it to be one."""
    names = _names(match["names"], {title for table in tables for title in _titles(table)})
    best = max(tables, key=lambda table: _likeness(names, table), default=None)
    if best is None or len(names) < 2 or not _is_list(names, best):
        return
    every = [title for table in tables for title in _titles(table)]
    strange = [name for name in names if not any(_resembles(part, title) for part in _parts(name) for title in every)]
    strange += [] if match["open"] else _other_words(names, best)
    count = count_of(match["count"]) if match["count"] else None
    sizes = {len(table.sections) for table in tables} | {
        sum(one.role is SectionRole.BASE for one in table.sections) for table in tables
    }
    related = (Related(f"{best.name}在这里", best.span),)
    if strange:
        yield Verdict(
            Subject.SECTIONS,
            f"正文列有“{strange[0]}”，各表没有这一大项。",
            "改成表里的名称，或者补上这一大项。",
            related,
        )
    elif count is not None and count not in sizes:
        if count != len(names) or not _speaks_of_some(match):
            yield Verdict(
                Subject.SECTIONS,
                f"正文说{match['count']}{match['word']}，{best.name}有{len(best.sections)}个大项。",
                "改正个数，或者改正表。",
                related,
            )
    elif count is not None and not match["open"] and count != len(names) and not any("和" in one for one in names):
        yield Verdict(
            Subject.SECTIONS, f"正文说{match['count']}{match['word']}，列出的是{len(names)}个。", "改正个数。"
        )
    else:
        yield agrees(Subject.SECTIONS)


def _names(text: str, titles: set[str]) -> list[str]:
    """Return the names of a list; 和 parts two only where each of them is a title, and a title begins with no verb."""
    names: list[str] = []
    for name in (part.strip('“”"') for part in text.split("、")):
        parts = re.split("[和及与]", name)
        parts[0] = _without_lead(parts[0], titles)
        apart = name_key(name) not in titles and all(name_key(part) in titles for part in parts)
        names += parts if apart else [name]
    names[0] = _without_lead(names[0], titles)
    return names


def _without_lead(name: str, titles: set[str]) -> str:
    """Return the title that a name ends with, where it does: 指标由信用环境 ends with 信用环境."""
    ends = [title for title in titles if name_key(name).endswith(title)]
    return max(ends, key=len, default=name)


def _speaks_of_some(match: re.Match[str]) -> bool:
    """Return whether a list may be of some of the sections: 对信息归集、信用监管两项重点抽查."""
    before = match["lead"] + re.split("、", match["names"])[0]
    return re.match("对|有", before) is not None or _SINGLED_OUT.search(match.string) is not None


def _other_words(names: Sequence[str], table: Table) -> list[str]:
    """Return the only name that is no title, where the others are all titles but one and it is not short for that."""
    titles = [name_key(one.title) for one in table.sections if one.role is SectionRole.BASE]
    others = [name for name in names if name_key(name) not in titles]
    left = [title for title in titles if title not in {name_key(name) for name in names}]
    if len(names) != len(titles) or len(names) < 3 or (len(others), len(left)) != (1, 1):
        return []
    first, second = (set(_GENERAL.sub("", one)) for one in (name_key(others[0]), left[0]))
    return [] if first <= second or second <= first else others


def _is_list(names: Sequence[str], table: Table) -> bool:
    """Return whether names are those of sections: two thirds are like titles, or half of them are titles."""
    same = sum(name_key(name) in _titles(table) for name in names)
    return 3 * _likeness(names, table) >= 2 * len(names) or (same > 1 and 2 * same >= len(names))


def _titles(table: Table) -> list[str]:
    return [name_key(section.title) for section in table.sections]


def _parts(name: str) -> Sequence[str]:
    return (name, *re.split("[和及与]", name))


def _likeness(names: Sequence[str], table: Table) -> int:
    """Count the names that resemble a title of a table."""
    return sum(any(_resembles(part, title) for part in _parts(name) for title in _titles(table)) for name in names)


def _resembles(name: str, title: str) -> bool:
    """Return whether two names share two characters in a row that say more than 建设 or 工作, or are the same."""
    first, second = (_pairs(one) for one in (name_key(name), title))
    return name_key(name) == title or bool(first & second)


def _pairs(name: str) -> set[str]:
    bare = _GENERAL.sub(" ", name)
    return {bare[at : at + 2] for at in range(len(bare) - 1) if " " not in bare[at : at + 2]}
