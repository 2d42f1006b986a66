"""The second prover: expressions of the IR as formulas for z3, written without a look at the first.

`agrees` asks z3 whether a range is right: no data pass an end, some data meet it where it is said to be
met, and come as near as one likes where it is said to be only near.
"""

from fractions import Fraction

import z3

from creditdsl.ir import nodes as ir
from creditdsl.ir import types
from creditdsl.ir.program import Program
from creditdsl.review.bounds import Range, RangeEnd

GIVEN_UP: list[str] = []
"""The questions that z3 could not answer in time."""
NEAR, FAR = Fraction(1, 10**7), Fraction(10**5)


def real(value: Fraction) -> z3.ArithRef:
    return z3.Q(value.numerator, value.denominator)


class Encoding:
    """One program; `suffix` makes a second copy of its measures."""

    def __init__(self, program: Program, suffix: str = "") -> None:
        self.program, self.suffix = program, suffix
        self.types = {measure.name: measure.type for measure in program.measures}
        self.bodies = {one.name: one.body for one in program.definitions}
        self.made: dict[str, z3.ExprRef] = {}
        self.cells: dict[str, z3.ExprRef] = {}

    def domain(self) -> list[z3.BoolRef]:
        """What is declared of the cells used so far."""
        found = []
        for name, cell in self.cells.items():
            kind = self.types[name]
            if not isinstance(kind, types.Truth | types.Choice):
                found += [cell >= real(kind.low)] if kind.low is not None else []
                found += [cell <= real(kind.high)] if kind.high is not None else []
        return found

    def definition(self, name: str) -> z3.ExprRef:
        if name not in self.made:
            body = self.bodies[name]
            assert not isinstance(body, ir.Ranking)
            self.made[name] = self.encode(body)
        return self.made[name]

    def cell(self, name: str) -> z3.ExprRef:
        if name not in self.cells:
            match self.types[name]:
                case types.Truth():
                    self.cells[name] = z3.Bool(name + self.suffix)
                case types.Count():
                    self.cells[name] = z3.Int(name + self.suffix)
                case _:
                    self.cells[name] = z3.Real(name + self.suffix)
        found = self.cells[name]
        return z3.ToReal(found) if z3.is_int(found) else found

    def encode(self, body: ir.Expr) -> z3.ExprRef:
        match body:
            case ir.Const(value=bool() as value):
                return z3.BoolVal(value)
            case ir.Const(value=value):
                return real(value)
            case ir.Cell(measure=measure):
                return self.cell(measure)
            case ir.Ref(name=name):
                return self.definition(name)
            case ir.Labelled(body=inner):
                return self.encode(inner)
            case ir.Arith(op=op, args=args):
                return self.arith(op, [self.encode(arg) for arg in args])
            case ir.Compare(op=op, left=left, right=right):
                a, b = self.encode(left), self.encode(right)
                return {"=": a == b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op.value]
            case ir.Logic(op=ir.LogicOp.NOT, args=(only,)):
                return z3.Not(self.encode(only))
            case ir.Logic(op=op, args=args):
                return (z3.And if op is ir.LogicOp.AND else z3.Or)([self.encode(arg) for arg in args])
            case ir.Choose(branches=branches, otherwise=otherwise):
                value = self.encode(otherwise)
                for branch in reversed(branches):
                    value = z3.If(self.encode(branch.when), self.encode(branch.then), value)
                return value
            case ir.Steps(value=value, size=size, stepping=stepping):
                held = self.encode(value)
                steps = z3.If(held < 0, real(Fraction(0)), held / real(size))
                whole = {
                    ir.Stepping.WHOLE: lambda: z3.ToReal(z3.ToInt(steps)),
                    ir.Stepping.STARTED: lambda: -z3.ToReal(z3.ToInt(-steps)),
                    ir.Stepping.PROPORTIONAL: lambda: steps,
                }
                return whole[stepping]()
            case ir.Clamp(value=value, low=low, high=high):
                held = self.encode(value)
                if low is not None:
                    held = z3.If(held < real(low), real(low), held)
                return held if high is None else z3.If(held > real(high), real(high), held)
            case ir.Round(value=value):
                scale, held = real(Fraction(10**self.program.digits)), self.encode(value)
                up = z3.ToReal(z3.ToInt(held * scale + real(Fraction(1, 2)))) / scale
                down = -z3.ToReal(z3.ToInt(-held * scale + real(Fraction(1, 2)))) / scale
                return z3.If(held >= 0, up, down)
            case _:
                raise AssertionError(body)

    def arith(self, op: ir.ArithOp, values: list[z3.ArithRef]) -> z3.ArithRef:
        result, *rest = values
        for value in rest:
            match op:
                case ir.ArithOp.ADD:
                    result = result + value
                case ir.ArithOp.SUB:
                    result = result - value
                case ir.ArithOp.MUL:
                    result = result * value
                case ir.ArithOp.DIV:
                    result = result / value
                case ir.ArithOp.MIN:
                    result = z3.If(value < result, value, result)
                case ir.ArithOp.MAX:
                    result = z3.If(value > result, value, result)
        return result


def agrees(program: Program, name: str, found: Range) -> list[str]:
    """What z3 holds against a definition's range; where it gives up, it holds nothing against it."""
    encoding = Encoding(program)
    value = encoding.definition(name)
    solver = z3.Solver()
    solver.set("timeout", 5_000)
    result = z3.Real("\n")
    solver.add(*encoding.domain(), result == value)
    return [*_end(solver, result, found.low, -1), *_end(solver, result, found.high, 1)]


def _end(solver: z3.Solver, result: z3.ArithRef, end: RangeEnd, side: int) -> list[str]:
    said = f"{'high' if side > 0 else 'low'} {end.value} met={end.met} near={end.near}"

    def holds(condition: z3.BoolRef) -> z3.CheckSatResult:
        solver.push()
        solver.add(condition)
        answer = solver.check()
        solver.pop()
        GIVEN_UP.extend([said] if answer == z3.unknown else [])
        return answer

    if end.value is None:
        beyond = result > real(FAR) if side > 0 else result < real(-FAR)
        return [] if end.near and holds(beyond) != z3.unsat else [f"{said}: not without limit"]
    limit = real(end.value)
    wrong = []
    beyond = result > limit if side > 0 else result < limit
    if holds(z3.Or(beyond, result == limit) if end.near else beyond) == z3.sat:
        wrong.append(f"{said}: passed")
    if end.met and holds(result == limit) == z3.unsat:
        wrong.append(f"{said}: not met")
    if end.near:
        close = real(end.value - side * NEAR)
        if holds(result > close if side > 0 else result < close) == z3.unsat:
            wrong.append(f"{said}: not near")
    if not end.met and not end.near:
        wrong.append(f"{said}: not exact")
    return wrong


def falls(program: Program, name: str, measure: str, rising: bool) -> bool | None:
    """Whether more of the measure can lower (rising False: raise) the definition, all else alike; None: z3 gave up."""
    one, two = Encoding(program), Encoding(program, "\n")
    a, b = one.definition(name), two.definition(name)
    solver = z3.Solver()
    solver.set("timeout", 5_000)
    solver.add(*one.domain(), *two.domain())
    for cell in one.cells:
        if cell != measure:
            solver.add(one.cells[cell] == two.cells[cell])
    less, more = one.cells[measure], two.cells[measure]
    solver.add(z3.And(z3.Not(less), more) if z3.is_bool(less) else less < more, a > b if rising else a < b)
    answer = solver.check()
    return None if answer == z3.unknown else answer == z3.sat
