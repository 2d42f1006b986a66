"""The items of a scheme as the reader of sentences sees them: a heading, its points, and the lines below it.

Receives the lines of a scheme, of which some could not be read. Promises the item of every rule line, so that a
sentence is read in its context and its words can be kept as 标准.
"""

from collections.abc import Iterator, Mapping

from creditdsl.base.node import node
from creditdsl.compiler.build import build
from creditdsl.compiler.name_uses import names_in
from creditdsl.reader.meanings import Context
from creditdsl.syntax.nodes import Entry, Rule, Scheme, SectionRole, Trait
from creditdsl.syntax.tree import BodyLine, FieldLine, HeadingLine, Level, SchemeTree


@node
class Item:
    """A heading, with the entry that it is built to, its rule lines, its 标准 and its rules by line.

    measures: the names of the scheme's measures.
    """

    heading: HeadingLine
    entry: Entry
    lines: tuple[BodyLine, ...]
    wording: FieldLine | None
    rules: Mapping[int, Rule]
    measures: frozenset[str]

    @property
    def context(self) -> Context:
        """What a sentence below the heading may take from it; only points that are earned or kept are its points."""
        plain = self.entry.role is SectionRole.BASE and not self.entry.traits & {Trait.NEGATIVE, Trait.OPEN}
        return Context(self.entry.title, self.entry.points if plain else None, self.measures)

    @property
    def deducts(self) -> bool:
        """Whether the item lies in a section that only takes points away."""
        return self.entry.role is SectionRole.DEDUCTION


def items(tree: SchemeTree) -> dict[int, tuple[Item, BodyLine]]:
    """Return each rule line with its item, by the number of the line."""
    scheme, _ = build(tree)
    measures = frozenset(name.text for name in names_in(scheme.tables))
    entries = {entry.span.line: entry for entry in _entries(scheme)}
    around: dict[int, tuple[Item, BodyLine]] = {}
    for heading, lines, wording in _groups(tree):
        entry = entries.get(heading.number)
        if entry is None or not lines:
            continue
        rules = {rule.span.line: rule for rule in entry.rules}
        item = Item(heading, entry, tuple(lines), wording, rules, measures)
        around.update({line.number: (item, line) for line in lines})
    return around


def _entries(scheme: Scheme) -> Iterator[Entry]:
    left = [section for table in scheme.tables for section in table.sections]
    while left:
        entry = left.pop()
        yield entry
        left += entry.children


def _groups(tree: SchemeTree) -> Iterator[tuple[HeadingLine, list[BodyLine], FieldLine | None]]:
    """Yield each heading of an entry with its rule lines and its 标准."""
    heading: HeadingLine | None = None
    lines: list[BodyLine] = []
    wording: FieldLine | None = None
    for line in tree.lines:
        match line:
            case HeadingLine(level=level):
                if heading is not None:
                    yield heading, lines, wording
                heading, lines, wording = (None if level is Level.TABLE else line), [], None
            case FieldLine(stem="wording"):
                wording = line
            case BodyLine(start="rule"):
                lines.append(line)
            case _:
                pass
    if heading is not None:
        yield heading, lines, wording
