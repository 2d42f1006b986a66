"""Whether more of a measure can ever lower a value: proved, refuted by two rows of data, or left open.

Receives a definition and a measure; promises a verdict that holds for every row in the declared ranges. The value
is cut into pieces (prover/pieces.py). On two pieces with the same other cells the value of the earlier less the
later must never be positive. A counterexample is two rows that differ in the measure only, replayed by the
reference engine before it is handed out.

Worked example: 每条得2分 up to 20 items, beyond that 10 points, so the value falls at 21.

    pieces    x from 0 to 20: 2·x;    x from 21: 10
    fall      2·x − 10 over x ≤ 20 and a later x' ≥ 21: at most 30, at x = 20
    replayed  two rows with 20 and 21 items score 40 and 10, so the verdict is REFUTED
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from creditdsl.base.node import field, node
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.nodes import ArithOp
from creditdsl.review.bounds import Bounds
from creditdsl.review.prover import sums
from creditdsl.review.prover.budget import TooMany
from creditdsl.review.prover.cuts import Piece
from creditdsl.review.prover.domains import CLOSE, Box, Domain, Interval, Value, Variable, plain_value
from creditdsl.review.prover.ranges import Point, Range, hull, loose, scale
from creditdsl.review.prover.staircase import Stair, SteppedLine
from creditdsl.review.prover.sums import Block, Sum
from creditdsl.review.prover.variables import QUOTIENT

MAX_PIECES = 40
"""How many parts of a value are compared with each other."""
_OTHER = "\n多 "


class Verdict(StrEnum):
    PROVED = "已证明"
    REFUTED = "反例"
    OPEN = "未能判定"


@node
class Trend:
    """Whether the value never falls (or where falling is asked for, never rises) as the measure grows.

    `less`, `more`: the measure's (or its quotient's) values in the counterexample. `others`: the unit's other
    cells. `values`: the definition's value with each.
    """

    verdict: Verdict
    less: Value = False
    more: Value = True
    others: Point = field(default_factory=dict)
    values: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))


OPEN, PROVED = Trend(Verdict.OPEN), Trend(Verdict.PROVED)


def trend(bounds: Bounds, name: DefinitionId, measure: str, rising: bool = True) -> Trend:
    """Judge whether the definition never falls (`rising`) or never rises as the measure grows.

    The numerator of a quotient that is a variable is judged by the quotient, which grows with it; nothing can be
    said of its denominator.
    """
    shown = None

    def refuted(measure: str, fall: _Fall) -> bool:
        nonlocal shown
        shown = _replayed(bounds, name, measure, fall, rising)
        return shown is not None

    proved = _judged(bounds, name, measure, rising, refuted)
    return shown or (PROVED if proved else OPEN)


def never_falls(bounds: Bounds, name: DefinitionId, measure: str, rising: bool = True) -> bool:
    """Return whether it is proved that the definition never falls (`rising`) or never rises."""
    return _judged(bounds, name, measure, rising, lambda measure, fall: True)


def _judged(
    bounds: Bounds, name: DefinitionId, measure: str, rising: bool, ends: Callable[[str, "_Fall"], bool]
) -> bool:
    """Return whether the definition never falls; nothing is proved of a derived measure, which is no variable.

    `ends`: whether a fall that may be one ends the search.
    """
    quotients = bounds.variables.quotients
    if measure in quotients.values() or measure not in bounds.variables.domains:
        return False
    measure = QUOTIENT + measure if measure in quotients else measure
    whole = ir.Ref(name)
    with bounds.pieces.question(name):
        try:
            sign = 1 if rising else -1
            proved = _of_pieces(bounds, whole, measure, sign, ends)
            if proved is None:  # perhaps the part below the caps can be judged
                body, sign = _inner(bounds, whole, measure, sign)
                proved = _of_pieces(bounds, body, measure, sign, ends)
        except TooMany:
            bounds.pieces.give_up()
            return False
    return bool(proved)


def _of_pieces(
    bounds: Bounds, body: ir.Expr, measure: str, sign: int, ends: Callable[[str, "_Fall"], bool]
) -> bool | None:
    """Return True where it never falls, False where a fall ended the search, None where neither is clear."""
    pieces = bounds.pieces.of(body, {}, frozenset((measure,)))
    if len(pieces) > MAX_PIECES:
        raise TooMany
    clear = all(piece.sure for piece in pieces)
    for fall in _falls(bounds, pieces, measure, sign):
        if fall is not None and ends(measure, fall):
            return False
        clear = False
    return True if clear else None


def _inner(bounds: Bounds, body: ir.Expr, measure: str, sign: int) -> tuple[ir.Expr, int]:
    """Return the part on which the measure works, below maps that never fall; `sign` turns with a negative factor."""
    of = bounds.variables.of
    while True:
        match body:
            case ir.Ref(name=name) if not isinstance(inner := bounds.variables.bodies[name], ir.Ranking):
                body = inner
            case ir.Labelled(body=inner) | ir.Clamp(value=inner) | ir.Round(value=inner):
                body = inner
            case ir.Arith(op=ArithOp.MUL, args=(ir.Const(value=factor), inner)) if factor:
                body, sign = inner, sign if factor > 0 else -sign
            case ir.Arith(op=ArithOp.ADD, args=args):
                touched = [arg for arg in args if measure in of(arg)]
                if len(touched) == len(args):
                    return body, sign
                body = ir.add(*touched)
            case _:
                return body, sign


_Fall = tuple[Value, Value, Point]


def _falls(bounds: Bounds, pieces: Sequence[Piece], measure: str, sign: int) -> Iterator[_Fall | None]:
    """Yield two values of the measure, the first less, with which the value may fall; None where that is not clear."""
    ordered = sorted(pieces, key=lambda piece: _order(bounds.variables.domain(piece.box, measure)))
    for i, first in enumerate(ordered):
        inside = _inside(bounds, first, measure, sign)
        if inside is not False:
            yield None if inside is True else inside
        for second in ordered[i + 1 :]:
            if (box := _common(first.box, second.box, measure)) is not None:
                yield from _between(bounds, first, second, box, measure, sign)


def _order(domain: Domain) -> tuple[bool, Fraction, bool]:
    if not isinstance(domain, Interval):
        return True, Fraction(int(domain == (True,))), False
    return domain.low is not None, domain.low or Fraction(0), domain.low_open


def _common(a: Box, b: Box, measure: str) -> Box | None:
    """Return the intersection of two boxes without the measure; None where it is empty."""
    common: dict[Variable, Domain] = {}
    for name in {**a, **b}:
        if name == measure:
            continue
        left, right = a.get(name), b.get(name)
        if left is None or right is None:
            common[name] = left or right or ()
        elif isinstance(left, Interval) and isinstance(right, Interval):
            part: Interval | None = left
            if part is not None and right.low is not None:
                part = part.above(right.low, not right.low_open)
            if part is not None and right.high is not None:
                part = part.below(right.high, not right.high_open)
            if part is None:
                return None
            common[name] = part
        else:
            assert isinstance(left, tuple) and isinstance(right, tuple)
            words = tuple(word for word in left if word in right)
            if not words:
                return None
            common[name] = words
    return common


def _between(bounds: Bounds, first: Piece, second: Piece, box: Box, measure: str, sign: int) -> Iterator[_Fall | None]:
    """Yield falls from one piece to a later one; the later value of the measure is a variable of its own."""
    domains = bounds.variables.domain
    less, more = domains(first.box, measure), domains(second.box, measure)
    if less == more:
        return
    both = {**box, measure: less, _OTHER: more}
    fall = sums.times(
        Fraction(sign), sums.minus(_without_blocks(first.value), _without_blocks(_renamed(second.value, measure)))
    )
    fall = _cancelled(fall, first.value, second.value)
    if any(measure in block.variables for block in (*first.value.blocks, *second.value.blocks)):
        yield None
        return
    highest = bounds.pieces.over(sums.settled(fall, both), both).high
    if highest.value is not None and highest.value <= 0:
        return
    if highest.seen is None or highest.seen <= 0:
        yield None
        return
    at = {**{name: plain_value(domain) for name, domain in both.items()}, **highest.at}
    yield at.pop(measure), at.pop(_OTHER), at


def _without_blocks(value: Sum) -> Sum:
    return Sum(value.constant, value.slopes, value.stairs)


def _cancelled(fall: Sum, first: Sum, second: Sum) -> Sum:
    """Return the difference with the blocks that only one of the two has."""
    same = {id(block) for block in first.blocks} & {id(block) for block in second.blocks}
    left = [block for block in (*first.blocks, *second.blocks) if id(block) not in same]
    return fall if not left else sums.plus(fall, *(sums.block(_either_way(block), block.variables) for block in left))


def _either_way(block: Block) -> Range:
    return loose(hull([block.range, scale(block.range, Fraction(-1))]))


def _renamed(value: Sum, measure: str) -> Sum:
    return Sum(
        value.constant,
        {_OTHER if name == measure else name: slope for name, slope in value.slopes.items()},
        {
            Stair(_OTHER, stair.slope, stair.shift, stair.up) if stair.variable == measure else stair: c
            for stair, c in value.stairs.items()
        },
    )


def _inside(bounds: Bounds, piece: Piece, measure: str, sign: int) -> _Fall | bool:
    """Return a fall within one piece; False where it never falls, True where that is not clear."""
    if any(measure in block.variables for block in piece.value.blocks):
        return True
    line = next((each for each in piece.value.lines() if each.variable == measure), None)
    domain = bounds.variables.domain(piece.box, measure)
    if line is None or not isinstance(domain, Interval) or domain.single is not None:
        return False
    slopes = [line.slope, *(c * stair.slope for stair, c in line.stairs)]
    if all(slope * sign >= 0 for slope in slopes):
        return False
    others = {name: plain_value(held) for name, held in piece.box.items() if name != measure}
    points = _points(line, domain)
    bounds.pieces.budget.take_terms(len(points) * (1 + len(line.stairs)))
    best, highest, drop, fall = points[0], line.at(points[0]) * sign, Fraction(0), None
    for point in points[1:]:
        value = line.at(point) * sign
        if highest - value > drop:
            drop, fall = highest - value, (best, point, others)
        if value > highest:
            best, highest = point, value
    return fall or True


def _points(line: SteppedLine, over: Interval) -> list[Fraction]:
    """Return values that show whether a sum of lines and steps falls: around the first steps."""
    start = over.low if over.low is not None else (over.high or Fraction(0)) - 1
    ends = {start, over.near_end(False), over.near_end(True)}
    ends |= {over.high} if over.high is not None else set()
    if over.whole:
        ends = {Fraction(rounded) for end in ends for rounded in (floor(end), ceil(end))}
    for stair, _ in line.stairs:
        first = ceil(stair.slope * start + stair.shift)
        for k in range(first - 1, first + 12):
            jump = (k - stair.shift) / stair.slope
            if over.whole:
                ends |= {Fraction(x) for x in (floor(jump) - 1, floor(jump), ceil(jump), ceil(jump) + 1)}
            else:
                ends |= {jump - 1, jump - CLOSE, jump, jump + CLOSE, jump + 1}
    return sorted(end for end in ends if over.holds(end))


def _replayed(bounds: Bounds, name: DefinitionId, measure: str, fall: _Fall, rising: bool) -> Trend | None:
    """Return the counterexample as the reference engine computes it; None where it is none.

    Round numbers are tried first.
    """
    less, more, others = fall
    domain = bounds.variables.domains[measure]
    for a, b in dict.fromkeys(((_plain(less, domain), _plain(more, domain)), (less, more))):
        values = [bounds.value(ir.Ref(name), {**others, measure: amount}) for amount in (a, b)]
        if values[0] is None or values[1] is None or values[0] == values[1] or (values[1] > values[0]) is rising:
            continue
        if isinstance(domain, tuple) or Fraction(a) < Fraction(b):
            return Trend(Verdict.REFUTED, a, b, others, (values[0], values[1]))
    return None


def _plain(value: Value, domain: Domain) -> Value:
    """Return the value rounded to two decimals, where its domain has that value."""
    if not isinstance(domain, Interval) or isinstance(value, str):
        return value
    plain = Fraction(round(Fraction(value) * 100), 100)
    return plain if domain.holds(plain) else value
