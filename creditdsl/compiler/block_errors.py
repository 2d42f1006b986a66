"""Faults of the blocks of a table, 数据, 名单, 等次 and 年度总分: codes E02xx and E0306."""

from creditdsl.base.fault import Fault, Variant
from creditdsl.base.node import node


@node
class UnknownType(Fault):
    """E0232 指标的类型读不懂

    说明：冒号后面写 是否、比率、数值、金额、酌情 或计数的量词（条、家、万元）；相近的错字会被当成量词，
    所以要停下来问。
    例：

        数据
          合格率：比例
        一、工作机制（5分）
          合格率 95%以上 得5

    改法：改成规定的类型；说明文字写在逗号后面。
    """

    typed: str
    nearest: tuple[str, ...]

    def words(self) -> str:
        return f"类型“{self.typed}”读不懂。"

    def help(self) -> str:
        if self.nearest:
            return f"是不是要写“{self.nearest[0]}”？"
        return "写 条、家、万元 这样的量词，说明写在逗号后面。"


@node
class EmptyRange(Fault):
    """E0306 范围从大写到小

    说明：范围要从小到大，否则没有一个数在里面。
    例：

        数据
          报送量：条 100至0
        一、工作机制（5分）
          报送量 每条得1

    改法：对调两个数。
    """

    tested: bool
    """The bounds of a test, not of a declaration."""

    def words(self) -> str:
        return "没有一个数能同时满足这两头。" if self.tested else "范围要从小到大。"

    def help(self) -> str:
        return "对调两个数，或改正其中一个。" if self.tested else "对调两个数。"


@node
class RosterNameTwice(Fault):
    """E0247 名单里一个名字写了两次

    说明：同一组有两行名单，不知道用哪一行；同一组里一个单位写两次，多半是另一个单位写错了。只是全角半角、空格、
    括号的样子不同，或者有看不见的字符，还是同一个名字。
    例：

        名单
          单位：甲局（本级）、乙局、甲局 (本级)
        一、工作机制（5分）
          建立机制 得5

    改法：一组只写一行，一个单位只写一次；本来是两个单位的，改成区别得开的名字。
    """

    name: str
    second: str
    """The name as it is written the second time."""

    def words(self) -> str:
        if self.name == self.second:
            return f"名单里“{self.name}”写了两次。"
        return f"名单里“{self.name}”和“{self.second}”是同一个名字。"


@node
class NotInRoster(Fault):
    """E0235 适用的单位或组不在名单里

    说明：“适用”里的名字既不是名单里的组，也不是名单里的单位，就没有单位适用。
    例：

        名单
          单位：甲局、乙局
        一、工作机制（5分）
        适用：丙局
          建立机制 得5

    改法：改成名单里的名字；没有名单的表，“适用”里直接写单位名。
    """

    name: str
    groups: tuple[str, ...]
    in_rule: bool
    """The group of a rule, not a name in 适用."""

    def words(self) -> str:
        return f"名单里没有“{self.name}”这一组。" if self.in_rule else f"“{self.name}”不在名单里。"

    def help(self) -> str:
        known = "、".join(self.groups) or "这张表还没有名单"
        return f"在“名单”里写上这一组；现有：{known}。" if self.in_rule else "改成名单里的组名或单位名。"


@node
class GradesWithoutRest(Fault):
    """E0227 等次没有“其余”

    说明：没有“其余”，分数线以下的单位就没有等次。
    例：

        一、工作机制（5分）
          建立机制 得5
        等次
          3分以上 优秀

    改法：最后加一行“其余 较差”。
    """

    def words(self) -> str:
        return "等次的最后没有“其余”。"

    def help(self) -> str:
        return "最后加一行，如“其余 较差”。"


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


@node
class BlockWithoutTable(Fault):
    """E0207 “数据”“等次”写错了地方

    说明：“数据”和“等次”属于一张表，写在表的标题之后。
    例：

        方案：示例
        数据
          建立机制：是否
        附件1 考核指标
        一、工作机制（5分）
          建立机制 得5

    改法：移到“附件1 ……”一行的下面。
    """

    block: str

    def words(self) -> str:
        return f"“{self.block}”之前没有表。"


@node
class MisfitYearTotal(Fault):
    """E0239 年度总分的写法不对

    说明：按月、按季计分的方案，年度总分由“月度合计”（“季度合计”）和年度指标算出，一张表写一次。
    例：

        一、工作机制（5分）
          建立机制 得5
        年度总分 = 月度合计

    改法：写成“年度总分 = 月度合计×90% + 年终测评×10%”。
    """

    repeated: bool
    period_sum: str | None = None
    """What the sum of a unit's periods is called."""

    def words(self) -> str:
        return "一张表只写一次年度总分。" if self.repeated else "年度总分没有用到各期的合计。"

    def help(self) -> str:
        if self.repeated:
            return "只留一个。"
        return f"写成“年度总分 = {self.period_sum or '月度合计'}×90% + 年终测评×10%”，周期写“月度”或“季度”。"
