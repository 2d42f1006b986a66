"""Walking AST nodes of any form without knowing the form: every node below, every use of a name."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from creditdsl.syntax.nodes import Expression, Name

_CHILDREN: dict[type, tuple[str, ...] | None] = {}


def _child_fields(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a node class, last first, looked up once; None for anything else."""
    if kind not in _CHILDREN:
        _CHILDREN[kind] = (
            tuple(f.name for f in reversed(fields(kind)) if f.name != "span") if is_dataclass(kind) else None
        )
    return _CHILDREN[kind]


def walk(node: Any) -> Iterator[Any]:
    """Yield every dataclass node below, itself included, in source order of fields."""
    stack = [node]
    while stack:
        current = stack.pop()
        kind = type(current)
        if kind is tuple or kind is list:
            stack.extend(reversed(current))
        elif (names := _child_fields(kind)) is not None:
            yield current
            stack.extend([getattr(current, name) for name in names])


def names_in(node: Expression | Any) -> Iterator[Name]:
    """Return every use of a name below a node."""
    return (descendant for descendant in walk(node) if isinstance(descendant, Name))
