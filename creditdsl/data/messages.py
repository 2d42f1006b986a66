"""The words of every message of this layer: what is wrong, where, what to write instead.

Receives places and contents, gives back diagnostics. Its own step so that the readers hold no
prose and one reading of this file checks the tone of all of it.
"""

from collections.abc import Sequence

from creditdsl.base import diagnostic
from creditdsl.base.diagnostic import Code, Diagnostic
from creditdsl.data import errors
from creditdsl.data.tables import MAX_BYTES, MAX_CELLS, PERIOD, UNIT, Address

_LONGEST = 20


def quoted(text: str) -> str:
    """The content of a cell in quotes: cut where it is long, invisible characters by number."""
    shown = "".join(c if c.isprintable() else " " if c.isspace() else f"[U+{ord(c):04X}]" for c in text.strip())
    return f"“{shown[:_LONGEST]}…”" if len(shown) > _LONGEST else f"“{shown}”"


def _list(texts: Sequence[str]) -> str:
    return "、".join(quoted(text) for text in texts)


def either(texts: Sequence[str]) -> str:
    """`“甲”、“乙”或“丙”`; whole, for what is to be written may not be cut."""
    *others, last = (f"“{text}”" for text in texts)
    return f"{'、'.join(others)}或{last}" if others else last


def named(unit: str, period: str | None = None) -> str:
    """The row as messages name it: `甲局`, and by period `甲局 2023-03 ` with the space before Chinese text."""
    return unit if period is None else f"{unit} {period} "


def at(code: Code, message: str, address: Address, help: str = "") -> Diagnostic:
    return Diagnostic(code, message, address.file, address.span, help or code.fix, cell=address.cell)


def _about_file(code: Code, message: str, file: str, help: str = "") -> Diagnostic:
    return Diagnostic(code, message, file, help=help or code.fix)


# The file


def no_file(file: str, reason: str) -> Diagnostic:
    return _about_file(errors.NO_FILE, f"打不开数据文件：{reason}", file)


def not_supported(file: str, suffix: str) -> Diagnostic:
    named = f"{suffix} 文件" if suffix else "没有扩展名的文件"
    return _about_file(errors.NOT_SUPPORTED, f"不能读{' ' if suffix else ''}{named}，只读 .csv 和 .xlsx", file)


def too_many_bytes(file: str) -> Diagnostic:
    return _about_file(errors.TOO_BIG, f"文件超过 {MAX_BYTES // 1024 // 1024} MB", file)


def too_many_cells(file: str, sheet: str | None = None) -> Diagnostic:
    where = f"工作表{quoted(sheet)}" if sheet else "表格"
    message = f"{where}超过 {MAX_CELLS // 10_000} 万个单元格，最末一个有内容的单元格可能离数据很远"
    return _about_file(errors.TOO_BIG, message, file)


def unknown_encoding(file: str) -> Diagnostic:
    return _about_file(errors.UNKNOWN_ENCODING, "认不出文字编码：既不是 UTF-8，也不是 GBK", file)


def not_text(file: str) -> Diagnostic:
    message = "文件里有空字符，不是 CSV 文本；可能是别的文件改了扩展名"
    return _about_file(errors.UNKNOWN_ENCODING, message, file)


def encrypted(file: str) -> Diagnostic:
    message = "工作簿加了打开密码，或者是旧版 .xls 改了扩展名"
    return _about_file(errors.BROKEN_WORKBOOK, message, file)


def broken_workbook(file: str) -> Diagnostic:
    return _about_file(errors.BROKEN_WORKBOOK, "内容不是完好的 .xlsx 工作簿，可能已经损坏", file)


def unsafe_workbook(file: str) -> Diagnostic:
    message = "工作簿展开后过大，或者含有表格软件不会写的内容，为安全起见不读"
    return _about_file(errors.BROKEN_WORKBOOK, message, file)


# The shape of the table


def empty_file(file: str) -> Diagnostic:
    return _about_file(errors.EMPTY_FILE, "文件里没有任何内容", file)


def wrong_separator(separator: str, address: Address) -> Diagnostic:
    names = {";": "英文分号", "；": "中文分号", "\t": "制表符", "，": "中文逗号", "、": "顿号"}
    message = f"表头的各列是用{names[separator]}分开的，要用英文逗号"
    return at(errors.WRONG_SEPARATOR, message, address)


def bad_quotes(line: int, address: Address) -> Diagnostic:
    return at(errors.BAD_QUOTES, f"第 {line} 行起英文双引号没有成对", address)


def no_header(file: str, sheets: Sequence[str] = ()) -> Diagnostic:
    where = f"工作表{_list(sheets)}里" if sheets else ""
    return _about_file(errors.NO_HEADER, f"{where}找不到表头：没有一行的第一格是“{UNIT}”", file)


def other_sheets(file: str, read: str, others: Sequence[str]) -> Diagnostic:
    message = f"读了工作表{quoted(read)}，没有读{_list(others)}"
    return _about_file(errors.OTHER_SHEETS, message, file)


def same_column(name: str, first: Address, address: Address) -> Diagnostic:
    message = f"列{quoted(name)}写了两次：{first.cell} 和 {address.cell}"
    return at(errors.SAME_COLUMN, message, address)


def unnamed_column(address: Address, content: str, content_at: Address) -> Diagnostic:
    message = f"这一列没有列名，下面却有内容：{content_at.cell} 写着{quoted(content)}"
    return at(errors.UNNAMED_COLUMN, message, address)


def extra_cells(content: str, address: Address) -> Diagnostic:
    message = f"这一行比表头长，多出了{quoted(content)}"
    return at(errors.EXTRA_CELLS, message, address)


def column_in_two_files(name: str, first: Address, address: Address) -> Diagnostic:
    message = f"列{quoted(name)}在 {first.file} 里已经有了"
    return at(errors.COLUMN_IN_TWO_FILES, message, address)


def missing_column(name: str, candidates: Sequence[str], address: Address) -> Diagnostic:
    offer = f"表里有{_list(candidates)}，如果就是这一列，请把列名改为“{name}”" if candidates else ""
    return at(errors.MISSING_COLUMN, f"表头里没有“{name}”这一列", address, offer)


def no_detail_file(sheet: str) -> Diagnostic:
    return Diagnostic(errors.NO_DETAIL, f"没有给出明细表“{sheet}”", "", help=f"加上 --data {sheet}:文件")


def unknown_detail_row(unit: str, period: str | None, sheet: str, address: Address) -> Diagnostic:
    """period: given where the unit is known, but not in this period."""
    if period is None:
        return at(errors.DETAIL_UNIT, f"明细表“{sheet}”里的{quoted(unit)}不在数据的单位里", address)
    message = f"明细表“{sheet}”里有{unit}的 {period}，数据里{unit}没有这一期"
    return at(errors.DETAIL_UNIT, message, address, "核对这一行的期；数据里缺这一期的，先补上")


def unknown_column(name: str, candidates: Sequence[str], address: Address, *, by_program: bool = False) -> Diagnostic:
    """by_program: a program gave the table as values."""
    offer = f"方案里有{_list(candidates)}，如果就是它，请改列名" if candidates else ""
    if by_program:
        return at(errors.MADE_COLUMN, f"方案没有用到列{quoted(name)}", address, offer)
    return at(errors.UNKNOWN_COLUMN, f"方案没有用到列{quoted(name)}，这一列不参加评分", address, offer)


def period_column(name: str, address: Address, *, by_program: bool = False) -> Diagnostic:
    """by_program: a program gave the table as values."""
    message = f"列{quoted(name)}没有用到：这个方案不分期，每个单位只有一行"
    code = errors.MADE_COLUMN if by_program else errors.UNKNOWN_COLUMN
    return at(code, message, address, "删去这一列，只留这一期的数据")


def missing_period_column(candidates: Sequence[str], address: Address) -> Diagnostic:
    message = f"表头里没有“{PERIOD}”这一列：这个方案分期计分，每一行要写明是哪一期"
    offer = f"如果{_list(candidates)}就是这一列，请把列名改为“{PERIOD}”；" if candidates else ""
    offer = offer or f"在“{UNIT}”右边加一列“{PERIOD}”；"
    return at(errors.MISSING_COLUMN, message, address, f"{offer}月份写成 2023-01，季度写成 2023Q1，年度写成 2023")


def merged(range_text: str, address: Address) -> Diagnostic:
    return at(errors.MERGED, f"数据区里 {range_text} 是合并单元格", address)


def unit_twice(unit: str, period: str | None, first: Address, address: Address) -> Diagnostic:
    which = f"的 {period} " if period else ""
    message = f"单位“{unit}”{which}写了两次：{first.cell} 和 {address.cell}"
    help, span, file = errors.UNIT_TWICE.fix, address.span, address.file
    related = (diagnostic.Related("第一次写在这里", first.span, first.file),) if first.span else ()
    return Diagnostic(errors.UNIT_TWICE, message, file, span, help, related, cell=address.cell)


def no_unit_name(address: Address, content: str) -> Diagnostic:
    message = f"这一行没有单位名称，却填了{quoted(content)}"
    return at(errors.NO_UNIT_NAME, message, address)


def no_units(address: Address) -> Diagnostic:
    return at(errors.NO_UNITS, "表头下面一个单位也没有", address)


def missing_period(
    periods: Sequence[str], lacking: Sequence[str], having: Sequence[str], address: Address
) -> Diagnostic:
    """Units without periods that others have; where only few have them, the period itself may be the slip."""
    which, without = "、".join(periods), "、".join(lacking)
    if len(having) >= len(lacking):
        return at(errors.MISSING_PERIOD, f"{without}没有 {which}，其他单位有", address)
    help = f"核对 {which} 是不是写错了；没有写错的，给其他单位补上"
    return at(errors.MISSING_PERIOD, f"只有{'、'.join(having)}有 {which}，{without}没有", address, help)


# The cells


def bad_unit_cell(code: Code, wrong: str, content: str, address: Address) -> Diagnostic:
    wrote = f"写的是{quoted(content)}，" if content else ""
    return at(code, f"单位名称{wrote}{wrong}", address)


def bad_cell(
    code: Code, who: str, column: str, content: str, wrong: str, address: Address, help: str = ""
) -> Diagnostic:
    """A cell whose content does not fit its column; wrong says why in a few words. who: see named."""
    wrote = f"写的是{quoted(content)}，" if content else ""
    return at(code, f"{who}的“{column}”{wrote}{wrong}", address, help)


def yearly_in_period(who: str, column: str, content: str, year: str, address: Address) -> Diagnostic:
    help = f"把它写到“{PERIOD}”为 {year} 的那一行，这一格留空"
    return bad_cell(errors.WRONG_ROW, who, column, content, "这是年度数据，只写在年度的行里", address, help)


def periodic_in_year(who: str, column: str, content: str, address: Address) -> Diagnostic:
    help = "把它写到所属月份或季度的那一行，这一格留空"
    return bad_cell(errors.WRONG_ROW, who, column, content, "这不是年度数据，年度的行里要留空", address, help)


def cell_in_two_files(who: str, column: str, first: Address, address: Address) -> Diagnostic:
    """Said once for a column of a file: where the files are the same, every row would repeat it."""
    message = f"{who}的“{column}”在 {first.file} 的 {first.cell} 里已经有了"
    return at(errors.COLUMN_IN_TWO_FILES, message, address, "每一期的数只在一个文件里保留；这一列其余各行也请核对")


def missing_cell(unit: str, measure: str, address: Address, period: str | None = None) -> Diagnostic:
    return at(errors.MISSING_CELL, f"{named(unit, period)}缺“{measure}”，这一格是空的", address)


def missing_row(unit: str, measure: str, heading: Address, period: str | None = None) -> Diagnostic:
    row = "这个单位" if period is None else "这一行"
    message = f"{named(unit, period)}缺“{measure}”，有这一列的文件里没有{row}"
    help = "在这个文件里补上这个单位的一行" if period is None else f"在这个文件里补上{unit}这一期的一行"
    return at(errors.MISSING_CELL, message, heading, help)


def missing_mark_column(measure: str, units: Sequence[str], file: str) -> Diagnostic:
    """A column of marks that may be left out, but that these units need."""
    few = "、".join(units[:3]) + (f"等{len(units)}个单位" if len(units) > 3 else "")
    return _about_file(errors.MISSING_COLUMN, f"表头里没有“{measure}”这一列，{few}要用到它", file)


def zero_denominator(
    unit: str, measures: Sequence[str], address: Address, period: str | None = None, *, computed: bool = False
) -> Diagnostic:
    """computed: the one cell of the denominator is not itself 0."""
    cells = "、".join(f"“{measure}”" for measure in measures)
    if computed or not measures:
        said = f"由{cells}算出的除数是 0" if measures else "的除数是 0"
    else:
        said = f"的{cells}{'合起来' if len(measures) > 1 else ''}是 0，不能作除数"
    message = f"{named(unit, period)}{said}"
    return at(errors.ZERO_DENOMINATOR, message, address)
