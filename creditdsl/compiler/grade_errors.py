"""Faults of the lines of 等次: codes E02xx."""

from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.fault import Fault, Variant
from creditdsl.base.node import node


@node
class GradesWithoutRest(Fault):
    """E0227 等次没有“其余”

    说明：没有“其余”，分数线以下的单位就没有等次。
    例：

        一、工作机制（5分）
          建立机制 得5
        等次
          3分以上 优秀

    改法：最后加一行“其余 较差”；最后一档已经管到底的，把它改成“其余”。
    """

    grades: tuple[str, ...]
    total: Fraction | None
    """A total that may have no grade."""
    last: str
    """The line of the last band; empty where there is none."""
    reaches_end: bool
    """Whether the last band takes all totals below a line."""

    def words(self) -> str:
        without = "" if self.total is None else f"，总分{show(self.total)}分的单位可能没有等次"
        return f"等次的最后没有“其余”{without}。"

    def help(self) -> str:
        if self.reaches_end:
            return f"把“{self.last}”改成“其余 {self.grades[-1]}”。"
        name = next((name for name in ("较差", "不合格", "一般") if name not in self.grades), "其他")
        return f"在“{self.last}”下面加一行，如“其余 {name}”。" if self.last else f"最后加一行，如“其余 {name}”。"


class GradeOrder(Variant):
    """What keeps a band from standing where it stands, and what to do."""

    BELOW_REST = "“其余”后面不能再有分数线。", "把“其余”移到最后。"
    BELOW_OVERRIDE = "分数线要写在改判的前面。", "把这一行移到改判之前。"
    REPEATED = "等次“{grade}”写了两次。", "删去一个。"


@node
class MisplacedGrade(Fault):
    """E0228 等次的写法不对

    说明：等次自高到低逐行写，先中先得；“其余”写在最后，只写一次；降档写在“其余”之后。
    例：

        一、工作机制（5分）
          建立机制 得5
        等次
          其余 较差
          3分以上 优秀

    改法：照“90分以上 优秀 / 80分以上 良好 / 其余 较差”的顺序写。
    """

    order: GradeOrder
    grade: str

    def words(self) -> str:
        return self.order.sentence.format(grade=self.grade)

    def help(self) -> str:
        return self.order.advice


@node
class UnknownGrade(Fault):
    """E0238 没有这个等次

    说明：“评为”“不得评为”后面的等次，要是上面分数线或名次里有的等次。
    例：

        一、工作机制（5分）
          建立机制 得5
        等次
          3分以上 优秀
          其余 较差
          重大事件 评为不合格

    改法：改成上面有的等次。
    """

    typed: str
    grades: tuple[str, ...]

    def words(self) -> str:
        return f"没有“{self.typed}”这个等次。"

    def help(self) -> str:
        return f"等次有：{'、'.join(self.grades)}。" if self.grades else "先写各个等次，改判写在后面。"


@node
class NothingBelow(Fault):
    """E0267 最低的等次下面没有等次

    说明：“不得评为”使单位降到下一等次。最低的等次下面没有等次，照写的算，碰到这种情形的单位反而都评为最低的等次。
    例：

        一、工作机制（5分）
          建立机制 得5
        等次
          3分以上 优秀
          其余 较差
          迟报数据 不得评为较差

    改法：写上不能评的等次；要评为最低的等次的，写“评为”。
    """

    lowest: str
    above: str

    def words(self) -> str:
        return f"“{self.lowest}”是最低的等次，不得评为{self.lowest}的，下面没有等次可评。"

    def help(self) -> str:
        barred = f"不能评为{self.above}的，写“不得评为{self.above}”；" if self.above else ""
        return f"{barred}要评为{self.lowest}的，写“评为{self.lowest}”。"


@node
class GradesTwice(Fault):
    """E0208 一张表里有两个“等次”

    说明：两个“等次”各有一套分数线，不知道用哪一套。
    例：

        一、工作机制（5分）
          建立机制 得5
        等次
          3分以上 优秀
          其余 较差
        等次
          4分以上 优秀
          其余 较差

    改法：合并成一个。
    """

    def words(self) -> str:
        return "一张表里有两个“等次”。"
