"""From classified lines to the AST: the outline of headings, and each rule by its form.

Receives the lines of a scheme. Promises a Scheme whose entries carry their references, and a message for
every line that does not fit. Such a line is left out, so that no later pass reports it again. The structure
comes from the numbering, which no grammar of single lines can see.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from creditdsl.base.collect import Collector, Stop
from creditdsl.base.diagnostic import Diagnostic, Related
from creditdsl.base.exact import Rounding
from creditdsl.base.memo import Memo
from creditdsl.base.reference import EntryRef
from creditdsl.base.source import Span
from creditdsl.base.spelling import cleaned, name_key, one_name_twice
from creditdsl.compiler import block_errors, errors, grade_errors
from creditdsl.compiler.blocks import build_declaration, build_grades, build_honour, build_totalling
from creditdsl.compiler.draft import BodyDraft, EntryDraft, Inherited, TableDraft, check_weights, read_consequence
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.quotas import quotas_of_groups
from creditdsl.compiler.rank_keys import build_rank_keys, check_rank_keys
from creditdsl.compiler.rule_lines import build_rule
from creditdsl.forms.base import form_of
from creditdsl.syntax import errors as syntax_errors
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import (
    Consequence,
    Declaration,
    Derived,
    Effect,
    Expression,
    Grades,
    Mention,
    Period,
    RankKey,
    Scheme,
    SectionRole,
    Table,
    Text,
    Totalling,
)
from creditdsl.syntax.tree import (
    Attributes,
    Blank,
    BlockLine,
    BodyLine,
    FieldLine,
    HeadingLine,
    Level,
    Line,
    RosterLine,
    SchemeTree,
    TextLine,
    TextMark,
)

_Built = TypeVar("_Built")


def build(tree: SchemeTree, memo: Memo | None = None) -> tuple[Scheme, tuple[Diagnostic, ...]]:
    """Build the AST of all lines that fit, and the messages for those that do not. `memo`: of earlier versions."""
    builder = _Builder(Collector(tree.source.name), Memo() if memo is None else memo)
    for line in tree.lines:
        try:
            builder.line(line)
        except Stop as stop:
            builder.problems.stop(stop)
            builder.unread()
    return builder.finish(), tuple(builder.problems.diagnostics)


@dataclass(slots=True)
class _Builder:
    """The state of the outline while the lines are taken in order."""

    problems: Collector
    memo: Memo
    fields: dict[str, Text] = field(default_factory=dict)
    tables: list[TableDraft] = field(default_factory=list)
    path: list[EntryDraft] = field(default_factory=list)
    """The open section, item and sub-item."""
    grading: bool = False
    """Whether the open block is a 等次 without a message."""
    mention: Mention | None = None
    """The open block, where it is 表彰 or 通报."""
    period: Period = Period.YEARLY
    bodies: list[BodyDraft] = field(default_factory=list)
    complete: bool = True
    """No line has a message yet; otherwise an empty scheme or 等次 without 其余 needs no message of its own."""

    def line(self, line: Line) -> None:
        if self._cut_off(line):
            return self.unread()
        match line:
            case Blank():
                pass
            case HeadingLine(level=Level.TABLE):
                self._table(line)
            case HeadingLine():
                self._entry(line)
            case FieldLine():
                self._field(line)
            case BlockLine():
                self._block(line)
            case RosterLine():
                self._roster(line)
            case TextMark() | TextLine():
                self._text(line)
            case BodyLine(tree=None):
                self.unread()
            case BodyLine(start="declaration"):
                self._declaration(line)
            case BodyLine(start="year"):
                self._year(line)
            case BodyLine(start="honour"):
                if self.mention is not None:
                    self.tables[-1].honours.append(self._of_line(build_honour, line, self.mention))
            case BodyLine(start="grade"):
                if self.grading:
                    self.tables[-1].grade_lines.append(line)
            case BodyLine():
                self._rule(line)

    # Text of the document

    def _text(self, line: TextMark | TextLine) -> None:
        """Take a line of the document's text, which ends the table above it."""
        match line:
            case TextMark(opens=True):
                self.bodies.append(BodyDraft(len(self.tables), line.span))
                self.grading, self.mention, self.path = False, None, []
            case TextMark():
                pass
            case TextLine():
                self.bodies[-1].lines.append(line.text)

    def _cut_off(self, line: Line) -> bool:
        """Return whether a line belongs to a table that a text has ended; stop at the first such line."""
        if not self.tables or not self.bodies or self.bodies[-1].tables_before < len(self.tables):
            return False
        match line:
            case Blank() | TextMark() | TextLine() | HeadingLine(level=Level.TABLE) | BodyLine(tree=None):
                return False
        body = self.bodies[-1]
        if not body.cuts:
            body.cuts = True
            raise Stop(block_errors.BodyInTable(), line.span, (Related("正文在这里", body.span),))
        return True

    # Headings

    def _table(self, line: HeadingLine) -> None:
        attributes = line.attributes or Attributes()
        name = fold_plain(line.mark)
        same = next((t for t in self.tables if t.name == name), None)
        table = TableDraft(name, line.title, attributes.points, frozenset(attributes.traits), line.span)
        self.tables.append(table)
        self.path = []
        self.problems.table, self.problems.ref = name, None
        if same:
            related = (Related("前面一张在这里", same.span),)
            raise Stop(errors.TableTwice(name), line.span, related)

    def _open_table(self, span: Span) -> TableDraft:
        """Return the table that a line belongs to; a scheme that forgot its heading gets one message."""
        if not self.tables:
            self.tables.append(TableDraft("附件", "", None, frozenset(), span))
            self.problems.add(errors.MissingTable(), span)
        return self.tables[-1]

    def _entry(self, line: HeadingLine) -> None:
        table = self._open_table(line.span)
        depth = self._depth(table, line)
        parent = self.path[depth - 1] if depth else None
        siblings = parent.children if parent else table.sections
        number = line.mark or str(len(siblings) + 1)
        ref = parent.ref.child(number) if parent else EntryRef(number)
        attributes = line.attributes or Attributes()
        role = _role(attributes, parent)
        points = attributes.cap if attributes.points is None else attributes.points
        printed = f"（{line.mark}）" if line.level in (Level.BRACKET, Level.BRACKET_CHINESE) else line.mark
        bracketed = line.level is Level.BRACKET_CHINESE
        entry = EntryDraft(
            ref,
            printed,
            line.title,
            points,
            role,
            attributes.weight,
            frozenset(attributes.traits),
            line.span,
            bracketed,
        )
        self.path = [*self.path[:depth], entry]
        siblings.append(entry)
        self.problems.ref = ref
        if ref in table.refs:
            related = (Related("前面一处在这里", table.refs[ref]),)
            raise Stop(errors.NumberTwice(ref), line.span, related)
        table.refs[ref] = line.span
        if parent and role is not parent.role and not parent.may_be_mixed:
            raise Stop(errors.MixedRoles(), line.span)

    def _depth(self, table: TableDraft, line: HeadingLine) -> int:
        """Return 0 for a section, 1 for an item, 2 for a sub-item."""
        if table.style is None and line.level is Level.BRACKET:
            if not table.sections:
                self.problems.add(errors.SubItemWithoutSection(), line.span)
            return 0
        table.style = table.style or line.level
        if line.level is table.style:
            return 0
        if line.level is Level.CHINESE:
            self.problems.add(errors.MixedNumbering(), line.span)
            return 0
        below_bracketed = line.level is Level.DOTTED and len(self.path) > 1 and self.path[1].bracketed
        return min(2, len(self.path)) if line.level is Level.BRACKET or below_bracketed else 1

    # Fields and blocks

    def _field(self, line: FieldLine) -> None:
        word = next(field for field in keywords().fields.values() if field.stem == line.stem)
        if self.path:
            owner, where = self.path[-1].fields, "entry"
        elif self.tables:
            owner, where = self.tables[-1].fields, "table"
        else:
            owner, where = self.fields, "scheme"
        if where not in word.where:
            raise Stop(syntax_errors.MisplacedField(word.word, word.where), line.span)
        before = owner.get(line.stem)
        if before is None:
            owner[line.stem] = Text(line.text, line.span)
        elif word.lines:
            owner[line.stem] = before.with_paragraph(line.text)
        else:
            raise Stop(errors.FieldTwice(word.word), line.span, (Related("前面一处在这里", before.span),))

    def _block(self, line: BlockLine) -> None:
        word = next(w for w, stem in keywords().blocks.items() if stem == line.stem)
        self.grading, self.mention = False, None
        if not self.tables:
            raise Stop(block_errors.BlockWithoutTable(word), line.span)
        if line.stem in (Mention.COMMENDED, Mention.CRITICISED):
            self.mention = Mention(line.stem)
        if line.stem == "grades":
            table = self.tables[-1]
            if table.grades_at is not None:
                related = (Related("前面一个在这里", table.grades_at),)
                raise Stop(grade_errors.GradesTwice(), line.span, related)
            table.grades_at, self.grading = line.span, True

    def _roster(self, line: RosterLine) -> None:
        if not self.tables:
            return  # the block's own line has its message
        table = self.tables[-1]
        groups = {name_key(group): group for group in table.roster}
        if (group := groups.get(name_key(line.group))) is not None:
            raise Stop(block_errors.RosterNameTwice(group, line.group), line.span)
        if (pair := one_name_twice(line.units)) is not None:
            raise Stop(block_errors.RosterNameTwice(*pair), line.span)
        units = (table.spellings.setdefault(name_key(unit), cleaned(unit)) for unit in line.units)
        table.roster[cleaned(line.group)] = tuple(units)

    def _declaration(self, line: BodyLine) -> None:
        if not self.tables:
            return  # the block's own line has its message
        for built in self._of_line(build_declaration, line):
            if isinstance(built, Declaration):
                self.tables[-1].declarations.append(built)
            else:
                self.tables[-1].derived.append(built)

    def _year(self, line: BodyLine) -> None:
        """Take `年度总分 = 式`, once a table, in a scheme that is scored by periods."""
        if not self.tables:
            raise Stop(errors.MissingTable(year_total=True), line.span)
        table = self.tables[-1]
        (built,) = self._of_line(build_declaration, line)
        if table.year is not None or not isinstance(built, Derived):
            raise Stop(block_errors.MisfitYearTotal(repeated=True), line.span)
        table.year = built

    # Rules

    def _rule(self, line: BodyLine) -> None:
        if not self.path:
            raise Stop(syntax_errors.RuleBeforeHeading(), line.span)
        entry = self.path[-1]
        rule = self._of_line(build_rule, line, _title_name(entry.title))
        if entry.role is SectionRole.DEDUCTION and not form_of(rule).deducts:
            raise Stop(errors.AwardInDeduction(), line.span)
        labelled = () if line.label is None else entry.rules
        same = next((rule for rule in labelled if rule.number == line.label), None)
        if same:
            related = (Related("前面一条在这里", same.span),)
            raise Stop(errors.NumberTwice(str(line.label), of_rule=True), line.span, related)
        entry.rules.append(rule)

    def _of_line(self, build: Callable[..., _Built], line: BodyLine, *around: object) -> _Built:
        """Build what stands on a line, once while it stands there; raise the same Stop each time.

        around: all that the result depends on beside the line.
        """
        key = (build, id(line.tree), line.number, *around)
        kept = self.memo.find(key)
        if kept is None:
            try:
                kept = line.tree, build(line, *around), ()
            except Stop as stop:
                kept = line.tree, None, (stop.fault, stop.span, stop.related)
            self.memo.keep(key, kept)  # with the tree, so that its id stays its own
        _, built, stopped = kept
        if stopped:
            raise Stop(*stopped)
        return built  # type: ignore[no-any-return]

    # The end

    def unread(self) -> None:
        """Note that a line was left out with a message."""
        self.complete = False
        if self.path:
            self.path[-1].unread = True

    def finish(self) -> Scheme:
        self.problems.table = self.problems.ref = None
        has_text = any(line.strip() for body in self.bodies for line in body.lines)
        if not self.tables and not has_text and self.complete:
            self.problems.add(errors.EmptyScheme(), Span(1, 1, 1, 2))
        digits, rounding = self._rounding()
        self.period = self._period()
        tables = []
        for draft in self.tables:
            self.problems.table, self.problems.ref = draft.name, None
            grades = self._grades(draft)
            self._check_exceptions(draft, grades)
            rank_keys = self._rank_keys(draft)
            year = self._year_total(draft)
            consequence = read_consequence(draft.fields, self.problems) or Consequence.SKIP
            above = Inherited(draft.traits, None, consequence, draft.roster, draft.spellings)
            sections = tuple(section.freeze(above, self.problems) for section in draft.sections)
            self.problems.ref = None
            check_weights(draft.sections, self.problems)
            names = (declared.name for part in (draft.declarations, draft.derived) for declared in part)
            check_rank_keys(rank_keys, sections, {name.text for name in names}, year is not None, self.problems)
            tables.append(
                Table(
                    draft.name, draft.title, draft.full, draft.fields, draft.roster,
                    tuple(draft.declarations), tuple(draft.derived),
                    sections, grades, tuple(draft.honours), self._totalling(draft), rank_keys, year, draft.span,
                )
            )  # fmt: skip
        bodies = tuple(body.freeze() for body in self.bodies)
        return Scheme(self.fields, self.period, digits, rounding, tuple(tables), bodies)

    def _grades(self, draft: TableDraft) -> Grades | None:
        if draft.grades_at is None:
            return None
        grades = build_grades(draft.grade_lines, draft.grades_at, self.problems, self.complete)
        return None if grades is None else quotas_of_groups(grades, draft.roster, self.problems)

    def _rank_keys(self, draft: TableDraft) -> tuple[RankKey, ...]:
        text = draft.fields.get("rank")
        try:
            return () if text is None else build_rank_keys(text)
        except Stop as stop:
            self.problems.stop(stop)
            return ()

    def _check_exceptions(self, draft: TableDraft, grades: Grades | None) -> None:
        """Report a 表彰 whose grade, or whose units with a 一票否决, are not in 等次."""
        if grades is None and draft.grades_at is not None:
            return  # 等次 has its message
        vetoes = [] if grades is None else [one for one in grades.overrides if one.effect is Effect.VETO]
        for honour in draft.honours:
            if honour.except_vetoed and not vetoes:
                self.problems.add(block_errors.NothingVetoed(), honour.span)
            names = () if grades is None else grades.names
            if honour.grade and honour.grade not in names:
                self.problems.add(grade_errors.UnknownGrade(honour.grade, names), honour.span)

    def _year_total(self, draft: TableDraft) -> Expression | None:
        """Return the year's expression; it must use the sum of the scheme's own periods."""
        if draft.year is None:
            return None
        sum_ = period_sum(self.period)
        used = {name.text for name in names_in(draft.year.value)}
        if sum_ is None or sum_ not in used:
            self.problems.add(block_errors.MisfitYearTotal(repeated=False, period_sum=sum_), draft.year.span)
            return None
        return draft.year.value

    def _totalling(self, draft: TableDraft) -> Totalling:
        text = draft.fields.get("total")
        try:
            return Totalling() if text is None else build_totalling(text)
        except Stop as stop:
            self.problems.stop(stop)
            return Totalling()

    def _rounding(self) -> tuple[int, Rounding]:
        text = self.fields.get("digits")
        if text is None:
            return 2, Rounding.HALF_UP
        ways = "|".join(rounding.value for rounding in Rounding)
        match = re.fullmatch(rf"\s*([0-6])\s*位\s*(?:[,、]\s*({ways})\s*)?", fold_plain(text.text))
        if match is None:
            self.problems.add(errors.UnreadableDigits(text.text), text.span)
            return 2, Rounding.HALF_UP
        return int(match.group(1)), Rounding(match.group(2) or Rounding.HALF_UP)

    def _period(self) -> Period:
        text = self.fields.get("period")
        if text is None:
            return Period.YEARLY
        stem = keywords().periods.get(text.text.rstrip("。"))
        if stem is None:
            self.problems.add(errors.UnknownPeriod(text.text), text.span)
        return Period(stem or Period.YEARLY)


def period_sum(period: Period) -> str | None:
    """Return the name that the sum of a unit's periods has in 年度总分."""
    return keywords().year.get(period)


def _role(attributes: Attributes, parent: EntryDraft | None) -> SectionRole:
    if attributes.deduction:
        return SectionRole.DEDUCTION
    if attributes.bonus:
        return SectionRole.BONUS
    return parent.role if parent else SectionRole.BASE


def _title_name(title: str) -> str:
    """Return the title as a column's name: without quotation marks."""
    return re.sub('[“”"「」]', "", title)
