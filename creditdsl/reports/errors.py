"""What cannot be reported or mended as asked: each kind of fault with its manual page."""

from creditdsl.base.fault import PlainFault
from creditdsl.base.node import node

_ALL_CODES = "\n要看全部编号，请写：creditdsl finding"


@node
class OldSchemeFaulty(PlainFault):
    """E0068 旧方案有错误，不能比较

    说明：--against 按两个方案的意思比较，旧方案读不懂就比不出来。旧方案的错误列在后面。
    改法：先改好旧方案里的错误，或者换一个能通过检查的旧方案。
    """

    def words(self) -> str:
        return "旧方案有错误，不能比较："


@node
class NoSuchCode(PlainFault):
    """E0065 没有这个编号

    说明：编号是一个字母（E 错误、W 提醒、N 说明）和四个数字，写在每条错误或提醒的前面。
    改法：写 creditdsl finding，看全部编号。
    """

    typed: str
    similar: tuple[str, ...]

    def words(self) -> str:
        hint = "编号写在每条错误或提醒的前面，例如 E0001。"
        if self.similar:
            hint = f"相近的有：{'、'.join(self.similar)}。"
        return f"没有编号“{self.typed}”。{hint}{_ALL_CODES}"


@node
class NoSuchBeginning(PlainFault):
    """E0066 没有这样开头的编号

    说明：--select、--ignore 后面写编号，或者几个编号相同的开头，例如 W06 就是 W0601、W0602 等全部。
    改法：写 creditdsl finding，看全部编号。
    """

    typed: str
    similar: tuple[str, ...]

    def words(self) -> str:
        hint = "编号写在每条提醒的前面，例如 W0601。"
        if self.similar:
            hint = f"相近的有：{'、'.join(self.similar)}。"
        return f"没有以“{self.typed}”开头的编号。{hint}{_ALL_CODES}"


@node
class CodesMissing(PlainFault):
    """E0067 选项后面没有写编号

    说明：--select、--ignore 后面是空的，不知道要列出哪些、不列出哪些。
    改法：写上编号或者编号的开头，几个之间用逗号隔开，例如 --select E,W06。
    """

    option: str

    def words(self) -> str:
        return f"{self.option} 后面要写编号，例如 W0601，或者编号的开头，例如 W06。"


@node
class OneToCompare(PlainFault):
    """E0063 和旧方案比较，写了几个方案

    说明：--against 逐条列出一个方案改了什么；写了几个方案，分不清比的是哪一个。
    改法：一次只写一个方案文件。
    """

    def words(self) -> str:
        return "和旧方案比较，一次只能写一个方案文件。"


@node
class NothingToWriteBack(PlainFault):
    """E0064 没有可以写回的文件

    说明：--fix 把改好的方案写回原来的文件；从标准输入（写作“-”）读的方案没有文件。
    改法：存成文件再检查；只要整理的，写 creditdsl fmt -，结果显示在屏幕上。
    """

    def words(self) -> str:
        return "从标准输入读的方案没有文件可以写回，请去掉 --fix。要整理，请写：creditdsl fmt -"
