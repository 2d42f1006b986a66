"""Render a user's own templates where they can read their values and nothing else.

Receives a file or a folder; promises text in which values are escaped, or a TemplateFault in Chinese with
file and line. Sandboxed: no attribute or call that leads out of the values, no file but templates of the
folder, no change to a value, nothing that differs from run to run, an end to loops and to what is written. Names that
do not exist are faults that say which names do. Templates that the folder lacks are taken from those that ship.

What one step may cost is not limited here: the process in which this runs is (template_process.py).
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from traceback import walk_tb
from typing import Any, cast

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from creditdsl.base.node import node
from creditdsl.publish.pages.template_faults import Addressed, TemplateFault, TooDeep, TooMuch, UnknownName, fault

Filters = Mapping[str, Callable[..., object]]

MAX_LOOP_TURNS = 1_000_000
"""The most turns of all loops of one page together."""
MAX_CHARACTERS = 10_000_000
_LARGE = "写出来的网页太大"
_MAX_BYTES = 5 * 1024 * 1024
"""Of a template."""
_SUFFIX = ".jinja"
_ADDRESS = re.compile(r"<[\w .,'-]{1,200} at 0x[0-9a-fA-F]{6,}>")
"""What Python writes for a value without words of its own: a place in memory, another in each run."""


@node
class OwnTemplates:
    """Templates of a user.

    folder: the only folder whose files may be read. main: the file of the page, if not of the usual name.
    """

    folder: Path
    main: str | None = None

    def render(self, name: str, filters: Filters, values: Mapping[str, object]) -> str:
        """Render the template of this name, or main."""
        asked = self.main or name
        loader = _Folder(self.folder, self.main)
        environment = _Sandbox(loader, filters)
        try:
            return _limited(environment.get_template(asked).generate(values))
        except TemplateFault:
            raise
        except Exception as error:
            file, line = self._place(error, asked, loader.read)
            raise fault(error, environment.filters, values, file, line) from None

    def path(self, name: str) -> str:
        """Return the path of the template of this name, or of main."""
        return str(self.folder / (self.main or name))

    def place(self, file: str, line: int, filters: Filters) -> tuple[str, int] | None:
        """Return the file and line of a template from those of its compiled code; None for other code."""
        loader = _Folder(self.folder, self.main)
        try:
            template = _Sandbox(loader, filters).get_template(Path(file).relative_to(self.folder).as_posix())
        except (ValueError, TemplateError):
            return None
        return (file, template.get_corresponding_lineno(line)) if loader.read else None

    def _place(self, error: Exception, asked: str, read: Collection[str]) -> tuple[str, int]:
        """Return the file and line of an error.

        `read`: the paths of the user's templates.
        """
        if isinstance(error, TooDeep):
            return error.file, error.line
        if isinstance(error, TemplateSyntaxError):
            return error.filename or str(self.folder / (error.name or asked)), error.lineno
        place = (str(self.folder / asked), 0)
        for frame, line in walk_tb(error.__traceback__):
            if frame.f_code.co_filename in read:
                place = (frame.f_code.co_filename, line)
        return place


# The sandbox


class _Unknown(StrictUndefined):
    """An undefined value that remembers its name and owner, for the message."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = UndefinedError):
        owner = None if obj is missing else obj
        super().__init__(
            hint, obj, name, cast(Any, partial(UnknownName, name, owner)) if exc is UndefinedError else exc
        )


class _Folder(BaseLoader):
    """A loader of the templates of one folder; a file outside, to which a link leads, is not found.

    main: the template whose name may end otherwise.
    """

    def __init__(self, folder: Path, main: str | None) -> None:
        self.folder, self.inside, self.main = folder, folder.resolve(), main
        self.read: list[str] = []

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        path = self.folder / template
        if not template.endswith(_SUFFIX) and template != self.main:
            raise TemplateNotFound(template)
        if not path.resolve().is_relative_to(self.inside) or not path.is_file():
            raise TemplateNotFound(template)
        if path.stat().st_size > _MAX_BYTES:
            raise TemplateFault("模板太大。", "核对是不是选错了文件。", str(path))
        self.read.append(str(path))
        try:
            return path.read_text(encoding="utf-8-sig"), str(path), None
        except UnicodeDecodeError:
            help = "用记事本打开，另存为 UTF-8 编码。"
            raise TemplateFault("模板不是 UTF-8 编码的文字。", help, str(path)) from None
        except OSError:
            raise TemplateFault("模板读不出来。", "核对文件和权限。", str(path)) from None


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a limit of loops and of repeated text.

    left: the turns of loops that the page may still take.
    """

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, loader: _Folder, filters: Filters) -> None:
        super().__init__(
            loader=ChoiceLoader([loader, PackageLoader("creditdsl.publish")]),
            autoescape=True,
            undefined=_Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self._written,
            optimized=False,  # it would compute constants, however large, while the template is read
        )
        del self.globals["lipsum"], self.filters["random"]
        self.filters.update(filters)
        self.filters["counted"] = self._counted
        self.left, self.room = MAX_LOOP_TURNS, MAX_CHARACTERS

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template so that every loop goes over a counted list."""
        parser = Parser(self, source, name, filename)
        try:
            parsed = parser.parse()
        except RecursionError:
            raise TooDeep(filename or "", parser.stream.current.lineno) from None
        for loop in list(parsed.find_all(nodes.For)):
            line = loop.iter.lineno
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=line)
            loop.iter.set_environment(self)
        return parsed

    @pass_context  # otherwise constants would be written while the template is read
    def _written(self, context: Context, value: object) -> object:
        """Return a value that is about to be written."""
        text = str(value)
        if _ADDRESS.search(text):
            raise Addressed
        self.room -= len(text)
        if self.room < 0:
            raise TooMuch(_LARGE)
        return value

    def _counted(self, values: Iterable[object]) -> list[object]:
        items = list(values)
        self.left -= len(items)
        if self.left < 0:
            raise TooMuch(f"各个循环一共超过了{MAX_LOOP_TURNS}次")
        return items

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        sizes = [len(one) for one in (left, right) if isinstance(one, (str, list, tuple))]
        numbers = [abs(one) for one in (left, right) if not isinstance(one, (str, list, tuple))]
        most = MAX_LOOP_TURNS if sizes or operator == "*" else 64
        if sizes and numbers and sizes[0] * numbers[0] > most:
            raise TooMuch("重复出来的文字太长")
        if operator == "**" and numbers[-1:] > [most]:
            raise TooMuch("乘方太大")
        return super().call_binop(context, operator, left, right)


def _limited(parts: Iterable[str]) -> str:
    kept, size = [], 0
    for part in parts:
        kept.append(part)
        size += len(part)
        if size > 2 * MAX_CHARACTERS:  # the values were counted; as much again for the templates' own text
            raise TooMuch(_LARGE)
    return "".join(kept)
