"""What keeps a document from being imported, and what was left out of one.

The manual pages are for a clerk who has last year's document at hand and wants to go on from it.
"""

from creditdsl.base.fault import Fault, Variant
from creditdsl.base.node import node


class Foreign(Variant):
    """Kinds of files whose words cannot be read, and what to do instead."""

    OLD_WORD = ("旧版 Word 或 WPS 文字的文件", "在 WPS 或 Word 里打开，用“另存为”存成 .docx 再导入。")
    OLD_SHEET = ("旧版 Excel 或 WPS 表格的文件", "在 WPS 或 Excel 里打开，用“另存为”存成 .xlsx 再导入。")
    OLD_OFFICE = (
        "旧版或者加了密码的 Office、WPS 文件",
        "在 WPS 里打开，去掉密码，用“另存为”存成 .docx 或 .xlsx 再导入。",
    )
    PDF = ("PDF 文件", "用 WPS 打开，转成 Word 再导入；扫描件先识别文字，核对以后另存为 .docx。")
    PICTURE = ("图片", "先识别图片里的文字，核对以后放进 Word 的表格，另存为 .docx 再导入。")
    SLIDES = ("演示文稿", "把里面的表格复制到 Word 文档，另存为 .docx 再导入。")
    RTF = ("RTF 文件", "在 WPS 或 Word 里打开，用“另存为”存成 .docx 再导入。")
    ODF = ("OpenDocument 文件", "在 WPS 或 Word 里打开，用“另存为”存成 .docx 或 .xlsx 再导入。")
    ARCHIVE = ("压缩文件", "先解开，再导入里面的 .docx 或 .xlsx 文件。")
    UNKNOWN = ("不认识的文件", "在 WPS 或 Word 里打开，另存为 .docx；或者复制表格，粘贴到文本文件里，存成 .tsv。")


MAX_ROWS = 1_000
"""Rows of all tables of a document together; the longest tables of offices have some hundred."""


class Damage(Variant):
    """What is wrong with a file that cannot be read, and what to do where that is not the same for all."""

    EMPTY = ("是空的",)
    BROKEN = ("打不开，可能没有下载完整或者已经损坏",)
    UNSAFE = ("里面有办公软件不会写的内容",)
    TOO_BIG = ("太大", "只留下考核办法和考核表，别的内容删去或者另存，再导入。")
    TOO_LONG = (f"里的表格太长，一共超过 {MAX_ROWS} 行", "分成几个文件，或者删去空行和别的表格，再导入。")
    NOT_TEXT = ("不是文字，或者编码不认识",)


@node
class ForeignFile(Fault):
    """E0901 这种文件不能导入

    说明：导入读 .docx、.xlsx、.html、.tsv 和 .md 文件。其余格式读不准，猜出来的表会有错，所以不读。
    改法：在 WPS 或 Word 里打开，用“另存为”存成 .docx 再导入。
    """

    kind: Foreign

    def words(self) -> str:
        space = " " if self.kind.sentence[0].isascii() else ""
        return f"这是{space}{self.kind.sentence}，不能直接导入"

    def help(self) -> str:
        return self.kind.advice


@node
class DamagedFile(Fault):
    """E0902 导入的文件读不出来

    说明：文件是空的，已经损坏，太大，或者内部结构不是办公软件写出来的。
    改法：在 WPS 或 Word 里打开看看是不是好的，另存一份再导入。
    """

    damage: Damage

    def words(self) -> str:
        return f"文件{self.damage.sentence}"

    def help(self) -> str:
        return self.damage.advice or self.code.fix


@node
class NoTable(Fault):
    """E0903 里面没有考核表

    说明：考核表要有表头（考核内容、分值、评分标准一类的栏目名），下面是各大项、各项。文件里没有这样的表。
    改法：表格是图片的，先识别成文字；表格用空格或制表符排的，改成真正的表格；表头不全的，写完整。
    """

    tables: int

    def words(self) -> str:
        return "文件里没有表格" if self.tables == 0 else f"文件里有 {self.tables} 个表格，都没有考核表的表头"


@node
class BodyAlone(Fault):
    """N0905 没有考核表，只写了正文

    说明：文件里没有考核表，正文一字不改写进草稿。只有正文的可以检查、印发，有了表才能评分。
    改法：考核表在另一个文件里的，也导入，再把表移到正文下面；没有表的，写上“附件1 考核指标”和各项规则。
    """

    def words(self) -> str:
        return "文件里没有考核表，只写了正文"


@node
class DraftThere(Fault):
    """E0904 草稿的文件已经有了

    说明：导入不覆盖已有的方案，免得把改好的草稿冲掉。
    改法：换一个文件名；确实要重新写的，加上 --force。
    """

    def words(self) -> str:
        return "这个文件已经有了，没有覆盖"


@node
class ChangesAccepted(Fault):
    """N0901 修订按接受处理

    说明：文件里有没有处理的修订。插入的算在内，删除的不算，和在 Word 里点“接受所有修订”一样。
    改法：核对修订；不该接受的，在 Word 里拒绝以后重新导入。
    """

    places: int

    def words(self) -> str:
        return f"文件里有修订（{self.places} 处），按接受处理"


@node
class HiddenLeftOut(Fault):
    """W0901 隐藏的内容没有导入

    说明：隐藏的文字、行、列和工作表，打开文件的人看不到，导入时也不算。
    改法：要用的，先取消隐藏，再导入。
    """

    what: str

    def words(self) -> str:
        return f"{self.what}是隐藏的，没有导入"


@node
class OtherTable(Fault):
    """W0902 有表格没有导入

    说明：这个表格没有考核表的表头（名称或者内容，加上分值或者评分标准），不知道各栏是什么，没有写进方案。
    改法：是考核表的，把表头写完整再导入；是名单、等次的，照着写进方案的“名单”“等次”。
    """

    name: str
    beginning: str

    def words(self) -> str:
        return f"{self.name}（“{self.beginning}”）不是考核表，没有导入"


@node
class GradesTaken(Fault):
    """N0906 等次表写进了“等次”

    说明：指标表外面的等次表，写进没有另写等次的各张表的“等次”。
    改法：核对各档的界限；只用于一张表的，从别的表里删去。
    """

    words_read: str

    def words(self) -> str:
        return f"等次表写进了“等次”：{self.words_read}"


@node
class GradesUnread(Fault):
    """W0904 等次表没有写进“等次”

    说明：等次表有两种读法，或者读不准。各种写法在草稿里，是 `#` 开头的行。
    改法：照原表写进“等次”，如“90分以上 优秀”“其余 不合格”。
    """

    words_read: str
    question: str

    def words(self) -> str:
        return f"等次表没有写进“等次”：{self.words_read}。{self.question}"


@node
class VetoNoted(Fault):
    """N0907 一票否决写进了备注

    说明：指标表外面的一票否决表、指标表里没有分值的“一票否决”，改的是等次，不是分数；原话写进表的“备注”（外面的表写进最后一张表的），印在表的下面。表有等次的，读得准的各行也写进“等次”。
    改法：核对“等次”；没有写进的，照“备注”补上，如“发生重大失信事件 一票否决”；写好以后可以删去备注。
    """

    rows: int
    taken: int

    def words(self) -> str:
        noted = f"一票否决有 {self.rows} 行，写进了备注"
        if self.taken == 0:
            return f"{noted}；要起作用的，照着写进“等次”"
        rest = "" if self.taken == self.rows else "；其余的照着写"
        return f"{noted}，{self.taken} 行也写进了“等次”{rest}"


@node
class TextGrades(Fault):
    """N0908 正文里的等次写进了“等次”

    说明：没有等次表，正文里有一句写明各等次的分数线的，照它写进没有另写等次的各张表的“等次”；只有一张表的，表下面的注也算，旁边说什么情形改等次的话也写进去；有两种读法的写成问题。
    改法：核对各档的界限；只用于一张表的，从别的表里删去。
    """

    words_read: str
    question: str

    def words(self) -> str:
        if self.question:
            return f"正文里的等次没有写进“等次”，先答问题：{self.question}"
        return f"正文里的等次写进了“等次”：{self.words_read}"


@node
class SumDiffers(Fault):
    """W0903 文件里的分值加起来不对

    说明：大项、满分写的分值，和下面各项的分值之和不同。草稿照文件写，检查时也会说。
    改法：核对原文件，改草稿里的分值。
    """

    title: str
    stated: str
    parts: str

    def words(self) -> str:
        return f"“{self.title}”写的是 {self.stated} 分，下面合计 {self.parts} 分"


@node
class NameAdded(Fault):
    """N0902 表的编号是补上的

    说明：方案里的表都有“附件1”这样的编号。文件里没有写，按次序补上。
    改法：编号不对的，改草稿里表的标题。
    """

    name: str
    title: str

    def words(self) -> str:
        return f"{f'“{self.title}”' if self.title else '这张表'}没有编号，写成{self.name}"


@node
class AsideLeftOut(Fault):
    """N0903 脚注、批注没有写进方案

    说明：脚注、尾注和批注不在表里，列在报告里供核对。
    改法：属于评分标准的，写进草稿的“标准”或者“备注”。
    """

    kind: str
    text: str
    anchor: str

    def words(self) -> str:
        return f"{self.kind}“{self.text}”（在“{self.anchor}”）没有写进方案"


@node
class RowsLeftOut(Fault):
    """N0904 合计、重复的表头没有写进方案

    说明：合计行、每页重复的表头和“续表”不是考核的项，不写进方案。合计的分值用来和各项核对。
    改法：确实是一项的，在草稿里补上。
    """

    rows: tuple[str, ...]

    def words(self) -> str:
        return f"{len(self.rows)} 行是合计、表头或者“续表”，没有写进方案：{'；'.join(self.rows)}"
