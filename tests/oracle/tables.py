"""Random tables for a scheme: numbers at, just below and just above every bound that the scheme writes."""

from collections import defaultdict
from fractions import Fraction
from random import Random

from tests.oracle.model import Entry, Rule, Scheme, Test, entries
from tests.oracle.periods import MARK, is_year, periods_for
from tests.oracle.uses import names
from tests.oracle.values import leaves

Content = Fraction | bool | str | None
Table = dict[str, dict[str, Content]]
ONCE = Fraction(1)
SETTLED = 0.15
"""The share of truths that are the same for all units."""
TWINS = 0.1
"""The share of units with the cells of the unit before them, hence its total."""


def bounds_of(scheme: Scheme) -> dict[str, set[Fraction]]:
    """Return the numbers that stand beside each measure."""
    marks: dict[str, set[Fraction]] = defaultdict(set)

    def note(test: Test) -> None:
        for bound in test.bounds:
            if bound.value[0] == "num":
                for name in names(test.subject):
                    marks[name].add(bound.value[1])

    def walk(condition: tuple | None) -> None:
        match condition:
            case ("test", test):
                note(test)
            case ("not", inner):
                walk(inner)
            case ("and" | "or", left, right):
                walk(left)
                walk(right)

    for rule in all_rules(scheme.sections):
        walk(rule.condition)
        for case, _ in rule.cases:
            if isinstance(case, Test):
                note(case)
        match rule.cases:
            case [[None, result]] if rule.form == "formula" and result.points[0] == "name":
                marks[result.points[1]].update(bound.value[1] for line in scheme.grades for bound in line.tests)
        if rule.subject and rule.subject[0] == "name":
            marks[rule.subject[1]].update(step.size * times for step in rule.steps for times in (0, 1, 2, 3))
    for line in (*scheme.grades, *scheme.overrides, *scheme.honours):
        walk(line.condition)
    return marks


def all_rules(sections: list[Entry]) -> list[Rule]:
    """Return the rules of all entries."""
    return [rule for entry in entries(sections) for rule in entry.rules]


def number(random: Random, kind: tuple, marks: set[Fraction]) -> Fraction:
    """Draw a number that the type allows, mostly beside a bound."""
    word, low, high = kind
    low = Fraction(0) if low is None else low
    high = {"比率": ONCE, "酌情": Fraction(5)}.get(word, Fraction(20)) if high is None else high
    fine = {"计数": Fraction(1), "比率": Fraction(1, 1000), "酌情": Fraction(1, 4)}.get(word, Fraction(1, 4))
    if marks and random.random() < 0.6:
        value = random.choice(sorted(marks)) + random.choice([-1, 0, 0, 0, 1]) * fine
    elif random.random() < 0.2:
        value = random.choice([low, min(high, Fraction(20))])
    else:
        value = low + (min(high, low + 15) - low) * Fraction(random.randint(0, 40), 40)
    if word == "计数":
        value = Fraction(round(value))
    return min(max(value, low), high)


def content(random: Random, kind: tuple, marks: set[Fraction]) -> Content:
    """Draw what a cell holds."""
    if kind[0] == "是否":
        return random.random() < 0.6
    if kind[0] == "选项":
        return random.choice([*kind[1], "无"])
    return number(random, kind, marks)


def rows_for(random: Random, scheme: Scheme, units: list[str]) -> list[str]:
    """Return the names of the rows of a table."""
    return [f"{unit}{MARK}{period}" if period else unit for period in periods_for(random, scheme) for unit in units]


def columns_of(scheme: Scheme) -> list[str]:
    """Return the columns that a table for the scheme has."""
    return [name for name in scheme.kinds if name not in scheme.derived and name not in scheme.details]


def random_table(random: Random, scheme: Scheme, units: list[str], blanks: float = 0.0) -> Table:
    """Return a table of units by columns; a share of the cells is blank."""
    marks = bounds_of(scheme)
    for name, expression in scheme.derived.items():
        for leaf in leaves(expression, scheme):
            marks[leaf] |= marks[name]
    pools = {name: [content(random, scheme.kinds[name], marks[name]) for _ in range(3)] for name in columns_of(scheme)}
    for name in pools:
        if scheme.kinds[name][0] == "是否" and random.random() < SETTLED:
            pools[name] = [random.random() < 0.7]
    table: Table = {}
    last = ""
    for unit in rows_for(random, scheme, units):
        row: dict[str, Content] = {}
        for name, pool in pools.items():
            tied = len(pool) == 1 or random.random() < 0.3
            row[name] = random.choice(pool) if tied else content(random, scheme.kinds[name], marks[name])
            if random.random() < blanks or is_year(unit) is not (name in scheme.yearly):
                row[name] = None
        if table and random.random() < TWINS and is_year(unit) is is_year(last):
            row = dict(table[last])
        last = unit
        table[unit] = row
    return table


def decimal_text(value: Fraction) -> str:
    """Return a number as people write it."""
    digits = f"{float(value):.10f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def cell_text(value: Content, kind: tuple) -> str:
    """Return the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    return decimal_text(value * 100) + "%" if kind[0] == "比率" else decimal_text(value)
