"""`print` 制表: the indicator table, ready for print."""

import os

from creditdsl.api.saving import document_format
from creditdsl.api.table_files import print_table
from creditdsl.base.failure import Failure
from creditdsl.cli.command import argument, define
from creditdsl.cli.options import fonts_option, output_option, table_option, template_option
from creditdsl.explain.phrases import tighten
from creditdsl.printing.errors import TemplateUnused
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme, warn
from creditdsl.terminal import console


@define(
    "print",
    "按方案制作可以印发的指标表：附件标识、标题、指标、评分标准和计分说明。评分标准由规则自动写出；"
    "文件的扩展名决定制作哪一种：网页、Word 文档、PDF 文件还是 Excel 表格，用 WPS 也能打开。",
    "creditdsl print 方案.credit --table 附件1 -o 附件1.docx",
)
@argument("file", "方案文件")
@table_option
@output_option("写到这个文件，扩展名是 .html、.docx、.pdf 或 .xlsx", required=True)
@fonts_option
@template_option("制作网页时用自己的模板：一个模板文件，或有 table.html.jinja 的文件夹")
def command(file: str, table: str | None, output: str, fonts: str | None, template: str | None) -> None:
    writer = document_format(output, fonts)
    if template is not None and writer.suffix != ".html":
        raise Failure(TemplateUnused(os.path.splitext(output)[1]))
    reading, compilation = load_scheme(file)
    compiled = choose_table(compilation, table)
    warn(reading, compilation)
    written = print_table(compilation.scheme, compiled, output, fonts, template, (file,))
    console.write(f"已写入 {output}：{compiled.table.name} {tighten(compiled.table.title)}。\n{written.notes}")
