"""Files of a scheme without data: the indicator table, 填报表 and the pages that explain the rules."""

import os

from creditdsl.api.errors import ArgumentUnused, WrongSuffix
from creditdsl.api.failures import unknown
from creditdsl.api.saving import Path, Written, document_content, save, save_folder, suffix_of
from creditdsl.api.values import ByName, name_key
from creditdsl.base.failure import Failure
from creditdsl.compiler.pipeline import Compilation, CompiledTable
from creditdsl.data.tables import fold
from creditdsl.files.file_names import file_names
from creditdsl.printing.documents import refuse_fonts
from creditdsl.printing.own_files import own_files, own_templates
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.walk import units_of

_BLANK = "空白"


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


def write_sheets(
    scheme: Scheme, compiled: CompiledTable, path: Path, unit: str | None, both: bool, inputs: tuple[str, ...]
) -> Written:
    """Write one 填报表, or into a folder one for each unit of the roster."""
    from creditdsl.publish.sheets.sheet import sheet_content
    from creditdsl.publish.sheets.sheet_workbook import write_workbook

    suffix = suffix_of(path)
    if suffix not in ("", ".xlsx"):
        raise Failure(WrongSuffix("填报表", os.fspath(path), suffix, (".xlsx", "文件夹")))
    roster = units_of(compiled.table)
    chosen = "" if unit is None else _unit(unit, roster)
    units = roster if roster and not suffix and not chosen else (chosen,)
    measures = compiled.program.data_measures
    contents = {name: sheet_content(scheme, compiled, measures, name, both) for name in units}
    if suffix:
        return save(path, write_workbook(contents[chosen]), inputs)
    mark = next(iter(contents.values())).mark
    names = file_names(f"{mark}填报表-", (name or _BLANK for name in units), ".xlsx")
    files = {names[name or _BLANK]: write_workbook(content) for name, content in contents.items()}
    return save_folder(path, files, inputs)


def write_docs(compilation: Compilation, folder: Path, template: Path | None, inputs: tuple[str, ...]) -> Written:
    """Write the pages that say what every rule means and which data it needs."""
    from creditdsl.publish.manual.attainable import attainable
    from creditdsl.publish.manual.site import PAGES, site

    with own_templates(None if template is None else os.fspath(template), PAGES) as templates:
        pages = site(compilation, attainable(compilation), templates)
    return save_folder(folder, pages, (*inputs, *own_files(templates)))


def _unit(typed: str, roster: tuple[str, ...]) -> str:
    """The unit that was typed; of a table with a 名单 one of it."""
    if not name_key(typed):
        raise unknown(typed, "个单位", roster)
    return ByName({name: name for name in roster}, "个单位")[typed] if roster else fold(typed)
