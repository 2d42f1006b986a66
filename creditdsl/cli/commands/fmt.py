"""`fmt` 整理: schemes in canonical layout, written back to their files.

Receives the paths as typed; promises that a file is either laid out whole or not touched at all.
"""

import click

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.failure import DONE, FAULTY, UNUSABLE
from creditdsl.cli.command import argument, define
from creditdsl.files.inputs import STANDARD_INPUT, read_files, shown
from creditdsl.files.outputs import leave, write_file
from creditdsl.formatter.formatted import Formatted, format_scheme
from creditdsl.terminal import console

_COLOURS = {"---": "1", "+++": "1", "@": "36", "-": "31", "+": "32"}
"""By the beginning of a line of a diff, the first that fits."""


def status(formatted: list[Formatted], *, dry: bool) -> int:
    """2 where a file could not be read, else 1 where one has errors (dry: or is not laid out)."""
    if any(one.source is None for one in formatted):
        return UNUSABLE
    faulty = any(has_errors(one.diagnostics) or (dry and one.differs) for one in formatted)
    return FAULTY if faulty else DONE


@define(
    "fmt",
    "把方案整理成统一的格式：空格、全角半角、同义词、栏目的顺序。意思不变，文字不变；有读不懂的行，整个文件都不动。"
    "写文件夹，就整理其中的全部 .credit 文件；写 -，就整理从标准输入读到的方案，显示在屏幕上。",
    "creditdsl fmt 方案.credit",
)
@argument("files", "方案文件", many=True)
@click.option("--check", is_flag=True, help="只检查，不改文件；有没整理好的，退出码是 1")
@click.option("--diff", is_flag=True, help="只列出要改的行，不改文件；有没整理好的，退出码是 1")
def command(files: tuple[str, ...], check: bool, diff: bool) -> int:
    dry = check or diff
    formatted = [format_scheme(path, reading) for path, reading in read_files(files)]
    say = console.write_error if diff or STANDARD_INPUT in files else console.write
    for scheme in formatted:
        if diff:
            _show(scheme)
        piped = scheme.path == STANDARD_INPUT and scheme.text is not None and not dry
        if piped or (scheme.differs and not dry):
            _put(scheme)
        elif not dry and scheme.path != STANDARD_INPUT:
            leave(scheme.path)
        if not piped:
            say(f"{_outcome(scheme, dry)}：{shown(scheme.path)}\n")
    _report(formatted)
    return status(formatted, dry=dry)


def _put(scheme: Formatted) -> None:
    """Write the layout where the scheme came from: back to its file, or to standard output."""
    assert scheme.text is not None
    content = scheme.text.encode("utf-8")
    if scheme.path != STANDARD_INPUT:
        write_file(scheme.path, content)
    elif console.is_terminal():
        console.write(scheme.text)
    else:  # a scheme is UTF-8, whatever the console speaks
        console.write_bytes(lambda stream: stream.write(content))


def _outcome(scheme: Formatted, dry: bool) -> str:
    if scheme.text is None:
        return "没有整理"
    if not scheme.differs:
        return "已是统一格式"
    return "需要整理" if dry else "已整理"


def _show(scheme: Formatted) -> None:
    """The diff to standard output, in colour on a terminal that takes it."""
    colour = console.wants_colour()
    lines = list(scheme.diff())
    if scheme.differs and not lines:
        console.write_error(f"只有换行符不同：{shown(scheme.path)}\n")
    for line in lines:
        code = next((code for start, code in _COLOURS.items() if line.startswith(start)), None)
        console.write(f"\x1b[{code}m{line}\x1b[0m\n" if colour and code else f"{line}\n")


def _report(formatted: list[Formatted]) -> None:
    """What kept files from being laid out, to standard error."""
    diagnostics = [diagnostic for one in formatted for diagnostic in one.diagnostics]
    if not diagnostics:
        return
    from creditdsl.reports.text import report

    console.write_error(report(diagnostics, [one.source for one in formatted if one.source is not None]))
