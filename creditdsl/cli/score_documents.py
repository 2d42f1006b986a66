"""What the commands that make a document of scores share: their options, and the way from data to a file.

Receives what was typed; promises one document in the format of its suffix.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from creditdsl.cli.command import argument
from creditdsl.cli.options import (
    data_option,
    fonts_option,
    output_option,
    partial_option,
    period_option,
    table_option,
)
from creditdsl.cli.scores import score
from creditdsl.files.outputs import write_file
from creditdsl.printing.documents import face_notes, refuse_fonts, render_document, writer_of
from creditdsl.publish.document import Document
from creditdsl.publish.standings.standings import Standings
from creditdsl.publish.writers import DOCUMENT_WRITERS
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
    partial_option("缺数也做：能算的先算，等数的写“待定”"),
)


def score_options(function: _Function) -> _Function:
    """The options of every such command."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), function)


def of_all_units(document: Callable[[Standings], Document], called: str) -> _Function:
    """What a command does that makes one document of all units."""

    def command(
        file: str,
        table: str | None,
        data: tuple[str, ...],
        period: str | None,
        output: str,
        fonts: str | None,
        partial: bool,
    ) -> None:
        def make() -> tuple[Document, str]:
            found = standings(score(file, table, data, partial=partial, period=period))
            return document(found), f"{found.table}{called}，{len(found.units)} 个单位"

        write_document(make, output, fonts, file, data)

    return score_options(command)


def write_document(
    make: Callable[[], tuple[Document, str]], output: str, fonts: str | None, file: str, data: Sequence[str]
) -> None:
    """make: the document and what it is of; called once the format is known to be there."""
    writer = writer_of(output, DOCUMENT_WRITERS)
    refuse_fonts(fonts, writer.suffix)
    document, said = make()
    content, strange = render_document(document, writer, fonts)
    write_file(output, content, (file, *paths_of(data)))
    console.write(f"已写入 {output}：{said}。\n")
    console.write(face_notes(writer.faces, fonts, strange))
