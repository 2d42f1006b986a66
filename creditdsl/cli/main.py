"""The entry point: from the words after `creditdsl` to a command, and from any outcome to an exit status.

Promises that nothing but Chinese reaches the user, no traceback among it, and that `creditdsl --help`
imports no command: a command's module is imported when it is called, and only it.
"""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from creditdsl.base.failure import BROKEN_PIPE, DONE, INTERRUPTED, UNUSABLE, Failure
from creditdsl.base.fault import Fault
from creditdsl.base.nearest import nearest
from creditdsl.base.version import __version__
from creditdsl.cli.command import ASKED, ChineseCommand, Section, WrongUse
from creditdsl.terminal import console

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = (
    ("check", "检查", "creditdsl.cli.commands.check", "检查方案，列出错误和需要斟酌的地方"),
    ("score", "评分", "creditdsl.cli.commands.score", "按方案和数据评分，得出总分、等次和名次"),
    ("explain", "说明", "creditdsl.cli.commands.explain", "说明每个单位每项得分的由来（网页、DOCX、PDF）"),
    ("rank", "排名表", "creditdsl.cli.commands.rank", "制作全部单位的排名表（网页、DOCX、PDF、XLSX）"),
    ("summary", "概况", "creditdsl.cli.commands.summary", "制作一页考核概况：总分、等次和各部分得分的条形图"),
    ("compare", "对照表", "creditdsl.cli.commands.compare", "制作自评复核对照表，逐项写出差额"),
    ("verify", "核验", "creditdsl.cli.commands.verify", "由方案和数据重算，核对成绩文件；比较两次评分"),
    ("print", "制表", "creditdsl.cli.commands.print", "制作可以印发的指标表（网页、DOCX、PDF、XLSX）"),
    ("sheet", "填报表", "creditdsl.cli.commands.sheet", "制作单位填写的填报表，填好收回后直接评分"),
    ("compile", "导出查询", "creditdsl.cli.commands.compile", "把计分规则写成数据库查询"),
    ("docs", "规则文档", "creditdsl.cli.commands.docs", "生成计分规则的说明文档"),
    ("workbench", "工作台", "creditdsl.cli.commands.workbench", "打开工作台：在浏览器里写方案、评分、打印"),
    ("import", "导入", "creditdsl.cli.commands.import", "把 Word、Excel、网页里的考核表写成方案的草稿"),
    ("fmt", "整理", "creditdsl.cli.commands.fmt", "把方案整理成统一的格式，不改变内容"),
    ("new", "新建", "creditdsl.cli.commands.new", "新建一个可以直接评分的示例方案"),
    ("finding", "释义", "creditdsl.cli.commands.finding", "解释错误和提醒的编号"),
    ("schema", "结果格式", "creditdsl.cli.commands.schema", "写出 JSON 结果的格式，供其他软件核对"),
    ("completion", "补全", "creditdsl.cli.commands.completion", "按 Tab 键补全命令、选项和文件名"),
    ("lsp", "编辑服务", "creditdsl.cli.commands.lsp", "供编辑器使用：边写边查、提示、补全"),
    ("demo", "演示", "creditdsl.cli.commands.demo", "用真实的方案走一遍：检查、制表、评分"),
)
"""(name, Chinese name, module with `command`, one line of help), in the order of the help page."""

_MODULES = {word: module for name, alias, module, _ in COMMANDS for word in (name, alias)}


class _Root(ChineseCommand, click.Group):
    """The group of COMMANDS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, *_ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _MODULES.get(cmd_name)
        if module is None:
            return None
        command = import_module(module).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word, *rest = args
        command = self.get_command(ctx, word)
        if command is None:
            raise WrongUse(_no_such_command(word), ctx)
        return word, command, rest

    def sections(self, ctx: click.Context) -> list[Section]:
        rows = [(name, alias, line) for name, alias, _, line in COMMANDS]
        return [*super().sections(ctx), ("命令（用英文名或中文名都可以）", rows)]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[str]]":
        from click.shell_completion import CompletionItem

        words = [(name, line) for name, _, _, line in COMMANDS] + [(alias, line) for _, alias, _, line in COMMANDS]
        commands = [CompletionItem(word, help=line) for word, line in words if word.startswith(incomplete)]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        console.write(f"creditdsl {__version__}\n")
        ctx.exit()


root = _Root(
    "creditdsl",
    help="把社会信用等考核评价方案写成一份可以检查、评分、印制的文件。",
    example="creditdsl check 方案.credit",
    subcommand_metavar="命令 …",
    params=[
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, help="显示版本", callback=_show_version
        )
    ],
)


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    console.prepare()
    if args is not None:
        return _guarded(list(args))
    question = os.environ.get(ASKED)
    if question is not None:
        from creditdsl.cli.shells import answer

        return answer(root, question)
    gc.disable()  # a run of its own: its memory ends with it, and collecting costs a quarter of the time
    try:
        return _guarded(_expanded(sys.argv[1:]))
    finally:
        gc.freeze()  # Python collects once more when it ends


def _guarded(words: list[str]) -> int:
    try:
        status = _run(words)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        _let_go_of_output()
        return BROKEN_PIPE
    except OSError as error:
        from creditdsl.cli.errors import OutputCut
        from creditdsl.files.system_errors import reason

        _let_go_of_output()
        return _report_failure(Failure(OutputCut(reason(error))))
    except (KeyboardInterrupt, click.Abort):
        console.write_error("\n已中断，没有完成。\n")
        return INTERRUPTED


def _run(words: list[str]) -> int:
    try:
        with root.make_context("creditdsl", words) as ctx:
            status = root.invoke(ctx)
            return status if isinstance(status, int) else DONE
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        console.write_error(error.ctx.get_help() + "\n")
        return UNUSABLE
    except click.ClickException as error:
        from creditdsl.cli.usage import explain

        console.write_error(explain(error))
        return UNUSABLE
    except Failure as failure:
        return _report_failure(failure)
    except (OSError, click.Abort):
        raise
    except Exception as error:
        if os.environ.get("CREDITDSL_DEBUG") == "1":
            raise
        from creditdsl.cli.errors import ProgramFault

        command = words[0] if words and words[0] in _MODULES else "creditdsl"
        return _report_failure(Failure(ProgramFault(type(error).__name__, __version__, command)))


def _report_failure(failure: Failure) -> int:
    """Write why a command stops to standard error, and return its exit status."""
    from creditdsl.reports.text import failure_text

    console.write_error(failure_text(failure))
    return failure.exit_code


def _no_such_command(word: str) -> Fault:
    from creditdsl.cli.errors import CommandMissing, NoSuchCommand

    if word.endswith(".credit") or os.path.isfile(word):
        return CommandMissing(word)
    from creditdsl.cli.everyday_words import COMMANDS as EVERYDAY
    from creditdsl.cli.everyday_words import meant

    both = {f"{name}（{alias}）": (name, alias) for name, alias, *_ in COMMANDS}
    everyday = meant(word, EVERYDAY)
    if everyday is not None and everyday.startswith("--"):
        return NoSuchCommand(word, (everyday,), tuple(both))
    similar = (everyday,) if everyday else nearest(word.lower(), _MODULES, most=1) or _sharing_a_character(word)
    return NoSuchCommand(word, tuple(shown for shown, names in both.items() if {*similar} & {*names}), tuple(both))


def _sharing_a_character(word: str) -> tuple[str, ...]:
    """The one Chinese name with a character of the word; two-character words are too short for `nearest`."""
    sharing = tuple(alias for _, alias, *_ in COMMANDS if set(word) & set(alias))
    return sharing if len(sharing) == 1 else ()


def _let_go_of_output() -> None:
    """Nobody takes the output: keep Python from complaining when it closes the stream."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _expanded(words: list[str]) -> list[str]:
    """On Windows, where the shell does not do it, `*.credit` as the files it stands for."""
    if os.name != "nt":
        return words
    from glob import glob

    return [file for word in words for file in (("*" in word and sorted(glob(word))) or [word])]
