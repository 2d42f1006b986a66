"""Build 考核概况 as a document of one page: the totals of all units, the distribution of grades, averages by section.

Receives standings; promises plain bar charts with every figure in words beside its bar, and what they say
as text. It averages printed figures and computes no score.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.exact import Rounding, fixed, round_to, show
from creditdsl.explain.phrases import period_words
from creditdsl.publish.document import Block, Document, Figure, Heading, Paragraph, Title
from creditdsl.publish.standings.chart import Bar, bar_chart
from creditdsl.publish.standings.standings import Standings, number, numbers
from creditdsl.publish.words.own_titles import own_title

_WIDTH = 487
"""Points of the text block."""

_BAR, _LEAST_BAR = 15, 8
"""Points of a bar's row: where there is room, and where many units must fit."""

_ROOM, _LEAST_ROOM, _MOST_COLUMNS = 480, 160, 4
"""Points that all bars may take, and those of the totals at least; columns of bars."""

_MANY, _THIN = 20, 10
"""With more grades and sections than this their bars are thinner."""

_MAX_NAMED_UNITS = 3
"""The most units that a sentence names."""


def summary_document(standings: Standings, title: str = "") -> Document:
    """Return the document. title: empty for that of the annex, made one of an overview."""
    title = title or own_title(standings.title, "概况")
    return Document(title, False, tuple(_blocks(standings, title)), dense=True)


def _blocks(standings: Standings, title: str) -> Iterator[Block]:
    yield Paragraph("　".join(word for word in (standings.scheme, standings.table) if word))
    yield Title(title, f"（{period_words(standings.period)}）" if standings.period else "")
    yield Paragraph(_totals_words(standings))
    if standings.grades:
        yield Paragraph(_grades_words(standings))
    yield Heading("各单位总分")
    yield from _totals(standings)
    if standings.grades:
        yield Heading("等次分布")
        yield Figure(_grades(standings), _grades_words(standings))
    if standings.parts:
        yield Heading("各部分平均得分（空框是分值）" if _stated(standings) else "各部分平均得分")
        bars = tuple(_averages(standings))
        averages = "；".join(f"{bar.label}{bar.figure}" for bar in bars)
        yield Figure(bar_chart(bars, width=_WIDTH, height=_bar(standings)), f"平均得分：{averages}。")


def _totals(standings: Standings) -> Iterator[Block]:
    ordered = sorted(standings.units, key=lambda one: -(number(one.counted.total) or Fraction(-(10**9))))
    room = max(_ROOM - (len(standings.grades) + 1 + len(standings.parts)) * _bar(standings), _LEAST_ROOM)
    shown = ordered[: room // _LEAST_BAR * _MOST_COLUMNS]
    columns = min(-(-len(shown) // (room // _BAR)), _MOST_COLUMNS) or 1
    height = max(min(room // max(-(-len(shown) // columns), 1), _BAR), _LEAST_BAR)
    bars = [Bar(one.unit, number(one.counted.total), _minus(one.counted.total)) for one in shown]
    totals = "，".join(f"{bar.label}{bar.figure}" for bar in bars)
    yield Figure(bar_chart(bars, width=_WIDTH, height=height, columns=columns), f"各单位总分：{totals}。")
    if len(shown) < len(ordered):
        yield Paragraph(f"只画前{len(shown)}个单位，全部单位见排名表。")


def _grades(standings: Standings) -> str:
    counts = Counter(one.grade for one in standings.units)
    bars = [Bar(grade, Fraction(counts[grade]), f"{counts[grade]}个") for grade in standings.grades]
    bars += [Bar("未定", Fraction(counts[None]), f"{counts[None]}个")] if counts[None] else []
    return bar_chart(bars, width=_WIDTH, height=_bar(standings))


def _averages(standings: Standings) -> Iterator[Bar]:
    for index, part in enumerate(standings.parts):
        values = numbers([one.counted.parts[index] for one in standings.units])
        average = _mean(values, standings.digits)
        word, full = ("扣", "最高扣") if part.deducts else ("", "分值")
        stated = f"（{full}{show(part.points)}分）" if part.points is not None else ""
        figure = "没有得分" if average is None else f"{word}{_minus(fixed(average, standings.digits))}分{stated}"
        yield Bar(part.title, average, figure, part.points)


def _bar(standings: Standings) -> int:
    """Return the height in points of a grade's or a section's bar."""
    return _BAR if len(standings.grades) + len(standings.parts) <= _MANY else _THIN


def _stated(standings: Standings) -> bool:
    return any(part.points is not None for part in standings.parts)


def _totals_words(standings: Standings) -> str:
    """Write the totals: `12个单位，总分平均93.21分，最高100.00分（甲局），最低71.00分（丁局）。`"""
    totals = {one.unit: number(one.counted.total) for one in standings.units}
    known = [total for total in totals.values() if total is not None]
    words = [f"{len(standings.units)}个单位参加考核"]
    if len(known) < len(totals):
        words.append(f"其中{len(totals) - len(known)}个单位的总分待定")
    average = _mean(known, standings.digits)
    if average is not None:
        words.append(f"总分平均{_minus(fixed(average, standings.digits))}分")
        for word, end in (("最高", max(known)), ("最低", min(known))):
            units = [unit for unit, total in totals.items() if total == end]
            rest = f"等{len(units)}个单位" if len(units) > _MAX_NAMED_UNITS else ""
            named = "、".join(units[:_MAX_NAMED_UNITS]) + rest
            words.append(f"{word}{_minus(fixed(end, standings.digits))}分（{named}）")
    return "，".join(words) + "。"


def _grades_words(standings: Standings) -> str:
    """Write the distribution of grades: `等次：优秀8个，良好3个，合格1个。`"""
    counts = Counter(one.grade for one in standings.units)
    words = [f"{grade}{counts[grade]}个" for grade in standings.grades]
    words += [f"未定{counts[None]}个"] if counts[None] else []
    return f"等次：{'，'.join(words)}。"


def _mean(values: Sequence[Fraction], digits: int) -> Fraction | None:
    return round_to(sum(values, Fraction(0)) / len(values), digits, Rounding.HALF_UP) if values else None


def _minus(figure: str) -> str:
    return figure.replace("-", "－")
