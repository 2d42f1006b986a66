"""Walking nodes of any class without knowing the class."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

_Children = Callable[[Any], tuple[Any, ...]]


class _ChildrenOf(dict[type, _Children | None]):
    """What reads the children of a node of each class, last first, made once; None for anything else."""

    def __missing__(self, kind: type) -> _Children | None:
        names = [f.name for f in reversed(fields(kind)) if f.init and f.name != "span"] if is_dataclass(kind) else None
        self[kind] = None if names is None else _reader(names)
        return self[kind]


def _reader(names: list[str]) -> _Children:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda node: tuple(getattr(node, name) for name in names)


_CHILDREN = _ChildrenOf()


def walk(node: Any) -> Iterator[Any]:
    """Yield every dataclass node below, itself included, in source order of fields."""
    stack = [node]
    while stack:
        current = stack.pop()
        kind = type(current)
        if kind is tuple or kind is list:
            stack.extend(reversed(current))
        elif (children := _CHILDREN[kind]) is not None:
            yield current
            stack.extend(children(current))
