"""`docs` 规则文档: a folder of pages that say what every rule means and which data it needs."""

import os

import click

from creditdsl.cli import console
from creditdsl.cli.command import argument, define
from creditdsl.cli.files import write_folder
from creditdsl.cli.scoring import load_scheme, warn


@define(
    "docs",
    "生成规则文档：每项规则的正式表述、需要的数据和计分说明，另附数据字典。"
    "写成一个文件夹，用浏览器打开其中的 index.html。",
    "creditdsl docs 方案.credit -o 规则文档",
)
@argument("file", "方案文件")
@click.option("-o", "--output", metavar="文件夹", required=True, help="写到这个文件夹；没有就新建")
def command(file: str, output: str) -> None:
    from creditdsl.publish.site import site

    reading, compilation = load_scheme(file)
    sources = () if reading.source is None else (reading.source,)
    warn((*reading.diagnostics, *compilation.diagnostics), sources)
    pages = site(compilation)
    write_folder(output, pages, (file,))
    console.write(f"已写入 {os.path.join(output, 'index.html')} 等 {len(pages)} 个网页。\n")
