"""Dates by which papers are due: 12月5日前上报自评材料, against the notes and fields of the tables.

Papers are the same where the last four characters of their name are; a date is a month and a day.
"""

import re
from collections.abc import Iterator, Sequence

from creditdsl.base.diagnostic import Related
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.review.bodies.sentences import Sentence, plain_words
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.syntax.free_text import Text
from creditdsl.syntax.nodes import Table
from creditdsl.syntax.walk import entries

_DATE = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:\([^)]*\))?(?:之|以)?前")
_HANDED = re.compile("报送|上报|提交|提供|报给?|送交?|交")
_PAPERS = re.compile(r"[一-鿿]{2}(?:材料|报告|数据|清单|总结|台账|方案|名单|报表|资料|信息|计划)")
_PERIODS = re.compile("[上下]半年|半年|[一二三四]?季度?|月度|每月|年度|年终|日常|上年|次年|翌年")
"""What papers of other times are told apart by."""
_CLAUSE = re.compile("[^,;。]+")


@node
class Due:
    """Papers with the date by which they are handed in."""

    papers: str
    periods: tuple[str, ...]
    month: int
    day: int

    @property
    def date(self) -> str:
        return f"{self.month}月{self.day}日"


def check(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on each date of a sentence for papers that the tables name with a date too."""
    stated = list(_due(sentence.plain))
    if not stated:
        return
    known = [(table, due, span) for table in tables for text in _texts(table) for due, span in _due_in(text)]
    for due in stated:
        alike = [one for one in known if (one[1].papers, one[1].periods) == (due.papers, due.periods)]
        if not alike:
            continue
        if any(other.date == due.date for _, other, _ in alike):
            yield agrees(Subject.DATES)
            continue
        table, other, span = alike[0]
        yield Verdict(
            Subject.DATES,
            f"正文说“{due.papers}”{due.date}前，{table.name}是{other.date}前。",
            "改成一样的日期。",
            (Related(f"{table.name}写在这里", span),),
        )


def _due(plain: str) -> Iterator[Due]:
    """Yield what each clause with one date says; one of several papers says it of each."""
    for clause in _CLAUSE.findall(plain):
        dates = list(_DATE.finditer(clause))
        if len(dates) == 1 and _HANDED.search(clause):
            periods = tuple(_PERIODS.findall(clause))
            for papers in dict.fromkeys(_PAPERS.findall(clause)):
                yield Due(papers, periods, int(dates[0]["month"]), int(dates[0]["day"]))


def _due_in(text: Text) -> Iterator[tuple[Due, Span]]:
    yield from ((due, text.span) for due in _due(plain_words(text.text)))


def _texts(table: Table) -> Iterator[Text]:
    """Yield the fields of a table and of all its entries."""
    yield from table.fields.values()
    for entry in entries(table):
        yield from entry.fields.values()
