"""Name resolution: the measure that each name refers to, and the words that cannot be names.

Receives the AST. Promises for each table the derived measures in dependency order, valid references between
rules, and the rules that later passes skip because a name in them is already reported.
"""

from collections.abc import Iterator, Mapping

from creditdsl.base.collect import Collector
from creditdsl.base.diagnostic import Diagnostic, Related
from creditdsl.base.fault import Fault
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.base.spelling import name_key
from creditdsl.compiler import name_errors
from creditdsl.compiler.name_uses import names_in
from creditdsl.forms.answers import Award, VoidRef, VoidRule
from creditdsl.forms.bare_count import line_of_each
from creditdsl.syntax.guard import counting_word, joining_word
from creditdsl.syntax.nodes import Derived, Entry, Name, Rule, Scheme, Table
from creditdsl.syntax.walk import end_reads, entries, rules, target

MAX_NAME = 60
"""Characters of the longest name in which slips are looked for."""


@node
class Names:
    """The resolved names of a table.

    derived: in dependency order. skipped: ids of rules that have a message already.
    """

    derived: tuple[Derived, ...]
    skipped: frozenset[str]


def resolve(scheme: Scheme, file: str) -> tuple[Mapping[str, Names], tuple[Diagnostic, ...]]:
    """Resolve the names of every table, by the table's name."""
    problems = Collector(file)
    names = {}
    for table in scheme.tables:
        problems.table, problems.ref = table.name, None
        names[table.name] = _Resolver(table, problems).run()
    return names, tuple(problems.diagnostics)


class _Resolver:
    def __init__(self, table: Table, problems: Collector) -> None:
        self.table = table
        self.problems = problems
        self.declared: dict[str, Span] = {}
        self.skipped: set[str] = set()
        self.refs = {entry.ref: None for entry in entries(table)}
        self.guarded: set[str] = set()
        self.spellings: dict[str, Name] = {}
        """The first use of each measure, by the key of its name."""
        self.masked: dict[str, str] = {}
        """Declared names by each of their masks."""
        self.lengths: frozenset[int] = frozenset()
        self.parts = {d.name.text: {name.text for name in names_in(d.value)} for d in table.derived}

    def run(self) -> Names:
        for name in [d.name for d in self.table.declarations] + [d.name for d in self.table.derived]:
            self._declare(name)
        self.masked = {mask: name for name in self.declared for mask in _masks(name)}
        self.lengths = frozenset(map(len, self.declared))
        derived = self._order()
        for measure in self.table.derived:
            for name in names_in(measure.value):
                self._bare(name)
        titles: dict[str, Entry] = {}
        for entry, identity, rule in rules(self.table):
            self.problems.ref = entry.ref
            full_marks = False
            for part in rule.nodes:
                match part:
                    case Name():
                        if not self._name_of_rule(part, rule, entry, titles):
                            self.skipped.add(identity)
                    case VoidRef() | VoidRule():
                        self._void(part, entry, identity)
                    case Award(value=None):
                        full_marks = True
            if full_marks and entry.points is None:
                self.problems.add(name_errors.FullMarksWithoutPoints(), rule.span)
        self.problems.ref = None
        for name in names_in(end_reads(self.table)):
            self._bare(name)
        for name in names_in(self.table.year):
            self._bare(name)
        return Names(derived, frozenset(self.skipped))

    def _declare(self, name: Name) -> None:
        self._spelt(name)
        if name.text in self.declared:
            related = (Related("前面一处在这里", self.declared[name.text]),)
            self.problems.add(name_errors.DeclaredTwice(name.text, name.text), name.span, related)
        else:
            self.declared[name.text] = name.span

    def _bare(self, name: Name, line: str = "") -> bool:
        """Guard one use of a name; return False if it was stopped. line: the rule as typed."""
        self._spelt(name)
        if name.quoted or name.text in self.declared:
            return True
        if (word := joining_word(name.text)) is not None:
            if name.text not in self.guarded:
                self.guarded.add(name.text)
                self.problems.add(_stopped(name.text, word, line), name.span)
            return False
        if (near := self._one_slip(name.text)) is not None:
            related = (Related("声明在这里", self.declared[near]),)
            self.problems.add(name_errors.NearlyDeclared(name.text, near), name.span, related)
        return True

    def _spelt(self, name: Name) -> None:
        """Report a name that data cannot tell from an earlier one, each spelling once."""
        first = self.spellings.setdefault(name_key(name.text), name)
        if name.text not in (first.text, *self.guarded):
            self.guarded.add(name.text)
            related = (Related("前面一处在这里", first.span),) if first.span else ()
            self.problems.add(name_errors.DeclaredTwice(first.text, name.text), name.span, related)

    def _one_slip(self, text: str) -> str | None:
        """Return the declared name, of three characters or more, that differs in one character.

        A part of a derived measure is no slip for it: 合格率 = 合格数 ÷ ….
        """
        if len(text) not in self.lengths:
            return None
        near = (self.masked[mask] for mask in _masks(text) if mask in self.masked)
        return next((name for name in near if text not in self.parts.get(name, ())), None)

    def _title(self, name: Name, entry: Entry, titles: dict[str, Entry]) -> bool:
        """Let a rule without a name measure the item by its title; two items must not share it."""
        first = titles.setdefault(name.text, entry)
        if first is entry:
            return True
        related = (Related("前面一项在这里", first.span),)
        self.problems.add(name_errors.TitleTwice(name.text), name.span, related)
        return False

    def _name_of_rule(self, name: Name, rule: Rule, entry: Entry, titles: dict[str, Entry]) -> bool:
        """Guard a name of a rule, which may be the item's title; return False if it was stopped."""
        return self._bare(name, rule.text) and (name.span != rule.span or self._title(name, entry, titles))

    def _void(self, void: VoidRef | VoidRule, entry: Entry, identity: str) -> None:
        """Report a reference to an entry or a rule that is not there, or to the rule itself."""
        match void:
            case VoidRef() if void.ref not in self.refs:
                near = nearest(void.ref, self.refs, 1)
                self.problems.add(name_errors.UnknownVoidTarget(void.ref, rule=False, nearest=near), void.span)
            case VoidRule() if (aim := target(entry, void.number)) in (None, identity):
                fault = name_errors.UnknownVoidTarget(str(void.number), rule=True, itself=aim == identity)
                self.problems.add(fault, void.span)

    def _order(self) -> tuple[Derived, ...]:
        """Order derived measures so that each follows those it needs; a circle is reported once."""
        by_name = {measure.name.text: measure for measure in reversed(self.table.derived)}
        done: dict[str, Derived] = {}
        for start in self.table.derived:
            path: list[str] = []
            stack = [(start.name.text, iter(names_in(start.value)))]
            path.append(start.name.text)
            while stack:
                current, needs = stack[-1]
                step = next(needs, None)
                if step is None:
                    stack.pop()
                    path.pop()
                    done.setdefault(current, by_name[current])
                elif step.text in path:
                    circle = tuple(path[path.index(step.text) :])
                    self.problems.add(name_errors.CircularMeasures(circle), step.span)
                    return ()
                elif step.text in by_name and step.text not in done:
                    stack.append((step.text, iter(names_in(by_name[step.text].value))))
                    path.append(step.text)
        return tuple(done.values())


def _stopped(name: str, word: str, line: str) -> Fault:
    """Return the fault of a guarded name: a count in it, or a joining word."""
    counted = counting_word(name)
    if counted is None or not (counted[0].endswith(word) or word.endswith(counted[0])):
        return name_errors.KeywordInName(name, word)
    count, step = counted
    before, _, behind = line.partition(name)
    stem = name.removesuffix(count)
    each = line_of_each(before + stem, step, behind) if step and stem else None
    return name_errors.CountInName(name, count, each)


def _masks(name: str) -> Iterator[str]:
    """Yield the name with each of its characters hidden in turn; nothing for a name too short or long."""
    if 2 < len(name) <= MAX_NAME:
        yield from (f"{name[:i]}*{name[i + 1 :]}" for i in range(len(name)))
