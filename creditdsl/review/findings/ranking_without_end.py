"""W0641 排名没有写到末尾

说明：名次给分没有写“其余”，排在所列名次以外的单位得多少没有写；或者“每降一名扣”没有写扣到哪里为止。
为什么要紧：只写了前几名，其他单位得不得分要靠猜；没有写“扣完为止”，单位一多，后面的名次就扣成负分，还会抵掉本项别的得分。
例：

    一、信息归集（10分）
      采集种类数 排名赋分 并列不占位 零不得分 第一名 得10 第二名 得5

改法：写上“其余 不得分”，或其余单位得的分；“每降一名扣”写上“扣完为止”，或写“最低N”。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Edit
from creditdsl.base.source import Span
from creditdsl.forms.answers import When
from creditdsl.forms.base import form_of
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Entry, Places, Rule
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry, _, rule in rules(reviewed.table):
            form = form_of(rule)
            cases, ranked = form.ladder(), form.ranked()
            if ranked is None:
                continue
            if cases is not None and cases.unwritten:
                if any(_is_last(when) for when, _ in cases.cases):
                    continue  # the last places are served too
                end = cases.cases[-1][1].span
                message, help = "排在所列名次以外的单位得多少没有写。", "在后面写“其余 不得分”，或写出其余得的分。"
                edits: tuple[Edit, ...] = (Edit(_behind(end), " 其余 不得分"),)
            elif ranked.fall is not None and not rule.limits.until_zero and rule.limits.floor is None:
                end = ranked.fall.span
                message = "每降一名都扣，没有写扣到哪里为止。"
                help = "写上“扣完为止”，或写“最低N”。"
                edits = (Edit(_behind(end), " 扣完为止"),) if _ends_at_zero(entry, rule) else ()
            else:
                continue
            yield Found(message, end, help, table=reviewed.table.name, ref=entry.ref, edits=edits)


def _is_last(when: When) -> bool:
    return isinstance(when, Places) and when.share is None and not when.front and when.first == 1


def _ends_at_zero(entry: Entry, rule: Rule) -> bool:
    """Return whether the entry's own floor ends the rule at zero anyway, so that saying so changes nothing."""
    return entry.rules == (rule,) and not (entry.goes_below_zero or entry.starts_full)


def _behind(span: Span) -> Span:
    return Span(span.end_line, span.end_column, span.end_line, span.end_column)
