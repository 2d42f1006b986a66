"""Changes of a grade: 发生…的一票否决, 降一档, against the lines of 等次 that change it."""

import re
from collections.abc import Iterator, Sequence

from creditdsl.base.diagnostic import Related
from creditdsl.review.bodies.stated_grades import grades_of
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.syntax.nodes import Atom, Effect, Name, Override, Predicate, Table
from creditdsl.syntax.numerals import to_chinese

_EFFECTS = {
    Effect.DEMOTE: "降{}档",
    Effect.RATE: "评为{}",
    Effect.BAR: "不得评为{}",
    Effect.VETO: "一票否决",
    Effect.DISQUALIFY: "取消评优资格",
}
_GRADES, _LAST = ("1000分以上 无名首等", "500分以上 无名次等"), ("其余 无名末等",)
"""Grades around changes that a sentence states without them."""

_COMMON = re.compile("(?:年度内|考核年度内|考核期内|本年度|当年|发生|出现|被|的|有|因|情况|情形|问题)")


def check(lines: Sequence[str], tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict for each change as a sentence was read, in lines of 等次."""
    stated = grades_of([*_GRADES, *_named(lines), *_LAST, *lines])
    if stated is None:
        return
    overrides = [(table, one) for table in tables if table.grades is not None for one in table.grades.overrides]
    for change in stated.overrides:
        alike = [(table, one) for table, one in overrides if _alike(change.when, one.when)]
        if any(_same(one, change, table) for table, one in alike):
            yield agrees(Subject.CHANGES)
        elif alike:
            table, override = alike[0]
            yield Verdict(
                Subject.CHANGES,
                f"正文说{_words(change)}，{table.name}是{_words(override)}。",
                "改成一样的。",
                (Related(f"{table.name}写在这里", override.span),),
            )
        elif not any(one.effect is change.effect or _same(one, change, table) for table, one in overrides):
            yield Verdict(
                Subject.CHANGES,
                f"正文规定了{_words(change)}，各表的“等次”里没有。",
                "在“等次”里写上，或者从正文删去。",
            )


def _named(lines: Sequence[str]) -> Iterator[str]:
    """Yield a grade for each that the lines name, so that they stand in a block."""
    names = {match[1] for line in lines if (match := re.search(r"评为(\S+)$", line))}
    yield from (f"{100 - number}分以上 {name}" for number, name in enumerate(sorted(names)))


def _same(first: Override, second: Override, table: Table) -> bool:
    """Return whether two changes end in the same grade; 一票否决 is the last one of the table."""
    last = table.grades.names[-1] if table.grades is not None else ""
    vetoes = [one.effect is Effect.VETO or (one.effect is Effect.RATE and one.grade == last) for one in (first, second)]
    return all(vetoes) or _words(first) == _words(second)


def _words(override: Override) -> str:
    filled = to_chinese(override.steps) if override.effect is Effect.DEMOTE else override.grade
    return _EFFECTS[override.effect].format(filled)


def _alike(first: Predicate, second: Predicate) -> bool:
    """Return whether two conditions name the same thing in much the same words."""
    names = [_name(one) for one in (first, second)]
    if not all(names):
        return False
    pairs = [{name[at : at + 2] for at in range(len(name) - 1)} for name in names]
    smaller = min(map(len, pairs))
    return smaller > 0 and 3 * len(pairs[0] & pairs[1]) >= 2 * smaller


def _name(predicate: Predicate) -> str:
    if isinstance(predicate, Atom) and isinstance(predicate.subject, Name):
        return _COMMON.sub("", predicate.subject.text)
    return ""
