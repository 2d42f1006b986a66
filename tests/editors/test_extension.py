"""The extension as it is committed: made files, version, lock, and what its problem matchers find in a report."""

import json
import re
from typing import Any

import pytest

import creditdsl
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.reports.text import report
from creditdsl.syntax.keywords import keywords
from editors.generate import FILES, FOLDER, text
from editors.typed_forms import as_typed, literal


def load(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_as_made(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == text(name), f"{name} is out of date; run make docs"


def test_the_extension_has_the_version_of_the_program() -> None:
    assert load("package.json")["version"] == creditdsl.__version__


def test_the_lock_is_hashed_and_names_no_registry() -> None:
    _, *packages = load("package-lock.json")["packages"].values()
    assert packages and all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)


def test_a_pattern_matches_every_typed_form() -> None:
    assert re.fullmatch(as_typed(r"\(\s*[0-9]+%\)"), "（ ９0％)")
    assert re.fullmatch(as_typed(r"[,;]x{1,2}(?=:)"), "；xｘ") is None
    assert re.match(as_typed(r"[,;]x{1,2}(?=:)"), "；xｘ：")
    assert re.fullmatch(literal("最高(5)"), "最高（５）")


def test_folds_and_indents_by_the_words_of_blocks() -> None:
    configuration = load("language-configuration.json")
    indent = re.compile(configuration["indentationRules"]["increaseIndentPattern"])
    assert all(indent.match(word) and indent.match(f"{word}：") for word in keywords().blocks)
    markers = configuration["folding"]["markers"]
    assert re.match(markers["start"], keywords().body["opening"]) and re.match(markers["end"], "正文完")
    assert not re.match(markers["start"], "正文完") and not indent.match("数据准确率 95%以上 得5")


REPORTED = """方案：甲
附件1 表（满分10分）
一、信息（10分）
  信息条数 每条得1 最高10 哈
  完成率 80%以上 得5分 60以上 的3
  这是很长的一个指标的名称也没有空格就一直写下去 每条得1 最高10 哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈
"""


def problems(lines: list[str]) -> list[tuple[str, ...]]:
    """Return file, line, column, code, severity and message of what the problem matchers find, as VS Code does."""
    contributed = load("package.json")["contributes"]
    named = {pattern["name"]: pattern for pattern in contributed["problemPatterns"]}
    found = []
    for matcher in contributed["problemMatchers"]:
        pattern = matcher["pattern"]
        steps = [named[pattern.removeprefix("$")]] if isinstance(pattern, str) else pattern
        for at in range(len(lines) - len(steps) + 1):
            matches = [re.match(step["regexp"], line) for step, line in zip(steps, lines[at:], strict=False)]
            if all(matches):
                first, *others = [match for match in matches if match]
                keys = ("file", "line", "column", "code", "severity", "message")
                *place, message = (first[steps[0][key]] for key in keys)
                found.append((*place, "".join([message, *(other[1] for other in others)])))
    return sorted(found, key=lambda problem: (int(problem[1]), int(problem[2])))


def test_problem_matchers_find_each_diagnostic_of_a_report() -> None:
    source = Source("一组/方案.credit", REPORTED)
    diagnostics = compile_source(source).diagnostics
    lines = report(diagnostics, [source]).split("\n")
    assert any(line.startswith("  ") and "。" in line and "改法" not in line for line in lines), "one message is folded"
    expected = [
        (d.file, str(d.span.line), str(d.span.column), d.code.id, d.code.id[0], d.message)
        for d in diagnostics
        if d.span
    ]
    assert len(expected) == 3
    assert problems(lines) == expected
