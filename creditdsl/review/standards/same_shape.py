"""Whether two lists of rules are the same trees but for the names of their measures, in any order.

Receives the rules of both sides and the measures that pair; promises certainty only where it says yes.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass

from creditdsl.base.node_walk import walk
from creditdsl.forms.answers import VoidRule
from creditdsl.syntax.nodes import Name, Rule


def same_shape(standard: Sequence[Rule], rules: Sequence[Rule], partners: Mapping[str, str]) -> bool:
    """Return whether the rules are the same once names are replaced by their partners."""
    if len(standard) != len(rules) or any(isinstance(part, VoidRule) for part in walk((standard, rules))):
        return False
    return Counter(_shape(rule, partners) for rule in standard) == Counter(_shape(rule, {}) for rule in rules)


def _shape(part: object, partners: Mapping[str, str]) -> object:
    """Return what a node says, without places and quotation marks."""
    match part:
        case Name(text=text):
            return partners.get(text, text)
        case Rule(body=body, limits=limits):
            return _shape((body, limits), partners)
        case tuple():
            return tuple(_shape(each, partners) for each in part)
        case _ if is_dataclass(part) and not isinstance(part, type):
            compared = [getattr(part, one.name) for one in fields(part) if one.compare]
            return (type(part).__name__, *(_shape(each, partners) for each in compared))
        case _:
            return part
