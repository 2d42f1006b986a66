"""`check` 检查: everything that is wrong with schemes, all at once.

Receives the paths as typed; promises one report over all files. Its own step because a scheme is
drafted long before there are data: nothing that scores or prints is imported here.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from creditdsl.base.diagnostic import Diagnostic, Severity, has_errors
from creditdsl.base.failure import DONE, FAULTY, UNUSABLE, Failure
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.cli.command import argument, define
from creditdsl.compiler.pipeline import analyse, compile_source
from creditdsl.files.inputs import read_file
from creditdsl.reader.helped import helped
from creditdsl.terminal import console

if TYPE_CHECKING:
    from creditdsl.review.against import Change


@node
class Checked:
    """What became of one file; source is None where it is not text at all."""

    file: str
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]


def check_file(file: str, *, reviewed: bool = True) -> Checked:
    """Read a scheme, compile it and review the draft; a text with hidden characters is not compiled."""
    reading = read_file(file)
    if reading.source is None or not reading.ok:
        return Checked(file, reading.source, reading.diagnostics)
    if not reviewed:
        analysis = analyse(reading.source)
        return Checked(file, reading.source, (*reading.diagnostics, *helped(analysis.tree, analysis.diagnostics)))
    from creditdsl.review.reviewing import review

    compilation = compile_source(reading.source)
    return Checked(file, reading.source, (*reading.diagnostics, *helped(compilation.tree, review(compilation))))


def _fix(files: Iterable[str]) -> None:
    """Write each file with the edits that its findings carry, and say to standard error what was changed."""
    from creditdsl.files.outputs import write_file
    from creditdsl.reports.fixes import fix

    for file in files:
        source = (one := check_file(file)).source
        if source is None or (fixed := fix(source, one.diagnostics)) is None:
            console.write_error(f"没有可以自动改的：{file}\n")
            continue
        write_file(file, fixed.text.encode("utf-8"))
        console.write_error(f"已改 {len(fixed.fixed)} 处：{file}\n")
        for found in fixed.fixed:
            console.write_error(f"  第 {found.edits[0].span.line} 行 {found.code.id}：{found.message}\n")


def _changes(old: str, checked: Sequence[Checked]) -> "tuple[Change, ...] | None":
    """What changed since the old scheme; None where the new one cannot be read. Faults of the draft do not matter."""
    from creditdsl.reports.changes import changes
    from creditdsl.review.reviewing import CODES

    if len(checked) != 1:
        raise Failure("和旧方案比较，一次只能写一个方案文件。")
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
    return report(_all(checked), sources, colour=colour)


def _all(checked: Iterable[Checked]) -> tuple[Diagnostic, ...]:
    return tuple(diagnostic for one in checked for diagnostic in one.diagnostics)


@define(
    "check",
    "检查方案：列出全部错误，以及需要斟酌的地方（提醒）。可以一次检查几个方案。有错误时不能评分、不能制表；提醒不妨碍。",
    "creditdsl check 方案.credit",
)
@argument("files", "方案文件", many=True)
@click.option(
    "--format",
    "form",
    metavar="格式",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="text 供人阅读（不写就是它），json、sarif 供其他软件读取",
)
@click.option("--strict", is_flag=True, help="从严：有提醒也算没有通过")
@click.option("--no-review", is_flag=True, help="只查能不能读懂，不审查草案")
@click.option("--fix", is_flag=True, help="能改的先改好、整理好，写回文件，再检查一遍")
@click.option("--against", "old", metavar="旧方案", help="和旧方案（如上一年的）比较，逐条列出改了什么；一次比一个方案")
def command(files: tuple[str, ...], form: str, strict: bool, no_review: bool, fix: bool, old: str | None) -> int:
    if fix:
        _fix(dict.fromkeys(files))
    checked = [check_file(file, reviewed=not no_review) for file in dict.fromkeys(files)]
    changes = None if old is None else _changes(old, checked)
    match form:
        case "json":
            from creditdsl.reports.json import as_json

            console.write_json(as_json([one.file for one in checked], _all(checked), changes))
        case "sarif":
            from creditdsl.reports.sarif import as_sarif

            console.write_json(as_sarif(_all(checked)))
        case _:
            console.write(text(checked, colour=console.wants_colour()))
            if old is not None:
                from creditdsl.reports.changes import changes_text

                console.write(changes_text(old, changes))
    return status(checked, strict=strict)
