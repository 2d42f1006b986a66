"""The words of every message about returned 填报表: what is wrong, where, what to do about it.

Receives places and contents, gives back diagnostics. Its own step beside messages.py, which speaks of
data tables: whoever collects forms wants to hear which unit must send what again.
"""

from collections.abc import Sequence

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Worded
from creditdsl.data import sheet_errors as errors
from creditdsl.data.errors import BAD_PERIOD, NO_DETAIL, NOT_SUPPORTED
from creditdsl.data.messages import at, quoted
from creditdsl.data.tables import Address
from creditdsl.ir.sheet import Identity, SheetColumn

_MOST = 8


def _few(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST]) + (f"等 {len(names)} 个" if len(names) > _MOST else "")


# The folder


def no_sheets(folder: str) -> Diagnostic:
    return Diagnostic(Worded(errors.NO_SHEETS, "文件夹里没有 .xlsx 填报表", errors.NO_SHEETS.fix), folder)


def not_a_sheet(file: str) -> Diagnostic:
    return Diagnostic(Worded(errors.NOT_A_SHEET, "这个工作簿不是填报表", errors.NOT_A_SHEET.fix), file)


def old_workbook(file: str, suffix: str) -> Diagnostic:
    message = f"填报表只读 .xlsx 文件，这是 {suffix} 文件"
    help = "在 WPS 表格或 Excel 里打开，另存为 .xlsx；不是填报表的，移到别的文件夹"
    return Diagnostic(Worded(NOT_SUPPORTED, message, help), file)


def open_elsewhere(folder: str, names: Sequence[str]) -> Diagnostic:
    said = _few([name.removeprefix("~$") for name in names])
    message = f"有人正打开着 {said}，读到的是上一次保存的内容"
    return Diagnostic(Worded(errors.OPEN_ELSEWHERE, message, errors.OPEN_ELSEWHERE.fix), folder)


def not_read(folder: str, names: Sequence[str]) -> Diagnostic:
    return Diagnostic(Worded(errors.NOT_READ, f"没有读 {_few(names)}", errors.NOT_READ.fix), folder)


def not_returned(units: Sequence[str], file: str) -> Diagnostic:
    message = f"名单里还有 {len(units)} 个单位没有填报表：{_few(units)}"
    return Diagnostic(Worded(errors.NOT_RETURNED, message, errors.NOT_RETURNED.fix), file)


# Whose it is


def other_scheme(identity: Identity, scheme: str, table: str, address: Address) -> Diagnostic:
    whose = f"“{identity.table}”的填报表，这次评的是“{table}”"
    if identity.scheme != scheme:
        whose = f"另一个方案“{identity.scheme}”的填报表，这次评的是“{scheme}”"
    return at(errors.OTHER_SCHEME, f"这是{whose}", address)


def other_unit(written: str, given: str, address: Address) -> Diagnostic:
    message = f"这份表是发给“{given}”的，填报单位却写着{quoted(written)}"
    return at(errors.OTHER_UNIT, message, address, f"确是“{given}”填的，改回单位名称；否则请{written}用自己的表重填")


def not_in_roster(written: str, candidates: Sequence[str], address: Address) -> Diagnostic:
    offer = f"如果就是“{candidates[0]}”，请改写成它" if candidates else ""
    return at(errors.OTHER_UNIT, f"名单里没有填报单位{quoted(written)}", address, offer)


def no_unit(address: Address) -> Diagnostic:
    return at(errors.NO_UNIT, "没有写填报单位", address)


def sheet_twice(unit: str, period: str | None, first: Address, address: Address) -> Diagnostic:
    which = f" {period} " if period else ""
    message = f"“{unit}”{which}有两份填报表：另一份是 {first.file} 的 {first.cell}"
    return at(errors.SHEET_TWICE, message, address)


def wrong_period(period: str, year: bool, address: Address) -> Diagnostic:
    if year:
        return at(BAD_PERIOD, f"年度填报的考核期写的是“{period}”，只写年份", address, f"请写 {period[:4]}")
    return at(BAD_PERIOD, f"考核期写的是“{period}”，要写明是哪一月或哪一季", address, "写成 2023-01 或 2023Q1 的样子")


def no_period_row(address: Address) -> Diagnostic:
    return at(BAD_PERIOD, "找不到“考核期”一行", address, "在表的上方写“考核期：”，右边一格写 2023-01 的样子")


# Its lines and columns


def missing_line(measure: str, address: Address) -> Diagnostic:
    return at(errors.MISSING_LINE, f"填报表里没有“{measure}”这一行", address)


def no_column(name: str, address: Address) -> Diagnostic:
    return at(errors.MISSING_LINE, f"填报表里找不到“{name}”这一列", address)


def no_detail(name: str, address: Address) -> Diagnostic:
    return at(NO_DETAIL, f"填报表里没有明细表“{name}”", address, f"补上这个工作表；另有文件的，加上 --data {name}:文件")


def line_twice(measure: str, first: Address, address: Address) -> Diagnostic:
    return at(errors.LINE_TWICE, f"“{measure}”有两行：{first.cell} 和 {address.cell}", address)


def unknown_line(name: str, address: Address) -> Diagnostic:
    said = f"“{name}”这一行" if name else "这一行没有填报内容，所填的数"
    return at(errors.UNKNOWN_LINE, f"{said}不在方案里，没有参加评分", address)


def overwritten(measure: str, shown: str, address: Address) -> Diagnostic:
    message = f"这一行原是“{measure}”，填报内容却改成了{quoted(shown)}，不知道填的是哪一项"
    return at(errors.OVERWRITTEN, message, address)


def swapped(column: SheetColumn, address: Address) -> Diagnostic:
    message = f"这一列原是“{column.value}”，表头却改成了别的列名"
    return at(errors.OVERWRITTEN, message, address)


def both_filled(address: Address) -> Diagnostic:
    return at(errors.BOTH_FILLED, "自评和复核两列都填了，不知道该用哪一列", address)
