"""`check` 检查: everything that is wrong with schemes, all at once, in one report over all files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from creditdsl.base.failure import Failure
from creditdsl.cli.command import argument, define, file_names
from creditdsl.cli.options import codes_option, format_option
from creditdsl.files.inputs import STANDARD_INPUT, read_files, shown
from creditdsl.reports.checked import all_of, check, extent_of, status, text
from creditdsl.terminal import console

if TYPE_CHECKING:
    from creditdsl.reports.selection import Selection


def _fix(files: Sequence[str], codes: "Selection | None") -> None:
    """Write each file with the edits that its findings carry, and say to standard error what was changed."""
    from creditdsl.files.outputs import leave, write_file
    from creditdsl.reports.fixes import fix, fixed_words

    if STANDARD_INPUT in files:
        from creditdsl.reports.errors import NothingToWriteBack

        raise Failure(NothingToWriteBack())
    for file, reading in read_files(files):
        checked = check(file, reading).only(codes)
        if checked.source is None or (fixed := fix(checked.source, checked.diagnostics)) is None:
            leave(file)
            console.write_error(f"没有可以自动改的：{file}\n")
            continue
        write_file(file, fixed.text.encode("utf-8"))
        console.write_error(f"已改 {len(fixed.fixed)} 处：{file}\n")
        for finding in fixed.fixed:
            console.write_error(f"  {fixed_words(finding)}\n")


def _codes(select: tuple[str, ...], ignore: tuple[str, ...]) -> "Selection | None":
    """What to list; None means everything, which asks for no list of codes."""
    if not (select or ignore):
        return None
    from creditdsl.reports.selection import selection

    return selection(select, ignore)


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
    changes = None
    if old is not None:
        from creditdsl.reports.changes import changes_text, compared

        changes = compared(old, whole)
    checked = [one.only(codes) for one in whole]
    match form:
        case "json":
            from creditdsl.reports.json import as_json

            left_out = None if codes is None else sum(one.left_out for one in checked)
            names, extent = [one.file for one in checked], extent_of(checked)
            console.write_json(as_json(names, all_of(checked), changes, left_out, extent.standards, extent.sentences))
        case "sarif":
            from creditdsl.reports.sarif import as_sarif

            console.write_json(as_sarif(all_of(checked)))
        case _:
            console.write(text(checked, colour=console.wants_colour()))
            if old is not None:
                console.write(changes_text(old, changes))
    return status(checked, strict=strict)
