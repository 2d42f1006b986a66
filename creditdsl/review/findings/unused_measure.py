"""W0648 数据里声明了，规则没有用到

说明：“数据”里声明的一项，规则、等次、年度总分和别的指标都没有用到。
为什么要紧：各单位照样要填报这一列，却不影响得分；也可能是规则漏写了，或者规则里写的是另一个名字。
例：

    数据
      信息条数：条
      迟报条数：条

    一、信息报送（10分）
      信息条数 每条得1 最高10

改法：补上用到它的规则；确实不用的，删去这一行。
"""

from collections.abc import Iterator

from creditdsl.compiler.name_uses import names_in
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Table
from creditdsl.syntax.walk import end_reads, rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.whole_tables:
        used = _used(reviewed.table)
        names = [
            *(each.name for each in reviewed.table.declarations),
            *(each.name for each in reviewed.table.derived),
        ]
        for name in names:
            if name.text not in used:
                yield Found(
                    f"“{name.text}”没有用到。",
                    name.span,
                    "补上用到它的规则；不用的，删去。",
                    table=reviewed.table.name,
                )


def _used(table: Table) -> set[str]:
    """Return every name that something which gives points, a grade or the year's total reads."""
    nodes = [
        *((rule.body, rule.limits) for _, _, rule in rules(table)),
        *(each.value for each in table.derived),
        *end_reads(table),
        *((table.year,) if table.year is not None else ()),
    ]
    return {name.text for node in nodes for name in names_in(node)}
