"""Every sentence of a document's text that states something of the tables, held against them.

Receives a scheme; promises each such sentence with its verdicts. What states something and is not read has none: it is
counted as unchecked, never reported.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from creditdsl.base.node import node
from creditdsl.review.bodies import (
    stated_changes,
    stated_counts,
    stated_dates,
    stated_figures,
    stated_grades,
    stated_limits,
    stated_marks,
    stated_quotas,
    stated_sections,
)
from creditdsl.review.bodies.sentences import Sentence, sentences
from creditdsl.review.bodies.verdict import Verdict
from creditdsl.syntax.nodes import Scheme, Table

if TYPE_CHECKING:
    from creditdsl.reader.meanings import Answer

_STATES = re.compile(
    r"\d分|满分|百分制|等次|等级|档次|一票否决|评[优先]|评为|[一二两三四五六]级|降[低一二两三]"
    r"|[前后末](?:[位尾]的?)?(?:\d+|[一二三四五六七八九十]+)[名位个家的%]|\d%|权重|优秀|方面|部分"
    r"|一半|[、和及与][^、,。]{2,12}[二两三四五六七八九]个?大?[项类]"
)
"""What a sentence that may state something of the tables holds."""
_CHANGE = re.compile(r" (?:(?:不得)?评为\S+|一票否决|取消评优资格|降\S+档)$")
_OF_OTHER_YEARS = re.compile("连续|累计|下一?年度?|次年|上一?年度?")
"""What a sentence says of grades that the table of one year cannot hold."""
_CLAUSE = re.compile("[^;]+")
_SCORE = re.compile(r"\d分")


@node
class CheckedSentence:
    """A sentence that states something of the tables; without verdicts it was not read."""

    sentence: Sentence
    verdicts: tuple[Verdict, ...]


def checked_sentences(scheme: Scheme) -> Iterator[CheckedSentence]:
    """Yield the sentences of all bodies that state something of the tables; none where there is no table yet."""
    for sentence in sentences(scheme.bodies) if scheme.tables else ():
        verdicts = (
            *(_verdicts(sentence, scheme.tables) if _STATES.search(sentence.plain) else ()),
            *stated_counts.check(sentence, scheme.tables),
            *stated_dates.check(sentence, scheme.tables),
        )
        if verdicts or _STATES.search(sentence.plain):
            yield CheckedSentence(sentence, verdicts)


def _verdicts(sentence: Sentence, tables: tuple[Table, ...]) -> Iterator[Verdict]:
    yield from stated_marks.check(sentence, tables)
    lines = grade_lines(sentence)
    bands = [line for line in lines if not _CHANGE.search(line)]
    if bands:
        yield from stated_grades.check_bands(bands, tables)
    else:
        yield from stated_grades.check_bounds(sentence, tables)
    yield from stated_grades.check_names(sentence, tables)
    altered = [line for line in lines if _CHANGE.search(line)]
    if altered and not _OF_OTHER_YEARS.search(sentence.plain):
        yield from stated_changes.check(altered, tables)
    yield from stated_quotas.check(sentence, tables)
    yield from stated_figures.check(sentence, tables)
    yield from stated_limits.check(sentence, tables)
    yield from stated_sections.check(sentence, tables)


def grade_lines(sentence: Sentence) -> list[str]:
    """Return the lines of 等次 as which a sentence is read for certain, as a whole or clause by clause.

    Grades of some clauses are none where another clause with points is not read: its grades may stand above them.
    """
    from creditdsl.reader.sentence_reader import read

    whole = _grade_lines_of(read(sentence.typed))
    if whole:
        return whole
    clauses = [clause for clause in _CLAUSE.findall(sentence.plain) if clause != sentence.plain]
    answers = [_grade_lines_of(read(clause)) for clause in clauses]
    by_score = any(not _CHANGE.search(line) for lines in answers for line in lines)
    partial = any(not lines and _SCORE.search(clause) for clause, lines in zip(clauses, answers, strict=True))
    lines = [line for of_clause in answers for line in of_clause]
    return [line for line in lines if _CHANGE.search(line)] if by_score and partial else lines


def _grade_lines_of(answer: "Answer") -> list[str]:
    from creditdsl.reader.meanings import Certain, GradeLine

    if not isinstance(answer, Certain):
        return []
    return [one.text for one in answer.reading.targets if isinstance(one, GradeLine)]
