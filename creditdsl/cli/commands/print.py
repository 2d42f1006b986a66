"""`print` 制表: the indicator table, ready for print; with --whole the whole document."""

import os

import click

from creditdsl.api.saving import document_format
from creditdsl.api.table_files import PAGED, print_table, print_whole
from creditdsl.base.failure import Failure
from creditdsl.cli.command import argument, define
from creditdsl.cli.options import fonts_option, output_option, table_option, template_option
from creditdsl.compiler.pipeline import Compilation
from creditdsl.explain.phrases import tighten
from creditdsl.files.decode import Reading
from creditdsl.printing.errors import TemplateUnused, WholeAlone
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme, warn
from creditdsl.terminal import console


@define(
    "print",
    "按方案制作可以印发的指标表：附件标识、标题、指标、评分标准和计分说明。评分标准由规则自动写出；"
    "文件的扩展名决定制作哪一种：网页、Word 文档、PDF 文件还是 Excel 表格，用 WPS 也能打开。"
    "写 --whole 的，制作整个文件：正文和全部附件，页码连续；只有正文的方案，不写也是这样。",
    "creditdsl print 方案.credit --table 附件1 -o 附件1.docx",
)
@argument("file", "方案文件")
@table_option
@click.option("--whole", is_flag=True, help="制作整个文件：正文和全部附件（.docx、.pdf、.html）")
@output_option("写到这个文件，扩展名是 .html、.docx、.pdf 或 .xlsx", required=True)
@fonts_option
@template_option("制作网页时用自己的模板：一个模板文件，或有 table.html.jinja 的文件夹")
def command(file: str, table: str | None, whole: bool, output: str, fonts: str | None, template: str | None) -> None:
    if whole:
        _check_whole(table, output, fonts, template)
        return _whole(*load_scheme(file), file, output, fonts)
    writer = document_format(output, fonts)
    if template is not None and writer.suffix != ".html":
        raise Failure(TemplateUnused(os.path.splitext(output)[1]))
    reading, compilation = load_scheme(file)
    if not compilation.tables and table is None:
        _check_whole(table, output, fonts, template)
        return _whole(reading, compilation, file, output, fonts)
    compiled = choose_table(compilation, table)
    warn(reading, compilation)
    written = print_table(compilation.scheme, compiled, output, fonts, template, (file,))
    console.write(f"已写入 {output}：{compiled.table.name} {tighten(compiled.table.title)}。\n{written.notes}")
    return None


def _check_whole(table: str | None, output: str, fonts: str | None, template: str | None) -> None:
    for option, value in (("--table", table), ("--template", template)):
        if value is not None:
            raise Failure(WholeAlone(option))
    document_format(output, fonts, PAGED)


def _whole(reading: Reading, compilation: Compilation, file: str, output: str, fonts: str | None) -> None:
    warn(reading, compilation)
    written = print_whole(compilation, output, fonts, (file,))
    parts = ["正文" if compilation.scheme.bodies else "", "、".join(compilation.tables)]
    console.write(f"已写入 {output}：{'和'.join(filter(None, parts))}。\n{written.notes}")
