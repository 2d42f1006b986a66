"""Render a user's own templates in a process of their own, with limits on time and memory.

Receives what the templates may read; promises the page or a TemplateFault at its line, whatever the templates do. No
list of forbidden things is ever whole: a template that hangs inside one step of Python, or fills the memory, ends with
its process. The process serves all pages of one command. It is asked by pickles from this program, and answers with
text only: a line of JSON, and the page behind it.

How long a page takes is watched inside the process by faulthandler, which can say of a process that hangs where it is.
"""

import faulthandler
import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from threading import Timer
from types import TracebackType

from creditdsl.publish.pages.own_templates import OwnTemplates
from creditdsl.publish.pages.template_faults import TemplateFault, TooMuch, fault

SECONDS = 3
"""For one page; the pages that ship take a fiftieth of a second."""
MEGABYTES = 300
_LAST_RESORT = 10
"""Seconds behind the time of a page, until the process is ended from outside."""
_SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from creditdsl.publish.pages.template_process import serve; serve()"
)
_ESCAPED = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
Filters = Mapping[str, Callable[..., object]]


class TemplateProcess:
    """The process of a user's templates, begun with the first page and ended with the block."""

    def __init__(self, templates: OwnTemplates) -> None:
        self.templates = templates
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "TemplateProcess":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def render(self, name: str, filters: Filters, values: Mapping[str, object]) -> str:
        """Render the template of this name, or the user's main one."""
        if self._process is None:
            self._process = self._begin()
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        clock = Timer(SECONDS + _LAST_RESORT, process.kill)
        clock.start()
        try:
            pickle.dump((self.templates, name, filters, values), process.stdin)
            process.stdin.flush()
            answer = process.stdout.readline()
            page = process.stdout.read(json.loads(answer)["page"]) if answer else b""
        except BrokenPipeError:
            answer = b""
        finally:
            clock.cancel()
        if not answer:
            raise self._ended(name, values)
        if wrong := json.loads(answer).get("fault"):
            raise TemplateFault(*wrong)
        return page.decode("utf-8", "surrogatepass")

    def _begin(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-c", _SERVE, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )

    def _ended(self, name: str, values: Mapping[str, object]) -> TemplateFault:
        """Return why the process ended without an answer, and where."""
        assert self._process is not None and self._process.stderr is not None
        report = self._process.stderr.read().decode("utf-8", "replace")
        self._process.wait()
        reason = f"写一页超过了 {SECONDS} 秒" if report.startswith("Timeout") else "做到一半停住了"
        for file, line in re.findall(r'File "(.+)", line (\d+) in', report):
            place = self.templates.place(_ESCAPED.sub(_character, file), int(line))
            if place is not None:
                return fault(TooMuch(reason), (), values, *place)
        return fault(TooMuch(reason), (), values, self.templates.path(name), 0)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[0][2:], 16))


# In the process


def serve() -> None:
    """Answer jobs until no more come."""
    _limit_memory()
    with open(0, "rb", closefd=False) as jobs, open(1, "wb", closefd=False) as answers:
        while jobs.peek(1):
            templates, name, filters, values = pickle.load(jobs)
            faulthandler.dump_traceback_later(SECONDS, exit=True)
            wrong, page = _rendered(templates, name, filters, values)
            faulthandler.cancel_dump_traceback_later()
            answers.write(json.dumps({"fault": wrong, "page": len(page)}).encode() + b"\n" + page)
            answers.flush()


def _rendered(
    templates: OwnTemplates, name: str, filters: Filters, values: Mapping[str, object]
) -> tuple[tuple[str, str, str, int] | None, bytes]:
    """Return what is wrong, and the page."""
    try:
        return None, templates.render(name, filters, values).encode("utf-8", "surrogatepass")
    except TemplateFault as wrong:
        return (wrong.message, wrong.help, wrong.file, wrong.line), b""


def _limit_memory() -> None:
    """Limit the memory of the process; Windows has no such limit for a process itself."""
    faulthandler.enable()
    if sys.platform != "win32":
        import resource

        most = MEGABYTES * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
