"""The faults of documents and 填报表 that cannot be made as asked, each with its manual page."""

import os

from creditdsl.base.fault import Fault, PlainFault
from creditdsl.base.node import node


@node
class UnusableTemplate(Fault):
    """E0041 模板用不了

    说明：--template 给的模板写错了，用了没有的值，或者做了不允许的事。模板只能读取给它的值和同一个文件夹里的模板。
    改法：按指出的那一行改；能用哪些值，见《用自己的模板》（docs/templates.md）。
    """

    wrong: str
    instead: str

    def words(self) -> str:
        return self.wrong

    def help(self) -> str:
        return self.instead


@node
class UnknownFormat(PlainFault):
    """E0082 不能制作这种文件

    说明：制作哪一种文件，由 -o 后面文件名的扩展名决定。没有写扩展名，或者写的是这个命令不能制作的一种，
    就不知道制作什么。
    改法：把扩展名改成能制作的一种，例如 -o 指标表.docx。
    """

    output: str
    offered: tuple[tuple[str, str], ...]
    """Suffix and name of each format."""
    nearest: str
    """The path with the suffix that may be meant; empty where none is near."""

    def words(self) -> str:
        suffix = os.path.splitext(self.output)[1]
        unnamed = f"“{self.output}”没有扩展名，看不出要制作哪一种文件。"
        wrong = f"这个版本还不能制作 {suffix} 文件。" if suffix else unnamed
        hint = f"要写的可能是“{self.nearest}”。" if self.nearest else ""
        return f"{wrong}{hint}可以制作的有：{'、'.join(f'{one}（{title}）' for one, title in self.offered)}。"


@node
class FontsUnused(PlainFault):
    """E0083 这种文件不带字体

    说明：--fonts 写的是制作 PDF 所用的字体在哪个文件夹。PDF 文件自己带有字体；网页和 DOCX、
    XLSX 文件只记字体的名称，显示成什么样由打开它的电脑决定。
    改法：去掉 --fonts；要用指定的字体印，把 -o 后面的扩展名改成 .pdf。
    """

    suffix: str

    def words(self) -> str:
        return f"--fonts 只在制作 PDF 时有用，{self.suffix} 文件不带字体。"


@node
class NoFontFolder(PlainFault):
    """E0084 找不到放字体的文件夹

    说明：--fonts 后面要写放着字体文件的文件夹。写的文件夹不存在，或者写的是一个文件。
    改法：核对文件夹的名称和位置；写到文件夹为止，不写其中的字体文件。
    """

    folder: str

    def words(self) -> str:
        return f"没有“{self.folder}”这个文件夹，找不到字体。"


@node
class NoTypesetter(PlainFault):
    """E0401 这台电脑不能排版

    说明：PDF 文件，还有 Word 文档、Excel 表格里的图，由 typst 排出。这台电脑没有装它，或者系统、安全软件不让它运行。
    网页不用它，照样能做。
    改法：改做网页，用浏览器打开，打印时选“另存为 PDF”；或者请管理员让 typst 运行。
    """

    title: str
    """Of the format."""

    def words(self) -> str:
        return f"这台电脑不能用 typst 排版，做不成{self.title}。请把文件名末尾改成 .html，做成网页，在浏览器里打印。"


@node
class MissingGlyph(PlainFault):
    """E0085 字体里没有要印的字

    说明：制作 PDF 所用的字体里没有这个字。多半是生僻字或者特殊符号，也可能是 --fonts 给出的字体不全。
    缺字的地方会印成空白或者方框，所以没有制作。
    改法：换成别的字；或者用 --fonts 写明有这个字的字体在哪个文件夹。自带的字体里有的，不写 --fonts。
    """

    characters: tuple[str, ...]
    excerpt: str
    """The text around the first of them."""
    face: str
    folder: str
    """The folder of --fonts that has the face; empty where the face is the program's own."""

    def words(self) -> str:
        characters = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in self.characters)
        where = f"“{self.folder}”里的{self.face}" if self.folder else "自带的字体里"
        instead = "不写 --fonts，改用自带的字体" if self.folder else "用 --fonts 指定有这些字的字体所在的文件夹"
        return f"{where}没有{characters}，写不成 PDF。这些字在：{self.excerpt}\n请换成别的字，或{instead}。"


@node
class DamagedFonts(PlainFault):
    """E0019 字体文件用不了

    说明：--fonts 写的文件夹里，有字体文件损坏了，或者不是字体文件却用了字体的扩展名。用它排版会停不下来、
    占满内存，或者印出空白，所以没有制作。
    改法：从原处重新复制字体文件；不知道是哪一个的，先移走一半再试。不写 --fonts，用自带的字体。
    """

    folder: str
    file: str
    """The file that is damaged; empty where it is not known."""
    seconds: int
    """The time that was not enough; 0 where something else was wrong."""

    def words(self) -> str:
        which = f"“{self.folder}”里的字体文件“{self.file}”" if self.file else f"“{self.folder}”里有字体文件"
        late = f"，排版 {self.seconds} 秒还没有完成" if self.seconds else ""
        return f"{which}损坏了，用不了{late}。请从原处重新复制，或者不写 --fonts，用自带的字体。"


@node
class NoTemplates(PlainFault):
    """E0086 文件夹里没有可用的模板

    说明：--template 后面写的是文件夹，里面却没有一个文件是这个命令用的模板。模板是按文件名认的。
    改法：把模板的文件名改成提示里列出的；或者写放着模板的文件夹。见《用自己的模板》（docs/templates.md）。
    """

    folder: str
    usual: tuple[str, ...]
    """The names that templates of the command have."""
    nearest: str
    """The one that may be meant; empty where none is near."""

    def words(self) -> str:
        return f"“{self.folder}”里没有可用的模板。{_usual(self.usual, self.nearest)}"


@node
class OtherTemplate(PlainFault):
    """E0087 这个命令不用这个模板

    说明：这个命令要制作几种网页，哪个模板用于哪一种，看它的文件名。给出的文件名不是其中任何一种。
    改法：把文件名改成提示里列出的；或者换成这个命令用的模板。
    """

    name: str
    usual: tuple[str, ...]
    nearest: str

    def words(self) -> str:
        return f"“{self.name}”不是这里用的模板。{_usual(self.usual, self.nearest)}"


def _usual(names: tuple[str, ...], nearest: str) -> str:
    hint = f"要写的可能是“{nearest}”。" if nearest else ""
    return f"{hint}模板的文件名是：{'、'.join(names)}。"


@node
class NoSuchTemplate(PlainFault):
    """E0088 找不到模板

    说明：--template 后面写的文件或文件夹不存在：名称或位置写错了，或者已被移走。
    改法：核对名称和位置。路径里有空格时，用英文双引号括起来。
    """

    path: str

    def words(self) -> str:
        return f"没有“{self.path}”这个模板文件或文件夹。"


@node
class SheetFormat(PlainFault):
    """E0071 填报表不能写成这种文件

    说明：填报表要锁定不填的格、带下拉选项，收回后还要读得出来，只有 .xlsx 文件做得到。
    改法：-o 后面写 .xlsx 文件，或者写一个文件夹。
    """

    suffix: str

    def words(self) -> str:
        return f"填报表只能写成 .xlsx 文件，或者写到一个文件夹，不能写成 {self.suffix} 文件。"


@node
class UnitMissing(PlainFault):
    """E0072 没有写单位名称

    说明：--unit 后面是空的，不知道给哪个单位做填报表。
    改法：写上单位名称；不写 --unit，就是空白表，或者名单里的单位各一份。
    """

    def words(self) -> str:
        return "--unit 后面要写单位名称。"


@node
class NotInRoster(PlainFault):
    """E0073 名单里没有这个单位

    说明：方案写了名单，填报表只给名单里的单位做；哪些指标不适用，也看名单。
    改法：核对单位名称，或者把单位加进方案的名单。
    """

    typed: str
    similar: tuple[str, ...]
    roster: tuple[str, ...]

    def words(self) -> str:
        if self.similar:
            hint = f"要写的可能是{'、'.join(f'“{unit}”' for unit in self.similar)}。"
        else:
            hint = f"名单里有：{'、'.join(self.roster)}。"
        return f"名单里没有“{self.typed}”。{hint}"


@node
class WholeAlone(PlainFault):
    """E0014 制作整个文件时不能写这个选项

    说明：--whole 制作整个文件：正文和全部附件。只要一张表的用 --table；模板只改一张表的网页。
    改法：去掉 --whole，或者去掉另一个选项。
    """

    option: str

    def words(self) -> str:
        return f"制作整个文件（正文和全部附件）时不能写 {self.option}，去掉它；只要一张表的，不写 --whole。"


@node
class TemplateUnused(PlainFault):
    """E0074 这种文件不用模板

    说明：--template 改的是网页的版面；Word、PDF、Excel 文件的版面按公文格式，不用模板。
    改法：去掉 --template，或者制作 .html 文件。
    """

    suffix: str

    def words(self) -> str:
        return f"--template 只在制作网页时有用，{self.suffix} 文件不用模板。"
