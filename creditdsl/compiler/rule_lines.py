"""One rule line to its node: the form's body and the limits behind it."""

from collections.abc import Iterable, Mapping

from creditdsl.base.collect import Stop
from creditdsl.base.source import Span
from creditdsl.compiler import errors
from creditdsl.forms import FORMS
from creditdsl.forms.answers import Result
from creditdsl.forms.base import Context, Form
from creditdsl.forms.results import build_result, plain_points
from creditdsl.syntax.expressions import build_quantity, takes_away
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Counting, Limits, Name, Quantity, Rule
from creditdsl.syntax.place import Place
from creditdsl.syntax.tree import BodyLine

_BY_STEM: dict[str, type[Form]] = {form.stem: form for form in FORMS}


def build_rule(line: BodyLine, title: str) -> Rule:
    """Build a rule that was read. `title`: of its item, which it measures where it names nothing."""
    assert line.tree is not None
    place = Place(line.number, line.offset, line.text)
    body_tree, *limit_trees = line.tree.trees
    name = Name(title, True, span=line.span)
    limits, where = _build_limits(limit_trees, Context(place, name, Limits()))
    body = _BY_STEM[body_tree.data].build(body_tree, Context(place, name, limits))
    _check_limits(body, limits, where)
    return Rule(line.label, body, limits, line.text.strip(), line.span)


def _build_limits(trees: Iterable[LineTree], context: Context) -> tuple[Limits, Mapping[str, Span]]:
    """Build the limits, written in any order, and the span of each by its terminal.

    Two limits of a kind are one too many.
    """
    place = context.place
    cap = floor = None
    zero_divisor: Result | None = None
    cap_deducts = until_zero = False
    counting: Counting | None = None
    where: dict[str, Span] = {}
    for tree in trees:
        word = tree.token(0)
        span = place.cover(tree)
        match word.type:
            case "MOST" if cap is None:
                cap, cap_deducts = _limit(tree, place), takes_away(word)
            case "LEAST" if floor is None:
                floor = _limit(tree, place)
            case "UNTIL_ZERO" if not until_zero:
                until_zero = True
            case "ZERO_DIVISOR" if zero_divisor is None:
                zero_divisor = build_result(tree.tree(1), context)
            case "STARTED" if counting is None:
                counting = Counting.STARTED
            case "PROPORTIONAL" if counting is None:
                counting = Counting.PROPORTIONAL
            case _:
                raise Stop(errors.LimitTwice(str(word)), span)
        where[word.type] = span
    return Limits(cap, cap_deducts, floor, until_zero, zero_divisor, counting or Counting.WHOLE), where


def _limit(tree: LineTree, place: Place) -> Quantity:
    return plain_points(build_quantity(tree.token(1), place))


def _check_limits(body: Form, limits: Limits, where: Mapping[str, Span]) -> None:
    """Stop at a limit against the rule's sign, or one that the rule has no use for."""
    cap, floor = limits.cap, limits.floor
    if cap is not None and limits.cap_deducts != body.deducts:
        raise Stop(errors.CapAgainstRule(body.deducts, cap.value), where["MOST"])
    if floor is not None and body.deducts:
        raise Stop(errors.UselessLimit(errors.Useless.FLOOR_OF_DEDUCTION), where["LEAST"])
    if floor is not None and cap is not None and floor.value > cap.value:
        raise Stop(errors.UselessLimit(errors.Useless.FLOOR_ABOVE_CAP, floor.value, cap.value), where["LEAST"])
    if limits.counting is not Counting.WHOLE and not body.counts_of():
        at = where.get("STARTED") or where["PROPORTIONAL"]
        raise Stop(errors.UselessLimit(errors.Useless.NO_STEPS), at)
