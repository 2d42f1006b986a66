"""From the points of rules to items, sections and totals."""

from fractions import Fraction
from math import floor

from tests.oracle.grades import Outcome, finish
from tests.oracle.model import Entry, Rule, Scheme, entries
from tests.oracle.scores import Fired, Points, fire, member
from tests.oracle.values import Hole, Unit, joined

INAPPLICABLE = "不适用"
PENDING = "待定"
UNDECIDED = Hole(blanks=frozenset({("", "待定")}))


def rounded(value: Points, scheme: Scheme) -> Points:
    """Return points at the digits of the scheme, halves away from zero or to the even."""
    if isinstance(value, Hole):
        return value
    scale = 10**scheme.digits
    size = abs(value) * scale
    whole = floor(size)
    rest = size - whole
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (not scheme.half_even or whole % 2 == 1))
    return (1 if value >= 0 else -1) * Fraction(whole + up, scale)


def bounded(value: Points, entry: Entry, scheme: Scheme) -> Points:
    """Return points within 0 and the stated points, as far as the traits of the entry keep them."""
    traits = entry.traits | scheme.traits
    if isinstance(value, Hole) or "积分" in traits or entry.role == "mixed":
        return value
    if "满分起扣" in traits and entry.points is None:
        return value  # taken from the points of the entry above
    if entry.points is not None:
        value = min(value, entry.points)
    return value if "可为负" in traits else max(value, Fraction(0))


def full_marks(entry: Entry) -> Points:
    """Return the points of an entry; without any, those of the entries below together."""
    return entry.points if entry.points is not None else total_of([full_marks(child) for child in entry.children])


def total_of(points: list[Points]) -> Points:
    """Return a sum, or the hole that its parts make."""
    return joined(points) or sum((point for point in points), Fraction(0))


class Table:
    """All units of one period, scored together."""

    def __init__(self, scheme: Scheme, units: list[Unit]) -> None:
        """Score every entry of the scheme."""
        self.scheme = scheme
        self.units = units
        self.outcomes = {unit.name: Outcome() for unit in units}
        self.values: dict[str, dict[str, Points | str]] = {}
        self.fired: dict[str, list[dict[str, Fired]]] = {}
        self.reached: dict[str, set[str]] = {}
        self.ways: dict[str, dict[str, str]] = {}
        self.sections = counting_sections(scheme)
        for section in scheme.sections:  # what is only printed voids others, too
            self.prepare(section, self.units, {unit.name: "" for unit in units}, set())
        for section in self.sections:
            self.settle(section)
        for unit in units:
            self.total(unit)

    def prepare(self, entry: Entry, everyone: list[Unit], above: dict[str, str], traits: set[str]) -> None:
        """Fire the rules of an entry and of those below it, for the units to which they apply.

        `above` says by unit how an entry above, which is not for the unit, has it scored; empty, where none is.
        """
        entry.traits |= traits
        own = entry.inapplicable or self.scheme.inapplicable or "不计分"
        ways = {name: way or ("" if self.applicable(entry, name) else own) for name, way in above.items()}
        self.ways[entry.label] = ways
        everyone = [unit for unit in everyone if not ways[unit.name]]
        self.reached[entry.label] = {unit.name for unit in everyone}
        self.fired[entry.label] = self.fired_of(entry, everyone)
        self.values[entry.label] = {}
        if any(child.role != "base" for child in entry.children) and entry.role == "base":
            entry.role = "mixed"
        for child in entry.children:
            child.role = entry.role if entry.role in ("bonus", "deduction") else child.role
            self.prepare(child, self.units, ways, entry.traits & {"积分", "满分起扣"})

    def fired_of(self, entry: Entry, everyone: list[Unit]) -> list[dict[str, Fired]]:
        """Fire the rules of an entry; where 缺报 is written, units with blank cells take no part in its rankings."""
        if not entry.unreported:
            return [fire(rule, everyone, entry) for rule in entry.rules]
        for unit in everyone:
            unit.alone = True  # what 全体 comes to is not known before it is known who is in it
        alone = [{unit.name: fire(rule, [unit], entry)[unit.name] for unit in everyone} for rule in entry.rules]
        for unit in everyone:
            unit.alone = False
        full = [unit for unit in everyone if not any(blank(fired[unit.name][0]) for fired in alone)]
        return [single | fire(rule, full, entry) for single, rule in zip(alone, entry.rules, strict=True)]

    def voided(self, unit: str, entry: Entry, index: int | None) -> bool | Hole:
        """Return whether a rule (or the whole entry) gets nothing because another rule says so."""
        holes = []
        for other in self.rules():
            where, at = other
            fired = self.fired[where.label][at].get(unit)
            if fired is None:
                continue
            targets = fired[1]
            if isinstance(targets, Hole):
                if any(self.hits(void, where, at, entry, index) for void in possible_voids(where.rules[at])):
                    holes.append(targets)
            elif any(self.hits(void, where, at, entry, index) for void in targets):
                return True
        return joined(holes) or False

    def rules(self) -> list[tuple[Entry, int]]:
        """Return every rule with its entry."""
        return [(entry, index) for entry in entries(self.scheme.sections) for index in range(len(entry.rules))]

    def hits(self, void: str, where: Entry, at: int, entry: Entry, index: int | None) -> bool:
        """Return whether a void that stands in `where` reaches a rule of an entry, or the entry."""
        if void == "本项":
            return index is None and below(entry.label, where.label)
        if void == "本大项":
            return index is None and below(entry.label, where.label.split("/")[0])
        if "/" in void:
            return index is None and below(entry.label, void)
        if index is None or entry is not where:
            return False
        number = entry.rules[index].number or str(index + 1)
        return number == void and index != at

    def settle(self, entry: Entry) -> None:
        """Score an entry for every unit, after the entries below it."""
        for child in entry.children:
            self.settle(child)
        values = self.values[entry.label]
        reached = self.reached[entry.label]
        for unit in self.units:
            values[unit.name] = self.entry_value(entry, unit) if unit.name in reached else INAPPLICABLE
        if entry.unreported:
            self.fill(entry, values)
        for unit in self.units:
            if unit.name not in reached:
                values[unit.name] = self.without(entry, unit)

    def without(self, entry: Entry, unit: Unit) -> Points | str:
        """Return what a unit gets for an entry that is not for it."""
        match self.ways[entry.label][unit.name]:
            case "得满分":
                return full_marks(entry)
            case "取平均分" if entry.children:
                value = self.parts(entry, unit)
                return value if isinstance(value, str) else rounded(bounded(value, entry, self.scheme), self.scheme)
            case "取平均分":
                return self.mean([self.values[entry.label][name] for name in self.reached[entry.label]])
        return INAPPLICABLE

    def mean(self, values: list[Points | str]) -> Points:
        """Return the mean of points at the digits of the scheme; 0 of none."""
        points: list[Points] = [value for value in values if not isinstance(value, str)]
        return joined(points) or rounded(sum(points) / Fraction(max(len(points), 1)), self.scheme)

    def fill(self, entry: Entry, values: dict[str, Points | str]) -> None:
        """Give what 缺报 says to the units with blank cells; the mean is of the units that the entry is for."""
        own = {name: value for name, value in values.items() if name in self.reached[entry.label]}
        unreported = [name for name, value in own.items() if self.is_unreported(name, value, entry)]
        mean = self.mean([value for name, value in own.items() if name not in unreported])
        for name in unreported:
            values[name] = Fraction(0) if entry.unreported == "零分" else mean

    def is_unreported(self, name: str, value: Points | str, entry: Entry) -> bool:
        """Return whether a unit gets what 缺报 says: it waits for blank cells of its own, and for no void."""
        if not isinstance(value, Hole) or value.zeros or entry.undecided or self.waits_for_void(name, entry):
            return False
        return all(unit == name for unit, _ in value.blanks)

    def waits_for_void(self, unit: str, entry: Entry) -> bool:
        """Return whether an entry without blank cells of its own waits for a void that another may give it."""
        itself = any(blank(fired[unit][0]) for fired in self.fired[entry.label] if unit in fired)
        return not itself and isinstance(self.voided(unit, entry, None), Hole)

    def applicable(self, entry: Entry, unit: str) -> bool:
        """Return whether an entry itself is for a unit."""
        return entry.applies is None or any(member(unit, group, self.scheme) for group in entry.applies)

    def entry_value(self, entry: Entry, unit: Unit) -> Points | str:
        """Return the points of one entry for one unit that it is for."""
        void = self.voided(unit.name, entry, None)
        if void is True:
            return Fraction(0)
        if isinstance(void, Hole):
            return void
        if entry.undecided:
            return UNDECIDED
        value = self.parts(entry, unit) if entry.children else self.ruled(entry, unit)
        if isinstance(value, str):
            return value
        return rounded(bounded(value, entry, self.scheme), self.scheme)

    def parts(self, entry: Entry, unit: Unit) -> Points | str:
        """Return the sum of the entries below, weighted where weights are written."""
        pairs = [(child, self.values[child.label][unit.name]) for child in entry.children]
        applicable = [(child, value) for child, value in pairs if not isinstance(value, str)]
        if not applicable:
            return INAPPLICABLE
        lost = [child.role == "deduction" and entry.role == "mixed" for child, _ in applicable]
        points = [weighted(value, child) for child, value in applicable]
        gained = total_of([value for value, loss in zip(points, lost, strict=True) if not loss])
        losses = total_of([value for value, loss in zip(points, lost, strict=True) if loss])
        pool = self.pool(entry) if "满分起扣" in entry.traits else Fraction(0)
        return joined([gained, losses]) or gained - losses + pool

    def pool(self, entry: Entry) -> Fraction:
        """Return the points of an entry at full marks that none of those below states for itself."""
        listed = {name for units in self.scheme.roster.values() for name in units}
        stated = [
            sum((child.points or 0 for child in entry.children if self.concerns(child, name)), Fraction(0))
            for name in listed | {unit.name for unit in self.units}
        ]
        return entry.points - max(stated, default=Fraction(0))

    def concerns(self, entry: Entry, name: str) -> bool:
        """Return whether an entry and all above it apply to a unit, whether or not the data have it."""
        above = (each for each in entries(self.scheme.sections) if below(entry.label, each.label))
        return all(self.applicable(each, name) for each in above)

    def ruled(self, entry: Entry, unit: Unit) -> Points | str:
        """Return the points of the rules of an entry together."""
        points: list[Points] = []
        for index, fired in enumerate(self.fired[entry.label]):
            if unit.name not in fired:
                return INAPPLICABLE
            void = self.voided(unit.name, entry, index)
            value = void if isinstance(void, Hole) else fired[unit.name][0]
            points.append(Fraction(0) if void is True else value)
        if "就高" in entry.traits:
            return joined(points) or max(points, default=Fraction(0))
        value = total_of(points)
        if isinstance(value, Hole):
            return value
        if "满分起扣" in entry.traits:
            return (entry.points or 0) + value
        return -value if entry.role == "deduction" else value

    def total(self, unit: Unit) -> None:
        """Put together the items, sections and total of a unit."""
        outcome = self.outcomes[unit.name]
        outcome.values = {label: values[unit.name] for label, values in self.values.items() if values}
        groups: dict[str, list[Points]] = {"base": [], "bonus": [], "deduction": []}
        for section in self.sections:
            self.list_items(section, unit.name, outcome)
            value = self.values[section.label][unit.name]
            outcome.sections[section.label] = value
            if not isinstance(value, str):
                groups["bonus" if section.role == "mixed" else section.role].append(weighted(value, section))
        base, bonus, deduction = (total_of(points) for points in groups.values())
        if self.scheme.convert is not None:
            full = self.full_points(unit.name)
            if not full:  # nothing that is filled in later helps
                base = joined([base, Hole(zeros=frozenset({(unit.name, "总分")}))])
            elif not isinstance(base, Hole):
                base = rounded(base / full * self.scheme.convert, self.scheme)
        outcome.total = rounded(self.capped(base, bonus, deduction), self.scheme)

    def capped(self, base: Points, bonus: Points, deduction: Points) -> Points:
        """Return base and bonus less deduction, within the ends of 总分."""
        if hole := joined([base, bonus, deduction]):
            return hole
        value = base + bonus
        if self.scheme.top is not None:
            value = min(value, self.scheme.top)
        value -= deduction
        return value if self.scheme.bottom is None else max(value, self.scheme.bottom)

    def full_points(self, unit: str) -> Fraction:
        """Return the points of the base sections that apply to a unit."""
        sections = [section for section in self.sections if section.role == "base"]
        parts = [(self.attainable(section, unit), section.weight or 1) for section in sections]
        return sum((points * weight for points, weight in parts if points is not None), Fraction(0))

    def attainable(self, entry: Entry, unit: str) -> Fraction | None:
        """Return the points of an entry that apply to a unit; None where neither it nor those below state any."""
        match self.ways[entry.label][unit]:
            case "得满分":
                return full_marks(entry)
            case "不计分":
                return Fraction(0)
        parts = [(self.attainable(child, unit), child.weight or 1) for child in entry.children]
        if not parts or any(points is None for points, _ in parts):
            return entry.points
        whole = sum(points * weight for points, weight in parts)
        return whole if entry.points is None else min(whole, entry.points)

    def list_items(self, entry: Entry, unit: str, outcome: Outcome) -> None:
        """List the entries at the bottom as items."""
        for child in entry.children:
            self.list_items(child, unit, outcome)
        if not entry.children:
            outcome.items[entry.label] = self.values[entry.label][unit]


def counting_sections(scheme: Scheme) -> list[Entry]:
    """Return the sections that count; the others are only printed."""
    return [section for section in scheme.sections if "不计分" not in section.traits]


def below(label: str, above: str) -> bool:
    """Return whether an entry is another one or stands below it."""
    return label == above or label.startswith(f"{above}/")


def blank(points: Points) -> bool:
    """Return whether points wait for a blank cell."""
    return isinstance(points, Hole) and bool(points.blanks)


def weighted(value: Points, entry: Entry) -> Points:
    """Return points times the weight of their entry."""
    return value if isinstance(value, Hole) or entry.weight is None else value * entry.weight


def possible_voids(rule: Rule) -> list[str]:
    """Return everything a rule might void."""
    results = [result for _, result in rule.cases] + [rule.otherwise, rule.limits.zero]
    return [void for result in results if result for void in result.voids]


def score(scheme: Scheme, units: list[Unit]) -> dict[str, Outcome]:
    """Return what every unit of one period gets."""
    table = Table(scheme, units)
    finish(scheme, units, table.outcomes)
    return table.outcomes
