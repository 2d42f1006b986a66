"""A program: everything an engine needs to score one table."""

from enum import StrEnum

from creditdsl.base.exact import Rounding
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.ir.names import DefinitionId, Label
from creditdsl.ir.nodes import Expr, Ranking
from creditdsl.ir.types import Type


@node
class Measure:
    """A column of the data.

    required: whether the data must have the column. units: where not None, the only units that need it, because its
    rules apply to no other.
    """

    name: str
    type: Type
    required: bool = True
    units: frozenset[str] | None = None
    yearly: bool = False

    def required_of(self, unit: str) -> bool:
        """Return whether the data of this unit must have the column."""
        return self.required and (self.units is None or unit in self.units)


class Cycle(StrEnum):
    """How often units are scored where that is more than once a year."""

    QUARTERLY = "quarterly"
    MONTHLY = "monthly"


class Aggregation(StrEnum):
    """How a unit's rows in a detail table become one cell."""

    MAX = "max"
    MIN = "min"
    MEAN = "mean"
    SUM = "sum"
    COUNT = "count"


@node
class Detail:
    """A cell made of the rows that a unit has in a detail table: the data layer fills it.

    cell: its measure's name in the program.
    """

    cell: str
    sheet: str
    column: str
    aggregation: Aggregation


@node
class Definition:
    """A named expression or ranking; it refers to earlier definitions only."""

    name: DefinitionId
    body: Expr | Ranking


class Role(StrEnum):
    """How a section enters the total."""

    BASE = "base"
    BONUS = "bonus"
    DEDUCTION = "deduction"


@node
class AllBut:
    """Every unit but these, whatever units the data have."""

    units: frozenset[str]

    def __contains__(self, unit: object) -> bool:
        return unit not in self.units


@node
class Item:
    """An item that is scored: its printed reference and the definition that holds its score.

    ref: in the year's program the name of a component of the total. units: where not None, the only
    units to which it gives a score; to others it is 不适用.
    """

    ref: EntryRef
    definition: DefinitionId
    units: frozenset[str] | AllBut | None = None


@node
class Section:
    ref: EntryRef
    role: Role
    definition: DefinitionId


@node
class Honour:
    """A list of units named in public.

    mention: its word, 表彰 or 通报. names: the honours it may give. definition: the index in names of
    the unit's honour, -1 without one.
    """

    mention: str
    names: tuple[str, ...]
    definition: DefinitionId


@node
class GradeStage:
    """The grade after one override, or before all of them.

    label: the recorded grade that decides this stage. when: the override's condition; None before all overrides.
    """

    definition: DefinitionId
    label: Label
    when: Expr | None = None


@node
class GradeQuota:
    """How many units of a group may have a grade, and where each unit stands in it.

    grade: its index in grade_names. group, units: the group's name and units; empty and None for all ranked units.
    place, tied, ranked: definitions of the unit's place in the group, of the units that share it, and of the ranked
    units of the group; 0 for a unit outside. allowed, within: definitions of how many units may have the grade, and of
    the truth that the unit is one of them.
    """

    grade: int
    group: str
    units: frozenset[str] | None
    place: DefinitionId
    tied: DefinitionId
    ranked: DefinitionId
    allowed: DefinitionId
    within: DefinitionId


@node
class RankStage:
    """What orders the units that all before it leaves equal.

    key: the definition of its value. place, tied: definitions of the place so far, and of the units that share it.
    """

    key: DefinitionId
    place: DefinitionId
    tied: DefinitionId


@node
class Program:
    """One table, closed: engines read this and the data, nothing else.

    definitions are in dependency order. items and sections are in document order; a section
    without items is itself one item. total, rank and grade are names of definitions; a grade's
    value is its index in grade_names (best first). rank and grade are None where there are none.
    grade_stages: the grade by total and place, then as each override leaves it; the last stage is grade.
    quotas: those of grades that have one, in the order of the grades. rank_keys: what orders units with equal totals.

    year: where units are scored by periods and a year is composed of them, the program of the year.
    It reads the year's row, and in the cell period_sum the sum of the unit's totals.
    """

    scheme: str
    table: str
    digits: int
    rounding: Rounding
    measures: tuple[Measure, ...]
    definitions: tuple[Definition, ...]
    items: tuple[Item, ...]
    sections: tuple[Section, ...]
    total: DefinitionId
    rank: DefinitionId | None
    grade: DefinitionId | None
    grade_names: tuple[str, ...]
    grade_stages: tuple[GradeStage, ...] = ()
    quotas: tuple[GradeQuota, ...] = ()
    rank_keys: tuple[RankStage, ...] = ()
    honours: tuple[Honour, ...] = ()
    details: tuple[Detail, ...] = ()
    cycle: Cycle | None = None
    """How often units are scored; None for once a year."""
    periodic: bool = False
    """Rows must say their period."""
    year: "Program | None" = None
    period_sum: str = ""

    @property
    def by_period(self) -> bool:
        """Whether rows may say their period in a column 期."""
        return self.cycle is not None

    @property
    def data_measures(self) -> tuple[Measure, ...]:
        """The columns of the data: those of the periods, then those of the year."""
        measures = {measure.name: measure for measure in self.measures}
        for measure in self.year.measures if self.year is not None else ():
            if self.year is not None and measure.name != self.year.period_sum:
                measures.setdefault(measure.name, measure)
        return tuple(measures.values())

    @property
    def results(self) -> tuple[DefinitionId, ...]:
        """The definitions that are handed out: of items, sections, total, place, grade and honours."""
        names = [item.definition for item in self.items] + [section.definition for section in self.sections]
        names += [self.total, *(name for name in (self.rank, self.grade) if name)]
        return tuple(dict.fromkeys([*names, *(honour.definition for honour in self.honours)]))

    @property
    def ends(self) -> tuple[DefinitionId, ...]:
        """The definitions made of items that must have a value: total, grade, honours, and a place by second keys."""
        names = [self.total, self.grade, *(honour.definition for honour in self.honours)]
        names += [self.rank] if self.rank_keys else []
        return tuple(dict.fromkeys(name for name in names if name is not None))

    def scale(self, result: DefinitionId) -> int:
        """Return the denominator in which a result is a whole number; 1 for a place or the index of a word."""
        counted = (self.rank, self.grade, *(honour.definition for honour in self.honours))
        return 1 if result in counted else int(10**self.digits)
