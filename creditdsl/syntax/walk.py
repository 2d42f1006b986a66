"""Walking a table: entries in document order, and the identity of each rule."""

from collections.abc import Iterable, Iterator, Mapping

from creditdsl.base.reference import RuleId
from creditdsl.base.spelling import name_key
from creditdsl.syntax.nodes import Applicability, Entry, Name, Predicate, Rule, SectionRole, Table


def entries(table: Table) -> Iterator[Entry]:
    """Yield sections, items and sub-items in document order."""
    stack = list(reversed(table.sections))
    while stack:
        entry = stack.pop()
        yield entry
        stack.extend(reversed(entry.children))


def units_of(table: Table) -> tuple[str, ...]:
    """Return the units of the 名单, each once; empty where the table has none."""
    return tuple(dict.fromkeys(unit for group in table.roster.values() for unit in group))


def group_units(table: Table, name: str) -> tuple[str, ...] | None:
    """Return the units of a group of the 名单; None where there is no such group."""
    return next((units for group, units in table.roster.items() if name_key(group) == name_key(name)), None)


def units_named(names: Iterable[str], roster: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the units that are named, each alone or by its group, once each."""
    return tuple(dict.fromkeys(unit for name in names for unit in roster.get(name, (name,))))


def scope(entry: Entry, roster: Mapping[str, tuple[str, ...]]) -> frozenset[str] | None:
    """Return the units to which the entry and all headings above it apply; None is all."""
    return None if entry.applies is None else units_within(entry.applies, roster)


def units_within(applies: Applicability, roster: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the units that neither 适用 nor one above it leaves out."""
    units = frozenset(units_named(applies.names, roster))
    return units if applies.above is None else units & units_within(applies.above, roster)


def from_above(applies: Applicability | None) -> tuple[Applicability, ...]:
    """Return the 适用 that count for an entry, that of the highest heading first."""
    return () if applies is None else (*from_above(applies.above), applies)


def left_out_by(entry: Entry, unit: str | None, roster: Mapping[str, tuple[str, ...]]) -> Applicability | None:
    """Return the 适用 that leaves the unit out, that of the highest heading first; None where the entry applies.

    unit: None is a unit that no 适用 names.
    """
    return next((one for one in from_above(entry.applies) if unit not in units_named(one.names, roster)), None)


def spellings(table: Table) -> dict[str, str]:
    """Return the units that the table names, in 名单 and 适用, by their keys."""
    applied = (name for entry in entries(table) if entry.applies is not None for name in entry.applies.names)
    units = (name for name in applied if name not in table.roster)
    return {name_key(unit): unit for unit in (*units, *units_of(table))}


def reporters(table: Table) -> dict[str, str]:
    """Return who fills each column in for all units, by the measure; those that each unit reports are left out."""
    return {one.name.text: one.reporter for one in table.declarations if one.reporter}


def end_conditions(table: Table) -> list[Predicate]:
    """Return the conditions of 等次 and of 表彰 and 通报."""
    bands, overrides = ((), ()) if table.grades is None else (table.grades.bands, table.grades.overrides)
    further = [*(band.also for band in bands), *(honour.also for honour in table.honours)]
    return [also for also in further if also is not None] + [override.when for override in overrides]


def end_reads(table: Table) -> list[Predicate | Name]:
    """Return what the end of a table reads of the data: its conditions, and what orders equal totals."""
    return [*end_conditions(table), *(key.by for key in table.rank_keys if isinstance(key.by, Name))]


def takes_from(entry: Entry, within: SectionRole) -> int:
    """Return −1 for an entry of 扣分 below a section that is not itself one, else 1.

    within: the role of the entry above.
    """
    return -1 if entry.role is SectionRole.DEDUCTION is not within else 1


def rule_ids(entry: Entry) -> tuple[RuleId, ...]:
    """Return the ids of the entry's own rules."""
    return tuple(entry.ref.rule(position) for position, _ in enumerate(entry.rules, 1))


def rules(table: Table) -> Iterator[tuple[Entry, RuleId, Rule]]:
    """Yield every rule with its entry and id, in document order."""
    for entry in entries(table):
        for identity, rule in zip(rule_ids(entry), entry.rules, strict=True):
            yield entry, identity, rule


def target(entry: Entry, number: int) -> RuleId | None:
    """Return the id of the rule that （number） names in the entry: its printed number, else its position."""
    for position, rule in enumerate(entry.rules, 1):
        if rule.number == number:
            return entry.ref.rule(position)
    if all(rule.number is None for rule in entry.rules) and 1 <= number <= len(entry.rules):
        return entry.ref.rule(number)
    return None
