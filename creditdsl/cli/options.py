"""The options that several commands share, each spelt once."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from creditdsl.cli.command import file_names, folder_names

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

table_option: Decorator = click.option(
    "--table", metavar="表名", help="哪一张表，例如 附件1；方案里只有一张表时可以不写"
)

data_option: Decorator = click.option(
    "--data",
    metavar="数据文件",
    multiple=True,
    required=True,
    help="单位数据，或者放填报表的文件夹；分在几处的，逐个写",
    shell_complete=file_names,
)

fonts_option: Decorator = click.option(
    "--fonts",
    metavar="文件夹",
    help="制作 PDF 时用这个文件夹里的方正小标宋简体、仿宋_GB2312 等字体，不用自带的",
    shell_complete=folder_names,
)


title_option: Decorator = click.option(
    "--title", metavar="标题", default="", help="写在最上面的标题；不写时由表的标题改成，例如 ……考核排名表"
)


def period_option(help: str) -> Decorator:
    """Return `--period` with the help that says what a command does with one period."""
    return click.option("--period", metavar="期", help=help)


def partial_option(help: str) -> Decorator:
    """Return `--partial` with the help that says what a command does with what waits."""
    return click.option("--partial", is_flag=True, help=help)


def engine_option(engines: Sequence[str], help: str) -> Decorator:
    """Return `--engine`, one of some engines; None where it is not written."""
    return click.option("--engine", metavar="算法", type=click.Choice(engines), help=help)


def format_option(formats: Sequence[str], help: str, *, default: str | None = None) -> Decorator:
    """Return `--format`, which a command receives as `form`."""
    return click.option("--format", "form", metavar="格式", type=click.Choice(formats), default=default, help=help)


def output_option(help: str, *, required: bool = False) -> Decorator:
    """Return `-o` for a file."""
    return click.option("-o", "--output", metavar="文件", required=required, help=help, shell_complete=file_names)


def output_folder_option(help: str, *, default: str | None = None) -> Decorator:
    """Return `-o` for a folder, which must be written where it has no default."""
    needed: dict[str, Any] = {"required": True} if default is None else {"default": default}
    return click.option("-o", "--output", metavar="文件夹", help=help, shell_complete=folder_names, **needed)


def template_option(help: str) -> Decorator:
    """Return `--template` with the help that says which pages the command makes."""
    return click.option("--template", metavar="模板", help=help, shell_complete=file_names)


def codes_option(name: str, help: str) -> Decorator:
    """Return an option that takes codes or their beginnings, several in one or one after the other."""
    return click.option(name, metavar="编号", multiple=True, help=help, shell_complete=code_names)


def code_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """The codes that begin with what is typed, with their titles; of several only the last is completed."""
    from click.shell_completion import CompletionItem

    from creditdsl.reports.codes import all_codes

    before, comma, typed = incomplete.rpartition(",")
    codes = sorted(all_codes(), key=lambda code: code.id)
    return [CompletionItem(before + comma + c.id, help=c.title) for c in codes if c.id.startswith(typed.upper())]
