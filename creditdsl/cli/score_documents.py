"""What the commands that make a document of scores share: their options, and the way from data to a file.

Receives what was typed; promises one document in the format of its suffix.
"""

from collections.abc import Callable
from functools import reduce
from typing import Any

from creditdsl.api.saving import document_format, save_document
from creditdsl.cli.command import argument
from creditdsl.cli.options import (
    data_option,
    fonts_option,
    output_option,
    partial_option,
    period_option,
    table_option,
    title_option,
)
from creditdsl.cli.score_results import score
from creditdsl.publish.document import Document
from creditdsl.publish.standings.standings import Standings
from creditdsl.results.standings import standings
from creditdsl.scoring.labelled_paths import paths_of
from creditdsl.terminal import console

_Function = Callable[..., Any]

_OPTIONS = (
    argument("file", "方案文件"),
    table_option,
    data_option,
    period_option("哪一期，例如 2023-01；全年写 2023"),
    output_option("写到这个文件，扩展名是 .html、.docx、.pdf 或 .xlsx", required=True),
    fonts_option,
    title_option,
    partial_option("缺数也做：能算的先算，等数的写“待定”"),
)


def score_options(function: _Function) -> _Function:
    """The options of every such command."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), function)


def of_all_units(document: Callable[[Standings, str], Document], called: str) -> _Function:
    """What a command does that makes one document of all units."""

    def command(
        file: str,
        table: str | None,
        data: tuple[str, ...],
        period: str | None,
        output: str,
        fonts: str | None,
        title: str,
        partial: bool,
    ) -> None:
        document_format(output, fonts)
        shown = standings(score(file, table, data, partial=partial, period=period))
        subject = f"{shown.table}{called}，{len(shown.units)} 个单位"
        write_document(document(shown, title), subject, output, fonts, (file, *paths_of(data)))

    return score_options(command)


def write_document(document: Document, subject: str, output: str, fonts: str | None, inputs: tuple[str, ...]) -> None:
    """Write a document, and say what it is of. inputs: paths that it may not overwrite."""
    written = save_document(output, lambda: document, fonts, inputs)
    console.write(f"已写入 {output}：{subject}。\n{written.notes}")
