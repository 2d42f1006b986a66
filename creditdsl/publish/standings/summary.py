"""考核概况 as a document of one page: the totals of all units, how the grades are spread, averages by section.

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

_WIDTH = 487
"""Points of the text block."""

_BAR, _LEAST_BAR = 15, 8
"""Points of a bar's row: where there is room, and where many units must fit."""

_ROOM, _LEAST_ROOM, _MOST_COLUMNS = 480, 160, 4
"""Points that all bars may take, and those of the totals at least; columns of bars."""

_MANY, _THIN = 20, 10
"""With more grades and sections than this their bars are thinner."""

_NAMED = 3
"""So many units are named in a sentence."""


def summary_document(found: Standings) -> Document:
    return Document(f"{found.title}考核概况", False, tuple(_blocks(found)), dense=True)


def _blocks(found: Standings) -> Iterator[Block]:
    yield Paragraph("　".join(word for word in (found.scheme, found.table) if word))
    yield Title(found.title, f"{period_words(found.period) if found.period else ''}考核概况")
    yield Paragraph(_said_totals(found))
    if found.grades:
        yield Paragraph(_said_grades(found))
    yield Heading("各单位总分")
    yield from _totals(found)
    if found.grades:
        yield Heading("等次分布")
        yield Figure(_grades(found), _said_grades(found))
    if found.parts:
        yield Heading("各部分平均得分（空框是分值）" if _stated(found) else "各部分平均得分")
        bars = tuple(_averages(found))
        said = "；".join(f"{bar.label}{bar.said}" for bar in bars)
        yield Figure(bar_chart(bars, width=_WIDTH, height=_bar(found)), f"平均得分：{said}。")


def _totals(found: Standings) -> Iterator[Block]:
    ordered = sorted(found.units, key=lambda one: -(number(one.counted.total) or Fraction(-(10**9))))
    room = max(_ROOM - (len(found.grades) + 1 + len(found.parts)) * _bar(found), _LEAST_ROOM)
    shown = ordered[: room // _LEAST_BAR * _MOST_COLUMNS]
    columns = min(-(-len(shown) // (room // _BAR)), _MOST_COLUMNS) or 1
    height = max(min(room // max(-(-len(shown) // columns), 1), _BAR), _LEAST_BAR)
    bars = [Bar(one.unit, number(one.counted.total), _minus(one.counted.total)) for one in shown]
    said = "，".join(f"{bar.label}{bar.said}" for bar in bars)
    yield Figure(bar_chart(bars, width=_WIDTH, height=height, columns=columns), f"各单位总分：{said}。")
    if len(shown) < len(ordered):
        yield Paragraph(f"只画前{len(shown)}个单位，全部单位见排名表。")


def _grades(found: Standings) -> str:
    counts = Counter(one.grade for one in found.units)
    bars = [Bar(grade, Fraction(counts[grade]), f"{counts[grade]}个") for grade in found.grades]
    bars += [Bar("未定", Fraction(counts[None]), f"{counts[None]}个")] if counts[None] else []
    return bar_chart(bars, width=_WIDTH, height=_bar(found))


def _averages(found: Standings) -> Iterator[Bar]:
    for index, part in enumerate(found.parts):
        values = numbers([one.counted.parts[index] for one in found.units])
        average = _mean(values, found.digits)
        word, full = ("扣", "最高扣") if part.deducts else ("", "分值")
        stated = f"（{full}{show(part.points)}分）" if part.points is not None else ""
        said = "没有得分" if average is None else f"{word}{_minus(fixed(average, found.digits))}分{stated}"
        yield Bar(part.title, average, said, part.points)


def _bar(found: Standings) -> int:
    """Points of a grade's or a section's bar."""
    return _BAR if len(found.grades) + len(found.parts) <= _MANY else _THIN


def _stated(found: Standings) -> bool:
    return any(part.points is not None for part in found.parts)


def _said_totals(found: Standings) -> str:
    """`12个单位，总分平均93.21分，最高100.00分（甲局），最低71.00分（丁局）。`"""
    totals = {one.unit: number(one.counted.total) for one in found.units}
    known = [total for total in totals.values() if total is not None]
    words = [f"{len(found.units)}个单位参加考核"]
    if len(known) < len(totals):
        words.append(f"其中{len(totals) - len(known)}个单位的总分待定")
    average = _mean(known, found.digits)
    if average is not None:
        words.append(f"总分平均{_minus(fixed(average, found.digits))}分")
        for word, end in (("最高", max(known)), ("最低", min(known))):
            units = [unit for unit, total in totals.items() if total == end]
            few = "、".join(units[:_NAMED]) + (f"等{len(units)}个单位" if len(units) > _NAMED else "")
            words.append(f"{word}{_minus(fixed(end, found.digits))}分（{few}）")
    return "，".join(words) + "。"


def _said_grades(found: Standings) -> str:
    """`等次：优秀8个，良好3个，合格1个。`"""
    counts = Counter(one.grade for one in found.units)
    words = [f"{grade}{counts[grade]}个" for grade in found.grades]
    words += [f"未定{counts[None]}个"] if counts[None] else []
    return f"等次：{'，'.join(words)}。"


def _mean(values: Sequence[Fraction], digits: int) -> Fraction | None:
    return round_to(sum(values, Fraction(0)) / len(values), digits, Rounding.HALF_UP) if values else None


def _minus(figure: str) -> str:
    return figure.replace("-", "－")
