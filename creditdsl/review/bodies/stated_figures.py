"""Points and weights: 工作机制（15分）, 占20%, 分别为30分和70分, 各占一半, against those of the sections and items.

A section without points of its own has those of its items. A weight is held against the points where no section of a
table has a weight and the table has 100 points.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show
from creditdsl.base.spelling import name_key
from creditdsl.review.bodies.sentences import Sentence
from creditdsl.review.bodies.stated_marks import OF_THE_TITLE, full_marks
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.review.stated import points_of
from creditdsl.syntax.nodes import Entry, SectionRole, Table

Known = tuple[Table, Entry]
"""An entry with its table."""
_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_BEHIND_POINTS = re.compile(
    rf'["”]?(?:\(|,|:)*(?:一?[大小]?[项类]|部分|方面|指标|内容|的|分值|满分|总分)*:?(?:为|共|计|占|是)?{_NUMBER}分(?![以及之制])'
)
_BEHIND_WEIGHT = re.compile(
    rf"(?:\(|,|:)*(?:(?:成绩|得分|结果|部分)?(?:权重|占比|所占比重|占(?:考核|考评|综合|年度|全年)?总?(?:成绩|得?分)))*(?:的)?"
    rf"(?:为|占|是|得分?[×*]|成绩[×*]|[×*])?{_NUMBER}%"
)
_FIGURES = r"\d+(?:\.\d+)?(?:分|%)"
_RESPECTIVE = re.compile(
    rf"(?P<names>[^,;。]+?(?:[、和及与][^,;。、]+)+),?[^,;。、]{{0,8}}(?:分别|依次)[^,;。、\d]{{0,6}}"
    rf"(?P<figures>{_FIGURES}(?:[、,和及]{_FIGURES})+)"
)
"""Sections and, in the same order, their points or weights."""
_EACH = re.compile(
    rf"(?P<names>[^,;。]+?(?:[、和及与][^,;。、]+)+)各(?:占|为|计|得|设)?(?P<figure>{_FIGURES}|一半)(?![以及之])"
)
"""Sections that have one figure each."""
_OF_WEIGHTS = re.compile("权重|比重|占比|总分|总成绩|分值|一半")
"""What a sentence says in which a percentage is the part of the points that a section has."""
OF_OTHER_YEARS = re.compile(r"上一?年|去年|往年|原(?:来|有|为|占|先)|[由从]\d+(?:\.\d+)?分|调整|增加到|减少到|精简")
"""What a sentence says that tells figures of the table before this one."""
_BEFORE_ITEM = re.compile(r'(?:^|[,;:、(“"。]|其中|的|[和与及为对])$')
"""What stands before the title of an item; other words would make it the end of a longer name."""
_SHORTEST_ITEM = 3
"""Characters of the shortest title of an item that is looked for."""


def check(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict for each section or item whose points or weight a sentence states."""
    if OF_OTHER_YEARS.search(sentence.plain):
        return
    yield from _figures(sentence, tables)
    if alone := OF_THE_TITLE.match(sentence.plain):
        titled = [(table, one) for table in tables for one in table.sections if name_key(one.title) == sentence.before]
        yield from _figure(Fraction(alone["number"]), titled, "分")
    sections = _by_title([(table, section) for table in tables for section in table.sections])
    for match in _RESPECTIVE.finditer(sentence.plain):
        figures = re.findall(_FIGURES, match["figures"])
        titles = _titles_in(match["names"], sections)
        if len(titles) == len(figures):
            for title, figure in zip(titles, figures, strict=True):
                yield from _figure(Fraction(figure.rstrip("分%")), sections[title], figure[-1], shares=True)
    for match in _EACH.finditer(sentence.plain):
        titles = _titles_in(match["names"], sections)
        if len(titles) == len(re.split("[、和及与]", match["names"])):
            figure = "50%" if match["figure"] == "一半" else match["figure"]
            shares = _OF_WEIGHTS.search(sentence.plain) is not None
            for title in titles:
                yield from _figure(Fraction(figure.rstrip("分%")), sections[title], figure[-1], shares=shares)


def _by_title(entries: Sequence[Known]) -> dict[str, list[Known]]:
    titles: dict[str, list[Known]] = {}
    for table, entry in entries:
        titles.setdefault(name_key(entry.title), []).append((table, entry))
    return titles


def _titles_in(names: str, titles: dict[str, list[Known]]) -> list[str]:
    """Return the titles that stand in a row, in their order."""
    at = [(place.start(), title) for title in titles for place in re.finditer(re.escape(title), names)]
    return [title for _, title in sorted(at)]


def _figures(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on each figure right behind a title; the longest titles come first."""
    sections = _by_title([(table, section) for table in tables for section in table.sections])
    items = _by_title([(table, item) for table in tables for section in table.sections for item in section.children])
    shares = _OF_WEIGHTS.search(sentence.plain) is not None
    taken: list[tuple[int, int]] = []
    for title in sorted({*sections, *items}, key=lambda one: (-len(one), one)):
        for match in re.finditer(re.escape(title), sentence.plain):
            if len(title) < 2 or any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            known = sections.get(title, [])
            if len(title) >= _SHORTEST_ITEM and _BEFORE_ITEM.search(sentence.plain[: match.start()]):
                known = [*known, *items.get(title, ())]
            if points := _BEHIND_POINTS.match(sentence.plain, match.end()):
                yield from _figure(Fraction(points["number"]), known, "分")
            elif weight := _BEHIND_WEIGHT.match(sentence.plain, match.end()):
                yield from _figure(Fraction(weight["number"]), known, "%", shares=shares)


def _value(table: Table, entry: Entry, unit: str, *, shares: bool) -> Fraction | None:
    """Return the points or the weight of an entry; None where its table tells none. shares: points may be weights."""
    if unit == "%" and entry.weight is not None:
        return entry.weight * 100
    if unit == "%" and (
        not shares
        or entry.role is not SectionRole.BASE
        or full_marks(table) != 100
        or any(section.weight is not None for section in table.sections)
    ):
        return None
    parts_differ = entry.points is None and any(child.applies is not None for child in entry.children)
    if parts_differ or (entry.points is None and entry.role is not SectionRole.BASE):
        return None
    return entry.points if entry.weight is not None else points_of(entry)


def _figure(number: Fraction, entries: Sequence[Known], unit: str, *, shares: bool = False) -> Iterator[Verdict]:
    values = [(table, entry, _value(table, entry, unit, shares=shares)) for table, entry in entries]
    known = [(table, entry, value) for table, entry, value in values if value is not None]
    if not known:
        return
    if any(value == number for _, _, value in known):
        yield agrees(Subject.SECTIONS)
        return
    title = known[0][1].title
    values_there = "、".join(f"{table.name}是{show(value)}{unit}" for table, _, value in known)
    yield Verdict(
        Subject.SECTIONS,
        f"正文说“{title}”{show(number)}{unit}，{values_there}。",
        "改成一样的数。",
        tuple(Related(f"{table.name}写在这里", one.span) for table, one, _ in known[:3]),
    )
