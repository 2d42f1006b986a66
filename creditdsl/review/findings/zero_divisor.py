"""W0644 分母可能是零

说明：算式里做除数的量可以是零，规则没有写“分母为零”怎么办，指标也没有写不为零。
为什么要紧：一个单位没有发生这类业务，分母就是零，算不出来；评分时会停下来报错，那时再定怎么办就晚了。
例：

    数据
      按时报送量：条
      应报送量：条

    一、信息报送（5分）
      得 按时报送量÷应报送量×5 最高5

改法：规则后面写“分母为零 得满分”或“分母为零 不得分”；不会是零的，在“数据”里写明范围（条 1至10000）或说明“不为零”。
"""

from collections.abc import Iterator

from creditdsl.base.node_walk import walk
from creditdsl.base.source import Source
from creditdsl.compiler.name_uses import names_in
from creditdsl.ir.types import Count, Number, Ratio, Type
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import quoted
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.nodes import Chain, Expression, Name, Operator, Quantity
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)
_STATED = ("不为零", "不为0", "不为 0", "大于零", "大于0", "大于 0", "不等于零", "非零")


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.whole_tables:
        yield from _of_table(reviewed, draft.source)


def _of_table(reviewed: ReviewedTable, source: Source) -> Iterator[Found]:
    positive = _Positive(reviewed)
    provided: dict[str, list[bool]] = {}
    """Of each derived measure, whether the rules that use it say what a zero denominator gives."""
    divisors: list[tuple[str | None, Expression]] = []
    for entry, _, rule in rules(reviewed.table):
        stated = rule.limits.zero_divisor is not None
        for name in names_in(rule.body):
            provided.setdefault(name.text, []).append(stated)
        if not stated:
            divisors += [(entry.ref, divisor) for divisor in _divisors(rule.body) if not positive.sure(divisor)]
    for derived in reviewed.table.derived:
        if not all(provided.get(derived.name.text, [False])) or derived.name.text not in provided:
            divisors += [(None, divisor) for divisor in _divisors(derived.value) if not positive.sure(divisor)]
    for ref, divisor in divisors:
        typed = source.line(divisor.span.line)[divisor.span.column - 1 : divisor.span.end_column - 1]
        yield Found(
            f"{quoted(typed)}做除数，可能是零，没有写这时怎么办。",
            divisor.span,
            "规则后面写“分母为零 得满分”或“分母为零 不得分”；不会是零的，在“数据”里写明“不为零”。",
            table=reviewed.table.name,
            ref=ref,
            alike=True,
        )


def _divisors(node: object) -> Iterator[Expression]:
    for part in walk(node):
        if isinstance(part, Chain):
            yield from (operand for operator, operand in part.rest if operator is Operator.DIVIDE)


class _Positive:
    """What is surely not zero: constants, and measures whose range or note says so."""

    def __init__(self, reviewed: ReviewedTable) -> None:
        self.types: dict[str, Type] = {measure.name: measure.type for measure in reviewed.program.measures}
        if reviewed.program.year is not None:
            self.types |= {measure.name: measure.type for measure in reviewed.program.year.measures}
        notes = [(each.name, each.note) for each in reviewed.table.declarations]
        notes += [(each.name, each.note) for each in reviewed.table.derived]
        self.noted = {name.text for name, note in notes if any(word in note for word in _STATED)}
        self.derived = {each.name.text: each.value for each in reviewed.table.derived}

    def sure(self, divisor: Expression) -> bool:
        match divisor:
            case Quantity(value=value):
                return value != 0
            case Name(text=text) if text in self.noted:
                return True
            case Name(text=text) if text in self.derived:
                constant = self.derived[text]
                return isinstance(constant, Quantity) and constant.value != 0
            case Name(text=text):
                kind = self.types.get(text)
                if not isinstance(kind, Count | Number | Ratio):
                    return False
                return (kind.low is not None and kind.low > 0) or (kind.high is not None and kind.high < 0)
            case _:
                names = list(names_in(divisor))
                return bool(names) and all(self.sure(name) for name in names)
