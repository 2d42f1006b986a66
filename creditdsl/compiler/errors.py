"""Faults of headings, fields and rules as they stand together: codes E02xx and W0201."""

from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.fault import Fault, Variant
from creditdsl.base.node import node
from creditdsl.syntax.keywords import keywords

_SINGLE = str.maketrans("“”", "‘’")
"""Quotation marks inside others."""
_CONSEQUENCES = {
    "inapplicable": "写成“不适用：不计分”“不适用：得满分”或“不适用：取平均分”。",
    "unreported": "写成“缺报：零分”或“缺报：取平均分”。",
}
"""What a field may say, by its stem."""


@node
class MissingTable(Fault):
    """E0201 标题之前没有表

    说明：大项和项属于一张表；表的标题写作“附件1 ……”或“附表一 ……”。
    例：

        方案：示例
        一、工作机制（5分）
          建立机制 得5

    改法：在第一个大项之前加一行“附件1 考核指标（满分100分）”。
    """

    year_total: bool = False
    """Above 年度总分, not a heading."""

    def words(self) -> str:
        return f"{'年度总分' if self.year_total else '这个标题'}之前没有表。"

    def help(self) -> str:
        if self.year_total:
            return "移到“附件1 ……”一行的下面。"
        return "在它前面加一行，如“附件1 考核指标（满分100分）”。"


@node
class NumberTwice(Fault):
    """E0202 编号重复

    说明：同一张表里两处编号相同，引用（如 二/3）和打印的表都分不清是哪一项。
    例：

        一、工作机制（10分）
        1. 机制（5分）
          建立机制 得5
        1. 制度（5分）
          制定制度 得5

    改法：改正其中一个编号。
    """

    number: str
    of_rule: bool = False

    def words(self) -> str:
        return f"条款编号（{self.number}）用了两次。" if self.of_rule else f"编号 {self.number} 用了两次。"

    def help(self) -> str:
        return "改正其中一个。" if self.of_rule else "改正其中一个编号。"


@node
class TableTwice(Fault):
    """E0203 两张表同名

    说明：命令里用表名指定表，两张表同名就分不清。
    例：

        一、工作机制（5分）
          建立机制 得5
        附件1 考核指标
        一、制度（5分）
          制定制度 得5

    改法：改成附件1、附件2……
    """

    name: str

    def words(self) -> str:
        return f"有两张表都叫“{self.name}”。"

    def help(self) -> str:
        return "改成别的编号。"


@node
class MixedNumbering(Fault):
    """E0204 大项的编号方式前后不一

    说明：一张表里第一个标题的编号方式就是大项的编号方式；后面出现更高一级的编号，层次就乱了。
    例：

        1. 工作机制（5分）
          建立机制 得5
        一、制度（5分）
          制定制度 得5

    改法：大项都用“一、二、”，项用“1. 2.”。
    """

    def words(self) -> str:
        return "大项的编号方式和前面不一样。"

    def help(self) -> str:
        return "把前面的大项也编成“一、二、”，项编成“1. 2.”。"


@node
class SubItemWithoutSection(Fault):
    """E0231 小项写在大项之外

    说明：（1）（2）的小项属于它上面的项；上面还没有标题，就不知道属于哪一项。
    例：

        （1）机制（5分）
          建立机制 得5

    改法：先写大项和项的标题。
    """

    def words(self) -> str:
        return "小项上面还没有大项。"

    def help(self) -> str:
        return "先写大项标题，如“一、工作机制（5分）”。"


@node
class MixedRoles(Fault):
    """E0245 大项里的一项另写了加分或扣分

    说明：加分、扣分是整个大项的性质：扣分大项的值从总分里减去，夹在别的大项里就不知道该加还是该减。一个大项里又有
    加分又有扣分的，大项不写分值，下面各项都写明加分或者扣分。
    例：

        一、工作机制（5分）
        1. 乱收费（扣分，最高5分）
          案例数 每例扣1

    改法：把这一项单列成一个大项，如“八、扣分情形（扣分，最高20分）”；或者大项“五、加减分项”不写分值，下面写
    “（一）加分（加分，最高10分）”“（二）扣分（扣分，最高10分）”。
    """

    unsaid: bool = False
    """It says neither, while others of the section do."""

    def words(self) -> str:
        if self.unsaid:
            return "这一大项里有加分、有扣分，这一项没有写是哪一样。"
        return "大项里的一项不能另写加分或扣分。"

    def help(self) -> str:
        if self.unsaid:
            return "在标题末尾写上“（加分，最高10分）”或“（扣分，最高10分）”。"
        return "把这一项单列成一个大项，如“八、扣分情形（扣分，最高20分）”。"


@node
class RulesAboveItems(Fault):
    """E0244 有分项的标题下面直接写了规则

    说明：标题下面有了分项，它自己的规则就没有一行来印、来计分。
    例：

        一、机制（10分）
          建立机制 得5
        1. 制度（5分）
          制定制度 得5

    改法：把规则移到一个分项里。
    """

    title: str

    def words(self) -> str:
        return f"“{self.title}”有分项，规则要写到分项里。"


@node
class UnbalancedWeights(Fault):
    """E0237 权重不合计 100%

    说明：同一级的各项要么都写权重，要么都不写；写了的合计是 100%。
    例：

        一、甲（100分，权重40%）
          建立机制 得100
        二、乙（100分，权重50%）
          制定制度 得100

    改法：补齐或改正权重。
    """

    total: Fraction | None
    """None where an entry has no weight."""

    def words(self) -> str:
        weights = "有的没有写权重" if self.total is None else f"权重合计 {show(self.total * 100)}%"
        return f"同一级的各项{weights}。"

    def help(self) -> str:
        return "补齐或改正，使合计为 100%。"


@node
class EntryWithoutRules(Fault):
    """W0201 这一项没有规则

    说明：没有规则的项，每个单位都得 0 分。
    例：

        一、工作机制（5分）
        1. 机制（5分）
        内容：建立机制。

    改法：写上规则；由人评定的写“酌情 0至5”。
    """

    title: str

    def words(self) -> str:
        return f"“{self.title.translate(_SINGLE)}”没有规则，每个单位都得 0 分。"


@node
class FieldTwice(Fault):
    """E0205 同一个栏目写了两次

    说明：一项只有一个“适用”“缺报”等栏目，写两次就不知道用哪一个。“内容”“标准”“依据”“方式”“责任”“备注”可以写几次，一次印一段。
    例：

        一、工作机制（5分）
        缺报：零分
        缺报：取平均分
          建立机制 得5

    改法：留下一行，或者合并成一行。
    """

    field: str

    def words(self) -> str:
        return f"“{self.field}”写了两次。"


@node
class UnreadableDigits(Fault):
    """E0206 小数的写法读不懂

    说明：“小数”规定每项得分保留几位、怎样舍入。
    例：

        方案：示例
        小数：两三位
        附件1 考核指标
        一、工作机制（5分）
          建立机制 得5

    改法：写成“小数：2位，四舍五入”或“小数：2位，四舍六入五成双”，位数 0 到 6。
    """

    typed: str

    def words(self) -> str:
        return f"“小数：{self.typed}”读不懂。"

    def help(self) -> str:
        return "写成“小数：2位，四舍五入”。"


@node
class UnknownPeriod(Fault):
    """E0229 周期的写法读不懂

    说明：周期是一份数据管多久：一年一次写“年度”，一季一次写“季度”，一月一次写“月度”。
    例：

        方案：示例
        周期：每周
        附件1 考核指标
        一、工作机制（5分）
          建立机制 得5

    改法：写成“周期：年度”“周期：季度”或“周期：月度”。
    """

    typed: str

    def words(self) -> str:
        return f"“周期：{self.typed}”读不懂。"


@node
class UnreadableConsequence(Fault):
    """E0236 “不适用”的写法读不懂

    说明：“不适用”说明不适用的单位这一项怎样处理：不计分、得满分，或取平均分。
    例：

        一、工作机制（5分）
        适用：甲局
        不适用：看情况
          建立机制 得5

    改法：写成“不适用：不计分”“不适用：得满分”或“不适用：取平均分”；要按适用的分值折算，写“总分：折算100”。
    """

    field: str
    """Its stem."""
    typed: str

    def words(self) -> str:
        return f"“{keywords().field(self.field)}：{self.typed}”读不懂。"

    def help(self) -> str:
        return _CONSEQUENCES[self.field]


@node
class UnreportedAboveItems(Fault):
    """E0268 “缺报”写在下面还有项的标题下面

    说明：缺报是一项要用到的格空着。大项下面有几项的，空着一项的格，是这一项得零分，还是整个大项得零分，这样写看不出来。
    例：

        一、信息归集（10分）
        缺报：零分
        1. 信息报送（6分）
          信息条数 每条得1
        2. 信息质量（4分）
          合格率 90%以上 得4

    改法：写在下面要这样算的各项的标题下面，每项写一次。
    """

    title: str
    typed: str

    def words(self) -> str:
        return f"“{self.title}”下面还有项，“缺报：{self.typed}”不知道管哪一项。"

    def help(self) -> str:
        return f"移到下面要这样算的各项的标题下面，每项写一次“缺报：{self.typed}”。"


@node
class EmptyScheme(Fault):
    """E0230 方案里没有表，也没有正文

    说明：没有一张表，就没有可以计分的内容。只有正文的可以检查、印发，不能评分。
    例：

        方案：示例

    改法：写上“附件1 ……”和各项规则；可以用“新建”命令得到一个样板。
    """

    def words(self) -> str:
        return "方案里没有表，也没有正文。"

    def help(self) -> str:
        return "写上“附件1 考核指标”和各项规则。"


@node
class AwardInDeduction(Fault):
    """E0224 扣分项里有得分的规则

    说明：扣分项的值是扣去的分数，规则要用“扣”写。
    例：

        一、扣分情形（扣分，最高10分）
          案例数 每例得5

    改法：改成“每例扣5”，或把这条移到加分项里。
    """

    def words(self) -> str:
        return "扣分项里的规则要用“扣”写。"

    def help(self) -> str:
        return "改成“每例扣5”这样的写法。"


@node
class LimitTwice(Fault):
    """E0209 一条规则有两个上限

    说明：上限只能有一个；两个上限不知道用哪一个。
    例：

        一、工作机制（5分）
          案例数 每例得1 最高3 最高5

    改法：只留一个“最高”。
    """

    limit: str = ""
    """As typed; empty for a clause of 总分."""

    def words(self) -> str:
        return f"“{self.limit}”这里已经写过一个了。" if self.limit else "同样的话写了两次。"

    def help(self) -> str:
        return "只留一个。"


@node
class CapAgainstRule(Fault):
    """E0210 上限和规则的方向不一致

    说明：得分的规则用“最高N”，扣分的规则用“最高扣N”。
    例：

        一、工作机制（5分）
          案例数 每例得1 最高扣3

    改法：照规则的方向写。
    """

    deducts: bool
    """Whether the rule deducts."""
    cap: Fraction

    def words(self) -> str:
        return f"这条规则是{'扣' if self.deducts else '得'}分的，上限写反了。"

    def help(self) -> str:
        return f"写成“最高{'扣' if self.deducts else ''}{show(self.cap)}”。"


class Useless(Variant):
    """Why a rule has no use for a limit, and what to do."""

    FLOOR_OF_DEDUCTION = "这条规则是扣分的，不能写“最低”。", "删去它；扣分的上限写“最高扣5”。"
    FLOOR_ABOVE_CAP = "“最低”比“最高”大。", "写成“最低{cap} 最高{floor}”。"
    NO_STEPS = "这条规则不按“每若干”计分，没有不足一步的部分。", "删去它。"


@node
class UselessLimit(Fault):
    """E0233 这条规则用不上这个限制

    说明：扣分的规则没有“最低”；“不足一步按一步计”“按比例计”只用于“每若干”的规则；“最低”不能比“最高”大。
    照着算，不是没有作用，就是算错。
    例：

        一、工作机制（5分）
          建立机制 得5 按比例计

    改法：删去这个限制，或改正它的数。
    """

    why: Useless
    floor: Fraction | None = None
    cap: Fraction | None = None

    def words(self) -> str:
        return self.why.sentence

    def help(self) -> str:
        cap, floor = ("" if points is None else show(points) for points in (self.cap, self.floor))
        return self.why.advice.format(cap=cap, floor=floor)
