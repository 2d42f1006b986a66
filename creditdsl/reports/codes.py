"""All codes there are, in the order of the manual.

`SOURCES` is the one list: whoever adds a file of codes adds its module here; the file of a form is there
by being one. The modules are imported when asked, because a command that finds nothing wrong needs no manual.
"""

from importlib import import_module

from creditdsl.base.code import Code
from creditdsl.base.fault import pages
from creditdsl.forms import FORMS

SOURCES = (
    "creditdsl.files.errors",
    "creditdsl.files.write_errors",
    "creditdsl.cli.errors",
    "creditdsl.api.errors",
    "creditdsl.scoring.errors",
    "creditdsl.results.errors",
    "creditdsl.results.verification_errors",
    "creditdsl.printing.errors",
    "creditdsl.reports.errors",
    "creditdsl.syntax.errors",
    "creditdsl.compiler.errors",
    "creditdsl.compiler.block_errors",
    "creditdsl.compiler.grade_errors",
    "creditdsl.compiler.name_errors",
    "creditdsl.compiler.type_errors",
    "creditdsl.forms.results",
    "creditdsl.forms.cases",
    "creditdsl.forms.bare_count",
    "creditdsl.forms.places",
    *(form.__module__ for form in FORMS),
    "creditdsl.data.file_errors",
    "creditdsl.data.period_errors",
    "creditdsl.data.table_errors",
    "creditdsl.data.cell_errors",
    "creditdsl.data.sheet_errors",
    "creditdsl.review.reviewing",
    "creditdsl.formatter.errors",
    "creditdsl.importer.errors",
    "creditdsl.workbench.workbench_errors",
)
"""Modules that define faults, or have a tuple `CODES`."""


def all_codes() -> tuple[Code, ...]:
    """Return every code, by source and then in the order of the source."""
    modules = map(import_module, SOURCES)
    return tuple(code for module in modules for code in (*getattr(module, "CODES", ()), *pages(module)))


def typed_code(text: str) -> str:
    """Return a code, or its beginning, as it is spelt: typed in any case and width."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text).strip().upper()
