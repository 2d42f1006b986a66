"""`import` 导入: a table of a Word document, a workbook or a page as a draft of a scheme, with a report.

Promises that nothing is written where the file cannot be imported, and that an existing file is not replaced.
"""

import os

import click

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.fault import Fault
from creditdsl.cli.command import argument, define
from creditdsl.cli.options import format_option, output_option
from creditdsl.files.inputs import file_bytes, shown
from creditdsl.files.outputs import write_file
from creditdsl.importer.errors import DraftThere
from creditdsl.importer.import_report import as_json, as_page, as_text, refusal
from creditdsl.importer.importing import import_document
from creditdsl.importer.readers.any_file import MAX_BYTES
from creditdsl.terminal import console

FORMATS = ("text", "json", "html")


@define(
    "import",
    "把 Word 文档、Excel 工作簿、网页或者复制的表格里的考核表，写成方案的草稿，并报告每一条读成了什么。"
    "读得准的写成规则，读不准的写成“待定”，原文照抄在“标准”里，一个字不丢。",
    "creditdsl import 考核办法.docx -o 方案.credit",
)
@argument("file", "文件")
@output_option("草稿写到这个文件；不写就只看报告")
@format_option(FORMATS, "报告的格式：文字、JSON、网页", default="text")
@click.option("--force", is_flag=True, help="草稿的文件已经有了，也重新写")
def command(file: str, output: str | None, form: str, force: bool) -> int | None:
    try:
        content = file_bytes(file, MAX_BYTES)
        if isinstance(content, Fault):
            raise Failure(Diagnostic(content, shown(file)))
        imported = import_document(shown(file), content)
    except Failure as failure:
        if form != "json":
            raise
        console.write_json(refusal(failure.diagnostics))
        return failure.exit_code
    if output is not None:
        if os.path.exists(output) and not force:
            raise Failure(Diagnostic(DraftThere(), output))
        write_file(output, imported.text.encode("utf-8"), (file,))
    match form:
        case "json":
            console.write_json(as_json(imported))
        case "html":
            console.write(as_page(imported))
        case _:
            console.write(as_text(imported, output))
    return None
