"""Full marks: 满分为100分, 实行百分制, against those of the tables."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show
from creditdsl.base.spelling import name_key
from creditdsl.review.bodies.sentences import Sentence
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.review.stated import stated
from creditdsl.syntax.nodes import SectionRole, Table, Trait

_SUBJECT = (
    r"(?:[^,;:。]{0,14}(?:单位|部门|县|市|区|街道|乡镇|\))(?:的)?)?"
    "(?:[本年季月全各]?(?:度|项)?(?:考核|考评|评价|评估|测评|评议|评分|指标|得分|计分|结果|总体|基础|基本|的|采取|实行|采用|分值"
    "|细则|办法|方案|标准|体系)*)"
)
_STATED = re.compile(
    rf"(?:^|[,;:(])(?P<subject>{_SUBJECT})(?:满分值?|总分值?|总体分值|基础分值?满分|基本分值?)"
    r"(?:设定)?(?:为|是|共|共计|合计)?(?P<points>\d+(?:\.\d+)?)分(?![以及])"
)
OF_THE_TITLE = re.compile(r"(?:满分|分值|总分)(?:为|是|共|计|:)?(?P<number>\d+(?:\.\d+)?)分")
"""The points of the section whose title the sentence before is: （一）工作机制。满分15分。"""
_HUNDRED = re.compile("百分制")
_OTHERWISE = re.compile("折算|换算|不超过|不低于|加分后|以上|以下")


def check(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict for each full mark of a sentence."""
    known = {table.name: full for table in tables if (full := full_marks(table)) is not None}
    if len(known) < len(tables):
        return
    titles = {name_key(section.title) for table in tables for section in table.sections}
    of_section = OF_THE_TITLE.match(sentence.plain) is not None and sentence.before in titles
    for points in () if of_section else _points(sentence.plain):
        if points in known.values() or points in (
            full + _bonus(table) for table in tables if (full := full_marks(table))
        ):
            yield agrees(Subject.FULL_MARKS)
        else:
            values = "、".join(f"{name}是{show(full)}分" for name, full in known.items())
            places = tuple(Related(f"{table.name}在这里", table.span) for table in tables[:3])
            yield Verdict(Subject.FULL_MARKS, f"正文说满分是{show(points)}分，{values}。", "改成一样的满分。", places)


def _points(plain: str) -> Iterator[Fraction]:
    for match in _STATED.finditer(plain):
        clause = re.split("[,;]", plain[match.start() + 1 :], maxsplit=1)[0]
        if not _OTHERWISE.search(clause):
            yield Fraction(match["points"])
    if _HUNDRED.search(plain) and not _OTHERWISE.search(plain):
        yield Fraction(100)


def _bonus(table: Table) -> Fraction:
    """Return the most that the sections of 加分 add to the full marks."""
    bonuses = (section.points for section in table.sections if section.role is SectionRole.BONUS)
    return sum((points for points in bonuses if points is not None), Fraction(0))


def full_marks(table: Table) -> Fraction | None:
    """Return the full marks of a table: stated, or the sum of its sections; None where neither is."""
    if table.totalling.converted_to is not None:
        return table.totalling.converted_to
    if table.full is not None:
        return table.full
    sections = [section for section in table.sections if section.role is SectionRole.BASE]
    if any(Trait.OPEN in section.traits or section.weight is not None for section in sections):
        return None
    base = stated(sections)
    return None if base is None else base.total
