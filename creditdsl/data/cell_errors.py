"""The faults of single cells: the content is of another kind, is missing, or makes a division by zero."""

from dataclasses import replace
from enum import Enum, auto
from fractions import Fraction
from math import floor
from typing import assert_never

from creditdsl.base.exact import MAX_DIGITS, show, show_percent
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.data.cell_words import BadCell, either, named
from creditdsl.data.tables import PERIOD, STRUCK

_SLIP = 2
"""A ratio beyond this is more likely a percentage that lost its sign."""


class PeriodSlip(Enum):
    """In what way a period is not right."""

    BLANK = auto()
    UNREADABLE = auto()
    NOT_YEAR = auto()
    """A 填报表 of a year names a month or quarter."""
    NOT_PART = auto()
    """A 填报表 of a month or quarter names a year."""
    NO_ROW = auto()
    """A 填报表 has no row for it."""


@node
class BadPeriod(BadCell):
    """E0519 期的写法不对

    说明：分期计分的表里，每一行都要写明是哪一期。有人用斜线，有人写“年”“月”，统一只认 2023-01、2023Q1、
    2023 三种写法。
    改法：月份写成 2023-01，季度写成 2023Q1，年度写成 2023。先把这一列的单元格格式设为“文本”，以免变成日期。
    """

    slip: PeriodSlip
    meant: str = ""
    """The right writing of what can have only one meaning."""

    def words(self) -> str:
        match self.slip:
            case PeriodSlip.BLANK | PeriodSlip.UNREADABLE:
                return BadCell.words(self)
            case PeriodSlip.NOT_YEAR:
                return f"年度填报的考核期写的是“{self.content}”，只写年份"
            case PeriodSlip.NOT_PART:
                return f"考核期写的是“{self.content}”，要写明是哪一月或哪一季"
            case PeriodSlip.NO_ROW:
                return f"找不到“{self.column}”一行"
            case _:
                assert_never(self.slip)

    def wrong(self) -> str:
        ways = "要写成 2023-01（月）、2023Q1（季）或 2023（年）"
        return f"是空的，{ways}" if self.slip is PeriodSlip.BLANK else ways

    def help(self) -> str:
        match self.slip:
            case PeriodSlip.NOT_PART:
                return "写成 2023-01 或 2023Q1 的样子"
            case PeriodSlip.NO_ROW:
                return f"在表的上方写“{self.column}：”，右边一格写 2023-01 的样子"
            case _:
                return f"请写 {self.meant}" if self.meant else self.code.fix


@node
class NotTruth(BadCell):
    """E0520 应写“是”或“否”

    说明：这一列回答做没做到。√、有、1、TRUE 等各人写法不同，统一只认“是”和“否”。
    改法：改写为“是”或“否”；还不知道的留空。
    """

    def wrong(self) -> str:
        return "这一列只写“是”或“否”"


class NumberSlip(Enum):
    """What stands beside the digits of a number."""

    THOUSANDS = "不要写千分位逗号"
    EXPONENT = "不要用科学计数法"
    COMMA = "不要写逗号"
    ABOUT = "要写确切的数，不写“约”“多”“左右”"
    QUANTIFIER = "只写数，不写“{}”"
    NOTHING = "看不出是 0 还是没有数"
    OTHER = "不是一个数"


@node
class NotNumber(BadCell):
    """E0521 不是一个数

    说明：这一格应当只有一个数。带单位、带“约”、带千分位逗号的都不能计算。
    改法：只写数，例如 5、1200、7.5；量词写在列名或说明里。
    """

    slip: NumberSlip = NumberSlip.OTHER
    number: str = ""
    """The same number, without what does not belong there; empty where it cannot be told."""
    quantifier: str = ""
    unit: str = ""
    """The measure word of the column; empty where the scheme names none."""

    def wrong(self) -> str:
        return self.slip.value.format(self.quantifier)

    def help(self) -> str:
        match self.slip:
            case NumberSlip.THOUSANDS | NumberSlip.QUANTIFIER if self.number:
                return f"请写 {self.number}"
            case NumberSlip.THOUSANDS | NumberSlip.QUANTIFIER:
                measured = f"这一列以“{self.unit}”计，" if self.unit else ""
                return f"{measured}核对是多少，再只写数"
            case NumberSlip.COMMA:
                return "小数点写成“.”；分不清是小数点还是逗号的，核对后重写"
            case NumberSlip.ABOUT:
                return "查清是多少，再写"
            case NumberSlip.NOTHING:
                return f"是 0 的写 {self.number}；没有数的、不适用的留空"
            case NumberSlip.EXPONENT:
                return "把单元格格式改为“数值”，写出全部数字"
            case NumberSlip.OTHER:
                return self.code.fix
            case _:
                assert_never(self.slip)


@node
class NotWhole(BadCell):
    """E0522 应当是整数

    说明：这一列是计数，件数、次数、家数等都是整数。
    改法：核对后改为整数；本来就有小数的，由方案在“数据”里写成“数值”。
    """

    def wrong(self) -> str:
        return "这一列是计数，应当是整数"

    def help(self) -> str:
        return f"核对后改为整数；本来就有小数的，在方案的“数据”里写“{self.column}：数值”"


@node
class OutOfRange(BadCell):
    """E0523 超出允许的范围

    说明：方案规定了这一项的上下限；没有另行规定时，计数不能小于 0。
    改法：核对后改为范围以内的数；如果数没有错，请核对方案里写的范围。
    """

    low: Fraction | None
    high: Fraction | None
    percent: bool
    """Whether the bounds are said in percent."""

    def wrong(self) -> str:
        say = show_percent if self.percent else show
        match self.low, self.high:
            case Fraction() as low, Fraction() as high:
                return f"应在 {say(low)} 到 {say(high)} 之间"
            case Fraction() as low, _:
                return f"不能小于 {say(low)}"
            case _, high:
                assert high is not None
                return f"不能大于 {say(high)}"


@node
class NoPercent(BadCell):
    """E0524 比率没有写 %

    说明：没有 % 时，0.955 和 95.5 都可能是 95.5%，不能猜。Parquet 文件和 Python 程序里的数，不超过 1 的就是比率本身，
    0.955 是 95.5%；超过 1 的同样不能猜。
    改法：写成 95.5% 的样子；或者在 WPS 表格、Excel 里把单元格格式设为“百分比”。不是比率的，由方案在“数据”里写明类型。
    """

    number: Fraction | None = None
    """The number itself, beyond 1, where a program gave one."""

    def wrong(self) -> str:
        return "没有写 %，比率要写成 95.5% 的样子" if self.number is None else "没有写 %，比率大于 1 的要写成文字"

    def help(self) -> str:
        if self.number is None:
            return self.code.fix
        percent, exact = f"{show(self.number)}%", show_percent(self.number)
        likely = f"如果是 {percent}，请写 {show(self.number / 100)} 或文字“{percent}”"
        return f"{likely}；确实是 {exact} 的，方案写明范围，再写文字“{exact}”"


@node
class ExtraPercent(BadCell):
    """E0525 这一列不该有 %

    说明：方案没有把这一列写成比率，数据里却写了 %，或者单元格格式是“百分比”。去掉 % 的数差 100 倍，所以要先弄清是什么。
    改法：是比率的，在方案的“数据”里写明，例如“完成比例：比率”；不是比率的，把单元格格式改为“常规”，再照原始资料填。
    """

    def wrong(self) -> str:
        return "方案里这一列不是比率，不该有 %"

    def help(self) -> str:
        declared = f"是比率的，在方案的“数据”里写“{self.column}：比率”"
        return f"{declared}；不是比率的，把单元格格式改为“常规”，再照原始资料填"


@node
class OffScale(BadCell):
    """E0581 比率超出通常的范围

    说明：比率一般在 0% 和 100% 之间，增长率一类可以是负数，也可以到 200%。超出的多半是先设了“百分比”格式又写了 95，
    成了 9500%，所以要停下来问。
    改法：核对后改正；确实会超出的，由方案在“数据”里写明范围。
    """

    ratio: Fraction
    low: Fraction
    high: Fraction
    """The values that are usual."""

    def words(self) -> str:
        return f"{self.row}的“{self.column}”读到的是 {show_percent(self.ratio)}，{self.wrong()}"

    def wrong(self) -> str:
        if self.ratio > self.high:
            return f"一般不超过 {show_percent(self.high)}"
        return f"一般不小于 {show_percent(self.low)}"

    def help(self) -> str:
        likely = ""
        if self.ratio > _SLIP:
            likely = f"如果是 {show(self.ratio)}%，就写 {show(self.ratio)}%（格式已是“百分比”的格子里也要带 % 写）；"
        low = min(self.low, Fraction(floor(self.ratio)))
        high = max(self.high, Fraction(2)) if self.ratio > self.high else self.high
        example = f"{show_percent(low)}至{show_percent(high)}"
        return f"{likely}没有写错的，在方案的“数据”里写明范围，例如“{self.column}：比率 {example}”"


@node
class TooLong(BadCell):
    """E0526 数太长

    说明：一个数最多写 40 个字符。更长的多半是按键按住未放，或者两格内容粘在了一起。
    改法：核对后重写。
    """

    def wrong(self) -> str:
        return f"数太长，最多 {MAX_DIGITS} 个字符"


@node
class ErrorValue(BadCell):
    """E0527 公式算出了错误

    说明：单元格里是 #N/A、#DIV/0!、#REF! 之类的错误，不是数。
    改法：在 WPS 表格或 Excel 里改正公式，或者直接写上数。
    """

    def wrong(self) -> str:
        return "这是公式算出的错误"


@node
class DateValue(BadCell):
    """E0528 单元格是日期

    说明：WPS 表格和 Excel 会把 3-5、1/2 之类自动变成日期，原来写的内容已经丢失。
    改法：把单元格格式改为“常规”，再重写原来的内容。
    """

    period: str | None = None
    """Where a period should stand, the one that the date is in; empty where that cannot be told."""

    def wrong(self) -> str:
        return "单元格是日期"

    def help(self) -> str:
        if self.period is None:
            return self.code.fix
        return f"先把这一列的单元格格式设为“文本”，再写{f' {self.period}' if self.period else '成 2023-01 的样子'}"


@node
class StruckOut(BadCell):
    """E0582 有划掉的字

    说明：这一格里有加了删除线的字。划掉的是作废了，还是只做个记号，看不出来，所以不读。
    改法：作废的，删去划掉的字，写上现在的；没有作废的，去掉删除线。整行作废的，删去这一行。
    """

    def words(self) -> str:
        plain = replace(self, content=self.content.replace(STRUCK, ""))
        return BadCell.words(plain)

    def wrong(self) -> str:
        return "有加了删除线的字"


@node
class ShownOtherwise(BadCell):
    """E0583 单元格显示的数不是存的数

    说明：单元格格式可以让 54010000 显示成 5401.0，或者在后面添上“元”“万”。看表的人和程序看到的就不是同一个数，
    不能猜哪一个对。
    改法：把单元格格式改为“常规”，核对是多少，再照这一列的量词填。
    """

    shown_unit: str = ""
    """The measure word that the format writes behind the number; empty where it shows other digits."""
    unit: str = ""
    """The measure word of the column."""
    number: str = ""
    """The number in the measure word of the column."""

    def wrong(self) -> str:
        if not self.shown_unit:
            return "单元格格式把它显示成了另一个数"
        measured = f"，这一列以“{self.unit}”计" if self.unit else ""
        return f"单元格格式在后面添上了“{self.shown_unit}”{measured}"

    def help(self) -> str:
        if not self.shown_unit:
            return self.code.fix
        return f"把单元格格式改为“常规”；如果是 {self.content}{self.shown_unit}，请写 {self.number}"


@node
class NoCachedValue(BadCell):
    """E0529 公式还没有算出结果

    说明：文件里只存了公式，没有存结果。由其他软件导出、没有用表格软件保存过的文件会这样。
    改法：用 WPS 表格或 Excel 打开，等公式算完，保存后再给出；或者把公式换成数。
    """

    def wrong(self) -> str:
        return "公式还没有算出结果"


@node
class MissingCell(Fault):
    """E0530 缺数

    说明：方案要用到的一格是空的。空格不会当作 0。
    改法：补上数据；确实没有发生的写 0 或“否”。
    """

    unit: str
    measure: str
    period: str | None = None
    has_row: bool = True
    """Whether the file that has the column has a row for it."""

    def words(self) -> str:
        missing = f"{named(self.unit, self.period)}缺“{self.measure}”"
        if self.has_row:
            return f"{missing}，这一格是空的"
        return f"{missing}，有这一列的文件里没有{'这个单位' if self.period is None else '这一行'}"

    def help(self) -> str:
        if self.has_row:
            return self.code.fix
        row = "这个单位的一行" if self.period is None else f"{self.unit}这一期的一行"
        return f"在这个文件里补上{row}"


@node
class ZeroDenominator(Fault):
    """E0531 分母是零

    说明：方案要用这一格（或这几格合起来的数）作除数，零不能作除数，得不出比率。
    改法：核对数据。确实没有发生业务的，由方案写明怎样计分，不能用零代替。
    """

    unit: str
    measures: tuple[str, ...]
    period: str | None = None
    computed: bool = False
    """Whether the one cell of the denominator is not itself 0."""

    def words(self) -> str:
        row, cells = named(self.unit, self.period), "、".join(f"“{measure}”" for measure in self.measures)
        if self.computed:
            return f"{row}由{cells}算出的除数是 0"
        return f"{row}的{cells}{'合起来' if len(self.measures) > 1 else ''}是 0，不能作除数"


@node
class NothingApplies(Fault):
    """E0549 没有适用的分值，总分不能折算

    说明：总分写了“折算”，而方案里有分值的大项、项都不适用于这个单位，没有可以折算的分值。
    改法：核对方案里的“适用：”和各项的分值；不考核这个单位的，从名单和数据里去掉。
    """

    unit: str
    period: str | None = None

    def words(self) -> str:
        return f"{named(self.unit, self.period)}没有适用的分值，总分不能折算"


@node
class NotOption(BadCell):
    """E0532 不是方案列出的选项

    说明：这一列只能写方案列出的选项之一，用字要相同。哪一项都不是的写“无”。
    改法：改写为列出的选项之一，或者写“无”；还不知道的留空。
    """

    options: tuple[str, ...]
    """What may be written, the nearest first."""
    nearest: str = ""

    def wrong(self) -> str:
        return f"这一列只写{either(self.options)}"

    def help(self) -> str:
        return f"如果就是“{self.nearest}”，请改写成它" if self.nearest else self.code.fix


@node
class WrongRow(BadCell):
    """E0533 数据写错了行

    说明：年度数据只写在年度的行里（期只写年份），其余数据只写在各月或各季的行里。写错了行的数不知道算在哪一期。
    改法：把数移到它所属的那一行，原来的一格留空。
    """

    year: str = ""
    """Of a yearly value, the year whose row it belongs in."""

    def wrong(self) -> str:
        return "这是年度数据，只写在年度的行里" if self.year else "这不是年度数据，年度的行里要留空"

    def help(self) -> str:
        if self.year:
            return f"把它写到“{PERIOD}”为 {self.year} 的那一行，这一格留空"
        return "把它写到所属月份或季度的那一行，这一格留空"
