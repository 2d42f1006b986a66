"""One unit's explanation as data: every score with the rules quoted, the numbers and the limits that applied.

Receives a compiled table with what was read and recorded; promises office Chinese that a unit's head
can check with a pocket calculator. It reads the evaluator's values and trace and computes no score,
so it cannot disagree with the score. What waits for a cell is 待定, with the cells named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction

from creditdsl.compiler.lower import GRADE, entry_name, rule_name
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.reading import Reading
from creditdsl.forms import wording
from creditdsl.forms.base import Form
from creditdsl.forms.results import VoidItem, VoidRule, say_result
from creditdsl.ir.nodes import Label
from creditdsl.ir.outcome import Cells, Outcome, Pending, UnitOutcome, Value
from creditdsl.publish.arithmetic import added, before_rounding, equals_points, limit_applied, said_points
from creditdsl.publish.figures import Figures, figures
from creditdsl.publish.record import UnitRecord, waiting
from creditdsl.publish.text import PENDING, printed_score, rule_number, rule_sentence, tighten
from creditdsl.syntax.nodes import Entry, Grades, Rule, Scheme, SectionRole
from creditdsl.syntax.numerals import to_chinese
from creditdsl.syntax.walk import rule_id, target

Score = Fraction | Pending


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """sentence: the rule as printed. explanation: how this unit's points came about.

    points are negative for a deduction. limit: the cap or floor that applied, empty without one.
    """

    number: str
    sentence: str
    explanation: str
    points: Score
    limit: str


@dataclass(frozen=True, slots=True)
class EntryExplanation:
    """notes: how the parts became the score, where that is not plain."""

    entry: Entry
    score: Score
    rules: tuple[RuleExplanation, ...]
    notes: tuple[str, ...]
    children: tuple["EntryExplanation", ...]


@dataclass(frozen=True, slots=True)
class UnitExplanation:
    """rank_note, total_note and grade_note are whole sentences. item: the one entry it was limited to."""

    scheme: str
    table: str
    title: str
    unit: str
    digits: int
    sections: tuple[EntryExplanation, ...]
    total: Score
    total_note: str
    rank: int | None
    rank_note: str
    grade: str | None
    grade_note: str
    item: str | None = None


def explain(
    scheme: Scheme, compiled: CompiledTable, reading: Reading, outcome: Outcome, only: str | None = None
) -> Iterator[UnitExplanation]:
    """Every unit's explanation, in the order of the data; only: of this unit."""
    shared = figures(compiled)
    title = scheme.fields.get("title")
    head = (tighten(title.text) if title else "", compiled.table.name, tighten(compiled.table.title))
    for data, unit in zip(reading.units, outcome.units, strict=True):
        if only in (None, unit.unit):
            yield _Explainer(scheme, compiled, reading, outcome, shared, unit, data.cells).run(head)


def limited(explanation: UnitExplanation, ref: str) -> UnitExplanation | None:
    """The explanation with one section, item or sub-item left; None if there is none of that reference."""
    sections = tuple(kept for kept in (_kept(entry, ref) for entry in explanation.sections) if kept is not None)
    return replace(explanation, sections=sections, item=ref) if sections else None


def _kept(entry: EntryExplanation, ref: str) -> EntryExplanation | None:
    if entry.entry.ref == ref:
        return entry
    children = tuple(kept for kept in (_kept(child, ref) for child in entry.children) if kept is not None)
    return replace(entry, children=children, rules=(), notes=()) if children else None


@dataclass(frozen=True, slots=True)
class _Explainer:
    """One unit of one table."""

    scheme: Scheme
    compiled: CompiledTable
    reading: Reading
    outcome: Outcome
    figures: Figures
    unit: UnitOutcome
    cells: Cells

    def run(self, head: tuple[str, str, str]) -> UnitExplanation:
        sections = tuple(self._entry(section) for section in self.compiled.table.sections)
        grades = self.compiled.table.grades
        return UnitExplanation(
            *head,
            unit=self.unit.unit,
            digits=self.scheme.digits,
            sections=sections,
            total=self.unit.total,
            total_note=self._total(sections),
            rank=self.unit.rank,
            rank_note=self._rank(),
            grade=None if grades is None or self.unit.grade is None else grades.bands[self.unit.grade].grade.text,
            grade_note="" if grades is None else self._grade(grades),
        )

    # Entries

    def _entry(self, entry: Entry) -> EntryExplanation:
        children = tuple(self._entry(child) for child in entry.children)
        explained = tuple(self._rule(entry, position, rule) for position, rule in enumerate(entry.rules, 1))
        score = _score(self.unit.values[entry_name(entry.ref)])
        notes = tuple(self._notes(entry, score, explained, children))
        return EntryExplanation(entry, score, explained, notes, children)

    def _notes(
        self,
        entry: Entry,
        score: Score,
        explained: tuple[RuleExplanation, ...],
        children: tuple[EntryExplanation, ...],
    ) -> Iterator[str]:
        """From the parts to the score: void, sum, cap or zero, rounding."""
        trace = self.unit.trace
        if Label(entry.ref, "void") in trace:
            yield f"{self._struck_by(entry, None)}本项不得分。"
            return
        if isinstance(score, Pending):
            if children:
                yield f"{PENDING}：下面有待定的得分。"
            return
        sum_ = trace[Label(entry.ref, "sum")]
        assert isinstance(sum_, Fraction)
        if len(explained) + len(children) > 1 and sum_:
            sign = -1 if entry.role is SectionRole.DEDUCTION else 1
            parts: list[tuple[Fraction, int | None]] = [(sign * _number(one.points), None) for one in explained]
            parts += [(_number(child.score), self.scheme.digits) for child in children]
            digits = self.scheme.digits if children and not explained else None
            yield f"合计：{added(parts)}{equals_points(sum_, digits)}。"
        held = sum_
        if entry.points is not None and sum_ > entry.points:
            held = entry.points
            yield f"{said_points(sum_)}超过分值{wording.points(held)}，按{wording.points(held)}计。"
        elif sum_ < 0:
            held = Fraction(0)
            yield f"{said_points(sum_)}低于0分，按0分计。"
        if held != score:
            cut = f"保留{self.scheme.digits}位小数（{self.scheme.rounding.value}）"
            yield f"{before_rounding(held, score, self.scheme)}，{cut}，得{self._score(score)}分。"

    def _rule(self, entry: Entry, position: int, rule: Rule) -> RuleExplanation:
        assert isinstance(rule.body, Form)
        identity = rule_id(entry, position)
        value = _score(self.unit.values[rule_name(identity)])
        limit = ""
        if isinstance(value, Pending):
            said = f"{PENDING}：{waiting(value, self.unit.unit, self.reading)}"
        elif Label(identity, "void") in self.unit.trace:
            said = f"{self._struck_by(entry, identity)}本条不得分"
        else:
            said = rule.body.explain(self._record(identity))
            limit = limit_applied(_number(_score(self.unit.trace[Label(identity, "raw")])), value, rule.limits)
        return RuleExplanation(rule_number(rule), rule_sentence(rule) + "。", said, value, limit)

    def _struck_by(self, entry: Entry, struck: str | None) -> str:
        """`因第（3）条（按时报送台账：否，……），`: the rules that void a rule, or (None) the whole item."""
        possible, certain = [], []
        for position, rule in enumerate(entry.rules, 1):
            for result in _voids(rule.body):
                if (target(entry, result.number) if isinstance(result, VoidRule) else None) != struck:
                    continue
                name = f"第{rule_number(rule) or f'（{position}）'}条"
                possible.append(name)
                identity = rule_id(entry, position)
                if Label(identity, "raw") not in self.unit.trace:
                    continue
                assert isinstance(rule.body, Form)
                said = rule.body.explain(self._record(identity))
                if said.endswith(say_result(result)):
                    certain.append(f"{name}（{said}）")
        return f"因{'、'.join(certain or possible)}，"

    def _record(self, identity: str) -> UnitRecord:
        return UnitRecord(self.figures, self.reading, self.cells, self.unit, identity)

    # Total, place, grade

    def _total(self, sections: tuple[EntryExplanation, ...]) -> str:
        if isinstance(self.unit.total, Pending):
            return f"总分{PENDING}：{waiting(self.unit.total, self.unit.unit, self.reading)}。"
        words = ""
        for section in sections:
            minus = section.entry.role is SectionRole.DEDUCTION
            sign = "－" if minus else "＋" if words else ""
            words += sign + self._score(section.score)
        return f"总分={words}={self._score(self.unit.total)}分。"

    def _rank(self) -> str:
        many = len(self.outcome.units)
        if self.unit.rank is None:
            return f"名次{PENDING}：要等各单位的总分都确定。"
        same = sum(unit.rank == self.unit.rank for unit in self.outcome.units)
        tied = f"，{same}个单位总分相同、名次并列" if same > 1 else ""
        return f"总分由高到低，在{many}个单位中排第{self.unit.rank}名{tied}。"

    def _grade(self, grades: Grades) -> str:
        names = [band.grade.text for band in grades.bands]
        grade = self.unit.grade
        by_total = self.unit.trace.get(Label(GRADE, "by_total"))
        if not isinstance(by_total, Fraction):
            return f"等次{PENDING}。"
        band = grades.bands[int(by_total)]
        total = f"总分{self._score(self.unit.total)}分"
        where = "不到前面各等次的分数线" if band.test is None else wording.test(band.test)
        said = f"{total}，{where}，为{names[int(by_total)]}"
        if grade is None:
            pending = self.unit.values[GRADE]
            assert isinstance(pending, Pending)
            return f"{said}；是否降档{PENDING}：{waiting(pending, self.unit.unit, self.reading)}。"
        record = self._record(GRADE)
        lowered = [
            f"{record.met(demotion.when)}，降{'两' if demotion.steps == 2 else to_chinese(demotion.steps)}档"
            for position, demotion in enumerate(grades.demotions, 1)
            if record.has(f"demotion{position}")
        ]
        if not lowered:
            return f"{said}。"
        last = f"已是最低一档，仍为{names[grade]}" if grade == int(by_total) else f"等次为{names[grade]}"
        return f"{said}；{'；'.join(lowered)}，{last}。得分和名次不变。"

    def _score(self, score: Score) -> str:
        return printed_score(score, self.scheme.digits)


def _voids(node: object) -> Iterator[VoidRule | VoidItem]:
    """The results below a form's node that take points away from a rule or the item."""
    if isinstance(node, VoidRule | VoidItem):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _voids(part)
    elif is_dataclass(node):
        for one in fields(node):
            yield from _voids(getattr(node, one.name))


def _score(value: Value) -> Score:
    assert not isinstance(value, bool)
    return value


def _number(score: Score) -> Fraction:
    assert isinstance(score, Fraction)
    return score
