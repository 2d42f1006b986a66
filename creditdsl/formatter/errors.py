"""Why a scheme is not laid out."""

from creditdsl.base.fault import Fault
from creditdsl.base.node import node


@node
class MeaningWouldChange(Fault):
    """E0801 整理会改变意思，没有整理

    说明：整理只改空格、全角半角、同义词和栏目的顺序；改完重新读一遍，意思和原来不一样的，就一个字也不动。
    多半是声明的指标名里有运算符号（如“甲÷乙”），去掉空格后和算式分不开。
    改法：把名字里的运算符号去掉，或写到“”里。
    """

    def words(self) -> str:
        return "整理以后读出来的意思会和现在不同，所以没有改动。"
