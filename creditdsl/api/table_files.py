"""Files of a scheme without data: the indicator table, 填报表 and the pages that explain the rules."""

import os

from creditdsl.api.errors import ArgumentUnused
from creditdsl.api.saving import Path, Written, document_content, save, save_folder, suffix_of
from creditdsl.base.failure import Failure
from creditdsl.compiler.pipeline import Compilation, CompiledTable
from creditdsl.printing.documents import refuse_fonts
from creditdsl.printing.own_files import own_files, own_templates
from creditdsl.syntax.nodes import Scheme


def print_table(
    scheme: Scheme,
    compiled: CompiledTable,
    path: Path,
    fonts: Path | None,
    template: Path | None,
    inputs: tuple[str, ...],
) -> Written:
    """Write the indicator table in the format of the suffix."""
    from creditdsl.publish.table.content import table_content
    from creditdsl.publish.table.indicator import indicator_document
    from creditdsl.publish.writers.html import HTML, render_table

    suffix = suffix_of(path)
    if template is not None and suffix != HTML.suffix:
        raise Failure(ArgumentUnused("template", ".html 文件"))
    content = table_content(scheme, compiled)
    if suffix != HTML.suffix:
        file, notes = document_content(os.fspath(path), lambda: indicator_document(content), fonts)
        return save(path, file, inputs, notes())
    refuse_fonts(None if fonts is None else os.fspath(fonts), suffix)
    with own_templates(None if template is None else os.fspath(template), ("table",), any_name=True) as templates:
        return save(path, render_table(content, templates), (*inputs, *own_files(templates)))


def preview_table(compilation: Compilation, compiled: CompiledTable) -> str:
    """Return the indicator table as a page whose cells name the lines that they come from (`data-line`)."""
    from creditdsl.publish.table.cell_lines import printed_lines
    from creditdsl.publish.table.content import table_content
    from creditdsl.publish.writers.html import render_table

    content = table_content(compilation.scheme, compiled)
    return render_table(content, None, printed_lines(compilation.tree, compiled.table, content)).decode("utf-8")


PAGED = (".html", ".docx", ".pdf")
"""The suffixes of a whole document; its text is no table, so that XLSX is none of them."""


def print_whole(compilation: Compilation, path: Path, fonts: Path | None, inputs: tuple[str, ...]) -> Written:
    """Write the whole document, its text and all its tables, in the format of the suffix."""
    from creditdsl.publish.whole_document import whole_document

    file, notes = document_content(os.fspath(path), lambda: whole_document(compilation), fonts, PAGED)
    return save(path, file, inputs, notes())


def write_sheets(
    scheme: Scheme,
    compiled: CompiledTable,
    path: Path,
    unit: str | None,
    both: bool,
    title: str,
    inputs: tuple[str, ...],
) -> Written:
    """Write one 填报表, or into a folder one for each unit of the roster and each supplier of data."""
    from creditdsl.printing.sheets import folder_files, is_folder, sheets
    from creditdsl.publish.sheets.sheet_workbook import write_workbook

    if is_folder(os.fspath(path)):
        return save_folder(path, folder_files(scheme, compiled, unit, both, title), inputs)
    (content,) = sheets(scheme, compiled, unit, both, title, whole_roster=False).values()
    return save(path, write_workbook(content), inputs)


def write_docs(compilation: Compilation, folder: Path, template: Path | None, inputs: tuple[str, ...]) -> Written:
    """Write the pages that say what every rule means and which data it needs."""
    from creditdsl.publish.manual.attainable import attainable
    from creditdsl.publish.manual.site import PAGES, site

    with own_templates(None if template is None else os.fspath(template), PAGES) as templates:
        pages = site(compilation, attainable(compilation), templates)
    return save_folder(folder, pages, (*inputs, *own_files(templates)))
