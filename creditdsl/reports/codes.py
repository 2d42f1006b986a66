"""All codes there are, in the order of the manual.

`SOURCES` is the one list: whoever adds a file of codes adds its module here. The modules are imported
when asked, because a command that finds nothing wrong needs no manual.
"""

from importlib import import_module

from creditdsl.base.code import Code
from creditdsl.base.fault import pages

SOURCES = (
    "creditdsl.files.errors",
    "creditdsl.scoring.errors",
    "creditdsl.printing.errors",
    "creditdsl.syntax.errors",
    "creditdsl.compiler.errors",
    "creditdsl.forms",
    "creditdsl.data.errors",
    "creditdsl.data.sheet_errors",
    "creditdsl.review.reviewing",
    "creditdsl.formatter.errors",
)
"""Modules that define faults, or have a tuple `CODES`."""


def all_codes() -> tuple[Code, ...]:
    """Return every code, by source and then in the order of the source."""
    modules = map(import_module, SOURCES)
    return tuple(code for module in modules for code in (*getattr(module, "CODES", ()), *pages(module)))
