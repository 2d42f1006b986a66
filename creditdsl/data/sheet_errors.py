"""The faults of returned 填报表.

The manual pages are for whoever collects the forms of all units in a folder and scores them. The faults of single
cells are those of cell_errors.py: a number is a number in a table and in a form.
"""

from collections.abc import Sequence

from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.data.cell_words import quoted
from creditdsl.data.file_errors import BrokenWorkbook, FileTooBig, UnknownEncoding, UnopenableFile, UnsupportedFile

_LISTED = 8
"""Names that are listed."""


def _first(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _LISTED else ""
    return "、".join(names[:_LISTED]) + more


# The folder


@node
class NoSheets(Fault):
    """E0537 文件夹里没有填报表

    说明：--data 后面写的是文件夹，里面却没有一个 .xlsx 文件。子文件夹里的不读。
    改法：把各单位填好的 .xlsx 填报表直接放在这个文件夹里。
    """

    def words(self) -> str:
        return "文件夹里没有 .xlsx 填报表"


@node
class NotSheet(Fault):
    """E0538 不是填报表

    说明：文件夹里的工作簿都要是 creditdsl sheet 制作的填报表。这一个没有填报表的标识和表头。
    改法：不是填报表的，移到别的文件夹；是考核单位汇总的数据表，另用 --data 文件 给出。
    """

    def words(self) -> str:
        return "这个工作簿不是填报表"


@node
class OpenElsewhere(Fault):
    """W0502 填报表正打开着

    说明：文件夹里有 WPS 或 Excel 打开文件时留下的临时文件（名称以 ~$ 开头），还没有保存的改动读不到。
    改法：保存并关闭后再评一次；确实没有人打开的，删去这个临时文件。
    """

    files: tuple[str, ...]

    def words(self) -> str:
        return f"有人正打开着 {_first(self.files)}，读到的是上一次保存的内容"


@node
class NotRead(Fault):
    """W0503 文件夹里有些文件没有读

    说明：填报表只读文件夹里的 .xlsx 文件；子文件夹、压缩包、图片和文档都不读。
    改法：里面有填报表的，解压或移出来；是佐证材料的，可以不管。
    """

    files: tuple[str, ...]

    def words(self) -> str:
        return f"没有读 {_first(self.files)}"


@node
class NotReturned(Fault):
    """W0504 有的单位还没有交填报表

    说明：名单里的单位没有全部交齐。没有交的单位没有得分，也不参加排名，别的单位的名次可能因此不同。
    改法：催齐后再评；确实不参加的，可以不管。
    """

    units: tuple[str, ...]

    def words(self) -> str:
        return f"名单里还有 {len(self.units)} 个单位没有填报表：{_first(self.units)}"


# Whose it is


@node
class OtherScheme(Fault):
    """E0539 是另一张表的填报表

    说明：填报表里记着它属于哪个方案、哪一张表，和这次评分的不同。多半是文件放错了文件夹，或者单位填了旧表。
    改法：移到它该在的文件夹；用了旧表的，请单位用新表重填。
    """

    scheme: str
    table: str
    wanted_scheme: str
    wanted_table: str

    def words(self) -> str:
        if self.scheme != self.wanted_scheme:
            return f"这是另一个方案“{self.scheme}”的填报表，这次评的是“{self.wanted_scheme}”"
        return f"这是“{self.table}”的填报表，这次评的是“{self.wanted_table}”"


@node
class OtherUnit(Fault):
    """E0540 填报单位不对

    说明：表上写的单位和制表时预填的不同，或者不在方案的名单里，不知道算在谁头上。
    改法：核对后改写填报单位一格，名称要和名单里的一样。
    """

    written: str
    prefilled: str = ""
    """The unit that the form was made for; empty where it was made for any unit of the 名单."""
    nearest: str = ""
    """The unit of the 名单 that may be meant."""

    def words(self) -> str:
        if self.prefilled:
            return f"这份表是发给“{self.prefilled}”的，填报单位却写着{quoted(self.written)}"
        return f"名单里没有填报单位{quoted(self.written)}"

    def help(self) -> str:
        if self.prefilled:
            return f"确是“{self.prefilled}”填的，改回单位名称；否则请{self.written}用自己的表重填"
        return f"如果就是“{self.nearest}”，请改写成它" if self.nearest else self.code.fix


@node
class SheetTwice(Fault):
    """E0541 一个单位有两份填报表

    说明：同一个单位（同一期）交了两份表，不知道以哪一份为准。
    改法：只留一份；另一份是别的单位或别的期的，改正填报单位或考核期。
    """

    unit: str
    period: str | None
    other_file: str
    other_cell: str

    def words(self) -> str:
        which = f" {self.period} " if self.period else ""
        return f"“{self.unit}”{which}有两份填报表：另一份是 {self.other_file} 的 {self.other_cell}"


@node
class NoUnit(Fault):
    """E0545 没有写填报单位

    说明：表上方“填报单位（盖章）”右边的一格是空的。文件名不作数：它常被改动。
    改法：在这一格写上单位名称；也可以用 creditdsl sheet --unit 单位，制表时就填好。
    """

    def words(self) -> str:
        return "没有写填报单位"


# Its lines and columns


@node
class MissingLine(Fault):
    """E0542 填报表缺了一行或一列

    说明：制表时有的一行或一列被删去了，或者单位用的是旧表。
    改法：用原来的表补填；也可以自己补一行，填报内容写成指标的名称。
    """

    name: str
    is_column: bool = False

    def words(self) -> str:
        if self.is_column:
            return f"填报表里找不到“{self.name}”这一列"
        return f"填报表里没有“{self.name}”这一行"


@node
class LineTwice(Fault):
    """E0543 同一项有两行

    说明：一项指标在填报表里有两行，不知道该用哪一行的数。
    改法：核对后删去一行。
    """

    measure: str
    first: str
    second: str

    def words(self) -> str:
        return f"“{self.measure}”有两行：{self.first} 和 {self.second}"


@node
class Overwritten(Fault):
    """E0544 不该改的文字被改动了

    说明：填报内容或表头的文字和制表时不同。多半是取消保护后只排序、移动了一部分列，数和指标已经错开。
    改法：撤销排序或移动，恢复原来的文字；恢复不了的，用原来的表重填。
    """

    name: str
    """What stood there when the form was made."""
    content: str | None = None
    """What a line is named now; None for a column."""

    def words(self) -> str:
        if self.content is None:
            return f"这一列原是“{self.name}”，表头却改成了别的列名"
        return f"这一行原是“{self.name}”，填报内容却改成了{quoted(self.content)}，不知道填的是哪一项"


@node
class BothFilled(Fault):
    """E0546 没有写明用自评还是复核

    说明：填报表有自评、复核两列，两列都填了，评分时没有写明用哪一列。
    改法：并列比较的，写 --data 自评:文件夹 --data 复核:文件夹。
    """

    def words(self) -> str:
        return "自评和复核两列都填了，不知道该用哪一列"


@node
class UnknownLine(Fault):
    """W0505 方案没有用到的行

    说明：填报表里多出一行，填了内容，方案里却没有这个名称的指标。这一行不参加评分。
    改法：填报内容写错的，改成指标的名称；自己加的说明可以留着。
    """

    name: str

    def words(self) -> str:
        line = f"“{self.name}”这一行" if self.name else "这一行没有填报内容，所填的数"
        return f"{line}不在方案里，没有参加评分"


UNREADABLE = tuple(
    kind.page() for kind in (UnopenableFile, UnsupportedFile, FileTooBig, UnknownEncoding, BrokenWorkbook, NoSheets)
)
"""The file or folder itself cannot be read: the command line ends with status 2, not 1."""
