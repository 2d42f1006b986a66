"""The blocks of a table, 数据 and 等次, from their lines to AST nodes."""

import re
from fractions import Fraction

from creditdsl.base.collect import Collector, Stop
from creditdsl.base.exact import WholeRounding
from creditdsl.base.source import Span
from creditdsl.base.spelling import cleaned
from creditdsl.compiler import block_errors, errors, grade_errors
from creditdsl.compiler.grade_lines import is_upper, left_out
from creditdsl.forms.bare_count import reject_bare_count
from creditdsl.forms.results import plain_points
from creditdsl.syntax import unreadable
from creditdsl.syntax.declared_types import (
    ChoiceType,
    CountType,
    DeclaredType,
    MarkType,
    NumberType,
    RatioType,
    TruthType,
)
from creditdsl.syntax.expressions import (
    build_expression,
    build_name,
    build_places,
    build_predicate,
    build_quantity,
    build_test,
)
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.nodes import (
    Declaration,
    Derived,
    Effect,
    GradeBand,
    Grades,
    Honour,
    Mention,
    Override,
    Predicate,
    Quota,
    Text,
    Totalling,
)
from creditdsl.syntax.numerals import count_of
from creditdsl.syntax.parser import ParseFault, parse_line
from creditdsl.syntax.place import Place
from creditdsl.syntax.quantities import is_amount, meant_type
from creditdsl.syntax.tree import BodyLine

MAX_MEASURE_WORD = 3
"""Characters of the longest measure word of what is counted."""


def build_declaration(line: BodyLine) -> list[Declaration | Derived]:
    """Build `甲、乙：条 0至100，说明` as one declaration a name, `甲 = 乙 ÷ 丙` as one derived measure."""
    assert line.tree is not None
    tree, place = line.tree, Place(line.number, line.offset, line.text)
    if tree.data == "derived":
        name, value = build_name(tree.token(0), place), build_expression(tree.children[2], place)
        return [Derived(name, value, line.note, line.span)]
    declared = _build_type(tree.tree(-1), place)
    yearly = any(token.type == "YEARLY" for token in tree.tokens)
    names = (build_name(token, place) for token in tree.tree(0).names)
    reporter, note = _reporter(line)
    return [Declaration(name, declared, yearly, note, reporter, line.span) for name in names]


def _reporter(line: BodyLine) -> tuple[str, str]:
    """Split `填报：县应急局，有处分决定的` into who reports and the note; 填报：本单位 is what holds without it."""
    word, unit = keywords().values["reporter"], keywords().values["reporting_unit"]
    parts = [part.strip() for part in re.split("[，,；;]", line.note)]
    stated = [part for part in parts if re.match(rf"{word}\s*[:：]", part)]
    if len(stated) > 1:
        raise Stop(block_errors.ReporterTwice(), line.span)
    reporters = [cleaned(re.sub(rf"^{word}\s*[:：]", "", part).rstrip("。")) for part in stated]
    if "" in reporters:
        raise Stop(block_errors.ReporterTwice(missing=True), line.span)
    note = "，".join(part for part in parts if part not in stated) if stated else line.note
    return next((name for name in reporters if name != unit), ""), note


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
    if not _has_end(bands):
        if complete:
            problems.add(_without_rest(bands, lines), span)
        return None
    grades = Grades(tuple(bands), tuple(overrides), span)
    for override in overrides:
        if override.effect is Effect.BAR and override.grade == grades.names[-1]:
            problems.add(grade_errors.NothingBelow(override.grade, "".join(grades.names[-2:-1])), override.span)
    return grades


def _has_end(bands: list[GradeBand]) -> bool:
    """Return whether every unit has a grade: by 其余, or by a last band down to the end and no total left out."""
    return bool(bands) and (bands[-1].is_rest or (is_upper(bands[-1]) and left_out(bands) is None))


def _without_rest(bands: list[GradeBand], lines: list[BodyLine]) -> "grade_errors.GradesWithoutRest":
    """Return the fault of bands without an end; one that reaches down to the end may become 其余 as it stands."""
    last = next((line for line in reversed(lines) if bands and line.span == bands[-1].span), None)
    return grade_errors.GradesWithoutRest(
        tuple(band.grade.text for band in bands),
        left_out(bands) if bands else None,
        "" if last is None else last.text.strip(),
        bool(bands) and is_upper(bands[-1]),
    )


def _build_band(
    tree: LineTree, place: Place, span: Span, bands: list[GradeBand], overrides: list[Override]
) -> GradeBand:
    grade = build_name(tree.token(-1), place)
    if bands and bands[-1].is_rest:
        raise Stop(grade_errors.MisplacedGrade(grade_errors.GradeOrder.BELOW_REST, grade.text), span)
    if overrides:
        raise Stop(grade_errors.MisplacedGrade(grade_errors.GradeOrder.BELOW_OVERRIDE, grade.text), span)
    if any(band.grade.text == grade.text for band in bands):
        raise Stop(grade_errors.MisplacedGrade(grade_errors.GradeOrder.REPEATED, grade.text), span)
    parts = {part.data: part for part in tree.trees}
    scores = [part for data, part in parts.items() if data in ("bounds", "between")]
    test = build_test(scores[0], place) if scores else None
    quota = _build_quota(parts["quota"], place, alone=test is None) if "quota" in parts else None
    return GradeBand(test, quota, _build_further(tree, place), grade, span)


def _build_quota(tree: LineTree, place: Place, alone: bool) -> Quota:
    """Build `前30%` or `县区、市直 各前30%` with its options; two options of a kind are one too many.

    alone: no line of points stands beside it. Then who is tied across the last place is in.
    """
    *_, options = tree.trees
    ways = [token for token in options.tokens if token.type in set(WholeRounding)]
    ties = [token for token in options.tokens if token.type not in set(WholeRounding)]
    for kind in (ways, ties):
        if len(kind) > 1:
            raise Stop(errors.LimitTwice(str(kind[1])), place.span(kind[1]))
    places = build_places(tree.tokens[-1], place)
    if ways and places.share is None:
        raise Stop(block_errors.RoundedPlaces(str(ways[0])), place.span(ways[0]))
    groups = tuple(build_name(name, place).text for name in tree.tree(0).names) if len(tree.trees) > 1 else ()
    rounding = WholeRounding(ways[0].type) if ways else WholeRounding.DOWN
    return Quota(places, groups, rounding, ties[0].type == "TIES_IN" if ties else alone, place.cover(tree))


def _build_override(tree: LineTree, place: Place, span: Span, bands: list[GradeBand]) -> Override:
    word = tree.token(1)
    effect = _EFFECTS[word.type]
    grade = str(word).partition("为")[2].strip() if effect in (Effect.RATE, Effect.BAR) else ""
    if grade and all(band.grade.text != grade for band in bands):
        known = tuple(band.grade.text for band in bands)
        raise Stop(grade_errors.UnknownGrade(grade, known), place.span(word))
    steps = count_of(str(word)) or 1 if effect is Effect.DEMOTE else 0
    return Override(_build_condition(tree.tree(0), place), effect, steps, grade, span)


def _build_further(tree: LineTree, place: Place) -> Predicate | None:
    """Build the further condition of a grade or honour; in front of points, places or grade it stands part by part."""
    parts = [part for part in tree.trees if part.data in ("predicate", "atom")]
    if not parts:
        return None
    return _build_condition(parts[0] if len(parts) == 1 else LineTree("all", tuple(parts)), place)


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
    """Build the honour of a line such as `评为优秀 且 前10名 先进单位（一票否决的除外）`."""
    assert line.tree is not None
    place = Place(line.number, line.offset, line.text)
    *merits, name = (token for token in line.tree.tokens if token.type != "AND")
    tokens = {"grade" if token.type == "RATED" else "places": token for token in merits}
    trees = {tree.data: tree for tree in line.tree.trees}
    return Honour(
        mention,
        str(tokens["grade"]).partition("为")[2].strip() if "grade" in tokens else "",
        build_places(tokens["places"], place) if "places" in tokens else None,
        _build_further(line.tree, place),
        build_name(name, place).text,
        "exception" in trees,
        line.span,
    )
