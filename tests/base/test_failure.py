"""A failure carries faults only, and says them."""

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import FAULTY, UNUSABLE, Failure
from creditdsl.base.fault import PlainFault
from creditdsl.base.node import node


@node
class Missing(PlainFault):
    """E9003 没有写

    说明：要写的没有写。
    改法：写上。
    """

    name: str

    def words(self) -> str:
        return f"没有写{self.name}，请写上。"


def test_a_fault_without_a_place_beside_one_with_a_place() -> None:
    failure = Failure(Missing("甲"), Diagnostic(Missing("乙"), "方案.credit"), exit_code=FAULTY)
    assert [(found.code.id, found.file, found.help) for found in failure.diagnostics] == [
        ("E9003", "", ""),
        ("E9003", "方案.credit", ""),
    ]
    assert str(failure) == "没有写甲，请写上。\n没有写乙，请写上。"
    assert (failure.exit_code, Failure(Missing("甲")).exit_code) == (FAULTY, UNUSABLE)
