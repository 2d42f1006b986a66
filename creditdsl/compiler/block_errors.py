"""Faults of the blocks of a table, 数据, 名单, 名额 and 年度总分: codes E02xx and E0306."""

from creditdsl.base.fault import Fault
from creditdsl.base.node import node


@node
class UnknownType(Fault):
    """E0232 指标的类型读不懂

    说明：冒号后面写 是否、比率、数值、金额、选项、酌情 或量词（条、家、万元）；没有日期、文字这样的类型。
    相近的错字会被当成量词，所以要停下来问。
    例：

        数据
          合格率：比例
        一、工作机制（5分）
          合格率 95%以上 得5

    改法：改成规定的类型；说明文字写在逗号后面。
    """

    typed: str
    nearest: tuple[str, ...]
    instead: str = ""
    """What to write for a word that is known to be no type; empty for any other."""

    def words(self) -> str:
        return f"类型“{self.typed}”读不懂。"

    def help(self) -> str:
        if self.instead:
            return self.instead
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
class BodyInTable(Fault):
    """E0258 正文写在了表的中间

    说明：正文写在第一张表的上面，或者两张表之间、最后一张表的下面；它把上面一张表隔断了，后面只能接新的一张表。
    例：

        方案：示例
        附件1 考核指标
        一、工作机制（5分）
          建立机制 得3
        正文
        各单位要建立机制。
        正文完
          制定制度 得2

    改法：把正文连同“正文”“正文完”两行移到表的上面或者下面。
    """

    def words(self) -> str:
        return "表在正文那里断了，这一行不知道属于哪里。"


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
class RoundedPlaces(Fault):
    """E0261 不是百分比的名额写了取整

    说明：“前30%”算出来不一定是整数，才要取整；“前3名”已经是整数。
    例：

        一、考核（100分）
          得 综合得分
        等次
          90分以上 且 前3名 向上取整 优秀
          其余 合格

    改法：删去取整的词，或者改成“前30%”这样的百分比。
    """

    typed: str

    def words(self) -> str:
        return f"只有百分比的名额才要“{self.typed}”。"

    def help(self) -> str:
        return f"删去“{self.typed}”。"


@node
class UnitInTwoGroups(Fault):
    """E0262 一个单位在两组里分名额

    说明：名额在各组以内排名次；一个单位写在两组里，就不知道占哪一组的名额。
    例：

        名单
          县区：甲县、乙县
          市直：乙县、丙局
        一、考核（100分）
          得 综合得分
        等次
          90分以上 且 县区、市直 各前50% 优秀
          其余 合格

    改法：另写两组互不重复的单位，或者在名单里改正。
    """

    unit: str
    groups: tuple[str, str]

    def words(self) -> str:
        first, second = self.groups
        return (
            f"“{self.unit}”既在“{first}”又在“{second}”，不知道占哪一组的名额。"
            if first != second
            else (f"“{first}”写了两次。")
        )

    def help(self) -> str:
        return "使一个单位只在其中一组里。"


@node
class UnreadableRankKey(Fault):
    """E0263 “名次”读不懂

    说明：“名次”写总分相同的单位按什么排；要写一项数据、一项或一大项的得分，和由高到低还是由低到高。
    例：

        名次：总分相同的，看谁的信息条数多
        一、考核（100分）
          信息条数 每条得1

    改法：写成“名次：总分相同的，按 信息条数 由高到低排”；一项的得分写编号，如“按 二/1 由高到低排”。
    """

    typed: str

    def words(self) -> str:
        return f"“{self.typed}”读不懂。"

    def help(self) -> str:
        return "写成“名次：总分相同的，按 信息条数 由高到低排”。"


@node
class UnknownRankEntry(Fault):
    """E0264 排名次用的编号没有得分

    说明：总分相同的按一项的得分排的，这一项要在这张表里，而且计分。写了“年度总分”的表，名次看全年，只能按全年的指标排。
    例：

        名次：总分相同的，按 二/1 由高到低排
        一、考核（100分）
          信息条数 每条得1

    改法：改成这张表里计分的编号，或者一项数据的名称。
    """

    ref: str
    yearly: bool = False

    def words(self) -> str:
        if self.yearly:
            return f"名次看全年，不能按“{self.ref}”排。"
        return f"这张表里没有计分的“{self.ref}”。"

    def help(self) -> str:
        return "改成全年的指标。" if self.yearly else "改成这张表里计分的编号，或者一项数据的名称。"


@node
class TitleAsRankKey(Fault):
    """E0265 “名次”里写的是一项的标题

    说明：标题和数据同名的时候，不知道是按这一项的得分排，还是按填报的数排。
    例：

        名次：总分相同的，按信息归集由高到低排
        一、信息归集（60分）
          信息条数 每条得1
        二、监管（40分）
          检查次数 每次得1

    改法：按得分排的写编号，如“按 一 由高到低排”；按填报的数排的，名称加引号，或者在“数据”里声明。
    """

    title: str
    ref: str

    def words(self) -> str:
        return f"“{self.title}”是一项的标题，不知道按它的得分排，还是按同名的数据排。"

    def help(self) -> str:
        return f"按得分排，写“按 {self.ref}”；按数据排，写“按 “{self.title}””。"


@node
class ReporterTwice(Fault):
    """E0266 一个指标的“填报”不清楚

    说明：“填报：”写这一列由谁填：本单位，或者一个提供数据的部门，只能写一个。
    例：

        数据
          弄虚作假：是否，填报：县应急局，填报：县审计局
        一、考核（10分）
          非 弄虚作假 得10

    改法：只留一个，如“弄虚作假：是否，填报：县应急局”。
    """

    missing: bool = False

    def words(self) -> str:
        return "“填报：”后面没有写由谁填。" if self.missing else "“填报：”写了两次。"

    def help(self) -> str:
        return "写成“填报：本单位”，或者一个部门，如“填报：县应急局”。"


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


@node
class NothingVetoed(Fault):
    """E0260 没有写哪种情形一票否决

    说明：“（一票否决的除外）”指“等次”里写了一票否决的情形；等次里一条也没有写，就没有单位除外。
    例：

        一、工作机制（5分）
          建立机制 得5
        表彰
          前3名 先进单位（一票否决的除外）

    改法：在“等次”里写上情形，如“弄虚作假 一票否决”；不需要的，删去这个括号。
    """

    def words(self) -> str:
        return "“等次”里没有写哪种情形一票否决。"

    def help(self) -> str:
        return "在“等次”里写上情形，如“弄虚作假 一票否决”；不需要的，删去这个括号。"
