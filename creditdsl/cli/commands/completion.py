"""`completion` 补全: the script that makes a shell complete the words of this program."""

import click

from creditdsl.cli.command import define
from creditdsl.cli.shells import SHELLS, script
from creditdsl.terminal import console


@define(
    "completion",
    "按 Tab 键补全命令（英文名、中文名）、选项、可选的内容和文件名。"
    "显示的是让终端学会补全的脚本，写在终端的启动文件里："
    '~/.bashrc 里写 eval "$(creditdsl completion bash)"；~/.zshrc 里写 eval "$(creditdsl completion zsh)"；'
    "~/.config/fish/config.fish 里写 creditdsl completion fish | source；"
    "PowerShell 的 $PROFILE 里写 creditdsl completion powershell | Out-String | Invoke-Expression。",
    "creditdsl completion bash",
)
@click.argument("shell", metavar="终端", type=click.Choice(tuple(SHELLS)))
def command(shell: str) -> None:
    console.write(script(shell))
