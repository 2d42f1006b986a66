"""Lines of a scheme, classified and parsed: the whole of the first step of the compiler.

Receives a source; promises one Line for every line of it, in order, and a message for each line
that could not be read. Headings and fields are split off by pattern first: their free text would
swallow everything in one lexer. What is left, rules and declarations, goes to the Lark parser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from lark.lexer import Token

from creditdsl.base.collect import Collector, Stop
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import MAX_DIGITS
from creditdsl.base.nearest import nearest
from creditdsl.base.source import Source, Span
from creditdsl.syntax import errors, unreadable
from creditdsl.syntax.attributes import parse_attributes
from creditdsl.syntax.fold import fold, fold_plain, hide_quoted
from creditdsl.syntax.keywords import Keywords, keywords
from creditdsl.syntax.parser import ParseFault, parse_line
from creditdsl.syntax.terminals import DECLARED_MARK, LETTER, bare_name
from creditdsl.syntax.tree import (
    Attributes,
    Blank,
    BlockLine,
    BodyLine,
    FieldLine,
    HeadingLine,
    Level,
    Line,
    LineTree,
    RosterLine,
    SchemeTree,
)

_BLOCK_STARTS = {
    "measures": "declaration",
    "grades": "grade",
    "roster": "roster",
    "commended": "honour",
    "criticised": "honour",
}
MAX_NESTING = 100
MAX_SIGNS = 9
_COMMENT = re.compile(r"(?:^|\s)#")
_CHINESE = "[一二三四五六七八九十百]+"
_HEADINGS = (
    (Level.CHINESE, re.compile(rf"({_CHINESE})、\s*(.+)")),
    (Level.BRACKET_CHINESE, re.compile(rf"\(({_CHINESE})\)\s*(.+)")),
    (Level.DOTTED, re.compile(r"(\d+)[.、](?!\d)\s*(.+)")),
)
_LABEL = re.compile(r"\(\s*(\d+)\s*\)\s*(.*)")
_FIELD = re.compile(rf"({LETTER}{{1,10}})\s*:")


def read_lines(source: Source) -> tuple[SchemeTree, tuple[Diagnostic, ...]]:
    """Every line of the source as a tree, and what could not be read."""
    reader = _Reader(source, Collector(source.name), keywords())
    lines = tuple(reader.read(number, text) for number, text in enumerate(source.lines, 1))
    return SchemeTree(source, lines), tuple(reader.problems.found)


@dataclass(slots=True)
class _Reader:
    source: Source
    problems: Collector
    words: Keywords
    block: str = "rule"
    """The start symbol of the lines that follow: rule, declaration or grade."""
    declared: re.Pattern[str] | None = None
    """Names declared in this table that a bare name could not be: with digits or other marks, or beginning
    with a word that needs no space behind it (以上事项数)."""
    table_word: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        tables = "|".join(self.words.tables)
        self.table_word = re.compile(rf"({tables})\s*({_CHINESE}|\d+)?(?=[\s:]|$)\s*:?\s*(.*)")

    def read(self, number: int, raw: str) -> Line:
        typed, comment = _split_comment(raw)
        folded = fold(typed)
        body = folded.strip()
        if not body:
            return Blank(number, comment)
        indent = len(folded) - len(folded.lstrip())
        span = Span.of_line(number, indent, indent + len(body))
        try:
            return self._line(number, typed, folded, body, indent, comment, span)
        except Stop as stop:
            self.problems.stop(stop)
            return BodyLine(number, self.block, None, typed, indent, None, "", comment, span)

    def _line(self, number: int, typed: str, folded: str, body: str, indent: int, comment: str, span: Span) -> Line:
        if (stem := self.words.blocks.get(body.rstrip(": "))) is not None:
            self.block = _BLOCK_STARTS[stem]
            if stem == "measures":
                self._collect_declared(number)
            return BlockLine(number, stem, comment, span)
        known = _FIELD.match(body)
        if known and (entry := self.words.fields.get(known.group(1))):
            self.block = "rule"
            text = typed[indent + known.end() :].strip()
            return FieldLine(number, entry.stem, text, comment, span)
        if (heading := self._heading(number, typed, body, indent, comment, span)) is not None:
            self.block = "rule"
            if heading.level is Level.TABLE:
                self.declared = None
            return heading
        if self.block not in ("declaration", "roster") and known:
            near = nearest(known.group(1), self.words.fields, 1)
            raise Stop(errors.UnknownField(known.group(1), near, in_rules=self.block == "rule"), span)
        if body.startswith(self.words.year["total"]) and self.block != "declaration" and "=" in body:
            return self._body(number, "year", typed, body, indent, comment, span)
        if self.block == "roster":
            return _roster(number, typed.strip(), comment, span)
        return self._body(number, self.block, typed, body, indent, comment, span)

    def _heading(self, number: int, typed: str, body: str, indent: int, comment: str, span: Span) -> HeadingLine | None:
        def title(start: int, end: int) -> str:
            return typed[indent + start : indent + end].strip()

        if match := self.table_word.fullmatch(body):
            attributes, end = self._attributes(body, number, indent)
            mark = match.group(1) + (match.group(2) or "")
            return HeadingLine(
                number, Level.TABLE, mark, title(match.start(3), max(end, match.start(3))), attributes, comment, span
            )
        for level, pattern in _HEADINGS:
            if match := pattern.fullmatch(body):
                attributes, end = self._attributes(body, number, indent)
                if attributes is None and self._is_rule(title(match.start(2), end)):
                    raise Stop(errors.HeadingOrRule(numbered=True), span)
                return HeadingLine(number, level, match.group(1), title(match.start(2), end), attributes, comment, span)
        if not body.endswith(")") or (self.block in ("declaration", "roster") and re.search("[:=]", body)):
            return None
        label = _LABEL.fullmatch(body)
        attributes, end = self._attributes(body, number, indent)
        if attributes is None:
            return None
        if label:
            return HeadingLine(
                number, Level.BRACKET, label.group(1), title(label.start(2), end), attributes, comment, span
            )
        if self._is_rule(title(0, end)):
            raise Stop(errors.HeadingOrRule(numbered=False), span)
        return HeadingLine(number, Level.PLAIN, "", title(0, end), attributes, comment, span)

    def _is_rule(self, text: str) -> bool:
        """Whether a heading's text is a whole rule."""
        return any(char.isdigit() for char in text) and not isinstance(parse_line(fold(text), "rule"), ParseFault)

    def _attributes(self, body: str, number: int, indent: int) -> tuple[Attributes | None, int]:
        """The attributes in the last bracket and where it opens; None if it belongs to the title."""
        if not body.endswith(")"):
            return None, len(body)
        opening = body.rfind("(")
        if opening < 0:
            return None, len(body)
        place = Span.of_line(number, indent + opening, indent + len(body))
        try:
            attributes = parse_attributes(fold_plain(body[opening + 1 : -1]), self.words, place)
        except Stop as stop:  # the heading stands all the same, so that its rules find their place
            self.problems.stop(stop)
            attributes = Attributes()
        return attributes, len(body) if attributes is None else opening

    def _body(self, number: int, start: str, typed: str, body: str, indent: int, comment: str, span: Span) -> BodyLine:
        label, offset, note = None, indent, ""
        _check_size(body, number, indent)
        if start == "rule" and (match := _LABEL.fullmatch(body)) and not _is_reference(match.group(2)):
            label = int(match.group(1))
            offset, body = indent + match.start(2), match.group(2)
        if start == "declaration":
            body, note = _split_note(body, typed[indent:])
        code = self._mark_declared(body)
        text = typed[offset : offset + len(body)]
        tree = parse_line(code, start)
        if isinstance(tree, ParseFault):
            raise unreadable.cause(tree, code, text, start, number, offset)
        if (joined := _joined(tree)) is not None:
            raise unreadable.run_together(*joined, number, offset)
        return BodyLine(number, start, label, text, offset, tree, note, comment, span)

    def _collect_declared(self, block: int) -> None:
        """Look ahead in a 数据 block for names that a bare name could not be."""
        special = set()
        for raw in self.source.lines[block:]:
            body = fold(_split_comment(raw)[0]).strip()
            if not body:
                continue
            match = re.match(r"[^:=]+(?=[:=])", body)
            if not match or (_FIELD.match(body) and _FIELD.match(body).group(1) in self.words.fields):  # type: ignore[union-attr]
                break
            names = (name.strip() for name in match.group().split("、"))
            special |= {n for n in names if n and "“" not in n and re.search(LETTER, n) and not _is_bare(n)}
        if special:
            longest_first = sorted(special, key=lambda name: (-len(name), name))
            self.declared = re.compile(rf"“[^”]*”|(?<!{LETTER})(?<!\d)(?:{'|'.join(map(re.escape, longest_first))})")

    def _mark_declared(self, body: str) -> str:
        """Put a mark, character for character, over declared names that hold digits or other marks."""
        if self.declared is None:
            return body
        return self.declared.sub(
            lambda m: m.group() if m.group().startswith("“") else DECLARED_MARK * len(m.group()), body
        )


def _is_bare(name: str) -> bool:
    """Whether the name is read as one where it stands without quotation marks, or is a keyword itself."""
    match = _bare_name().match(name + " ")
    return (match is not None and match.end() == len(name)) or any(name in w.words for w in keywords().words.values())


@cache
def _bare_name() -> re.Pattern[str]:
    return re.compile(bare_name(keywords()))


def _roster(number: int, typed: str, comment: str, span: Span) -> RosterLine:
    """`组名：甲局、乙局`; names are kept as typed."""
    group, *units = re.split("[：:]", typed, maxsplit=1)
    names = tuple(name.strip() for name in re.split("[、，,；;]", "".join(units).rstrip("。")) if name.strip())
    if not units or not group.strip() or not names:
        raise Stop(errors.UnreadableLine(errors.Unread.ROSTER), span)
    return RosterLine(number, group.strip(), names, comment, span)


def _split_comment(raw: str) -> tuple[str, str]:
    """The line without its comment, and the comment from its # on; a # inside “…” is text."""
    if "#" not in raw:
        return raw, ""
    match = _COMMENT.search(hide_quoted(raw, "“"))
    if not match:
        return raw, ""
    start = match.end() - 1
    return raw[:start].rstrip(), raw[start:].rstrip()


def _split_note(body: str, typed: str) -> tuple[str, str]:
    """A declaration's code and the free text behind its first comma outside quotes and brackets."""
    depth = quoted = 0
    for position, char in enumerate(body):
        if char in "“”":
            quoted = 1 if char == "“" else 0
        elif char in "()" and not quoted:
            depth += 1 if char == "(" else -1
        elif char == "," and not quoted and depth <= 0:
            return body[:position].rstrip(), typed[position + 1 : len(body)].strip()
    return body, ""


def _is_reference(rest: str) -> bool:
    """`（2）不得分` is a result, not a labelled rule."""
    words = keywords().words["NO_POINTS"].words
    return rest.strip() in words


def _joined(tree: LineTree) -> tuple[Token, Token] | None:
    """A number with a name directly behind it, as when a space is lost before or behind a measure word."""
    before: Token | None = None
    for token in _leaves(tree):
        behind = before is not None and before.type == "QUANTITY" and before[-1].isdigit()
        if before is not None and behind and token.type == "NAME" and before.end_pos == token.start_pos:
            return before, token
        before = token
    return None


def _leaves(tree: LineTree) -> Iterator[Token]:
    """The tokens of a tree, from left to right."""
    stack: list[Token | LineTree] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Token):
            yield node
        else:
            stack.extend(reversed(node.children))


def _check_size(code: str, number: int, offset: int) -> None:
    for match in re.finditer(r"\d[\d.]*", code):
        if len(match.group()) > MAX_DIGITS:
            span = Span.of_line(number, offset + match.start(), offset + match.end())
            raise Stop(errors.LongNumber(len(match.group())), span)
    depth = 0
    for position, char in enumerate(code):
        depth += (char == "(") - (char == ")")
        if depth > MAX_NESTING:
            span = Span.of_line(number, offset + position, offset + position + 1)
            raise Stop(errors.TooDeep(MAX_NESTING), span)
    if signs := re.search(rf"(?:-\s*){{{MAX_SIGNS}}}", code):
        span = Span.of_line(number, offset + signs.start(), offset + signs.end())
        raise Stop(errors.TooDeep(MAX_SIGNS, signs=True), span)
