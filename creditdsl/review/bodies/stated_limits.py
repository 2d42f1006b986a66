"""The most that 加分 adds and 扣分 takes: 加分累计不超过10分, against the sections of 加分 and 扣分."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show
from creditdsl.review.bodies.sentences import Sentence
from creditdsl.review.bodies.stated_figures import OF_OTHER_YEARS
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.review.stated import stated
from creditdsl.syntax.nodes import SectionRole, Table

_LIMIT = re.compile(
    r"(?:^|[,;:。、])(?:其中|另设|本表|全部|所有|年度|考核|各项|附加)*(?P<side>加分|扣分|减分)(?:项目?|事项|指标|部分)?(?:的)?"
    r"(?:累计|合计|总计|总分值?|总和|分值|最高|最多|一共|共)*(?:不得?超过|以|为|控制在|上限为?)?(?P<number>\d+(?:\.\d+)?)分(?:为限|以内|封顶)?"
)
"""A clause that says how much 加分 or 扣分 there is in all; one of a single case names the case first."""
_LIMITS = re.compile("超过|为限|以内|封顶|上限|最[高多]|累计|合计|总")
"""What makes a number a limit."""
_SIDES = {"加分": SectionRole.BONUS, "扣分": SectionRole.DEDUCTION, "减分": SectionRole.DEDUCTION}


def check(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on each limit of 加分 or 扣分 that the tables have too."""
    if OF_OTHER_YEARS.search(sentence.plain):
        return
    for match in _LIMIT.finditer(sentence.plain):
        known = [(table, most) for table in tables if (most := _most(table, _SIDES[match["side"]])) is not None]
        if not known or not _LIMITS.search(match[0]):
            continue
        number = Fraction(match["number"])
        if any(most == number for _, most in known):
            yield agrees(Subject.SECTIONS)
            continue
        values_there = "、".join(f"{table.name}是{show(most)}分" for table, most in known)
        places = tuple(Related(f"{table.name}在这里", table.span) for table, _ in known[:3])
        yield Verdict(
            Subject.SECTIONS, f"正文说{match['side']}最多{show(number)}分，{values_there}。", "改成一样的分数。", places
        )


def _most(table: Table, side: SectionRole) -> Fraction | None:
    """Return the most points of all sections on a side; None where there are none or one does not say."""
    sections = [section for section in table.sections if section.role is side]
    total = stated(sections)
    return None if total is None else total.total
