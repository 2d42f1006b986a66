"""The faults of the periods of a table: those that some or all units lack, and those that the scheme has not."""

from typing import assert_never

from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.data.cell_words import listed
from creditdsl.ir.program import Cycle


@node
class MissingPeriod(Fault):
    """E0534 有的单位缺一期

    说明：同一期里各单位要一起计分、排名。别的单位有这一期，缺这一期的单位就无法计分；年度的行要么各单位都有，
    要么都没有。
    改法：给缺的单位补上这一期的行；如果是期写错了，改正写错的那一行。
    """

    periods: tuple[str, ...]
    lacking: tuple[str, ...]
    having: tuple[str, ...]

    def words(self) -> str:
        which, lacking = "、".join(self.periods), "、".join(self.lacking)
        if self._seldom:
            return f"只有{'、'.join(self.having)}有 {which}，{lacking}没有"
        return f"{lacking}没有 {which}，其他单位有"

    def help(self) -> str:
        if self._seldom:
            return f"核对 {'、'.join(self.periods)} 是不是写错了；没有写错的，给其他单位补上"
        return self.code.fix

    @property
    def _seldom(self) -> bool:
        """Whether so few units have the periods that these may be the slip."""
        return len(self.having) < len(self.lacking)


@node
class PeriodsOfOtherCycle(Fault):
    """E0579 期和方案的周期对不上

    说明：方案写“周期：季度”的，一行是一个季度；写“周期：月度”的，一行是一个月。把四个月当成四个季度计分，年度总分就错了。
    改法：按方案的周期填“期”：季度写成 2023Q1，月份写成 2023-01；方案的周期写错了的，改“周期：”一行。
    """

    periods: tuple[str, ...]
    cycle: Cycle

    def words(self) -> str:
        which = listed(self.periods)
        match self.cycle:
            case Cycle.QUARTERLY:
                return f"方案按季度考核，“期”写的是月份：{which}"
            case Cycle.MONTHLY:
                return f"方案按月考核，“期”写的是季度：{which}"
            case _:
                assert_never(self.cycle)

    def help(self) -> str:
        year = self.periods[0][:4]
        match self.cycle:
            case Cycle.QUARTERLY:
                return f"一个季度填一行，如 {year}Q1；方案本来按月考核的，改成“周期：月度”"
            case Cycle.MONTHLY:
                return f"一个月填一行，如 {year}-01；方案本来按季度考核的，改成“周期：季度”"
            case _:
                assert_never(self.cycle)


@node
class SkippedPeriods(Fault):
    """W0524 数据里隔过了一期

    说明：前一期、后一期都有，中间的一期哪个单位都没有。漏了一期的，年度总分少算一期，别人又看不出来。
    改法：漏填的补上；这一期本来不考核的，不用改。
    """

    skipped: tuple[str, ...]

    def words(self) -> str:
        return f"数据里没有{listed(self.skipped)}，前后的期都有"
