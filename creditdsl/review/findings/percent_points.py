"""W0652 每升降百分之几，没有写是不是百分点

说明：条文里写“每降低1%扣…”，说的是比率，没有写“百分点”。
为什么要紧：合格率从95%降到94%，是降了1个百分点；降1%是降到94.05%。两种读法扣的分不同，规则是按百分点算的。
例：

    数据
      合格率：比率，每降低1%扣0.2分

    一、信息质量（2分）
      合格率 95%以上 得2 每低1百分点扣0.2

改法：写成“每降低1个百分点”；确实是和原来的数相比的，写明和哪个数相比。
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.diagnostic import Edit
from creditdsl.forms.base import form_of
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.texts import NOTE
from creditdsl.syntax.nodes import Table
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)

_CHANGE = "提高|提升|上升|增长|增加|降低|下降|减少|低于|高于|超过|低|高|超|升|降"
_EACH = re.compile(rf"每(?:再)?(?:{_CHANGE})[^，。；、\d]{{0,6}}(\d+(?:\.\d+)?)([%％])")


def find(draft: ReviewedDraft) -> Iterator[Found]:
    steps = {(reviewed.table.name, size) for reviewed in draft.tables for size in _steps(reviewed.table)}
    for text in draft.texts:
        if text.kind not in (NOTE, "content", "wording"):
            continue
        for match in _EACH.finditer(text.text):
            percent = text.span(*match.span(2))
            counted = (text.table, Fraction(match.group(1)) / 100) in steps
            yield Found(
                f"“{match.group()}”是按百分点，还是按原来的数的{match.group(1)}%？",
                text.of(match),
                f"写成“{match.group(1)}个百分点”；和原来的数相比的，写明和哪个数相比。",
                table=text.table,
                ref=text.ref,
                edits=(Edit(percent, "个百分点"),) if counted else (),
            )


def _steps(table: Table) -> Iterator[Fraction]:
    """Yield the steps of ratios, in percentage points, that the rules of a table count."""
    for _, _, rule in rules(table):
        strides = (counted.stride for counted in form_of(rule).counts_of())
        yield from (stride.size for stride in strides if stride.unit == "%")
