"""`textDocument/hover`: what stands at a place, in words.

A name: what it is, its type, who fills it in, where it is used. A rule: its sentence, and the points that it can give.
A heading: its points and those that can be reached. A code of a message: its page.
"""

import re
from collections.abc import Iterator

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.base.reference import RuleId
from creditdsl.base.source import Span
from creditdsl.explain.phrases import heading, range_words, rule_number
from creditdsl.forms import wording
from creditdsl.forms.base import form_of
from creditdsl.forms.sentence import rule_sentence
from creditdsl.ir.types import describe
from creditdsl.reports.code_pages import page
from creditdsl.reports.codes import all_codes
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.attainable_points import entry_words, rule_words, total_words
from creditdsl.server.features.named_things import NamedThing, thing_at, uses_of
from creditdsl.server.features.navigation import homes_by_line
from creditdsl.server.features.occurrences import Kind, Occurrence, numbered_tables
from creditdsl.server.open_document import Caret, Document
from creditdsl.server.request_params import Params
from creditdsl.syntax.homes import Home
from creditdsl.syntax.nodes import Entry, Rule, Table
from creditdsl.syntax.tree import BodyLine, HeadingLine
from creditdsl.syntax.walk import rules, units_of

_CODE = re.compile(r"\b[EWN]\d{4}\b")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")
_KINDS = {Kind.OPTION: "选项", Kind.GRADE: "等次", Kind.GROUP: "组", Kind.UNIT: "单位", Kind.HONOUR: "称号"}


@node
class _WrittenRule:
    """A rule with its table, its entry and its id."""

    table: Table
    entry: Entry
    identity: RuleId
    rule: Rule


def hover(analysis: Analysis, document: Document, params: Params) -> object:
    """Return what is known of a position as Markdown; None where there is nothing to say."""
    caret = document.caret(params.item("position"))
    if (code := _code_at(analysis, caret)) is not None:
        return _shown([f"```text\n{code[0]}```"], code[1], document)
    cards, span = list[str](), None
    home = analysis.once(homes_by_line).get(caret.line)
    if (named := thing_at(analysis, caret)) is not None:
        cards.append("  \n".join(map(_escaped, _of_name(analysis, *named))))
        span = named[1].span
    if home is not None and isinstance(home.line, BodyLine | HeadingLine):
        span = span or home.line.span
        if home.line.span.column <= caret.column <= home.line.span.end_column:
            cards += ["  \n".join(map(_escaped, lines)) for lines in _of_line(analysis, home)]
    return _shown(cards, span, document) if cards and span is not None else None


def _shown(cards: list[str], span: Span, document: Document) -> object:
    contents = {"kind": "markdown", "value": "\n\n---\n\n".join(cards)}
    return {"contents": contents, "range": document.range(span)}


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _code_at(analysis: Analysis, caret: Caret) -> tuple[str, Span] | None:
    """Return the page of the code at a place, such as in `# 已核：W0610 理由`."""
    for match in _CODE.finditer(analysis.source.line(caret.line)):
        if match.start() < caret.column <= match.end() + 1:
            code = next((code for code in all_codes() if code.id == match.group()), None)
            return None if code is None else (page(code), Span.of_line(caret.line, match.start(), match.end()))
    return None


# Names


def _of_name(analysis: Analysis, thing: NamedThing, use: Occurrence) -> Iterator[str]:
    """Yield the lines of a card about a name."""
    table = analysis.once(numbered_tables).get(thing.table)
    match thing.kind:
        case Kind.MEASURE:
            yield from _of_measure(analysis, table, use.text)
        case Kind.OPTION if use.measure:
            yield f"{use.text}：{use.measure}的选项"
        case Kind.GROUP:
            units = () if table is None else table.roster.get(use.text, ())
            yield f"{use.text}：组，{len(units)}个单位：{'、'.join(units)}" if units else f"{use.text}：组"
        case Kind.UNIT if table is not None and use.text in units_of(table):
            groups = (group for group, units in table.roster.items() if use.text in units)
            yield f"{use.text}：单位，在{'、'.join(groups)}里"
        case kind:
            yield f"{use.text}：{_KINDS.get(kind, '名称')}"
    yield from _used(analysis, thing)


def _of_measure(analysis: Analysis, table: Table | None, name: str) -> Iterator[str]:
    """Yield the type of a measure, its range, its formula, its note."""
    if table is None:
        yield f"{name}：指标"
        return
    kind = analysis.passes.types.get(table.name, {}).get(name)
    declared = next((one for one in table.declarations if one.name.text == name), None)
    derived = next((one for one in table.derived if one.name.text == name), None)
    parts = ["算出来的指标" if derived else describe(kind) if kind else "指标"]
    parts += [range_words(kind)] if kind and not derived else []
    parts += ["填在年度行"] if declared and declared.yearly else []
    yield f"{name}：{'，'.join(filter(None, parts))}"
    if derived is not None:
        yield f"{name}={wording.expression(derived.value)}"
    note = declared.note if declared else derived.note if derived else ""
    reporter = f"由{declared.reporter}填报" if declared and declared.reporter else ""
    yield from filter(None, ("；".join(filter(None, (reporter, note))),))


def _used(analysis: Analysis, thing: NamedThing) -> Iterator[str]:
    """Yield who uses a name: items by their references, and the blocks at the end of a table."""
    by_line = analysis.once(homes_by_line)
    places = dict[str, None]()
    for use in uses_of(analysis, thing):
        home = by_line.get(use.span.line)
        if home is not None and not use.declares:
            places[home.entry.ref if home.entry else "等次和表彰" if home.ending else "表头"] = None
    yield f"用在：{'、'.join(places)}" if places else "还没有用到"


# Rules and headings


def _of_line(analysis: Analysis, home: Home) -> Iterator[list[str]]:
    """Yield the card of a rule, or of a heading."""
    written = analysis.once(_rules_by_line).get(home.line.number)
    if written is not None:
        form = form_of(written.rule)
        words = rule_words(analysis, written.table.name, written.identity, written.entry.ref)
        yield [
            f"{rule_number(written.rule)}{rule_sentence(written.rule)}。",
            f"{form.title}，能得{words}" if words else form.title,
        ]
    elif isinstance(home.line, HeadingLine) and home.entry is not None:
        entry = home.entry
        stated = "没有写分值" if entry.points is None else f"{show(entry.points)}分"
        words = entry_words(analysis, home.table.name, entry.ref)
        yield [heading(entry), f"{entry.ref}：{stated}" + (f"，能得{words}" if words else "")]
    elif isinstance(home.line, HeadingLine):
        full = "" if home.table.full is None else f"，满分{show(home.table.full)}分"
        words = total_words(analysis, home.table.name)
        yield [f"{home.table.name} {home.table.title}{full}", *([f"总分能得{words}"] if words else [])]


def _rules_by_line(analysis: Analysis) -> dict[int, _WrittenRule]:
    return {
        rule.span.line: _WrittenRule(table, entry, identity, rule)
        for table in analysis.scheme.tables
        for entry, identity, rule in rules(table)
    }
