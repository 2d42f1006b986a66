"""Render a user's own templates in a process apart, with limits on time and memory.

Receives what the templates may read; promises the page or a TemplateFault at its line, whatever the templates do.
"""

import re
from collections.abc import Mapping
from types import TracebackType

from creditdsl.base.limited_process import Answer, Ended, LimitedProcess, Limits
from creditdsl.publish.pages.own_templates import Filters, OwnTemplates
from creditdsl.publish.pages.template_faults import TemplateFault, TooMuch, fault

LIMITS = Limits(seconds=3, megabytes=250)
"""Of one page; the pages that ship take a fiftieth of a second."""
_WORK = f"{__name__}:rendered"
_ESCAPED = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")


class TemplateProcess:
    """The process of a user's templates, begun with the first page and ended with the block."""

    def __init__(self, templates: OwnTemplates) -> None:
        self.templates = templates
        self._process = LimitedProcess(_WORK)

    def __enter__(self) -> "TemplateProcess":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._process.close()

    def render(self, name: str, filters: Filters, values: Mapping[str, object]) -> str:
        """Render the template of this name, or the user's main one."""
        try:
            wrong, page = self._process.ask((self.templates, name, filters, values), LIMITS)
        except Ended as ended:
            raise self._fault(ended, name, filters, values) from None
        if isinstance(wrong, list):
            raise TemplateFault(*wrong)
        return page.decode("utf-8", "surrogatepass")

    def _fault(self, ended: Ended, name: str, filters: Filters, values: Mapping[str, object]) -> TemplateFault:
        """Return why the process ended, at the innermost template on the way to where it was."""
        reason = TooMuch(f"写一页超过了 {LIMITS.seconds} 秒" if ended.late else "做到一半停住了")
        for file, line in re.findall(r'File "(.+)", line (\d+) in', ended.report):
            place = self.templates.place(_ESCAPED.sub(_character, file), int(line), filters)
            if place is not None:
                return fault(reason, (), values, *place)
        return fault(reason, (), values, self.templates.path(name), 0)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[0][2:], 16))


def rendered(job: tuple[OwnTemplates, str, Filters, Mapping[str, object]]) -> Answer:
    """Return the page, or the fault of a template: the work of the process."""
    templates, name, filters, values = job
    try:
        return None, templates.render(name, filters, values).encode("utf-8", "surrogatepass")
    except TemplateFault as wrong:
        return (wrong.message, wrong.help, wrong.file, wrong.line), b""
