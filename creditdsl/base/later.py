"""Modules that are imported when one of their names is first asked for.

A package writes `import_later(__name__, "errors")` in its `__init__.py`. `from package import errors` then
costs nothing, and `errors.UnknownUnit` imports the module. So a scheme without a fault makes no class of
faults: some sixty of them would take a fiftieth of the time in which `check` starts.
"""

import sys
from importlib import import_module
from typing import Any


class _Later:
    """Stands for a module."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


def import_later(package: str, *modules: str) -> None:
    """Let attributes of a package that is being imported stand for its modules."""
    for module in modules:
        setattr(sys.modules[package], module, _Later(f"{package}.{module}"))
