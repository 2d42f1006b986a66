"""What every command is made of: click's commands with Chinese help.

A command file writes

    @define("finding", "解释一个编号。", "creditdsl finding E0001")
    @argument("code", "编号", required=False)
    def command(code: str | None) -> int | None: ...

and returns its exit status (None is 0). Help pages are laid out here by display width instead of by
click, which counts a Chinese character as one column and heads its sections in English. Options are
click's own, each with a Chinese `metavar` and `help`.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from creditdsl.base.fault import Fault
from creditdsl.terminal import console
from creditdsl.terminal.aligned import INDENT, aligned
from creditdsl.terminal.width import fold

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_Function = TypeVar("_Function", bound=Callable[..., Any])

Completion = Callable[[click.Context, click.Parameter, str], "list[CompletionItem[str]]"]
"""From what is typed of a value to what it may become; called by the shell only."""

ASKED = "_CREDITDSL_COMPLETE"
"""The variable by which a shell asks what a word may become."""

Section = tuple[str, Sequence[Sequence[str]]]
"""A heading of a help page and the rows below it."""


class WrongUse(click.UsageError):
    """Wrong use that this project sees itself."""

    def __init__(self, fault: Fault, ctx: click.Context) -> None:
        super().__init__(fault.words(), ctx)
        self.fault = fault


class ChineseCommand(click.Command):
    """A command whose help and usage are Chinese and whose help ends with an example."""

    allow_extra_args = True  # so that parse_args below can name them in Chinese

    def __init__(self, name: str | None, *, example: str = "", **settings: Any) -> None:
        super().__init__(name, **{"options_metavar": "[选项]", **settings})
        self.example = example

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # a line that is still being typed
            return super().parse_args(ctx, args)
        for arg in args:
            if _is_typeset_option(arg):
                from creditdsl.cli.errors import TypesetDash

                raise WrongUse(TypesetDash(arg), ctx)
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click's parser leaves it out
            raise
        if rest and not isinstance(self, click.Group):
            from creditdsl.cli.errors import ExtraWords

            raise WrongUse(ExtraWords(" ".join(rest)), ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        if self._help_option is None:
            self._help_option = click.Option(
                ["-h", "--help", "show_help"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help="显示用法",
                callback=_show_help,
            )
        return self._help_option

    def get_usage(self, ctx: click.Context) -> str:
        return f"用法：{' '.join([ctx.command_path, *self.collect_usage_pieces(ctx)])}"

    def get_help(self, ctx: click.Context) -> str:
        columns = _columns()
        text = fold(self.help or "", columns - len(INDENT))
        lines = [self.get_usage(ctx), "", *(INDENT + line for line in text)]
        for heading, rows in self.sections(ctx):
            lines += ["", f"{heading}：", *aligned(rows, columns)]
        return "\n".join([*lines, "", f"例：{self.example}"])

    def sections(self, ctx: click.Context) -> list[Section]:
        """The headed tables of the help page."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option) and not param.hidden]
        return [("选项", [(_option_term(option, ctx), _option_text(option)) for option in options])]


def define(name: str, help: str, example: str) -> Callable[[Callable[..., int | None]], ChineseCommand]:
    """The decorator that makes a function the command of its file."""
    return click.command(name, cls=ChineseCommand, help=help, example=example)


def file_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """Leave a value to the shell, which knows the files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def folder_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """The same for a folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def argument(
    name: str, word: str, *, required: bool = True, many: bool = False, complete: Completion = file_names
) -> Callable[[_Function], _Function]:
    """A positional argument, called `word` in help and messages. complete: what a shell offers for it."""
    shown = (word if required else f"[{word}]") + ("…" if many else "")
    return click.argument(name, metavar=shown, required=required, nargs=-1 if many else 1, shell_complete=complete)


def _show_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        console.write(ctx.get_help() + "\n")
        ctx.exit()


def _option_term(option: click.Option, ctx: click.Context) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.make_metavar(ctx)}"


def _option_text(option: click.Option) -> str:
    notes = [word for word, holds in (("必写", option.required), ("可写多次", option.multiple)) if holds]
    return (option.help or "") + (f"（{'，'.join(notes)}）" if notes else "")


def _is_typeset_option(arg: str) -> bool:
    """Whether a word processor turned the dashes of an option into one of its own."""
    bare = arg.lstrip("—–－−‐‑-")
    return bare != arg and arg[0] != "-" and bare[:1].isascii() and bare[:1].isalpha()


def _columns() -> int:
    from shutil import get_terminal_size

    return max(min(get_terminal_size().columns, 100) - 2, 50)
