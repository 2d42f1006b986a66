"""`explain` 说明: why a unit got each score, from the record of the evaluation; of one unit, or of all."""

import os
from collections.abc import Iterable

import click

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
from creditdsl.explain import comparison_text, explanation_text
from creditdsl.explain.comparison import UnitComparison
from creditdsl.explain.explanation_text import TextLine
from creditdsl.explain.phrases import period_words
from creditdsl.files.file_names import file_names
from creditdsl.files.outputs import write_file, write_folder
from creditdsl.reports.text import visible
from creditdsl.results.errors import NotForScreen
from creditdsl.scoring.errors import NothingToExplain
from creditdsl.scoring.explained import Asked, Explained, explained
from creditdsl.scoring.labelled_paths import paths_of
from creditdsl.terminal import console
from creditdsl.terminal.width import fold

_FORMATS = ("text", "json", "html", "docx", "pdf")
_COLUMNS = 78


def render(one: Explained, form: str) -> str:
    """The whole content in a format of text."""
    match form:
        case "json":
            return console.json_text(_json(one))
        case "html":
            from creditdsl.publish.pages.page import render as render_page

            template = "comparison" if isinstance(one, UnitComparison) else "explanation"
            return render_page(template, page=one).decode("utf-8")
        case _:
            page = comparison_text.lines(one) if isinstance(one, UnitComparison) else explanation_text.lines(one)
            return "".join(f"{text}\n" for line in page for text in _folded(line))


def _json(one: Explained) -> dict[str, object]:
    return comparison_text.as_json(one) if isinstance(one, UnitComparison) else explanation_text.as_json(one)


def _headline(one: Explained) -> str:
    return comparison_text.headline(one) if isinstance(one, UnitComparison) else explanation_text.headline(one)


def _folded(line: TextLine) -> Iterable[str]:
    """A line in the columns of a printed page, its rest hanging under it."""
    text = visible(line.text)
    first, *rest = fold(text, _COLUMNS - line.hang)
    yield (" " * line.indent + first).rstrip()
    yield from (" " * line.hang + more for more in rest)


class Files:
    """The explanations as files of one format. strange: faces that the folder of --fonts lacks."""

    def __init__(self, form: str, fonts: str | None) -> None:
        from creditdsl.printing.documents import refuse_fonts
        from creditdsl.publish.writers import DOCUMENT_WRITERS

        self.form, self.fonts = form, fonts
        self.writer = next((one for one in DOCUMENT_WRITERS if one.suffix == f".{form}" and form != "html"), None)
        self.strange: tuple[str, ...] = ()
        refuse_fonts(fonts, f".{form}")

    def made(self, one: Explained) -> bytes:
        if self.writer is None:
            return render(one, self.form).encode("utf-8")
        from creditdsl.printing.documents import render_document
        from creditdsl.publish.explanations.explanation_document import comparison_document, explanation_document

        document = comparison_document(one) if isinstance(one, UnitComparison) else explanation_document(one)
        content, self.strange = render_document(document, self.writer, self.fonts)
        return content

    def say_faces(self) -> None:
        from creditdsl.printing.documents import face_notes

        console.write(face_notes(self.writer.faces if self.writer else (), self.fonts, self.strange))


@define(
    "explain",
    "说明一个单位每项得分的由来：引用规则，写出本单位的数、算式、用到的上限，以及总分、名次和等次怎样得出。"
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
    _FORMATS,
    "text 供人阅读（不写就是它），html、docx、pdf 供打印，json 供其他软件读取；"
    "-o 写文件的可以不写，看扩展名；-o 写文件夹的，不写就是 pdf",
)
@output_option("写到这个文件或者文件夹；不写就显示在屏幕上")
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
    fonts: str | None,
    partial: bool,
    engine: str | None,
) -> None:
    asked = Asked(file, table, data, unit, item, partial, period, engine)
    suffix = "" if output is None else os.path.splitext(output)[1].lower().removeprefix(".")
    if unit is None:
        _write_all(asked, _folder(output, suffix), form or "pdf", fonts)
        return
    chosen = form or (suffix if suffix in _FORMATS else "text")
    if output is None and chosen in ("docx", "pdf"):
        raise Failure(NotForScreen(chosen, f"{unit}.{chosen}"))
    files = Files(chosen, fonts) if output is not None or fonts is not None else None
    (one,) = explained(asked)
    if output is not None and files is not None:
        write_file(output, files.made(one), (file, *paths_of(data)))
        console.write(f"已写入 {output}：{_headline(one)}。\n")
        files.say_faces()
    elif chosen == "json":
        console.write_json(_json(one))
    else:
        console.write(render(one, chosen))


def _folder(output: str | None, suffix: str) -> str:
    if output is None or (suffix in _FORMATS and not os.path.isdir(output)):
        from creditdsl.cli.errors import UnitOrFolder

        raise Failure(UnitOrFolder(None if output is None else suffix))
    return output


def _write_all(asked: Asked, folder: str, form: str, fonts: str | None) -> None:
    """One file a unit."""
    files = Files(form, fonts)
    each = explained(asked)
    if not each:
        raise Failure(NothingToExplain())
    last = [one.last if isinstance(one, UnitComparison) else one for one in each]
    before = f"{last[0].table}{period_words(last[0].period) if last[0].period else ''}得分说明-"
    names = file_names(before, (one.unit for one in last), ".txt" if form == "text" else f".{form}")
    made = {names[unit.unit]: files.made(one) for one, unit in zip(each, last, strict=True)}
    write_folder(folder, made, (asked.file, *paths_of(asked.data)))
    console.write(f"已写入 {os.path.join(folder, next(iter(made)))} 等 {len(made)} 份得分说明。\n")
    files.say_faces()
