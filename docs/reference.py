"""The parts of language.md that are made from the program itself: what its template may call.

Each function gives Markdown. Nothing here is said of a form, a keyword or a result that the program
does not say or compute.
"""

import csv
import inspect
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path

from creditdsl.backends.interpret import interpret
from creditdsl.base.diagnostic import has_errors
from creditdsl.base.exact import fixed
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import CompiledTable, compile_source
from creditdsl.data.unit_reader import read_units
from creditdsl.forms import FORMS
from creditdsl.forms.base import Form, Note
from creditdsl.forms.sentence import rule_sentence
from creditdsl.ir.outcome import Inapplicable, Pending, UnitOutcome
from creditdsl.syntax.keywords import Word, keywords
from creditdsl.syntax.nodes import Rule
from creditdsl.syntax.walk import rules

_SCHEME = "方案：示例\n"
_TABLE = "附件1 考核指标\n"
_SECTION = "一、考核（10分）\n"

PURPOSES = {
    "title": "方案的名称",
    "document_number": "文号",
    "period": "多久考核一次：`年度`、`季度`、`月度`",
    "digits": "得分保留几位、怎样舍入",
    "source": "出处",
    "subject": "考核谁",
    "total": "总分的封顶、保底和折算，见“总分”",
    "rank": "总分相同的按什么排，见“总分相同的怎样排”",
    "columns": "表的栏目名称：`吕梁式`、`郏县式`、`黄石式`、`长治式`，或自己列出",
    "applies": "只适用于哪些单位或组，见“适用范围”",
    "inapplicable": "不适用的单位怎样算：`不计分`、`得满分` 或 `取平均分`",
    "undecided": "还没有办法写成规则的条款，总分待定",
    "unreported": "有空格的单位怎样算：`零分` 或 `取平均分`；下面还有项的，写在各项的标题下面",
    "content": "考核什么，印在“内容”一栏",
    "wording": "评分标准的原文",
    "basis": "凭什么材料",
    "method": "怎样考核",
    "responsible": "由谁负责",
    "remark": "其他说明",
}
"""What each field says, by its stem; a test notices one left out."""

_PLACES = {"scheme": "文件开头", "table": "表的标题下面", "entry": "大项、项、小项的标题下面"}


def whole(fragment: str) -> str:
    """The scheme that a fragment stands in: rule lines, a section or 数据, a table, or a whole scheme."""
    if re.search("^方案：", fragment, re.MULTILINE):
        return fragment
    if re.search("^附[件表]", fragment, re.MULTILINE):
        return _SCHEME + fragment
    if re.search(r"^(?:(?:数据|名单)$|总分：|名次：|[一二三四五六七八九十]+、)", fragment, re.MULTILINE):
        return _SCHEME + _TABLE + fragment
    return _SCHEME + _TABLE + _SECTION + fragment


# Forms


def example_lines(form: type[Form]) -> list[str]:
    """The lines below 例 in the docstring of the form's file."""
    return [line.strip() for line in _doc(form).partition("例：\n")[2].splitlines() if line.strip()]


def sentence(rule: Rule) -> str:
    """The official sentence of a rule, caps included."""
    return rule_sentence(rule) + "。"


def example_rule(line: str) -> Rule:
    """The rule of an example line; the lines that it refers to stand before it."""
    label = re.match(r"（(\d+)）", line)
    before = "".join(f"（{n}）事项{n} 得1\n" for n in range(1, int(label[1]))) if label else ""
    return [rule for _, _, rule in rules(_compiled(before + line + "\n").table)][-1]


def forms() -> str:
    """A section for each form, in teaching order."""
    return "\n\n".join(_form(form) for form in FORMS)


def _form(form: type[Form]) -> str:
    head, *paragraphs = _doc(form).partition("例：\n")[0].strip().split("\n\n")
    said = [_joined(paragraph) for paragraph in (head.partition("：")[2], *paragraphs)]
    built = [(line, example_rule(line)) for line in example_lines(form)]
    rows = [(f"`{line}`", sentence(rule)) for line, rule in built]
    notes: dict[Note, None] = {}
    for _, rule in built:
        assert isinstance(rule.body, Form)
        notes |= dict.fromkeys(rule.body.notes())
    parts = [f"### {form.title}", *said, _table(("写法", "印在评分标准里的话"), rows)]
    if notes:
        parts.append("印在计分说明里的话：\n\n" + "\n".join(f"- {note.value}" for note in notes))
    parts.append(f"更多算好的例子：[{form.stem}.md](../tests/forms/{form.stem}.md)。")
    return "\n\n".join(parts)


def _doc(form: type[Form]) -> str:
    return inspect.cleandoc(sys.modules[form.__module__].__doc__ or "")


def _joined(paragraph: str) -> str:
    """One line; the line breaks of a docstring mean nothing between Chinese characters."""
    return re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", paragraph).replace("\n", "")


# Words


def fields() -> str:
    """The fields, what they say and where they stand."""
    found = keywords().fields.values()
    rows = [(f"`{one.word}：`", PURPOSES[one.stem], "；".join(_PLACES[where] for where in one.where)) for one in found]
    return _table(("栏目", "写什么", "写在哪里"), rows)


def comparisons() -> str:
    """The comparison words and whether they include their number."""
    groups = (
        ("不小于", "包括本数", "AT_LEAST", "OR_MORE"),
        ("不大于", "包括本数", "AT_MOST", "OR_LESS"),
        ("大于", "不包括本数", "MORE_THAN", "BEYOND"),
        ("小于", "不包括本数", "LESS_THAN", ""),
        ("恰好等于", "包括本数", "EQUAL_TO", ""),
    )
    rows = [(means, bound, _spelt(before), _spelt(behind)) for means, bound, before, behind in groups]
    return _table(("意思", "本数", "写在数前面", "写在数后面"), rows)


def _spelt(terminal: str) -> str:
    return "、".join(f"`{word}`" for word in keywords().words[terminal].words) if terminal else ""


def vocabulary() -> str:
    """Every keyword: how it is written, and what else is read as the same."""
    groups: dict[str, list[Word]] = {}
    for word in keywords().words.values():
        groups.setdefault(word.group, []).append(word)
    rows = [(group, _group(words), _synonyms(words)) for group, words in groups.items()]
    return _table(("部分", "写法", "也读得懂"), rows)


def _group(words: Iterable[Word]) -> str:
    said = []
    for word in words:
        said += word.shapes or dict.fromkeys((word.words[0], *word.keep))
    return " ".join(f"`{one}`" for one in said)


def _synonyms(words: Iterable[Word]) -> str:
    said = []
    for word in words:
        others = [other for other in word.words if other not in (word.words[0], *word.keep)]
        said += [f"`{word.words[0]}`：{'、'.join(f'`{other}`' for other in others)}"] if others else []
    return "；".join(said)


# Results


def scored(fragment: str, data: str, *columns: str) -> str:
    """The fragment and a table of the data with the results computed: 得分, 总分, 名次, 等次 or an item."""
    fragment = fragment.strip("\n")
    compiled = _compiled(fragment + "\n")
    lines = [line.strip().split(",") for line in data.strip().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
        reading = read_units([path], compiled.program.measures)
    assert not reading.diagnostics, reading.diagnostics
    outcome = interpret(compiled.program, reading.units)
    rows = [
        (*cells, *(_result(compiled, unit, column) for column in columns))
        for cells, unit in zip(lines[1:], outcome.units, strict=True)
    ]
    return f"```credit\n{fragment}\n```\n\n" + _table((*lines[0], *columns), rows)


def _result(compiled: CompiledTable, unit: UnitOutcome, column: str) -> str:
    program, pending = compiled.program, keywords().values["pending"]
    value: Fraction | Pending | Inapplicable
    match column:
        case "名次":
            return pending if unit.rank is None else str(unit.rank)
        case "等次":
            return pending if unit.grade is None else program.grade_names[unit.grade]
        case "总分":
            value = unit.total
        case "得分":
            (value,) = unit.items.values()
        case _:
            value = {**unit.sections, **unit.items}[column]
    if isinstance(value, Inapplicable):
        return keywords().field("inapplicable")
    return pending if isinstance(value, Pending) else fixed(value, program.digits)


def _compiled(fragment: str) -> CompiledTable:
    compilation = compile_source(Source("示例", whole(fragment)))
    assert not has_errors(compilation.diagnostics), (fragment, compilation.diagnostics)
    (table,) = compilation.tables.values()
    return table


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join("".join(f"| {cell} " for cell in row) + "|" for row in (head, ["---"] * len(head), *rows))


PARTS: tuple[Callable[..., str], ...] = (forms, fields, comparisons, vocabulary, scored)
"""What the template may call, by name."""
