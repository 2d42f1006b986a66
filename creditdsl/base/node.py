"""`@node`: a frozen slotted dataclass whose methods are generated on first use.

Receives a class as `dataclasses.dataclass` does; promises the same fields, equality, hash,
`__match_args__` and immutability as `@dataclass(frozen=True, slots=True)`.

The program has some two hundred node classes, and most runs build instances of a quarter of them. To
generate six methods for each class took half of the start-up time of `check`.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
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
    """Make the class's __init__, then call it."""
    cls = type(self)
    cls.__init__ = _init_of(cls)
    cls.__init__(self, *args, **kwargs)


def _init_of(cls: type) -> Callable[..., None]:
    """Make `__init__` by name and position, with defaults, as dataclass would."""
    plain = [f for f in fields(cls) if f.init and not f.kw_only]
    named = [f for f in fields(cls) if f.init and f.kw_only]
    scope: dict[str, Any] = {"missing": MISSING}
    steps = []
    for at, f in enumerate((*plain, *named)):
        scope[f"set{at}"], scope[f"make{at}"] = getattr(cls, f.name).__set__, f.default_factory
        value = f"p{at}" if f.default_factory is MISSING else f"make{at}() if p{at} is missing else p{at}"
        steps.append(f"set{at}(self, {value})")
    if hasattr(cls, "__post_init__"):
        steps.append("self.__post_init__()")
    code = _code(len(plain), len(named), tuple(steps)).replace(
        co_varnames=("self", *(f.name for f in plain), *(f.name for f in named))
    )
    init = FunctionType(code, scope, "__init__", tuple(f.default for f in plain if _has_default(f)))
    init.__kwdefaults__ = {f.name: f.default for f in named if _has_default(f)}
    return init


@cache
def _code(plain: int, named: int, steps: tuple[str, ...]) -> CodeType:
    """Compile an `__init__` once for all classes that differ in the names of their fields only."""
    parameters = ["self", *(f"p{at}" for at in range(plain + named))]
    if named:
        parameters.insert(plain + 1, "*")
    source = f"def __init__({', '.join(parameters)}):\n  " + "\n  ".join(steps or ("pass",))
    scope: dict[str, Any] = {}
    exec(source, scope)
    code = scope["__init__"].__code__
    assert isinstance(code, CodeType)
    return code


def _has_default(f: Field[Any]) -> bool:
    """Return whether a field may be left out; what a factory makes stands for its default, which is missing."""
    return f.default is not MISSING or f.default_factory is not MISSING


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
