"""The faults of writing files, each with its manual page."""

from creditdsl.base.fault import Fault, PlainFault
from creditdsl.base.node import node


@node
class NotWritable(Fault):
    """E0021 没有权限写这个文件

    说明：系统不允许写：文件正在 WPS 或 Excel 里打开，或者是只读文件，或者文件夹不属于自己。原有的文件没有改动。
    改法：关闭正在打开它的程序；或者用 -o 换一个文件名、换一个自己的文件夹。
    """

    def words(self) -> str:
        return "没有权限写这个文件，它可能正在 WPS 或 Excel 里打开。"


@node
class OutputIsFolder(Fault):
    """E0022 要写的地方已经有一个同名的文件夹

    说明：-o 后面要写文件名，写的却是一个已有的文件夹。
    改法：写到文件名为止，例如：-o 结果/成绩.xlsx。
    """

    def words(self) -> str:
        return "这里已经有一个同名的文件夹。"


@node
class WriteFailed(Fault):
    """E0023 文件写不进去

    说明：系统在写文件时报告了故障，例如磁盘已满、网络盘断开、文件名里有系统不允许的字符。原有的文件没有改动。
    改法：腾出空间，或者用 -o 换一个地方、换一个简单的文件名。
    """

    reason: str

    def words(self) -> str:
        return f"文件写不进去：{self.reason}。"


@node
class OverwritesInput(Fault):
    """E0024 结果会盖掉方案或数据

    说明：-o 写的正是这次要读的文件。为了不丢失方案和数据，没有写入。
    改法：用 -o 换一个文件名。
    """

    def words(self) -> str:
        return "这是这次要读的文件，没有写入。"


@node
class ParentIsFile(Fault):
    """E0025 要建的文件夹与一个文件同名

    说明：-o 里的某一级文件夹其实是一个文件，不能在它下面再建文件。
    改法：用 -o 换一个文件夹名。
    """

    def words(self) -> str:
        return "上级文件夹的名称已被一个文件占用。"


@node
class LinkOfAnother(Fault):
    """E0018 要写的地方是别人建的链接

    说明：-o 写的文件或者它的某一级文件夹，是另一个用户建的链接（快捷方式）。照着写，会盖掉链接所指的文件，
    那多半不是你要写的，所以没有写入。自己建的链接照常可用。
    改法：用 -o 换一个文件名，或者换一个自己的文件夹；确实要写到那里的，直接写链接所指的位置。
    """

    link: str

    def words(self) -> str:
        return f"“{self.link}”是另一个用户建的链接，没有写入。"

    def help(self) -> str:
        return "请用 -o 换一个文件名，或者换一个自己的文件夹。"


@node
class FolderInUse(PlainFault):
    """E0069 文件夹里已经有文件

    说明：新建示例方案时，为了不弄乱已有的文件，只写到新的文件夹，或者空的文件夹。
    改法：换一个新的文件夹名。
    """

    folder: str

    def words(self) -> str:
        return f"文件夹“{self.folder}”里已经有文件，没有改动。请换一个新的文件夹名。"


@node
class FolderIsFile(PlainFault):
    """E0070 要新建的文件夹与一个文件同名

    说明：已经有一个这样名称的文件，不能再建同名的文件夹。
    改法：换一个新的文件夹名。
    """

    folder: str

    def words(self) -> str:
        return f"“{self.folder}”是一个文件，没有改动。请换一个新的文件夹名。"
