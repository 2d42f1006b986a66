"""`explain` 说明: why a unit got each score, from the record of the evaluation; of one unit, or of all."""

import os

import click

from creditdsl.api.explanation_of_unit import Explanation, explanation_files
from creditdsl.base.failure import Failure
from creditdsl.cli.command import argument, define
from creditdsl.cli.options import (
    data_option,
    engine_option,
    fonts_option,
    format_option,
    output_option,
    partial_option,
    period_option,
    table_option,
)
from creditdsl.explain.explanation_nodes import Extras
from creditdsl.explain.phrases import one_line
from creditdsl.files.outputs import write_file, write_folder
from creditdsl.printing.documents import refuse_fonts
from creditdsl.results.errors import NotForScreen
from creditdsl.scoring.explained import Asked, explained
from creditdsl.scoring.labelled_paths import paths_of
from creditdsl.terminal import console

_SUFFIXES = {"text": ".txt", "json": ".json", "html": ".html", "docx": ".docx", "pdf": ".pdf"}
"""The suffix of each format."""


@define(
    "explain",
    "说明一个单位每项得分的由来：先是失分一览、离上一等次差在哪里，再逐条引用规则，写出本单位的数、算式、用到的上限，"
    "以及总分、名次和等次怎样得出。"
    "不写 --unit、-o 写成文件夹的，每个单位一份。"
    "自评和复核两份数据可以逐项对照，写出差额：--data 自评:自评.csv --data 复核:复核.csv。",
    "creditdsl explain 方案.credit --table 附件1 --data 数据/附件1.csv --unit 甲局 -o 甲局得分说明.docx",
)
@argument("file", "方案文件")
@table_option
@data_option
@click.option("--unit", metavar="单位", help="说明哪一个单位；不写就是全部单位，-o 要写文件夹")
@period_option("说明哪一期，例如 2023-01；不写就说明全年，或仅有的一期")
@click.option("--item", metavar="编号", help="只说明一个大项或一项，例如 二/3")
@format_option(
    tuple(_SUFFIXES),
    "text 供人阅读（不写就是它），html、docx、pdf 供打印，json 供其他软件读取；"
    "-o 写文件的可以不写，看扩展名；-o 写文件夹的，不写就是 pdf",
)
@output_option("写到这个文件或者文件夹；不写就显示在屏幕上")
@click.option(
    "--recheck",
    default="",
    metavar="期限",
    help="末尾写上复核的期限和盖章的地方，例如 收到之日起5个工作日内；不写就没有",
)
@click.option("--others", is_flag=True, help="写出名次在前面、后面的单位的总分；不写就只写名称和名次")
@fonts_option
@partial_option("缺数也说明：等数的得分写“待定”，并写明等哪一格")
@engine_option(("exact", "columns"), "exact 逐单位计算；columns 用于单位很多的数据，数据文件大了不写也是它")
def command(
    file: str,
    table: str | None,
    data: tuple[str, ...],
    unit: str | None,
    period: str | None,
    item: str | None,
    form: str | None,
    output: str | None,
    recheck: str,
    others: bool,
    fonts: str | None,
    partial: bool,
    engine: str | None,
) -> None:
    asked = Asked(file, table, data, unit, item, partial, period, engine, Extras(one_line(recheck), others))
    suffix = "" if output is None else os.path.splitext(output)[1].lower().removeprefix(".")
    inputs = (file, *paths_of(data))
    if unit is None:
        folder, form = _folder(output, suffix), form or "pdf"
        refuse_fonts(fonts, f".{form}")
        files, notes = explanation_files(explained(asked), _SUFFIXES[form], fonts)
        write_folder(folder, files, inputs)
        console.write(f"已写入 {os.path.join(folder, next(iter(files)))} 等 {len(files)} 份得分说明。\n{notes()}")
        return
    form = form or (suffix if suffix in _SUFFIXES else "text")
    if output is None and form in ("docx", "pdf"):
        raise Failure(NotForScreen(form, f"{unit}.{form}"))
    refuse_fonts(fonts, f".{form}")
    (explanation,) = (Explanation(explained_unit, inputs) for explained_unit in explained(asked))
    if output is None and form == "json":
        console.write_json(explanation.data)
        return
    content, notes = explanation.content(f"{unit}{_SUFFIXES[form]}", fonts)
    if output is None:
        console.write(content.decode("utf-8"))
        return
    write_file(output, content, inputs)
    console.write(f"已写入 {output}：{explanation.headline}。\n{notes()}")


def _folder(output: str | None, suffix: str) -> str:
    if output is None or (suffix in _SUFFIXES and not os.path.isdir(output)):
        from creditdsl.cli.errors import UnitOrFolder

        raise Failure(UnitOrFolder(None if output is None else suffix))
    return output
