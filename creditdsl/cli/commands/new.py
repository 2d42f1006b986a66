"""`new` 新建: a starter scheme with data that scores.

Promises a new folder, or nothing touched.
"""

import os
from typing import TYPE_CHECKING

import click

from creditdsl.api.starters import TOPICS, Topic, starter_files
from creditdsl.base.failure import Failure
from creditdsl.cli.command import argument, define, folder_names
from creditdsl.files.outputs import write_new_folder
from creditdsl.terminal import console
from creditdsl.terminal.aligned import aligned

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SCHEME, DATA = "方案.credit", "数据/附件1.csv"
_COLUMNS = 80


def next_steps(folder: str) -> tuple[str, str, str]:
    """The three commands to try."""
    scheme, data = (os.path.normpath(os.path.join(folder, name)) for name in (SCHEME, DATA))
    printed = os.path.normpath(os.path.join(folder, "附件1.html"))
    return (
        f"creditdsl check {_quoted(scheme)}",
        f"creditdsl score {_quoted(scheme)} --data {_quoted(data)}",
        f"creditdsl print {_quoted(scheme)} -o {_quoted(printed)}",
    )


def _quoted(path: str) -> str:
    return f'"{path}"' if any(char.isspace() for char in path) else path


def listing() -> str:
    """Return the topics, a line each, and how one is asked for."""
    rows = aligned([(topic.name, topic.line) for topic in TOPICS], _COLUMNS)
    return "\n".join(["主题：", *rows, "", f"按主题新建，例如：creditdsl new 我的方案 --topic {TOPICS[0].name}"]) + "\n"


def _topic(typed: str) -> Topic:
    """Return the topic of a name; Failure names the nearest where there is none."""
    for topic in TOPICS:
        if topic.name == typed.strip():
            return topic
    from creditdsl.cli.errors import NoSuchTopic
    from creditdsl.cli.everyday_words import meant

    similar = meant(typed, {topic.name: (topic.name, *topic.words) for topic in TOPICS})
    raise Failure(NoSuchTopic(typed, similar, tuple(topic.name for topic in TOPICS)))


def _topics(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """The topics that begin with what is typed, with what each shows."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(topic.name, help=topic.line) for topic in TOPICS if topic.name.startswith(incomplete)]


def _list(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        console.write(listing())
        ctx.exit()


@define(
    "new",
    "新建一个文件夹，里面是一份可以直接评分的示例方案和数据。照着它改，比从头写容易。文件夹里已经有文件的，不改动。"
    f"写 --topic，就按主题新建：{'、'.join(topic.name for topic in TOPICS)}；不写的，是教程里讲解的小样板。",
    "creditdsl new 我的方案 --topic 安全生产",
)
@argument("folder", "文件夹", complete=folder_names)
@click.option("--topic", metavar="主题", help="按哪个主题新建，例如 营商环境", shell_complete=_topics)
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="列出各个主题")
def command(folder: str, topic: str | None) -> None:
    scheme, data = starter_files(None if topic is None else _topic(topic))
    write_new_folder(folder, {SCHEME: scheme, DATA: data})
    lines = [
        f"已新建 {os.path.normpath(os.path.join(folder, SCHEME))} 和 {os.path.normpath(os.path.join(folder, DATA))}。"
    ]
    lines += ["接着可以试这三条命令：检查、评分、制表。", *(f"  {step}" for step in next_steps(folder))]
    console.write("\n".join(lines) + "\n")
