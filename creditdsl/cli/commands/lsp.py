"""`lsp` 编辑服务: the language service for an editor, over standard input and output."""

import sys

import click

from creditdsl.base.failure import Failure
from creditdsl.cli.collecting import collect_for_hours
from creditdsl.cli.command import define


@define(
    "lsp",
    "给编辑器用：边写边查，边写边提示。编辑器自己会启动它，通过标准输入和标准输出与它往来；不用在终端里输入。",
    "creditdsl lsp",
)
@click.option("--stdio", is_flag=True, expose_value=False, help="有的编辑器按约定会写上；写不写都一样")
def command() -> int:
    from creditdsl.cli.stdio_carrier import serve

    if sys.stdin is None or sys.stdout is None:  # a program without a console
        from creditdsl.files.errors import NoStandardInput

        raise Failure(NoStandardInput())
    collect_for_hours()
    # A stream of its own: the thread that reads it holds its lock, and Python closes standard input when it ends.
    return serve(open(sys.stdin.fileno(), "rb", closefd=False), sys.stdout.buffer)
