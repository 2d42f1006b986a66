"""The rule that prints a sentence, read back from it.

Receives a text and the measures of its scheme. Promises the one line whose own sentence is the text, letter for
letter, and whose names are measures of the scheme or stand in quotation marks in it; None where there is none, or
where several rules print the text. Nothing is guessed: a line that prints anything else is no reading.
"""

import re
from collections.abc import Callable, Collection, Iterator
from fractions import Fraction

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source, Span
from creditdsl.compiler.build import build
from creditdsl.forms.sentence import rule_sentence
from creditdsl.reader.line_writer import Name, spelt
from creditdsl.reader.meanings import RuleLine
from creditdsl.reader.own.cutting import cut
from creditdsl.reader.own.measured import calculated, each, from_standard
from creditdsl.reader.own.printed_cases import banded, chosen, conditional, marked
from creditdsl.reader.own.printed_phrases import EQUAL, TAKES, Pieces, rest
from creditdsl.reader.own.rankings import ranked, ranked_after_mark
from creditdsl.syntax.fold import fold
from creditdsl.syntax.nodes import Rule
from creditdsl.syntax.tree import Attributes, BodyLine, HeadingLine, Level, SchemeTree

OWN: tuple[Callable[[str], Iterator[Pieces]], ...] = (
    conditional,
    banded,
    chosen,
    marked,
    calculated,
    each,
    from_standard,
    ranked,
    ranked_after_mark,
)
"""By form, the lines that may print a sentence."""
_LIMITS = re.compile(r"(?:,最高(?P<verb>\D)(?P<most>[\d.]+)分)?(?:,最低得(?P<least>[\d.]+)分)?(?P<emptied>,扣完为止)?$")
_INSTEAD = "分母为零的,"


def own_line(text: str, measures: Collection[str]) -> RuleLine | None:
    """Return the line of the rule that prints a text."""
    sentence = fold(text).strip().removesuffix("。")
    printing: list[tuple[Rule, RuleLine]] = []
    for pieces in _candidates(sentence):
        if not all(_known(piece.text, measures) for piece in pieces if isinstance(piece, Name)):
            continue
        line = spelt(pieces)
        rule = None if line is None else _rule(line)
        if line is not None and rule is not None and fold(rule_sentence(rule)) == sentence:
            printing.append((rule, line))
    if any((rule.body, rule.limits) != (printing[0][0].body, printing[0][0].limits) for rule, _ in printing):
        return None
    return printing[0][1] if printing else None


def _candidates(sentence: str) -> Iterator[Pieces]:
    """Yield the lines that may print a sentence: those of its body, with its limits."""
    *parts, last = cut(sentence, ";")
    instead: Pieces = []
    if parts and last.startswith(_INSTEAD):
        zero = rest(last.removeprefix(_INSTEAD))
        if zero is None:
            return
        instead = ["分母为零", *zero]
    body = ";".join(parts) if instead else sentence
    match = _LIMITS.search(body)
    assert match is not None
    limits: Pieces = []
    if match["most"]:
        limits.append(f"最高{'扣' if re.fullmatch(TAKES, match['verb']) else ''}{match['most']}")
    limits += [f"最低{match['least']}"] if match["least"] else []
    limits += ["扣完为止"] if match["emptied"] else []
    for form in OWN:
        for pieces in form(body[: match.start()]):
            line = [*pieces, *limits, *instead]
            plain = [piece.removeprefix(EQUAL) if isinstance(piece, str) else piece for piece in line]
            yield from ([line] if plain == line else [plain, line])


def _known(name: str, measures: Collection[str]) -> bool:
    """Return whether a name is a measure of the scheme, or quoted."""
    return name.startswith("“") or name in measures


def _rule(line: RuleLine) -> Rule | None:
    """Return the rule of a line; None where it is no rule by itself."""
    spans = [Span.of_line(number, 0, len(words)) for number, words in enumerate(("甲", "甲", line.text), 1)]
    tree = SchemeTree(
        Source("甲", f"甲\n甲\n{line.text}"),
        (
            HeadingLine(1, Level.TABLE, "附件1", "", None, "", spans[0]),
            HeadingLine(2, Level.CHINESE, "一", "甲", Attributes(points=Fraction(1)), "", spans[1]),
            BodyLine(3, "rule", None, line.text, 0, line.tree, "", "", spans[2]),
        ),
    )
    scheme, misfits = build(tree)
    return None if has_errors(misfits) else scheme.tables[0].sections[0].rules[0]
