"""Completion of a line that is still being typed: a script for each shell, and the answers to its questions.

The script runs the program with ASKED set to `bash_complete` and the like; the program answers with what the last
word may become. Bash, zsh and fish speak as click has them speak.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    split_arg_string,
)

from creditdsl.base.failure import DONE, UNUSABLE
from creditdsl.cli.command import ASKED
from creditdsl.terminal import console

PROGRAM = "creditdsl"


class Bash(BashComplete):
    """Bash cuts words at `=` and `:` too; here `--data=自评:甲.csv` is one word again."""

    def get_completion_args(self) -> tuple[list[str], str]:
        words = os.environ["COMP_WORDS"].split("\n")[: int(os.environ["COMP_CWORD"]) + 1]
        line = re.sub(r"\n([=:]+)(?:\n|$)", r"\1", "\n".join(words))
        _, *args = split_arg_string(line)
        return (args, "") if line.endswith("\n") or not args else (args[:-1], args[-1])


class PowerShell(ShellComplete):
    """PowerShell parses the line itself, and completes file names itself where it is told to."""

    name = "powershell"
    source_template = Path(__file__).with_name("completion.ps1").read_text("ascii")

    def get_completion_args(self) -> tuple[list[str], str]:
        return os.environ["COMP_WORDS"].split("\n")[1:], os.environ.get("COMP_WORD", "")

    def format_completion(self, item: "CompletionItem[str]") -> str:
        return f"{item.type}\t{item.value}\t{' '.join((item.help or item.value).split())}"


SHELLS: Mapping[str, type[ShellComplete]] = {
    "bash": Bash,
    "zsh": ZshComplete,
    "fish": FishComplete,
    "powershell": PowerShell,
}


def script(shell: str) -> str:
    """Return what a shell runs at its start to complete the words of this program."""
    return ShellComplete.source(SHELLS[shell](click.Command(PROGRAM), {}, PROGRAM, ASKED))


def answer(root: click.Command, question: str) -> int:
    """Write what the shell that asks may offer; silent where it makes no sense of the line."""
    shell, _, asked = question.partition("_")
    if shell not in SHELLS or asked != "complete":
        return UNUSABLE
    try:
        text = SHELLS[shell](root, {}, PROGRAM, ASKED).complete() + "\n"
    except Exception:  # whatever it is, it must not appear amid a line that is being typed
        return UNUSABLE
    encoding = "utf-8" if shell == PowerShell.name else sys.stdout.encoding
    console.write_bytes(lambda stream: stream.write(text.encode(encoding, "replace")))
    return DONE
