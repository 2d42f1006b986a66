"""The faults of a data file as a whole: it cannot be read, or no table stands in it.

The manual pages of the faults of data are for the clerk who fills in the table in WPS or Excel.
"""

from enum import Enum, auto
from typing import assert_never

from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.data.cell_words import listed, quoted
from creditdsl.data.tables import MAX_BYTES, MAX_CELLS, UNIT


@node
class UnopenableFile(Fault):
    """E0501 数据文件打不开

    说明：给出的路径上没有这个文件，或者没有读它的权限，或者它是一个文件夹。
    改法：核对文件名和所在文件夹。文件正被别的程序独占时，先在那个程序里关闭它。
    """

    reason: str

    def words(self) -> str:
        return f"打不开数据文件：{self.reason}"


@node
class UnsupportedFile(Fault):
    """E0502 不认识的数据文件类型

    说明：数据只从 .csv、.xlsx 和 .parquet 文件读取。旧版 .xls、WPS 的 .et 等格式不能保证读得一字不差，所以不读。
    改法：在 WPS 表格或 Excel 里打开，用“另存为”存成 .xlsx 再给出。
    """

    suffix: str
    returned: bool = False
    """Whether it lies in a folder of returned 填报表."""

    def words(self) -> str:
        if self.returned:
            return f"填报表只读 .xlsx 文件，这是 {self.suffix} 文件"
        kind = f" {self.suffix} 文件" if self.suffix else "没有扩展名的文件"
        return f"不能读{kind}，只读 .csv、.xlsx 和 .parquet"

    def help(self) -> str:
        if self.returned:
            return "在 WPS 表格或 Excel 里打开，另存为 .xlsx；不是填报表的，移到别的文件夹"
        return self.code.fix


class Size(Enum):
    """What there is too much of."""

    BYTES = auto()
    CELLS = auto()
    ELEMENTS = auto()
    """Cells of a workbook, also those with a format alone."""


@node
class FileTooBig(Fault):
    """E0503 数据文件太大

    说明：文件超过 50 MB，或者表格超过 200 万个单元格，或者工作簿里的格超过约 30 万个（只设了格式的空格也算）。
    考核数据不会这么大，多半是末尾误写了内容、给成片的空格设了格式，或者拿错了文件。
    改法：新建一个表格，只把表头和各单位的数据复制过去，另存后再给出；确有这么多数据的，另存为 CSV。
    """

    size: Size
    sheet: str = ""
    """The worksheet with too many cells; empty in a CSV file."""

    def words(self) -> str:
        match self.size:
            case Size.BYTES:
                return f"文件超过 {MAX_BYTES // 1024 // 1024} MB"
            case Size.CELLS:
                where = f"工作表{quoted(self.sheet)}" if self.sheet else "表格"
                return f"{where}超过 {MAX_CELLS // 10_000} 万个单元格，最末一个有内容的单元格可能离数据很远"
            case Size.ELEMENTS:
                return "工作簿里的单元格太多，多半是给成片的空格设了格式"
            case _:
                assert_never(self.size)


@node
class UnknownEncoding(Fault):
    """E0504 认不出文字编码

    说明：文件既不是 UTF-8 也不是 GBK（GB18030）编码的文本，读出来会是乱码。
    改法：在 WPS 表格或 Excel 里打开，另存为“CSV UTF-8（逗号分隔）”，或者另存为 .xlsx。
    """

    has_null: bool = False
    """Whether the bytes are text but for null characters."""

    def words(self) -> str:
        if self.has_null:
            return "文件里有空字符，不是 CSV 文本；可能是别的文件改了扩展名"
        return "认不出文字编码：既不是 UTF-8，也不是 GBK"


class Breakage(Enum):
    """What is the matter with a workbook."""

    LOCKED = "工作簿加了打开密码，或者是旧版 .xls 改了扩展名"
    DAMAGED = "内容不是完好的 .xlsx 工作簿，可能已经损坏"
    UNSAFE = "工作簿展开后过大，或者含有表格软件不会写的内容，为安全起见不读"


@node
class BrokenWorkbook(Fault):
    """E0505 工作簿打不开

    说明：文件扩展名是 .xlsx，内容却不是完好的工作簿：可能加了打开密码，可能传输时损坏，也可能是别的文件改了扩展名。
    改法：用 WPS 表格或 Excel 打开它，取消打开密码，另存为新的 .xlsx 文件再给出。
    """

    breakage: Breakage

    def words(self) -> str:
        return self.breakage.value


@node
class EmptyFile(Fault):
    """E0506 数据文件是空的

    说明：文件里没有任何内容。
    改法：第一行写表头，第一列是“单位”；以后每行写一个单位。
    """

    def words(self) -> str:
        return "文件里没有任何内容"


@node
class WrongSeparator(Fault):
    """E0507 各列不是用英文逗号分开的

    说明：CSV 文件的各列要用英文逗号“,”分开。用分号、制表符、竖线或中文逗号分开的，整行会被当成一列。
    改法：在 WPS 表格或 Excel 里打开，另存为“CSV（逗号分隔）”；或者另存为 .xlsx。
    """

    separator: str

    def words(self) -> str:
        names = {";": "英文分号", "；": "中文分号", "\t": "制表符", "，": "中文逗号", "、": "顿号", "|": "竖线"}
        return f"表头的各列是用{names[self.separator]}分开的，要用英文逗号"


@node
class UnpairedQuotes(Fault):
    """E0508 英文双引号没有成对

    说明：CSV 里英文双引号用来括住带逗号的内容。少了一个，后面的内容就会并到同一格里。
    改法：补上或删去多余的英文双引号；内容里需要引号时用中文引号“”。
    """

    line: int

    def words(self) -> str:
        return f"第 {self.line} 行起英文双引号没有成对"


@node
class NoHeader(Fault):
    """E0509 找不到表头

    说明：表头是第一格写着“单位”的那一行，它的上面可以有标题。整个文件里没有这样的行。
    改法：把第一列的列名写成“单位”，不要写“单位名称”“填报单位”等。
    """

    sheets: tuple[str, ...] = ()
    typed: str = ""
    """The heading in the place of 单位, where that can be told."""

    def words(self) -> str:
        if self.typed:
            return f"单位一列的列名写的是{quoted(self.typed)}，应写“{UNIT}”"
        where = f"工作表{listed(self.sheets)}里" if self.sheets else ""
        return f"{where}找不到表头：没有一行的第一格是“{UNIT}”"

    def help(self) -> str:
        return f"把{quoted(self.typed)}改成“{UNIT}”" if self.typed else self.code.fix


@node
class OtherSheets(Fault):
    """N0501 只读了一个工作表

    说明：工作簿里有几个带“单位”表头的工作表，只读第一个没有隐藏的。
    改法：要读另一个工作表，把它移到最前面，或者另存为单独的文件。
    """

    read: str
    unread: tuple[str, ...]

    def words(self) -> str:
        return f"读了工作表{quoted(self.read)}，没有读{listed(self.unread)}"


@node
class AlikeSheets(OtherSheets):
    """W0523 列名相同的工作表没有读

    说明：工作簿里还有工作表的列名和读的这一个相同：可能是另外几个单位的，也可能是上年的。只读第一个没有隐藏的，
    读的是不是要评的那一个，请看一看。
    改法：要读另一个工作表，把它移到最前面；单位分在几个工作表里的，合成一个表；不用的另存或者删去。
    """

    def words(self) -> str:
        return f"读了工作表{quoted(self.read)}，没有读列名相同的{listed(self.unread)}"


@node
class CellTwice(Fault):
    """E0580 一格写了两次

    说明：工作簿里同一格存了两个数（或两段文字），不知道哪一个算数。表格软件不会写出这样的文件，多半是别的程序做的，
    或者文件被改过。
    改法：用 WPS 表格或 Excel 打开，核对这一格，另存为新的 .xlsx 文件再给出。
    """

    def words(self) -> str:
        return "文件里这一格存了两次，不知道哪一个算数"


_NAMED = 5
"""Hidden rows that a message names."""


@node
class HiddenRows(Fault):
    """W0520 隐藏的行也读了

    说明：有几行隐藏了，或者被筛选掉了，看表的人看不见，程序照样读、照样计分。
    改法：取消隐藏和筛选，核对这些行；不该计分的删去，再另存。
    """

    rows: tuple[tuple[int, str], ...]
    """The number of each row, and what it is called."""
    filtered: bool

    def words(self) -> str:
        named = "、".join(f"第 {number} 行{quoted(text)}" for number, text in self.rows[:_NAMED])
        rest = f"等 {len(self.rows)} 行" if len(self.rows) > _NAMED else ""
        return f"{named}{rest}是{'筛选掉或隐藏' if self.filtered else '隐藏'}的，也读了"


@node
class HiddenColumns(Fault):
    """W0521 隐藏的列也读了

    说明：有几列隐藏了，看表的人看不见，程序照样读、照样计分。
    改法：取消隐藏，核对这些列；不用的删去，再另存。
    """

    columns: tuple[tuple[str, str], ...]
    """The letters of each column, and its name."""

    def words(self) -> str:
        return f"{'、'.join(f'{letters} 列{quoted(name)}' for letters, name in self.columns)}是隐藏的，也读了"


@node
class HiddenSheets(Fault):
    """W0522 没有读隐藏的工作表

    说明：有数据表的工作表隐藏了，程序只读看得见的工作表。
    改法：要读它，取消隐藏，移到最前面；不用的删去，再另存。
    """

    sheets: tuple[str, ...]

    def words(self) -> str:
        return f"工作表{listed(self.sheets)}是隐藏的，没有读"
