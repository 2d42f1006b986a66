"""The faults of a table of data: its columns, its rows, and the detail tables beside it."""

from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.base.spelling import name_key
from creditdsl.data.cell_words import either, listed, quoted
from creditdsl.data.tables import UNIT

LISTED_SPELLINGS = 5
"""Cells that are listed where many names are spelt otherwise."""
_NAMED_UNITS = 3
"""Units that are named where many need a column."""
_NAMED_MISSING = 50
"""Units of the roster without data that are named."""
_NAMED_COLUMNS = 5
"""Columns that are named where many have no heading."""


@node
class SameColumn(Fault):
    """E0510 同一列写了两次

    说明：表头里有两列同名，无法知道该用哪一列的数。
    改法：删去多余的一列，或者改成各自的名称。
    """

    column: str
    first: str
    second: str

    def words(self) -> str:
        return f"列{quoted(self.column)}写了两次：{self.first} 和 {self.second}"


@node
class UnnamedColumn(Fault):
    """E0511 有内容的列没有列名

    说明：某一列下面填了内容，表头却是空的，无法知道填的是什么。
    改法：在表头补上列名；不需要的内容删掉。
    """

    content: str
    cell: str
    """Where the content stands."""

    def words(self) -> str:
        return f"这一列没有列名，下面却有内容：{self.cell} 写着{quoted(self.content)}"


@node
class ExtraCells(Fault):
    """E0512 这一行比表头长

    说明：最后一列的右边还有内容。常见的原因是某一格里多了一个英文逗号，使后面的内容都错了一列。
    改法：删去多余的内容；格内需要逗号时用中文逗号。
    """

    content: str

    def words(self) -> str:
        return f"这一行比表头长，多出了{quoted(self.content)}"


@node
class ColumnInTwoFiles(Fault):
    """E0513 两个文件有同一列

    说明：同一项数据在两个文件里都有，无法知道该用哪一个。
    改法：只在一个文件里保留这一列。
    """

    column: str
    first_file: str
    row: str = ""
    first_cell: str = ""
    """Where the files share single cells of the column, the first of these, and its row as messages name it."""

    def words(self) -> str:
        if self.first_cell:
            return f"{self.row}的“{self.column}”在 {self.first_file} 的 {self.first_cell} 里已经有了"
        return f"列{quoted(self.column)}在 {self.first_file} 里已经有了"

    def help(self) -> str:
        return "每一期的数只在一个文件里保留；这一列其余各行也请核对" if self.first_cell else self.code.fix


@node
class MissingColumn(Fault):
    """E0514 缺少一列

    说明：方案用到的数据项在表里没有对应的列。列名要与方案里的名称相同。
    改法：补上这一列；列名写得不同的，改成方案里的名称。
    """

    column: str
    candidates: tuple[str, ...] = ()
    """Columns of the table that may be meant to be this one."""
    units: tuple[str, ...] = ()
    """The units that need a column which others can do without."""
    is_period: bool = False
    """Whether it would give the period of each row."""

    def words(self) -> str:
        missing = f"表头里没有“{self.column}”这一列"
        if self.is_period:
            return f"{missing}：这个方案分期计分，每一行要写明是哪一期"
        if not self.units:
            return missing
        more = f"等{len(self.units)}个单位" if len(self.units) > _NAMED_UNITS else ""
        return f"{missing}，{'、'.join(self.units[:_NAMED_UNITS])}{more}要用到它"

    def help(self) -> str:
        ways = "月份写成 2023-01，季度写成 2023Q1，年度写成 2023"
        if self.is_period and not self.candidates:
            return f"在“{UNIT}”右边加一列“{self.column}”；{ways}"
        if self.is_period:
            return f"如果{listed(self.candidates)}就是这一列，请把列名改为“{self.column}”；{ways}"
        if self.candidates:
            return f"表里有{listed(self.candidates)}，如果就是这一列，请把列名改为“{self.column}”"
        return self.code.fix


@node
class UnitTwice(Fault):
    """E0515 一个单位写了两次

    说明：同一个文件里，每个单位只能有一行；分期的数据里，每个单位每一期只能有一行。
    改法：核对两行，删去一行，或者改正其中写错的单位名称或期。
    """

    unit: str
    period: str | None
    first: str
    second: str
    spelling: str = ""
    """The second name, where it is spelt otherwise."""

    def words(self) -> str:
        which = f"的 {self.period} " if self.period else ""
        spelt = f"（{self.second} 写的是{quoted(self.spelling)}，名称相同）" if self.spelling else ""
        return f"单位“{self.unit}”{which}写了两次：{self.first} 和 {self.second}{spelt}"


@node
class NoUnitName(Fault):
    """E0516 有数据的行没有单位名称

    说明：这一行填了数据，“单位”一格却是空的。
    改法：补上单位名称；不是单位的行，在开头写明“合计”“说明”等，或者删掉。
    """

    content: str

    def words(self) -> str:
        return f"这一行没有单位名称，却填了{quoted(self.content)}"


@node
class NotScored(Fault):
    """W0510 不是单位的行没有参加评分

    说明：合计、平均、备注、落款、日期、小标题这样的行不是单位，不参加评分和排名，空着的格也不用填。
    改法：不用改。确实是单位的，列进方案的“名单”：名单里的名称，不论像什么，都当作单位。
    """

    row: int
    content: str
    kind: str
    """What the row is, in words."""

    def words(self) -> str:
        return f"第 {self.row} 行{quoted(self.content)}是{self.kind}，不是单位，没有参加评分"

    def help(self) -> str:
        return "不用改" if name_key(self.content) == UNIT else "不用改；确实是单位的，列进方案的“名单”"


@node
class OtherMeasureWord(Fault):
    """E0578 表头里的单位和方案的不同

    说明：表头或者表上面写的是“元”，方案里这一列以“万元”计：照读，每个数就差一万倍。
    改法：先把这一列的数换算成方案里的单位，再改表头里的单位。
    """

    columns: tuple[str, ...]
    word: str
    """What the table says."""
    unit: str
    """What the scheme says of the columns."""
    size: str
    """How many of these one of the table's is."""

    def words(self) -> str:
        return f"表里写的是以“{self.word}”计，方案里{listed(self.columns)}以“{self.unit}”计"

    def help(self) -> str:
        ratio = f"1 {self.word}是 {self.size} {self.unit}"
        return f"把数换算成以“{self.unit}”计（{ratio}），再把“{self.word}”改成“{self.unit}”"


@node
class DoubtfulRow(Fault):
    """E0570 看不出这一行是不是单位

    说明：这一行开头写的，可以是单位，也可以是小标题、其余各单位的合计。当作单位，它要排名；不当作单位，它就没有得分：
    不能猜。
    改法：是单位的，列进方案的“名单”；不是单位的，删去这一行，或者在开头写明“合计”“小计”。
    """

    content: str

    def words(self) -> str:
        return f"看不出{quoted(self.content)}是单位，还是小标题、合计"


@node
class RemarkedUnit(Fault):
    """E0577 单位名称后面注着更正、作废一类的话

    说明：名称后面注明更正、补报、作废、不参评的，多半另有一行，或者不该计分。照样计分，名次就错了；要不要计分，不能猜。
    改法：要计分的，一个单位只留一行，名称后面不注；不计分的，删去这一行。名称本来就是这样的，列进方案的“名单”。
    """

    content: str

    def words(self) -> str:
        return f"{quoted(self.content)}名称后面注着更正、作废一类的话，看不出要不要计分"


@node
class NotOnRoster(Fault):
    """E0571 数据里有名单以外的单位

    说明：方案写了名单，数据里就只能有名单里的单位。多出来的，多半是名称写得和名单不同，或者用错了数据文件。
    改法：把名称改成和名单里一样；另外要考核的，列进方案的“名单”；不考核的，删去这一行。
    """

    unit: str
    nearest: tuple[str, ...] = ()
    """Units of the roster that may be meant."""

    def words(self) -> str:
        return f"名单里没有{quoted(self.unit)}"

    def help(self) -> str:
        if not self.nearest:
            return self.code.fix
        return f"如果就是{either(self.nearest)}，请改写成它；另外要考核的，列进方案的“名单”；不考核的，删去这一行"


@node
class MissingUnits(Fault):
    """E0572 名单里有的单位没有数据

    说明：少了单位，别的单位的名次、平均数都会不同，所以名单里的单位都要有数据。
    改法：补上这些单位的行；还没有报齐、要先评的，加上 --partial。
    """

    units: tuple[str, ...]

    def words(self) -> str:
        shown = "、".join(self.units[:_NAMED_MISSING]) + ("等" if len(self.units) > _NAMED_MISSING else "")
        return f"名单里有 {len(self.units)} 个单位没有数据：{shown}"


@node
class UnitsNotYetThere(MissingUnits):
    """W0511 名单里有的单位还没有数据

    说明：写了 --partial，没有数据的单位没有得分，也不参加排名，别的单位的名次可能因此不同。
    改法：报齐后再评；名次、平均数以报齐后的为准。
    """


@node
class HeaderBelow(Fault):
    """E0573 表里又有一个表头

    说明：表的中间又有一行表头，列名和上面的不同：下面的数不能照上面的列名读。
    改法：把下面的表另存为一个文件，评分时两个文件各写一个 --data。
    """

    row: int

    def words(self) -> str:
        return f"第 {self.row} 行又是一个表头，列名和上面的不同"


@node
class LyingTable(Fault):
    """E0574 表是横过来的

    说明：单位写在了第一行，指标写在了第一列。评分要一行一个单位、一列一项指标。
    改法：在 WPS 表格或 Excel 里复制整个表，用“选择性粘贴”的“转置”贴到新的工作表，再给出。
    """

    measure: str
    """A measure in the column of units."""
    units: tuple[str, ...]
    """Names in the header."""

    def words(self) -> str:
        return f"表是横过来的：列名写的是{listed(self.units)}，“{UNIT}”一列写的是指标{quoted(self.measure)}"


@node
class TablesAbreast(Fault):
    """E0575 几张表并排

    说明：一个工作表里左右并排放了几张表，表头里有几个“单位”，不知道一行里的数各是谁的。
    改法：把右边的表剪切到左边的表下面，或者另存为一个文件；列名只留一行。
    """

    number: int

    def words(self) -> str:
        return f"表头里有 {self.number} 列“{UNIT}”，像是几张表并排"


@node
class UnnamedColumns(Fault):
    """E0576 几列有内容的列没有列名

    说明：几列下面填了内容，表头却是空的。常见的原因是表头只写了各组的名称，没有写每一列的名称。
    改法：在表头下面加一行，每列写上方案里的名称；不需要的列删掉。
    """

    columns: tuple[str, ...]

    def words(self) -> str:
        shown = "、".join(self.columns[:_NAMED_COLUMNS]) + ("等" if len(self.columns) > _NAMED_COLUMNS else "")
        return f"{shown} {len(self.columns)} 列下面有内容，却没有列名"


@node
class NoUnits(Fault):
    """E0517 一个单位也没有

    说明：表头下面没有任何单位的数据。
    改法：在表头下面每行写一个单位。
    """

    def words(self) -> str:
        return "表头下面一个单位也没有"


@node
class MergedCells(Fault):
    """E0518 数据区有合并单元格

    说明：合并后只有左上角一格有内容，其余各格是空的，无法知道它们各是多少。
    改法：取消合并，在每一格里分别填写。
    """

    cells: str

    def words(self) -> str:
        return f"数据区里 {self.cells} 是合并单元格"


@node
class NoDetailTable(Fault):
    """E0535 缺明细表

    说明：方案里有由明细表汇总的指标（如 部门抽查.瞒报率 最大值），评分时要给出这张明细表。
    改法：评分时加上 --data 明细表名:文件，如 --data 部门抽查:抽查结果.csv。
    """

    sheet: str
    returned: bool = False
    """Whether a returned 填报表 should have brought it."""

    def words(self) -> str:
        return f"填报表里没有明细表“{self.sheet}”" if self.returned else f"没有给出明细表“{self.sheet}”"

    def help(self) -> str:
        if self.returned:
            return f"补上这个工作表；另有文件的，加上 --data {self.sheet}:文件"
        return f"加上 --data {self.sheet}:文件"


@node
class UnknownDetailRow(Fault):
    """E0536 明细表里的单位或期不在数据里

    说明：明细表的每一行要属于数据里的一个单位，分期的还要属于它的一期；名称或期不同，就汇总不到它头上。
    改法：把单位名称、期改成和数据里一样。
    """

    sheet: str
    unit: str
    period: str | None
    """Where the unit is known, but not in this period."""

    def words(self) -> str:
        if self.period is None:
            return f"明细表“{self.sheet}”里的{quoted(self.unit)}不在数据的单位里"
        return f"明细表“{self.sheet}”里有{self.unit}的 {self.period}，数据里{self.unit}没有这一期"

    def help(self) -> str:
        return self.code.fix if self.period is None else "核对这一行的期；数据里缺这一期的，先补上"


@node
class UnknownColumn(Fault):
    """W0501 方案没有用到的列

    说明：表里有一列，方案里没有这个名称的数据项。这一列不参加评分。
    改法：列名写错的，改成方案里的名称；确实不用的可以留着，或者把列名改为“备注”。
    """

    column: str
    candidates: tuple[str, ...] = ()
    """Measures that may be meant by it."""
    is_period: bool = False
    """Whether it gives periods, which the scheme does not have."""

    def words(self) -> str:
        if self.is_period:
            return f"列{quoted(self.column)}没有用到：这个方案不分期，每个单位只有一行"
        return f"方案没有用到列{quoted(self.column)}，这一列不参加评分"

    def help(self) -> str:
        if self.is_period:
            return "删去这一列，只留这一期的数据"
        if self.candidates:
            return f"方案里有{listed(self.candidates)}，如果就是它，请改列名"
        return self.code.fix


@node
class UnknownPythonColumn(UnknownColumn):
    """E0547 程序给出的表里有方案没有用到的列

    说明：数据由程序给出，表里有一列，方案里没有这个名称的数据项。文件里多一列只是提醒；程序给出的表是专门为评分准备的，
    多一列多半是列名写错。
    改法：列名写错的，改成方案里的名称；确实不用的，给出之前去掉这一列，或者把列名改为“备注”。
    """

    def words(self) -> str:
        return UnknownColumn.words(self) if self.is_period else f"方案没有用到列{quoted(self.column)}"


@node
class OtherSpelling(Fault):
    """W0506 名称的写法不同，照同一个名称读了

    说明：看名称是不是同一个，不论全角半角、空格、括号的样子、看不见的字符和样子相同的别的字。除了全角半角、两头的空格和列名里的空格、换行，
    写法不同的都列出来，请看一看读得对不对。
    改法：读对了的可以不改；本来就是两个名称的，改成区别得开的名称。
    """

    cells: tuple[tuple[str, str, str], ...]
    """The address, the content and the name of some cells."""
    more: bool
    """Whether there are more than these."""

    def words(self) -> str:
        cells = "、".join(f"{cell} 的{quoted(typed)}读作“{name}”" for cell, typed, name in self.cells)
        return f"名称的写法不同：{cells}{'等' if self.more else ''}"
