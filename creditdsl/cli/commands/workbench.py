"""`workbench` 工作台: the page on this machine, until it is closed."""

import os
import webbrowser

import click

from creditdsl.base.failure import Failure
from creditdsl.cli.collecting import collect_for_hours
from creditdsl.cli.command import argument, define, folder_names
from creditdsl.terminal import console
from creditdsl.workbench.folder import Folder
from creditdsl.workbench.page_server import PageServer
from creditdsl.workbench.workbench_errors import NoWorkFolder, PortTaken


@define(
    "workbench",
    "打开工作台：在浏览器里写方案、看印发样式、评分、打印。文件就在这个文件夹里打开和保存，只有本机能用。"
    "关掉页面，工作台就结束。",
    "creditdsl workbench 我的方案",
)
@argument("folder", "文件夹", required=False, complete=folder_names)
@click.option("--port", metavar="端口", type=click.IntRange(0, 65535), default=0, help="用哪个端口，不写就自动选")
@click.option("--no-browser", is_flag=True, help="不自动打开浏览器，只写出地址")
def command(folder: str | None, port: int, no_browser: bool) -> None:
    path = folder or os.curdir
    if not os.path.isdir(path):
        raise Failure(NoWorkFolder(path))
    try:
        server = PageServer(Folder(path), port)
    except OSError:
        raise Failure(PortTaken(port)) from None
    with server:
        console.write(f"工作台已经打开：{server.access.address}\n关掉页面，或者在这里按 Ctrl+C，就结束。\n")
        if not no_browser:
            webbrowser.open(server.access.address)
        collect_for_hours()
        server.serve()
