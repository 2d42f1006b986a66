"""Where names stand in a text: of measures, options, grades, groups of units, units, honours and detail tables.

Receives the lines as they were read; promises every use of a name with its place, in document order. Lines that could
not be read have none. The production around a name says what it is a name of; by itself a name is a measure.
"""

from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum, auto

from creditdsl.base.collect import Stop
from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.base.spelling import cleaned
from creditdsl.compiler.rank_keys import build_rank_keys
from creditdsl.server.analysis import Analysis
from creditdsl.syntax.expressions import build_name
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.name_lists import name_places
from creditdsl.syntax.nodes import Name, Table, Text
from creditdsl.syntax.place import Place
from creditdsl.syntax.tree import BodyLine, FieldLine, HeadingLine, Level, Line, RosterLine, SchemeTree


class Kind(Enum):
    """What a name is a name of. MENTION: a group or a unit, in a list of either."""

    MEASURE = auto()
    OPTION = auto()
    MEASURE_WORD = auto()
    GRADE = auto()
    GROUP = auto()
    UNIT = auto()
    MENTION = auto()
    HONOUR = auto()
    DETAIL = auto()
    PERIOD_SUM = auto()


@node
class Occurrence:
    """One use of a name.

    text: the name without quotation marks. span: as typed, with its quotation marks. table: the number of its table
    from 1; 0 above the first. declares: whether this line introduces the name. measure: of an option.
    """

    kind: Kind
    text: str
    span: Span
    table: int = 0
    declares: bool = False
    quoted: bool = False
    measure: str = ""


NAME_TOKENS = frozenset(("NAME", "QUOTED", "DECLARED"))
_RATING = frozenset(("RATED", "BARRED"))
_ROLES = {
    ("choices", "levels"): (Kind.OPTION, False),
    ("class_price", "award"): (Kind.GROUP, False),
    ("names", "quota"): (Kind.GROUP, False),
    ("names", "declaration"): (Kind.MEASURE, True),
    ("grade_band", ""): (Kind.GRADE, True),
    ("grade_rest", ""): (Kind.GRADE, True),
    ("honour", ""): (Kind.HONOUR, True),
    ("detail", "derived"): (Kind.DETAIL, False),
}
"""What the names directly in a production are, and whether it introduces them, by it and the production around it."""


def occurrences(analysis: Analysis) -> tuple[Occurrence, ...]:
    """Return the uses of names of a whole text."""
    return tuple(_occurrences(analysis.tree))


def numbered_tables(analysis: Analysis) -> dict[int, Table]:
    """Return the tables by their numbers, as uses of names have them; one without a heading is 0."""
    headings = [
        line.number for line in analysis.tree.lines if isinstance(line, HeadingLine) and line.level is Level.TABLE
    ]
    return {bisect_right(headings, table.span.line): table for table in analysis.scheme.tables}


def _occurrences(tree: SchemeTree) -> Iterator[Occurrence]:
    table = 0
    for line in tree.lines:
        if isinstance(line, HeadingLine) and line.level is Level.TABLE:
            table += 1
        yield from of_line(line, tree.source, table)


def of_line(line: Line, source: Source, table: int) -> Iterator[Occurrence]:
    """Yield the uses of names in one line of a table."""
    match line:
        case BodyLine(tree=LineTree() as tree):
            yield from _of_code(tree, Place(line.number, line.offset, line.text), line.start == "year", table)
        case FieldLine(stem="applies"):
            start = line.span.end_column - 1 - len(line.text)
            yield from _listed(line.text, line.number, start, Kind.MENTION, table)
        case FieldLine(stem="rank"):
            yield from _of_rank_keys(line, table)
        case RosterLine():
            yield from _of_roster(line, source.line(line.number), table)
        case _:
            pass


def _of_code(tree: LineTree, place: Place, year: bool, table: int) -> Iterator[Occurrence]:
    measure = ""
    for token, (kind, declares) in _roles(tree, ""):
        if token.type in _RATING:
            yield _rated(token, place, table)
            continue
        if year and kind is Kind.MEASURE and declares:
            continue  # 年度总分 itself
        name = build_name(token, place)
        if year and name.text in keywords().year.values():
            kind = Kind.PERIOD_SUM
        if kind is Kind.MEASURE:
            measure = name.text
        owner = measure if kind is Kind.OPTION else ""
        yield Occurrence(kind, name.text, name.span, table, declares, token.type == "QUOTED", owner)


def _roles(tree: LineTree, above: str) -> Iterator[tuple[Token, tuple[Kind, bool]]]:
    """Yield the names of a line and the words that hold one, each with what it is a name of."""
    role = _ROLES.get((tree.data, above), (Kind.MEASURE, False))
    for at, child in enumerate(tree.children):
        if isinstance(child, LineTree):
            yield from _roles(child, tree.data)
        elif child.type in _RATING:
            yield child, (Kind.GRADE, False)
        elif child.type in NAME_TOKENS:
            match tree.data:
                case "type":
                    yield child, (Kind.OPTION, True) if at else (Kind.MEASURE_WORD, False)
                case "derived" if at == 0:
                    yield child, (Kind.MEASURE, True)
                case _:
                    yield child, role


def _rated(token: Token, place: Place, table: int) -> Occurrence:
    """Return the grade in 评为优秀."""
    typed = place.text(token)
    grade = typed[typed.index("为") + 1 :].strip()
    end = token.start + len(typed.rstrip())
    span = Span.of_line(place.number, place.offset + end - len(grade), place.offset + end)
    return Occurrence(Kind.GRADE, grade, span, table)


def _of_rank_keys(line: FieldLine, table: int) -> Iterator[Occurrence]:
    """Yield the measures in 名次; none where it cannot be read."""
    try:
        keys = build_rank_keys(Text(line.text, line.span))
    except Stop:
        return
    for key in keys:
        if isinstance(key.by, Name):
            yield Occurrence(Kind.MEASURE, key.by.text, key.span, table, quoted=key.by.quoted)


def _of_roster(line: RosterLine, typed: str, table: int) -> Iterator[Occurrence]:
    """Yield the group and the units of a line of 名单."""
    start = line.span.column - 1
    colon = next(at for at, char in enumerate(typed) if at > start and char in ":：")
    group = typed[start:colon].rstrip()
    span = Span.of_line(line.number, start, start + len(group))
    yield Occurrence(Kind.GROUP, cleaned(group), span, table, declares=True)
    yield from _listed(typed[colon + 1 : line.span.end_column - 1], line.number, colon + 1, Kind.UNIT, table)


def _listed(text: str, number: int, start: int, kind: Kind, table: int) -> Iterator[Occurrence]:
    """Yield the names of a list; its text stands from a 0-based column on."""
    for name, first, last in name_places(text):
        span = Span.of_line(number, start + first, start + last)
        yield Occurrence(kind, cleaned(name), span, table, quoted=last - first > len(name))
