"""What more than one finding asks of a rule's form."""

from fractions import Fraction

from creditdsl.forms.answers import Award, Counted, NoPoints, Result
from creditdsl.forms.base import form_of
from creditdsl.syntax.nodes import Entry, Quantity, Rule


def counted_from_zero(rule: Rule) -> Counted | None:
    """Return what the rule gives points for each time; None where it counts nothing, or from a standard."""
    return next((counted for counted in form_of(rule).counts_of() if counted.criterion is None), None)


def gains(rule: Rule) -> bool:
    """Return whether points can be had by the rule."""
    return not form_of(rule).deducts


def points_of(result: Result, entry: Entry) -> object:
    """Return what two results are compared by: the points where they are fixed, else the result itself."""
    match result:
        case Award(value=None, prices=(), deducts=False) if entry.points is not None:
            return entry.points
        case Award(value=Quantity(value=value), prices=(), deducts=deducts):
            return -value if deducts else value
        case NoPoints():
            return Fraction(0)
        case _:
            return result
