"""`check` 检查: everything that is wrong with schemes, all at once.

Receives the paths as typed; promises one report over all files. A scheme is drafted long before there are
data: nothing that scores or prints is imported.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from creditdsl.base.diagnostic import Diagnostic, Severity, has_errors
from creditdsl.base.failure import DONE, FAULTY, UNUSABLE, Failure
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.cli.command import argument, define, file_names
from creditdsl.cli.options import codes_option, format_option
from creditdsl.compiler.pipeline import analyse, compile_source
from creditdsl.files.decode import Reading
from creditdsl.files.inputs import STANDARD_INPUT, read_file, read_files, shown
from creditdsl.reader.helped import helped
from creditdsl.terminal import console

if TYPE_CHECKING:
    from creditdsl.reports.selection import Selection
    from creditdsl.review.against import Change


@node
class Checked:
    """What became of one file; source is None where it is not text at all. left_out: diagnostics not to be listed."""

    file: str
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]
    left_out: int = 0

    def only(self, codes: "Selection | None") -> "Checked":
        """Keep what the codes list; what keeps a file from being read is always listed."""
        if codes is None or self.source is None:
            return self
        listed = tuple(one for one in self.diagnostics if codes.lists(one.code))
        return replace(self, diagnostics=listed, left_out=len(self.diagnostics) - len(listed))


def check_file(path: str, *, reviewed: bool = True) -> Checked:
    """Read a scheme, compile it and review the draft."""
    return check(shown(path), read_file(path), reviewed=reviewed)


def check(file: str, reading: Reading, *, reviewed: bool = True) -> Checked:
    """Compile what was read and review the draft; a text with hidden characters is not compiled."""
    if reading.source is None or not reading.ok:
        return Checked(file, reading.source, reading.diagnostics)
    if not reviewed:
        analysis = analyse(reading.source)
        return Checked(file, reading.source, (*reading.diagnostics, *helped(analysis.tree, analysis.diagnostics)))
    from creditdsl.review.reviewing import review

    compilation = compile_source(reading.source)
    return Checked(file, reading.source, (*reading.diagnostics, *helped(compilation.tree, review(compilation))))


def _fix(files: Sequence[str], codes: "Selection | None") -> None:
    """Write each file with the edits that its findings carry, and say to standard error what was changed."""
    from creditdsl.files.outputs import write_file
    from creditdsl.reports.fixes import fix

    if STANDARD_INPUT in files:
        from creditdsl.cli.errors import NothingToWriteBack

        raise Failure(NothingToWriteBack())
    for file, reading in read_files(files):
        checked = check(file, reading).only(codes)
        if checked.source is None or (fixed := fix(checked.source, checked.diagnostics)) is None:
            console.write_error(f"没有可以自动改的：{file}\n")
            continue
        write_file(file, fixed.text.encode("utf-8"))
        console.write_error(f"已改 {len(fixed.fixed)} 处：{file}\n")
        for found in fixed.fixed:
            console.write_error(f"  第 {found.edits[0].span.line} 行 {found.code.id}：{found.message}\n")


def _codes(select: tuple[str, ...], ignore: tuple[str, ...]) -> "Selection | None":
    """What to list; None means everything, which asks for no list of codes."""
    if not (select or ignore):
        return None
    from creditdsl.reports.selection import selection

    return selection(select, ignore)


def _changes(old: str, checked: Sequence[Checked]) -> "tuple[Change, ...] | None":
    """What changed since the old scheme; None where the new one cannot be read. Faults of the draft do not matter."""
    from creditdsl.reports.changes import changes
    from creditdsl.review.reviewing import CODES

    if len(checked) != 1:
        from creditdsl.cli.errors import OneToCompare

        raise Failure(OneToCompare())
    (new,) = checked
    unread = has_errors([one for one in new.diagnostics if one.code not in CODES])
    return None if new.source is None or unread else changes(old, new.source)


def status(checked: Sequence[Checked], *, strict: bool) -> int:
    """2 where a file could not be read, else 1 where there is an error (strict: or a warning)."""
    if any(one.source is None for one in checked):
        return UNUSABLE
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return FAULTY if any(d.severity in grave and not d.acknowledged for d in _all(checked)) else DONE


def text(checked: Sequence[Checked], *, colour: bool = False) -> str:
    """The report for a reader, ending in the count."""
    from creditdsl.reports.text import report

    sources = (one.source for one in checked if one.source is not None)
    return report(_all(checked), sources, colour=colour, left_out=sum(one.left_out for one in checked))


def _all(checked: Iterable[Checked]) -> tuple[Diagnostic, ...]:
    return tuple(diagnostic for one in checked for diagnostic in one.diagnostics)


@define(
    "check",
    "检查方案：列出全部错误，以及需要斟酌的地方（提醒）。有错误时不能评分、不能制表；提醒不妨碍。"
    "可以一次检查几个方案；写文件夹，就检查其中的全部 .credit 文件；写 -，就检查从标准输入读到的方案。",
    "creditdsl check 方案.credit",
)
@argument("files", "方案文件", many=True)
@format_option(("text", "json", "sarif"), "text 供人阅读（不写就是它），json、sarif 供其他软件读取", default="text")
@click.option("--strict", is_flag=True, help="从严：有提醒也算没有通过")
@click.option("--no-review", is_flag=True, help="只查能不能读懂，不审查草案")
@codes_option("--select", "只列出这些编号，例如 W0601；写开头也行，例如 E,W06")
@codes_option("--ignore", "不列出这些编号，写法和 --select 一样")
@click.option("--fix", is_flag=True, help="能改的先改好、整理好，写回文件，再检查一遍")
@click.option(
    "--against",
    "old",
    metavar="旧方案",
    help="和旧方案（如上一年的）比较，逐条列出改了什么；一次比一个方案",
    shell_complete=file_names,
)
def command(
    files: tuple[str, ...],
    form: str,
    strict: bool,
    no_review: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    old: str | None,
) -> int:
    codes = _codes(select, ignore)
    if fix:
        _fix(files, codes)
    whole = [check(shown(path), reading, reviewed=not no_review) for path, reading in read_files(files)]
    changes = None if old is None else _changes(old, whole)
    checked = [one.only(codes) for one in whole]
    match form:
        case "json":
            from creditdsl.reports.json import as_json

            left_out = None if codes is None else sum(one.left_out for one in checked)
            console.write_json(as_json([one.file for one in checked], _all(checked), changes, left_out))
        case "sarif":
            from creditdsl.reports.sarif import as_sarif

            console.write_json(as_sarif(_all(checked)))
        case _:
            console.write(text(checked, colour=console.wants_colour()))
            if old is not None:
                from creditdsl.reports.changes import changes_text

                console.write(changes_text(old, changes))
    return status(checked, strict=strict)
