"""Numbers of indicators: 设一级指标3项、二级指标7项, 共设置12项指标, against those of the tables."""

import re
from collections.abc import Iterator, Sequence

from creditdsl.base.diagnostic import Related
from creditdsl.review.bodies.sentences import Sentence
from creditdsl.review.bodies.stated_figures import OF_OTHER_YEARS
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.syntax.nodes import Entry, SectionRole, Table
from creditdsl.syntax.numerals import count_of
from creditdsl.syntax.walk import entries

_COUNT = r"(?P<count>[一二两三四五六七八九十]+|\d{1,3})"
_MAKES_UP = re.compile("[共设含由]|包括|分为|分解|细化|构成|组成")
"""What a sentence says that tells of what all the indicators are made up."""
_PARTIAL = re.compile("抽[查取检]|每个?|至少|不少于|以上|不超过|重点|新增|任选|选取|其中")
"""What a sentence says that speaks of a part of the indicators, or of how many there may be."""
_LEVELS = (
    re.compile(rf"(?P<level>[一二三])级指标(?:共|为|有|设|共有|共计)?{_COUNT}[项个类条]"),
    re.compile(rf"{_COUNT}[项个类条](?:[考评]核|考评|评[价估])?(?P<level>[一二三])级指标"),
)
_ALL = re.compile(
    rf"(?:共|总共|共计|设|设置|设有|细化为|分解为){_COUNT}[项个条](?:具体|量化|考核|考评|评价|评估)*(?:指标|评分项)(?!体系)"
)


def check(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on each number of indicators; a title made of two has no level of its own."""
    plain = sentence.plain
    if OF_OTHER_YEARS.search(plain) or _PARTIAL.search(plain) or not _MAKES_UP.search(plain):
        return
    if any("——" in one.title for table in tables for one in entries(table)):
        return
    for pattern in _LEVELS:
        for match in pattern.finditer(plain):
            level = "一二三".index(match["level"])
            yield from _number(match, [(table, _sizes(table, level)) for table in tables])
    for match in _ALL.finditer(plain):
        yield from _number(match, [(table, set().union(*(_sizes(table, n) for n in range(3)))) for table in tables])


def _number(match: re.Match[str], sizes: Sequence[tuple[Table, set[int]]]) -> Iterator[Verdict]:
    count = count_of(match["count"])
    known = [(table, numbers) for table, numbers in sizes if numbers]
    if count is None or len(known) < len(sizes):
        return
    together = {sum(max(numbers) for _, numbers in known), sum(min(numbers) for _, numbers in known)}
    if count in together or any(count in numbers for _, numbers in known):
        yield agrees(Subject.SECTIONS)
        return
    table, numbers = known[0]
    words = "或者".join(str(number) for number in sorted(numbers))
    yield Verdict(
        Subject.SECTIONS,
        f"正文说“{match[0]}”，{table.name}有{words}项。",
        "改正个数，或者改正表。",
        (Related(f"{table.name}在这里", table.span),),
    )


def _sizes(table: Table, level: int) -> set[int]:
    """Return how many entries of a level there are, with 加分 and 扣分 or without; none where the level has none.

    A section without items may count as one item.
    """
    sizes: set[int] = set()
    for sections in (table.sections, [one for one in table.sections if one.role is SectionRole.BASE]):
        at_level: list[Entry] = list(sections)
        lone = 0
        for _ in range(level):
            lone += sum(not one.children for one in at_level)
            at_level = [child for one in at_level for child in one.children]
        sizes |= {len(at_level), len(at_level) + lone} if at_level else set()
    return sizes
