"""What of a scheme with errors can be reviewed: the rest of it, without the items and tables that an error stands in.

Receives a compilation that failed; promises one that did not, of the same lines. An error in a rule or a field takes
its item out: the heading stays, as one that waits for its rules (待定). An error in 等次 or 表彰 takes these blocks
out, any other the whole table. An error above the tables leaves nothing to review.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.base.watch import Watch, unwatched
from creditdsl.compiler.pipeline import Compilation, analyse_scheme, compile_analysis
from creditdsl.syntax.homes import Home, homes
from creditdsl.syntax.nodes import Entry, Scheme, Table, Text
from creditdsl.syntax.tree import BodyLine, FieldLine, HeadingLine, SchemeTree
from creditdsl.syntax.walk import entries

_ROUNDS = 8
"""How often what is left is checked again: leaving an item out may leave another without what it refers to."""
_ENDING_WORDS = "等次和表彰"


@node
class Partial:
    """A scheme less what is wrong in it.

    left_out: by table, what of it is not reviewed, in words; nothing where it is the whole table. lines: those that
    are not reviewed.
    """

    compilation: Compilation
    left_out: Mapping[str, tuple[str, ...]]
    lines: frozenset[int]

    @property
    def count(self) -> int:
        """The number of parts that are left out."""
        return sum(len(parts) or 1 for parts in self.left_out.values())

    def words(self) -> str:
        """Return what is left out: `附件1 二/3、附件2`."""
        return "、".join(f"{table} {part}".strip() for table, parts in self.left_out.items() for part in parts or ("",))

    def concerns(self, table: str | None, ref: str | None, line: int | None) -> bool:
        """Return whether a finding looks at something that is left out: there, or in an entry above it."""
        above = ref is not None and any(EntryRef(ref).holds(left) for left in self.left_out.get(table or "", ()))
        return above or line in self.lines


def partial(compilation: Compilation, watch: Watch = unwatched) -> Partial | None:
    """Return what can be reviewed of a scheme with errors; None where that is nothing."""
    rest = _Rest(compilation.tree, compilation.scheme)
    errors = _errors(compilation.diagnostics)
    for _ in range(_ROUNDS):
        watch()
        if not rest.leave_out(errors):
            return None
        analysis = analyse_scheme(rest.tree, rest.scheme)
        errors = _errors(analysis.diagnostics)
        if not errors:
            return Partial(compile_analysis(analysis, watch), rest.words(), frozenset(rest.lines))
    return None


def _errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [one for one in diagnostics if one.severity is Severity.ERROR]


@dataclass(slots=True)
class _Rest:
    """What is left of a scheme while errors are taken out of it. Tables by name, entries by reference."""

    tree: SchemeTree
    scheme: Scheme
    tables: set[str] = field(default_factory=set)
    endings: set[str] = field(default_factory=set)
    entries: dict[str, set[EntryRef]] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)

    def leave_out(self, errors: Iterable[Diagnostic]) -> bool:
        """Leave out what the errors stand in; return whether anything is left."""
        by_line = {home.line.number: home for home in homes(self.tree, self.scheme)}
        for error in errors:
            at = 0 if error.span is None else error.span.line
            if at in self.lines:
                continue
            if at not in by_line:
                return False
            self._leave_out(by_line[at])
        self.lines |= {number for number, home in by_line.items() if self._is_out(home)}
        self.scheme = replace(self.scheme, tables=tuple(self._left_of_tables()))
        return bool(self.scheme.tables)

    def words(self) -> dict[str, tuple[str, ...]]:
        """Return what is left out, by table in words."""
        parts: dict[str, tuple[str, ...]] = {table: tuple(sorted(refs)) for table, refs in self.entries.items()}
        parts |= {table: (*parts.get(table, ()), _ENDING_WORDS) for table in sorted(self.endings)}
        return parts | dict.fromkeys(sorted(self.tables), ())

    def _leave_out(self, home: Home) -> None:
        table = home.table.name
        if home.ending:
            self.endings.add(table)
        elif home.entry is not None and _is_of_item(home):
            self.entries.setdefault(table, set()).add(home.entry.ref)
        else:
            self.tables.add(table)

    def _is_out(self, home: Home) -> bool:
        table = home.table.name
        ref = None if home.entry is None else home.entry.ref
        refs = self.entries.get(table, set())
        while ref is not None and ref not in refs:
            ref = ref.parent
        return table in self.tables or (home.ending and table in self.endings) or ref is not None

    def _left_of_tables(self) -> Iterator[Table]:
        for table in self.scheme.tables:
            if table.name not in self.tables:
                kept = replace(table, sections=_waiting(table.sections, self.entries.get(table.name, set())))
                yield replace(kept, grades=None, honours=()) if table.name in self.endings else kept


def _is_of_item(home: Home) -> bool:
    """Return whether what is wrong in a line concerns its item only; a number that stands twice concerns two."""
    if isinstance(home.line, HeadingLine):
        refs = [entry.ref for entry in entries(home.table)]
        return len(refs) == len(set(refs))
    return isinstance(home.line, FieldLine | BodyLine)


def _waiting(siblings: tuple[Entry, ...], refs: Set[EntryRef]) -> tuple[Entry, ...]:
    """Return the entries; those of `refs` have nothing below their headings and wait for their rules."""
    return tuple(
        replace(entry, rules=(), children=(), fields={"undecided": Text("", entry.span)}, applies=None)
        if entry.ref in refs
        else replace(entry, children=_waiting(entry.children, refs))
        for entry in siblings
    )
