"""Lowering expressions and conditions, which rules, measures, totals and grades share.

Receives AST expressions. Promises flat IR. While a rule is lowered, `among` holds the units that a function of
all units ranges over. `details` gathers the cells that detail tables must fill.
"""

from collections.abc import Iterable
from typing import assert_never

from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId, detail_cell
from creditdsl.ir.program import Aggregation
from creditdsl.ir.program import Detail as DetailCell
from creditdsl.syntax.nodes import (
    Atom,
    Call,
    Chain,
    Comparison,
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
    RowAggregate,
    Test,
)

_AGGREGATES = {
    Function.HIGHEST_OF_ALL: ir.Aggregate.MAX,
    Function.LOWEST_OF_ALL: ir.Aggregate.MIN,
    Function.MEAN_OF_ALL: ir.Aggregate.MEAN,
    Function.SUM_OF_ALL: ir.Aggregate.SUM,
}
_AGGREGATIONS = {
    RowAggregate.HIGHEST_ROW: Aggregation.MAX,
    RowAggregate.LOWEST_ROW: Aggregation.MIN,
    RowAggregate.MEAN_ROW: Aggregation.MEAN,
    RowAggregate.SUM_ROWS: Aggregation.SUM,
    RowAggregate.COUNT_ROWS: Aggregation.COUNT,
}
_FUNCTIONS = {
    Function.SUM_OF: ir.ArithOp.ADD,
    Function.MAX_OF: ir.ArithOp.MAX,
    Function.MIN_OF: ir.ArithOp.MIN,
}
_COMPARE = {
    Comparison.EQUAL: ir.CompareOp.EQ,
    Comparison.AT_LEAST: ir.CompareOp.GE,
    Comparison.AT_MOST: ir.CompareOp.LE,
    Comparison.MORE: ir.CompareOp.GT,
    Comparison.LESS: ir.CompareOp.LT,
}


def population(units: frozenset[str] | None, blank: DefinitionId | None) -> ir.Expr:
    """Return the population of a ranking or function of all units: those in scope that reported.

    blank: the definition that a needed cell is blank; None where 缺报 is not stated.
    """
    conditions: list[ir.Expr] = [] if units is None else [ir.Member(units)]
    if blank is not None:
        conditions.append(ir.negate(ir.Ref(blank)))
    return ir.both(*conditions) if conditions else ir.TRUE


class ExpressionLowering:
    """Lowers expressions and predicates. derived: the names of definitions, not of columns."""

    def __init__(self, derived: Iterable[str], among: ir.Expr = ir.TRUE) -> None:
        self.derived = frozenset(derived)
        self.among = among
        self.details: dict[str, DetailCell] = {}

    def expression(self, node: Expression) -> ir.Expr:
        match node:
            case Quantity(value=value):
                return ir.Const(value)
            case Name(text=text):
                return ir.Ref(DefinitionId.derived(text)) if text in self.derived else ir.Cell(text)
            case Negative(operand=operand):
                return ir.Arith(ir.ArithOp.MUL, (ir.number(-1), self.expression(operand)))
            case Chain(first=first, rest=rest):
                return self._chain(first, rest)
            case Detail(sheet=sheet, column=column, aggregate=aggregate):
                cell = detail_cell(sheet, column, aggregate)
                self.details[cell] = DetailCell(cell, sheet, column, _AGGREGATIONS[aggregate])
                return ir.Cell(cell)
            case Call(function=function, arguments=arguments):
                values = tuple(self.expression(argument) for argument in arguments)
                if function.of_all:
                    return ir.Population(_AGGREGATES[function], values[0], self.among)
                return values[0] if len(values) == 1 else ir.Arith(_FUNCTIONS[function], values)
            case _:
                assert_never(node)

    def _chain(self, first: Expression, rest: tuple[tuple[Operator, Expression], ...]) -> ir.Expr:
        """Lower a flat chain: a−b is a+(−1)×b, a÷b×c is (a×c)÷b. The values are exact, so order is free."""
        plain: list[ir.Expr] = [self.expression(first)]
        turned: list[ir.Expr] = []
        for operator, operand in rest:
            inverse = operator in (Operator.SUBTRACT, Operator.DIVIDE)
            (turned if inverse else plain).append(self.expression(operand))
        if rest[0][0] in (Operator.ADD, Operator.SUBTRACT):
            minus = (ir.Arith(ir.ArithOp.MUL, (ir.number(-1), value)) for value in turned)
            return ir.add(*plain, *minus)
        above = plain[0] if len(plain) == 1 else ir.Arith(ir.ArithOp.MUL, tuple(plain))
        return ir.Arith(ir.ArithOp.DIV, (above, *turned)) if turned else above

    def predicate(self, node: Predicate) -> ir.Expr:
        match node:
            case Atom(subject=subject, test=None, negated=negated):
                met = self.expression(subject)
            case Atom(subject=subject, test=Test() as test, negated=negated):
                met = self.tested_value(self.expression(subject), test)
            case Joined(joint=joint, parts=parts):
                op = ir.LogicOp.AND if joint is Joint.AND else ir.LogicOp.OR
                return ir.Logic(op, tuple(self.predicate(part) for part in parts))
        return ir.negate(met) if negated else met

    def tested_value(self, value: ir.Expr, test: Test) -> ir.Expr:
        bounds = (ir.Compare(_COMPARE[b.comparison], value, self.expression(b.operand)) for b in test.bounds)
        return ir.both(*bounds)
