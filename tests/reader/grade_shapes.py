"""What lines of 等次 say, so that 80分以上 and 80分以上不满90分 below 90分以上 are one.

A ladder of scores is the grade that it gives to each quarter point; names of measures count up to renaming.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.nodes import Comparison, GradeBand, Grades, Quantity, Test
from tests.reader.gold.test_gold import AROUND

SCORES = tuple(Fraction(quarter, 4) for quarter in range(600))
_REST, _ABOVE = "其余 无名等次", "9{at}99分以上 {name}"


def grades_of(lines: Sequence[str]) -> Grades | None:
    """Return the block of some lines; grades that only its changes name stand above all scores."""
    named = {match[1] for line in lines if (match := re.search("(?:^| )(?:不得)?评为(.+)$", line))}
    bands = {line.split(" ")[-1] for line in lines}
    above = [_ABOVE.format(at=at, name=name) for at, name in enumerate(sorted(named - bands))]
    changes = [line for line in lines if re.search(r"(?:评为[^ ]+|一票否决|取消评优资格|降.档)$", line)]
    ladder = [line for line in lines if line not in changes]
    for rest in ([], [_REST]):
        body = "\n".join(f"  {line}" for line in [*above, *ladder, *rest, *changes])
        tree, _ = read_lines(Source("甲", f"{AROUND}  甲 得1\n等次\n{body}\n"))
        scheme, _ = build(tree)
        if (grades := scheme.tables[0].grades) is not None:
            return grades
    return None


def shape_of_grades(lines: Sequence[str], parts: Callable[[object], object]) -> object:
    """Return what the lines say. parts: the shape of a node, its names numbered."""
    grades = grades_of(lines)
    if grades is None:
        return tuple(line.replace(" ", "") for line in lines)
    changes = tuple((str(change.effect), change.steps, change.grade, parts(change.when)) for change in grades.overrides)
    bands = grades.bands
    if all(band.places is None and band.also is None for band in bands):
        return tuple(_grade(bands, score) for score in SCORES), changes
    return tuple((band.grade.text, parts((band.test, band.places, band.also))) for band in bands), changes


def _grade(bands: Sequence[GradeBand], score: Fraction) -> str:
    return next((band.grade.text for band in bands if band.test is None or _holds(band.test, score)), "")


def _holds(test: Test, score: Fraction) -> bool:
    return all(
        isinstance(bound.operand, Quantity) and _compare(bound.comparison, score, bound.operand.value)
        for bound in test.bounds
    )


def _compare(comparison: Comparison, left: Fraction, right: Fraction) -> bool:
    return {
        Comparison.EQUAL: left == right,
        Comparison.AT_LEAST: left >= right,
        Comparison.AT_MOST: left <= right,
        Comparison.MORE: left > right,
        Comparison.LESS: left < right,
    }[comparison]
