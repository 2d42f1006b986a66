"""`fmt` 整理: schemes in canonical layout, written back to their files.

Receives the paths as typed; promises that a file is either laid out whole or not touched at all.
"""

import click

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.failure import DONE, FAULTY, UNUSABLE
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.cli.command import argument, define
from creditdsl.files.inputs import read_file
from creditdsl.files.outputs import write_file
from creditdsl.terminal import console


@node
class Formatted:
    """What became of one file. source is None where it is not text; text where it is left as it is."""

    file: str
    source: Source | None
    text: str | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def differs(self) -> bool:
        return self.source is not None and self.text is not None and self.text != self.source.text


def format_file(file: str) -> Formatted:
    """Read a scheme and lay it out."""
    from creditdsl.formatter.scheme import layout

    reading = read_file(file)
    if reading.source is None or not reading.ok:
        return Formatted(file, reading.source, None, reading.diagnostics)
    found = layout(reading.source)
    return Formatted(file, reading.source, found.text, (*reading.diagnostics, *found.diagnostics))


def status(formatted: list[Formatted], *, check: bool) -> int:
    """2 where a file could not be read, else 1 where one has errors (check: or is not laid out)."""
    if any(one.source is None for one in formatted):
        return UNUSABLE
    faulty = any(has_errors(one.diagnostics) or (check and one.differs) for one in formatted)
    return FAULTY if faulty else DONE


@define(
    "fmt",
    "把方案整理成统一的格式：空格、全角半角、同义词、栏目的顺序。意思不变，文字不变；有读不懂的行，整个文件都不动。",
    "creditdsl fmt 方案.credit",
)
@argument("files", "方案文件", many=True)
@click.option("--check", is_flag=True, help="只检查，不改文件；有没整理好的，退出码是 1")
def command(files: tuple[str, ...], check: bool) -> int:
    formatted = [format_file(file) for file in dict.fromkeys(files)]
    for one in formatted:
        if one.text is None:
            console.write(f"没有整理：{one.file}\n")
        elif not one.differs:
            console.write(f"已是统一格式：{one.file}\n")
        elif check:
            console.write(f"需要整理：{one.file}\n")
        else:
            write_file(one.file, one.text.encode("utf-8"))
            console.write(f"已整理：{one.file}\n")
    _report(formatted)
    return status(formatted, check=check)


def _report(formatted: list[Formatted]) -> None:
    """What kept files from being laid out, to standard error."""
    diagnostics = [diagnostic for one in formatted for diagnostic in one.diagnostics]
    if not diagnostics:
        return
    from creditdsl.reports.text import report

    console.write_error(report(diagnostics, [one.source for one in formatted if one.source is not None]))
