"""W0672 标准里的数和规则对不上

说明：“标准”里的条件、比率、次数、名次和量词，规则里没有；或者规则里有，标准里没有。
为什么要紧：两边的条件不同，照标准算和照规则算就会差出分数来；也可能只是说法不同，所以请核对。
例：

    方案：示例
    附件1 考核指标
    一、信息报送（10分）
    标准：合格率达到90%的得10分。
      合格率 95%以上 得10

改法：改正标准或者规则；只是说法不同的，注明“# 已核：W0672 理由”。
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show
from creditdsl.review.agreement import Agreement, agreement
from creditdsl.review.figures import Figure
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.walk import entries

CODE = manual(__doc__)
_HELP = "核对标准和规则，改成一致。"
_MEASURES = "条例次起篇件项类家人户份"
_OF_TIME = re.compile(r"\s*(?:个?工作日|小时|分钟|[天日周年月时秒元号])")


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry in entries(reviewed.table):
            if (both := agreement(entry)) is not None:
                for place in (*_missing(both), *_other_units(both), *_caps(both)):
                    yield replace(place, table=reviewed.table.name, ref=entry.ref)


def _missing(both: Agreement) -> Iterator[Found]:
    """Yield numbers of one side only; a step of one and 100% are often left unsaid."""
    for figure in both.only_written(points=False):
        if not _passed_over(both, figure):
            yield Found(f"标准里的“{_figure_words(figure)}”，规则里没有。", both.span(figure), _HELP)
    for of_rule in both.only_in_rules(points=False):
        if _figure_words(of_rule.figure) != "100%" and of_rule.figure.value != 1:
            related = (Related("标准写在这里", both.field),)
            yield Found(f"规则里的“{_figure_words(of_rule.figure)}”，标准里没有。", of_rule.span, _HELP, related)


def _other_units(both: Agreement) -> Iterator[Found]:
    """Yield numbers that agree, in other measure words: 每条 against 每例."""
    for figure in both.written:
        same = [one for one in both.of_rules if one.figure.value == figure.value and one.figure.unit in _MEASURES]
        units = {one.figure.unit for one in same if one.figure.unit}
        if figure.unit and figure.unit in _MEASURES and units and figure.unit not in units:
            related = (Related("规则写在这里", same[0].span),)
            message = f"标准里论“{figure.unit}”，规则里论“{'、'.join(sorted(units))}”。"
            yield Found(message, both.span(figure), "用同一个量词。", related)


def _caps(both: Agreement) -> Iterator[Found]:
    """Yield a limit on one side that is a plain number of points on the other."""
    limits = {one.figure.value for one in both.of_rules if one.figure.capped}
    plain = {one.figure.value for one in both.of_rules if one.figure.unit == "分" and not one.figure.capped}
    for figure in both.written:
        if figure.capped and figure.unit == "分" and figure.value in plain - limits - {both.entry.points}:
            message = f"标准里写了最高{show(figure.value)}分，规则里没有这个上限。"
            yield Found(message, both.span(figure), f"在规则后面写“最高{show(figure.value)}”，或改正标准。")


def _passed_over(both: Agreement, figure: Figure) -> bool:
    """Return numbers that seldom belong to a rule: steps of one, long codes, times and sums of money."""
    return (
        figure.value == 1
        or figure.value >= 1000
        or _OF_TIME.match(both.text[figure.start :].lstrip("0123456789.")) is not None
    )


def _figure_words(figure: Figure) -> str:
    return f"{show(figure.value)}{figure.unit}"
