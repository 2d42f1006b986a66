"""`demo` 演示: the main job on a real scheme, from draft check to printed table and scores.

Promises the files of every step in one folder, byte for byte the same every time. It calls what the
commands call, on the Lvliang scheme that comes with the program.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from creditdsl.api.explanation_of_unit import Explanation
from creditdsl.api.published_schemes import schemes_folder
from creditdsl.api.saving import document_content
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.base.node import node
from creditdsl.cli import score_results
from creditdsl.cli.command import define
from creditdsl.cli.errors import DemoFaulty
from creditdsl.cli.options import output_folder_option
from creditdsl.compiler.pipeline import Compilation
from creditdsl.files.outputs import write_folder
from creditdsl.printing.errors import NoTypesetter
from creditdsl.publish.document import Document
from creditdsl.publish.manual.attainable import attainable
from creditdsl.publish.manual.site import site
from creditdsl.publish.standings.rank_list import rank_list
from creditdsl.publish.standings.summary import summary_document
from creditdsl.publish.table.content import table_content
from creditdsl.publish.table.indicator import indicator_document
from creditdsl.publish.writers import html
from creditdsl.reports import checked as checks
from creditdsl.results.standings import standings
from creditdsl.scoring.compiled_scheme import load_scheme
from creditdsl.scoring.explained import Asked, explained
from creditdsl.terminal import console

SCHEME = "lvliang-2022"
TABLE, UNIT = "附件1", "丙局"
"""Whose score is explained: a unit whose grade was lowered."""


@node
class Step:
    """A step of the job.

    sentence: what was done. files: what came of it, by name inside the folder. unset: the names of those that this
    machine cannot set.
    """

    sentence: str
    files: Mapping[str, bytes]
    unset: tuple[str, ...] = ()


_Contents = Iterator[tuple[str, Callable[[], bytes]]]
"""Files by name, each made when it is asked for."""


def steps() -> Iterator[Step]:
    """The job, step by step."""
    folder = schemes_folder() / SCHEME
    scheme = str(folder / "scheme.credit")
    checked = [checks.check_file(scheme)]
    report = checks.text(checked).replace(scheme, f"{SCHEME}/scheme.credit")  # wherever the program lies
    if checks.status(checked, strict=False):
        raise Failure(DemoFaulty(report), exit_code=FAULTY)
    _, compilation = load_scheme(scheme)
    yield Step(f"检查方案：{report.splitlines()[-1]}", {"检查报告.txt": (_heading(compilation) + report).encode()})
    yield _step("制表：印发用的指标表，用浏览器打开，可以打印。", _tables(compilation))
    yield _step("评分：总分、等次、名次和每项得分，排名表和一页概况。", _scores(scheme, folder, compilation))
    yield _step(f"说明：{TABLE} {UNIT}每项得分的由来，等次为什么降了一档。", _explanation(scheme, folder))
    pages = {f"规则文档/{name}": content for name, content in site(compilation, attainable(compilation)).items()}
    yield Step("规则文档：每项规则的表述和需要的数据，从 index.html 看起。", pages)


def _step(sentence: str, contents: _Contents) -> Step:
    """Make the files of a step, but for those that need a typesetter where there is none."""
    files, unset = {}, []
    for name, make in contents:
        try:
            files[name] = make()
        except Failure as failure:
            if not isinstance(failure.diagnostics[0].fault, NoTypesetter):
                raise
            unset.append(name)
    return Step(sentence, files, tuple(unset))


def _heading(compilation: Compilation) -> str:
    """What was checked."""
    title = compilation.scheme.fields.get("title")
    lines = ["检查报告", "", f"方案：{title.text if title else ''}"]
    for name, compiled in compilation.tables.items():
        program = compiled.program
        lines.append(f"{name} {compiled.table.title}：{len(program.items)} 项，数据 {len(program.measures)} 列")
    return "\n".join([*lines, "", ""])


def _tables(compilation: Compilation) -> _Contents:
    for name, compiled in compilation.tables.items():
        content = table_content(compilation.scheme, compiled)
        yield f"{name}.html", partial(html.write, content)
        for suffix in (".docx", ".pdf", ".xlsx"):
            yield _document(f"{name}{suffix}", partial(indicator_document, content))


def _scores(scheme: str, folder: Path, compilation: Compilation) -> _Contents:
    for name in compilation.tables:
        results = score_results.score(scheme, name, [str(folder / "data" / f"{name}.csv")])
        for form, suffix in (("text", "txt"), ("xlsx", "xlsx"), ("csv", "csv"), ("json", "json")):
            yield f"{name}成绩.{suffix}", partial(score_results.render, results, form)
        shown = standings(results)
        yield _document(f"{name}排名表.docx", partial(rank_list, shown))
        yield _document(f"{name}考核概况.pdf", partial(summary_document, shown))


def _explanation(scheme: str, folder: Path) -> _Contents:
    data = (str(folder / "data" / f"{TABLE}.csv"),)
    (explained_unit,) = explained(Asked(scheme, TABLE, data, UNIT))
    explanation = Explanation(explained_unit, data)
    for suffix in ("txt", "html", "pdf"):
        name = f"{TABLE}{UNIT}得分说明.{suffix}"
        yield name, partial(_content, partial(explanation.content, name))


def _document(name: str, make: Callable[[], Document]) -> tuple[str, Callable[[], bytes]]:
    return name, partial(_content, partial(document_content, name, make))


def _content(written: Callable[[None], tuple[bytes, object]]) -> bytes:
    """What is written in the faces of the program, without the notes on it."""
    return written(None)[0]


@define(
    "demo",
    "演示：用吕梁市 2022 年的考核办法走一遍——检查方案、制表、评分、说明得分、生成规则文档。单位和数据是虚构的。",
    "creditdsl demo",
)
@output_folder_option("写到这个文件夹，不写就是 out", default="out")
def command(output: str) -> None:
    console.write("用吕梁市 2022 年的考核办法演示，单位和数据是虚构的。\n")
    files: dict[str, bytes] = {}
    for number, step in enumerate(steps(), start=1):
        files |= step.files
        shown = "".join(f"   {os.path.normpath(os.path.join(output, name))}\n" for name in step.files)
        unset = f"   没有做成{'、'.join(step.unset)}：这台电脑不能用 typst 排版。\n" if step.unset else ""
        console.write(f"\n{number}. {step.sentence}\n{shown}{unset}")
    write_folder(output, files)
