"""Compare what a standard was read as with the rules of its entry: equal, different at a value, or not compared.

Receives an entry and the answer of the reader; promises that a difference holds: the reading is the only one, the
measures of both sides pair in one way or differ in every way, and the reference engine gives both scores.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from creditdsl.base.node import node
from creditdsl.base.node_walk import walk
from creditdsl.compiler.name_uses import names_in
from creditdsl.forms.answers import NoPoints, VoidItem, VoidSection
from creditdsl.forms.base import form_of
from creditdsl.ir import nodes as ir
from creditdsl.ir.types import Count, Mark, Number, Type
from creditdsl.reader.meanings import (
    Answer,
    Certain,
    Context,
    FieldLine,
    GradeLine,
    Heading,
    HonourLine,
    Open,
    Reading,
    RuleLine,
    Unread,
)
from creditdsl.reader.sentence_reader import read
from creditdsl.review.standards.entry_program import EntryProgram, Home, of_rules, of_standard, rules_of
from creditdsl.review.standards.grid import Grid, Row, Trial
from creditdsl.review.standards.pairing import Pairing, pairings
from creditdsl.review.standards.same_shape import same_shape
from creditdsl.syntax.attributes import parse_attributes
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Entry, Rule, SectionRole, Trait
from creditdsl.syntax.tree import Attributes

_MOST_PAIRINGS = 8
_MOST_UNSURE = 2
"""Pairings that are tried after the first: each may be equal; where the first is unsure, none can differ."""
_OF_WHOLE = re.compile("[本该此整]项|本指标|全部")


@node
class Witness:
    """Cells at which both sides score differently. measures: those of the rules with their types. place: where the
    unit stands among others, in words, where that decides.
    """

    row: Row
    standard: Fraction
    rules: Fraction
    measures: Mapping[str, Type]
    place: str = ""


@node
class Ranges:
    """People may give other points: from low to high by the standard, and by the rules."""

    standard: tuple[Fraction, Fraction]
    rules: tuple[Fraction, Fraction]


@node
class Equal:
    """Both sides score alike on all values that were tried. level: all of them give one and the same score."""

    level: bool = False


@node
class Differs:
    """Both sides score differently. reading: what the standard was read as, with its rules."""

    witness: Witness | Ranges
    reading: Reading
    rules: tuple[Rule, ...]


@node
class NotCompared:
    """The standard is not read, or says what the rules cannot be held against."""


Verdict = Equal | Differs | NotCompared


def compare(text: str, home: Home, entry: Entry) -> Verdict:
    """Compare the text of an entry's standard with its rules.

    Where a text says 不得分 but not of what, no difference rests on a reading that strikes the whole entry.
    """
    if entry.children or not entry.rules or Trait.UNSCORED in entry.traits:
        return NotCompared()
    table = home.compiled.table
    measures = frozenset(name.text for name in names_in((table.declarations, table.derived, entry.rules)))
    verdict = _of_answer(read(text, Context(entry.title, entry.points, measures)), home, entry)
    strikes = isinstance(verdict, Differs) and any(isinstance(part, VoidItem) for part in walk(verdict.rules))
    return NotCompared() if strikes and _OF_WHOLE.search(text) is None else verdict


def _of_answer(answer: Answer, home: Home, entry: Entry) -> Verdict:
    match answer:
        case Certain(reading=reading):
            return _of_reading(reading, home, entry)
        case Open(answers=answers):
            verdicts = (_of_reading(reading, home, entry) for _, reading in answers)
            return Equal() if any(isinstance(one, Equal) for one in verdicts) else NotCompared()
        case Unread():
            return NotCompared()
        case _:
            assert_never(answer)


def _of_reading(reading: Reading, home: Home, entry: Entry) -> Verdict:
    lines = tuple(target for target in reading.targets if isinstance(target, RuleLine))
    rules = rules_of(lines, entry.title)
    giving = tuple(rule for rule in rules or () if not _gives_nothing(rule))
    verdicts = [_of_entry(read_as, home, entry, reading) for read_as in _entries_of(reading, entry, giving)]
    if any(isinstance(verdict, Equal) for verdict in verdicts):
        return Equal()
    return NotCompared() if giving != rules or NotCompared() in verdicts or not verdicts else verdicts[0]


def _of_entry(read_as: Entry, home: Home, entry: Entry, reading: Reading) -> Verdict:
    """Compare an entry as a reading has it with the entry."""
    standard = of_standard(home, read_as)
    if standard is None or not _concern_the_same(standard.entry, entry):
        return NotCompared()
    for opened in (False, True):
        own_rules = of_rules(home, entry, len(standard.measures), opened=opened)
        if own_rules is not None:
            verdict = _Comparison(standard, own_rules, reading).verdict()
            if isinstance(verdict, Equal) and verdict.level and Trait.OPEN not in entry.traits:
                return _without_limits(read_as, home, entry, reading)
            return verdict
    return NotCompared()


def _without_limits(read_as: Entry, home: Home, entry: Entry, reading: Reading) -> Verdict:
    """Compare where the heading leaves one score whatever happens: only what is the same without it is equal."""
    opened = [replace(one, traits=one.traits | {Trait.OPEN}) for one in (read_as, entry)]
    verdict = _of_entry(opened[0], home, opened[1], reading)
    return verdict if isinstance(verdict, Equal) else NotCompared()


def _gives_nothing(rule: Rule) -> bool:
    """Return whether a rule only says 不得分 of a case, as a standard often adds: 未报送的不得分.

    Rules of an entry leave it out, or mean that nothing else is given either, so that no difference may rest on it.
    """
    ladder = form_of(rule).ladder()
    return ladder is not None and all(isinstance(result, NoPoints) for result in ladder.results)


def _entries_of(reading: Reading, entry: Entry, rules: tuple[Rule, ...]) -> Iterator[Entry]:
    """Yield the entry as the reading has it, in one way or two; nothing where no heading and no rule says that.

    A standard seldom says from where its points are counted. What only takes away starts full where the heading or
    the reading says so; what gives points below such a heading may start full or from nothing.
    """
    heading = _heading_of(reading, entry)
    if heading is None or not rules:
        return
    points = entry.points if heading.cap is None else heading.cap
    read_as = replace(entry, rules=rules, traits=entry.traits | {*heading.traits}, points=points)
    from_nothing = replace(read_as, traits=read_as.traits - {Trait.FROM_FULL}, below_full=False)
    if Trait.FROM_FULL in heading.traits and not entry.starts_full:
        if entry.role is SectionRole.BASE and points is not None:
            yield read_as
        yield from_nothing
    elif entry.starts_full and not all(form_of(rule).deducts for rule in rules):
        yield from_nothing
        yield read_as
    else:
        yield read_as


def _heading_of(reading: Reading, entry: Entry) -> Attributes | None:
    """Return the traits and the cap that a reading adds to the heading; None where it says more than that."""
    heading = Attributes()
    for target in reading.targets:
        match target:
            case RuleLine():
                pass
            case Heading(trait=words):
                added = parse_attributes(fold_plain(words), keywords(), entry.span)
                if added is None or replace(added, traits=(), cap=None) != Attributes():
                    return None
                cap = heading.cap if added.cap is None else added.cap
                heading = Attributes(cap=cap, traits=(*heading.traits, *added.traits))
            case FieldLine(name="缺报", text=words):
                if entry.unreported is None or keywords().unreported.get(words) != entry.unreported:
                    return None
            case GradeLine() | HonourLine() | FieldLine():
                return None
            case _:
                assert_never(target)
    return heading


def _concern_the_same(standard: Entry, entry: Entry) -> bool:
    """Return whether both sides can be held against each other by the score of the entry alone."""
    if entry.role is SectionRole.DEDUCTION and not all(form_of(rule).deducts for rule in standard.rules):
        return False
    sections = [sum(isinstance(part, VoidSection) for part in walk(one.rules)) for one in (standard, entry)]
    return not entry.ref.depth or sections[0] == sections[1]


@node
class _Comparison:
    """Two programs of one entry with as many measures."""

    standard: EntryProgram
    rules: EntryProgram
    reading: Reading

    def verdict(self) -> Verdict:
        """Return equal where some pairing of the measures is, different where none is and the likeliest is sure."""
        if any(isinstance(part, ir.Member) for side in (self.standard, self.rules) for part in side.nodes):
            return NotCompared()
        first: Witness | Ranges | None = None
        sure, both_divide = False, bool(self.standard.divisors) is bool(self.rules.divisors)
        for number, pairing in enumerate(pairings(self.standard.measures, self.rules.measures)):
            outcome = self._paired(pairing)
            if isinstance(outcome, Equal):
                return outcome
            if first is None:
                first, sure = outcome, pairing.sure and both_divide
            if outcome is None or number > (_MOST_PAIRINGS if sure else _MOST_UNSURE):
                return NotCompared()
        return NotCompared() if first is None or not sure else Differs(first, self.reading, self.standard.entry.rules)

    def _paired(self, pairing: Pairing) -> Equal | Witness | Ranges | None:
        """Compare under one pairing; None where no row has a score on both sides."""
        for name, partner, _ in pairing.pairs:
            match self.standard.measures[name], self.rules.measures[partner]:
                case Mark(low=low, high=high), Mark(low=least, high=most) if (low, high) != (least, most):
                    return Ranges((low, high), (least, most))
        if self._same(pairing):
            return Equal()
        grid = self._grid(pairing)
        among_others = self.standard.looks_at_others or self.rules.looks_at_others
        seen = set[Fraction]()
        for trial in grid.trials() if among_others else grid.alone():
            scores = self._scores(pairing, trial.rows)
            seen |= {standard for standard, _ in scores.values()}
            for at, (standard, rules) in scores.items():
                if standard != rules:
                    return Witness(trial.rows[at], standard, rules, self.rules.measures, _place(trial, at))
        return Equal(len(seen) == 1) if seen else None

    def _same(self, pairing: Pairing) -> bool:
        """Return whether both sides are the same rules below the same heading, so that nothing need be scored."""
        standard, rules = self.standard.entry, self.rules.entry
        headings = [(one.points, one.traits, one.below_full) for one in (standard, rules)]
        if headings[0] != headings[1] or not all(fit.plain for _, _, fit in pairing.pairs):
            return False
        return same_shape(standard.rules, rules.rules, {name: partner for name, partner, _ in pairing.pairs})

    def _scores(self, pairing: Pairing, rows: Sequence[Row]) -> Mapping[int, tuple[Fraction, Fraction]]:
        """Return the scores of both sides by row, where both have one."""
        of_standard = self.standard.scores([pairing.cells(row.cells) for row in rows])
        of_rules = self.rules.scores([row.cells for row in rows])
        pairs = enumerate(zip(of_standard, of_rules, strict=True))
        return {at: (first, second) for at, (first, second) in pairs if first is not None and second is not None}

    def _grid(self, pairing: Pairing) -> Grid:
        """Return the grid around the numbers of both sides, those of the standard in units of the rules."""
        constants, of_standard = dict(self.rules.constants), self.standard.constants
        partners = {name: partner for name, partner, _ in pairing.pairs}
        divisors = self.rules.divisors | {partners[name] for name in self.standard.divisors}
        measures = dict(self.rules.measures)
        for name, partner, fit in pairing.pairs:
            constants[partner] |= of_standard[name] | {number / fit.scale for number in of_standard[name]}
            match self.standard.measures[name], measures[partner]:
                case Count(), Number(unit=unit, low=low, high=high):
                    measures[partner] = Count(unit, low, high)  # there is no half of what a standard counts
        return Grid(measures, constants, divisors)


def _place(trial: Trial, at: int) -> str:
    """Return where a unit stands among those of a trial, in words."""
    if not trial.words:
        return ""
    place = "最高的" if at == 0 else "最低的" if at == len(trial.rows) - 1 else f"从高到低第 {at + 1} 个"
    return f"{trial.words}时，{place}单位"
