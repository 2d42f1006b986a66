"""What a verified file of results disagrees in, E0701–E0729: each kind of fault with its manual page."""

from creditdsl.base.fault import Fault, PlainFault
from creditdsl.base.node import node

_LISTED = 12
"""Names that are listed of many."""

_HASH_LENGTH = 12
"""The characters of a hash that are shown."""


def _listed(names: tuple[str, ...]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _LISTED else ""
    return "、".join(f"“{name}”" for name in names[:_LISTED]) + more


def _quoted(text: str) -> str:
    return text or "（空）"


@node
class SchemeChanged(Fault):
    """E0701 方案和评分时的不同

    说明：计分回执里记着评分时方案文件的校验码；现在这份方案的校验码不同，方案改过，或者不是那一份。
    改法：用评分时的那份方案核验；方案确实改了的，重新评分。
    """

    recorded: str
    current: str

    def words(self) -> str:
        return (
            f"方案改过，或者不是评分时的那一份：回执记的校验码是 {self.recorded[:_HASH_LENGTH]}…，"
            f"这份方案是 {self.current[:_HASH_LENGTH]}…。"
        )


@node
class DataChanged(Fault):
    """E0702 数据和评分时的不同

    说明：计分回执里记着评分时每个数据文件的校验码；现在这个文件的校验码不同，数据改过，或者不是那一份。
    改法：用评分时的那份数据核验；数据确实改了的，重新评分。
    """

    # name: of the file on the receipt; empty where the receipt has none
    name: str
    recorded: str
    current: str

    def words(self) -> str:
        return (
            f"数据{f'“{self.name}”' if self.name else ''}改过，或者不是评分时的那一份："
            f"回执记的校验码是 {self.recorded[:_HASH_LENGTH]}…，这份数据是 {self.current[:_HASH_LENGTH]}…。"
        )


@node
class DataLacking(Fault):
    """E0703 少了评分时的数据文件

    说明：计分回执里记着的一个数据文件，这次没有写。
    改法：把评分时的数据文件都用 --data 写上。
    """

    name: str

    def words(self) -> str:
        return f"评分时用过数据{f'“{self.name}”' if self.name else ''}，这次没有写。"


@node
class DataAdded(Fault):
    """E0704 多了评分时没有的数据文件

    说明：这次写的一个数据文件，计分回执里没有记。
    改法：只写评分时用过的数据文件。
    """

    name: str

    def words(self) -> str:
        return f"评分时没有用过数据{f'“{self.name}”' if self.name else ''}，这次写上了。"


@node
class ToolChanged(Fault):
    """W0705 工具的版本和评分时的不同

    说明：计分回执里记着评分时工具的版本。各格都相符的，换了版本不影响成绩。
    改法：有格不相符的，用评分时的版本再核验一次，看是不是版本的缘故。
    """

    recorded: str
    current: str

    def words(self) -> str:
        return f"评分用的是 {self.recorded}，现在核验用的是 {self.current}。"


@node
class SealDiffers(Fault):
    """E0706 计分回执改过

    说明：计分回执最后一行的核验码由上面各行算出。对不上，是回执里有一格改过。
    改法：从评分的人那里另取一份没有改过的成绩文件。
    """

    # cells: what cannot be computed again, each with its address
    cells: tuple[str, ...]

    def words(self) -> str:
        which = f"；不能重算的有{'、'.join(self.cells)}，请先看这几格" if self.cells else ""
        return f"计分回执改过：核验码和上面各行对不上{which}。"


@node
class DataRenamed(PlainFault):
    """N0707 数据文件改了名

    说明：内容和评分时的一样，只是文件名不同，不影响核验。
    改法：不用改。
    """

    recorded: str
    current: str

    def words(self) -> str:
        return f"数据文件评分时叫“{self.recorded}”，现在叫“{self.current}”，内容一样。"


@node
class NoReceipt(PlainFault):
    """N0708 这个文件没有计分回执

    说明：CSV 文件只有成绩，没有计分回执，看不出方案、数据、工具是不是评分时的那些；各格照样核对。
    改法：要留下可以核验的记录，评分时写成 XLSX 文件。
    """

    def words(self) -> str:
        return "CSV 文件没有计分回执，只核对了各格；要连方案、数据一起核对的，评分时写成 XLSX 文件。"


@node
class SheetUnverified(PlainFault):
    """N0709 有的工作表没有核验

    说明：评分写的工作表是“成绩”“精确值”“计分回执”，按月、按季考核的还有“年度总分”，别的是后来加的，不核验。
    改法：不用改。
    """

    sheets: tuple[str, ...]

    def words(self) -> str:
        return f"工作表{_listed(self.sheets)}不是评分写的，没有核验。"


@node
class CellDiffers(PlainFault):
    """E0710 有一格和重算的不同

    说明：由方案和数据重算，这一格应当是另一个数，或者另一句话。
    改法：成绩改过的，照重算的改回；方案、数据改过的，看前面的错误。
    """

    # whose: a unit (with its period), a heading; empty for the head. what: the heading of the column
    whose: str
    what: str
    recorded: str
    expected: str

    def words(self) -> str:
        place = f"“{self.whose}”的“{self.what}”" if self.whose else self.what
        return f"{place}写的是“{_quoted(self.recorded)}”，应为“{_quoted(self.expected)}”。"


@node
class RowsLacking(PlainFault):
    """E0711 少了行

    说明：由方案和数据重算，还应当有这些行。
    改法：删掉的，照重算的补上；只评了一期的，核验时用 --period 写明是哪一期。
    """

    rows: tuple[str, ...]

    def words(self) -> str:
        return f"少了 {len(self.rows)} 行：{_listed(self.rows)}。只评了一期的，用 --period 写明是哪一期。"


@node
class RowAdded(PlainFault):
    """E0712 多了一行

    说明：由方案和数据重算，没有这一行。
    改法：后来加的，删去。
    """

    row: str

    def words(self) -> str:
        return f"多了一行“{self.row}”，重算的成绩里没有。"


@node
class ColumnsLacking(PlainFault):
    """E0713 少了列

    说明：由方案和数据重算，还应当有这些列。
    改法：删掉的，照重算的补上；是别的表的成绩的，用 --table 写明是哪一张表。
    """

    headings: tuple[str, ...]

    def words(self) -> str:
        return f"少了 {len(self.headings)} 列：{_listed(self.headings)}。"


@node
class ColumnAdded(PlainFault):
    """E0714 多了一列

    说明：由方案和数据重算，没有这一列。
    改法：后来加的，删去。
    """

    heading: str

    def words(self) -> str:
        return f"多了一列“{self.heading}”，重算的成绩里没有。"


@node
class SheetsLacking(PlainFault):
    """E0715 少了工作表

    说明：评分写的文件里有“成绩”“精确值”“计分回执”三张工作表，按月、按季考核的还有“年度总分”。
    改法：改了名的，改回来；删掉的，另取一份没有改过的成绩文件。
    """

    sheets: tuple[str, ...]

    def words(self) -> str:
        return f"少了{_listed(self.sheets)}，改了名的请改回来。"


@node
class NotARecord(PlainFault):
    """E0720 不是评分写的成绩文件

    说明：核验的是 score -o 写的成绩文件：XLSX、CSV 或 JSON。
    改法：核对文件名；成绩文件用 creditdsl score 写。
    """

    def words(self) -> str:
        return "这不是评分写的成绩文件。请写 creditdsl score -o 写的文件。"


@node
class NotRecordKind(PlainFault):
    """E0721 不能核验这种文件

    说明：能核验的成绩文件是 XLSX、CSV 和 JSON。
    改法：评分时写成 成绩.xlsx。
    """

    path: str

    def words(self) -> str:
        return f"“{self.path}”不能核验，能核验的成绩文件是 .xlsx、.csv、.json。"


@node
class OtherKinds(PlainFault):
    """E0722 两份成绩不是同一种文件

    说明：两次评分的成绩逐格比较，要是同一种文件。
    改法：评分时写成同一种，例如都写成 XLSX。
    """

    kinds: tuple[str, ...]

    def words(self) -> str:
        return f"两份成绩是 {'、'.join(self.kinds)} 两种文件，不能比较，请写成同一种。"


@node
class VerifyNeedsData(PlainFault):
    """E0723 核验要有数据

    说明：核验时由方案和数据重算一遍成绩。
    改法：用 --data 写上评分时的数据文件；比较两次评分的，写两个成绩文件。
    """

    def words(self) -> str:
        return "核验要重算一遍成绩，请用 --data 写上评分时的数据；比较两次评分的，写两个成绩文件。"


@node
class OptionOfOther(PlainFault):
    """E0724 这次用不上这个选项

    说明：--data、--table、--period 用来重算成绩；-o 用来写两次评分的变动。
    改法：去掉这个选项。
    """

    option: str
    purpose: str

    def words(self) -> str:
        return f"{self.option} 只用来{self.purpose}，这次用不上，请去掉。"
