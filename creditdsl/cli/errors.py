"""What is wrong with a command: its words, its options, and what they ask for together.

`check`, `fmt` and the help page import it only where something is wrong: they start quickly.
"""

from creditdsl.base.fault import PlainFault
from creditdsl.base.node import node


@node
class NoSuchCommand(PlainFault):
    """E0051 没有这个命令

    说明：creditdsl 后面的第一个词是命令，英文名、中文名都可以。这个词两样都不是。
    改法：写 creditdsl --help，看有哪些命令。
    """

    typed: str
    similar: tuple[str, ...]
    commands: tuple[str, ...]

    def words(self) -> str:
        if self.similar:
            return f"没有“{self.typed}”这个命令，要写的可能是 {self.similar[0]}。"
        return f"没有“{self.typed}”这个命令。可以写：{'、'.join(self.commands)}。"


@node
class CommandMissing(PlainFault):
    """E0052 文件名前面没有写命令

    说明：creditdsl 后面先写做什么，再写文件名。
    改法：要检查方案，写 creditdsl check 方案.credit。
    """

    file: str

    def words(self) -> str:
        return f"文件名前面要写命令。要检查这个方案，请写：creditdsl check {self.file}"


@node
class TypesetDash(PlainFault):
    """E0053 选项前面不是英文减号

    说明：WPS、Word 和聊天软件常把两个减号换成破折号，从那里复制来的命令就不对了。
    改法：把选项前面的符号删去，用英文输入法打两个减号。
    """

    typed: str

    def words(self) -> str:
        return f"“{self.typed}”前面不是英文减号。选项要用两个英文减号，例如 --help。"


@node
class ExtraWords(PlainFault):
    """E0054 命令后面多写了内容

    说明：多半是文件名里有空格：空格前后成了两个词。
    改法：用英文双引号括起文件名，例如 "我的 方案.credit"。
    """

    typed: str

    def words(self) -> str:
        return f"多写了“{self.typed}”。文件名里有空格时，要用英文双引号括起来。"


@node
class NoSuchOption(PlainFault):
    """E0055 没有这个选项

    说明：这个命令没有这样的选项：写错了字母，或者是别的命令的选项。
    改法：在命令后面写 --help，看有哪些选项。
    """

    typed: str
    similar: tuple[str, ...]
    options: tuple[str, ...]

    def words(self) -> str:
        if self.similar:
            return f"没有“{self.typed}”这个选项，要写的可能是 {self.similar[0]}。"
        return f"没有“{self.typed}”这个选项，可以写的选项有：{'、'.join(self.options)}。"


@node
class OptionMissing(PlainFault):
    """E0056 缺少必写的选项

    说明：没有这个选项，命令不知道用什么数据、写到哪里。
    改法：照提示加上；在命令后面写 --help，看各个选项的意思。
    """

    option: str
    usage: str

    def words(self) -> str:
        return f"缺少选项 {self.option}，请加上：{self.usage}。"


@node
class ArgumentMissing(PlainFault):
    """E0057 命令后面缺少内容

    说明：命令后面要写明对什么做，例如方案文件。
    改法：照用法补上，例如 creditdsl check 方案.credit。
    """

    name: str

    def words(self) -> str:
        return f"缺少“{self.name}”，请写在命令后面。"


@node
class FlagWithValue(PlainFault):
    """E0058 选项后面不写内容

    说明：这个选项写上就算数，后面不接内容。
    改法：去掉等号和后面的内容。
    """

    option: str

    def words(self) -> str:
        return f"选项 {self.option} 后面不写内容，只写 {self.option} 就行。"


@node
class OptionWithoutValue(PlainFault):
    """E0059 选项后面没有写内容

    说明：这个选项后面要接内容，例如 --format 后面要写格式。
    改法：照提示补上。
    """

    option: str
    usage: str

    def words(self) -> str:
        return f"选项 {self.option} 后面要写内容{f'：{self.usage}' if self.usage else ''}。"


@node
class WrongValue(PlainFault):
    """E0060 选项或参数的内容不对

    说明：有的选项只能写几个词中的一个，有的要写某个范围里的整数。
    改法：照提示改；在命令后面写 --help，看可以写什么。
    """

    where: str
    typed: str
    wanted: str

    def words(self) -> str:
        typed = f"“{self.typed}”" if self.typed else ""
        return f"{self.where}{typed}不对{f'，{self.wanted}' if self.wanted else ''}。"


@node
class WrongUse(PlainFault):
    """E0061 命令写得不对

    说明：命令的各个部分接不起来。
    改法：在命令后面写 --help，照用法写。
    """

    reason: str

    def words(self) -> str:
        return f"命令写得不对（{self.reason}）。"


@node
class OutputCut(PlainFault):
    """E0062 读写没有完成

    说明：结果在显示、传给别的程序或者写到文件时，系统报告了故障，例如磁盘已满。
    改法：腾出空间，或者换一个地方，再试一次。
    """

    reason: str

    def words(self) -> str:
        return f"读写没有完成，{self.reason}。"


@node
class NoSuchTopic(PlainFault):
    """E0026 没有这个主题的样板

    说明：new 的 --topic 后面写样板的主题，名称是规定的。
    改法：写 creditdsl new --list，看有哪些主题。
    """

    typed: str
    similar: str | None
    topics: tuple[str, ...]

    def words(self) -> str:
        if self.similar is not None:
            return f"没有“{self.typed}”这个主题，相近的是 {self.similar}，请写：--topic {self.similar}"
        return f"没有“{self.typed}”这个主题。可以写：{'、'.join(self.topics)}。"


@node
class UnitOrFolder(PlainFault):
    """E0089 没有写明一个单位，也没有写文件夹

    说明：一个单位的得分说明写成一个文件，或者显示在屏幕上；全部单位的每个单位一份，要放在一个文件夹里。
    改法：只要一个单位的，写 --unit；要全部单位的，-o 后面写文件夹。
    """

    suffix: str | None
    """The kind of file that -o names; None where there is no -o."""

    def words(self) -> str:
        if self.suffix is None:
            return "请用 --unit 写明说明哪一个单位；要全部单位的，用 -o 写明写到哪个文件夹。"
        return f"全部单位的得分说明每个单位一份，-o 要写文件夹，不是 .{self.suffix} 文件；只要一个单位的，请写 --unit。"


@node
class ProgramFault(PlainFault):
    """E0090 程序自身出了问题

    说明：程序遇到了没有料到的情况，停了下来，结果没有完成。
    改法：把显示的话连同所用的方案和数据发给维护人员。
    """

    exception: str
    version: str
    command: str

    def words(self) -> str:
        return (
            f"程序自身出了问题（{self.exception}），没有完成。\n"
            f"请把这句话连同所用的方案和数据发给维护人员：creditdsl {self.version}，命令 {self.command}。\n"
            "维护人员可以设置 CREDITDSL_DEBUG=1 后再运行一次，查看详细经过。"
        )


@node
class DemoFaulty(PlainFault):
    """E0079 随程序带的方案没有通过检查

    说明：程序没有装全，或者装好以后，随程序带的方案被改动过。
    改法：重新安装。
    """

    report: str

    def words(self) -> str:
        return f"随程序带的方案没有通过检查。\n{self.report}"
