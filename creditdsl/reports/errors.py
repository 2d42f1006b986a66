"""The fault of comparing with an earlier scheme, with its manual page."""

from creditdsl.base.fault import Fault
from creditdsl.base.node import node


@node
class OldSchemeFaulty(Fault):
    """E0068 旧方案有错误，不能比较

    说明：--against 按两个方案的意思比较，旧方案读不懂就比不出来。旧方案的错误列在后面。
    改法：先改好旧方案里的错误，或者换一个能通过检查的旧方案。
    """

    def words(self) -> str:
        return "旧方案有错误，不能比较："

    def help(self) -> str:
        return ""
