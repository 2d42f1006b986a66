"""N0653 量词和名称不相配

说明：数据的量词和它的名称对不上，如“案例”论“条”、“宣传篇数”论“条”。
为什么要紧：量词是一件事怎样数；量词不对，多半是抄错了行，各单位报上来的数就不是同一种数。
例：

    数据
      宣传篇数：条

    一、信用宣传（5分）
      宣传篇数 每条得1 最高5

改法：换成相配的量词，规则里的“每…”也一起改；有意这样数的，可以不改。
"""

import re
from collections.abc import Iterator

from creditdsl.base.source import Span
from creditdsl.compiler.name_uses import names_in
from creditdsl.ir.types import Count
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Table
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)

_WORDS = "条篇次例家户件份笔项类种个场起人名期部则宗"
"""The measure words that are judged; others (万元, 天) may be right for anything."""
_NOUNS = {
    "会议": "次场个", "培训": "次场期个项", "活动": "次场项个", "案例": "个件起宗篇条", "事件": "起件个宗",
    "稿件": "篇件份", "文件": "个份件项", "制度": "项个", "简报": "期篇份", "企业": "家户个", "机构": "家个",
    "人员": "人名个", "联络员": "人名个", "信息": "条项则篇个类", "贷款": "笔家户", "合同": "份个笔件项",
    "承诺书": "份个", "视频": "个条部期",
}  # fmt: skip
"""Sure cases only: a noun at the end of a name, and the words it may be counted in, besides 例."""
_NOUN = re.compile(rf".*?({'|'.join(_NOUNS)})(?:数|数量|总数)?")
_OWN = re.compile(r".*?(场次|人次|批次|频次|班次|层次|档次|等次|[条篇次例笔]|(?<![国专])家|(?<![月股身])份)数")
"""A name that says its measure word itself: 宣传篇数. 件, 项 and 户 do not count: 文件数, 事项数, 用户数 say none."""


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        places = _places(reviewed.table)
        for measure in reviewed.program.measures:
            if not isinstance(measure.type, Count) or measure.type.unit not in tuple(_WORDS):
                continue
            right = _right(measure.name)
            if right and measure.type.unit not in right and measure.name in places:
                span, ref = places[measure.name]
                yield Found(
                    f"“{measure.name}”用“{measure.type.unit}”数，不相配。",
                    span,
                    f"一般用“{'”“'.join(right[:3])}”。",
                    table=reviewed.table.name,
                    ref=ref,
                )


def _right(name: str) -> str:
    """Return the measure words that go with a name; empty where nothing is sure."""
    if (named := _OWN.fullmatch(name)) is not None:
        return named.group(1)
    noun = _NOUN.fullmatch(name)
    return f"{_NOUNS[noun.group(1)]}例" if noun is not None else ""


def _places(table: Table) -> dict[str, tuple[Span, str | None]]:
    """Return where a measure is declared, else where a rule first names it."""
    places: dict[str, tuple[Span, str | None]] = {each.name.text: (each.name.span, None) for each in table.declarations}
    for entry, _, rule in rules(table):
        for name in names_in(rule.body):
            places.setdefault(name.text, (name.span, entry.ref))
    return places
