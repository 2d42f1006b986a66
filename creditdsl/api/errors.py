"""What a program asks of the API and cannot have, E0091–E0099: each kind of fault with its manual page."""

from creditdsl.base.fault import Fault, PlainFault
from creditdsl.base.node import node

_OFFERED = 12
"""Names that are offered where none is near."""


@node
class NoSuchName(PlainFault):
    """E0091 没有这个名称

    说明：程序按名称取表、单位、项、期或者明细表，名称要与方案、数据里写的相同，全角半角都可以。
    改法：照提示里列出的名称写。
    """

    # what: what a name stands for, with its measure word: `个单位`, `张表`
    typed: str
    what: str
    nearest: tuple[str, ...]
    offered: tuple[str, ...]

    def words(self) -> str:
        return f"没有“{self.typed}”这{self.what}。{self._hint()}"

    def _hint(self) -> str:
        if self.nearest:
            return f"要写的可能是：{'、'.join(self.nearest)}。"
        listed = "、".join(self.offered[:_OFFERED]) + ("等" if len(self.offered) > _OFFERED else "")
        return f"可以写的有：{listed}。" if listed else ""


@node
class WhichTable(PlainFault):
    """E0092 程序没有写明是哪一张表

    说明：方案里有几张表时，程序要写明是哪一张。只有正文、没有表的，没有可以评分的。
    改法：写明表名，例如 scheme.table("附件1")；没有表的，先在正文下面写表。
    """

    offered: tuple[str, ...]

    def words(self) -> str:
        if not self.offered:
            return "方案里只有正文，没有可以评分的表。先在正文下面写“附件1 考核指标”和各项规则。"
        return f"方案里有{len(self.offered)}张表：{'、'.join(self.offered)}，请写明要哪一张。"


@node
class WhichPeriod(PlainFault):
    """E0093 没有写明是哪一期

    说明：一个单位有几期得分，又没有全年的得分时，程序要写明是哪一期。
    改法：写明单位和期，例如 scores["甲局", "2023-01"]。
    """

    unit: str
    offered: tuple[str, ...]

    def words(self) -> str:
        example = f'scores["{self.unit}", "{self.offered[0]}"]'
        return f"数据里有{len(self.offered)}期：{'、'.join(self.offered)}，请写明哪一期，例如 {example}。"


@node
class UnknownEngine(PlainFault):
    """E0094 没有这种算法

    说明：engine= 写的是用哪一种算法评分，各种算法结果都一样；不写就自动选一种。
    改法：照提示里列出的写，或者去掉 engine=。
    """

    typed: str
    offered: tuple[str, ...]

    def words(self) -> str:
        return f"没有“{self.typed}”这种算法。可以写的有：{'、'.join(self.offered)}。"


@node
class ArgumentUnused(PlainFault):
    """E0095 写了用不上的参数

    说明：有的参数只用于一种算法或者一种文件：address= 是数据库、集群的地址，dated= 是写在计分回执里的日期，
    template= 是网页的模板。
    改法：去掉这个参数，或者换成用得上它的算法、文件。
    """

    argument: str
    use: str

    def words(self) -> str:
        return f"{self.argument}= 只用于 {self.use}，这次用不上，请去掉。"


@node
class WrongSuffix(PlainFault):
    """E0096 不能写成这种文件

    说明：写成哪一种文件，由文件名的扩展名决定。
    改法：把扩展名改成能写的一种，例如 成绩.xlsx。
    """

    # what: what is written, such as 成绩
    what: str
    path: str
    suffix: str
    offered: tuple[str, ...]

    def words(self) -> str:
        unnamed = f"“{self.path}”没有扩展名，看不出要写成哪一种文件"
        wrong = f"{self.what}不能写成 {self.suffix} 文件" if self.suffix else unnamed
        return f"{wrong}。可以写的有：{'、'.join(self.offered)}。"


@node
class NotTwoSets(PlainFault):
    """E0097 要有两份数据

    说明：差额是后一份减前一份，所以比较和对照表要两份数据，不多也不少，各有名目。
    改法：写成 {"自评": "自评.csv", "复核": "复核.csv"}；不比较的，直接写数据，不写名目。
    """

    labels: tuple[str, ...]

    def words(self) -> str:
        present = f"这里有{len(self.labels)}份：{'、'.join(self.labels)}" if self.labels else "这里的数据没有分份"
        return f'比较要有两份数据，例如 {{"自评": "自评.csv", "复核": "复核.csv"}}，{present}。'


@node
class NotInEverySet(Fault):
    """E0098 不是两份数据里都有的单位

    说明：缺数先评（partial=True）的，一份数据里可以没有某个单位；这个单位就没有可以对照的得分。
    改法：补齐数据；或者只看一份，例如 scores.sets["复核"]。
    """

    # unit: empty for any of them
    unit: str

    def words(self) -> str:
        return f"两份数据里{f'不都有{self.unit}' if self.unit else '没有相同的单位'}，不能对照。"


@node
class NoItemsOfYear(Fault):
    """E0099 程序要看全年总分的分项

    说明：全年的总分由各期合成，各项的得分在各期里。
    改法：写明要说明哪一期，例如 scores["甲局", "2023-01"].explain("一/1")。
    """

    def words(self) -> str:
        return "全年的总分由各期合成，没有分项的得分。"
