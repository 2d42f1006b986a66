"""An expression, piece by piece of its domain: boxes of variables, on each of which it is a sum.

Receives expressions of a program; promises boxes that together hold every row of data. Each has what the expression
is there, and whether that is sure (else it may be so on some of the box only). One variable is cut exactly at every
change. Where several stand in one comparison, both sides are followed. Terms of a sum that share no variable are
never multiplied out: each is taken by its range.

Worked example: clamp(x, at most 8) − x ÷ 2, where x lies between 0 and 20.

    clamp     x on the box 0 ≤ x ≤ 8; 8 on the box 8 < x ≤ 20
    minus     both operands read x, so they are joined box by box: x ÷ 2; 8 − x ÷ 2
    range     from −2, met at x = 20, to 4, met at x = 8 (the operands by themselves would give −10 to 8)
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from fractions import Fraction
from math import prod
from typing import assert_never

from creditdsl.base.exact import round_to
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.nodes import ArithOp, Stepping
from creditdsl.ir.program import Program
from creditdsl.review.prover import others, ranges, sums
from creditdsl.review.prover.budget import Budget, TooMany
from creditdsl.review.prover.conditions import Conditions, JointPiece
from creditdsl.review.prover.cuts import (
    LIMIT,
    Piece,
    Remembered,
    TruthPiece,
    fits,
    is_fixed,
    less_sure,
    merged_boxes,
    read_part,
)
from creditdsl.review.prover.domains import Box, Variable, plain_value
from creditdsl.review.prover.ranges import UNKNOWN, Range, RangeEnd
from creditdsl.review.prover.ratios import divided
from creditdsl.review.prover.staircase import Stair
from creditdsl.review.prover.sums import Sum
from creditdsl.review.prover.variables import (
    Variables,
    factor,
    subexpressions,
)

_NONE: frozenset[Variable] = frozenset()


class Pieces(Conditions):
    """The pieces of a program's expressions.

    `rough`: returns a range that always holds, for an expression of too many pieces.
    """

    def __init__(
        self, program: Program, variables: Variables, rough: Callable[[ir.Expr], Range], budget: Budget
    ) -> None:
        super().__init__(variables, budget)
        self.program, self.rough = program, rough
        self._ranges: dict[str, Range] = {}
        self._pieces_known: dict[tuple[DefinitionId, Hashable, frozenset[Variable]], Remembered[Piece]] = {}

    # Ranges

    def definition(self, name: DefinitionId) -> Range:
        """Return the range of a definition over all data."""
        range_ = self._ranges.get(name)
        if range_ is None:
            with self.question(name):
                range_ = self._ranges[name] = self._range(ir.Ref(name), {})
        return range_

    def range(self, body: ir.Expr, box: Box | None = None) -> Range:
        """Return the range of an expression on a box, by default over all data."""
        box = box or {}
        if isinstance(body, ir.Ref) and self.variables.of(body).isdisjoint(box):
            return self.definition(body.name)
        return self._range(body, box)

    def _range(self, body: ir.Expr, box: Box) -> Range:
        try:
            return self.hull(self.of(body, box, _NONE))
        except TooMany:
            self.give_up()
            return ranges.loose(self.rough(body))

    def hull(self, pieces: Sequence[Piece], names: frozenset[Variable] | None = None) -> Range:
        """Return the hull of the pieces' ranges.

        `names`: the variables whose values a met end records; None means all.
        """
        return ranges.hull([self._of_piece(one, names) for one in pieces]) if pieces else ranges.point(Fraction(0))

    def _of_piece(self, piece: Piece, names: frozenset[Variable] | None) -> Range:
        range_ = self.over(piece.value, piece.box)
        if not piece.sure:
            return ranges.loose(range_)
        values = {name: plain_value(domain) for name, domain in piece.box.items() if names is None or name in names}

        def end(bound: RangeEnd) -> RangeEnd:
            inside = bound.seen is not None and fits(bound.at, piece.box)
            return ranges.placed(bound, values) if inside else RangeEnd(bound.value, False)

        return Range(end(range_.low), end(range_.high))

    # Numbers

    def of(self, body: ir.Expr, box: Box, keep: frozenset[Variable]) -> list[Piece]:
        """Return the pieces of a number on a box.

        `keep`: the variables that stand elsewhere too, which no range may hide.
        """
        pieces: list[Piece] = []
        self.budget.enter()
        try:
            for piece in self._numbers(body, box, keep):
                self.budget.take()
                pieces.append(piece)
                if len(pieces) > LIMIT:
                    raise TooMany
        finally:
            self.budget.leave()
        return pieces

    def _defined(self, name: DefinitionId, box: Box, keep: frozenset[Variable]) -> list[Piece]:
        """Return the pieces of a definition on a box; worked out once for each part of the box that it reads."""
        body, variables = self.variables.bodies[name], self.variables.of_definition(name)
        assert not isinstance(body, ir.Ranking)
        read = read_part(box, variables)
        kept = keep & variables
        key = name, frozenset(read.items()), kept
        known = self._pieces_known.get(key)
        if known is None:
            known = self._pieces_known[key] = self.remembered(read, lambda: self.of(body, read, kept))
        return [piece.on(part) for part, piece in self.recalled(known, box)]

    def _numbers(self, body: ir.Expr, box: Box, keep: frozenset[Variable]) -> Iterator[Piece]:
        match body:
            case ir.Const(value=value):
                yield Piece(box, sums.number(Fraction(value)))
            case ir.Cell(measure=measure):
                yield Piece(box, sums.settled(sums.variable(measure), box))
            case ir.Ref(name=name):
                yield from self._defined(name, box, keep)
            case ir.Labelled(body=inner):
                yield from self._numbers(inner, box, keep)
            case ir.Arith(op=op, args=args):
                yield from self._arith(body, op, args, box, keep)
            case ir.Choose():
                yield from self._choose(body, box, keep)
            case ir.Steps(value=value, size=size, stepping=stepping):
                for piece in self.of(value, box, keep):
                    yield from self._steps(piece, size, stepping)
            case ir.Clamp(value=value, low=low, high=high):
                for piece in self.of(value, box, keep):
                    yield from self._clamp(piece, low, high)
            case ir.Round(value=value):
                for piece in self.of(value, box, keep):
                    yield self._round(piece)
            case ir.Place(ranking=ranking, view=view):
                yield Piece(box, sums.settled(others.place(self.variables, ranking, view), box))
            case ir.Population():
                yield from self._population(body, box, keep)
            case ir.Undecided():
                yield Piece(box, sums.block(UNKNOWN, _NONE))
            case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                yield from self.of(value, box, keep)
                for part in self._zero(value, box):
                    yield from less_sure(self.of(otherwise, part.box, keep), part.sure)
            case ir.OptionIs() | ir.Member() | ir.Compare() | ir.Logic() | ir.IsBlank():
                for part in self.truths(body, box):
                    yield Piece(part.box, sums.number(Fraction(part.holds)), part.sure)
            case _:
                assert_never(body)

    def together(self, args: Sequence[ir.Expr], box: Box, keep: frozenset[Variable]) -> list[JointPiece]:
        """Return several expressions on common boxes."""
        states: list[JointPiece] = [(box, [], True)]
        for arg in args:
            states = [
                (piece.box, [*values, piece.value], sure and piece.sure)
                for held, values, sure in states
                for piece in self.of(arg, held, keep)
            ]
            if len(states) > LIMIT:
                raise TooMany
        self.budget.take_terms(sum(value.terms for _, values, _ in states for value in values))
        return [(held, [sums.settled(value, held) for value in values], sure) for held, values, sure in states]

    def _groups(self, args: Sequence[ir.Expr], box: Box) -> list[tuple[list[ir.Expr], frozenset[Variable]]]:
        """Return the partition of the arguments by shared variables, each group with its shared ones; order kept."""
        owner: dict[Variable, int] = {}
        leader = list(range(len(args)))

        def find(i: int) -> int:
            while leader[i] != i:
                leader[i] = leader[leader[i]]
                i = leader[i]
            return i

        shared: dict[int, set[Variable]] = {}
        for i, arg in enumerate(args):
            for variable in self.variables.of(arg):
                if is_fixed(box, variable):
                    continue
                first = owner.setdefault(variable, i)
                if first != i:
                    a, b = sorted((find(first), find(i)))
                    leader[b] = a
                    shared.setdefault(a, set()).add(variable)
        groups: dict[int, list[ir.Expr]] = {}
        for i, arg in enumerate(args):
            groups.setdefault(find(i), []).append(arg)
        common: dict[int, set[Variable]] = {}
        for first, names in shared.items():
            common.setdefault(find(first), set()).update(names)
        return [(group, frozenset(common.get(first, ()))) for first, group in groups.items()]

    def _shared(self, args: Sequence[ir.Expr], box: Box) -> frozenset[Variable]:
        return frozenset[Variable]().union(*(shared for _, shared in self._groups(args, box)))

    def _arith(
        self, body: ir.Arith, op: ArithOp, args: tuple[ir.Expr, ...], box: Box, keep: frozenset[Variable]
    ) -> Iterator[Piece]:
        match op:
            case ArithOp.ADD:
                yield from self._add(args, box, keep)
            case ArithOp.SUB:
                yield from self._add((args[0], *(_negative(arg) for arg in args[1:])), box, keep)
            case ArithOp.MUL if sum(not isinstance(arg, ir.Const) for arg in args) == 1:
                factors = (Fraction(arg.value) for arg in args if isinstance(arg, ir.Const))
                by = prod(factors, start=Fraction(1))
                (scaled,) = (arg for arg in args if not isinstance(arg, ir.Const))
                for piece in self.of(scaled, box, keep):
                    value = sums.settled(piece.value, piece.box)
                    yield Piece(piece.box, sums.times(by, value), piece.sure)
            case ArithOp.MUL:
                for held, values, sure in self.together(args, box, keep | self._shared(args, box)):
                    product = values[0]
                    for value in values[1:]:
                        product = self._times(product, value, held)
                    yield Piece(held, product, sure)
            case ArithOp.DIV:
                quotient = self.variables.quotient(body)
                if quotient is not None:
                    yield Piece(box, sums.settled(sums.times(factor(body), sums.variable(quotient)), box))
                    return
                for held, values, sure in self.together(args, box, keep | self._shared(args, box)):
                    yield from less_sure(self._divide(Piece(held, values[0]), values[1:]), sure)
            case ArithOp.MIN | ArithOp.MAX:
                yield from self._extreme(args, op is ArithOp.MAX, box, keep)
            case _:
                assert_never(op)

    def _add(self, args: tuple[ir.Expr, ...], box: Box, keep: frozenset[Variable]) -> Iterator[Piece]:
        """Yield the pieces of a sum; groups of arguments that share nothing with others are taken by their ranges."""
        self.budget.take_terms(len(args))
        states: list[Piece] = [Piece(box, sums.number(Fraction(0)))]
        numbers = [Fraction(arg.value) for arg in args if isinstance(arg, ir.Const)]
        groups = self._groups([arg for arg in args if not isinstance(arg, ir.Const)], box)
        everywhere = [sums.number(sum(numbers, Fraction(0)))]
        for group, shared in groups:
            names = frozenset[Variable]().union(*(self.variables.of(arg) for arg in group))
            alone = len(groups) + len(numbers) > 1 and names.isdisjoint(keep)
            if alone and len(group) == 1 and self._is_settled(group[0], names, box):
                everywhere.append(sums.block(self.range(group[0]), names))
                continue
            group_pieces = self._joined(group, box, keep | shared, alone, names)
            if len(group_pieces) == 1 and group_pieces[0].sure and group_pieces[0].box == box:
                everywhere.append(group_pieces[0].value)
                continue
            states = [
                Piece(
                    merged_boxes(box, state.box, piece.box),
                    sums.plus(state.value, piece.value),
                    state.sure and piece.sure,
                )
                for state in states
                for piece in group_pieces
            ]
            if len(states) > LIMIT:
                raise TooMany
        common = sums.plus(*everywhere)
        for state in states:
            yield Piece(state.box, sums.settled(sums.plus(common, state.value), state.box), state.sure)

    def _is_settled(self, arg: ir.Expr, names: frozenset[Variable], box: Box) -> bool:
        """Return whether the range of a definition that is no plain sum can be taken once for all."""
        body = self.variables.bodies[arg.name] if isinstance(arg, ir.Ref) else None
        return body is not None and names.isdisjoint(box) and not isinstance(body, ir.Arith | ir.Cell | ir.Place)

    def _joined(
        self, group: Sequence[ir.Expr], box: Box, keep: frozenset[Variable], alone: bool, names: frozenset[Variable]
    ) -> list[Piece]:
        """Return the sum of a group: piece by piece, or by its range if it stands alone."""
        try:
            if len(group) == 1:
                pieces = self.of(group[0], box, keep)
            else:
                joint = self.together(group, box, keep)
                pieces = [Piece(held, sums.plus(*values), sure) for held, values, sure in joint]
        except TooMany:
            if not alone or self.budget.spent:
                raise
            self.give_up()
            return [Piece(box, sums.block(ranges.loose(self.rough(ir.add(*group))), names))]
        if not alone or (len(pieces) == 1 and pieces[0].sure and pieces[0].box == box):
            return pieces
        range_ = self.hull(pieces, names)
        return [Piece(box, sums.block(range_, names))]

    def _times(self, a: Sum, b: Sum, box: Box) -> Sum:
        if a.plain:
            return sums.times(a.constant, b)
        if b.plain:
            return sums.times(b.constant, a)
        product = ranges.multiply(self.over(a, box), self.over(b, box))
        independent = a.variables.isdisjoint(b.variables)
        return sums.block(product if independent else ranges.loose(product), a.variables | b.variables)

    def _divide(self, above: Piece, below: Sequence[Sum]) -> Iterator[Piece]:
        if not below:
            yield above
            return
        first, *rest = below
        for box, sign, sure in self.signs(first, above.box):
            if sign == 0:
                continue  # a denominator of zero stands outside
            value = divided(above.value, sums.settled(first, box), box, self.variables.domain)
            yield from self._divide(Piece(box, value, above.sure and sure), rest)

    def _zero(self, value: ir.Expr, box: Box) -> Iterator[TruthPiece]:
        """Yield the boxes on which some denominator of the expression is zero."""
        for quotient in self._opened(value):
            if isinstance(quotient, ir.Arith) and quotient.op is ArithOp.DIV:
                for below in quotient.args[1:]:
                    for piece in self.of(below, box, self.variables.of(below)):
                        for held, sign, sure in self.signs(piece.value, piece.box):
                            if not sign:
                                yield TruthPiece(held, True, sure and piece.sure and sign is not None)

    def _opened(self, value: ir.Expr) -> Iterator[ir.Expr]:
        seen: set[str] = set()
        left = [value]
        while left:
            for expression in subexpressions(left.pop()):
                yield expression
                if isinstance(expression, ir.Ref) and expression.name not in seen:
                    seen.add(expression.name)
                    body = self.variables.bodies[expression.name]
                    if not isinstance(body, ir.Ranking):
                        left.append(body)

    def _extreme(
        self, args: tuple[ir.Expr, ...], highest: bool, box: Box, keep: frozenset[Variable]
    ) -> Iterator[Piece]:
        groups = self._groups(args, box)
        names = frozenset[Variable]().union(*(self.variables.of(arg) for arg in args))
        several = sum(not names.isdisjoint(self.variables.of(group[0])) for group, _ in groups) > 1
        if several and keep.isdisjoint(names):
            parts = [self.hull(self._best(group, highest, box, shared), names) for group, shared in groups]
            yield Piece(box, sums.block(ranges.highest(parts) if highest else ranges.lowest(parts), names))
            return
        yield from self._best(args, highest, box, keep.union(*(shared for _, shared in groups)))

    def _best(self, args: Sequence[ir.Expr], highest: bool, box: Box, keep: frozenset[Variable]) -> list[Piece]:
        done = []
        for held, values, sure in self.together(args, box, keep):
            states = [Piece(held, values[0], sure)]
            for value in values[1:]:
                states = [better for state in states for better in self._better(state, value, highest)]
            done += states
            if len(done) > LIMIT:
                raise TooMany
        return done

    def _better(self, state: Piece, other: Sum, highest: bool) -> Iterator[Piece]:
        a, b = sums.settled(state.value, state.box), sums.settled(other, state.box)
        for box, sign, sure in self.signs(sums.minus(a, b), state.box):
            if sign is not None:
                yield Piece(box, a if (sign >= 0) is highest else b, state.sure and sure)
                continue
            ends = [self.over(a, box), self.over(b, box)]
            best = ranges.highest(ends) if highest else ranges.lowest(ends)
            best = best if a.variables.isdisjoint(b.variables) else ranges.loose(best)
            yield Piece(box, sums.block(best, a.variables | b.variables), state.sure)

    def _choose(self, body: ir.Choose, box: Box, keep: frozenset[Variable]) -> Iterator[Piece]:
        left = [(box, True)]
        for branch in body.branches:
            passed = []
            for held, sure in left:
                for part in self.truths(branch.when, held):
                    if part.holds:
                        yield from less_sure(self.of(branch.then, part.box, keep), sure and part.sure)
                    else:
                        passed.append((part.box, sure and part.sure))
            left = passed
            if len(left) > LIMIT:
                raise TooMany
        for held, sure in left:
            yield from less_sure(self.of(body.otherwise, held, keep), sure)

    def _steps(self, piece: Piece, size: Fraction, stepping: Stepping) -> Iterator[Piece]:
        up = stepping is Stepping.STARTED
        for positive in self._clamp(Piece(piece.box, sums.times(1 / size, piece.value), piece.sure), Fraction(0), None):
            value = positive.value
            if stepping is not Stepping.PROPORTIONAL and not value.plain:
                line = value.line
                if line is not None and not line.stairs:
                    value = sums.stair(
                        Stair(line.variable, line.slope, line.constant, up), positive.box, self.variables.domain
                    )
                else:
                    value = sums.block(ranges.stepped(self.over(value, positive.box), up), value.variables)
            elif value.plain and stepping is not Stepping.PROPORTIONAL:
                value = sums.number(ranges.step(value.constant, up))
            yield Piece(positive.box, value, positive.sure)

    def _clamp(self, piece: Piece, low: Fraction | None, high: Fraction | None) -> Iterator[Piece]:
        value = sums.settled(piece.value, piece.box)
        if value.line is None and not value.plain:
            range_ = self.over(value, piece.box)
            above = low is None or (range_.low.value is not None and range_.low.value >= low)
            below = high is None or (range_.high.value is not None and range_.high.value <= high)
            if not (above and below):
                value = sums.block(ranges.clamp(range_, low, high), value.variables)
            yield Piece(piece.box, value, piece.sure)
            return
        states = [piece]
        for limit, side in ((low, -1), (high, 1)):
            if limit is not None:
                states = [held for state in states for held in self._held(state, limit, side)]
        yield from states

    def _held(self, piece: Piece, limit: Fraction, side: int) -> Iterator[Piece]:
        value = sums.settled(piece.value, piece.box)
        beyond = sums.plus(value, sums.number(-limit))
        for box, sign, _ in self.signs(beyond, piece.box, lambda sign: sign == side):
            if sign is None:
                ends = (limit, None) if side < 0 else (None, limit)
                yield Piece(box, sums.block(ranges.clamp(self.over(value, box), *ends), value.variables), piece.sure)
            else:
                yield Piece(box, sums.number(limit) if sign == side else sums.settled(value, box), piece.sure)

    def _round(self, piece: Piece) -> Piece:
        digits, rounding = self.program.digits, self.program.rounding
        value = sums.settled(piece.value, piece.box)
        if value.plain:
            return Piece(piece.box, sums.number(round_to(value.constant, digits, rounding)), piece.sure)
        if sums.on_grid(value, piece.box, self.variables.domain, digits):
            return piece
        range_ = ranges.rounded(self.over(value, piece.box), digits, rounding)
        return Piece(piece.box, sums.block(range_, value.variables), piece.sure)

    def _population(self, body: ir.Population, box: Box, keep: frozenset[Variable]) -> Iterator[Piece]:
        """Yield the unit's own value plus what the others add to it, the unit being one of those looked at."""
        name = self.variables.of_all(body)
        if name not in self.variables.domains:
            self.variables.domains[name] = others.added(body.op, self.range(body.value))
        for piece in self.of(body.value, box, keep | self.variables.of(body.value)):
            yield Piece(piece.box, sums.settled(sums.plus(piece.value, sums.variable(name)), piece.box), piece.sure)


def _negative(arg: ir.Expr) -> ir.Expr:
    if isinstance(arg, ir.Const):
        return ir.number(-Fraction(arg.value))
    return ir.Arith(ArithOp.MUL, (ir.number(-1), arg))
