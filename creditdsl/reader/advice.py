"""The help of rule lines that could not be read, or that the guard of names stopped.

Receives the lines of a scheme and its diagnostics. Promises for each such line, the surest first: the line with a space
or sign mended; the lines of its one meaning, with edits that write them; a question with the lines of each answer; the
form whose words stand in it. It is imported only where a line failed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from creditdsl.base.diagnostic import Diagnostic, Edit, Reread
from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.base.watch import Watch, unwatched
from creditdsl.compiler.name_errors import CountInName, KeywordInName
from creditdsl.forms.base import form_of
from creditdsl.forms.per_unit import StepOfAnother
from creditdsl.forms.standard import UnclearStandard
from creditdsl.reader.answering import Asked, Meaning, Nothing, Understood, understood
from creditdsl.reader.hints import hint
from creditdsl.reader.items import Item, items
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.mends import Mend, mend
from creditdsl.reader.wordings import is_quoted, typed_words, wording_edits
from creditdsl.syntax.errors import HeadingOrRule, UnknownCharacter, Unread, UnreadableLine
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Trait
from creditdsl.syntax.tree import BodyLine, SchemeTree

TRIED = 500
"""So many faulty lines of a scheme are read as sentences; nobody mends more in one go."""
MAX_CHARACTERS = 45_000
"""Characters of all lines that are read as sentences."""
MAX_LINES = 30
"""Lines of the largest item of which each line says what 标准 will be with it alone."""
_JOINTS = ("且", "或", "或者")
"""Words of which the guard asks whether they join two things; a drafter's own line does not say."""
_VAGUE = (Unread.UNFINISHED, Unread.UNEXPECTED, Unread.TWO_NAMES)
"""Reasons without a help of their own that fits the line."""


@node
class _Line:
    """A line that failed. words: its code as typed."""

    words: str
    span: Span
    item: Item
    mended: Mend | None
    understood: Understood


def with_advice(
    tree: SchemeTree, diagnostics: Iterable[Diagnostic], watch: Watch = unwatched
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with help for lines that failed; only the first TRIED of them are tried."""
    diagnostics = tuple(diagnostics)
    stopped = {one.span.line for one in diagnostics if one.span is not None and _is_stopped(one)}
    if not stopped:
        return diagnostics
    around = items(tree)
    lines: dict[int, _Line] = {}
    left = MAX_CHARACTERS
    for number in sorted(stopped)[:TRIED]:
        watch()
        if number in around and left > 0:
            item, line = around[number]
            lines[number] = _line(tree.source, line, item)
            left -= len(lines[number].words)
    return tuple(_advised(one, lines, tree.source) for one in diagnostics)


def _is_stopped(diagnostic: Diagnostic) -> bool:
    fault = diagnostic.fault
    if isinstance(fault, CountInName):
        return fault.each is None
    if isinstance(fault, UnreadableLine) and fault.why is Unread.NO_STANDARD:
        return False  # its own help asks what the words leave open
    of_form = isinstance(fault, StepOfAnother | UnclearStandard)
    return of_form or isinstance(fault, UnreadableLine | UnknownCharacter | KeywordInName | HeadingOrRule)


def _line(source: Source, line: BodyLine, item: Item) -> _Line:
    words = typed_words(source, line.span)
    return _Line(words, line.span, item, mend(words, item.deducts), understood(words, item))


def _advised(diagnostic: Diagnostic, lines: Mapping[int, _Line], source: Source) -> Diagnostic:
    line = lines.get(diagnostic.span.line) if diagnostic.span is not None and _is_stopped(diagnostic) else None
    if line is None:
        return diagnostic
    advice = _words(line)
    if isinstance(diagnostic.fault, CountInName) and not isinstance(line.understood, Meaning):
        return diagnostic
    if not advice:
        return replace(diagnostic, advice=_hint(line)) if _is_vague(diagnostic) else diagnostic
    match diagnostic.fault:
        case KeywordInName(as_name=as_name):
            advice = f"{advice.removesuffix('。')}。{as_name}。"
        case CountInName(name=name):
            each = advice.removeprefix("可以").removesuffix("。")
            advice = f"每次都算的，{each}；只看有没有的，加引号写成 “{name}”，或在“数据”里声明。"
        case HeadingOrRule():
            advice = f"{advice.removesuffix('。')}。{diagnostic.help}"
        case _:
            pass
    diagnostic = replace(diagnostic, advice=advice)
    asked = isinstance(diagnostic.fault, HeadingOrRule | CountInName)
    return diagnostic if asked else _edited(diagnostic, line, lines, source)


def _is_vague(diagnostic: Diagnostic) -> bool:
    return isinstance(diagnostic.fault, UnreadableLine) and diagnostic.fault.why in _VAGUE


# Words


def _words(line: _Line) -> str:
    """Return the help of a line that was mended or understood; empty for any other."""
    if line.mended is not None:
        return f"{line.mended.words}，{_several(line.mended.lines)}"
    match line.understood:
        case Meaning(apart=apart) as meaning if apart:
            return f"“{apart}”是一个名字的，去掉空格，{_shown(meaning, line.item)}；是两条规则的，分两行写。"
        case Meaning() as meaning:
            return f"可以{_shown(meaning, line.item)}"
        case Asked(question="", answers=((_, meaning),)):
            hole = f"（{HOLE}换成指标的名称）" if any(HOLE in rule for rule in meaning.rules) else ""
            return f"可以{_shown(meaning, line.item)}{hole}"
        case Asked(question=question, answers=answers):
            ways = (f"{answer}的，{_shown(meaning, line.item)}" for answer, meaning in answers)
            return f"{question}{'；'.join(ways)}。"
        case Nothing():
            return ""
        case _:
            assert_never(line.understood)


def _shown(meaning: Meaning, item: Item) -> str:
    parts = [_several(meaning.rules)] if meaning.rules else []
    if meaning.elsewhere:
        parts.append(f"在{'、'.join(_places(meaning))}写：{' · '.join(_bare(line) for line in meaning.elsewhere)}")
    if meaning.headings:
        parts.append(f"标题末尾写“{_bracket(item, meaning.headings)}”")
    return "，".join(parts)


def _several(rules: tuple[str, ...]) -> str:
    several = f"分 {len(rules)} 行" if len(rules) > 1 else ""
    return f"{several}写成：{' · '.join(rules)}"


def _places(meaning: Meaning) -> list[str]:
    """Return where the lines for other places go: 等次 is a block, a field stands below its heading."""
    blocks = keywords().blocks
    heads = (line.partition("：")[0] for line in meaning.elsewhere)
    return list(dict.fromkeys(f"“{head}”下面" if head in blocks else "标题下面" for head in heads))


def _bare(line: str) -> str:
    head, _, text = line.partition("：")
    return text if head in keywords().blocks else line


def _bracket(item: Item, words: tuple[str, ...]) -> str:
    """Return the bracket of a heading with more in it."""
    point = keywords().headings["point"]
    points = "…" if item.entry.points is None else show(item.entry.points, MAX_DIGITS)
    added = "，".join(word + point if word[-1:].isdigit() else word for word in words)
    return f"（{points}{point}，{added}）"


def _hint(line: _Line) -> str:
    stuck = line.understood
    assert isinstance(stuck, Nothing)
    return hint(line.words, stuck.start, stuck.end)


# Edits


def _edited(diagnostic: Diagnostic, line: _Line, lines: Mapping[int, _Line], source: Source) -> Diagnostic:
    """Return the diagnostic with the edits that write a line anew, where its meaning is sure."""
    meaning = line.understood if isinstance(line.understood, Meaning) and line.understood.sure else None
    indent = source.line(line.span.line)[: line.span.column - 1]
    if line.mended is not None:
        agrees = not line.mended.divides if meaning is None else meaning.rules == line.mended.lines
        edit = Edit(line.span, f"\n{indent}".join(line.mended.lines))
        reread = Reread(line.words, line.mended.lines, quoted=False)
        return replace(diagnostic, edits=(edit,), reread=reread) if agrees else diagnostic
    if meaning is None or not meaning.rules or meaning.elsewhere or meaning.traits is None:
        return diagnostic
    quoted = is_quoted(line.words)
    if isinstance(diagnostic.fault, KeywordInName) and diagnostic.fault.keyword in _JOINTS and not quoted:
        return diagnostic
    heading = _heading_edit(line.item, meaning.headings)
    if meaning.headings and (heading is None or not _agrees(meaning, line, lines)):
        return diagnostic
    edits = (Edit(line.span, f"\n{indent}".join(meaning.rules)), *([heading] if heading else []))
    several = len(line.item.lines) > MAX_LINES
    kept = {line.span.line: line.words} if quoted else {}
    wording = None if several and quoted else wording_edits(source, line.item, kept, lines)
    return replace(diagnostic, edits=edits, reread=Reread(line.words, meaning.rules, quoted, wording))


def _agrees(meaning: Meaning, line: _Line, lines: Mapping[int, _Line]) -> bool:
    """Return whether the other lines allow the traits: with 满分起扣 they deduct, with others there are none."""
    for other in line.item.lines:
        if other.number == line.span.line:
            continue
        if meaning.traits != (Trait.FROM_FULL,):
            return False
        rule, failed = line.item.rules.get(other.number), lines.get(other.number)
        if failed is not None:
            if not isinstance(failed.understood, Meaning) or failed.understood.headings != meaning.headings:
                return False
        elif rule is None or not form_of(rule).deducts:
            return False
    return True


def _heading_edit(item: Item, words: tuple[str, ...]) -> Edit | None:
    """Return the edit that adds words to the bracket of a heading; None for no words, or a heading without points."""
    attributes = item.heading.attributes
    if not words or attributes is None or attributes.points is None:
        return None
    span = item.heading.span
    last = Span(span.line, span.end_column - 1, span.line, span.end_column)
    return Edit(last, f"，{'，'.join(words)}）")
