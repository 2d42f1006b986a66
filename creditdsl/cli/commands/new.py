"""`new` 新建: a starter scheme with data that scores.

Promises a new folder, or nothing touched. The two files are kept as files, under starter/.
"""

import os
from pathlib import Path

from creditdsl.cli.command import argument, define, folder_names
from creditdsl.files.outputs import write_new_folder
from creditdsl.terminal import console

SCHEME, DATA = "方案.credit", "数据/附件1.csv"
_STARTER = Path(__file__).with_name("starter")


def starter() -> dict[str, bytes]:
    """The content of the new folder, by name."""
    return {SCHEME: (_STARTER / "scheme.credit").read_bytes(), DATA: (_STARTER / "data.csv").read_bytes()}


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


@define(
    "new",
    "新建一个文件夹，里面是一份可以直接评分的示例方案和数据。照着它改，比从头写容易。文件夹里已经有文件的，不改动。",
    "creditdsl new 我的方案",
)
@argument("folder", "文件夹", complete=folder_names)
def command(folder: str) -> None:
    write_new_folder(folder, starter())
    lines = [
        f"已新建 {os.path.normpath(os.path.join(folder, SCHEME))} 和 {os.path.normpath(os.path.join(folder, DATA))}。"
    ]
    lines += ["接着可以试这三条命令：检查、评分、制表。", *(f"  {step}" for step in next_steps(folder))]
    console.write("\n".join(lines) + "\n")
