"""One unit's explanation as data: every score with the rules quoted, the numbers and the limits that applied.

Receives a compiled table with what was read and recorded; promises office Chinese that a unit's head
can check with a pocket calculator. It reads the evaluator's values and trace and computes no score,
so it cannot disagree with the score. What waits for a cell is 待定, with the cells named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.backends.periods import is_year
from creditdsl.base.exact import Rounding, is_exact, round_to, show
from creditdsl.base.node import node
from creditdsl.base.node_walk import walk
from creditdsl.base.reference import EntryRef, RuleId
from creditdsl.compiler.from_full import start
from creditdsl.compiler.lower_expressions import population
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.reading import Reading
from creditdsl.explain.account import account, full_marks
from creditdsl.explain.arithmetic import added, before_rounding, equals_points, limit_applied, points_words
from creditdsl.explain.conclusion import Conclusion, Field
from creditdsl.explain.explanation_nodes import Account, EntryExplanation, RuleExplanation, UnitExplanation
from creditdsl.explain.next_grade import next_grade
from creditdsl.explain.number_display import NumberDisplay, number_display
from creditdsl.explain.phrases import CONSEQUENCES, CUT_DIGITS, PENDING, Score, printed_score, rule_number, tighten
from creditdsl.explain.record import UnitRecord, waiting
from creditdsl.explain.year_account import PeriodAccount, account_of_year, year_parts
from creditdsl.forms import wording
from creditdsl.forms.answers import Result, Void, VoidItem, VoidRef, VoidRule, VoidSection
from creditdsl.forms.base import Form
from creditdsl.forms.results import explain_result
from creditdsl.forms.sentence import rule_sentence
from creditdsl.ir.names import DefinitionId, Label
from creditdsl.ir.outcome import Cells, Inapplicable, Outcome, Pending, UnitOutcome, Value
from creditdsl.ir.program import Program
from creditdsl.syntax.name_lists import join_names
from creditdsl.syntax.nodes import (
    Applicability,
    Consequence,
    Entry,
    Expression,
    Rule,
    Scheme,
    SectionRole,
    Table,
    Trait,
    Unreported,
)
from creditdsl.syntax.walk import left_out_by, rule_ids, rules, scope, takes_from, target


def explain(
    scheme: Scheme,
    compiled: CompiledTable,
    reading: Reading,
    outcome: Outcome,
    only: str | None = None,
    period: str | None = None,
    fields: Mapping[str | None, Field] | None = None,
) -> Iterator[UnitExplanation]:
    """Yield the explanation of every unit and period, in the order of the data.

    `only`: a unit; None means every unit. `period`: a period; None means every period. `fields`: by period the
    units beside the unit, where the outcome has one unit only.
    """
    shared, voids = number_display(compiled), voids_of(compiled.table)
    cells = {(row.unit, row.period): row.cells for row in reading.units}
    beside: dict[str | None, list[UnitOutcome]] = {}
    for unit in outcome.units:
        beside.setdefault(unit.period, []).append(unit)
    for unit in outcome.units:
        if only in (None, unit.unit) and period in (None, unit.period):
            field = Field.of(unit, beside[unit.period]) if fields is None else fields[unit.period]
            yield Explainer(scheme, compiled, reading, outcome, shared, unit, cells, field, voids).run()


def limited(explanation: UnitExplanation, ref: str) -> UnitExplanation | None:
    """Limit the explanation to one section, item or sub-item; None without an entry of that reference."""
    sections = tuple(kept for kept in (_kept(entry, ref) for entry in explanation.sections) if kept is not None)
    return replace(explanation, sections=sections, item=ref) if sections else None


def _kept(entry: EntryExplanation, ref: str) -> EntryExplanation | None:
    if entry.entry.ref == ref:
        return entry
    children = tuple(kept for kept in (_kept(child, ref) for child in entry.children) if kept is not None)
    return replace(entry, children=children, rules=(), notes=()) if children else None


Voids = Mapping[EntryRef | RuleId, Sequence[tuple[int, Entry, RuleId, Rule, Void]]]
"""By what they strike: the place in the table's order, the entry, the rule and its result."""


@node
class Explainer:
    """One unit of one table in one period. rows: the cells of every unit and period that may be explained."""

    scheme: Scheme
    compiled: CompiledTable
    reading: Reading
    outcome: Outcome
    display: NumberDisplay
    unit: UnitOutcome
    rows: Mapping[tuple[str, str | None], Cells]
    field: Field
    voids: Voids

    @property
    def cells(self) -> Cells:
        return self.rows[self.unit.unit, self.unit.period]

    def run(self) -> UnitExplanation:
        table, program = self.compiled.table, self.compiled.program
        year = program.year if self.unit.period is not None and is_year(self.unit.period) else None
        sections = () if year is not None else tuple(self.entry(section) for section in table.sections)
        within = () if year is None else tuple(self._periods())
        periods = tuple((outcome.period or "", outcome.total) for outcome in within)
        record = self._record()
        if year is not None:
            sum_ = self.unit.values[DefinitionId.component(year.period_sum)]
            if isinstance(sum_, Fraction):
                record = replace(record, cells={**self.cells, year.period_sum: sum_})
        end = Conclusion(self.scheme, table, year or program, record, self.field)
        if year is not None and table.year is not None:
            total_note, closed = end.year(table.year, periods), self._account_of_year(table.year, year, within, record)
        else:
            total_note = end.total([(section.entry, section.score) for section in sections])
            closed = account(self.scheme, table, self.unit, sections)
        grade, grade_note = end.grade()
        honours = tuple(end.honours())
        title = self.scheme.fields.get("title")
        return UnitExplanation(
            scheme=tighten(title.text) if title else "",
            table=table.name,
            title=tighten(table.title),
            unit=self.unit.unit,
            period=self.unit.period or "",
            digits=self.scheme.digits,
            sections=sections,
            periods=periods,
            account=closed,
            total=self.unit.total,
            total_note=total_note,
            rank=self.unit.rank,
            rank_note=end.rank(),
            neighbours=() if self.unit.rank is None else self.field.neighbours,
            grade=grade,
            grade_note=grade_note,
            next_grade_note=next_grade(end),
            honours=tuple((mention, named) for mention, named, _ in honours if named),
            honour_notes=tuple(note for _, _, note in honours),
        )

    def _periods(self) -> Iterator[UnitOutcome]:
        """Yield the unit's outcomes of the periods within the year, in order."""
        year = self.unit.period or ""
        same = [outcome for outcome in self.outcome.units if outcome.unit == self.unit.unit and outcome.period]
        for outcome in sorted(same, key=lambda outcome: outcome.period or ""):
            if outcome.period != year and (outcome.period or "").startswith(year):
                yield outcome

    def _account_of_year(
        self, formula: Expression, year: Program, within: Sequence[UnitOutcome], record: UnitRecord
    ) -> Account:
        table = self.compiled.table
        periods = [PeriodAccount(outcome.period or "", replace(self, unit=outcome)._account()) for outcome in within]
        totals = [(each.period, each.account.total) for each in periods]
        names = {name.text: name for name in names_in(formula)}
        parts = year_parts(formula, year, full_marks(table), totals, lambda name: record.amount(names[name]))
        return account_of_year(parts, self.unit.total, periods, names, record, self.scheme)

    def _account(self) -> Account:
        """Return the account of a period."""
        table = self.compiled.table
        return account(self.scheme, table, self.unit, tuple(self.entry(section) for section in table.sections))

    # Entries

    def entry(self, entry: Entry) -> EntryExplanation:
        """Explain an entry and those below it."""
        children = tuple(self.entry(child) for child in entry.children)
        if Trait.UNSCORED in entry.traits:
            return EntryExplanation(entry, None, (), (), children)
        out = self._left_out(entry)
        if out is not None:
            skipped = out.consequence is Consequence.SKIP
            score: Score = Inapplicable() if skipped else _score(self.unit.values[DefinitionId.entry(entry.ref)])
            why = f"本项适用于{join_names(out.names)}，本单位不适用，{CONSEQUENCES[out.consequence]}。"
            return EntryExplanation(entry, score, (), () if children else (why,), children)
        score = _score(self.unit.values[DefinitionId.entry(entry.ref)])
        missing = Label.unreported(entry.ref) in self.unit.trace
        explained = tuple(
            self._unreported(rule) if missing else self._rule(entry, identity, rule)
            for identity, rule in zip(rule_ids(entry), entry.rules, strict=True)
        )
        notes = tuple(self._notes(entry, score, explained, children))
        return EntryExplanation(entry, score, explained, notes, children)

    def _left_out(self, entry: Entry) -> Applicability | None:
        """Return the 适用 that leaves the unit out; None where the entry applies to it."""
        return left_out_by(entry, self.unit.unit, self.compiled.table.roster)

    def _notes(
        self,
        entry: Entry,
        score: Score,
        explained: tuple[RuleExplanation, ...],
        children: tuple[EntryExplanation, ...],
    ) -> Iterator[str]:
        """Write the steps from the parts to the score: void, sum, cap or zero, rounding."""
        trace = self.unit.trace
        if Label.unreported(entry.ref) in trace:
            yield self._unreported_words(entry, score)
            return
        if Label.void(entry.ref) in trace:
            yield f"{self._struck_by(entry, entry.ref)}{'本项' if entry.rules else '以下各项'}不得分。"
            return
        if "undecided" in entry.fields:
            yield f"{PENDING}：{tighten(entry.fields['undecided'].text)}。"
            return
        if isinstance(score, Pending):
            if children:
                yield f"{PENDING}：下面有待定的得分。"
            return
        sum_ = trace[Label.sum(entry.ref)]
        assert isinstance(sum_, Fraction)
        yield from self._sum_words(entry, sum_, explained, children)
        held, cut = self._held(entry, sum_), self._cut(entry)
        if held < sum_:
            yield f"{points_words(sum_, cut)}超过分值{wording.points(held)}，按{wording.points(held)}计。"
        elif held > sum_:
            yield f"{points_words(sum_, cut)}低于0分，按0分计。"
        elif held != score and (is_exact(held) or cut != self.scheme.digits):
            assert isinstance(score, Fraction)
            rounding = f"保留{self.scheme.digits}位小数（{self.scheme.rounding.value}）"
            yield f"{before_rounding(held, score, self.scheme)}，{rounding}，得{self._score(score)}分。"

    def _sum_words(
        self,
        entry: Entry,
        sum_: Fraction,
        explained: tuple[RuleExplanation, ...],
        children: tuple[EntryExplanation, ...],
    ) -> Iterator[str]:
        """Write the sum: `合计：3＋2=5分。`, `满分起扣：7.5－0.5=7分。`, `就高：各条中最高的为5分。`"""
        points = [one.points for one in explained if isinstance(one.points, Fraction)]
        counted = points
        if Trait.HIGHEST in entry.traits and len(points) > 1:
            yield f"就高：各条中最高的为{points_words(max(points))}。"
            counted = [max(points)]
        sign = -1 if entry.role is SectionRole.DEDUCTION else 1
        parts: list[tuple[Fraction, int | None]] = [(sign * value, None) for value in counted]
        points_at_start = start(entry, self.compiled.table.roster)
        if entry.starts_full and sum_ == entry.points and not any(points):
            yield f"满分{wording.points(sum_)}，未扣分。"
            return
        if points_at_start:
            parts.insert(0, (points_at_start, None))
        scored = [child for child in children if isinstance(child.score, Fraction)]
        if any(child.entry.weight is not None for child in scored):
            words = "＋".join(
                [*(show(value) for value, _ in parts), *(_weighted(child, self.scheme.digits) for child in scored)]
            )
            yield f"加权合计：{words}{equals_points(sum_, None)}。"
        else:
            parts += [
                (takes_from(child.entry, entry.role) * _number(child.score), self.scheme.digits) for child in scored
            ]
            digits = self.scheme.digits if scored and not explained else None
            word = "满分起扣" if points_at_start else "合计"
            digits_of_cut = self._cut(entry)
            plain = not explained and not points_at_start and self._held(entry, sum_) == sum_  # the scores stand below
            if not plain and sum(bool(value) for value, _ in parts) > 1:
                yield f"{word}：{added(parts, digits_of_cut)}{equals_points(sum_, digits, digits_of_cut)}。"

    def _unreported_words(self, entry: Entry, score: Score) -> str:
        cells = [name for name in self._cells_of(entry) if name not in self.cells]
        lacking = "、".join(f"“{name}”" for name in cells)
        if entry.unreported is Unreported.ZERO:
            return f"缺报（{lacking}未填），计零分。"
        if isinstance(score, Pending):
            return f"缺报（{lacking}未填），取平均分，{PENDING}：{self._waiting(score)}。"
        return f"缺报（{lacking}未填），取其他单位本项得分的平均分，得{self._score(score)}分。"

    def _cells_of(self, entry: Entry) -> Iterator[str]:
        """Yield the columns that the entry's rules read, each once."""
        return (name.text for name in self.display.read([rule.body for rule in entry.rules]))

    # Rules

    def _unreported(self, rule: Rule) -> RuleExplanation:
        return RuleExplanation(rule_number(rule), rule_sentence(rule) + "。", "缺报，不按本条计分", None, "")

    def _rule(self, entry: Entry, identity: RuleId, rule: Rule) -> RuleExplanation:
        assert isinstance(rule.body, Form)
        value = _score(self.unit.values[DefinitionId.rule(identity)])
        limit, cut = "", self._cut(entry)
        if isinstance(value, Pending):
            words = f"{PENDING}：{self._waiting(value)}"
        elif Label.void(identity) in self.unit.trace:
            words = f"{self._struck_by(entry, identity)}本条不得分"
        else:
            assert isinstance(value, Fraction)
            record = self._record(identity, entry, cut)
            words = self._rule_words(entry, identity, rule, cut) + record.reasons(rule.body)
            raw = _number(_score(self.unit.trace[Label.raw(identity)]))
            limit = limit_applied(raw, value, rule.limits)
        return RuleExplanation(rule_number(rule), rule_sentence(rule) + "。", words, value, limit, cut)

    def _cut(self, entry: Entry) -> int:
        """Return the decimals of points that cannot be written out: those of the score where no more are needed."""
        trace, values = self.unit.trace, [self.unit.values[DefinitionId.rule(one)] for one in rule_ids(entry)]
        if all(isinstance(value, Fraction) and is_exact(value) for value in values):
            return CUT_DIGITS
        sum_, score = trace.get(Label.sum(entry.ref)), self.unit.values.get(DefinitionId.entry(entry.ref))
        points = [value for value in values if isinstance(value, Fraction)]
        raw = [trace.get(Label.raw(identity), value) for identity, value in zip(rule_ids(entry), values, strict=True)]
        if not isinstance(sum_, Fraction) or len(points) < len(values) or raw != values:
            return CUT_DIGITS
        digits = self.scheme.digits
        cut = [value if is_exact(value) else round_to(value, digits, Rounding.HALF_UP) for value in points]
        sign = -1 if entry.role is SectionRole.DEDUCTION else 1
        highest = Trait.HIGHEST in entry.traits and len(points) > 1
        moved = max(cut) - max(points) if highest else sum(cut, Fraction(0)) - sum(points, Fraction(0))
        return digits if self._held(entry, sum_ + sign * moved) == score else CUT_DIGITS

    def _held(self, entry: Entry, sum_: Fraction) -> Fraction:
        """Return a sum within the points of its entry."""
        if entry.points is not None and sum_ > entry.points and Trait.OPEN not in entry.traits:
            return entry.points
        return sum_ if sum_ >= 0 or entry.goes_below_zero else Fraction(0)

    def _rule_words(self, entry: Entry, identity: RuleId, rule: Rule, cut: int = CUT_DIGITS) -> str:
        record, instead = self._record(identity, entry, cut), rule.limits.zero_divisor
        if Label.zero_divisor(identity) in self.unit.trace and isinstance(instead, Result):
            return f"分母为零，{explain_result(instead, record)}"
        assert isinstance(rule.body, Form)
        return rule.body.explain(record)

    def _struck_by(self, struck_in: Entry, struck: EntryRef | RuleId) -> str:
        """Write the rules that void a rule or an entry: `因第（3）条（按时报送台账：否，……），`.

        `struck`: the id of the rule or the reference of the entry.
        """
        possible, certain = [], []
        covering = [struck, *(_above(struck) if isinstance(struck, EntryRef) else ())]
        for _, entry, identity, rule, result in sorted(
            (void for ref in covering for void in self.voids.get(ref, ())), key=lambda void: void[0]
        ):
            if self._left_out(entry) is not None:
                continue
            number = rule_number(rule) or f"（{identity.position}）"
            name = ("" if entry is struck_in else entry.ref) + f"第{number}条"
            possible.append(name)
            if Label.raw(identity) in self.unit.trace:
                words = self._rule_words(entry, identity, rule)
                if words.endswith(result.words()):
                    certain.append(f"{name}（{words}）")
        because = "、".join(certain or possible)
        return f"因{because}，" if because else ""

    def _record(self, identity: RuleId | None = None, entry: Entry | None = None, cut: int = CUT_DIGITS) -> UnitRecord:
        units = None if entry is None else scope(entry, self.compiled.table.roster)
        blank = None if entry is None or entry.unreported is None else DefinitionId.blank(entry.ref)
        among = population(units, blank)
        return UnitRecord(self.display, self.reading, self.cells, self.unit, identity, among, cut)

    def _waiting(self, pending: Pending) -> str:
        return waiting(pending, self.unit.unit, self.reading, self.unit.period)

    def _score(self, score: Score) -> str:
        return printed_score(score, self.scheme.digits)


def _target(entry: Entry, result: Void) -> EntryRef | RuleId | None:
    """Return the rule (by id) or entry (by reference) from which a result takes all points away."""
    match result:
        case VoidRule(number=number):
            return target(entry, number)
        case VoidItem():
            return entry.ref
        case VoidSection():
            return entry.ref.section
        case VoidRef(ref=ref):
            return ref


def _above(ref: EntryRef) -> Iterator[EntryRef]:
    """Yield the references of the entries above."""
    parent = ref.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def voids_of(table: Table) -> Voids:
    """Return the results of a table's rules that take all points from a rule or an entry."""
    voids: dict[EntryRef | RuleId, list[tuple[int, Entry, RuleId, Rule, Void]]] = {}
    for place, (entry, identity, rule) in enumerate(rules(table)):
        for result in walk(rule.body):
            if isinstance(result, Void) and (struck := _target(entry, result)) is not None:
                voids.setdefault(struck, []).append((place, entry, identity, rule, result))
    return voids


def _weighted(child: EntryExplanation, digits: int) -> str:
    shown = printed_score(child.score, digits)
    return shown if child.entry.weight is None else f"{shown}×{show(child.entry.weight * 100)}%"


def _score(value: Value) -> Fraction | Pending:
    assert not isinstance(value, bool)
    return value


def _number(score: Score) -> Fraction:
    assert isinstance(score, Fraction)
    return score
