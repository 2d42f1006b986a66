"""E0671 标准里的分数和规则不一致

说明：“标准”是起草人自己的表述，印在表上；评分按规则算。两边写的分数、得还是扣，应当一模一样。
为什么要紧：被考核单位看到的是表上的标准，算出来的却是另一个分数，谁也解释不了。
例：

    方案：示例
    附件1 考核指标
    一、信息报送（10分）
    标准：按时报送得10分；迟报每条扣1分。
      按时报送 得10
      迟报条数 每条扣2

改法：改正标准或者规则；不写“标准”的，由规则自动写出。
"""

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
_HELP = "改正标准或者规则，使两边的分数相同。"


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry in entries(reviewed.table):
            if (both := agreement(entry)) is not None:
                for place in _compared(both):
                    yield replace(place, table=reviewed.table.name, ref=entry.ref)


def _compared(both: Agreement) -> Iterator[Found]:
    for figure in both.only_written(points=True):
        message = f"标准里写了“{_figure_words(figure)}”，规则里没有这个分数。"
        yield Found(message, both.span(figure), _HELP)
    for of_rule in both.only_in_rules(points=True):
        message = f"规则里有“{_figure_words(of_rule.figure)}”，标准里没有这个分数。"
        yield Found(message, of_rule.span, _HELP, (Related("标准写在这里", both.field),))
    for figure, of_rule in both.opposite():
        message = f"标准里写的是“{_figure_words(figure)}”，规则里是“{_figure_words(of_rule.figure)}”。"
        yield Found(message, both.span(figure), "改正得、扣。", (Related("规则写在这里", of_rule.span),))


def _figure_words(figure: Figure) -> str:
    return f"{'最高' if figure.capped else ''}{'扣' if figure.taken else '得'}{show(figure.value)}分"
