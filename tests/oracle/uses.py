"""Which measures a scheme uses, and as what: the types that the manual gives to names without a declaration."""

from collections.abc import Iterator
from fractions import Fraction

from tests.oracle.model import Expr, Result, Rule, Scheme, Test, entries
from tests.oracle.values import leaves

Use = tuple[str, tuple]
NUMBER_KIND = ("数值", None, None)


def names(expr: Expr | None) -> Iterator[str]:
    """Yield the names in an expression."""
    match expr:
        case ("name", name):
            yield name
        case ("op", _, left, right):
            yield from names(left)
            yield from names(right)
        case ("call", _, arguments):
            for argument in arguments:
                yield from names(argument)


def measured(expr: Expr, word: str | None) -> Iterator[Use]:
    """Yield a name that stands beside a quantity, with the type that the measure word gives."""
    kind = {"%": "比率", "百分点": "比率", "": "数值", None: "数值"}.get(word, "计数")
    if expr[0] == "name":
        yield expr[1], (kind, None, None)
    else:
        yield from ((name, NUMBER_KIND) for name in names(expr))


def of_test(test: Test) -> Iterator[Use]:
    """Yield the uses of a comparison."""
    for bound in test.bounds:
        yield from measured(test.subject, bound.value[2] if bound.value[0] == "num" else None)
        yield from ((name, NUMBER_KIND) for name in names(bound.value))


def of_condition(condition: tuple | None) -> Iterator[Use]:
    """Yield the uses of a condition."""
    match condition:
        case ("is", ("name", name)):
            yield name, ("是否",)
        case ("is", expr):
            yield from ((name, NUMBER_KIND) for name in names(expr))
        case ("test", test):
            yield from of_test(test)
        case ("not", inner):
            yield from of_condition(inner)
        case ("and" | "or", left, right):
            yield from of_condition(left)
            yield from of_condition(right)


def of_result(result: Result | None) -> Iterator[Use]:
    """Yield the uses of a result."""
    if result is None:
        return
    if result.span:
        yield result.points[1], ("酌情", *result.span)
    else:
        yield from ((name, NUMBER_KIND) for name in names(result.points))


def of_rule(rule: Rule) -> Iterator[Use]:
    """Yield the uses of a rule."""
    yield from of_condition(rule.condition)
    if rule.form == "levels":
        yield rule.subject[1], ("选项", tuple(option for option, _ in rule.cases))
    elif rule.subject:
        for step in rule.steps:
            yield from measured(rule.subject, None if rule.form == "ranking_steps" else step.word)
        yield from ((name, NUMBER_KIND) for name in names(rule.subject))
    for case, result in rule.cases:
        if isinstance(case, Test):
            yield from of_test(case)
        yield from of_result(result)
    yield from of_result(rule.otherwise)
    yield from of_result(rule.limits.zero)


def uses(scheme: Scheme) -> list[Use]:
    """Return every use, those that fix a type before those that only need a number."""
    every = scored(scheme)
    every += [(name, NUMBER_KIND) for expr in scheme.derived.values() for name in names(expr)]
    return sorted(every, key=lambda use: use[1] == NUMBER_KIND)


def scored(scheme: Scheme) -> list[Use]:
    """Return the uses by rules, grades and the total of the year."""
    every = [use for entry in entries(scheme.sections) for rule in entry.rules for use in of_rule(rule)]
    for line in (*scheme.grades, *scheme.overrides, *scheme.honours):
        every += of_condition(line.condition)
    every += [(name, NUMBER_KIND) for key in scheme.rank_keys for name in names(key.measure)]
    every += [(name, NUMBER_KIND) for name in names(scheme.year) if name not in ("月度合计", "季度合计")]
    return every


def usual_ends(scheme: Scheme, name: str) -> tuple[Fraction, Fraction]:
    """Return the ends beyond which a ratio without a stated range is asked about."""
    change = "增长率" in name or "增速" in name
    rules = [rule for entry in entries(scheme.sections) for rule in entry.rules if rule.subject == ("name", name)]
    stepped = any(step.word in ("%", "百分点") for rule in rules for step in rule.steps)
    compared = max(compared_with(scheme, name), default=Fraction(0))
    beyond = compared > 1 or (compared == 1 and stepped)
    return Fraction(-1 if change else 0), max(2 * compared, Fraction(2)) if beyond or change else Fraction(1)


def compared_with(scheme: Scheme, name: str) -> list[Fraction]:
    """Return the numbers that rules and grades compare a measure with."""
    rules = [rule for entry in entries(scheme.sections) for rule in entry.rules]
    tests = [case for rule in rules for case, _ in rule.cases if isinstance(case, Test)]
    conditions = [rule.condition for rule in rules]
    conditions += [line.condition for line in (*scheme.grades, *scheme.overrides, *scheme.honours)]
    while conditions:
        match conditions.pop():
            case ("test", test):
                tests.append(test)
            case ("not", inner):
                conditions.append(inner)
            case ("and" | "or", left, right):
                conditions += [left, right]
    bounds = [bound.value for test in tests if test.subject == ("name", name) for bound in test.bounds]
    return [value[1] for value in bounds if value[0] == "num"]


def used_columns(scheme: Scheme) -> set[str]:
    """Return the columns that a score can depend on."""
    used = set().union(*(leaves(("name", name), scheme) for name, _ in scored(scheme)))
    return used - set(scheme.details)
