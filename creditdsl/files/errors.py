"""The faults of reading files, each with its manual page.

E0001–E0005 and E0015–E0017 the file itself, E0006–E0013 and W0014 what is in it.
"""

import os

from creditdsl.base.fault import Fault
from creditdsl.base.node import node

# The file itself


@node
class NoSuchFile(Fault):
    """E0001 找不到文件

    说明：命令里写的文件不存在：名称或所在文件夹写错了，或者文件已被移走。
    改法：核对文件名和文件夹。Windows 常常隐藏扩展名，“方案.credit”可能实际叫“方案.credit.txt”。路径里有空格时，
    用英文双引号括起来。
    """

    path: str
    folder_exists: bool
    similar: tuple[str, ...]
    """Paths in the same folder that may be meant."""

    def words(self) -> str:
        return "找不到这个文件。"

    def help(self) -> str:
        if any(quote in self.path for quote in "“”‘’"):
            return "括路径要用英文双引号，命令里写的是中文引号。"
        if not self.folder_exists:
            return f"文件夹“{os.path.dirname(self.path)}”不存在，请核对路径。"
        if self.similar:
            return f"同一文件夹里有：{'、'.join(self.similar)}。"
        return "请核对文件名。路径里有空格时，用英文双引号括起来。"


@node
class NoScheme(Fault):
    """E0015 没有找到方案文件

    说明：写文件夹，就是其中的全部方案文件（扩展名 .credit，下级文件夹里的也算，名称以点开头的不算）；
    写“*.credit”这样的式子，就是与它相符的文件。这次一个也没有。
    改法：核对文件夹和扩展名。Windows 常常隐藏扩展名，“方案.credit”可能实际叫“方案.credit.txt”。
    """

    in_folder: bool

    def words(self) -> str:
        return "这个文件夹里没有方案文件。" if self.in_folder else "没有与它相符的文件。"


@node
class NoStandardInput(Fault):
    """E0016 没有标准输入

    说明：文件名写作“-”的，从标准输入读方案；这次没有接上标准输入。
    改法：用管道或者“<”接上，例如 creditdsl check - < 方案.credit；或者写文件名。
    """

    def words(self) -> str:
        return "没有标准输入可以读。"


@node
class FolderUnread(Fault):
    """E0017 文件夹读不出来

    说明：要读一个文件夹里的全部方案，系统却不让看其中有什么，例如没有权限、网络盘断开。
    改法：核对文件夹的权限，或者把方案复制到自己的文件夹里再试。
    """

    reason: str

    def words(self) -> str:
        return f"文件夹读不出来：{self.reason}。"


@node
class IsFolder(Fault):
    """E0002 这是文件夹，不是文件

    说明：命令要读一个文件，写的却是文件夹。
    改法：写到文件为止，例如：方案文件夹/方案.credit。
    """

    def words(self) -> str:
        return "这是文件夹，要写的是其中的方案文件。"


@node
class NotReadable(Fault):
    """E0003 没有权限读这个文件

    说明：系统不允许读这个文件：文件属于别人，或者正被别的程序独占。
    改法：关闭正在使用它的程序，或者把文件复制到自己的文件夹里再试。
    """

    def words(self) -> str:
        return "没有权限读这个文件。"


@node
class ReadFailed(Fault):
    """E0004 文件读不出来

    说明：系统在读文件时报告了故障，例如磁盘出错、网络盘断开、文件名里有系统不允许的字符。
    改法：把文件复制到本机磁盘，换一个简单的文件名再试。
    """

    reason: str

    def words(self) -> str:
        return f"文件读不出来：{self.reason}。"


@node
class TooLarge(Fault):
    """E0005 文件太大

    说明：方案是几十页的文字，不会超过 5 MB。超过这个大小的多半是选错了文件。
    改法：核对文件。要评分的数据用 --data 给出，不写在方案里。
    """

    limit: int
    """Bytes that a scheme may have."""

    def words(self) -> str:
        return f"文件超过 {self.limit // 1024 // 1024} MB，不像是方案。"


# What is in it


@node
class OfficeFile(Fault):
    """E0006 这是 WPS、Word、Excel 或 PDF 文件，不是方案

    说明：方案是纯文本文件（扩展名 .credit）。文档、表格和 PDF 要先把文字取出来。
    改法：在 WPS 里全选、复制，粘贴到记事本，另存为“方案.credit”，编码选 UTF-8。
    """

    kind: str

    def words(self) -> str:
        return f"这是{' ' if self.kind[0].isascii() else ''}{self.kind}，不是方案的纯文本文件。"


@node
class Utf16(Fault):
    """E0007 文件用的是 UTF-16 编码

    说明：记事本里名为“Unicode”或“UTF-16”的编码，方案不能使用。
    改法：用记事本打开，选“文件—另存为”，编码选 UTF-8，保存后再试。
    """

    marked: bool
    """Whether the file says so itself."""

    def words(self) -> str:
        if self.marked:
            return "文件用的是 UTF-16 编码，方案要用 UTF-8 编码。"
        return "文件用的是 UTF-16 编码，或者不是文本文件。"


@node
class UnknownBytes(Fault):
    """E0008 文件里有认不出的字节

    说明：文件既不是 UTF-8 编码，也不是 GB18030（GBK）编码，或者传输、拼接时损坏了。
    改法：从原处重新复制文件；或者用记事本打开，改好显示不对的地方，另存为 UTF-8 编码。
    """

    line: int
    column: int
    position: int
    """Of the first such byte in the file, from 1."""
    byte: int

    def words(self) -> str:
        return (
            f"第 {self.line} 行第 {self.column} 个字（文件的第 {self.position} 个字节，十六进制 {self.byte:02X}）"
            "认不出来：文件既不是 UTF-8 编码，也不是 GB18030 编码，或者已经损坏。"
        )


@node
class ControlCharacter(Fault):
    """E0009 文字里有控制字符

    说明：控制字符在屏幕上看不见，多由网页或 WPS 粘贴带入（WPS 的手动换行就是其中一种），会使同样两行的含义不同。
    改法：删去这个字符；该换行的地方按回车键重新换行。
    """

    character: str
    """Its number, such as U+200B: what cannot be seen stands in no message."""
    name: str
    count: int

    def words(self) -> str:
        return f"这里有{_many(self.count)}看不见的字符：{self.name}，{self.character}。"


@node
class DirectionCharacter(Fault):
    """E0010 文字里有改变书写方向的字符

    说明：这类字符看不见，却能使屏幕上显示的次序与实际次序不同，看到的分值可能不是实际的分值。
    改法：删去这个字符，重新输入前后的文字。
    """

    character: str
    name: str
    count: int

    def words(self) -> str:
        return f"这里有{_many(self.count)}看不见的字符：{self.name}，{self.character}。"


@node
class InvisibleCharacter(Fault):
    """E0011 文字里有看不见的字符

    说明：零宽空格之类的字符看不见，多由网页、聊天软件粘贴带入，会使看起来相同的两个名称其实不同。
    改法：删去这个字符。看不见时，可以把它前后的文字一起删去，重新输入。
    """

    character: str
    name: str
    count: int

    def words(self) -> str:
        return f"这里有{_many(self.count)}看不见的字符：{self.name}，{self.character}。"


@node
class LostCharacter(Fault):
    """E0012 有文字在转换编码时丢失了

    说明：替换符“�”表示原来的字在某次转换编码时已经丢失，无法恢复。
    改法：对照原文件，把丢失的字补上。
    """

    character: str
    name: str
    count: int

    def words(self) -> str:
        return f"这里有{_many(self.count)}{self.name}，{self.character}。"


def _many(count: int) -> str:
    return f"连续 {count} 个" if count > 1 else "一个"


@node
class LongLine(Fault):
    """E0013 一行太长

    说明：一行超过 20000 个字，多半是换行丢失了，或者选错了文件。
    改法：按原文分行：一行写一个标题、一个字段或一条规则。
    """

    line: int
    characters: int
    limit: int

    def words(self) -> str:
        return f"第 {self.line} 行有 {self.characters} 个字，超过了 {self.limit} 个字。"


@node
class Gb18030(Fault):
    """W0014 文件用的是 GB18030（GBK）编码

    说明：这次已经按 GB18030 读取，结果不受影响。但别的软件可能把它显示成乱码。
    改法：用记事本打开，选“文件—另存为”，编码选 UTF-8。
    """

    def words(self) -> str:
        return "文件用的是 GB18030（GBK）编码，已按这种编码读取。"
