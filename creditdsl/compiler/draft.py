"""Entries and tables while the builder collects their lines, and how they are frozen into the AST.

The role of a section, 积分 and 适用 count for all entries below the heading. They are handed down when an
entry is frozen, because only then all its fields are known.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from creditdsl.base.collect import Collector
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.base.source import Span
from creditdsl.base.spelling import cleaned, name_key
from creditdsl.compiler import block_errors, errors
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.name_lists import split_names
from creditdsl.syntax.nodes import (
    Applicability,
    Body,
    Consequence,
    Declaration,
    Derived,
    Entry,
    Fields,
    Honour,
    Rule,
    SectionRole,
    Text,
    Trait,
    Unreported,
)
from creditdsl.syntax.tree import BodyLine, Level


@dataclass(slots=True)
class BodyDraft:
    """A text of the document being collected. cuts: whether lines of a table below it were reported."""

    tables_before: int
    span: Span
    lines: list[str] = field(default_factory=list)
    cuts: bool = False

    def freeze(self) -> Body:
        return Body(tuple(self.lines), self.tables_before, self.span)


@dataclass(slots=True)
class EntryDraft:
    """An entry being collected."""

    ref: EntryRef
    number: str
    title: str
    points: Fraction | None
    role: SectionRole
    weight: Fraction | None
    traits: frozenset[Trait]
    span: Span
    bracketed: bool
    """Whether the number is written （一）, above 1. (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）)."""
    fields: dict[str, Text] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    children: list["EntryDraft"] = field(default_factory=list)
    unread: bool = False
    """Whether a rule of the entry has a message, so that the entry is not reported as one without rules."""

    @property
    def may_be_mixed(self) -> bool:
        """Whether its items may each be 加分 or 扣分: a section that says neither, nor points nor a weight."""
        return not self.ref.depth and self.role is SectionRole.BASE and self.points is None and self.weight is None

    def _mixed(self, problems: Collector) -> bool:
        """Return whether the items of the section are 加分 and 扣分; then each must be one of them."""
        roles = {child.role for child in self.children}
        mixed = self.role is SectionRole.BASE and bool(roles - {SectionRole.BASE})
        for child in self.children if mixed else ():
            if child.role is SectionRole.BASE:
                problems.add(errors.MixedRoles(unsaid=True), child.span)
        return mixed

    def freeze(self, above: "Inherited", problems: Collector) -> Entry:
        problems.ref = self.ref
        mixed = self._mixed(problems)
        applies = self._applies(above, problems)
        self._warn_without_rules(problems)
        if self.rules and self.children:
            problems.add(errors.RulesAboveItems(self.title), self.rules[0].span)
        traits = self.traits | (above.traits & {Trait.OPEN, Trait.UNSCORED})
        below = Inherited(
            traits,
            applies,
            above.consequence,
            above.roster,
            above.spellings,
            above.from_full or Trait.FROM_FULL in self.traits,
        )
        return Entry(
            ref=self.ref,
            number=self.number,
            title=self.title,
            points=self.points,
            role=SectionRole.BONUS if mixed else self.role,
            weight=self.weight,
            unreported=self._unreported(problems),
            traits=traits | {Trait.NEGATIVE} if mixed else traits,
            below_full=above.from_full,
            applies=applies,
            fields=self.fields,
            rules=tuple(self.rules),
            children=tuple(child.freeze(below, problems) for child in self.children),
            span=self.span,
        )

    def _applies(self, above: "Inherited", problems: Collector) -> Applicability | None:
        """Return the 适用 of this entry, else what it inherits."""
        text = self.fields.get("applies")
        consequence = read_consequence(self.fields, problems) or above.consequence
        if text is None:
            return above.applies
        names = [name for part in split_names(text.text) if (name := cleaned(part))]
        groups = {name_key(group): group for group in above.roster}
        units = {unit for group in above.roster.values() for unit in group}
        applied = [groups.get(name_key(name)) or above.spellings.setdefault(name_key(name), name) for name in names]
        for name in applied if above.roster else ():
            if name not in above.roster and name not in units:
                problems.add(block_errors.NotInRoster(name, tuple(above.roster), in_rule=False), text.span)
        return Applicability(tuple(applied), consequence, above.applies)

    def _unreported(self, problems: Collector) -> Unreported | None:
        """Read 缺报：零分 or 取平均分."""
        text = self.fields.get("unreported")
        if text is None:
            return None
        stem = keywords().unreported.get(text.text.rstrip("。"))
        if stem is None:
            problems.add(errors.UnreadableConsequence("unreported", text.text), text.span)
            return None
        if self.children:
            problems.add(errors.UnreportedAboveItems(self.title, text.text.rstrip("。")), text.span)
            return None
        return Unreported(stem)

    def _warn_without_rules(self, problems: Collector) -> None:
        """Warn of an item without rules: each unit would get 0 in silence."""
        if (
            not self.rules
            and not self.children
            and not self.unread
            and Trait.UNSCORED not in self.traits
            and "undecided" not in self.fields
        ):
            problems.add(errors.EntryWithoutRules(self.title), self.span)


def check_weights(siblings: list[EntryDraft], problems: Collector) -> None:
    """Check that base siblings are all weighted, to 100 % together, or none is."""
    base = [entry for entry in siblings if entry.role is SectionRole.BASE and Trait.UNSCORED not in entry.traits]
    weights = [entry.weight for entry in base if entry.weight is not None]
    if weights and (len(weights) < len(base) or sum(weights) != 1):
        total = None if len(weights) < len(base) else sum(weights, Fraction(0))
        problems.add(errors.UnbalancedWeights(total), base[-1].span)
    for entry in siblings:
        check_weights(entry.children, problems)


@node
class Inherited:
    """The traits, applicability and roster that an entry takes from the headings above it.

    from_full: whether one of them says 满分起扣.
    """

    traits: frozenset[Trait]
    applies: Applicability | None
    consequence: Consequence
    roster: dict[str, tuple[str, ...]]
    spellings: dict[str, str]
    from_full: bool = False


def read_consequence(fields: Fields, problems: Collector) -> Consequence | None:
    """Read 不适用：不计分 or 得满分."""
    text = fields.get("inapplicable")
    if text is None:
        return None
    stem = keywords().consequences.get(text.text.rstrip("。"))
    if stem is None:
        problems.add(errors.UnreadableConsequence("inapplicable", text.text), text.span)
        return None
    return Consequence(stem)


@dataclass(slots=True)
class TableDraft:
    """A table being collected.

    style: the numbering of its sections, set by its first heading.
    """

    name: str
    title: str
    full: Fraction | None
    traits: frozenset[Trait]
    span: Span
    fields: dict[str, Text] = field(default_factory=dict)
    roster: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)
    """The units as they are first spelt, by key."""
    declarations: list[Declaration] = field(default_factory=list)
    derived: list[Derived] = field(default_factory=list)
    grade_lines: list[BodyLine] = field(default_factory=list)
    grades_at: Span | None = None
    honours: list[Honour] = field(default_factory=list)
    year: Derived | None = None
    sections: list[EntryDraft] = field(default_factory=list)
    style: Level | None = None
    refs: dict[str, Span] = field(default_factory=dict)
