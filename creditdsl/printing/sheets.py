"""The 填报表 of a table: for one unit, for every unit of the roster, or a blank one.

Receives a table and the name of a unit as typed; promises workbooks by file name, or a Failure that names the
nearest unit.
"""

import os
from collections.abc import Mapping

from creditdsl.base.failure import Failure
from creditdsl.base.nearest import nearest
from creditdsl.base.spelling import cleaned, name_key
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.files.file_names import file_names
from creditdsl.printing.errors import NotInRoster, SheetFormat, UnitMissing
from creditdsl.publish.sheets.sheet import SheetContent, sheet_content, supplier_contents
from creditdsl.publish.sheets.sheet_workbook import write_workbook
from creditdsl.publish.sheets.supplier_workbook import write_supplier_workbook
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.walk import units_of

_BLANK = "空白"


def is_folder(output: str) -> bool:
    """Whether 填报表 are written into a folder; Failure where the path is of a file that is no workbook."""
    suffix = os.path.splitext(output)[1].lower()
    if suffix not in ("", ".xlsx"):
        raise Failure(SheetFormat(suffix))
    return not suffix


def sheets(
    scheme: Scheme, compiled: CompiledTable, unit: str | None, both: bool, title: str = "", *, whole_roster: bool
) -> dict[str, SheetContent]:
    """Return the content of each 填报表 by the name of its unit, which is empty for a blank one.

    unit: the only one, as typed. both: whether 自评 and 复核 have a column each. whole_roster: whether every unit of
    the roster gets one where no unit is typed. title: empty for one made from the annex.
    """
    roster = units_of(compiled.table)
    of_roster = roster if whole_roster and roster else ("",)
    units = of_roster if unit is None else (_unit(unit, roster),)
    measures = compiled.program.data_measures
    return {name: sheet_content(scheme, compiled, measures, name, both, title) for name in units}


def sheet_files(contents: Mapping[str, SheetContent]) -> dict[str, bytes]:
    """Return the workbooks by their names inside a folder."""
    mark = next(iter(contents.values())).mark
    names = file_names(f"{mark}填报表-", (unit or _BLANK for unit in contents), ".xlsx")
    return {names[unit or _BLANK]: write_workbook(content) for unit, content in contents.items()}


def folder_files(
    scheme: Scheme, compiled: CompiledTable, unit: str | None = None, both: bool = False, title: str = ""
) -> dict[str, bytes]:
    """Return all that is sent out, by names inside a folder: the 填报表 of the units, then those of suppliers.

    unit: the only one, as typed; then nothing is sent to suppliers.
    """
    contents = sheets(scheme, compiled, unit, both, title, whole_roster=True)
    return sheet_files(contents) | ({} if unit is not None else supplier_files(compiled))


def supplier_files(compiled: CompiledTable) -> dict[str, bytes]:
    """Return the workbooks of those who supply data of all units, by their names inside a folder."""
    contents = {one.reporter: one for one in supplier_contents(compiled, compiled.program.data_measures)}
    mark = next((one.mark for one in contents.values()), "")
    names = file_names(f"{mark}数据提供表-", contents, ".xlsx")
    return {names[reporter]: write_supplier_workbook(content) for reporter, content in contents.items()}


def _unit(typed: str, roster: tuple[str, ...]) -> str:
    """Return the unit that was typed, in any width; where there is a roster, one of it."""
    name = name_key(typed)
    if not name:
        raise Failure(UnitMissing())
    if not roster:
        return cleaned(typed)
    listed = next((unit for unit in roster if name_key(unit) == name), None)
    if listed is None:
        raise Failure(NotInRoster(typed, nearest(name, roster), roster))
    return listed
