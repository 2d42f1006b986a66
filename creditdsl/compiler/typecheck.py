"""Type inference: types are inferred where use decides, declared elsewhere; a conflict shows both places.

Receives the resolved AST. Promises the type of every measure that a table uses. Each rule states its needs
through the `Typing` interface; the needs of a name are then merged, the declaration first.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from enum import Enum
from fractions import Fraction
from typing import assert_never

from creditdsl.base.collect import Collector
from creditdsl.base.diagnostic import Diagnostic, Related, has_errors
from creditdsl.base.exact import show
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.base.spelling import one_name_twice
from creditdsl.compiler import block_errors, type_errors
from creditdsl.compiler.build import period_sum
from creditdsl.compiler.constants import value_of
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.percentages import always_ratio, derived_ratios
from creditdsl.compiler.resolve import Names
from creditdsl.forms.answers import Result
from creditdsl.forms.base import form_of
from creditdsl.forms.levels import OptionTwice
from creditdsl.forms.results import check_result
from creditdsl.forms.wording import expression as words
from creditdsl.ir import types as ir
from creditdsl.syntax.declared_types import (
    ChoiceType,
    CountType,
    DeclaredType,
    MarkType,
    NumberType,
    RatioType,
    TruthType,
)
from creditdsl.syntax.expressions import constant
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import (
    Atom,
    Call,
    Chain,
    Comparison,
    Detail,
    Expression,
    Joined,
    Name,
    Negative,
    Operator,
    Predicate,
    Quantity,
    Scheme,
    Table,
    Test,
)
from creditdsl.syntax.quantities import is_amount, is_average, is_change, is_measured, is_ratio
from creditdsl.syntax.walk import end_conditions, end_reads, group_units, rules

Types = Mapping[str, ir.Type]


class Kind(Enum):
    """The kind of type that a use requires of a name. NUMBER is any number; COUNT and RATIO are kinds of it."""

    TRUTH = "是否"
    NUMBER = "数"
    COUNT = "个数"
    RATIO = "比率"
    MARK = "酌情分"
    CHOICE = "选项"


@node
class Use:
    """The type that one use requires of a name. low, high: the bounds of a mark."""

    kind: Kind
    unit: str
    span: Span
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    options: tuple[str, ...] = ()

    def described(self) -> str:
        """Return the words for the type: `个数`, `酌情分（0至5）`."""
        if self.kind is Kind.COUNT and is_amount(self.unit):
            return f"数（{self.unit}）"
        ends = f"（{show(self.low)}至{show(self.high)}）" if self.kind is Kind.MARK else ""
        return self.kind.value + ends


def typecheck(
    scheme: Scheme, names: Mapping[str, Names], file: str
) -> tuple[Mapping[str, Types], tuple[Diagnostic, ...]]:
    """Type the measures of every table, by the table's name, in order of appearance."""
    problems = Collector(file)
    types = {}
    for table in scheme.tables:
        problems.table, problems.ref = table.name, None
        types[table.name] = _Checker(table, names[table.name], problems, period_sum(scheme.period)).run()
    return types, tuple(problems.diagnostics)


class _Checker:
    """The `Typing` of one table, through which forms state their needs."""

    def __init__(self, table: Table, names: Names, problems: Collector, period_sum: str | None) -> None:
        self.table, self.names, self.problems = table, names, problems
        self.declared = {d.name.text: d for d in reversed(table.declarations)}
        self.derived = {d.name.text for d in table.derived}
        self.period_sum = period_sum
        """The name in 年度总分 that is no measure."""
        self.uses: dict[str, Use] = {}
        self.formulas = {d.name.text: d.value for d in names.derived}
        self.bare: list[tuple[Expression, Fraction, Span]] = []
        """Numbers without % that an expression is compared with or counted by."""
        self.percents: dict[Expression, Span] = {}
        """What is computed and compared with a percentage or counted in percent, and where."""
        self.compared: list[tuple[str, ...]] = []
        """Names that hold the same kind of number, because rules compare, add or subtract them."""
        self.largest: dict[str, Fraction] = {}
        """The largest ratio that rules compare a measure with."""
        self.negative: set[str] = set()
        """Ratios that rules compare with a negative one."""
        self.stepped: set[str] = set()
        """Ratios that are counted in steps."""
        self.guessed: dict[str, Use] = {}
        """Ratios by their name, or by what they are compared with."""
        self.failed: set[str] = set()
        self.constants: dict[str, Fraction] = {}
        for measure in names.derived:
            if (value := value_of(measure.value, self.constants)) is not None:
                self.constants[measure.name.text] = value

    def run(self) -> Types:
        used: dict[str, None] = {}
        for entry, identity, rule in rules(self.table):
            if identity in self.names.skipped:
                continue
            self.problems.ref = entry.ref
            instead = rule.limits.zero_divisor
            form_of(rule).check(self)
            if isinstance(instead, Result):
                check_result(instead, self)
            used.update(dict.fromkeys(name.text for name in rule.nodes if isinstance(name, Name)))
        self.problems.ref = None
        for condition in end_conditions(self.table):
            self.predicate(condition)
        for key in self.table.rank_keys:
            self.number(key.by) if isinstance(key.by, Name) else None
        used.update(dict.fromkeys(name.text for name in names_in(end_reads(self.table))))
        if self.table.year is not None:
            self.number(self.table.year)
            used.update(dict.fromkeys(name.text for name in names_in(self.table.year) if name.text != self.period_sum))
        for measure in reversed(self.names.derived):
            if measure.name.text in used:
                self.number(measure.value)
                used.update(dict.fromkeys(name.text for name in names_in(measure.value)))
        self._guess_ratios()
        self._bare_ratios()
        if self.guessed and not has_errors(self.problems.diagnostics):
            self.report(type_errors.GuessedRatios(tuple(self.guessed)), next(iter(self.guessed.values())).span)
        declared = [d.name.text for d in self.table.declarations if d.name.text in used]
        ordered = dict.fromkeys([*declared, *used])
        return {name: self._settle(name) for name in ordered if name not in self.derived}

    # The Typing interface

    def predicate(self, predicate: Predicate) -> None:
        match predicate:
            case Joined(parts=parts):
                for part in parts:
                    self.predicate(part)
            case Atom(subject=Name() as name, test=None) if name.text not in self.derived:
                self._use(name, Use(Kind.TRUTH, "", name.span))
            case Atom(subject=subject, test=None):
                self.report(type_errors.NumberAsCondition(), subject.span)
            case Atom(subject=subject, test=Test() as test):
                self.tested(subject, test)

    def number(self, expression: Expression) -> None:
        match expression:
            case Name(text=text) if text == self.period_sum:
                pass
            case Name():
                self._use(expression, Use(Kind.NUMBER, "", expression.span))
            case Chain(first=first, rest=rest):
                self.number(first)
                for operator, operand in rest:
                    self.number(operand)
                    if operator is Operator.DIVIDE and value_of(operand, self.constants) == 0:
                        self.report(type_errors.ZeroDivisor(), operand.span)
            case Negative(operand=operand):
                self.number(operand)
            case Call(arguments=arguments):
                for argument in arguments:
                    self.number(argument)
            case Quantity() | Detail():
                pass
            case _:
                assert_never(expression)

    def points(self, expression: Expression) -> None:
        self.number(expression)
        terms = [expression]
        if isinstance(expression, Chain) and expression.rest[0][0] in (Operator.ADD, Operator.SUBTRACT):
            terms = [expression.first, *(operand for _, operand in expression.rest)]
        for term in terms:
            if isinstance(term, Quantity) and term.percent and len(terms) > 1:
                self.report(type_errors.PercentAmongPoints(), term.span)

    def counted(self, expression: Expression, size: Fraction, unit: str, span: Span) -> None:
        if not isinstance(expression, Name) or expression.text in self.derived:
            self.number(expression)
            self._beside_computed(expression, size, unit, span)
            return
        kind = Kind.RATIO if unit == "%" else Kind.COUNT if unit else Kind.NUMBER
        self._use(expression, Use(kind, unit, span))
        if not unit:
            self.bare.append((expression, size, span))
        elif unit == "%":
            self.stepped.add(expression.text)

    def _beside_computed(self, expression: Expression, value: Fraction, unit: str, span: Span) -> None:
        """Take a number beside what is computed; 0 is the same with % and without."""
        if unit == "%":
            self.percents.setdefault(expression, span)
        elif value:
            self.bare.append((expression, value, span))

    def tested(self, subject: Expression, test: Test) -> None:
        self.number(subject)
        if _is_empty(test):
            self.report(block_errors.EmptyRange(tested=True), test.span)
        for bound in test.bounds:
            self.number(bound.operand)
            self.compared.append((*_terms(subject), *_terms(bound.operand)))
            constant = self._written(bound.operand)
            if constant is None:
                continue
            if not isinstance(subject, Name) or subject.text in self.derived:
                self._beside_computed(subject, constant.value, constant.unit, constant.span)
            elif constant.percent:
                self._use(subject, Use(Kind.RATIO, "", constant.span))
                self.largest[subject.text] = max(constant.value, self.largest.get(subject.text, Fraction(0)))
                if isinstance(bound.operand, Negative):
                    self.negative.add(subject.text)
            elif constant.unit:
                self._use(subject, Use(Kind.COUNT, constant.unit, constant.span))
            elif constant.value != 0 or bound.comparison is not Comparison.EQUAL:
                self.bare.append((subject, constant.value, constant.span))

    def _written(self, operand: Expression) -> Quantity | None:
        """Return the number that an operand is, without its sign; that of 目标 = 95 stands in the formula."""
        while not isinstance(operand, Quantity):
            match operand:
                case Negative(operand=inner):
                    operand = inner
                case Name(text=text) if text in self.formulas:
                    operand = self.formulas[text]
                case _:
                    return None
        return operand

    def chosen(self, name: Name, options: tuple[str, ...]) -> None:
        declaration, earlier = self.declared.get(name.text), self.uses.get(name.text)
        known = declaration.type.options if declaration and isinstance(declaration.type, ChoiceType) else ()
        spellings = dict.fromkeys((*known, *(earlier.options if earlier else ()), *options))
        if (pair := one_name_twice(spellings)) is not None:
            self.report(OptionTwice(*pair), name.span)
        elif declaration is not None and known:
            for option in options:
                if option not in (*known, keywords().values["none"]):
                    related = (Related("声明在这里", declaration.name.span),)
                    self.report(type_errors.UndeclaredOption(name.text, option, known), name.span, related)
        self._use(name, Use(Kind.CHOICE, "", name.span, options=options))

    def group(self, name: str, span: Span) -> None:
        if group_units(self.table, name) is None:
            self.report(block_errors.NotInRoster(name, tuple(self.table.roster), in_rule=True), span)

    def mark(self, name: Name, low: Fraction, high: Fraction) -> None:
        self._use(name, Use(Kind.MARK, "", name.span, low, high))

    def report(self, fault: Fault, span: Span | None, related: tuple[Related, ...] = ()) -> None:
        self.problems.add(fault, span, related)

    # Merging the uses of one name

    def _use(self, name: Name, use: Use) -> None:
        if name.text in self.failed:
            return
        earlier = self.uses.get(name.text) or self._declared_use(name.text)
        if name.text in self.derived:
            if use.kind in (Kind.TRUTH, Kind.MARK, Kind.CHOICE):
                self._conflict(name, Use(Kind.NUMBER, "", name.span), use)
            return
        if earlier is None:
            self.uses[name.text] = use
            return
        merged = _merge(earlier, use)
        if merged is None:
            self._conflict(name, earlier, use)
            return
        self.uses[name.text] = merged
        units = (earlier.unit, use.unit)
        if earlier.kind is use.kind is Kind.COUNT and all(units) and units[0] != units[1]:
            fault = type_errors.MeasureWordConflict(name.text, *units)
            self.report(fault, use.span, (Related("前面在这里", earlier.span),))

    def _conflict(self, name: Name, earlier: Use, use: Use) -> None:
        self.failed.add(name.text)
        related = (Related(f"这里当作{earlier.described()}", earlier.span),)
        if earlier.kind is Kind.COUNT and use.kind is Kind.RATIO:
            unit = earlier.unit if is_amount(earlier.unit) else ""
            self.report(type_errors.PercentOfCount(name.text, unit), use.span, related)
            return
        fault = type_errors.TypeConflict(name.text, earlier.described(), use.described())
        self.report(fault, use.span, related)

    def _declared_use(self, name: str) -> Use | None:
        declaration = self.declared.get(name)
        if declaration is None:
            return None
        span = declaration.name.span
        match declaration.type:
            case TruthType():
                return Use(Kind.TRUTH, "", span)
            case RatioType():
                return Use(Kind.RATIO, "", span)
            case NumberType():
                return Use(Kind.NUMBER, "数值", span)
            case CountType(unit=unit):
                return Use(Kind.COUNT, unit, span)
            case MarkType(low=low, high=high):
                return Use(Kind.MARK, "", span, low, high)
            case ChoiceType(options=options):
                return Use(Kind.CHOICE, "", span, options=options)
            case _:
                assert_never(declaration.type)

    def _guess_ratios(self) -> None:
        """Take undeclared numbers for ratios where their name says so, or what they are compared with.

        What is compared with a number that is no ratio stays a number: 95% and 95 would meet as 0.95 and 95.
        """
        kinds = {name: use.kind for name, use in self.uses.items() if name not in self.failed}
        kinds |= {name: use.kind for name in self.declared if (use := self._declared_use(name)) is not None}
        plain = {
            name
            for name, kind in kinds.items()
            if kind is Kind.COUNT or (kind is Kind.NUMBER and name in self.declared)
        }
        plain |= self._linked(plain)
        ratios = {name for name, kind in kinds.items() if kind is Kind.RATIO or is_ratio(name)} - plain
        ratios |= self._linked(ratios) - plain
        for name, kind in kinds.items():
            if kind is Kind.NUMBER and name in ratios and name not in self.declared:
                self.guessed[name] = self.uses[name] = replace(self.uses[name], kind=Kind.RATIO)

    def _linked(self, names: Set[str]) -> set[str]:
        """Return the measures that rules compare with these, also through others."""
        linked = set(names)
        while more := {name for group in self.compared if linked & {*group} for name in group} - linked:
            linked |= more
        return linked

    def _bare_ratios(self) -> None:
        def shown_ratio(part: Expression) -> bool:
            return self._shown_ratio(part) is not None

        derived = derived_ratios(self.formulas, shown_ratio) if self.bare else frozenset()
        for subject, number, span in self.bare:
            if not always_ratio(subject, derived, shown_ratio):
                continue
            shown = self._shown_ratio(subject)
            guessed = isinstance(subject, Name) and subject.text in self.guessed
            related = () if guessed or shown is None else (Related("从这里看是比率", shown),)
            self.report(type_errors.RatioWithoutPercent(words(subject), number, guessed), span, related)

    def _shown_ratio(self, expression: Expression) -> Span | None:
        """Return where declaration or use makes an expression a ratio."""
        if not isinstance(expression, Name) or expression.text in self.derived:
            return self.percents.get(expression)
        use = self.uses.get(expression.text) or self._declared_use(expression.text)
        ratio = use is not None and use.kind is Kind.RATIO and expression.text not in self.failed
        return use.span if use is not None and ratio else None

    def _settle(self, name: str) -> ir.Type:
        declaration = self.declared.get(name)
        if declaration is not None:
            declared = _declared_type(name, declaration.type)
            return self._scaled(name, declared) if isinstance(declared, ir.Ratio) else declared
        use = self.uses.get(name)
        match use.kind if use else Kind.NUMBER:
            case Kind.TRUTH:
                return ir.Truth()
            case Kind.NUMBER:
                return ir.Number()
            case Kind.COUNT:
                assert use is not None
                measured = is_amount(use.unit) or is_measured(name)
                return ir.Number(use.unit, Fraction(0)) if measured else ir.Count(use.unit)
            case Kind.RATIO:
                return self._scaled(name, ir.Ratio())
            case Kind.MARK:
                assert use is not None
                return ir.Mark(use.low, use.high)
            case Kind.CHOICE:
                assert use is not None
                return ir.Choice(use.options)

    def _scaled(self, name: str, ratio: ir.Ratio) -> ir.Ratio:
        """Return the ratio with the scale that its name and the rules make usual.

        A percentage that lost its sign is a hundred times too large, so twice the scale is room enough.
        """
        largest = self.largest.get(name, Fraction(0))
        beyond = largest > 1 or (largest == 1 and name in self.stepped)
        change = is_change(name)
        low = Fraction(-1) if change or name in self.negative else Fraction(0)
        high = max(2 * largest, Fraction(2)) if beyond or change else Fraction(1)
        return replace(ratio, usual_low=low, usual_high=high)


_UP = (Comparison.AT_LEAST, Comparison.MORE)
_DOWN = (Comparison.AT_MOST, Comparison.LESS)


def _is_empty(test: Test) -> bool:
    """Return whether no number satisfies both bounds, both being constants: 5至3, 80%以上不满70%."""
    for low in (bound for bound in test.bounds if bound.comparison in _UP):
        for high in (bound for bound in test.bounds if bound.comparison in _DOWN):
            bottom, top = constant(low.operand), constant(high.operand)
            strict = low.comparison is Comparison.MORE or high.comparison is Comparison.LESS
            if bottom is not None and top is not None and (bottom > top or (strict and bottom == top)):
                return True
    return False


def _terms(expression: Expression) -> Iterator[str]:
    """Yield the measures that hold the same kind of number as the expression."""
    match expression:
        case Name(text=text):
            yield text
        case Negative(operand=operand):
            yield from _terms(operand)
        case Call(arguments=arguments):
            for argument in arguments:
                yield from _terms(argument)
        case Chain(first=first, rest=rest) if all(op in (Operator.ADD, Operator.SUBTRACT) for op, _ in rest):
            for term in (first, *(operand for _, operand in rest)):
                yield from _terms(term)
        case _:
            pass


def _declared_type(name: str, declared: DeclaredType) -> ir.Type:
    match declared:
        case TruthType():
            return ir.Truth()
        case RatioType(low=low, high=high):
            return ir.Ratio(low, high)
        case NumberType(low=low, high=high):
            return ir.Number("", low, high)
        case CountType(unit=unit, low=low, high=high):
            bottom = Fraction(0) if low is None else low
            measured = is_amount(unit) or is_average(name)
            return ir.Number(unit, bottom, high) if measured else ir.Count(unit, bottom, high)
        case MarkType(low=low, high=high):
            return ir.Mark(low, high)
        case ChoiceType(options=options):
            return ir.Choice(options)
        case _:
            assert_never(declared)


def _merge(earlier: Use, use: Use) -> Use | None:
    """Merge two uses of a name; None if no type serves both."""
    kinds = {earlier.kind, use.kind}
    if earlier.kind is use.kind is Kind.CHOICE:
        return earlier if set(use.options) <= set(earlier.options) else replace(earlier, options=_joined(earlier, use))
    if earlier.kind is use.kind:
        same_marks = earlier.kind is not Kind.MARK or (earlier.low, earlier.high) == (use.low, use.high)
        return earlier if same_marks else None
    if Kind.TRUTH in kinds or Kind.CHOICE in kinds:
        return None
    if earlier.kind is Kind.NUMBER:
        if earlier.unit != "数值":  # not declared, so that the narrower kind decides
            return use
        return earlier if use.kind is Kind.COUNT else None
    return earlier if use.kind is Kind.NUMBER else None


def _joined(earlier: Use, use: Use) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*earlier.options, *use.options)))
