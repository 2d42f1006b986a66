"""Render a user's own templates where they can read their values and nothing else.

Receives a file or a folder; promises text in which values are escaped, or a TemplateFault in Chinese with
file and line. Sandboxed: no attribute or call that leads out of the values, no file outside the folder,
no change to a value, an end to loops and to what is written. Names that do not exist are faults that say
which names do. Templates that the folder lacks are taken from those that ship.
"""

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
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from creditdsl.base.node import node
from creditdsl.publish.pages.template_faults import TemplateFault, TooMuch, UnknownName, fault

MAX_LOOP_TURNS = 1_000_000
"""The most turns of all loops of one page together."""
MAX_CHARACTERS = 50_000_000


@node
class OwnTemplates:
    """Templates of a user.

    folder: the only folder whose files may be read. main: the file of the page, if not of the usual name.
    """

    folder: Path
    main: str | None = None

    def render(self, name: str, filters: Mapping[str, Callable[..., object]], values: Mapping[str, object]) -> str:
        """Render the template of this name, or main."""
        asked = self.main or name
        loader = _Folder(self.folder)
        environment = _Sandbox(loader, filters)
        try:
            return _limited(environment.get_template(asked).generate(values))
        except TemplateFault:
            raise
        except Exception as error:
            file, line = self._place(error, asked, loader.read)
            raise fault(error, environment.filters, values, file, line) from None

    def _place(self, error: Exception, asked: str, read: Collection[str]) -> tuple[str, int]:
        """Return the file and line of an error.

        `read`: the paths of the user's templates.
        """
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
    """A loader of one folder; a file outside, to which a link leads, is not found."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.inside = folder, folder.resolve()
        self.read: list[str] = []

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        path = self.folder / template
        if not path.resolve().is_relative_to(self.inside) or not path.is_file():
            raise TemplateNotFound(template)
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

    def __init__(self, loader: _Folder, filters: Mapping[str, Callable[..., object]]) -> None:
        super().__init__(
            loader=ChoiceLoader([loader, PackageLoader("creditdsl.publish")]),
            autoescape=True,
            undefined=_Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters.update(filters)
        self.filters["counted"] = self._counted
        self.left = MAX_LOOP_TURNS

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template so that every loop goes over a counted list."""
        parsed = super()._parse(source, name, filename)
        for loop in list(parsed.find_all(nodes.For)):
            line = loop.iter.lineno
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=line)
            loop.iter.set_environment(self)
        return parsed

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
        if size > MAX_CHARACTERS:
            raise TooMuch("写出来的网页太大")
    return "".join(kept)
