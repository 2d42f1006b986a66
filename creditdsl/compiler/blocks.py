"""The blocks of a table, 数据 and 等次, from their lines to AST nodes."""

from fractions import Fraction

from lark.lexer import Token

from creditdsl.base.collect import Collector, Stop
from creditdsl.base.source import Span
from creditdsl.compiler import block_errors, errors
from creditdsl.forms.bare_count import reject_bare_count
from creditdsl.forms.results import plain_points
from creditdsl.syntax import unreadable
from creditdsl.syntax.expressions import (
    build_expression,
    build_name,
    build_places,
    build_predicate,
    build_quantity,
    build_test,
    constant,
)
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import (
    ChoiceType,
    Comparison,
    CountType,
    Declaration,
    DeclaredType,
    Derived,
    Effect,
    GradeBand,
    Grades,
    Honour,
    MarkType,
    Mention,
    NumberType,
    Override,
    Predicate,
    RatioType,
    Text,
    Totalling,
    TruthType,
)
from creditdsl.syntax.numerals import count_of
from creditdsl.syntax.parser import ParseFault, parse_line
from creditdsl.syntax.place import Place
from creditdsl.syntax.quantities import is_amount, meant_type
from creditdsl.syntax.tree import BodyLine, LineTree

MAX_MEASURE_WORD = 3
"""Characters of the longest measure word of what is counted."""


def build_declaration(tree: LineTree, place: Place, line: BodyLine) -> list[Declaration | Derived]:
    """Build `甲、乙：条 0至100，说明` as one declaration a name, `甲 = 乙 ÷ 丙` as one derived measure."""
    if tree.data == "derived":
        name, value = build_name(tree.token(0), place), build_expression(tree.children[2], place)
        return [Derived(name, value, line.note, line.span)]
    declared = _build_type(tree.tree(-1), place)
    yearly = any(token.type == "YEARLY" for token in tree.tokens)
    names = (build_name(token, place) for token in tree.tree(0).names)
    return [Declaration(name, declared, yearly, line.note, line.span) for name in names]


def _build_type(tree: LineTree, place: Place) -> DeclaredType:
    word = tree.token(0)
    if word.type == "OPTION":
        return ChoiceType(tuple(build_name(name, place).text for name in tree.names[1:]))
    low, high = _build_range(tree, place)
    match word.type:
        case "TRUTH_TYPE":
            return TruthType()
        case "RATIO_TYPE":
            return RatioType(low, high)
        case "NUMBER_TYPE":
            return NumberType(low, high)
        case "MARK":
            assert low is not None and high is not None
            return MarkType(low, high)
        case _:
            return CountType(_measure_word(word, place), low, high)


def _measure_word(word: Token, place: Place) -> str:
    """Return the measure word of a count or amount; a slip for 是否 or 比率 must not become one."""
    text = str(word)
    if instead := meant_type(text):
        raise Stop(block_errors.UnknownType(text, (), instead), place.span(word))
    kinds = ("TRUTH_TYPE", "RATIO_TYPE", "NUMBER_TYPE", "MARK")
    types = [spelling for kind in kinds for spelling in keywords().words[kind].words]
    near = tuple(t for t in types if len(text) > 1 and set(t) & set(text))
    if near or (len(text) > MAX_MEASURE_WORD and not is_amount(text)):
        raise Stop(block_errors.UnknownType(text, near), place.span(word))
    return text


def _build_range(tree: LineTree, place: Place) -> tuple[Fraction | None, Fraction | None]:
    """Build the lowest and highest value of a type; None where the declaration states no range."""
    if not tree.trees:
        return None, None
    stated = tree.tree(1)
    below_zero = bool(stated.trees)
    bottom = build_quantity(stated.tree(0).token(-1) if below_zero else stated.token(0), place)
    top = build_quantity(stated.token(-1), place)
    first = bottom.value / 100 if top.percent and not bottom.percent else bottom.value
    first = -first if below_zero else first
    if first > top.value:
        raise Stop(block_errors.EmptyRange(tested=False), place.cover(stated))
    return first, top.value


def build_totalling(field: Text) -> Totalling:
    """Build the totalling from the text of `总分：`; each clause occurs at most once."""
    code = fold(field.text)
    # The text stands at the end of its line, behind 总分：.
    offset = field.span.end_column - 1 - len(field.text)
    tree = parse_line(code, "total")
    if isinstance(tree, ParseFault):
        raise unreadable.cause(tree, code, field.text, "total", field.span.line, offset)
    place = Place(field.span.line, offset, field.text)
    points: dict[str, Fraction] = {}
    """Points by the grammar's name of the clause."""
    for clause in tree.trees:
        if clause.data in points:
            raise Stop(errors.LimitTwice(), place.cover(clause))
        points[clause.data] = plain_points(build_quantity(clause.token(-1), place)).value
    return Totalling(points.get("converted"), points.get("after_bonus"), points.get("after_deduction"))


def build_grades(lines: list[BodyLine], span: Span, problems: Collector, complete: bool) -> Grades | None:
    """Build 等次 from its lines; None if a line does not fit (its message is recorded).

    complete: no line of the scheme was left out, so that 其余 is missing from the scheme itself.
    """
    bands: list[GradeBand] = []
    overrides: list[Override] = []
    try:
        for line in lines:
            assert line.tree is not None
            place = Place(line.number, line.offset, line.text)
            if line.tree.data == "grade_override":
                overrides.append(_build_override(line.tree, place, line.span, bands))
            else:
                bands.append(_build_band(line.tree, place, line.span, bands, overrides))
    except Stop as stop:
        problems.stop(stop)
        return None
    if not bands or not (bands[-1].is_rest or _every_total(bands)):
        if complete:
            problems.add(block_errors.GradesWithoutRest(), span)
        return None
    return Grades(tuple(bands), tuple(overrides), span)


def _every_total(bands: list[GradeBand]) -> bool:
    """Return whether the bands, from the top down, leave out no total, so that no 其余 is needed."""
    reached: tuple[Fraction, bool] | None = None
    """The lowest total so far, and whether it belongs to a band; None above all."""
    for position, band in enumerate(bands):
        if band.test is None or band.also is not None:
            return False
        ends = {bound.comparison: constant(bound.operand) for bound in band.test.bounds}
        if None in ends.values() or Comparison.EQUAL in ends:
            return False
        top = ends.get(Comparison.AT_MOST, ends.get(Comparison.LESS))
        bottom = ends.get(Comparison.AT_LEAST, ends.get(Comparison.MORE))
        if reached is None or top is None:
            joined = top is None
        else:
            joined = top > reached[0] or (top == reached[0] and (reached[1] or Comparison.AT_MOST in ends))
        if not joined or bottom is None:
            return joined and position == len(bands) - 1
        reached = bottom, Comparison.AT_LEAST in ends
    return False


def _build_band(
    tree: LineTree, place: Place, span: Span, bands: list[GradeBand], overrides: list[Override]
) -> GradeBand:
    grade = build_name(tree.token(-1), place)
    if bands and bands[-1].is_rest:
        raise Stop(block_errors.MisplacedGrade(block_errors.GradeOrder.BELOW_REST, grade.text), span)
    if overrides:
        raise Stop(block_errors.MisplacedGrade(block_errors.GradeOrder.BELOW_OVERRIDE, grade.text), span)
    if any(band.grade.text == grade.text for band in bands):
        raise Stop(block_errors.MisplacedGrade(block_errors.GradeOrder.REPEATED, grade.text), span)
    first, joined = tree.children[0], len(tree.children) > 2
    also = _build_condition(tree.tree(2), place) if joined else None
    if isinstance(first, LineTree):
        return GradeBand(build_test(first, place), None, also, grade, span)
    places = None if first.type == "OTHERWISE" else build_places(first, place)
    return GradeBand(None, places, also, grade, span)


def _build_override(tree: LineTree, place: Place, span: Span, bands: list[GradeBand]) -> Override:
    word = tree.token(1)
    effect = _EFFECTS[word.type]
    grade = str(word).partition("为")[2].strip() if effect in (Effect.RATE, Effect.BAR) else ""
    if grade and all(band.grade.text != grade for band in bands):
        known = tuple(band.grade.text for band in bands)
        raise Stop(block_errors.UnknownGrade(grade, known), place.span(word))
    steps = count_of(str(word)) or 1 if effect is Effect.DEMOTE else 0
    return Override(_build_condition(tree.tree(0), place), effect, steps, grade, span)


def _build_condition(tree: LineTree, place: Place) -> Predicate:
    reject_bare_count(tree, place)
    return build_predicate(tree, place)


_EFFECTS = {
    "DEMOTE": Effect.DEMOTE,
    "RATED": Effect.RATE,
    "BARRED": Effect.BAR,
    "VETO": Effect.VETO,
    "DISQUALIFIED": Effect.DISQUALIFY,
}


def build_honour(line: BodyLine, mention: Mention) -> Honour:
    """Build the honour of a line such as `前10名 先进单位（一票否决的除外）`."""
    assert line.tree is not None
    place = Place(line.number, line.offset, line.text)
    places, name = line.tree.tokens
    excepted = bool(line.tree.trees)
    return Honour(mention, build_places(places, place), build_name(name, place).text, excepted, line.span)
