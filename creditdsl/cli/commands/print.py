"""`print` 制表: the indicator table, ready for print."""

import os

from creditdsl.base.failure import Failure
from creditdsl.cli.command import argument, define
from creditdsl.cli.options import fonts_option, output_option, table_option, template_option
from creditdsl.files.outputs import write_file
from creditdsl.printing.errors import TemplateUnused
from creditdsl.printing.own_files import own_files, own_templates
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
    from creditdsl.printing.documents import face_notes, no_such_format, refuse_fonts
    from creditdsl.printing.fonts import write_pdf
    from creditdsl.publish.table.content import table_content
    from creditdsl.publish.table.indicator import indicator_document
    from creditdsl.publish.writers import WRITERS, writer_for
    from creditdsl.publish.writers.html import HTML, render_table

    suffix = os.path.splitext(output)[1]
    writer = writer_for(suffix)
    if writer is None:
        raise no_such_format(output, {one.suffix: one.title for one in WRITERS})
    is_pdf = writer.suffix == ".pdf"
    refuse_fonts(fonts, suffix.lower())
    if template is not None and writer.suffix != HTML.suffix:
        raise Failure(TemplateUnused(suffix))
    reading, compilation = load_scheme(file)
    compiled = choose_table(compilation, table)
    warn(reading, compilation)
    content = table_content(compilation.scheme, compiled)
    strange: tuple[str, ...] = ()
    with own_templates(template, ("table",), any_name=True) as own:
        if is_pdf:
            made, strange = write_pdf(indicator_document(content), fonts)
        else:
            made = writer.write(content) if own is None else render_table(content, own)
    write_file(output, made, (file, *own_files(own)))
    console.write(f"已写入 {output}：{content.mark} {content.title}。\n")
    console.write(face_notes(writer.faces, fonts, strange))
