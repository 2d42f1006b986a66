"""The shape of a rule: what of it counts, so that two rules in different words compare as equal.

Receives nodes of any form; promises equal shapes for nodes that decide alike. Measure words, the order of conditions
joined by 且 or 或, the order of two bounds and the words for 满分 make no difference.
"""

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from fractions import Fraction

from creditdsl.forms.answers import Award
from creditdsl.syntax.nodes import Entry, Joined, Name, Quantity, Rule, Test


def rule_shape(entry: Entry, rule: Rule) -> Hashable:
    """Return the shape of a rule with its limits, without its number."""
    return _shape(rule.body, entry.points), _shape(rule.limits, entry.points)


def _shape(part: object, full: Fraction | None) -> Hashable:
    match part:
        case Quantity(value=value):
            return value / 100 if part.percent else value
        case Name(text=text):
            return text
        case Joined(joint=joint, parts=parts):
            return joint, frozenset(_shape(one, full) for one in parts)
        case Test(bounds=bounds):
            return frozenset(_shape(bound, full) for bound in bounds)
        case Award(value=None):
            return "Award", full, part.deducts, ()
        case tuple():
            return tuple(_shape(one, full) for one in part)
        case _ if is_dataclass(part) and not isinstance(part, type):
            compared = (getattr(part, each.name) for each in fields(part) if each.compare)
            return type(part).__name__, *(_shape(value, full) for value in compared)
        case _:
            return part if isinstance(part, Hashable) else repr(part)
