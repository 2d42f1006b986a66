"""An outline to a draft of a scheme that parses and checks.

Receives an outline. Promises a text in canonical layout without an error of its own making: a line that would be one is
withdrawn, and its words wait (待定). Each clause is listed with its place and what became of it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.memo import Memo
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Analysis, analyse
from creditdsl.formatter.scheme import layout
from creditdsl.importer.criteria import Stretch, stretches
from creditdsl.importer.declaring import MAX_NAME, Renamed, declarations, qualified, shortened
from creditdsl.importer.draft_lines import (
    EntryLines,
    Question,
    RuleText,
    TableLines,
    balanced,
    body_lines,
    columns_field,
    criterion_of,
    entry_lines,
    folded,
    one_line,
    second_columns,
    table_heading,
)
from creditdsl.importer.heading_marks import are_plain, marks
from creditdsl.importer.outline import Outline, OutlineEntry, OutlineTable, Side
from creditdsl.importer.overall_words import Grades, bands, reaches, veto_lines
from creditdsl.importer.overall_words import grades as grades_of
from creditdsl.importer.reporting_units import ITSELF, is_one_unit, reporting_units, stated_unit
from creditdsl.reader.grade_block import holds_together
from creditdsl.reader.meanings import (
    Certain,
    Context,
    FieldLine,
    GradeLine,
    HonourLine,
    Open,
    RuleLine,
    Target,
    Unread,
)

_REMARK = re.compile(r"\s*备注\s*[：:]\s*")
"""What a note begins with that its field says already."""
_SIGNED_BY = re.compile(r"填报单位|$")
"""A line above a table that is printed wherever units fill it in."""
TRIES = 8
"""Times that faulty lines are withdrawn; each round withdraws at least one."""


@node
class DraftClause:
    """A clause of the document. reading: certain, open or none. lines: the rules, or the answers to the question."""

    table: str
    ref: str
    text: str
    where: str
    reading: str
    lines: tuple[str, ...]
    question: str = ""
    titled: bool = False


@node
class Draft:
    """A draft with the clauses of its tables. tables: as written, by the order of the document.

    grades: what became of the grades of the document; None where it gives none. vetoes: how many lines of 等次 its
    tables of 一票否决 became.
    """

    text: str
    tables: tuple[TableLines, ...]
    clauses: tuple[DraftClause, ...]
    grades: Grades | None
    vetoes: int


@node
class _Criterion:
    """The words that say how an entry is scored, as they are read. lines: of the entry before any is mended."""

    lines: EntryLines
    read: tuple[Stretch, ...]
    ref: str
    where: str


class _Table:
    """The lines of a table while they are mended."""

    def __init__(self, table: OutlineTable, taken: Collection[str]) -> None:
        self.table = table
        self._plain, self._second = are_plain(table), second_columns(table)
        self.heading = table_heading(table, taken)
        self.name = self.heading.split(" ", 1)[0]
        self.fields: list[tuple[str, str]] = [columns_field(table)]
        self.entries: list[EntryLines] = []
        self.criteria: list[_Criterion] = []
        self.grades: list[str] = []
        self.honours: list[str] = []
        self.data: list[str] = []
        self.questions: list[str] = []
        self.notes: dict[str, str] = {}
        self._follow(table.entries, 0, "")
        above = [line for line in table.unit_line.split("\n") if not _SIGNED_BY.match(line)]
        notes = (one_line(line) for text in (*above, *(note.text for note in table.notes)) for line in text.split("\n"))
        self.fields += [("备注", note) for line in notes if (note := _REMARK.sub("", line))]

    def _follow(self, entries: Sequence[OutlineEntry], level: int, above: str) -> None:
        entries = balanced(entries)
        for entry, mark in zip(entries, marks(entries, level, self.table, plain=self._plain), strict=True):
            ref = f"{above}/{mark.reference}" if above else mark.reference
            entry = folded(entry) if level else entry
            read, where = _read(entry)
            lines, elsewhere = entry_lines(entry, level, mark.text, read, self._second)
            unit = stated_unit(entry)
            if unit and not is_one_unit(unit) and not ITSELF.fullmatch(unit):
                question = f"填报单位不止一个（{unit}），在“数据”里写明每一项由谁填报"
                lines = replace(lines, questions=(*lines.questions, Question("", question)))
            if not entry.children and not lines.rules and not lines.waiting:
                lines = replace(lines, waiting="文件里没有写评分标准")
            self.entries.append(lines)
            self.criteria.append(_Criterion(lines, read, ref, where))
            self._whole(elsewhere)
            self._follow(entry.children, level + 1, ref)

    def _whole(self, targets: Sequence[Target]) -> None:
        for target in targets:
            match target:
                case GradeLine(text=text):
                    self.grades.append(text)
                case HonourLine(text=text):
                    self.honours.append(text)
                case FieldLine(name=name, text=text) if name not in dict(self.fields):
                    self.fields.append((name, text))
                case _:
                    pass

    def lines(self) -> Iterator[tuple[str, object]]:
        """Yield the lines, each with what may be withdrawn if it is faulty."""
        yield self.heading, self
        for name, words in self.fields:
            yield f"{name}：{words}", (self, name)
        if self.data:
            yield "", None
            yield "数据", None
            for line in self.data:
                yield f"  {line}", (self.data, line)
        for entry in self.entries:
            yield "", None
            for line in entry.text():
                yield line, entry
        for word, lines in (("等次", self.grades), ("表彰", self.honours)):
            if lines:
                yield "", None
                yield word, (self, lines)
                for line in lines:
                    yield f"  {line}", (lines, line)
        yield from ((f"# {words}", None) for words in self.questions)

    def rewrite(self, of: object, text: str, new: str) -> None:
        """Write a rule with other names."""
        for at, entry in enumerate(self.entries):
            if isinstance(of, EntryLines) and entry.entry is of.entry:
                rules = (replace(rule, text=new) if rule.text == text else rule for rule in entry.rules)
                self.entries[at] = replace(entry, rules=tuple(rules))

    def note(self, renamed: Sequence[Renamed]) -> None:
        """Keep the long names for the explanations of the measures; a name made from a short one keeps its note."""
        for use in renamed:
            note = self.notes.get(use.before, use.before if len(use.before) > MAX_NAME else "")
            if note:
                self.notes[use.name.strip("“”")] = note

    def withdraw(self, entry: EntryLines, line: str) -> None:
        """Make the words of a faulty line wait; a faulty heading loses its traits, then gives its title to 内容."""
        at = self.entries.index(entry)
        stripped = line.strip()
        kept = tuple(part for part in entry.bracket if part.endswith(("分", "%")) or part in ("加分", "扣分"))
        if stripped == entry.heading.strip() and kept != entry.bracket:
            self.entries[at] = replace(entry, bracket=kept)
        elif stripped == entry.heading.strip():
            fields = (("内容", entry.title), *entry.fields) if "内容" not in dict(entry.fields) else entry.fields
            plain = f"第{len(self.entries[: at + 1])}项" if entry.title != f"第{at + 1}项" else entry.title
            self.entries[at] = replace(entry, title=plain, fields=fields)
        elif faulty := next((rule for rule in entry.rules if rule.text == stripped), None):
            read = next(criterion.read for criterion in self.criteria if criterion.lines.entry is entry.entry)
            self.entries[at] = _without(entry, faulty, read)
        elif not line.startswith("  "):
            name = stripped.partition("：")[0]
            self.entries[at] = replace(entry, fields=tuple(field for field in entry.fields if field[0] != name))


def _without(entry: EntryLines, faulty: RuleText, read: Sequence[Stretch]) -> EntryLines:
    """Return an entry whose clause with a faulty rule waits, with all of its rules, in its place among what waits."""
    lines_by_clause = [_rule_lines(clause) for clause in read]
    of_clause = next(lines for lines in lines_by_clause if lines is not None and faulty.line in lines)
    rules = tuple(rule for rule in entry.rules if rule.line not in of_clause)
    kept = {rule.line for rule in rules}
    waits = (lines is None or (bool(lines) and not kept.intersection(lines)) for lines in lines_by_clause)
    words = "".join(clause.text for clause, waiting in zip(read, waits, strict=True) if waiting)
    return replace(entry, rules=rules, waiting=one_line(words))


def _rule_lines(clause: Stretch) -> tuple[str, ...] | None:
    """Return the rules that a clause surely means; None where that is not sure."""
    match clause.answer:
        case Certain(reading=reading):
            return tuple(target.text for target in reading.targets if isinstance(target, RuleLine))
        case _:
            return None


def _read(entry: OutlineEntry) -> tuple[tuple[Stretch, ...], str]:
    """Return the criterion of an entry as it is read, and its place; one with a table inside is read whole or not."""
    context = Context(entry.title, entry.points if entry.side is Side.BASE else None)
    words, sentences, where = criterion_of(entry)
    if sentences is None:
        return stretches(words, context), where
    read = stretches(sentences, context)
    if read and all(isinstance(stretch.answer, Certain) for stretch in read):
        return read, where
    return (Stretch(words.strip(), Unread(0, len(words))),), where


def draft(outline: Outline, title: str) -> Draft:
    """Return the draft of an outline; title: of the scheme."""
    tables: list[_Table] = []
    for outlined in outline.tables:
        tables.append(_Table(outlined, {one.name for one in tables}))
    grades = _graded(tables, outline) if tables else None
    vetoes = [veto_lines(outline, table.table, table.grades) if table.grades else [] for table in tables]
    for table, lines_of_vetoes in zip(tables, vetoes, strict=True):
        table.grades += lines_of_vetoes
    declared, memo = False, Memo()
    for _ in range(TRIES):
        lines: list[tuple[str, object]] = [(f"方案：{one_line(title)}", None), ("", None)]
        for table in tables:
            lines += [(line, None) for line in body_lines(table.table.before)]
            lines += [*table.lines(), ("", None)]
        lines += [(line, None) for line in body_lines(outline.behind)]
        text = "\n".join(words for words, _ in lines)
        analysis = analyse(Source("", text), memo)
        faults = [one for one in analysis.diagnostics if one.severity is Severity.ERROR and one.span is not None]
        if not tables or (declared and not faults):
            break
        if faults:
            _withdraw(tables, lines, faults)
        else:
            declared = _declare(tables, lines, analysis)
    laid_out = layout(Source("", text + "\n"), memo)
    clauses = tuple(clause for table in tables for clause in _clauses(table))
    vetoed = {line for table in tables for line in table.grades} & {line for ls in vetoes for line in ls}
    return Draft(laid_out.text or text + "\n", tuple(_closed(table) for table in tables), clauses, grades, len(vetoed))


def _graded(tables: Sequence[_Table], outline: Outline) -> Grades | None:
    """Write the grades of the document into the tables that have none, or a question about them below the first."""
    stated = grades_of(outline)
    if stated is None:
        return None
    match stated.answer:
        case Certain(reading=reading):
            reached = [table for table in tables if reaches(table.table, bands(reading))]
            if not reached or not all(holds_together([*bands(reading), *table.grades]) for table in reached):
                return None if stated.of_text else replace(stated, answer=Unread(0, len(stated.words)))
            for table in reached:
                table.grades = [*bands(reading), *table.grades]
                for line in stated.changes:
                    table.grades += [line] if holds_together([*table.grades, line]) else []
        case Open(question=question, answers=answers):
            lines = (f"  {one_line(words)}：{'；'.join(bands(reading))}" for words, reading in answers)
            tables[0].questions = [one_line(question), *lines]
        case Unread():
            pass
    return stated


def _withdraw(tables: Sequence[_Table], lines: Sequence[tuple[str, object]], faults: Sequence[Diagnostic]) -> None:
    for number in sorted({one.span.line for one in faults if one.span is not None}):
        words, of = lines[number - 1]
        match of:
            case EntryLines():
                table = next(t for t in tables if any(e.entry is of.entry for e in t.entries))
                current = next(e for e in table.entries if e.entry is of.entry)
                table.withdraw(current, words)
            case _Table():
                of.heading = f"{of.name} 考核指标"
            case (_Table() as table, str() as name):
                table.fields = [field for field in table.fields if field[0] != name]
            case (list() as block, str() as line):
                block.remove(line)
            case (_Table() as table, list() as block):
                table.questions.append(f"“{words}”没有写全，补齐了再写进去：{'；'.join(block)}")
                block.clear()
            case _:
                pass


def _declare(tables: Sequence[_Table], lines: Sequence[tuple[str, object]], analysis: Analysis) -> bool:
    """Tell names apart that several items use for different things; return whether all are declared."""
    declared = True
    for table, written in zip(tables, analysis.scheme.tables, strict=True):
        types = analysis.types[written.name]
        renamed = shortened(written, types) or qualified(written)
        for number in {use.span.line for use in renamed}:
            words, of = lines[number - 1]
            new = words
            for use in sorted(renamed, key=lambda use: -use.span.column):
                if use.span.line == number:
                    new = f"{new[: use.span.column - 1]}{use.name}{new[use.span.end_column - 1 :]}"
            table.rewrite(of, words.strip(), new.strip())
        table.note(renamed)
        if not renamed:
            reporters = reporting_units(written, table.entries)
            table.data = declarations(written, types, reporters, table.notes)
        declared = declared and not renamed
    return declared


def _clauses(table: _Table) -> Iterator[DraftClause]:
    for criterion in table.criteria:
        current = next(entry for entry in table.entries if entry.entry is criterion.lines.entry)
        texts = {rule.line: rule.text for rule in current.rules}
        first = {rule.line for rule in criterion.lines.rules}
        for stretch in criterion.read:
            reading, question, titled = "none", "", False
            lines: tuple[str, ...] = ()
            match stretch.answer:
                case Certain(reading=certain) if all(line in texts or line not in first for line in certain.lines):
                    reading, lines = "certain", tuple(texts.get(line, line) for line in certain.lines)
                    titled = certain.titled
                case Open(question=question, answers=answers):
                    reading, lines = "open", tuple(line for _, answer in answers for line in answer.lines)
            yield DraftClause(
                table.name, criterion.ref, stretch.text, criterion.where, reading, lines, question, titled
            )


def _closed(table: _Table) -> TableLines:
    return TableLines(table.table, table.heading, tuple(table.entries))
