"""`@node`: a frozen slotted dataclass whose methods are generated on first use.

Receives a class as `dataclasses.dataclass` does; promises the same fields, equality, hash,
`__match_args__` and immutability as `@dataclass(frozen=True, slots=True)`.

The program has some two hundred node classes, and most runs build instances of a quarter of them. To
generate six methods for each class took half of the start-up time of `check`.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

__all__ = ["field", "node"]

_Class = TypeVar("_Class", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def node(cls: _Class) -> _Class:
    """Return the class with slots for its fields and shared methods; its __init__ is generated on first use."""
    cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclass works out a signature
    slotted: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    slotted.__init__ = _first_init
    slotted.__eq__, slotted.__hash__, slotted.__repr__ = _equal, _hash, _repr
    slotted.__setattr__, slotted.__delattr__ = _refuse, _refuse
    slotted.__replace__ = _replace
    slotted.__getstate__, slotted.__setstate__ = _state, _restore
    return slotted  # type: ignore[no-any-return]


def _first_init(self: Any, /, *args: Any, **kwargs: Any) -> None:
    """Generate the class's __init__, then call it."""
    cls = type(self)
    cls.__init__ = _init_of(cls)
    cls.__init__(self, *args, **kwargs)


def _init_of(cls: type) -> Callable[..., None]:
    """Generate `__init__` by name and position, with defaults, as dataclass would."""
    scope: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    plain = [f for f in fields(cls) if f.init and not f.kw_only]
    named = [f for f in fields(cls) if f.init and f.kw_only]
    parameters = [_parameter(f, scope) for f in plain]
    if named:
        parameters += ["*", *(_parameter(f, scope) for f in named)]
    body = [f"_set(self, {f.name!r}, {_value(f)})" for f in (*plain, *named)]
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    source = f"def __init__(self, {', '.join(parameters)}):\n  " + "\n  ".join(body or ["pass"])
    exec(source, scope)
    return scope["__init__"]  # type: ignore[no-any-return]


def _parameter(f: Field[Any], scope: dict[str, Any]) -> str:
    if f.default is not MISSING:
        scope[f"_default_{f.name}"] = f.default
        return f"{f.name}=_default_{f.name}"
    if f.default_factory is not MISSING:
        scope[f"_make_{f.name}"] = f.default_factory
        return f"{f.name}=_missing"
    return f.name


def _value(f: Field[Any]) -> str:
    if f.default_factory is MISSING:
        return f.name
    return f"_make_{f.name}() if {f.name} is _missing else {f.name}"


_READERS: dict[type, Callable[[Any], Any]] = {}
"""The reader of the compared fields of each class, kept because labels are hashed for every cell."""


def _compared(self: Any) -> Any:
    cls = self.__class__
    reader = _READERS.get(cls)
    if reader is None:
        names = [f.name for f in fields(cls) if f.compare]
        reader = _READERS[cls] = attrgetter(*names) if names else _nothing
    return reader(self)


def _nothing(self: Any) -> tuple[()]:
    return ()


def _equal(self: Any, other: object) -> bool:
    if self is other:
        return True
    return _compared(self) == _compared(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_compared(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse(self: Any, name: str, *value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name!r}")


def _state(self: Any) -> list[object]:
    """The values of all fields, for pickle and copy."""
    return [getattr(self, f.name) for f in fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for f, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)


def _replace(self: Any, /, **changes: Any) -> Any:
    kept = {f.name: getattr(self, f.name) for f in fields(self) if f.init}
    return type(self)(**{**kept, **changes})
