"""A difference between a standard and the rules in words: at which value, and what each side gives.

Every number is one of the data or of a score; no word of the standard is repeated that is not in it.
"""

from fractions import Fraction
from typing import assert_never

from creditdsl.base.exact import show, show_percent
from creditdsl.compiler.name_uses import names_in
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type
from creditdsl.reader.meanings import Heading, RuleLine
from creditdsl.review.naming import quoted
from creditdsl.review.standards.comparing import Differs, Ranges, Witness
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Entry, Rule, SectionRole, Trait

_MOST_LISTED = 3
"""Measures that are all listed; of more only those that are not at rest are."""


def difference(differs: Differs, role: SectionRole) -> str:
    """Return `迟报条数正好 5 条时，标准得 4 分，规则得 0 分。`."""
    match differs.witness:
        case Ranges(standard=(low, high), rules=(least, most)):
            return f"标准的幅度是 {show(low)} 至 {show(high)} 分，规则的是 {show(least)} 至 {show(most)} 分。"
        case Witness(standard=standard, rules=rules, place=place) as witness:
            verb = "扣" if role is SectionRole.DEDUCTION else "得"
            at = place or f"{_cells(witness)}时"
            return f"{at}，标准{verb} {show(standard)} 分，规则{verb} {show(rules)} 分。"


def read_as(differs: Differs, entry: Entry) -> str:
    """Return the lines as which the standard was read, and the traits that the entry's heading has not."""
    words = {word: Trait(stem) for word, stem in keywords().traits.items()}
    traits = [one.trait for one in differs.reading.targets if isinstance(one, Heading)]
    lines = [one.text for one in differs.reading.targets if isinstance(one, RuleLine)]
    return "；".join([*(trait for trait in traits if words.get(trait) not in entry.traits), *lines])


def rule_of(differs: Differs, entry: Entry) -> Rule:
    """Return the first rule that reads what the witness varies, or else the first of all."""
    varied = differs.witness.row.varied if isinstance(differs.witness, Witness) else ()
    reading = [rule for rule in entry.rules if {name.text for name in names_in(rule.body)} & {*varied}]
    return (reading or [*entry.rules])[0]


def _cells(witness: Witness) -> str:
    """Return the cells of a witness: all of a few, those that are not at rest of many."""
    measures = witness.measures
    names = [*measures] if len(measures) <= _MOST_LISTED else [*witness.row.varied] or [*measures][:1]
    alone = len(measures) == 1
    cells = "、".join(_cell(name, measures[name], witness.row.cells[name], alone) for name in names)
    return cells if len(names) == len(measures) else f"{cells}，其他都没有发生"


def _cell(name: str, kind: Type, value: Fraction | bool | str, alone: bool) -> str:
    exactly = "正好" if alone else "是"
    match kind:
        case Truth():
            word = keywords().values["yes" if value else "no"]
            return f"{name}是“{word}”"
        case Choice():
            return f"{name}是{quoted(str(value))}"
        case Ratio():
            assert isinstance(value, Fraction)
            return f"{name}{exactly} {show_percent(value)}"
        case Count(unit=unit) | Number(unit=unit):
            assert isinstance(value, Fraction)
            return f"{name}{exactly} {show(value)}{unit and f' {unit}'}"
        case Mark():
            assert isinstance(value, Fraction)
            return f"{name}{exactly} {show(value)} 分"
        case _:
            assert_never(kind)
