"""Pages that teach a rule form and are executed: `<stem>.md`, one case a `## ` heading.

A case holds, in any order after its source, what follows; all of it is computed anew and must be
as printed:

    ```credit           rule lines, or sections, or a whole scheme
    | 单位 | … | 得分 |   data left, results right (得分, 总分, 名次, 等次, 表彰, 通报, or an item such as 一/2)
    ```sentence         each rule's official sentence
    ```explanation 甲局  how this unit's points came about, rule by rule
    ```notes            the readings that the table states for these rules
    ```diagnostics      code, line:column and message of each fault, with its 改法 below

Rule lines stand under `一、考核（10分）` of `附件1`. A blank cell is missing data. A case without
diagnostics must compile without any. With a column 期 the rows are of periods; what the row of a year
does not have is blank.
"""

import csv
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from creditdsl.backends.columns.run import score_columns
from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import is_year, score
from creditdsl.backends.rows import on_rows
from creditdsl.base.exact import fixed
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, CompiledTable, compile_source
from creditdsl.data.binding.reading import Reading
from creditdsl.data.unit_reader import read_units
from creditdsl.explain.explanation import explain
from creditdsl.forms.base import Form
from creditdsl.forms.sentence import rule_sentence
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import Inapplicable, Outcome, Pending, Score, UnitOutcome
from creditdsl.reader.helped import helped
from creditdsl.syntax.walk import rules

RESULTS = re.compile(r"得分|总分|名次|等次|表彰|通报|[一二三四五六七八九十](?:/(?:\d+|[一二三四五六七八九十]))*")
"""Columns of a table that hold expected results."""
_FENCE = re.compile(r"```(\w+)(?: (\S+))?")
_TABLE_HEAD = "方案：示例\n附件1 考核指标\n"
_SECTION = "一、考核（10分）\n"


@dataclass(frozen=True, slots=True)
class Case:
    title: str
    text: str
    """From its heading to the next."""


def cases(page: str) -> list[Case]:
    """The cases of a page; what stands before the first is prose."""
    _, *parts = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    return [Case(part.splitlines()[0].removeprefix("## "), part) for part in parts]


@dataclass(slots=True)
class _Run:
    """What is known of a case so far. skipped: lines put before the source as printed."""

    compilation: Compilation
    skipped: int
    reading: Reading | None = None
    outcome: Outcome | None = None
    said: bool = field(default=False)

    @property
    def table(self) -> CompiledTable:
        (table,) = self.compilation.tables.values()
        return table


def filled(case: Case) -> str:
    """The case with everything expected computed anew."""
    out: list[str] = []
    run: _Run | None = None
    lines = iter(case.text.splitlines())
    for kind, argument, block in _blocks(lines):
        if not kind:
            out += block
            continue
        if kind == "credit":
            run = _compile("\n".join(block) + "\n")
        assert run is not None, "a case opens with its source"
        if kind == "table":
            out += _score(run, block)
            continue
        content = block if kind == "credit" else list(_FILL[kind](run, argument))
        out += [f"```{kind} {argument}".rstrip(), *content, "```"]
    assert run is not None and (run.said or not run.compilation.diagnostics), run and run.compilation.diagnostics
    return "\n".join(out).rstrip() + case.text[len(case.text.rstrip()) :]


def _blocks(lines: Iterator[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Prose line by line with the kind "", fenced blocks and tables whole."""
    table: list[str] = []
    for line in lines:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            yield "table", "", table
            table = []
        if match := _FENCE.fullmatch(line):
            yield match.group(1), match.group(2) or "", list(iter(lines.__next__, "```"))
        else:
            yield "", "", [line]
    if table:
        yield "table", "", table


def _compile(source: str) -> _Run:
    whole = source
    if not source.startswith("方案："):
        whole = (
            _TABLE_HEAD
            + ("" if re.match(r"(数据|名单)$|总分：|名次：|不适用：|一、", source, re.MULTILINE) else _SECTION)
            + source
        )
    compilation = compile_source(Source("示例", whole))
    compilation = replace(compilation, diagnostics=helped(compilation.tree, compilation.diagnostics))
    return _Run(compilation, whole.count("\n") - source.count("\n"))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _score(run: _Run, block: Sequence[str]) -> list[str]:
    head, rule, *rows = block
    names = _cells(head)
    data = [i for i, name in enumerate(names) if not RESULTS.fullmatch(name)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([_cells(row)[i] for i in data] for row in (head, *rows))
        program = run.table.program
        year = () if program.year is None else program.year.measures
        measures = (*program.measures, *(m for m in year if program.year and m.name != program.year.period_sum))
        run.reading = read_units([path], measures, program.periodic)
    assert not run.reading.diagnostics, run.reading.diagnostics
    run.outcome = score(program, run.reading.units, interpret)
    filled_rows = _filled_rows(run, rows, names, data, run.outcome)
    on_columns = score(program, run.reading.units, on_rows(score_columns))
    assert _filled_rows(run, rows, names, data, on_columns) == filled_rows, "columns differ from the interpreter"
    return [head, rule, *filled_rows]


def _filled_rows(
    run: _Run, rows: Sequence[str], names: Sequence[str], data: Sequence[int], outcome: Outcome
) -> list[str]:
    """The rows of a table with the results of an outcome; data: the columns that hold none."""
    filled_rows = []
    for row, unit in zip(rows, outcome.units, strict=True):
        cells = _cells(row)
        shown = [cells[i] if i in data else _result(run, unit, name) for i, name in enumerate(names)]
        filled_rows.append("".join(f"| {cell} " for cell in shown) + "|")
    return filled_rows


def _result(run: _Run, unit: UnitOutcome, name: str) -> str:
    program = run.table.program
    if program.year is not None and is_year(unit.period or ""):
        program = program.year
    match name:
        case "表彰" | "通报":
            waits = isinstance(unit.values[DefinitionId.honour(name)], Pending)
            return "待定" if waits else unit.honours[name] or ""
        case "名次" if program.rank is None:
            return ""
        case "名次":
            return "待定" if unit.rank is None else str(unit.rank)
        case "等次" if program.grade is None:
            return ""
        case "等次":
            return "待定" if unit.grade is None else program.grade_names[unit.grade]
        case "总分":
            return _points(unit.total, program.digits)
        case "得分":
            (only,) = unit.items.values()
            return _points(only, program.digits)
        case _:
            found = {**unit.sections, **unit.items}
            return _points(found[name], program.digits) if name in found else ""


def _points(value: Score, digits: int) -> str:
    if isinstance(value, Inapplicable):
        return "不适用"
    return "待定" if isinstance(value, Pending) else fixed(value, digits)


def _sentence(run: _Run, _: str) -> Iterator[str]:
    for _, _, rule in rules(run.table.table):
        assert isinstance(rule.body, Form)
        yield rule_sentence(rule) + "。"


def _notes(run: _Run, _: str) -> Iterator[str]:
    found: dict[str, None] = {}
    for _, _, rule in rules(run.table.table):
        assert isinstance(rule.body, Form)
        found |= dict.fromkeys(note.value for note in rule.body.notes())
    yield from found


def _diagnostics(run: _Run, _: str) -> Iterator[str]:
    run.said = True
    for found in run.compilation.diagnostics:
        assert found.span is not None
        yield f"{found.code.id} {found.span.line - run.skipped}:{found.span.column} {found.message}"
        yield f"改法：{found.help}"


def _explanation(run: _Run, unit: str) -> Iterator[str]:
    assert run.reading is not None and run.outcome is not None, "an explanation stands below its table"
    (found,) = explain(run.compilation.scheme, run.table, run.reading, run.outcome, only=unit)
    stack = list(reversed(found.sections))
    while stack:
        entry = stack.pop()
        for rule in entry.rules:
            yield "，".join(part for part in (rule.explanation, rule.limit) if part) + "。"
        yield from entry.notes
        stack.extend(reversed(entry.children))


_FILL = {"sentence": _sentence, "notes": _notes, "diagnostics": _diagnostics, "explanation": _explanation}
