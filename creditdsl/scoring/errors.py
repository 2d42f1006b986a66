"""What cannot be scored, explained or written as a query as asked: each kind of fault with its manual page."""

from creditdsl.base.fault import Fault, PlainFault
from creditdsl.base.node import node

_OFFERED = 12
"""Names that are offered where none is similar."""


def _offer(nearest: tuple[str, ...], offered: tuple[str, ...]) -> str:
    """Offer the nearest names, else the first ones."""
    if nearest:
        return f"要写的可能是：{'、'.join(nearest)}。"
    return f"可以写的有：{'、'.join(offered[:_OFFERED])}{'等' if len(offered) > _OFFERED else ''}。"


@node
class UnknownUnit(Fault):
    """E0031 数据里没有这个单位

    说明：要说明得分的单位，名称要与数据“单位”一列里写的相同。
    改法：核对单位名称，或者核对数据文件是不是这张表的。
    """

    typed: str
    nearest: tuple[str, ...]
    offered: tuple[str, ...]

    def words(self) -> str:
        return f"数据里没有单位“{self.typed}”。"

    def help(self) -> str:
        return _offer(self.nearest, self.offered)


@node
class UnknownItem(Fault):
    """E0032 表里没有这一项

    说明：项的编号由印在表上的各级编号用斜线连成：大项“一”，项“一/1”，小项“三/1/2”。
    改法：照表上的编号写，例如 --item 二/3。
    """

    typed: str
    nearest: tuple[str, ...]
    offered: tuple[str, ...]

    def words(self) -> str:
        return f"表里没有编号是“{self.typed}”的项。"

    def help(self) -> str:
        return _offer(self.nearest, self.offered)


@node
class TableNotNamed(PlainFault):
    """E0033 没有写明是哪一张表

    说明：方案里有几张表时，评分、说明、制表要知道是哪一张。只有正文、没有表的，没有可以评分的。
    改法：用 --table 写明表名；没有表的，先在正文下面写表。
    """

    offered: tuple[str, ...]

    def words(self) -> str:
        if not self.offered:
            return "方案里只有正文，没有可以评分的表。先在正文下面写“附件1 考核指标”和各项规则。"
        return f"方案里有{len(self.offered)}张表：{'、'.join(self.offered)}，请用 --table 写明要哪一张。"


@node
class UnknownTable(PlainFault):
    """E0034 方案里没有这张表

    说明：--table 后面的表名要与方案里写的相同。
    改法：照方案里的表名写，例如 --table 附件1。
    """

    typed: str
    nearest: str
    offered: tuple[str, ...]

    def words(self) -> str:
        offered = "、".join(self.offered)
        hint = f"要写的可能是“{self.nearest}”。" if self.nearest else ""
        return f"方案里没有“{self.typed}”这张表。{hint}方案里的表有：{offered}。"


@node
class PathTwice(PlainFault):
    """E0035 同一个数据文件写了两次

    说明：一个文件写两次，每个单位就有两行。
    改法：去掉一个 --data。
    """

    path: str

    def words(self) -> str:
        return f"数据文件“{self.path}”写了两次，请去掉一个 --data。"


@node
class SomeUnlabelled(PlainFault):
    """E0036 有的数据文件写了名目，有的没有写

    说明：并列比较时，每个文件前面都要写上名目，才知道它属于哪一份。
    改法：每个文件前面都写上名目，例如 --data 自评:自评.csv；不比较，都不写。
    """

    label: str
    paths: tuple[str, ...]

    def words(self) -> str:
        return (
            f"有的数据文件前面写了“{self.label}”一类的名目，有的没有写：{'、'.join(self.paths)}。\n"
            "要并列比较，每个文件前面都写上名目；不比较，都不写。"
        )


@node
class LoneLabel(PlainFault):
    """E0037 只有一份数据，没有可比的另一份

    说明：名目用来并列比较两份数据。
    改法：再加另一份；只评一份的，去掉文件前面的名目。
    """

    label: str
    other: str

    def words(self) -> str:
        return (
            f"只有“{self.label}”一份数据，没有可比的另一份。\n"
            f"请再加另一份，例如 --data {self.other}:文件；只评这一份的，去掉文件前面的“{self.label}:”。"
        )


@node
class ManyLabels(PlainFault):
    """E0038 一次只能比较两份数据

    说明：差额是后一份减前一份，再多就没有一个差额。
    改法：一次只写两份。
    """

    labels: tuple[str, ...]

    def words(self) -> str:
        return f"一次只能比较两份数据，这里写了{len(self.labels)}份：{'、'.join(self.labels)}。"


@node
class DetailTwice(PlainFault):
    """E0039 一张明细表写了两个文件

    说明：一张明细表的行都要在一个文件里。
    改法：把两个文件合成一个。
    """

    sheet: str

    def words(self) -> str:
        return f"明细表“{self.sheet}”写了两个文件，请合成一个。"


@node
class OnlyDetails(PlainFault):
    """E0040 只写了明细表，没有写单位的数据

    说明：明细表补充单位的数据，单位和其余各列在另一个文件里。
    改法：再写一个 --data 数据文件。
    """

    def words(self) -> str:
        return "只写了明细表，还要写单位的数据：--data 数据文件。"


@node
class OtherUnits(PlainFault):
    """E0042 两份数据的单位不相同

    说明：自评和复核逐个单位比较，少一个单位就没有差额。
    改法：补齐单位；还没有报齐的，可以加 --partial 先评。
    """

    # lacking: the set that lacks units, the one that has them, and these
    lacking: tuple[tuple[str, str, tuple[str, ...]], ...]

    def words(self) -> str:
        lines = [f"“{other}”里有、“{label}”里没有：{'、'.join(units)}。" for label, other, units in self.lacking]
        return "\n".join([*lines, "两份数据的单位要相同；还没有报齐的，可以加 --partial 先评。"])


@node
class MissingPackage(PlainFault):
    """E0043 要用的软件包没有安装

    说明：有的算法和文件格式要用另外的软件包，平时不装。
    改法：照消息里的命令装上。
    """

    # instead: what else to do, with what ends the sentence
    what: str
    package: str
    extra: str
    instead: str

    def words(self) -> str:
        install = f'请运行 pip install "creditdsl[{self.extra}]" 装上{self.instead}'
        return f"{self.what}要用的 {self.package} 没有安装。{install}"


@node
class CannotCompute(PlainFault):
    """E0044 这个算法算不了这张表

    说明：数据库里的数有位数限制，超过的不能精确地算；逐单位计算没有限制。
    改法：去掉 --engine。
    """

    reason: str
    engine: str

    def words(self) -> str:
        return f"{self.reason}，{self.engine} 算法算不了，请去掉 --engine。"


@node
class NoConnection(PlainFault):
    """E0045 连不上数据库

    说明：数据库要开着，--dsn 写的地址要对。
    改法：核对 --dsn，或者去掉 --engine。
    """

    engine: str

    def words(self) -> str:
        return f"连不上 {self.engine} 数据库，请看 --dsn 写的地址对不对、数据库开着没有。"


@node
class WrongAddress(PlainFault):
    """E0046 地址写给了别的算法

    说明：--master 是 spark 集群的地址，--dsn 是 postgres 数据库的连接串。
    改法：加上相应的 --engine，或者去掉地址。
    """

    option: str
    engine: str

    def words(self) -> str:
        return f"{self.option} 只用于 {self.engine} 算法，请加上 --engine {self.engine}，或者去掉 {self.option}。"


@node
class UnevenRows(PlainFault):
    """E0047 有的行比表头长或短

    说明：文件很大时按列读，每行都要与表头一样长。
    改法：用表格软件打开，另存为 CSV 后再评。
    """

    path: str

    def words(self) -> str:
        return f"{self.path} 里有的行比表头长或短。请用表格软件打开，另存为 CSV 后再评。"


@node
class NoItems(PlainFault):
    """E0048 全年的总分没有分项

    说明：全年的总分由各期合成，各项的得分在各期里。
    改法：用 --period 写明要说明哪一期。
    """

    def words(self) -> str:
        return "全年的总分由各期合成，没有分项的得分。请用 --period 写明要说明哪一期。"


@node
class NoPeriods(PlainFault):
    """E0049 数据不分期

    说明：只有按月、按季评分的数据才分期。
    改法：去掉 --period。
    """

    table: str | None = None
    """The table whose results are to be of one period; None where an explanation is."""

    def words(self) -> str:
        if self.table is not None:
            return f"“{self.table}”的数据不分期，请去掉 --period。"
        return "这张表的数据不分期，不要写 --period。"


@node
class WhichPeriod(PlainFault):
    """E0050 没有写明是哪一期，或者没有这一期

    说明：一个单位有几期得分时，要知道说明哪一期。
    改法：照数据里的写法写，例如 --period 2023-01。
    """

    typed: str | None
    offered: tuple[str, ...]

    def words(self) -> str:
        offered = "、".join(self.offered)
        if self.typed is None:
            return f"数据里有{len(self.offered)}期，请用 --period 写明要说明哪一期：{offered}。"
        return f"数据里没有“{self.typed}”这一期。可以写的有：{offered}。"


@node
class NoSuchPeriod(PlainFault):
    """E0027 数据里没有这一期

    说明：只要一期的结果时，--period 后面写的期要是数据里有的；全年的结果写年份。
    改法：照数据里的写法写，例如 --period 2023-01。
    """

    typed: str
    offered: tuple[str, ...]

    def words(self) -> str:
        return f"数据里没有“{self.typed}”这一期。数据里的期有：{'、'.join(self.offered)}。"


@node
class NothingToExplain(PlainFault):
    """E0028 没有可以说明的单位

    说明：数据里一个单位也没有；并列比较两份数据时，没有一个单位在两份数据里都有。
    改法：核对数据文件是不是这张表的，单位名称写得是不是一样。
    """

    def words(self) -> str:
        return "没有可以说明的单位。"


@node
class RowsNotListed(PlainFault):
    """E0548 有错的行太多，没有全部列出

    说明：数据里很多行有错时，多半是同一个原因，只列出前面的一些行。
    改法：改好列出的，再评一遍；有的错误（例如列名写错了）改好一处，各行就都好了。
    """

    what: str
    rows: int
    listed: int

    def words(self) -> str:
        return f"{self.what}共 {self.rows} 行，这里列出前 {self.listed} 行的。"


@node
class NoCommonUnit(PlainFault):
    """E0077 两份数据没有相同的单位

    说明：对照表逐个单位比较两份数据；没有一个单位在两份数据里都有。
    改法：核对两份数据是不是同一张表、同一批单位的，单位名称写得是不是一样。
    """

    def words(self) -> str:
        return "没有一个单位是两份数据里都有的，做不成对照表。"


@node
class TwoSetsNeeded(PlainFault):
    """E0078 对照表要有两份数据

    说明：对照表比较两份数据，例如自评和复核；各份数据前面写上名称和冒号。
    改法：写两个 --data，例如 --data 自评:自评.csv --data 复核:复核.csv。
    """

    def words(self) -> str:
        return "对照表要有两份数据，例如：--data 自评:自评.csv --data 复核:复核.csv。"


@node
class TableName(PlainFault):
    """E0075 数据表的名称不对

    说明：数据库里的表用名称找，最多有目录、库、表三级，各级之间用点隔开，哪一级都不能空。
    改法：写成 数据表、库.数据表 或 目录.库.数据表。
    """

    def words(self) -> str:
        return "--source 要写成 数据表、库.数据表 或 目录.库.数据表。"


@node
class QueryRefused(PlainFault):
    """E0076 写不成数据库查询

    说明：数据库里的数最多 38 位。哪一列的数有多大、有几位小数，要从方案的“数据”里看得出来，查询才保证一分不差。
    改法：在“数据”里写明这些列的范围，例如：条 0至10000。
    """

    reason: str
    measures: tuple[str, ...]

    def words(self) -> str:
        named = "、".join(f"“{measure}”" for measure in self.measures)
        return f"{self.reason}{f'，请在“数据”里写明{named}的范围，例如：条 0至10000' if named else ''}。"
