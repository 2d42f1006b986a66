"""The fault of comparing with an earlier scheme, with its manual page."""

from creditdsl.base.fault import Fault
from creditdsl.base.node import node


@node
class FaultyOldScheme(Fault):
    """E0026 旧方案有错误

    说明：比较两个方案，要两个都读得懂。旧方案里有错误，逐条列在后面。
    改法：在旧方案的副本里改好这些地方，再用 --against 和副本比较。
    """

    def words(self) -> str:
        return "旧方案有错误，不能比较："

    def help(self) -> str:
        return ""
