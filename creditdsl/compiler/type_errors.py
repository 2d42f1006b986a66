"""Faults of types: codes E0246, E03xx and W0301."""

from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.fault import Fault
from creditdsl.base.node import node


@node
class UndeclaredOption(Fault):
    """E0246 声明里没有这个选项

    说明：“数据”里声明了指标有哪些选项，规则里写的这一个不在里面；数据里填不进这个词，这一档就永远轮不到。
    例：

        数据
          评估等级：选项 优、良
        一、工作机制（5分）
          评估等级 选项 优 得5 中 得3

    改法：改成声明过的选项，或在声明里加上它。
    """

    measure: str
    option: str
    declared: tuple[str, ...]

    def words(self) -> str:
        return f"“{self.measure}”的选项里没有“{self.option}”。"

    def help(self) -> str:
        return f"选项有：{'、'.join(self.declared)}。"


@node
class TypeConflict(Fault):
    """E0301 同一个指标有两种用法

    说明：一个指标在一处当作“是否”，在另一处当作数，数据里就不知道该填什么。
    例：

        一、工作机制（5分）
          建立机制 得3
          建立机制 每项得1

    改法：改正其中一处，或用两个名字。
    """

    measure: str
    earlier: str
    now: str

    def words(self) -> str:
        return f"“{self.measure}”前面当作{self.earlier}，这里当作{self.now}。"


@node
class RatioWithoutPercent(Fault):
    """E0302 比率和不带 % 的数比较

    说明：比率按百分数填写；“95以上”是 95% 还是 9500%，不能猜。“每2”“目标 = 95”里的数也是。
    由比率算出来的（如“甲率－乙率”），和别处同百分数比较的“甲数÷乙数”，也是比率。
    例：

        数据
          合格率：比率
        一、工作机制（5分）
          合格率 95以上 得5

    改法：写成“95%以上”；一步的大小写成“每2%”。
    """

    measure: str
    number: Fraction
    guessed: bool = False
    """Whether only the name says that it is a ratio."""

    def words(self) -> str:
        kind = "没有声明，按名称是比率" if self.guessed else "是比率"
        return f"“{self.measure}”{kind}，这里的数没有带 %。"

    def help(self) -> str:
        other = f"不是比率的，在“数据”里写“{self.measure}：数值”。" if self.guessed else ""
        if 0 < self.number < 1:
            return f"写成“{show(self.number * 100)}%”；是 {show(self.number)}% 的，写成“{show(self.number)}%”。{other}"
        return f"写成“{show(self.number)}%”。{other}"


@node
class NumberAsCondition(Fault):
    """E0303 算式后面没有写比较

    说明：只有“是否”指标可以单独作条件；算出来的数要和一个数比较，才知道是不是满足。
    例：

        一、工作机制（5分）
          甲条数÷乙条数 得5

    改法：写成“甲÷乙 1以上 得2”。
    """

    def words(self) -> str:
        return "算出来的数要和一个数比较，才能作条件。"

    def help(self) -> str:
        return "写成“甲÷乙 1以上 得2”这样的比较。"


@node
class PercentAmongPoints(Fault):
    """E0304 分数里有百分数

    说明：得分的算式里，单独的百分数会把分数缩小一百倍。
    例：

        一、工作机制（5分）
          得 报送率+5%

    改法：写成乘法（如“得 7×增速”），或去掉 %。
    """

    def words(self) -> str:
        return "得分的算式里不能单独加减百分数。"

    def help(self) -> str:
        return "分数不写 %；要按比率折算，写成乘法，如“得 7×增速”。"


@node
class PercentOfCount(Fault):
    """E0305 个数和百分数比较

    说明：这个指标是个数，不能和百分数比较。
    例：

        数据
          报送量：条
        一、工作机制（5分）
          报送量 80%以上 得5

    改法：改成个数，或用两个指标相除。
    """

    measure: str
    unit: str = ""
    """The measure word of what is measured; empty for what is counted."""

    def words(self) -> str:
        kind = f"以“{self.unit}”计" if self.unit else "是个数"
        return f"“{self.measure}”{kind}，不能和百分数比较。"

    def help(self) -> str:
        return f"改成{'数' if self.unit else '个数'}，或用两个指标相除的比率。"


@node
class ZeroDivisor(Fault):
    """E0307 除数总是零

    说明：除数里没有一个指标，算出来是零；每个单位都算不出来。
    例：

        一、工作机制（5分）
          得 甲数÷0

    改法：改正除数。
    """

    def words(self) -> str:
        return "除数总是零。"


@node
class MeasureWordConflict(Fault):
    """W0301 量词前后不一致

    说明：声明的量词和规则里的量词不同，可能指的不是同一件事。
    例：

        数据
          宣传数：条
        一、工作机制（5分）
          宣传数 每篇得1

    改法：统一成一个量词。
    """

    measure: str
    earlier: str
    now: str

    def words(self) -> str:
        return f"“{self.measure}”的量词前面是“{self.earlier}”，这里是“{self.now}”。"


@node
class GuessedRatios(Fault):
    """N0210 没有声明的指标读作比率

    说明：没有声明的指标，规则里又看不出是哪一类的，名称以“率”“比例”“占比”等结尾的，还有和比率比较的，读作比率，
    数据里写 95.5% 的样子。
    例：

        一、工作机制（5分）
          得 完成比例×5

    改法：在“数据”里写明类型：是比率的写“比率”，不是的写“数值”。
    """

    measures: tuple[str, ...]

    def words(self) -> str:
        return f"没有声明，读作比率：{'、'.join(f'“{measure}”' for measure in self.measures)}。"

    def help(self) -> str:
        declared = "、".join(self.measures)
        return f"是比率的，在“数据”里写“{declared}：比率”；不是的写“数值”。"
