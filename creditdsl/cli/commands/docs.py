"""`docs` 规则文档: a folder of pages that say what every rule means, how it computes and which data it needs."""

import os

from creditdsl.api.table_files import write_docs
from creditdsl.cli.command import argument, define
from creditdsl.cli.options import output_folder_option, template_option
from creditdsl.scoring.compiled_scheme import load_scheme, warn
from creditdsl.terminal import console


@define(
    "docs",
    "生成规则文档：每项规则的正式表述、算法、需要的数据和示例，计分说明，另附数据字典和索引。"
    "写成一个文件夹，用浏览器打开其中的 index.html。",
    "creditdsl docs 方案.credit -o 规则文档",
)
@argument("file", "方案文件")
@output_folder_option("写到这个文件夹；没有就新建")
@template_option("用自己的模板：一个文件夹，或其中的一个模板文件")
def command(file: str, output: str, template: str | None) -> None:
    reading, compilation = load_scheme(file)
    warn(reading, compilation)
    written = write_docs(compilation, output, template, (file,))
    console.write(f"已写入 {os.path.join(output, 'index.html')} 等 {len(written.files)} 个网页。\n")
