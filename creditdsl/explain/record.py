"""One unit's recorded values of one rule: the `Record` that the forms explain themselves from.

Receives the evaluator's values, trace and aggregates, the unit's cells and the reasons entered beside
marks. Scores are read, never computed again; only an unnamed quotient that a rule compares is computed
for display, from the same cells.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import assert_never

from creditdsl.base.exact import is_exact, show
from creditdsl.base.node import node
from creditdsl.base.node_walk import walk
from creditdsl.base.reference import RuleId
from creditdsl.compiler.lower_expressions import ExpressionLowering
from creditdsl.data.binding.header import REASON
from creditdsl.data.binding.reading import Reading
from creditdsl.explain.number_display import NumberDisplay, common_unit, equals
from creditdsl.explain.phrases import CUT_DIGITS, PENDING, cut_text, one_line
from creditdsl.forms import wording
from creditdsl.forms.answers import ColumnMark
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId, Label, detail_cell
from creditdsl.ir.outcome import Cells, Crowd, Fault, Pending, UnitOutcome, Value
from creditdsl.ir.types import Ratio
from creditdsl.syntax.expressions import compares
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import (
    Atom,
    Bound,
    Call,
    Chain,
    Detail,
    Expression,
    Function,
    Joined,
    Joint,
    Name,
    Negative,
    Operator,
    Predicate,
    Quantity,
    Test,
)

BLANK = "未填"

MAX_NAMED_UNITS = 6
"""The most other units that a sentence names."""


@node
class UnitRecord:
    """The record of one rule for one unit.

    rule: the id under which labels and facts are recorded; None at the end of a table. among: the condition
    of the units that an aggregate counts. digits: decimals of points that are cut.
    """

    display: NumberDisplay
    reading: Reading
    cells: Cells
    outcome: UnitOutcome
    rule: RuleId | None = None
    among: ir.Expr = ir.TRUE
    digits: int = CUT_DIGITS

    # The Record protocol

    def has(self, part: str) -> bool:
        assert self.rule is not None
        trace, values = self.outcome.trace, self.outcome.values
        return Label.of_form(self.rule, part) in trace or DefinitionId.fact(self.rule, part) in values

    def value(self, part: str) -> Value:
        assert self.rule is not None
        label, trace = Label.of_form(self.rule, part), self.outcome.trace
        return trace[label] if label in trace else self.outcome.values[DefinitionId.fact(self.rule, part)]

    def number(self, part: str) -> Fraction:
        value = self.value(part)
        assert isinstance(value, Fraction)
        return value

    def raw(self) -> Fraction:
        assert self.rule is not None
        value = self.outcome.trace[Label.raw(self.rule)]
        assert isinstance(value, Fraction)
        return value

    def show(self, expression: Expression) -> str:
        return self._shown(expression, self._bare)

    def _shown(self, expression: Expression, leaf: Callable[[str], str]) -> str:
        """Write an expression and its value. `leaf`: writes the number of a measure inside a formula."""
        match expression:
            case Name(text=text) if text not in self.display.derived:
                return self._named(text)
            case Name(text=text):
                return text + self._of_all()._steps(self.display.derived[text], expression, self._named)
            case Quantity():
                return wording.quantity(expression)
            case Call() if expression.function.of_all:
                return wording.expression(expression) + self._amount_text(expression)
            case _:
                return wording.expression(expression) + self._steps(expression, expression, leaf)

    def points(self, expression: Expression) -> str:
        value = self.amount(expression)
        if value is None or is_exact(value):
            return self._shown(expression, self._from_data)
        cut = self.equals(value).removesuffix("分")
        steps = wording.expression(self._filled(expression, self._from_data), str)
        return f"{wording.expression(expression)}={steps}{cut}"

    def equals(self, value: Fraction) -> str:
        return "=" + wording.points(value) if is_exact(value) else f"≈{cut_text(value, self.digits)}分"

    def met(self, predicate: Predicate) -> str:
        match predicate:
            case Atom(subject=Name(text=text), test=None):
                value = self.cells.get(text)
                return f"{text}：{BLANK if value is None else self.display.cell(text, value)}"
            case Atom(subject=subject, test=None):
                return self.show(subject)
            case Atom(subject=subject, test=test):
                assert test is not None
                return self._tested(subject, test)
            case Joined(joint=joint, parts=parts):
                word = "且" if joint is Joint.AND else "或"
                return f"，{word}".join(self.met(part) for part in parts)

    def option(self, name: Name) -> str:
        return self._bare(name.text)

    def reason(self, column: Name) -> str:
        return one_line(self.reading.reason(self.outcome.unit, column.text, self.outcome.period))

    def reasons(self, node: object) -> str:
        """Write the reasons of the marks that a formula reads: `（年终测评理由：按时完成）`; empty without any."""
        spoken = {one.column for one in walk(node) if isinstance(one, ColumnMark)}
        marks = [name for name in self.display.read(node) if name not in spoken]
        entered = [f"{name.text}{REASON}：{self.reason(name)}" for name in marks if self.reason(name)]
        return f"（{'；'.join(entered)}）" if entered else ""

    # Values

    def amount(self, expression: Expression) -> Fraction | None:
        """Return the expression's exact value for display; None where a cell is blank or a denominator zero."""
        match expression:
            case Quantity(value=value):
                return value
            case Name(text=text) if text in self.display.derived:
                derived = self.outcome.values[DefinitionId.derived(text)]
                return derived if isinstance(derived, Fraction) else None
            case Name(text=text):
                cell = self.cells.get(text)
                return cell if isinstance(cell, Fraction) else None
            case Negative(operand=operand):
                value_of = self.amount(operand)
                return None if value_of is None else -value_of
            case Chain():
                return self._chain(expression)
            case Call():
                return self._call(expression)
            case Detail(sheet=sheet, column=column, aggregate=aggregate):
                detail = self.cells.get(detail_cell(sheet, column, aggregate))
                return detail if isinstance(detail, Fraction) else None
            case _:
                assert_never(expression)

    def _call(self, call: Call) -> Fraction | None:
        if call.function.of_all:
            node = ExpressionLowering(self.display.derived, self.among).expression(call)
            assert isinstance(node, ir.Population)
            known = self.outcome.populations[node]
            return known if isinstance(known, Fraction) else None
        values = [self.amount(argument) for argument in call.arguments]
        numbers = [value for value in values if value is not None]
        if len(numbers) < len(values):
            return None
        match call.function:
            case Function.MAX_OF:
                return max(numbers)
            case Function.MIN_OF:
                return min(numbers)
            case _:
                return sum(numbers, Fraction(0))

    def holds(self, predicate: Predicate) -> bool | None:
        """Return whether a condition holds for the unit; None where a cell is blank."""
        match predicate:
            case Atom(subject=Name(text=text), test=None, negated=negated):
                cell = self.cells.get(text)
                return cell is not negated if isinstance(cell, bool) else None
            case Atom(subject=subject, test=Test(bounds=bounds), negated=negated):
                left = self.amount(subject)
                met = [left is not None and self._holds(left, bound) for bound in bounds]
                return None if left is None or None in met else all(met) is not negated
            case Joined(joint=joint, parts=parts):
                every = [self.holds(part) for part in parts]
                decides = joint is Joint.OR
                if decides in every:  # whatever the blank cells of the other parts hold
                    return decides
                return None if None in every else not decides
            case _:
                return None

    def meets(self, value: Fraction, test: Test) -> bool:
        """Return whether a value passes a test."""
        return all(self._holds(value, bound) is True for bound in test.bounds)

    def filled(self, expression: Expression) -> str:
        """Write the expression with numbers alone: `1180.2×90%＋80×10%`."""

        def bare(text: str) -> str:
            cell = self.cells.get(text)
            return show(cell, 6).replace("-", "－") if isinstance(cell, Fraction) else self._bare(text)

        return wording.expression(self._filled(expression, bare), str)

    def _chain(self, chain: Chain) -> Fraction | None:
        total = self.amount(chain.first)
        for operator, operand in chain.rest:
            value = self.amount(operand)
            if total is None or value is None or (operator is Operator.DIVIDE and not value):
                return None
            match operator:
                case Operator.ADD:
                    total += value
                case Operator.SUBTRACT:
                    total -= value
                case Operator.MULTIPLY:
                    total *= value
                case Operator.DIVIDE:
                    total /= value
                case _:
                    assert_never(operator)
        return total

    # Words

    def _steps(self, formula: Expression, compared: Expression, leaf: Callable[[str], str]) -> str:
        """Write the steps of a formula: `=294条÷300条=98%`.

        `compared`: the expression that the rules compare: the formula or its name. `leaf`: writes a measure.
        """
        value = self.amount(compared)
        shown = wording.expression(self._filled(formula, leaf), str)
        if value is None:
            return f"={shown}"
        against = [other for other in map(self.amount, self.display.against(compared)) if other is not None]
        unit = common_unit(formula, self.display.types)
        return f"={shown}" + equals(value, unit, self.display.percent(compared), against)

    def _named(self, text: str) -> str:
        """Write a measure with its number: `瞒报条数3条`, `合格率98%`, `甲率（未填）`."""
        shown = self._bare(text)
        return text + (f"（{shown}）" if shown == BLANK or not shown[0].isdigit() or text[-1].isascii() else shown)

    def _bare(self, text: str) -> str:
        """Write the number of a measure alone: `3条`, `98%`, `约33.33%`, `－5`, `未填`."""
        if text in self.display.derived:
            formula = self.display.derived[text]
            name = Name(text, span=formula.span)
            value = self.amount(name)
            if value is None:
                return BLANK
            shown = equals(value, common_unit(formula, self.display.types), self.display.percent(name))
            return shown[1:] if shown[0] == "=" else f"约{shown[1:]}"
        cell = self.cells.get(text)
        return BLANK if cell is None else self.display.cell(text, cell).replace("-", "－")

    def _from_data(self, text: str) -> str:
        """Write the number of a measure alone, that of a derived one as its formula: `（整改数15个÷任务数18个）`."""
        formula = self.display.derived.get(text)
        if formula is None or self.amount(Name(text, span=formula.span)) is None:
            return self._bare(text)
        of_all = self._of_all()
        return f"（{wording.expression(of_all._filled(formula, of_all._named), str)}）"

    def _of_all(self) -> "UnitRecord":
        """Return the record for derived measures, whose aggregates count every unit."""
        return replace(self, among=ir.TRUE)

    def _amount_text(self, expression: Expression) -> str:
        """Write the value of an expression whose parts are not written: `=98%`, `≈33.33条`, `（未填）`."""
        value = self.amount(expression)
        if value is None:
            return f"（{BLANK}）"
        ratio = isinstance(expression, Call) and all(map(self._reads_percent, expression.arguments))
        percent = ratio or self.display.percent(expression)
        return equals(value, common_unit(expression, self.display.types), percent)

    def _reads_percent(self, expression: Expression) -> bool:
        named = isinstance(expression, Name) and isinstance(self.display.types.get(expression.text), Ratio)
        return named or self.display.percent(expression)

    def _filled(self, expression: Expression, leaf: Callable[[str], str]) -> Expression:
        """Return the expression with a number in the place of every name."""
        match expression:
            case Quantity():
                return expression
            case Name(text=text, span=span):
                shown = leaf(text)
                return Name(f"（{shown}）" if shown[0] in "－约" else shown, True, span=span)
            case Negative(operand=operand):
                return replace(expression, operand=self._filled(operand, leaf))
            case Chain(first=first, rest=rest):
                filled = tuple((operator, self._filled(operand, leaf)) for operator, operand in rest)
                return replace(expression, first=self._filled(first, leaf), rest=filled)
            case Call(function=function, span=span) if function.of_all:
                return Name(function + self._amount_text(expression).replace("=", "").replace("≈", "约"), span=span)
            case Call(arguments=arguments):
                return replace(expression, arguments=tuple(self._filled(one, leaf) for one in arguments))
            case Detail(span=span):
                return Name(wording.expression(expression) + self._amount_text(expression), span=span)
            case _:
                assert_never(expression)

    def _tested(self, subject: Expression, test: Test) -> str:
        """Write the subject's number, and whether the test on it holds."""
        left = self.amount(subject)
        others = [self.show(b.operand) for b in test.bounds if not isinstance(b.operand, Quantity | Negative)]
        holds = [left is not None and self._holds(left, bound) for bound in test.bounds]
        if left is None or None in holds:
            return "，".join([self.show(subject), *others])
        verdict = "符合" if all(holds) else "不符合"
        return "，".join([self.show(subject), *others, f"{verdict}“{wording.test(test)}”"])

    def _holds(self, left: Fraction, bound: Bound) -> bool | None:
        right = self.amount(bound.operand)
        return None if right is None else compares(left, bound.comparison, right)


def waiting(pending: Pending, unit: str, reading: Reading, period: str | None = None) -> str:
    """Write the cells that a unit's value waits for: `“瞒报酌情得分”未填（I3格）；其他单位“报送量”未填（乙局）`."""
    of_unit: dict[str, None] = {}
    others: dict[str, dict[str, None]] = {}
    crowds: dict[str, Crowd] = {}
    for fault in sorted(pending.because, key=lambda fault: (fault.measures, fault.zero_denominator)):
        words = _fault_words(fault)
        if isinstance(fault, Crowd):
            crowds[words] = replace(fault, rows=fault.rows | crowds[words].rows) if words in crowds else fault
        elif fault.unit == unit:
            address = reading.address(unit, fault.measures[0], fault.period or period) if fault.measures else None
            of_unit[words + (f"（{address.cell}格）" if address is not None else "")] = None
        else:
            others.setdefault(words, {})[fault.unit] = None
    order = {one.unit: position for position, one in enumerate(reading.units)}
    named = {words: _units_words(sorted(units, key=order.__getitem__), len(units)) for words, units in others.items()}
    named |= {words: _units_words(crowd.names(), crowd.rows.bit_count()) for words, crowd in crowds.items()}
    lacking = [f"其他单位{words}（{few}）" for words, few in named.items()]
    return "；".join([*of_unit, *lacking]) or "有待定的条款，要由人核定"


def _fault_words(fault: Fault | Crowd) -> str:
    if fault.measures and set(fault.measures) <= {keywords().year[period] for period in ("monthly", "quarterly")}:
        return f"{'、'.join(fault.measures)}{PENDING}，有的期的总分还没有确定"
    if not fault.measures:
        return "没有适用的分值，不能折算"
    cells = "、".join(f"“{measure}”" for measure in fault.measures)
    return cells + ("是0，不能作除数" if fault.zero_denominator else BLANK)


def _units_words(units: Iterable[str], many: int) -> str:
    return "、".join(islice(units, MAX_NAMED_UNITS)) + (f"等{many}个单位" if many > MAX_NAMED_UNITS else "")
