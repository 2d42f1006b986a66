"""Sections: their points 工作机制（15分）, weights 占20%, and the list of them, against those of the tables."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show
from creditdsl.base.spelling import name_key
from creditdsl.review.bodies.sentences import Sentence
from creditdsl.review.bodies.stated_marks import OF_THE_TITLE
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.syntax.nodes import Entry, SectionRole, Table
from creditdsl.syntax.numerals import count_of

_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_BEHIND_POINTS = re.compile(rf"(?:\(|,|:|:?分值|满分)*(?:为|共|计|占)?{_NUMBER}分")
_BEHIND_WEIGHT = re.compile(
    rf"(?:\(|,|:)*(?:(?:成绩|得分|结果|部分)?(?:权重|占比|所占比重|占(?:考核|考评|综合|年度|全年)?总?(?:成绩|得?分)))*(?:的)?"
    rf"(?:为|占|是|得分?[×*]|成绩[×*]|[×*])?{_NUMBER}%"
)
_LIST = re.compile(
    r"(?:包括|包含|设置|分为|分|由|为|有|:|是|考核|考评|评价|评估|围绕|从|对)(?P<names>[^,;:。]+?(?:、[^,;:。、]+?)+?)(?P<open>等)?"
    r"(?P<count>[一二两三四五六七八九十]+|\d+)?(?:个|大)*(?P<word>方面|部分|大项|大类|项内容|项指标|类指标|类|项)"
)
_FIGURES = r"\d+(?:\.\d+)?(?:分|%)"
_RESPECTIVE = re.compile(
    rf"(?P<names>[^,;。]+?(?:[、和及与][^,;。、]+)+),?[^,;。、]{{0,8}}(?:分别|依次)[^,;。、\d]{{0,6}}"
    rf"(?P<figures>{_FIGURES}(?:[、,和及]{_FIGURES})+)"
)
"""Sections and, in the same order, their points or weights."""
_GENERAL = re.compile("社会信用体系|建设|工作|情况|开展|推进")


def check(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict for each section whose points, weight or place in a list a sentence states."""
    yield from _figures(sentence, tables)
    if alone := OF_THE_TITLE.match(sentence.plain):
        titled = [(table, one) for table in tables for one in table.sections if name_key(one.title) == sentence.before]
        known = [(table, one, one.points) for table, one in titled if one.points is not None]
        yield from _figure(Fraction(alone["number"]), known, "分")
    for match in _RESPECTIVE.finditer(sentence.plain):
        yield from _respective(match, tables)
    for match in _LIST.finditer(sentence.plain):
        yield from _list(match, tables)


def _figures(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    titles: dict[str, list[tuple[Table, Entry]]] = {}
    for table in tables:
        for section in table.sections:
            titles.setdefault(name_key(section.title), []).append((table, section))
    taken: list[tuple[int, int]] = []
    for title, sections in sorted(titles.items(), key=lambda one: -len(one[0])):
        for match in re.finditer(re.escape(title), sentence.plain):
            if len(title) < 2 or any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            points = _BEHIND_POINTS.match(sentence.plain, match.end())
            weight = _BEHIND_WEIGHT.match(sentence.plain, match.end())
            if points:
                known = [(table, one, one.points) for table, one in sections if one.points is not None]
                yield from _figure(Fraction(points["number"]), known, "分")
            elif weight:
                weights = [(table, one, one.weight * 100) for table, one in sections if one.weight is not None]
                yield from _figure(Fraction(weight["number"]), weights, "%")


def _respective(match: re.Match[str], tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on each figure; the names end with those of the titles that stand in a row."""
    figures = re.findall(_FIGURES, match["figures"])
    at = [
        (place.start(), title)
        for title in {name_key(section.title) for table in tables for section in table.sections}
        for place in re.finditer(re.escape(title), match["names"])
    ]
    titles = [title for _, title in sorted(at)]
    if len(titles) != len(figures):
        return
    for title, figure in zip(titles, figures, strict=True):
        number, unit = Fraction(figure.rstrip("分%")), figure[-1]
        sections = [(table, one) for table in tables for one in table.sections if name_key(one.title) == title]
        stated = [(table, one, one.points if unit == "分" else one.weight) for table, one in sections]
        yield from _figure(
            number, [(table, one, value * (1 if unit == "分" else 100)) for table, one, value in stated if value], unit
        )


def _figure(number: Fraction, known: Sequence[tuple[Table, Entry, Fraction]], unit: str) -> Iterator[Verdict]:
    if not known:
        return
    if any(value == number for _, _, value in known):
        yield agrees(Subject.SECTIONS)
        return
    title = known[0][1].title
    values = "、".join(f"{table.name}是{show(value)}{unit}" for table, _, value in known)
    yield Verdict(
        Subject.SECTIONS,
        f"正文说“{title}”{show(number)}{unit}，{values}。",
        "改成一样的数。",
        tuple(Related(f"{table.name}写在这里", one.span) for table, one, _ in known[:3]),
    )


def _list(match: re.Match[str], tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on a list of sections: two thirds of its names must be like titles for it to be one."""
    names = [name.strip('“”"') for name in re.split("、", match["names"])]
    best = max(tables, key=lambda table: _likeness(names, table), default=None)
    if best is None or not _is_list(names, best):
        return
    every = [title for table in tables for title in _titles(table)]
    strange = [name for name in names if not any(_resembles(part, title) for part in _parts(name) for title in every)]
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
