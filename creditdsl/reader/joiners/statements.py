"""What a sentence states of the whole table or item: 缺报：零分, 不适用：得满分, 总分：加分后不超过100, weights."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.clauses import Clause, Fact, Stated
from creditdsl.reader.joiners.claim import Claim, State, asking
from creditdsl.reader.meanings import FieldLine, Heading
from creditdsl.reader.segments import Segment
from creditdsl.reader.stated_phrases import HEADING


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    if first.weight:
        return _weights(state, segments)
    statement = first.statement
    if statement is None or first.subject or first.result or first.limits or first.full or first.test or first.ranks:
        return None
    match statement.answers:
        case ((_, name, trait),) if name == HEADING:
            return Claim(1, replace(state, headings=(*state.headings, trait)))
        case ((_, "总分", bounds),) if _may_be_of_item(state, bounds):
            return None
        case _:
            pass
    answers = tuple((words, (_clause(name, text),)) for words, name, text in statement.answers)
    return asking(1, state, statement.question, answers)


def _may_be_of_item(state: State, bounds: str) -> bool:
    """Return whether a bound of the total may be meant of the item: 每条得2分，总分不超过10分."""
    most = re.search(r"不超过(\d+(?:\.\d+)?)", bounds)
    if most is None or state.points is None:
        return bool(state.clauses)
    return Fraction(most[1]) <= state.points


def _clause(name: str, text: str) -> Clause:
    return Stated(FieldLine(name, text)) if name else Fact(*text.split(" "))


_ASSESSED = re.compile("考|评|测|检查|抽查|督查|得分|成绩|指标|部分|项目|平时|日常|年终|年度|定量|定性|基础|工作")
"""Words of a part of the score; other shares are of units or grades: 优秀占20%，良好占80%."""


def _weights(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim the weights of several headings, which make 100%: 网上考核占80%，现场考核占20%."""
    weighed = []
    for segment in segments:
        plain = not (
            segment.test
            or segment.ranks
            or segment.each
            or segment.result
            or segment.limits
            or segment.full
            or segment.merged
            or segment.behind
        )
        if not segment.weight or not plain or not _ASSESSED.search(segment.subject):
            break
        weighed.append(segment)
    if len(weighed) < 2 or sum((Fraction(segment.weight) for segment in weighed), Fraction(0)) != 100:
        return None
    headings = tuple(
        Stated(Heading(f"{segment.subject}（权重{show(Fraction(segment.weight), MAX_DIGITS)}%）"))
        for segment in weighed
    )
    return Claim(len(weighed), replace(state, clauses=(*state.clauses, *headings)))
