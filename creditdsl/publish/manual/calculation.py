"""Write a rule as a calculation: what is computed, in words and marks, read off the program itself.

Receives a compiled table; promises of each rule its cases in the order in which they are tried, and what
the words in them stand for. The sentence of a rule says what is meant, the calculation what is done: a
reader can check one against the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import assert_never

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.base.reference import RuleId
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.explain.number_display import NumberDisplay
from creditdsl.explain.phrases import PENDING
from creditdsl.forms.wording import points
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.types import Count, Ratio
from creditdsl.publish.manual.expression_parts import ExpressionParts
from creditdsl.syntax.walk import rules

_COMPARED = {
    ir.CompareOp.EQ: "＝",
    ir.CompareOp.LT: "＜",
    ir.CompareOp.LE: "≤",
    ir.CompareOp.GT: "＞",
    ir.CompareOp.GE: "≥",
}
_VIEWS = {
    ir.PlaceView.PLACE: "名次",
    ir.PlaceView.PLACES: "名次数",
    ir.PlaceView.UNITS: "参加排名的单位数",
    ir.PlaceView.TIED: "同名次的单位数",
}
_OF_ALL = {
    ir.Aggregate.MAX: "全体最高",
    ir.Aggregate.MIN: "全体最低",
    ir.Aggregate.MEAN: "全体平均",
    ir.Aggregate.SUM: "全体合计",
}
_TIES = {
    ir.Ties.DENSE: "数值相同的名次相同，不占后面的名次",
    ir.Ties.COMPETITION: "数值相同的名次相同，占用后面的名次",
}
_SUM, _PRODUCT, _WHOLE = 1, 2, 3
"""How tightly the parts of a phrase hold together: a looser phrase inside a tighter one needs brackets."""

_Phrase = tuple[str, int]
"""A text, and how tightly its parts hold together."""

_Case = tuple[tuple[str, ...], ir.Expr]
_MAX_NAMED_UNITS = 4
"""The most units that a condition names."""


@node
class Calculation:
    """A rule in words and marks.

    cases: `报送台账＝是：得3分` in their order, a lone case without its condition. where: what words such as 名次
    stand for.
    """

    cases: tuple[str, ...]
    where: tuple[str, ...]


def calculations(compiled: CompiledTable, display: NumberDisplay) -> dict[RuleId, Calculation]:
    """Write every rule of the table as a calculation, by its id."""
    writer = _Writer(compiled, display)
    return {identity: writer.calculation(DefinitionId.rule(identity)) for _, identity, _ in rules(compiled.table)}


@dataclass(slots=True)
class _Writer:
    """Writes one definition after the other.

    where: the explanations of words in the definition at hand, by word.
    """

    compiled: CompiledTable
    display: NumberDisplay
    bodies: Mapping[DefinitionId, ir.Expr] = field(init=False)
    parts: ExpressionParts = field(init=False)
    rankings: Mapping[DefinitionId, ir.Ranking] = field(init=False)
    derived: Mapping[DefinitionId, str] = field(init=False)
    groups: Mapping[frozenset[str], str] = field(init=False)
    where: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        definitions = self.compiled.program.definitions
        self.bodies = {one.name: one.body for one in definitions if not isinstance(one.body, ir.Ranking)}
        self.rankings = {one.name: one.body for one in definitions if isinstance(one.body, ir.Ranking)}
        self.derived = {DefinitionId.derived(name): name for name in self.display.derived}
        self.parts = ExpressionParts(self.bodies, self.derived)
        self.groups = {frozenset(units): name for name, units in self.compiled.table.roster.items()}

    def calculation(self, definition: DefinitionId) -> Calculation:
        self.where = {}
        cases = tuple(self.cases(self.bodies[definition]))
        return Calculation(cases, tuple(self.where.values()))

    # Cases

    def cases(self, body: ir.Expr) -> Iterator[str]:
        """Yield one line a case; the limits that hold all of them come last."""
        limits: list[str] = []
        while isinstance(body, ir.Clamp):
            limits += self._limits(body)
            body = body.value
        split = list(self._split(body))
        for when, value in split:
            words = self._points(value)
            rest = f"其余：{words}" if len(split) > 1 else words
            yield f"{'，且'.join(when)}：{words}" if when else rest
        yield from limits

    def _limits(self, clamp: ir.Clamp) -> Iterator[str]:
        if clamp.low is not None:
            yield f"最多扣{points(-clamp.low)}" if clamp.low < 0 else f"最低得{points(clamp.low)}"
        if clamp.high is not None:
            yield f"最高得{points(clamp.high)}"

    @staticmethod
    def _within_limits(constant: ir.Const, clamp: ir.Clamp) -> bool:
        number = Fraction(constant.value)
        return (clamp.low is None or number >= clamp.low) and (clamp.high is None or number <= clamp.high)

    def _split(self, body: ir.Expr, before: tuple[str, ...] = ()) -> Iterator[_Case]:
        """Yield the branches of nested choices with their conditions; any other expression whole."""
        match body:
            case ir.Labelled(body=inner):
                yield from self._split(inner, before)
            case ir.Choose(branches=branches, otherwise=otherwise):
                for branch in branches:
                    yield from self._split(branch.then, (*before, self.holds(branch.when)))
                yield from self._split(otherwise, before)
            case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                yield from self._split(otherwise, (*before, "分母为零"))
                yield from self._split(value, before)
            case ir.Clamp(value=inner):
                for when, value in self._split(inner, before):
                    yield when, replace(body, value=value)
            case _:
                yield before, body

    def _points(self, value: ir.Expr) -> str:
        """Write an amount of points: `得3分`, `扣分＝2×瞒报条数`, `不得分`."""
        value = self.parts.plain(value)
        if isinstance(value, ir.Undecided):
            return PENDING
        if isinstance(value, ir.Clamp):
            inner = self.parts.plain(value.value)
            held = [] if isinstance(inner, ir.Const) and self._within_limits(inner, value) else self._limits(value)
            return "，".join([self._points(inner), *held])
        sign, factors = self.parts.factors(value)
        verb = "得" if sign > 0 else "扣"
        if len(factors) == 1 and isinstance(factors[0], ir.Const):
            constant = Fraction(factors[0].value)
            return verb + points(constant) if constant else "不得分"
        return f"{verb}分＝{self.amount(self.parts.product(factors))[0]}"

    # Conditions

    def holds(self, condition: ir.Expr) -> str:
        condition = self.parts.plain(condition)
        match condition:
            case ir.Logic(op=ir.LogicOp.NOT, args=(inner,)):
                return self._denied(self.parts.plain(inner))
            case ir.Logic(args=(ir.Compare(ir.CompareOp.GE, low, least), ir.Compare(ir.CompareOp.LE, high, most))) if (
                low == high and least == most
            ):
                return self.holds(ir.Compare(ir.CompareOp.EQ, low, least))
            case ir.Logic(op=op, args=args):
                return ("且" if op is ir.LogicOp.AND else "或").join(map(self._part, args))
            case ir.Compare(op=op, left=left, right=right):
                percent = self._percent(left) or self._percent(right)
                return f"{self.amount(left, percent)[0]}{_COMPARED[op]}{self.amount(right, percent)[0]}"
            case ir.OptionIs(measure=measure, option=option):
                return f"{measure}＝{option}"
            case ir.IsBlank(measures=measures):
                return f"{'、'.join(measures)}未填"
            case ir.Member(units=units):
                return f"单位属于{self._units(units)}"
            case ir.Const(value=value):
                return "总是" if value else "从不"
            case _:
                return f"{self.amount(condition)[0]}＝是"

    def _part(self, condition: ir.Expr) -> str:
        """Write a condition joined with others, in brackets where it is itself a conjunction or disjunction."""
        words, inner = self.holds(condition), self.parts.plain(condition)
        return f"（{words}）" if isinstance(inner, ir.Logic) and inner.op is not ir.LogicOp.NOT else words

    def _denied(self, inner: ir.Expr) -> str:
        match inner:
            case ir.Cell(measure=measure):
                return f"{measure}＝否"
            case ir.Compare(op=ir.CompareOp.EQ):
                return self.holds(inner).replace("＝", "≠", 1)
            case ir.Logic(op=ir.LogicOp.NOT, args=(twice,)):
                return self.holds(twice)
            case _:
                return f"并非（{self.holds(inner)}）"

    def _units(self, units: frozenset[str]) -> str:
        listed = sorted(units)
        rest = f"等{len(listed)}个单位" if len(listed) > _MAX_NAMED_UNITS else ""
        return self.groups.get(units, "、".join(listed[:_MAX_NAMED_UNITS]) + rest)

    def _percent(self, value: ir.Expr) -> bool:
        """Return whether the value reads as a percentage."""
        match value:
            case ir.Cell(measure=measure):
                return isinstance(self.display.types.get(measure), Ratio)
            case ir.Ref(name=name):
                return self.derived.get(name, "") in self.display.percents
            case ir.Labelled(body=body):
                return self._percent(body)
            case ir.Arith(op=ir.ArithOp.ADD | ir.ArithOp.SUB, args=args):
                return any(map(self._percent, args))
            case _:
                return False

    # Amounts

    def amount(self, value: ir.Expr, percent: bool = False) -> _Phrase:
        """Write an amount."""
        match value:
            case ir.Const(value=constant):
                number = Fraction(constant)
                return (show(number * 100) + "%" if percent else show(number)), _WHOLE
            case ir.Cell(measure=measure):
                return measure, _WHOLE
            case ir.Ref(name=name) if name in self.derived:
                return self.derived[name], _WHOLE
            case ir.Ref() | ir.Labelled():
                return self.amount(self.parts.plain(value), percent)
            case ir.Arith():
                return self._arith(value, percent)
            case ir.Steps():
                return self._steps(value)
            case ir.Clamp(value=inner, low=low, high=high):
                ends = [f"最低{show(low)}"] if low is not None else []
                ends += [f"最高{show(high)}"] if high is not None else []
                return f"{self._within(inner, _WHOLE)}（{'，'.join(ends)}）", _WHOLE
            case ir.Round(value=inner):
                return f"舍入（{self.amount(inner)[0]}）", _WHOLE
            case ir.Place(ranking=ranking, view=view):
                return self._place(ranking, view), _WHOLE
            case ir.Population(op=op, value=inner, among=among):
                only = "" if among == ir.TRUE else f"，只算{self.holds(among)}的单位"
                return f"{_OF_ALL[op]}（{self.amount(inner)[0]}{only}）", _WHOLE
            case ir.Choose() | ir.IfZeroDivisor():
                parts = [(when, self.amount(inner)[0]) for when, inner in self._split(value)]
                cases = "；".join(f"{'，且'.join(when) or '其余'}：{inner}" for when, inner in parts)
                return f"〔{cases}〕", _WHOLE
            case ir.Undecided():
                return PENDING, _WHOLE
            case ir.Compare() | ir.Logic() | ir.OptionIs() | ir.Member() | ir.IsBlank():
                return self.holds(value), _SUM
            case _:
                assert_never(value)

    def _within(self, value: ir.Expr, tightly: int, percent: bool = False) -> str:
        """Write an amount as a part of a phrase that holds its parts this tightly."""
        text, held = self.amount(value, percent)
        return text if held >= tightly else f"（{text}）"

    def _arith(self, node: ir.Arith, percent: bool) -> _Phrase:
        match node.op:
            case ir.ArithOp.ADD | ir.ArithOp.SUB:
                return self._sum(node, percent)
            case ir.ArithOp.MUL:
                sign, factors = self.parts.factors(node)
                product = "×".join(self._within(one, _PRODUCT) for one in factors)
                return ("－" + product, _SUM) if sign < 0 else (product, _PRODUCT)
            case ir.ArithOp.DIV:
                first, *rest = node.args
                return "÷".join([self._within(first, _PRODUCT), *(self._within(arg, _WHOLE) for arg in rest)]), _PRODUCT
            case ir.ArithOp.MIN | ir.ArithOp.MAX:
                word = "最小" if node.op is ir.ArithOp.MIN else "最大"
                return f"{word}（{'、'.join(self.amount(arg)[0] for arg in node.args)}）", _WHOLE
            case _:
                assert_never(node.op)

    def _sum(self, node: ir.Arith, percent: bool) -> _Phrase:
        """Write a sum: terms in their order, constants added up.

        The constant stands in front if the sum begins with one, else behind. A positive term comes first, so that
        no sum begins with a minus needlessly.
        """
        terms = list(self.parts.terms(node, 1))
        constant = sum((sign * Fraction(one.value) for sign, one in terms if isinstance(one, ir.Const)), Fraction(0))
        signed = [(sign, self._within(one, _PRODUCT)) for sign, one in terms if not isinstance(one, ir.Const)]
        shown = show(abs(constant) * 100) + "%" if percent else show(abs(constant))
        direction = 1 if constant > 0 else -1
        alone = [(direction, shown)] if constant else []
        signed = alone + signed if isinstance(terms[0][1], ir.Const) else signed + alone
        first = next((index for index, (sign, _) in enumerate(signed) if sign > 0), 0)
        signed = [*signed[first : first + 1], *signed[:first], *signed[first + 1 :]] or [(1, "0")]
        text = "".join(("＋" if sign > 0 else "－") + one for sign, one in signed)
        return text.removeprefix("＋"), _SUM

    def _steps(self, steps: ir.Steps) -> _Phrase:
        if steps.size == 1 and self._is_count(steps.value):
            return self.amount(steps.value)
        percent = self._percent(steps.value)
        size = show(steps.size * 100) + "%" if percent else show(steps.size)
        inner = self._within(steps.value, _PRODUCT, percent)
        share = self.amount(steps.value)[0] if steps.size == 1 else f"{inner}÷{size}"
        match steps.stepping:
            case ir.Stepping.PROPORTIONAL:
                return (share, _PRODUCT) if steps.size != 1 else self.amount(steps.value)
            case ir.Stepping.STARTED:
                self.where["进整"] = "进整：有余数的加一步；小于0的按0"
                return f"进整（{share}）", _WHOLE
            case ir.Stepping.WHOLE:
                self.where["取整"] = "取整：舍去余数；小于0的按0"
                return f"取整（{share}）", _WHOLE
            case _:
                assert_never(steps.stepping)

    def _is_count(self, value: ir.Expr) -> bool:
        """Return whether the value is a whole number from 0, and so its own number of steps of 1."""
        kind = self.display.types.get(value.measure) if isinstance(value, ir.Cell) else None
        return isinstance(kind, Count) and kind.low is not None and kind.low >= 0

    def _place(self, name: DefinitionId, view: ir.PlaceView) -> str:
        ranking = self.rankings[name]
        key = self.amount(ranking.key)[0]
        only = "" if ranking.among == ir.TRUE else f"，只排{self.holds(ranking.among)}的单位"
        order = "由高到低" if ranking.descending else "由低到高"
        self.where.setdefault(name, f"名次：按{key}{order}排列{only}，{_TIES[ranking.ties]}")
        several = len([one for one in self.where if one in self.rankings]) > 1
        return f"{key}的{_VIEWS[view]}" if several else _VIEWS[view]
