"""One entry alone as a program: its own rules, or those that its standard was read as.

Receives an entry in its table; promises the scores that its rules give to any cells, exactly as in the whole scheme,
or None where the rules cannot stand alone or need what a standard does not say. Scope, 缺报 and voids from other
entries act on both sides alike and are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.backends.interpret import interpret
from creditdsl.base.diagnostic import has_errors
from creditdsl.base.node import node
from creditdsl.base.node_walk import walk
from creditdsl.base.reference import EntryRef
from creditdsl.base.source import Source, Span
from creditdsl.compiler.build import build
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.pipeline import CompiledTable, analyse_scheme, compile_analysis
from creditdsl.ir import nodes as ir
from creditdsl.ir.cells_read import cells_of
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import Cells, UnitData
from creditdsl.ir.program import Item, Program
from creditdsl.ir.types import Type
from creditdsl.reader.meanings import RuleLine
from creditdsl.syntax.nodes import Derived, Entry, Name, Period, Rule, Scheme, Table, Totalling
from creditdsl.syntax.tree import Attributes, BodyLine, HeadingLine, Level, Line, SchemeTree

_ALONE = EntryRef.first()


@node
class Home:
    """The table in which an entry stands, and the scheme that rounds its scores."""

    scheme: Scheme
    compiled: CompiledTable


@node
class EntryProgram:
    """An entry's rules with the measures that they read, in order."""

    entry: Entry
    program: Program
    measures: Mapping[str, Type]

    @property
    def nodes(self) -> Iterator[object]:
        """Every node of the program."""
        return walk(tuple(definition.body for definition in self.program.definitions))

    @property
    def looks_at_others(self) -> bool:
        """Whether a score depends on other units: on places, or on the best of all."""
        return any(isinstance(part, ir.Ranking | ir.Population) for part in self.nodes)

    @property
    def constants(self) -> Mapping[str, frozenset[Fraction]]:
        """By measure the numbers of the definitions that read it, and the points of the entry."""
        points = () if self.entry.points is None else (self.entry.points,)
        numbers = {name: set(points) for name in self.measures}
        bodies = {definition.name: definition.body for definition in self.program.definitions}
        for name in bodies:
            if name != self.program.total:
                parts = [*_opened(name, bodies)]
                written = {number for part in parts for number in _numbers(part)}
                for part in parts:
                    if isinstance(part, ir.Cell | ir.OptionIs) and part.measure in numbers:
                        numbers[part.measure] |= written
        return {name: frozenset(several) for name, several in numbers.items()}

    @property
    def divisors(self) -> frozenset[str]:
        """The measures by which the rules divide."""
        bodies = {definition.name: definition.body for definition in self.program.definitions}
        parts = [part for part in self.nodes if isinstance(part, ir.Arith) and part.op is ir.ArithOp.DIV]
        return frozenset(name for part in parts for by in part.args[1:] for name in cells_of(by, bodies))

    def scores(self, rows: Sequence[Cells]) -> list[Fraction | None]:
        """Return the score of each row, all of them scored together; None for one that waits."""
        units = [UnitData(str(number), cells) for number, cells in enumerate(rows)]
        values = [outcome.items[_ALONE] for outcome in interpret(self.program, units).units]
        return [value if isinstance(value, Fraction) else None for value in values]


def _opened(name: DefinitionId, bodies: Mapping[DefinitionId, ir.Expr | ir.Ranking]) -> Iterator[object]:
    """Yield the nodes of a definition and of those that it refers to, each once."""
    opened = {name}
    waiting = [name]
    while waiting:
        for part in walk(bodies[waiting.pop()]):
            yield part
            if isinstance(part, ir.Ref | ir.Place):
                other = part.name if isinstance(part, ir.Ref) else part.ranking
                waiting += {other} - opened
                opened.add(other)


def _numbers(part: object) -> Iterator[Fraction]:
    """Yield the numbers that a node holds itself."""
    match part:
        case ir.Const(value=Fraction() as value):
            yield value
        case ir.Steps(size=size):
            yield size
        case ir.Clamp(low=low, high=high):
            yield from (end for end in (low, high) if end is not None)


def of_rules(home: Home, entry: Entry, count: int, *, opened: bool) -> EntryProgram | None:
    """Return the entry's own rules where they read `count` measures.

    opened: whether derived measures are computed from their parts.
    """
    table = home.compiled.table
    used = {name.text for rule in entry.rules for name in rule.nodes if isinstance(name, Name)}
    derived = {one.name.text: one for one in table.derived}
    if opened:
        for name in [*used]:
            used |= _parts(name, derived)
    closed = frozenset[str]() if opened else frozenset(derived)
    if (opened and not used & set(derived)) or len(used - set(derived) if opened else used) != count:
        return None
    alone = replace(
        table,
        declarations=tuple(one for one in table.declarations if one.name.text in used),
        derived=tuple(one for one in table.derived if one.name.text in used - closed),
    )
    program = _compiled(home, alone, entry)
    if program is None or len(program.measures) != count:
        return None
    known = home.compiled.types
    return EntryProgram(entry, program, {one.name: known.get(one.name, one.type) for one in program.measures})


def _parts(name: str, derived: Mapping[str, Derived]) -> set[str]:
    """Return the names that a derived measure is computed from, through others."""
    reached = set[str]()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        names = {part.text for part in names_in(derived[name].value)} - reached if name in derived else set()
        reached |= names
        waiting += names
    return reached


def of_standard(home: Home, entry: Entry) -> EntryProgram | None:
    """Return an entry whose rules are those of its standard; its measures have the types that these rules show."""
    program = _compiled(home, replace(home.compiled.table, declarations=(), derived=()), entry)
    if program is None:
        return None
    return EntryProgram(entry, program, {one.name: one.type for one in program.measures})


def rules_of(lines: Sequence[RuleLine], title: str) -> tuple[Rule, ...] | None:
    """Return the rules of lines below a title; None where one of them is no rule."""
    texts = ["附件1", f"一、{title}", *(line.text for line in lines)]
    spans = [Span.of_line(number, 0, len(text)) for number, text in enumerate(texts, 1)]
    typed: list[Line] = [
        HeadingLine(1, Level.TABLE, texts[0], "", None, "", spans[0]),
        HeadingLine(2, Level.CHINESE, "一", title, Attributes(points=Fraction(1)), "", spans[1]),
    ]
    typed += [
        BodyLine(number, "rule", None, line.text, 0, line.tree, "", "", spans[number - 1])
        for number, line in enumerate(lines, 3)
    ]
    scheme, misfits = build(SchemeTree(Source("标准", "\n".join(texts)), tuple(typed)))
    return None if has_errors(misfits) else scheme.tables[0].sections[0].rules


def _compiled(home: Home, table: Table, entry: Entry) -> Program | None:
    """Return the program of a table with this entry alone; None where that has an error."""
    alone = replace(entry, ref=_ALONE, applies=None, unreported=None, weight=None, fields={}, children=())
    table = replace(table, fields={}, sections=(alone,), grades=None, honours=(), totalling=Totalling(), year=None)
    scheme = Scheme({}, Period.YEARLY, home.scheme.digits, home.scheme.rounding, (table,))
    compilation = compile_analysis(analyse_scheme(SchemeTree(Source("标准", ""), ()), scheme))
    if compilation.failed:
        return None
    program = compilation.tables[table.name].program
    return _of_item(program, program.items[0]) if program.items else None


def _of_item(program: Program, item: Item) -> Program:
    """Return the program without what the item's score does not need: place, grade and the rest of the total."""
    needed = {item.definition}
    for definition in reversed(program.definitions):
        if definition.name in needed:
            for part in walk(definition.body):
                match part:
                    case ir.Ref(name=name) | ir.Place(ranking=name):
                        needed.add(name)
    kept = tuple(definition for definition in program.definitions if definition.name in needed)
    return replace(program, definitions=kept, sections=(), total=item.definition, rank=None, grade=None, honours=())
