"""Walking a table: entries in document order, and the identity of each rule."""

from collections.abc import Iterable, Iterator, Mapping

from creditdsl.base.reference import RuleId
from creditdsl.base.spelling import name_key
from creditdsl.syntax.nodes import Entry, Grades, Predicate, Rule, Table


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
    """Return the units to which the entry applies; None is all."""
    return None if entry.applies is None else frozenset(units_named(entry.applies.names, roster))


def spellings(table: Table) -> dict[str, str]:
    """Return the units that the table names, in 名单 and 适用, by their keys."""
    applied = (name for entry in entries(table) if entry.applies is not None for name in entry.applies.names)
    units = (name for name in applied if name not in table.roster)
    return {name_key(unit): unit for unit in (*units, *units_of(table))}


def grade_conditions(grades: Grades) -> list[Predicate]:
    """Return the conditions of bands and overrides."""
    return [band.also for band in grades.bands if band.also is not None] + [o.when for o in grades.overrides]


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
