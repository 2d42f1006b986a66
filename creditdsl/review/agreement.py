"""Where a drafter's own wording (标准：) and the rules of the same entry do not say the same numbers.

Receives an entry with both; promises the numbers that only one side has, and those that both have in
another sense. Its own step because two findings, one certain and one not, read the same comparison.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.compiler.names import names_in
from creditdsl.forms.sentence import rule_sentence
from creditdsl.review.figures import Figure, figures
from creditdsl.syntax.nodes import Entry, Rule

FIELD = "wording"


@node
class Said:
    """A number of a rule. span: the rule's line."""

    figure: Figure
    span: Span


@node
class Agreement:
    """written: the numbers of the wording. said: those of the rules. offset: where the wording stands in its line."""

    entry: Entry
    text: str
    written: tuple[Figure, ...]
    said: tuple[Said, ...]
    field: Span

    def span(self, figure: Figure) -> Span:
        """Of a number of the wording."""
        start = self.field.end_column - 1 - len(self.text)
        return Span.of_line(self.field.line, start + figure.start, start + figure.end)

    def only_written(self, points: bool) -> list[Figure]:
        """Numbers of the wording that no rule has; of points, or of anything else."""
        known = {(one.figure.value, one.figure.unit == "%") for one in self.said}
        if points:
            known = {(one.figure.value, False) for one in self.said if _points(one.figure)}
            known |= {(value, False) for value in (self.entry.points, Fraction(0)) if value is not None}
        return [one for one in _of(self.written, points) if (one.value, one.unit == "%") not in known]

    def only_said(self, points: bool) -> list[Said]:
        """Numbers of the rules that the wording has not."""
        known = {(one.value, one.unit == "%") for one in self.written if _points(one) is points}
        if points:
            known.add((Fraction(0), False))
        chosen = set(_of([one.figure for one in self.said], points))
        return [
            one for one in self.said if one.figure in chosen and (one.figure.value, one.figure.unit == "%") not in known
        ]

    def opposite(self) -> list[tuple[Figure, Said]]:
        """Points that the wording gives and every rule takes, or the reverse."""
        found = []
        for one in _of(self.written, True):
            same = [said for said in self.said if _points(said.figure) and said.figure.value == one.value]
            if same and all(said.figure.taken is not one.taken for said in same):
                others = [w.taken for w in self.written if _points(w) and w.value == one.value]
                found += [(one, same[0])] if all(taken is one.taken for taken in others) else []
        return found


def agreement(entry: Entry) -> Agreement | None:
    """The comparison; None where the entry has no wording of its own or no rules."""
    field = entry.fields.get(FIELD)
    if field is None or not entry.rules:
        return None
    said = [Said(figure, rule.span) for rule in entry.rules for figure in figures(_sentence(rule))]
    return Agreement(entry, field.text, figures(field.text), tuple(said), field.span)


def _points(figure: Figure) -> bool:
    return figure.unit == "分"


def _of(found: Iterable[Figure], points: bool) -> Sequence[Figure]:
    return [one for one in found if _points(one) is points]


def _sentence(rule: Rule) -> str:
    """The rule's sentence with its measures blotted out, whose names may hold numbers."""
    said = rule_sentence(rule)
    for name in sorted({name.text for name in names_in(rule.body)}, key=len, reverse=True):
        said = said.replace(name, "·" * len(name))
    return said
