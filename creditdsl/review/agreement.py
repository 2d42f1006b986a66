"""The comparison of a drafter's own wording (标准：) with the rules of the same entry, number by number.

Receives an entry with both; promises the numbers that only one side has, and those that both have in another sense.
Two findings, one certain and one not, read the same comparison.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.compiler.name_uses import names_in
from creditdsl.forms.sentence import rule_sentence
from creditdsl.review.figures import Figure, figures
from creditdsl.syntax.nodes import Entry, Rule

FIELD = "wording"


@node
class RuleFigure:
    """A number of a rule. `span`: the rule's line."""

    figure: Figure
    span: Span


@node
class Agreement:
    """The numbers of both sides. `written`: those of the wording. `of_rules`: those of the rules. `field`: the
    wording's place.
    """

    entry: Entry
    text: str
    written: tuple[Figure, ...]
    of_rules: tuple[RuleFigure, ...]
    field: Span

    def span(self, figure: Figure) -> Span:
        """Return the place of a number of the wording."""
        start = self.field.end_column - 1 - len(self.text)
        return Span.of_line(self.field.line, start + figure.start, start + figure.end)

    def only_written(self, points: bool) -> list[Figure]:
        """Return the numbers of the wording that no rule has; of points, or of anything else."""
        known = {(one.figure.value, one.figure.unit == "%") for one in self.of_rules}
        if points:
            known = {(one.figure.value, False) for one in self.of_rules if _points(one.figure)}
            known |= {(value, False) for value in (self.entry.points, Fraction(0)) if value is not None}
        return [one for one in _of(self.written, points) if (one.value, one.unit == "%") not in known]

    def only_in_rules(self, points: bool) -> list[RuleFigure]:
        """Return the numbers of the rules that the wording lacks; of points, or of anything else."""
        known = {(number.value, number.unit == "%") for number in self.written if _points(number) is points}
        if points:
            known.add((Fraction(0), False))
        chosen = set(_of([number.figure for number in self.of_rules], points))
        of_kind = [number for number in self.of_rules if number.figure in chosen]
        return [n for n in of_kind if (n.figure.value, n.figure.unit == "%") not in known]

    def opposite(self) -> list[tuple[Figure, RuleFigure]]:
        """Return points that the wording gives and every rule takes, or the reverse, with a rule's number."""
        pairs = []
        for figure in _of(self.written, True):
            points = [of_rule for of_rule in self.of_rules if _points(of_rule.figure)]
            same = [of_rule for of_rule in points if of_rule.figure.value == figure.value]
            if same and all(of_rule.figure.taken is not figure.taken for of_rule in same):
                others = [w.taken for w in self.written if _points(w) and w.value == figure.value]
                pairs += [(figure, same[0])] if all(taken is figure.taken for taken in others) else []
        return pairs


def agreement(entry: Entry) -> Agreement | None:
    """Return the comparison; None where the entry has no wording of its own or no rules."""
    field = entry.fields.get(FIELD)
    if field is None or not entry.rules:
        return None
    of_rules = [RuleFigure(figure, rule.span) for rule in entry.rules for figure in figures(_sentence(rule))]
    return Agreement(entry, field.text, figures(field.text), tuple(of_rules), field.span)


def _points(figure: Figure) -> bool:
    return figure.unit == "分"


def _of(numbers: Iterable[Figure], points: bool) -> Sequence[Figure]:
    return [one for one in numbers if _points(one) is points]


def _sentence(rule: Rule) -> str:
    """Return the rule's sentence with its measures blotted out, whose names may hold numbers."""
    sentence = rule_sentence(rule)
    for name in sorted({name.text for name in names_in(rule.body)}, key=len, reverse=True):
        sentence = sentence.replace(name, "·" * len(name))
    return sentence
