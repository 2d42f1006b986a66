"""Walking a table: entries in document order, and the identity of each rule."""

from collections.abc import Iterator

from creditdsl.syntax.nodes import Entry, Grades, Predicate, Rule, Table


def entries(table: Table) -> Iterator[Entry]:
    """Sections, items and sub-items in document order."""
    stack = list(reversed(table.sections))
    while stack:
        entry = stack.pop()
        yield entry
        stack.extend(reversed(entry.children))


def units_of(table: Table) -> tuple[str, ...]:
    """The units of the 名单, each once; empty where the table has none."""
    return tuple(dict.fromkeys(unit for group in table.roster.values() for unit in group))


def grade_conditions(grades: Grades) -> list[Predicate]:
    """The conditions of bands and overrides."""
    return [band.also for band in grades.bands if band.also is not None] + [o.when for o in grades.overrides]


def rule_id(entry: Entry, position: int) -> str:
    """`二/3#1`: the entry's reference and the rule's 1-based position in it."""
    return f"{entry.ref}#{position}"


def rules(table: Table) -> Iterator[tuple[Entry, str, Rule]]:
    """Every rule with its entry and id, in document order."""
    for entry in entries(table):
        for position, rule in enumerate(entry.rules, 1):
            yield entry, rule_id(entry, position), rule


def target(entry: Entry, number: int) -> str | None:
    """The id of the rule that （number） names in the entry: its printed number, else its position."""
    for position, rule in enumerate(entry.rules, 1):
        if rule.number == number:
            return rule_id(entry, position)
    if all(rule.number is None for rule in entry.rules) and 1 <= number <= len(entry.rules):
        return rule_id(entry, number)
    return None
