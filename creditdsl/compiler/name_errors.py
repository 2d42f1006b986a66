"""Faults of names and references: codes E022x, E0251 and W0202."""

from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.syntax.keywords import keywords


@node
class KeywordInName(Fault):
    """E0220 名字里连着关键词

    说明：没有声明过的名字里有“且”“以上”“不得分”这样的词，多半是少打了空格；照名字读下去，意思就变了。
    例：

        一、工作机制（5分）
          建立机制且制定制度 得5

    改法：是一个名字的，用“”括起来，或在“数据”里声明；是几样东西连在一起的，照“指标 情况 结果”分开写。
    """

    name: str
    keyword: str

    def words(self) -> str:
        return f"名字“{self.name}”里连着“{self.keyword}”，是不是少了空格？"

    @property
    def as_name(self) -> str:
        """What to do where it is one name."""
        return f"是一个名字的，加引号写成 “{self.name}”，或在“数据”里声明"

    def help(self) -> str:
        quoted = self.as_name
        before, _, behind = self.name.partition(self.keyword)
        if self.keyword.startswith("每"):
            return f"按次数算的，写成“指标 每次扣1”“指标 每5篇得1”的样子；{quoted}。"
        if before and not behind:
            return f"{self._ending(before)}；{quoted}。"
        if before:
            return f"{quoted}；是两样东西连在一起的，在“{self.keyword}”两边加空格。"
        return f"{quoted}；是几样东西连在一起的，照“指标 情况 结果”分开写。"

    def _ending(self, before: str) -> str:
        """Return what to do with a keyword at the name's end, which belongs to the number behind it."""
        words = keywords().words
        if any(self.keyword in words[name].words for name in ("OR_MORE", "OR_LESS", "BEYOND")):
            return f"“{self.keyword}”前面写数，如“{before} 80%{self.keyword}”"
        if any(self.keyword in word.words for word in words.values() if word.until == "operand"):
            return f"后面是标准的，写成“{before} {self.keyword}…”，在“{self.keyword}”前面空一格"
        return f"后面是数的，名字写到“{before}”为止，不写“{self.keyword}”，空一格再写"


@node
class CountInName(Fault):
    """E0251 名字里写着次数

    说明：“迟报一次，扣0.5”照名字读，只看有没有“迟报一次”这回事，报了几次都只扣一次；多半是要每次都扣。
    例：

        一、工作机制（5分，满分起扣）
          迟报一次，扣0.5分

    改法：每次都算的，写成“迟报 每次扣0.5”；只看有没有的，给名字加引号，或在“数据”里声明。
    """

    name: str
    count: str
    each: str | None
    """The line that counts each."""

    def words(self) -> str:
        return f"名字“{self.name}”里的“{self.count}”，是每次都算，还是只看有没有？"

    def help(self) -> str:
        each = f"写成“{self.each}”" if self.each else "写成“指标 每次扣1”的样子"
        return f"每次都算的，{each}；只看有没有的，加引号写成 “{self.name}”，或在“数据”里声明。"


@node
class DeclaredTwice(Fault):
    """E0221 指标声明了两次，或者名称有两种写法

    说明：同一个指标有两个声明，不知道用哪一个。只是全角半角、空格、括号的样子不同，或者有看不见的字符，在数据里还是
    同一列，所以方案里也要写成一样的。
    例：

        数据
          案例数：例
          案例数：件
        一、工作机制（5分）
          案例数 每例得1

    改法：删去一个；是同一个指标的，写成一样的。
    """

    measure: str
    second: str
    """The name as it is written the second time."""

    def words(self) -> str:
        if self.measure == self.second:
            return f"“{self.measure}”声明了两次。"
        return f"“{self.measure}”和“{self.second}”在数据里是同一列。"

    def help(self) -> str:
        if self.measure == self.second:
            return "删去一个。"
        return "是同一个指标的，写成一样的；不是的，改成区别得开的名称。"


@node
class CircularMeasures(Fault):
    """E0222 派生指标绕了一圈

    说明：一个指标由另一个算出，另一个又由它算出，谁也算不出来。
    例：

        数据
          甲 = 乙 + 1
          乙 = 甲 + 1
        一、工作机制（5分）
          得 甲

    改法：改正其中一个算式。
    """

    measures: tuple[str, ...]

    def words(self) -> str:
        return f"派生指标绕了一圈：{'、'.join(self.measures)}。"


@node
class UnknownVoidTarget(Fault):
    """E0223 “（n）不得分”指不到条款

    说明：本项里没有这个编号的条款，或指的就是这一条自己。
    例：

        一、工作机制（5分）
        1. 机制（5分）
          （1）建立机制 得3 否则（3）不得分
          （2）制定制度 得2

    改法：写本项里另一条的编号。
    """

    target: str
    """A reference, or the number of a rule."""
    rule: bool
    itself: bool = False
    nearest: tuple[str, ...] = ()

    def words(self) -> str:
        if not self.rule:
            return f"表里没有 {self.target} 这一项。"
        return f"（{self.target}）就是这一条自己。" if self.itself else f"本项里没有（{self.target}）这一条。"

    def help(self) -> str:
        if self.rule:
            return "写本项里另一条的编号。"
        return f"是不是要写“{self.nearest[0]} 不得分”？" if self.nearest else "编号写作“大项/项”，如 一/3。"


@node
class FullMarksWithoutPoints(Fault):
    """E0225 “得满分”而本项没有分值

    说明：满分就是本项标题里写的分值，没有写就不知道是多少。
    例：

        一、工作机制（5分）
        1. 机制
          建立机制 得满分

    改法：在标题里写上分值，或写“得5”。
    """

    def words(self) -> str:
        return "本项没有写分值，不知道满分是多少。"


@node
class TitleTwice(Fault):
    """E0226 两项同名，分不清指标

    说明：没有写指标名的规则以本项标题为指标；两项标题相同，数据里就只有一列。
    例：

        一、机制（10分）
        1. 宣传（5分）
          每次得1
        2. 宣传（5分）
          每篇得1

    改法：在规则前写出指标名。
    """

    title: str

    def words(self) -> str:
        return f"两项都叫“{self.title}”，数据里分不清。"

    def help(self) -> str:
        return f"在规则前写出指标名，如“{self.title}二 每次得1”。"


@node
class NearlyDeclared(Fault):
    """W0202 名字只差一两个字

    说明：规则里的这个名字没有声明过，却和声明过的一个很像，多半是打错了字；照原样，数据里就要多一列。
    例：

        数据
          信用承诺条数：条
        一、工作机制（5分）
          信用承若条数 每条得1

    改法：改成声明过的名字；确实是另一个指标的，在“数据”里也声明它。
    """

    name: str
    declared: str

    def words(self) -> str:
        return f"“{self.name}”没有声明过，和“{self.declared}”只差一个字。"

    def help(self) -> str:
        return f"是不是要写“{self.declared}”？"
