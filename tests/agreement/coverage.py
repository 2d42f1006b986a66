"""What the random cases have met: each node of the IR, each of its options, each turn that data can take.

Receives programs and outcomes; promises a count by name. WANTED is made from the IR itself, so a node or an
option that is added there is asked for here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any, get_args

from creditdsl.backends.periods import is_year
from creditdsl.base.exact import Rounding
from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import Aggregate, ArithOp, CompareOp, LogicOp, PlaceView, Stepping, Ties
from creditdsl.ir.outcome import Inapplicable, Outcome, Pending, UnitData, UnitOutcome
from creditdsl.ir.program import Program, Role
from tests.agreement.schemes import BOUNDARY, VOID

DIGITS = range(5)
TURNS = (
    "no unit", "one unit", "several units", "blank cell", "cell beyond 64 bits", "cell from 32 to 64 bits",
    "negative cell", "comparison on its boundary", "comparison off its boundary", "item does not apply",
    "item waits", "item has a score", "total waits", "negative total", "equal totals", "waits for a blank cell",
    "waits for a denominator", "waits for people", "rank", "rank waits", "grade", "grade waits",
    "honour", "no honour", "definition holds", "definition does not hold", "void strikes", "month", "quarter",
    "table without periods", "year", "year without a program", "sum of one period", "sum of several periods",
    "sum of no period", "sum waits",
)  # fmt: skip
WANTED = (
    *(node.__name__ for node in (*get_args(ir.Expr), ir.Ranking, ir.Branch, ir.Label)),
    *(f"Arith {op}" for op in ArithOp),
    *(f"Compare {op}" for op in CompareOp),
    *(f"Logic {op}" for op in LogicOp),
    *(f"Steps {one}" for one in Stepping),
    *(f"Ranking {ties} {order}" for ties in Ties for order in ("descending", "ascending")),
    *(f"Place {view} {ties}" for view in PlaceView for ties in Ties),
    *(f"Population {op}" for op in Aggregate),
    *(f"Clamp {low} {high}" for low in ("low", "open") for high in ("high", "open")),
    *(f"Round {digits} {rounding.name}" for digits in DIGITS for rounding in Rounding),
    *(f"Section {role}" for role in Role), "Program of a year", "no rank", "no grade",
    "Const truth", "Const number", "IsBlank one", "IsBlank several", "Choose nested", "Choose of truths",
    "Choose of several branches", "Population inside", "Ranking of a ratio", "Ranking of some",
    "quota of all", "quota of a group", "second key", "further key", "key tells equal totals apart",
    "within a quota", "beyond a quota",
    *TURNS,
)  # fmt: skip


def of_program(program: Program) -> Counter[str]:
    """How often each node and option stands in a program and in that of its year."""
    found: Counter[str] = Counter()
    if program.year is not None:
        found = of_program(program.year)
        found["Program of a year"] += 1
    found.update(f"Section {section.role}" for section in program.sections)
    found["no rank"] += program.rank is None
    found["no grade"] += program.grade is None
    found["quota of all"] += any(quota.units is None for quota in program.quotas)
    found["quota of a group"] += any(quota.units is not None for quota in program.quotas)
    found["second key"] += len(program.rank_keys) > 0
    found["further key"] += len(program.rank_keys) > 1
    ties = {one.name: one.body.ties for one in program.definitions if isinstance(one.body, ir.Ranking)}
    for definition in program.definitions:
        for node in _nodes(definition.body):
            found[type(node).__name__] += 1
            found.update(_options(node, program, ties))
            found["Population inside"] += isinstance(node, ir.Population) and node is not definition.body
    return found


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif is_dataclass(node):
        yield node
        for one in fields(node):
            yield from _nodes(getattr(node, one.name))


def _options(node: Any, program: Program, ties: dict[str, Ties]) -> Iterator[str]:
    match node:
        case ir.Arith(op=op) | ir.Compare(op=op) | ir.Logic(op=op) | ir.Population(op=op):
            yield f"{type(node).__name__} {op}"
        case ir.Steps(stepping=stepping):
            yield f"Steps {stepping}"
        case ir.Ranking(key=key, among=among, descending=descending, ties=one):
            yield f"Ranking {one} {'descending' if descending else 'ascending'}"
            if any(isinstance(part, ir.Arith) and part.op is ArithOp.DIV for part in _nodes(key)):
                yield "Ranking of a ratio"
            if among != ir.TRUE:
                yield "Ranking of some"
        case ir.Place(ranking=ranking, view=view):
            yield f"Place {view} {ties[ranking]}"
        case ir.Clamp(low=low, high=high):
            yield f"Clamp {'open' if low is None else 'low'} {'open' if high is None else 'high'}"
        case ir.Round():
            yield f"Round {program.digits} {program.rounding.name}"
        case ir.Const(value=value):
            yield "Const truth" if isinstance(value, bool) else "Const number"
        case ir.IsBlank(measures=measures):
            yield "IsBlank several" if len(measures) > 1 else "IsBlank one"
        case ir.Choose(branches=branches, otherwise=otherwise):
            parts = [otherwise, *(part for branch in branches for part in (branch.when, branch.then))]
            if any(isinstance(part, ir.Choose) for part in parts):
                yield "Choose nested"
            if isinstance(otherwise, ir.Compare | ir.Logic | ir.Member | ir.OptionIs | ir.IsBlank):
                yield "Choose of truths"
            if len(branches) > 1:
                yield "Choose of several branches"
        case _:
            pass


def of_outcome(program: Program, rows: Sequence[UnitData], outcome: Outcome) -> Counter[str]:
    """Which turns the data took."""
    if not program.periodic:
        return _of_table(program, rows, outcome.units) + Counter(["table without periods"])
    found: Counter[str] = Counter()
    units: dict[str, list[UnitOutcome]] = {}
    for unit in outcome.units:
        units.setdefault(unit.period or "", []).append(unit)
    by_period: dict[str, list[UnitData]] = {}
    for row in rows:
        by_period.setdefault(row.period or "", []).append(row)
    for period, part in by_period.items():
        if not is_year(period):
            found["quarter" if "Q" in period else "month"] += 1
            found.update(_of_table(program, part, units[period]))
        elif program.year is not None:
            found["year"] += 1
            found.update(_of_table(program.year, part, units[period]))
            found.update(_of_sums(part, outcome))
        else:
            found["year without a program"] += 1
    return found


def _of_sums(rows: Sequence[UnitData], outcome: Outcome) -> Iterator[str]:
    """What the sum of a year was made of, for each of its units."""
    totals: dict[tuple[str, str], list[Fraction | Pending]] = {}
    for unit in outcome.units:
        if unit.period is not None and not is_year(unit.period):
            totals.setdefault((unit.unit, unit.period[:4]), []).append(unit.total)
    for row in rows:
        own = totals.get((row.unit, row.period or ""), [])
        yield ("sum of no period", "sum of one period", "sum of several periods")[min(len(own), 2)]
        if any(isinstance(total, Pending) for total in own):
            yield "sum waits"


def _of_table(program: Program, rows: Sequence[UnitData], units: Sequence[UnitOutcome]) -> Counter[str]:
    found: Counter[str] = Counter()
    found[("no unit", "one unit", "several units")[min(len(rows), 2)]] += 1
    measures = sum(measure.name != program.period_sum for measure in program.measures)
    for row in rows:
        found["blank cell"] += len(row.cells) < measures
        sizes = [cell for cell in row.cells.values() if isinstance(cell, Fraction)]
        found["cell beyond 64 bits"] += any(abs(cell) >= 2**63 for cell in sizes)
        found["cell from 32 to 64 bits"] += any(2**31 <= abs(cell) < 2**63 for cell in sizes)
        found["negative cell"] += any(cell < 0 for cell in sizes)
    totals = [unit.total for unit in units if isinstance(unit.total, Fraction)]
    found["equal totals"] += len(set(totals)) < len(totals)
    found["negative total"] += any(total < 0 for total in totals)
    for unit in units:
        found["total waits"] += isinstance(unit.total, Pending)
        for item in unit.items.values():
            match item:
                case Inapplicable():
                    found["item does not apply"] += 1
                case Pending(because=because):
                    found["item waits"] += 1
                    found["waits for people"] += not because
                    found["waits for a denominator"] += any(fault.zero_denominator for fault in because)
                    found["waits for a blank cell"] += any(not fault.zero_denominator for fault in because)
                case _:
                    found["item has a score"] += 1
        if program.rank is not None:
            found["rank waits" if unit.rank is None else "rank"] += 1
        if program.grade is not None:
            found["grade waits" if unit.grade is None else "grade"] += 1
        for said in unit.honours.values():
            found["no honour" if said is None else "honour"] += 1
        found["key tells equal totals apart"] += _told_apart(program, unit, units)
        for quota in program.quotas:
            within = unit.values[quota.within]
            if isinstance(within, bool):
                found["within a quota" if within else "beyond a quota"] += 1
        found["void strikes"] += unit.values.get(VOID) is True
        for value in unit.values.values():
            if isinstance(value, bool):
                found["definition holds" if value else "definition does not hold"] += 1
        found.update(_boundaries(unit.trace))
    return found


def _told_apart(program: Program, unit: UnitOutcome, units: Sequence[UnitOutcome]) -> bool:
    """Whether a unit has the total of another, and another place."""
    same = (other for other in units if other.total == unit.total)
    return bool(program.rank_keys) and unit.rank is not None and any(other.rank != unit.rank for other in same)


def _boundaries(trace: Any) -> Iterator[str]:
    """Of the comparisons that were computed and do not wait."""
    for label, left in trace.items():
        if label.owner == BOUNDARY and label.part.endswith("左"):
            right = trace.get(ir.Label(BOUNDARY, label.part[:-1] + "右"))
            if isinstance(left, Fraction) and isinstance(right, Fraction):
                yield "comparison on its boundary" if left == right else "comparison off its boundary"
