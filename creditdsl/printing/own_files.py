"""`--template` for the commands that write web pages: the user's templates and their faults.

Receives the path as typed and the wanted pages. Promises templates that publish can render, or a Failure: no such
file, a folder without any of the pages, a fault of the template at its line.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.nearest import nearest
from creditdsl.base.source import Source, Span
from creditdsl.printing.errors import NoSuchTemplate, NoTemplates, OtherTemplate, UnusableTemplate

if TYPE_CHECKING:
    from creditdsl.publish.pages.template_faults import TemplateFault
    from creditdsl.publish.pages.template_process import TemplateProcess

_SUFFIX = ".html.jinja"


@contextmanager
def own_templates(path: str | None, pages: Sequence[str], any_name: bool = False) -> Iterator["TemplateProcess | None"]:
    """Yield the user's templates while pages are rendered; None without --template.

    any_name: a file is the template of the only page, whatever its name.
    """
    from creditdsl.publish.pages.own_templates import OwnTemplates
    from creditdsl.publish.pages.template_faults import TemplateFault
    from creditdsl.publish.pages.template_process import TemplateProcess

    if path is None:
        yield None
        return
    usual = tuple(page + _SUFFIX for page in pages)
    if os.path.isdir(path):
        inside = sorted(os.listdir(path))
        if not any(name in usual or name.startswith("_") for name in inside):
            raise Failure(NoTemplates(path, usual, _nearest(inside, usual)))
        templates = OwnTemplates(Path(path))
    elif os.path.isfile(path):
        folder, name = os.path.split(path)
        if not any_name and name not in usual:
            raise Failure(OtherTemplate(name, usual, _nearest([name], usual)))
        templates = OwnTemplates(Path(folder or "."), name if any_name else None)
    else:
        raise Failure(NoSuchTemplate(path))
    try:
        with TemplateProcess(templates) as process:
            yield process
    except TemplateFault as fault:
        raise _failure(fault) from None


def own_files(process: "TemplateProcess | None") -> tuple[str, ...]:
    """Return the paths of the templates, which no result may overwrite."""
    if process is None:
        return ()
    templates = process.templates
    files = templates.folder.glob("*.jinja") if templates.main is None else (templates.folder / templates.main,)
    return tuple(str(path) for path in files)


def _nearest(names: Sequence[str], usual: Sequence[str]) -> str:
    """Return the usual name nearest to the first of `names` that has one; empty where none is near."""
    return next((close for name in names for close in nearest(name, usual, most=1)), "")


def _failure(fault: "TemplateFault") -> Failure:
    """Return the failure with the template's fault at its line."""
    try:
        source = Source(fault.file, Path(fault.file).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        source = Source(fault.file, "")
    line = source.line(fault.line)
    start = len(line) - len(line.lstrip())
    span = Span.of_line(fault.line, start, len(line.rstrip())) if fault.line else None
    diagnostic = Diagnostic(UnusableTemplate(fault.message, fault.help), fault.file, span)
    return Failure(diagnostic, sources=(source,))
