"""Grades: 90分以上为优秀, 80分以上为良好, against 等次; and the names of the grades that a text lists."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.diagnostic import Related, has_errors
from creditdsl.base.exact import show
from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.review.bodies.sentences import Sentence
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.syntax.expressions import compares
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.nodes import Comparison, GradeBand, Grades, Quantity, Table, Test
from creditdsl.syntax.numerals import count_of

_SCHEME = "方案：甲\n附件1 甲\n一、甲（100分）\n  得 甲\n等次\n{}\n"
_LISTED = re.compile(
    r"(?:[划区]?分(?:为|成)?|设为?|[评划确认]?定为|划为)(?P<names>[^,;:。(]{1,6}(?:、[^,;:。(、]{1,6})+?)"
    r"(?P<count>[一二两三四五六七八九十\d]+)个?(?:等次|等级|档次|档|级|等)"
)
_COUNTED = re.compile(
    r"(?:结果|考[核评]|评[价估]|测评)[^,;。、]{0,6}?(?:分为?|分成|设置?|评定)(?P<count>[二三四五六]|[2-6])个?(?:等次|等级|档次|档)"
)
"""How many grades there are, without their names: 考核分四个等次."""
_LOWER = re.compile(
    r"(?:(?P<number>\d+(?:\.\d+)?)分(?:(?:\(含[^)]*\))?及?以上(?:\((?!不)[^)]*\))?"
    r"|\(含[^)]*\)(?=至|-|—|~|,?不[足满到]))|(?:不低于|不少于|达到)(?P<reached>\d+(?:\.\d+)?)分(?:及?以上)?(?:\((?!不)[^)]*\))?)"
    r"(?:的)?(?:,?(?:至|且|-|—|~)?(?:不[足满到])?\d+(?:\.\d+)?分(?:\([^)]*\))?(?:以下|不满)?(?:\([^)]*\))?(?:的)?)?"
    r"(?:[^,;:。\d]{0,12}?,?)(?:评定|评|定|确定|认定|列)?为(?P<name>[^,;:。(]{1,8})"
)
"""The lower bound of a grade: 85分以上的县区评定为优秀等次, 80分（含）至90分的为良好, 不低于90分的，列为优秀."""
_GRADE_WORD = re.compile("(?:等次|等级|档次|档|级)$")
_STEP = Fraction(1, 100)
_NAMELESS = "无名等次"
"""The grade of a total of which a sentence says nothing."""


def check_bands(lines: Sequence[str], tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on grades as a sentence was read, in lines of 等次."""
    stated = grades_of(lines)
    if stated is None or not _by_score(stated):
        return
    with_grades = [table for table in tables if table.grades is not None]
    compared = [table for table in with_grades if table.grades is not None and _by_score(table.grades)]
    if not with_grades:
        yield Verdict(Subject.GRADES, "正文规定了等次，各表都没有“等次”。", "在表的最后写上“等次”。")
    elif compared:
        differences = [(table, _difference(stated, table.grades)) for table in compared if table.grades]
        if all(difference for _, difference in differences):
            table, difference = differences[0]
            assert table.grades is not None
            related = (Related(f"{table.name}的等次在这里", table.grades.span),)
            yield Verdict(Subject.GRADES, f"{difference.replace('表里', table.name)}。", "改成一样的等次。", related)
        else:
            yield agrees(Subject.GRADES)


def check_bounds(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on each lower bound of a sentence that is not read as a whole: 85分以上为优秀."""
    compared = [table for table in tables if table.grades is not None and _by_score(table.grades)]
    for match in _LOWER.finditer(sentence.plain):
        total, name = Fraction(match["number"] or match["reached"]), _GRADE_WORD.sub("", match["name"])
        grades = [(table, _grade(table.grades.bands, total)) for table in compared if table.grades is not None]
        if not any(table.grades and name in table.grades.names for table in compared):
            continue
        below = [_grade(table.grades.bands, total - _STEP) for table in compared if table.grades is not None]
        if any(grade == name != under for (_, grade), under in zip(grades, below, strict=True)):
            yield agrees(Subject.GRADES)
        else:
            table, grade = grades[0]
            assert table.grades is not None
            related = (Related(f"{table.name}的等次在这里", table.grades.span),)
            words = f"{show(total)}分，正文是{name}，{table.name}是{grade}。"
            if grade == name:
                words = f"{show(total - _STEP)}分，正文不是{name}，{table.name}是{name}。"
            yield Verdict(Subject.GRADES, words, "改成一样的等次。", related)


def check_names(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on a list of grades: 分为优秀、良好、合格、不合格四个等级."""
    yield from _counted(sentence, tables)
    for match in _LISTED.finditer(sentence.plain):
        names = [name.strip('“”"') for name in match["names"].split("、")]
        known = [table for table in tables if table.grades is not None]
        if (count := count_of(match["count"])) is not None and count != len(names):
            yield Verdict(
                Subject.GRADES,
                f"正文说{match['count']}个等次，列出的是{len(names)}个。",
                "改正个数，或者补上漏列的等次。",
            )
        elif known and all(table.grades and set(table.grades.names) != set(names) for table in known):
            grades = known[0].grades
            assert grades is not None
            yield Verdict(
                Subject.GRADES,
                f"正文的等次是{'、'.join(names)}，{known[0].name}的是{'、'.join(dict.fromkeys(grades.names))}。",
                "改成一样的等次。",
                (Related(f"{known[0].name}的等次在这里", grades.span),),
            )
        elif known:
            yield agrees(Subject.GRADES)


def _counted(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on a number of grades; prizes have grades of their own."""
    match = _COUNTED.search(sentence.plain)
    numbers = {len(set(table.grades.names)): table for table in tables if table.grades is not None}
    count = count_of(match["count"]) if match is not None else None
    if count is None or not numbers or re.search("[奖金]", sentence.plain):
        return
    if count in numbers:
        yield agrees(Subject.GRADES)
        return
    number, table = next(iter(numbers.items()))
    assert table.grades is not None
    related = (Related(f"{table.name}的等次在这里", table.grades.span),)
    yield Verdict(Subject.GRADES, f"正文说{count}个等次，{table.name}有{number}个。", "改正个数，或者改正表。", related)


def grades_of(lines: Sequence[str]) -> Grades | None:
    """Return the lines as a block of 等次; None where they are none."""
    for rest in ((), (f"其余 {_NAMELESS}",)):
        written = "\n".join(f"  {line}" for line in (*lines, *rest))
        tree, unread = read_lines(Source("甲", _SCHEME.format(written)))
        scheme, misfits = build(tree)
        if not has_errors((*unread, *misfits)):
            return scheme.tables[0].grades
    return None


def _by_score(grades: Grades) -> bool:
    """Return whether the total alone decides, by numbers."""
    return all(
        band.is_rest or (band.places is None and band.also is None and _numbers(band.test) is not None)
        for band in grades.bands
    )


def _numbers(test: Test | None) -> list[tuple[Comparison, Fraction]] | None:
    bounds = []
    for bound in () if test is None else test.bounds:
        if not isinstance(bound.operand, Quantity):
            return None
        bounds.append((bound.comparison, bound.operand.value))
    return bounds


def _difference(stated: Grades, grades: Grades | None) -> str:
    """Return the first total that has another grade, in words; empty where none has."""
    assert grades is not None
    numbers = {number for one in (stated, grades) for band in one.bands for _, number in _numbers(band.test) or ()}
    around = {value for number in numbers for value in (number - _STEP, number + _STEP)} - numbers
    for total in (*sorted(numbers, reverse=True), *sorted(around, reverse=True)):
        first, second = _grade(stated.bands, total), _grade(grades.bands, total)
        if first != second and first != _NAMELESS:
            return f"{show(total)}分，正文是{first}，表里是{second}"
        if first == _NAMELESS and second in stated.names:
            return f"{show(total)}分，正文不是{second}，表里是{second}"
    return ""


def _grade(bands: Sequence[GradeBand], total: Fraction) -> str:
    for band in bands:
        if all(compares(total, comparison, number) for comparison, number in _numbers(band.test) or ()):
            return band.grade.text
    return ""
