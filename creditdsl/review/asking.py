"""What more than one finding asks of a rule's form."""

from creditdsl.forms.answers import Counted
from creditdsl.forms.base import form_of
from creditdsl.syntax.nodes import Rule


def counted_from_zero(rule: Rule) -> Counted | None:
    """Return what the rule gives points for each time; None where it counts nothing, or from a standard."""
    return next((counted for counted in form_of(rule).counts_of() if counted.criterion is None), None)


def gains(rule: Rule) -> bool:
    """Return whether points can be had by the rule."""
    return not form_of(rule).deducts
