"""The faults of naming codes, E0065–E0067, and of comparing with an earlier scheme, with their manual pages."""

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
