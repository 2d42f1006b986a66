"""Every use of a name below a node of any form."""

from collections.abc import Iterator
from typing import Any

from creditdsl.base.node_walk import walk
from creditdsl.syntax.nodes import Expression, Name


def names_in(node: Expression | Any) -> Iterator[Name]:
    """Return every use of a name below a node."""
    return (descendant for descendant in walk(node) if isinstance(descendant, Name))
