"""What results cannot be shown or written as asked: each kind of fault with its manual page."""

from creditdsl.base.fault import PlainFault
from creditdsl.base.node import node


@node
class NotForScreen(PlainFault):
    """E0080 这种文件不能显示在屏幕上

    说明：XLSX、DOCX、PDF 文件不是文字，屏幕上显示不出来，只能写成文件。
    改法：用 -o 写明写到哪个文件；要在屏幕上看，去掉 --format。
    """

    form: str
    example: str

    def words(self) -> str:
        return f"{self.form} 文件不能显示在屏幕上，请用 -o 写明写到哪个文件，例如 -o {self.example}。"


@node
class TooManyForScreen(PlainFault):
    """E0081 单位很多，结果要写成文件

    说明：parquet 数据文件多半有成千上万个单位，屏幕上看不过来。
    改法：用 -o 写明写到哪个 .csv 或 .parquet 文件。
    """

    def words(self) -> str:
        return "单位很多，结果要写成文件：请加上 -o 成绩.csv 或 -o 成绩.parquet。"


@node
class ParquetRefused(PlainFault):
    """E0020 这次写不成 parquet 文件

    说明：parquet 文件装单位很多的结果，由成列计算的算法写出：数据要在一个文件里，也不能用逐单位计算的 exact 算法。
    改法：把 -o 后面的扩展名改成 .csv；或者把数据合成一个文件，去掉 --engine exact。
    """

    def words(self) -> str:
        return "只有一个数据文件、不用 exact 算法时才能写 parquet 文件。请写 -o 成绩.csv。"


@node
class DateUnused(PlainFault):
    """E0029 这种文件不写日期

    说明：--date 是计分回执上的日期，只有 XLSX 文件带计分回执。
    改法：去掉 --date，或者把 -o 后面的扩展名改成 .xlsx。
    """

    def words(self) -> str:
        return "--date 写在 XLSX 文件的计分回执里，这次写的不是 XLSX 文件，请去掉。"


@node
class NotADate(PlainFault):
    """E0030 日期写得不对

    说明：日期要有年、月、日，而且日历上有这一天。
    改法：写成 2026-01-15 或 2026年1月15日。
    """

    typed: str

    def words(self) -> str:
        return f"“{self.typed}”不是日期。日期要写成 2026-01-15 或 2026年1月15日。"
