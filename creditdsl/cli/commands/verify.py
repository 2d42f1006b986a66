"""`verify` 核验: a file of results against scheme and data, or against the results of another run."""

import click

from creditdsl.api.saving import document_format
from creditdsl.api.verified import change_document, verify
from creditdsl.base.failure import DONE, FAULTY, UNUSABLE, Failure
from creditdsl.cli.command import argument, define, file_names
from creditdsl.cli.options import output_option, period_option, table_option
from creditdsl.cli.score_documents import write_document
from creditdsl.cli.score_results import of_period, score_rows
from creditdsl.results.recorded import KINDS, kind_of, load_record
from creditdsl.results.run_changes import run_changes
from creditdsl.results.verification import traced
from creditdsl.results.verification_errors import OptionOfOther, VerifyNeedsData
from creditdsl.results.verification_text import changes_text
from creditdsl.terminal import console


@define(
    "verify",
    "核验成绩文件：由方案和数据重算一遍，指出哪一格和重算的不同，方案、数据、工具是不是评分时的那些，并列出酌情的分数和理由。"
    "成绩文件是评分写的 XLSX、CSV 或 JSON 文件。"
    "后面写另一份成绩的，列出两次评分的变动，-o 写成表格存档。",
    "creditdsl verify 成绩.xlsx 方案.credit --table 附件1 --data 数据/附件1.csv",
)
@argument("file", "成绩文件")
@argument("other", "方案文件或者另一份成绩")
@table_option
@click.option(
    "--data",
    metavar="数据文件",
    multiple=True,
    help="评分时的单位数据；分在几处的，逐个写；比较两份成绩的不写",
    shell_complete=file_names,
)
@period_option("成绩文件只有这一期的，写明是哪一期")
@output_option("两次评分的变动写到这个文件，扩展名是 .xlsx、.docx、.pdf 或 .html")
def command(
    file: str, other: str, table: str | None, data: tuple[str, ...], period: str | None, output: str | None
) -> int:
    if kind_of(other) in KINDS:
        for option, typed in (("--data", data), ("--table", table), ("--period", period)):
            if typed:
                raise Failure(OptionOfOther(option, "重算成绩"))
        return _compare(file, other, output)
    if output is not None:
        raise Failure(OptionOfOther("-o", "写两次评分的变动"))
    if not data:
        raise Failure(VerifyNeedsData())
    record = load_record(file)
    try:
        rows = score_rows(other, table, data, partial=True, traced=traced(record))
        results = rows.results if period is None else of_period(rows.results, period)
    except Failure as stop:  # what cannot be scored cannot be verified
        stop.exit_code = UNUSABLE
        raise
    verification = verify(record, rows, results)
    console.write(verification.text())
    return DONE if verification.agrees else FAULTY


def _compare(before: str, after: str, output: str | None) -> int:
    """Tell the changes from one file of results to another."""
    if output is not None:
        document_format(output, None)
    changes = run_changes(load_record(before), load_record(after))
    if output is None:
        console.write(changes_text(changes))
    else:
        subject = f"成绩变动，{changes.count_words()}"
        write_document(change_document(changes), subject, output, None, (before, after))
    return FAULTY if changes.changes else DONE
